"""What of a page is different from before: its passages, compared one by one, and marked on the built page.

A passage is what one reads at a time: a paragraph, an item of a list, a row of a table, a heading. Both states of a
page are drawn in one way, so that no difference comes from an engine; what an engine adds to the built page is left
alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from html.parser import HTMLParser
from typing import NamedTuple

from markupsafe import Markup

_PASSAGES = {
    "p",
    "li",
    "tr",
    "dt",
    "dd",
    "pre",
    "summary",
    "figcaption",
    "caption",
    "div",
    *(f"h{n}" for n in range(1, 7)),
}
# What is read as one, whatever is in it.
_WHOLE = {"tr", "pre"}
# What stands apart from the words before it.
_APART = {*_PASSAGES, "td", "th", "br"}
# Which line of a file one edits moves with every line above it, and changes nothing for readers.
_LINE = re.compile(r"\bline \d+")
MARK = " data-changed"


class Passage(NamedTuple):
    """A passage of a page: its text, and the offset behind the name of its tag."""

    text: str
    offset: int


class Difference(NamedTuple):
    """A page with the passages marked that are new, how many these are, and what stood there before, each text once."""

    html: Markup
    count: int
    gone: tuple[str, ...]


def marked(html: str, before: str, after: str) -> Difference:
    """Return a built page with a mark on each passage that is not as it was.

    html: what is on the built page. before, after: the page in both states, drawn in the same way; both are empty where
    there is nothing to compare.
    """
    if not after:
        return Difference(Markup(html), 0, ())
    was, now = passages(before), passages(after)
    same = SequenceMatcher(None, _keys(was), _keys(now), autojunk=False).get_opcodes()
    new = {index for kind, _, _, start, end in same if kind != "equal" for index in range(start, end)}
    gone = (was[index].text for kind, start, end, _, _ in same if kind != "equal" for index in range(start, end))
    built = passages(html)
    places = SequenceMatcher(None, _keys(now), _keys(built), autojunk=False).get_matching_blocks()
    offsets = [built[at + step].offset for start, at, size in places for step in range(size) if start + step in new]
    for offset in sorted(offsets, reverse=True):
        html = f"{html[:offset]}{MARK}{html[offset:]}"
    return Difference(Markup(html), len(offsets), tuple(dict.fromkeys(gone)))


def passages(html: str) -> list[Passage]:
    """Return the passages of a piece of HTML that say something, in order."""
    reader = _Reader(html)
    reader.feed(html)
    reader.close()
    found = ((" ".join("".join(one.words).split()), one.offset) for one in reader.passages)
    return [Passage(text, offset) for text, offset in found if text]


def _keys(found: Sequence[Passage]) -> list[str]:
    return [_LINE.sub("line", passage.text) for passage in found]


class _Open:
    """A passage that is being read: the name of its tag, the offset behind that, and its words."""

    def __init__(self, tag: str, offset: int) -> None:
        self.tag = tag
        self.offset = offset
        self.words: list[str] = []


class _Reader(HTMLParser):
    """Collects the passages of HTML; the number by which a source is called is none of its words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.passages: list[_Open] = []
        self._open: list[_Open] = []
        self._link: list[str] | None = None
        # Where each line starts, since the parser counts lines.
        self._lines = [0, *(match.end() for match in re.finditer("\n", html))]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Begin a passage, or take down what a picture shows (called by the parser)."""
        if tag == "img":
            self.handle_data(f" {dict(attributes).get('alt') or ''} ")
        elif tag == "a":
            self._link = []
        elif tag in _APART:
            self.handle_data(" ")
        if tag in _PASSAGES and not any(one.tag in _WHOLE for one in self._open):
            line, column = self.getpos()
            passage = _Open(tag, self._lines[line - 1] + column + 1 + len(tag))
            self._open.append(passage)
            self.passages.append(passage)

    def handle_endtag(self, tag: str) -> None:
        """End a passage, with those in it that were left open (called by the parser)."""
        if tag == "a" and self._link is not None:
            text, self._link = "".join(self._link), None
            self.handle_data("" if text.isdigit() else text)
        elif any(one.tag == tag for one in self._open):
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Take down words (called by the parser)."""
        if self._link is not None:
            self._link.append(data)
        elif self._open:
            self._open[-1].words.append(data)
