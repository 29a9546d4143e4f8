// Shows only some rows of a list: of the decision log, the checklist or the sources. What is chosen or typed stands in
// the address, so that it can be passed on and survives going back; without script every row is there.
const form = document.querySelector(".filter");
const rows = form ? [...document.querySelectorAll(form.dataset.rows)] : [];
const parts = new Set(rows.map((row) => row.closest("details.log-year")).filter(Boolean));

function chosen() {
  return Object.fromEntries([...new FormData(form)].filter(([, value]) => value));
}

const texts = new Map();

/** Whether a row holds all words of a text, in whatever case. */
function holds(row, text) {
  if (!texts.has(row)) texts.set(row, row.textContent.toLowerCase());
  return text.toLowerCase().split(/\s+/).every((word) => texts.get(row).includes(word));
}

/** The row that a number is that of, however it is written; only such a text is asked for it. */
function numbered(text) {
  const [, number] = /^\s*(?:adr|decision|)[\s#-]*0*(\d+)\s*$/i.exec(text) ?? [];
  return number && rows.find((row) => row.id === `adr-${number}`);
}

/** Whether a row, or the part that it stands in, has one of the words under a name. */
function has(row, name, word) {
  return row.closest(`[data-${name}]`)?.dataset[name].split(" ").includes(word);
}

function show() {
  const { find, ...words } = chosen();
  const one = numbered(find);
  const found = (row) => (one ? row === one : !find || holds(row, find));
  for (const row of rows) row.hidden = !found(row) || !Object.entries(words).every(([name, word]) => has(row, name, word));
  const left = rows.filter((row) => !row.hidden).length;
  for (const part of parts) {
    const its = rows.filter((row) => part.contains(row));
    const some = its.filter((row) => !row.hidden).length;
    part.hidden = !some;
    part.querySelector("summary > span").textContent = some < its.length ? `${some} of ` : "";
    if (some && left < rows.length) part.open = true;
  }
  form.querySelector("[role=status]").textContent =
    left === rows.length && form.dataset.all || `${left} of ${rows.length} ${form.dataset.of}`;
  form.dispatchEvent(new Event("shown"));
}

function read() {
  const said = new URLSearchParams(location.search);
  for (const field of form.elements) {
    field.value = said.get(field.name) ?? "";
    if (field.value !== (said.get(field.name) ?? "")) field.value = ""; // a word that is no choice
  }
  show();
  // A link to what is left out, a row or the heading of a part, brings all of them back; the browser goes to it after this.
  const target = location.search && document.getElementById(location.hash.slice(1));
  if (!target || getComputedStyle(target).display !== "none") return;
  history.replaceState(null, "", location.pathname + location.hash);
  read();
}

if (form) {
  form.addEventListener("input", ({ target }) => {
    const query = new URLSearchParams(chosen()).toString();
    const address = query ? `?${query}` : location.pathname;
    // Each key is no step to go back.
    if (target.name === "find") history.replaceState(null, "", address);
    else history.pushState(null, "", address);
    show();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("popstate", read);
  read();
}
