// Says what a source is, and when it was checked, where its number stands: while a pointer is on the
// number, or the number has the focus. All of it stands at the foot of the page, where it is taken from.
const article = document.querySelector("article");
const tip = document.createElement("div");
Object.assign(tip, { id: "source-tip", role: "tooltip", hidden: true });
let leaving;

function hide() {
  clearTimeout(leaving);
  tip.hidden = true;
  article.querySelector(`[aria-describedby="${tip.id}"]`)?.removeAttribute("aria-describedby");
}

function tell(number) {
  const entry = [...document.querySelectorAll(".page-sources li")].find((one) => one.querySelector("a").href === number.href);
  if (!entry) return;
  hide();
  tip.textContent = entry.textContent.replace(/^\s*\d+\s*/, "");
  tip.hidden = false;
  number.setAttribute("aria-describedby", tip.id);
  const at = number.getBoundingClientRect();
  const origin = tip.offsetParent.getBoundingClientRect();
  const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - tip.offsetWidth - 8));
  const above = at.bottom + tip.offsetHeight > innerHeight;
  tip.style.insetInlineStart = `${left - origin.left}px`;
  tip.style.top = `${(above ? at.top - tip.offsetHeight : at.bottom) - origin.top}px`;
}

if (article) {
  article.append(tip);
  article.addEventListener("focusin", ({ target }) => target.matches(".cite a:focus-visible") && tell(target));
  article.addEventListener("focusout", hide);
  article.addEventListener("pointerover", ({ target }) => {
    if (target.matches(".cite a")) tell(target);
    else if (target === tip) clearTimeout(leaving); // one may go there, to select the text
  });
  article.addEventListener("pointerout", ({ target }) => {
    if (target === tip || target.matches(".cite a")) leaving = setTimeout(hide, 200);
  });
  document.addEventListener("keydown", ({ key }) => key === "Escape" && hide());
}
