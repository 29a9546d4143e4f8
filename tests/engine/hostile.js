// What a page holds that could act on a reader, each as a line.
() => {
  const found = [];
  const tell = (what, element) => found.push(`${what}: ${element.outerHTML.slice(0, 160)}`);
  const addresses = ["href", "src", "action", "formaction", "data", "poster", "background", "srcset", "xlink:href"];
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name) || name === "srcdoc") tell(name, element);
      if (!addresses.includes(name)) continue;
      const url = new URL(value, location);
      if (!["http:", "https:", "mailto:"].includes(url.protocol)) tell(`an address of ${name}`, element);
      if (name !== "href" && url.host !== location.host) tell(`another host in ${name}`, element);
    }
  }
  const foreign = "iframe, object, embed, base, frame, frameset, math, marquee, video, audio, source, style, xss";
  for (const element of document.querySelectorAll(foreign)) tell("an element", element);
  // What the pages' own controls stand in, or are.
  const own = "form, template, button[data-copy], .checklist .tick, .untick, script[type='application/json'], #choose, [id^='choose-copy'], [id='columns'], .log-year";
  for (const element of document.querySelectorAll("article :is(input, button, form, textarea, select, script, template)"))
    if (!element.closest(own)) tell("a control", element);
  for (const element of document.querySelectorAll("script[src]"))
    if (!new URL(element.src).pathname.includes("/assets/")) tell("a script", element);
  for (const element of document.querySelectorAll("script:not([src], [type='application/json'])")) tell("a script", element);
  const policies = document.querySelectorAll("head > meta[http-equiv='Content-Security-Policy']");
  if (policies.length !== 1) found.push(`${policies.length} policies`);
  for (const element of document.querySelectorAll("meta[http-equiv]"))
    if (element.httpEquiv !== "Content-Security-Policy") tell("a meta element", element);
  for (const element of document.querySelectorAll("article :is(#__config, #__search, #__drawer, #__palette, #__toc), article [class*='md-overlay'], article [class*='md-dialog']"))
    tell("a name of the theme's", element);
  return found;
}
