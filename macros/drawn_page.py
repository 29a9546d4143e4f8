"""What the macros of a page draw, before an engine builds it: the ids on the page, and where it leads to."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote, urlsplit
from weakref import WeakKeyDictionary

from guide.model.decision import body_start
from guide.model.guide import Guide
from guide.model.settings import Settings
from guide.text.html import is_own_address
from guide.text.macro_calls import Call, read_calls
from guide.text.rendered import shown
from macros.addresses import address_of
from macros.decision_pages import SOURCES_ID, cited
from macros.page import Page, Site
from macros.page_macros import MACROS


@dataclass(frozen=True)
class DrawnPage:
    """A page of docs/ as its macros draw it.

    text: its Markdown, with what its macros draw in their places.
    ids: every id on it. leads_to: the addresses on this site, from its root, to which what is drawn links.
    repeats: where in the text below the front matter a call stands that draws the same places a second time.
    blocks: the calls that draw more than a piece of a sentence.
    """

    text: str
    ids: frozenset[str]
    leads_to: tuple[str, ...]
    repeats: tuple[int, ...]
    blocks: tuple[Call, ...]


# In what our templates draw, each value stands between double quotes.
_ID = re.compile(r"<[a-z][^<>]*?\s(?:id|name)=\"([^\"]+)\"", re.I)
_TARGET = re.compile(r"<[a-z][^<>]*?\s(?:href|src)=\"([^\"]*)\"", re.I)
# What has an address, as HTML or as Markdown.
_PLACE = re.compile(r"\sid=\"|\{: #")
# What begins with another tag than these, or holds a line end, is no piece of a sentence.
_BLOCK = re.compile(r"<(?!(?:a|span)\b)|.*\n")
# Where the site is published and edited changes nothing of where it leads to within.
ANYWHERE = Settings("", "/", "https://example.org", "main")
_drawn: WeakKeyDictionary[Guide, dict[str, DrawnPage]] = WeakKeyDictionary()


def drawn_page(guide: Guide, path: str) -> DrawnPage:
    """Return a page of docs/, given as a path from the project's root, as its macros draw it; drawn once.

    The calls on it are sound, which the rule ``page-macro`` sees to.
    """
    pages = _drawn.setdefault(guide, {})
    if path not in pages:
        pages[path] = _draw(guide, path)
    return pages[path]


def _draw(guide: Guide, path: str) -> DrawnPage:
    text = guide.prose[path][body_start(guide.prose[path]) :]
    page = Page(Site(guide, ANYWHERE), address_of(path.removeprefix("docs/")))
    kept, drawn, whole, repeats, blocks, at = [], [], [], [], [], 0
    for call in read_calls(text).calls:
        result = MACROS[call.name](page, *(argument.text for argument in call.arguments))
        if result in drawn and _PLACE.search(result):
            repeats.append(call.start)
        if _BLOCK.match(result.strip()):
            blocks.append(call)
        drawn.append(result)
        # A long table is HTML alone: its ids are found without reading it as Markdown.
        is_html = result.lstrip().startswith("<") and "\n#" not in result
        kept += [text[at : call.start], "x" * (call.end - call.start) if is_html else result]
        whole += [text[at : call.start], result]
        at = call.end
    ids = {*shown("".join([*kept, text[at:]]), is_decision=False).ids}
    ids.update(unescape(id) for html in drawn for id in _ID.findall(html))
    page_text = "".join([*whole, text[at:]])
    if cited(page_text, guide):
        ids.add(SOURCES_ID)
    leads_to = tuple(addresses_in(drawn, page.base))
    return DrawnPage(page_text, frozenset(ids), leads_to, tuple(repeats), tuple(blocks))


def addresses_in(drawn: list[str], base: str) -> list[str]:
    """Return the addresses, from the site's root, to which links within the site lead, each once.

    drawn: pieces of HTML. base: the address, from the site's root, that their links are relative to.
    """
    addresses: dict[str, None] = {}
    for target in (unescape(target) for html in drawn for target in _TARGET.findall(html)):
        if is_own_address(target) and not target.startswith("/"):
            address, anchor = target_of(target, base)
            addresses[f"{address}{'#' if anchor else ''}{anchor}"] = None
    return list(addresses)


def target_of(target: str, base: str) -> tuple[str, str]:
    """Return the address, from the site's root, to which a link within the site leads, and the anchor that it names.

    target: the link as it is written. base: the address that it is relative to; one out of the site starts with ../.
    """
    parts = urlsplit(target)
    path = unquote(parts.path)
    address = posixpath.normpath(posixpath.join(base, path)) if path else base.strip("/")
    address = "" if address == "." else address.lstrip("/")
    is_page = not path or path.endswith(("/", ".", "..")) or not posixpath.splitext(address)[1]
    return f"{address}{'/' if is_page and address else ''}", unquote(parts.fragment)
