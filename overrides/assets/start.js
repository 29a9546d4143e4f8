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

// The theme loads the index of the search, by far the largest file, as soon as a page is open. It gets
// it when somebody is about to search, or comes from what was found to see it marked. (Zensical's, which
// has another name, is left alone: there the search cannot be opened before.)
const searching = new Promise((resolve) => {
  if (/[?&][hq]=/.test(location.search)) resolve();
  for (const kind of ["keydown", "focusin", "pointerover"]) {
    document.addEventListener(kind, ({ target }) => {
      if (kind === "keydown" || target.closest(".md-search, [for=__search]")) resolve();
    });
  }
});
window.XMLHttpRequest = class extends XMLHttpRequest {
  open(method, address, ...more) {
    this.isIndex = /\/search_index\.json$/.test(address);
    super.open(method, address, ...more);
  }

  send(body) {
    if (this.isIndex) searching.then(() => super.send(body));
    else super.send(body);
  }
};
