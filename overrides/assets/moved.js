// Leads on from what has moved: from a pointer to the anchor that was asked for, or else from the whole
// page, with the answers and the anchor of the link. Without script the pointer, or the page it leads to, is there
// to read.
const asked = location.hash.slice(1);
const named = (id) => document.querySelector(`.moved > [id="${CSS.escape(id)}"] > a`);
let pointer = named(asked);
try {
  pointer ??= named(decodeURIComponent(asked));
} catch {
  // Not written as an anchor is; there is no pointer to it.
}
const link = pointer ?? document.querySelector("a[data-moved]");
if (link) {
  const way = new URL(link.href);
  way.search ||= location.search;
  way.hash ||= location.hash;
  location.replace(way);
}
