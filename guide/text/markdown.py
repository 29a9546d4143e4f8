"""Markdown with places: the headings, links, code and HTML of a text, each with the offset at which it stands.

pyromark reads it as code hosts do (CommonMark with the tables and footnotes of GitHub); this is the only file that
knows it. What the page shows is up to Python-Markdown, see ``guide.text.rendered``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from html import unescape
from itertools import accumulate
from typing import Any, NamedTuple

from pyromark import Markdown, Options

from guide.text.html import COMMENT_OR_OPEN, Fault, addresses, faults

_READER = Markdown(
    options=Options.ENABLE_TABLES | Options.ENABLE_FOOTNOTES | Options.ENABLE_STRIKETHROUGH | Options.ENABLE_TASKLISTS
)
# What keeps a heading inside it from parting the text around it.
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
# What Python-Markdown does with these takes four times as long for twice as many.
_COSTLY, _MOST_COSTLY = "[<\\", 1000
# A list and its item are two. Nobody nests them so; of some hundreds Python-Markdown makes no page.
_DEEPEST = 50
_CONTAINERS = frozenset({"BlockQuote", "List", "Item", "FootnoteDefinition", "Table"})
_HTML = ("Html", "InlineHtml")
# What stands within a line, and does not part it.
_WITHIN_LINES = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Image"})
_TAG = re.compile(r"<[^<>]*>")
_ATTRIBUTES_BEHIND = re.compile(r"[ \t]*(?<!\\)\{(?::|[ \t]*[#.])[^}\n]*\}[ \t]*$")
_DESTINATION = r"(?:<(?P<a>[^<>\n]*)>|(?P<b>(?:\\.|[^\s()<>\\]|\((?:\\.|[^\s()\\])*\))+))"
_INLINE = re.compile(rf"\]\(\s*{_DESTINATION}")
_DEFINED = re.compile(rf"\]:[ \t>]*(?:\n[ \t>]*)?{_DESTINATION}")
# A destination with spaces is one for Python-Markdown, though not for a code host.
_SPACED = re.compile(r"\]\([ \t]*(?P<inside>(?:[^()<>\n]|\([^()<>\n]*\))*+)\)")
_TITLE_BEHIND = re.compile(r"\s+(?:\"[^\"]*\"|'[^']*')\s*$")
_NOT_LINE_END = re.compile(r"[^\n]")
# Without any of these a line of Markdown reads as it is written, and most do.
_MARKED = re.compile(r"[\[\\`*_&~<]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


class Heading(NamedTuple):
    """A heading: its level from 1 to 6, its text, and the offsets at which its first line starts and its last ends.

    is_nested: whether it stands inside a quote or a list, where it parts nothing.
    """

    level: int
    text: str
    offset: int
    end: int
    is_nested: bool = False


class Link(NamedTuple):
    """The target of a link or a picture, and the offsets at which it starts and ends as it is written."""

    target: str
    offset: int
    end: int
    is_picture: bool = False


Span = tuple[int, int]


@dataclass(frozen=True)
class Markup:
    """What a text is made of. Spans are (start, end) in characters."""

    text: str = field(repr=False)
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    """Links and pictures, and what labels stand for, in the order of the text; not those in raw HTML."""
    fences: tuple[Span, ...]
    """Blocks of code."""
    code: tuple[Span, ...]
    """Code within a line."""
    html: tuple[Span, ...]
    """Raw HTML, comments included."""
    tables: tuple[tuple[tuple[Span, ...], ...], ...]
    """Of each table the rows, its head first, and of each row the cells."""
    too_deep: int | None
    """The offset from which on lists and quotes are nested deeper than a page can be made of, if there is one."""

    @cached_property
    def plain(self) -> str:
        """The text with code and comments blanked out, every other character in its old place."""
        return _blanked(self.text, [*self.fences, *self.code, *self.comments()])

    @cached_property
    def html_links(self) -> tuple[Link, ...]:
        """The links and pictures that are written as HTML."""
        return tuple(Link(*address) for span in self.html for address in addresses(self.text, *span) if address[0])

    @cached_property
    def endless(self) -> tuple[Fault, ...]:
        """What would make a page of the text take too long; such a text is not checked any further."""
        if self.too_deep is not None:
            return (Fault("is nested too deeply to be shown; end the lists and quotes above", self.too_deep),)
        plain = self.without_fences()
        what = f"has more than {_MOST_COSTLY} brackets or backslashes in one paragraph; break it up by empty lines"
        return tuple(
            Fault(what, match.start())
            for match in (_PARAGRAPH.finditer(plain) if max(map(plain.count, _COSTLY)) > _MOST_COSTLY else ())
            if max(map(match[0].count, _COSTLY)) > _MOST_COSTLY
        )

    def html_faults(self, classes: frozenset[str] = frozenset()) -> Iterator[Fault]:
        """Yield what is not allowed in the raw HTML, see ``guide.text.html.faults``."""
        if self.html:
            starts, ends = ([span[side] for span in self.html] for side in (0, 1))
            between = zip([0, *ends], [*starts, len(self.text)], strict=True)
            yield from faults(_blanked(self.text, between), classes)

    def without_fences(self) -> str:
        """Return the text with its blocks of code blanked out, code inside of lines left alone."""
        return _blanked(self.text, self.fences)

    def without_comments(self) -> str:
        """Return the text with its comments blanked out, those in code left alone."""
        return _blanked(self.text, self.comments())

    def paragraphs(self) -> Iterator[str]:
        """Yield what a reader sees of each paragraph, heading, item of a list and cell of a table."""
        text = ""
        for event in _READER.events(self.without_comments()):
            kind, value = _unfolded(event)
            if kind not in ("Start", "End"):
                text += _TAG.sub("", value) if kind in _HTML else _seen(kind, value)
            elif text and _unfolded(value)[0] not in _WITHIN_LINES:
                yield text
                text = ""
        if text:
            yield text

    def comments(self) -> Iterator[Span]:
        """Yield where the comments stand."""
        for span in self.html:
            matches = COMMENT_OR_OPEN.finditer(self.text, *span)
            yield from (match.span() for match in matches if not match["open"])


@lru_cache(maxsize=64)
def read_markup(text: str) -> Markup:
    """Read a text of Markdown without front matter, with ``\n`` as line end."""
    return _Reader(text).read()


def as_text(markdown: str) -> str:
    """Return what a reader sees of a line of Markdown: links by their text, no marks of code or emphasis."""
    if not _MARKED.search(markdown):
        return markdown.strip()
    events = map(_unfolded, _READER.events(markdown))
    return "".join(value if kind in _HTML else _seen(kind, value) for kind, value in events).strip()


def _unfolded(event: Any) -> tuple[str, Any]:
    """Return the kind of an event of the parser, or of the tag that it starts or ends, and what comes with it."""
    return event.popitem() if isinstance(event, dict) else (event, "")


def _seen(kind: str, value: str) -> str:
    """Return the text that a reader sees of an event."""
    if kind in ("SoftBreak", "HardBreak"):
        return " "
    return value if kind in ("Text", "Code") else ""


def spaced_links(text: str) -> Iterator[Link]:
    """Yield what looks like a link whose target holds spaces, wherever it stands; a code host knows no such links."""
    for match in _SPACED.finditer(text) if "](" in text else ():
        target, start = _TITLE_BEHIND.sub("", match["inside"]).strip(), match.start("inside")
        if re.search(r"[ \t]", target):
            yield Link(unescape(" ".join(target.split())), start, start + len(target))


def _blanked(text: str, spans: Iterable[Span]) -> str:
    """Return a text with spaces for every character of some spans but their line ends."""
    kept, at = [], 0
    for start, end in sorted(spans):
        if end > at:
            kept += [text[at : max(start, at)], _NOT_LINE_END.sub(" ", text[max(start, at) : end])]
            at = end
    return "".join([*kept, text[at:]]) if kept else text


class _Reader:
    """Collects what a text is made of from the events of the parser, from its start to its end."""

    def __init__(self, text: str) -> None:
        self.text = text
        # The parser counts bytes of UTF-8, and we characters: where the longer ones start, and how much longer
        # all of them are up to each.
        self.wide: list[int] = []
        self.extra = [0]
        for match in _NOT_ASCII.finditer(text):
            self.wide.append(match.start() + self.extra[-1])
            self.extra.append(self.extra[-1] + len(match[0].encode()) - 1)
        self.headings: list[Heading] = []
        self.links: list[Link] = []
        self.fences: list[Span] = []
        self.code: list[Span] = []
        self.html: list[Span] = []
        self.tables: list[list[list[Span]]] = []
        self.depth = 0
        self.too_deep: int | None = None
        self.heading_text: list[str] | None = None  # the text of the heading that is open
        self.open: list[tuple[dict[str, Any], bool, int]] = []  # links, whether each is a picture, and its start
        self.shown: set[str] = set()  # the labels by which pictures name their address
        self.inner_end = 0

    def read(self) -> Markup:
        """Return what the text is made of."""
        for event, place in _READER.events_with_range(self.text, merge_text=True):
            start, end = place["start"], place["end"]
            if self.wide:
                start, end = self._at(start), self._at(end)
            self._take(*_unfolded(event), start, end)
        for label, definition in _READER.reference_definitions(self.text).items() if "]:" in self.text else ():
            start, end = (self._at(definition["span"][side]) for side in ("start", "end"))
            self.links += self._written(_DEFINED, definition["dest"], start, end, _label(label) in self.shown)
        self.links += self._spaced()
        links = sorted(self.links, key=lambda link: link.offset)
        tables = (tuple(map(tuple, table)) for table in self.tables)
        parts = (self.headings, links, self.fences, self.code, _joined(self.html), tables)
        return Markup(self.text, *map(tuple, parts), self.too_deep)

    def _at(self, byte: int) -> int:
        return byte - self.extra[bisect_left(self.wide, byte)]

    def _take(self, kind: str, value: Any, start: int, end: int) -> None:
        if kind == "Start":
            self._start(*_unfolded(value), start, end)
            return
        if kind == "End":
            self._end(*_unfolded(value), start, end)
        elif kind == "Code":
            self.code.append((start, end))
        elif kind in _HTML:
            self.html.append((start, end))
        if self.heading_text is not None:
            self.heading_text.append(_seen(kind, value))
        self.inner_end = end

    def _start(self, kind: str, value: Any, start: int, end: int) -> None:
        self.depth += kind in _CONTAINERS
        if self.depth > _DEEPEST and self.too_deep is None:
            self.too_deep = start
        self.inner_end = start
        if kind == "CodeBlock":
            self.fences.append((start, end))
        elif kind == "Heading":
            self.heading_text = []
        elif kind == "Table":
            self.tables.append([])
        elif kind in ("TableHead", "TableRow"):
            self.tables[-1].append([])
        elif kind == "TableCell":
            self.tables[-1][-1].append((start, end))
        elif kind in ("Link", "Image"):
            self.open.append((value, kind == "Image", start))

    def _end(self, kind: str, value: Any, start: int, end: int) -> None:
        self.depth -= kind in _CONTAINERS
        if kind == "Heading":
            self._end_heading(int(value[1]), start, end)
        elif kind in ("Link", "Image"):
            link, is_picture, begun = self.open.pop()
            if link["link_type"] == "Inline":
                self.links += self._written(_INLINE, link["dest_url"], max(self.inner_end, begun), end, is_picture)
            elif link["link_type"] in ("Autolink", "Email"):
                scheme = "mailto:" if link["link_type"] == "Email" else ""
                self.links.append(Link(scheme + link["dest_url"], begun + 1, end - 1))
            elif is_picture:
                self.shown.add(_label(link["id"]))

    def _end_heading(self, level: int, start: int, end: int) -> None:
        text = _ATTRIBUTES_BEHIND.sub("", "".join(self.heading_text or ()))
        self.heading_text = None
        offset = self.text.rfind("\n", 0, start) + 1
        # Of a line below others, or of several, with dashes below them, Python-Markdown makes no heading.
        lines = self.text.count("\n", offset, end - 1) + 1
        above = self.text[self.text.rfind("\n", 0, max(offset - 1, 0)) + 1 : offset]
        if lines == 1 or (lines == 2 and not above.strip()):
            self.headings.append(Heading(level, " ".join(text.split()), offset, end, self.depth > 0))

    def _written(self, pattern: re.Pattern[str], target: str, start: int, end: int, is_picture: bool) -> list[Link]:
        """Return a link unless it is empty, with the place of its target, which the pattern finds behind an offset."""
        match = pattern.search(self.text, start, end)
        span = match.span("a" if match["a"] is not None else "b") if match else (start, end)
        return [Link(target, *span, is_picture)] if target else []

    def _spaced(self) -> Iterator[Link]:
        """Yield the links whose target holds spaces, outside of code and HTML."""
        links = list(spaced_links(self.text))
        hidden = Spans([*self.fences, *self.code, *self.html]) if links else ()
        known = {link.offset for link in self.links}
        yield from (link for link in links if link.offset not in known and link.offset not in hidden)


class Spans:
    """Spans, to ask whether an offset lies in one of them."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self.starts = [start for start, _ in ordered]
        self.ends = list(accumulate((end for _, end in ordered), max))

    def __contains__(self, offset: int) -> bool:
        index = bisect_right(self.starts, offset) - 1
        return index >= 0 and offset < self.ends[index]


def _label(text: str) -> str:
    """Return the label of a definition in the form in which two are equal (CommonMark, "matches")."""
    return " ".join(text.casefold().split())


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield spans with those that touch as one."""
    first = last = -1
    for start, end in spans:
        if start != last:
            if last >= 0:
                yield first, last
            first = start
        last = end
    if last >= 0:
        yield first, last
