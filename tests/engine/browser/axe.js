// Looks at the page that is open with axe: at the contrast of chosen texts alone, since that takes longer than all else.
(() => {
  const LETTERS = ["color", "fontSize", "fontWeight", "textDecorationLine", "textShadow"];
  const GROUND = ["backgroundColor", "backgroundImage", "opacity", "filter", "position", "zIndex"];
  const PLAIN = "rgba(0, 0, 0, 0) none 1 none static auto";
  const CONTRAST = ["color-contrast", "color-contrast-enhanced"];
  const say = (element, names) => ((style) => names.map((name) => style[name]).join(" "))(getComputedStyle(element));
  const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  let texts = [];

  // Whether something may be seen as the page stands there, unless something else hides it.
  const isThere = (element) => {
    const { width, left, right } = element.getBoundingClientRect();
    return width > 0 && right > 0 && left < innerWidth && element.checkVisibility({ visibilityProperty: true });
  };

  // Say of each text in sight how it looks: its letters, and each ground that it stands on, by its name. What a text in a
  // picture stands on does not hold it, so each of them is looked at.
  window.looks = (within) => {
    const told = new Map([[null, ""]]);
    const ground = (element) => {
      if (!told.has(element)) {
        const own = say(element, GROUND);
        const below = ground(element.parentElement);
        told.set(element, own === PLAIN ? below : `${below} > ${element.localName}.${element.className} ${own}`);
      }
      return told.get(element);
    };
    texts = [...document.querySelectorAll("body, body *")].filter((one) =>
      (hasText(one) || one.matches("input, select, textarea")) && (!within || one.closest(within)) && isThere(one));
    return texts.map((one) => {
      const name = one.ownerSVGElement ? `a picture's ${Math.random()}` : `${one.localName}.${one.className}`;
      return `${ground(one)} > ${name} ${say(one, LETTERS)} ${one.matches(":disabled, [aria-disabled]")}`;
    });
  };

  // Return what axe finds, and which of the texts, given by their places, have all the contrast that they must have.
  window.findings = (within, options, places) => {
    for (const [place, text] of texts.entries()) text.toggleAttribute("data-look", places.includes(place));
    axe.configure({ rules: CONTRAST.map((id) => ({ id, selector: "[data-look]" })) });
    axe.addReporter("findings and contrast", (rules, _, done) => {
      const passed = CONTRAST.map((id) => rules.find((rule) => rule.id === id).passes.map(({ node }) => node.element));
      done([
        rules.flatMap(({ id, violations }) =>
          violations.map(({ node }) => `${id}: ${node.selector} ${node.source.slice(0, 160)}`)),
        texts.flatMap((text, place) => (passed.every((all) => all.includes(text)) ? [place] : [])),
      ]);
    });
    return axe.run(within ?? document, { ...options, reporter: "findings and contrast" });
  };
})();
