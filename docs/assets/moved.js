// Leads on from what has moved: from a pointer to the anchor that was asked for, or else from the whole
// page, with the anchor. Without script the pointer, or the page it leads to, is there to read.
const asked = decodeURIComponent(location.hash.slice(1));
const pointer = document.querySelector(`.moved > [id="${CSS.escape(asked)}"] > a`);
const page = document.querySelector("a[data-moved]");
if (pointer) location.replace(pointer.href);
else if (page) location.replace(page.hash ? page.href : page.href + location.hash);
