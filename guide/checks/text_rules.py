"""The rules for what a decision brings onto its page: links that lead somewhere, and HTML that a page may hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import chain

from guide.checks.links import broken
from guide.checks.registry import Finding, rule
from guide.checks.section_rules import written
from guide.model.decision import body_start
from guide.model.guide import Guide
from guide.text.html import Fault, address_fault, attribute_fault, faults
from guide.text.macro_calls import without_calls
from guide.text.markdown import Link, Markup, Spans, read_markup, spaced_links
from guide.text.rendered import shown
from guide.text.yaml import Lines

# What may be a link to one reader of Markdown or another, in code too.
# Each alternative starts with a character of its own, by which Python finds the few places to look at.
_MAYBE_LINK = re.compile(
    r"\[[^\[\]\n]*\]\(\s*<?(?P<a>[^\s()<>]+)"
    r"|\[(?!\^)[^\[\]\n]+\]:[ \t>]*(?:\n[ \t>]*)?<?(?P<b>[^\s<>]+)"
    r"|<(?P<c>[a-z][a-z0-9+.-]+:[^\s<>]*)>",
    re.I,
)
_MAYBE_ADDRESS = re.compile(r"\b(?:href|src)\s*=\s*[\"']?(?P<d>[^\s\"'<>]+)", re.I)
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?= |$)", re.M)
_ATTRIBUTE_LIST = re.compile(r"\{:[^{}\n]*\}|\{[^{}\n]*[=.#][^{}\n]*\}")
_ATTRIBUTE = re.compile(
    r"(?<![^\s{:])(?:(?P<mark>[.#])(?P<word>[^\s.#{}=]+)"
    r"|(?P<name>[^\s=.#{}:\"']+)(?:=(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)'|(?P<c>[^\s}\"']*))|(?=[\s}])))"
)
_ADMONITION = re.compile(r"!!! ?(?P<words>[\w -]+)")
# The classes that pages of docs/ may use besides those that Markdown makes: for pictures beside each other.
CLASSES = frozenset({"screens"})
_REMEDY = "remove it, or show it as code between backticks"


@rule
def readable_text(guide: Guide) -> Iterator[Finding]:
    """A text can be read in time: no list is nested without end, and no paragraph is full of brackets."""
    for decision in guide.texts():
        for fault in decision.markup.endless:
            yield decision.place(fault.offset), fault.what
    for path, text in guide.prose.items():
        for fault in read_markup(text).endless:
            yield Lines(text).place(path, fault.offset), fault.what


@rule
def merge_conflict(guide: Guide) -> Iterator[Finding]:
    """A text that was written here holds no marks of an unresolved merge."""
    what = "'{}' marks a merge conflict; keep what is right of both sides, and remove the marks"
    for decision in written(guide):
        for mark in _CONFLICT.finditer(decision.body):
            yield decision.place(mark.start()), what.format(mark[0])
    for path, text in guide.prose.items():
        for mark in _CONFLICT.finditer(text):
            yield Lines(text).place(path, mark.start()), what.format(mark[0])


@rule
def dead_link(guide: Guide) -> Iterator[Finding]:
    """A link from a decision leads to another decision, to a page of the guide, or to another site."""
    for decision in guide.texts():
        for link in decision.led_links:
            message = broken(link.target, decision.path, guide)
            if message:
                yield decision.place(link.offset), message


@rule
def allowed_html(guide: Guide) -> Iterator[Finding]:
    """A text that was written here holds only the HTML that code hosts show, and no picture from another host."""
    for decision in written(guide):
        for fault in text_faults(decision.markup, is_decision=True):
            yield decision.place(fault.offset), f"{fault.what}; {_REMEDY}"
    for path, text in guide.prose.items():
        lines = Lines(text)
        for fault in page_faults(text):
            yield lines.place(path, fault.offset), f"{fault.what}; {_REMEDY}"


def page_faults(text: str) -> Iterator[Fault]:
    """Yield what is not allowed in the text of a page of docs/, besides what its macros draw."""
    start = body_start(text)
    yield from (Fault(fault.what, start + fault.offset) for fault in body_faults(text[start:]))


def body_faults(text: str) -> Iterator[Fault]:
    """Yield what is not allowed in a page of docs/, besides what its macros draw; its front matter is gone."""
    yield from text_faults(read_markup(without_calls(text)), is_decision=False, classes=CLASSES)


def text_faults(markup: Markup, *, is_decision: bool, classes: frozenset[str] = frozenset()) -> Iterator[Fault]:
    """Yield what would be cleaned away of a text of Markdown when it becomes a page, each once and at its place.

    is_decision, classes: see ``guide.text.rendered.shown``.
    """
    text, links = markup.text, list(markup.links)
    certain = [*markup.html_faults(classes), *_address_faults(links)]
    yield from certain
    lists = Spans(match.span() for match in _ATTRIBUTE_LIST.finditer(text))
    doubtful = [*_attribute_faults(text, classes), *_heading_faults(markup)]
    doubtful += _address_faults(link for link in maybe_links(text, links) if link.offset not in lists)
    # Within HTML a page takes what looks like an address between angle brackets for a tag.
    autolinks = set() if markup.html else {link.offset - 1 for link in links if ":" in link.target}
    doubtful += (fault for fault in faults(text, classes) if fault.offset not in autolinks)
    offsets = {fault.offset for fault in certain}
    doubtful = [fault for fault in dict.fromkeys(doubtful) if fault.offset not in offsets]
    if doubtful:
        live = {fault.what for fault in shown(text, is_decision=is_decision, classes=classes).faults}
        yield from (fault for fault in doubtful if fault.what in live)
        # What only the page makes of several pieces is told where the first of them may stand.
        for what in sorted(live - {fault.what for fault in (*certain, *doubtful)}):
            named = re.search(r"['<]([^'<>]+)", what)
            yield Fault(what, max(text.find(named[1]) if named else 0, 0))


def maybe_links(text: str, known: list[Link]) -> Iterator[Link]:
    """Yield what some reader of Markdown may take for a link, but for the links that are known."""
    offsets = {link.offset for link in known}
    for match in chain(_MAYBE_LINK.finditer(text), _MAYBE_ADDRESS.finditer(text) if "=" in text else ()):
        name = match.lastgroup or ""
        if match.start(name) not in offsets:
            is_picture = name == "a" and text[max(match.start() - 1, 0)] == "!"
            yield Link(unescape(match[name]), *match.span(name), is_picture)
    yield from (link for link in spaced_links(text) if link.offset not in offsets)


def _address_faults(links: Iterable[Link]) -> Iterator[Fault]:
    for link in links:
        what = address_fault(link.target, link.is_picture)
        if what:
            yield Fault(what, link.offset)


def _attribute_faults(text: str, classes: frozenset[str]) -> Iterator[Fault]:
    """Yield what is wrong with attribute lists, as in "{: #id .class name=value }", and with words of admonitions."""
    for attributes in _ATTRIBUTE_LIST.finditer(text) if "{" in text else ():
        for match in _ATTRIBUTE.finditer(text, attributes.start() + 1, attributes.end() - 1):
            name = {".": "class", "#": "id"}[match["mark"]] if match["mark"] else match["name"]
            value = unescape(match["word"] or match["a"] or match["b"] or match["c"] or "")
            # Which tag it stands on is not known: what only some may hold is doubtful too.
            what = attribute_fault("", name.lower(), value, classes) or attribute_fault("p", name, value, classes)
            if what:
                yield Fault(what, match.start())
    for match in _ADMONITION.finditer(text) if "!!!" in text else ():
        what = attribute_fault("div", "class", match["words"], classes)
        if what:
            yield Fault(what, match.start("words"))


def _heading_faults(markup: Markup) -> Iterator[Fault]:
    """Yield the headings whose words make an id that the site keeps for itself."""
    for heading in markup.headings:
        what = attribute_fault("h2", "id", heading.text) if heading.text.startswith("__") else None
        if what:
            yield Fault(what, heading.offset)
