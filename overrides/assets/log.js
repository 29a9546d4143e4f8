// Shows only some rows of the decision log. What is chosen stands in the address, so that it can be
// passed on and survives going back; without script the whole log is there, year by year.
const form = document.querySelector(".log-filter");
const rows = [...document.querySelectorAll(".log-year [data-about]")];

function chosen() {
  return Object.fromEntries([...new FormData(form)].filter(([, value]) => value));
}

function show() {
  const { status, about, year } = chosen();
  for (const row of rows) {
    row.hidden = Boolean(
      (status && row.dataset.status !== status)
      || (about && !row.dataset.about.split(" ").includes(about))
      || (year && row.closest(".log-year").id !== `year-${year}`),
    );
  }
  const left = rows.filter((row) => !row.hidden).length;
  for (const part of document.querySelectorAll(".log-year")) {
    const some = part.querySelector("[data-about]:not([hidden])");
    part.hidden = !some;
    if (some && left < rows.length) part.open = true;
  }
  form.querySelector("[role=status]").textContent = `${left} of ${rows.length} decisions`;
}

function read() {
  const said = new URLSearchParams(location.search);
  for (const field of form.elements) {
    field.value = said.get(field.name) ?? "";
    if (field.value !== (said.get(field.name) ?? "")) field.value = ""; // a word that is no choice
  }
  show();
}

if (form) {
  form.addEventListener("change", () => {
    const query = new URLSearchParams(chosen()).toString();
    history.pushState(null, "", query ? `?${query}` : location.pathname);
    show();
  });
  window.addEventListener("popstate", read);
  read();
}
