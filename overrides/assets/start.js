// Runs before anything of the page is seen. It says that there is script, so that nothing appears later
// and moves what is being read, and sets the scheme of colours that was chosen, or the one that the
// system asks for. The theme has inline scripts for this, which the site's policy forbids; what the rest
// of its script expects of them is here too.
document.documentElement.classList.replace("no-js", "js");
const root = new URL("..", document.currentScript.src);

window.__md_scope = root;
window.__md_get = (key, storage = localStorage, scope = root) => {
  try {
    return JSON.parse(storage.getItem(`${scope.pathname}.${key}`));
  } catch {
    return null; // storage is switched off, or somebody else wrote there
  }
};
window.__md_set = (key, value, storage = localStorage, scope = root) => {
  try {
    storage.setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
  } catch {
    // then the choice holds for this page alone
  }
};

const palettes = [...document.querySelectorAll("[data-md-color-media]")];
const asked = palettes.find((one) => matchMedia(one.dataset.mdColorMedia).matches) ?? palettes[0];
const scheme = window.__md_get("__palette")?.color?.scheme ?? asked.dataset.mdColorScheme;
document.body.dataset.mdColorScheme = scheme;

// The theme loads the search and its index, by far the largest file, as soon as a page is open. It gets them when
// somebody is about to search, or comes from what was found to see it marked. (Zensical's, which has another name, is
// left alone: there the search cannot be opened before.)
const searching = new Promise((resolve) => {
  if (/[?&][hq]=/.test(location.search)) resolve();
  for (const kind of ["keydown", "focusin", "pointerover"]) {
    document.addEventListener(kind, ({ target }) => {
      if (kind === "keydown" || target.closest(".md-search, [for=__search]")) resolve();
    });
  }
});

// Passes on what is said to a worker, and what it says, once there is one.
class LateWorker extends EventTarget {
  #worker;

  constructor(make) {
    super();
    this.#worker = searching.then(() => {
      const worker = make();
      worker.addEventListener("message", ({ data }) => this.dispatchEvent(new MessageEvent("message", { data })));
      return worker;
    });
  }

  postMessage(message) {
    this.#worker.then((worker) => worker.postMessage(message));
  }
}

window.Worker = new Proxy(Worker, {
  construct(OwnWorker, [address]) {
    const make = () => new OwnWorker(address);
    return document.querySelector(".md-search__input") ? new LateWorker(make) : make();
  },
});

// It also asks for a sitemap beside each feed, for other languages of the site, of which there are none.
window.XMLHttpRequest = class extends XMLHttpRequest {
  open(method, address, ...more) {
    const asked = new URL(address, location).pathname;
    this.sent = asked.endsWith("/search_index.json") ? searching : asked.endsWith("/sitemap.xml") ? null : Promise.resolve();
    super.open(method, address, ...more);
  }

  send(body) {
    this.sent?.then(() => super.send(body));
  }
};
