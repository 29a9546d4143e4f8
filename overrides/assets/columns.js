// Shows only some needs and patterns in the tables of /patterns/; which ones is in the address, by id.
// Nothing ticked means all.
import { closest } from "./closest.js";

const form = document.getElementById("columns");
const status = document.getElementById("columns-status");
const boxes = (name) => [...form.querySelectorAll(`input[name=${name}]`)];
const ticked = (name) => boxes(name).filter((box) => box.checked).map((box) => box.value);

function show(problems) {
  const patterns = boxes("patterns").map((box) => !ticked("patterns").length || box.checked);
  for (const row of document.querySelectorAll("table.needs tr, table.comparison tr")) {
    patterns.forEach((shown, place) => { row.cells[place + 1].hidden = !shown; });
  }
  const needs = ticked("needs");
  for (const { value } of boxes("needs")) document.getElementById(`need-${value}`).closest("tr").hidden = needs.length > 0 && !needs.includes(value);
  const count = (name) => `${ticked(name).length || "all"} of ${boxes(name).length} ${name}`;
  status.textContent = [...problems, `Shown: ${count("needs")}, ${count("patterns")}.`].join(" ");
}

function read() {
  const parameters = new URLSearchParams(location.search);
  const problems = [];
  for (const name of ["needs", "patterns"]) {
    const ids = parameters.getAll(name).flatMap((list) => list.split(",")).map((id) => id.trim()).filter(Boolean);
    const known = boxes(name).map((box) => box.value);
    for (const box of boxes(name)) box.checked = ids.includes(box.value);
    for (const id of ids.filter((one) => !known.includes(one))) {
      const close = closest(id, known);
      problems.push(`The address names “${id}”, which is none of the ${name}${close ? `; did you mean “${close}”?` : "."}`);
    }
  }
  form.querySelector("details").open = boxes("needs").concat(boxes("patterns")).some((box) => box.checked);
  show(problems);
}

function write() {
  const query = ["needs", "patterns"].filter((name) => ticked(name).length).map((name) => `${name}=${ticked(name).join(",")}`).join("&");
  history.pushState(null, "", location.pathname + (query && `?${query}`));
  show([]);
}

if (form) {
  form.addEventListener("change", write);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const box of form.querySelectorAll("input")) box.checked = false;
    write();
  });
  window.addEventListener("popstate", read);
  read();
}
