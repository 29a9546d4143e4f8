// Lets one tick off the checklist, which this browser remembers, and has the Markdown to copy hold what is shown
// and what is ticked. Without script the whole list is there, and so is its Markdown.
const items = [...document.querySelectorAll(".checklist > li")];
const form = document.querySelector(".filter");
const markdown = document.querySelector("#checklist-complete pre > code");
const all = markdown?.textContent;
// Apart for each site on this host.
const KEY = `${new URL("..", import.meta.url).pathname} checklist`;
const done = new Set();
let keeps = true;

/** What is ticked, here or in another tab. */
function read() {
  if (!keeps) return;
  try {
    const kept = new Set(JSON.parse(localStorage.getItem(KEY)));
    // A guideline may have gone since it was ticked.
    done.clear();
    for (const { id } of items) if (kept.has(id)) done.add(id);
  } catch { /* it is not to be remembered here, or holds something else */ }
}

function remember() {
  try {
    localStorage.setItem(KEY, JSON.stringify([...done]));
  } catch {
    keeps = false; // it lasts as long as the page then
  }
}

function write() {
  if (!markdown) return;
  const left = new Set(items.filter((item) => !item.hidden).map((item) => item.id));
  const lines = all.split("\n").flatMap((line) => {
    const id = /^- \[ \].*\(`([^`]+)`\)$/.exec(line)?.[1];
    if (!id) return [line];
    return left.has(id) ? [done.has(id) ? line.replace("[ ]", "[x]") : line] : [];
  });
  markdown.textContent = lines.join("\n").replace(/^### .*\n+(?=### |$(?![^]))/gm, "");
}

/** Lead to no phase of which the filter has left nothing. */
function lead() {
  const left = new Set(items.filter((item) => !item.hidden).map((item) => `#phase-${item.parentElement.dataset.phase}`));
  for (const link of document.querySelectorAll(".phases a")) link.hidden = !left.has(link.hash);
}

const boxes = items.map((item) => {
  const box = item.querySelector(".tick");
  box.addEventListener("change", () => {
    read(); // another tab may have ticked something else
    if (box.checked) done.add(item.id);
    else done.delete(item.id);
    remember();
    tell();
  });
  return box;
});

const none = Object.assign(document.createElement("button"), { type: "button", className: "untick" });
none.addEventListener("click", () => {
  done.clear();
  remember();
  tell();
  boxes[0].focus();
});

function tell() {
  items.forEach(({ id }, place) => { boxes[place].checked = done.has(id); });
  none.textContent = `Untick all ${done.size}`;
  none.hidden = !done.size;
  write();
}

if (items.length) {
  form.after(none);
  form.addEventListener("shown", () => {
    lead();
    write();
  });
  window.addEventListener("storage", () => {
    read();
    tell();
  });
  read();
  lead();
  tell();
}
