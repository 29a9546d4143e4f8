"""The rules for where the links of pages lead, which have to know what the macros of a page draw."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from guide.checks.links import broken, no_such_id, page_and_anchor
from guide.checks.registry import Finding, drawn_rule
from guide.model.decision import body_start
from guide.model.guide import Guide
from guide.model.page_address import LISTINGS
from guide.problems import Place
from guide.text.html import is_own_address, is_safe_address, shortened
from guide.text.link_places import places_of
from guide.text.macro_calls import read_calls, without_calls
from guide.text.markdown import Spans, read_markup
from guide.text.rendered import shown
from guide.text.yaml import Lines
from macros.addresses import ATOM, JSON_FEED, PRINT, address_of, parts, where
from macros.badges import badges
from macros.drawn_page import ANYWHERE, drawn_page, target_of
from macros.page import Site

# Where the scripts and styles of the site lie.
_OVERRIDES = Path(__file__).parents[1] / "overrides"
# What the build makes besides the pages of docs/ and adr/, scripts, styles and badges.
_MADE = frozenset({ATOM, JSON_FEED, PRINT, "sitemap.xml", "robots.txt"})
_AS_MARKDOWN = "write it as Markdown, with the way to a file"


@drawn_rule
def page_anchor(guide: Guide) -> Iterator[Finding]:
    """A link from a decision to an anchor of a page leads to something on that page."""
    for decision in guide.texts():
        for link in decision.led_links:
            message = _anchor_fault(link.target, decision.path, guide)
            if message:
                yield decision.place(link.offset), message


@drawn_rule
def page_link(guide: Guide) -> Iterator[Finding]:
    """A link on a page leads to another page, to a decision, or to another site."""
    for path, text in guide.prose.items():
        lines, start = Lines(text), body_start(text)
        calls = Spans((call.start, call.end) for call in read_calls(text[start:]).calls)
        # The rule page-call looks where the links go that are made by calls.
        prose = without_calls(text[start:])
        page, markup = shown(prose, is_decision=False), read_markup(prose)
        faults = [(target, _link_fault(target, path, guide), markup.links) for target in page.links]
        faults += [(target, _address_fault(target, path, guide), markup.html_links) for target in page.html_links]
        for target, message, links in faults:
            for offset in places_of(target, links, prose) if message else ():
                if offset not in calls:
                    yield lines.place(path, start + offset), message


@drawn_rule
def repeated_call(guide: Guide) -> Iterator[Finding]:
    """A macro that draws what has an address is called once on a page."""
    for path, text in guide.prose.items():
        start = body_start(text)
        for offset in drawn_page(guide, path).repeats:
            place = Lines(text).place(path, start + offset)
            yield place, "this call draws what stands on this page already; take one of the two out"


@drawn_rule
def call_within_text(guide: Guide) -> Iterator[Finding]:
    """A macro that draws a block is called on a line of its own."""
    for path, text in guide.prose.items():
        start = body_start(text)
        blocks = drawn_page(guide, path).blocks
        html = Spans(read_markup(without_calls(text[start:])).html) if blocks else ()
        for call in blocks:
            before = text[: start + call.start].rpartition("\n")[2]
            # Within a block of HTML it may stand anywhere. What is set in by four spaces belongs to a list or a note.
            if call.start not in html and (before.strip() or len(before) > 3):
                place = Lines(text).place(path, start + call.start)
                message = f"'{call.name}' draws a block, not a piece of a sentence"
                yield place, f"{message}; put the call at the start of a line, with an empty line above and below"


@drawn_rule
def page_call(guide: Guide) -> Iterator[Finding]:
    """Whatever the macros of a page link to exists."""
    missing: dict[str, dict[str, str]] = defaultdict(dict)
    for path in guide.prose:
        for address in drawn_page(guide, path).leads_to:
            place, _, anchor = address.partition("#")
            target = guide_file(guide, place)
            if target and anchor and anchor not in _ids(guide, target):
                missing[target].setdefault(anchor, path)
            elif target is None and place != PRINT and not posixpath.basename(place):
                yield Place(path), f"draws a link to /{place}, where there is no page; add one"
    sections = _sections(guide) if missing else {}
    for path, anchors in missing.items():
        address = address_of(path.removeprefix("docs/"))
        remedies: dict[str, list[str]] = defaultdict(list)
        for anchor in anchors:
            remedies[sections.get(f"{address}#{anchor}", "call the macro that draws it")].append(anchor)
        for remedy, lacking in remedies.items():
            names = [f"#{anchor}" for anchor in lacking]
            some = ", ".join(names[:3]) + (", …" if len(names) > 3 else "")
            yield Place(path), f"nothing here is called {some}, and {anchors[lacking[0]]} leads there; {remedy}"


def _sections(guide: Guide) -> dict[str, str]:
    """Return how to write the section of each capability, whose heading no macro draws, by every address in it."""
    remedies: dict[str, str] = {}
    for id, capability in guide.capabilities.items():
        own = where("capabilities", id)
        heading = f"## {capability.name} {{: #{own.partition('#')[2]} }}"
        remedy = f"write '{heading}', and below it: {{{{ capability(\"{id}\") }}}}"
        inside = (where("capabilities", id, field, key) for field, key, _ in parts("capabilities", capability))
        remedies |= dict.fromkeys((own, *inside), remedy)
    return remedies


def guide_file(guide: Guide, address: str) -> str | None:
    """Return the file whose page is at an address from the site's root, as a path from the project's root, or None."""
    stem = f"docs/{address}".rstrip("/")
    candidates = [f"{stem}.md", *(f"{stem}/{name}" for name in LISTINGS), f"{address.rstrip('/')}.md"]
    pages = (path for path in candidates if path in guide.prose or guide.text_at(path))
    return next((path for path in pages if address_of(path.removeprefix("docs/")) == address), None)


def _ids(guide: Guide, path: str) -> frozenset[str]:
    decision = guide.text_at(path)
    return decision.anchors if decision else drawn_page(guide, path).ids


def _link_fault(target: str, path: str, guide: Guide) -> str | None:
    """Return what is wrong with a link of a page that is written as Markdown, or None."""
    return broken(target, path, guide) or _out_of_docs(target, path) or _anchor_fault(target, path, guide)


def _out_of_docs(target: str, path: str) -> str | None:
    """Return what is wrong with a link of a page to a decision that does not go by docs/adr, as the site does."""
    file, _ = page_and_anchor(target, path) or ("", "")
    if not file or not _leaves_docs(target, path):
        return None
    inside = file if file.startswith("docs/") else f"docs/{file}"
    return f"'{shortened(target)}' leads out of docs/; write {posixpath.relpath(inside, posixpath.dirname(path))}"


def _leaves_docs(target: str, path: str) -> bool:
    """Return whether the way from a page to what it links leads out of docs/, be it back into it."""
    depth = path.count("/") - 1
    for part in urlsplit(target).path.split("/"):
        depth += {"..": -1, ".": 0, "": 0}.get(part, 1)
        if depth < 0:
            return True
    return False


def _anchor_fault(target: str, path: str, guide: Guide) -> str | None:
    """Return what is wrong with the anchor of a link to a page of docs/, or None."""
    file, anchor = page_and_anchor(target, path) or ("", "")
    return _no_such_id(target, file, anchor, guide) if anchor and file in guide.prose else None


def _address_fault(target: str, path: str, guide: Guide) -> str | None:
    """Return what is wrong with a link of a page that is written as HTML, which leads on from the page's address."""
    if not is_safe_address(target) or not is_own_address(target):
        return None
    written = shortened(target)
    address, anchor = target_of(target, address_of(path.removeprefix("docs/")))
    file = guide_file(guide, address)
    if target.startswith(("/", "\\")) or address.startswith("../"):
        return f"the link '{written}' leads out of the site; {_AS_MARKDOWN}"
    is_file = f"docs/{address}" in guide.pages and not address.endswith(".md")
    if not file and not is_file and not _is_made(address, guide):
        return f"the link '{written}' leads to no page; {_AS_MARKDOWN}"
    if anchor and not file:
        return f"the link '{written}' leads into what has no parts of its own to link; leave out the anchor"
    return _no_such_id(target, file, anchor, guide) if file and anchor else None


def _is_made(address: str, guide: Guide) -> bool:
    """Return whether the build makes what is at an address, besides the pages of docs/ and adr/."""
    if address in _MADE:
        return True
    if address.startswith("assets/"):
        return (_OVERRIDES / address).is_file()
    site = Site(guide, ANYWHERE)
    decisions = guide.decisions.values() if address.startswith(where("badges")) else ()
    return any(address == badge.address for decision in decisions for badge in badges(site, decision))


def _no_such_id(target: str, file: str, anchor: str, guide: Guide) -> str | None:
    """Return what is wrong with a link to an anchor of a page, or None."""
    ids = _ids(guide, file)
    return None if anchor in ids else no_such_id(target, f"leads to nothing on {file}", anchor, ids)
