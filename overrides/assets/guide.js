// Scripts that every page has. Without them all is there; they only make it handier.

// The # beside what can be linked leads there, and its address can be copied like that of any link.
// With script a click also copies it, without what the page is filtered by, and says so.
const said = document.createElement("p");
said.className = "said";
said.setAttribute("role", "status");
document.body.append(said);
let silence;
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a.here");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  let message = "Link copied";
  try {
    await navigator.clipboard.writeText(location.origin + location.pathname + link.hash);
  } catch {
    message = "The link is in the address bar";
  }
  said.textContent = message;
  clearTimeout(silence);
  silence = setTimeout(() => { said.textContent = ""; }, 2500);
});

// Copies a text that stands on the page, which a selector finds. Without script the text is there to select.
for (const button of document.querySelectorAll("button[data-copy]")) {
  const label = button.textContent;
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    const text = document.querySelector(button.dataset.copy).textContent;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Could not copy; select the text below";
    }
    setTimeout(() => { button.textContent = label; }, 2500);
  });
}

// The theme opens the menu of a narrow page by a label, which the keyboard does not reach; a button does the same.
const label = document.querySelector(".md-header label[for=__drawer]");
const drawer = document.getElementById("__drawer");
const menu = document.createElement("button");
const tell = () => menu.setAttribute("aria-expanded", String(drawer.checked));
Object.assign(menu, { type: "button", className: `${label.className} guide-menu`, ariaLabel: "Menu" });
menu.append(...label.childNodes);
label.replaceWith(menu);
menu.addEventListener("click", ({ detail }) => {
  drawer.click();
  const byKeyboard = detail === 0;
  if (byKeyboard && drawer.checked) document.querySelector(".md-sidebar--primary a").focus();
});
document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape" || !drawer.checked) return;
  drawer.click();
  menu.focus();
});
drawer.addEventListener("change", tell);
tell();

// A decision is found by its number, however one writes it and however many there are: the search takes
// "adr 5" for the beginning of 50 and 500 as well, so it is also asked for the four digits, which are unique.
const ask = Worker.prototype.postMessage;
let asked = "";
Worker.prototype.postMessage = function (message, ...more) {
  const data = message?.type === 2 ? message.data : null;
  if (typeof data === "string") {
    asked = data;
    const [, word, number] = /^\s*(adr|decision|)[\s#-]*0*(\d{1,4})\s*$/i.exec(data) ?? [];
    message = { ...message, data: number ? `${word} ${number} ${number.padStart(4, "0")}` : telling(data) };
  } else if (typeof data?.input === "string") {
    message = { ...message, data: { ...data, input: telling(data.input) } };  // as the other engine's theme asks
  }
  ask.call(this, message, ...more);
};

// Who asks as one asks a colleague types words that stand on every page, and each counts as much as the one that tells.
const empty = /^(an?|and|are|as|at|be|by|can|could|do|does|for|from|has|have|how|i|in|is|it|may|me|must|my|of|on|or|our|shall|should|that|the|there|this|to|us|we|what|when|where|which|who|why|will|with|you|your)[?.!]*$/i;
function telling(query) {
  const left = query.split(/\s+/).filter((word) => word && !empty.test(word)).join(" ");
  return left || query;
}

// A page whose whole title is what is asked for comes first, then those that have each word of it, since one word in a
// tag counts for more than all others together. What a result says of itself begins near what was found in it. Where
// nothing is found, it is said what to do next.
const words = (html) => new DOMParser().parseFromString(html, "text/html").body.textContent
  .toLowerCase().match(/[\p{L}\p{N}]+/gu)?.join(" ").replace(/^adr \d+ (?=\D)/, "");
const nothing = document.createElement("p");
Object.assign(nothing, { className: "search-nothing", role: "status", hidden: true });
nothing.innerHTML = `Try another word, or <a href="${document.querySelector(".md-logo").href}">start from the questions</a>.
  Is it missing? <a href="${document.querySelector(".guide-source").href}/issues/new">Ask for it</a>.`;
document.querySelector(".md-search-result")?.after(nothing);
function arrange({ items }) {
  const isNamed = (pages) => pages.some(({ location, title }) => !location.includes("#") && words(title) === words(asked));
  const hasAll = (pages) => {
    const terms = pages.flatMap((part) => Object.entries(part.terms));
    const found = new Set(terms.filter(([, isFound]) => isFound).map(([term]) => term));
    return terms.every(([term]) => found.has(term));
  };
  items.sort((one, other) => isNamed(other) - isNamed(one) || hasAll(other) - hasAll(one));
  for (const part of items.flat()) {
    const text = part.text.replace(/<(?!\/?mark)[^>]*>/g, " ");
    const start = text.lastIndexOf(" ", text.indexOf("<mark") - 60);
    part.text = start > 0 ? `…${text.slice(start)}` : text;
  }
  nothing.hidden = !asked.trim() || items.length > 0;
  const issue = nothing.lastElementChild;
  issue.search = `?title=${encodeURIComponent(`Not in the guide: ${asked.trim()}`)}`;
}
// The theme listens already when this script comes, so what it is told is arranged as it reads it.
const { get } = Object.getOwnPropertyDescriptor(MessageEvent.prototype, "data");
const arranged = new WeakSet();
Object.defineProperty(MessageEvent.prototype, "data", {
  configurable: true,
  get() {
    const message = get.call(this);
    if (nothing.isConnected && this.target instanceof Worker && message?.type === 3 && !arranged.has(message)) {
      arranged.add(message);
      arrange(message.data);
    }
    return message;
  },
});

// The theme searches at each key; so that what is pasted or dictated is searched for too, it is told of a key.
const query = document.querySelector(".md-search__input");
query?.addEventListener("input", () => query.dispatchEvent(new Event("keyup")));

// The theme makes a navigation of the tags below each result, and a page may have only one that is nameless.
const results = document.querySelector(".md-search-result__list");
if (results) {
  new MutationObserver(() => {
    for (const tags of results.querySelectorAll("nav.md-tags:not([role])")) tags.setAttribute("role", "none");
  }).observe(results, { childList: true, subtree: true });
}

// The theme lets a wide table of a text be scrolled; so the keyboard has to reach it.
window.addEventListener("load", () => {
  for (const table of document.querySelectorAll(".md-typeset__scrollwrap")) {
    Object.assign(table, { tabIndex: 0, role: "region", ariaLabel: "Table" });
  }
});

// What one is led to is not left folded.
const unfold = () => {
  const part = document.querySelector(":target")?.closest("details, .kind");
  const folded = part?.querySelector(":scope > details") ?? part;
  if (folded) folded.open = true;
};
window.addEventListener("hashchange", unfold);
window.addEventListener("load", unfold);
