"""Where the parts of a record stand in its Markdown: its sections, and what is labelled in its head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from guide.text.markdown import as_text, read_markup

# Sections that say something about the record, in which labels are looked for as in its head.
_ABOUT = {"status", "date", "metadata", "meta", "meta data", "details", "info", "information", "decision makers"}
_ABOUT |= {"deciders", "document information", "document control", "history", "decision info"}
_LABEL = re.compile(
    r"^(?P<indent>[ \t]*(?:>[ \t]*)*(?:(?:[-*+]|[0-9]+[.)])[ \t]+)?)(?:\*\*|__|\*|_)?"
    r"(?P<name>[A-Za-z][A-Za-z -]{1,30}?)[ \t]*(?::(?:\*\*|__|\*|_)?|(?:\*\*|__|\*|_):)[ \t]*(?P<value>.*)$",
    re.M,
)
# "**Status:** accepted | **Date:** 2018-04-10": from here on it is a line of its own.
_NEXT_LABEL = re.compile(r"[|\u00b7\u2022](?=[ \t]*(?:\*\*|__)[A-Za-z][A-Za-z -]{1,30}(?::|\*\*:|__:))")
_TABLE = re.compile(r"(?:^[^\n]*\|[^\n]*\n?)+", re.M)
# Names that tell the head of a table from its first row, as in "| Date | Status |".
_HEADS = {"status", "state", "date", "created", "author", "authors", "deciders", "by", "who"}
_ABBREVIATED = re.compile(r"(?:\b(?:e\.g|i\.e|etc|vs|cf|resp|approx|incl|no|mr|mrs|dr|st))\.$", re.I)


@dataclass(frozen=True)
class Section:
    """A heading with the text below it, down to the next heading of any level, and where that text starts."""

    name: str
    level: int
    start: int
    end: int


@dataclass(frozen=True)
class Label:
    """Something that the head of a record says under a name, such as "Status: accepted"."""

    name: str
    value: str
    offset: int


class Parts:
    """The parts of a record's body."""

    def __init__(self, body: str) -> None:
        self.body = body
        markup = read_markup(body)
        self.plain = markup.plain
        self.headings = [heading for heading in markup.headings if not heading.is_nested]
        # Somebody who writes "Status: `accepted`" says so too.
        self.said = read_markup(markup.without_comments()).without_fences().replace("`", " ")
        self.sections = list(self._sections())
        self.labels = list(self._labels())

    def section(self, *names: str) -> Iterator[Section]:
        """Yield the sections of these names that say something."""
        for section in self.sections:
            if section.name in names and self.said[section.start : section.end].strip():
                yield section

    def label(self, *names: str) -> Iterator[Label]:
        """Yield what is labelled by one of these names."""
        return (label for label in self.labels if label.name in names)

    def title(self) -> str:
        """Return the text of the first heading of level 1, or an empty text."""
        return next((one.text for one in self.headings if one.level == 1 and one.text), "")

    def _sections(self) -> Iterator[Section]:
        marks = self.headings
        if not marks or marks[0].offset:
            yield Section("", 0, 0, marks[0].offset if marks else len(self.body))
        for mark, after in zip_longest(marks, marks[1:]):
            end = after.offset if after else len(self.body)
            yield Section(_name(mark.text), mark.level, min(mark.end, end), end)

    def _labels(self) -> Iterator[Label]:
        head = True
        for section in self.sections:
            if head or section.name in _ABOUT:
                text = self.said[section.start : section.end]
                yield from _labelled(_NEXT_LABEL.sub("\n", text), section.start)
                yield from _tabled(text, section.start)
            head = head and section.level == 0


def first_sentence(parts: Parts) -> str:
    """Return the first sentence of the section about the decision, or an empty text if it starts with no prose."""
    for section in parts.section("decision", "decision outcome", "outcome", "the decision"):
        paragraph, *rest = re.split(r"\n[ \t]*\n", parts.body[section.start : section.end].strip(), maxsplit=1)
        if parts.plain[section.start : section.end].strip()[:1] not in paragraph[:1]:
            return ""  # it starts with code or a comment
        if re.match(r"[-*+>|#=~<]\s|[|>#<]|[0-9]+[.)]\s|!?\[[^\]]*\]:|```|~~~|!\[", paragraph):
            return ""
        sentence = _up_to_the_end(" ".join(as_text(paragraph).split()))
        # "Chosen option: X, because" goes on in the list below it.
        goes_on = rest and sentence[-1:] not in ".!?" and re.match(r"[-*+]\s|[0-9]+[.)]\s", rest[0].lstrip())
        is_whole = len(sentence) <= 300 and sentence[-1:] not in (":", "") and not re.search(r"[<{\[]", sentence)
        return sentence if is_whole and not goes_on else ""
    return ""


def _up_to_the_end(text: str) -> str:
    for match in re.finditer(r"[.!?][\"'\u201d\u2019)]*(?=\s+[^\sa-z])", text):
        if not _ABBREVIATED.search(text[: match.end()]):
            return text[: match.end()]
    return text


def _name(heading: str) -> str:
    """Return a heading as a name to look for: its words in small letters, without numbers, marks and emoji."""
    words = re.findall(r"[^\W\d_]+", heading.lower())
    return " ".join(words)


def _labelled(text: str, start: int) -> Iterator[Label]:
    found = list(_LABEL.finditer(text))
    for index, match in enumerate(found):
        value, offset = match["value"], match.start("value")
        end = found[index + 1].start() if index + 1 < len(found) else len(text)
        # What goes on below it: lines that are indented further, or what follows a label that stands alone.
        for line in re.finditer(r"\n([ \t]*)(\S?[^\n]*)", text[match.end() : end]):
            alone = not value.strip(" *_") and line[2].strip()
            deeper = len(line[1]) > len(match["indent"]) - len(match["indent"].lstrip()) and line[2].strip()
            if not (alone or deeper or (not value.strip(" *_") and not line[2].strip())):
                break
            value += line[0]
        yield Label(_name(match["name"]), value, start + offset)


def _tabled(text: str, start: int) -> Iterator[Label]:
    """Yield what tables say, whose names stand above their values or before them."""
    for table in _TABLE.finditer(text):
        rows = [_cells(row[0], table.start() + row.start()) for row in re.finditer("[^\n]+", table[0])]
        names = [_name(as_text(cell)) for _, cell in rows[0]]
        if len(rows) < 2 or not all(set(cell) <= set(":-") for _, cell in rows[1]):
            continue  # without a line of dashes it is no table
        if _HEADS & set(names[1:]):
            if len(rows) == 3:
                yield from (Label(name, cell, start + at) for name, (at, cell) in zip(names, rows[2], strict=False))
            elif len(rows) > 3 and "status" in names:
                history = rows[2][0][0]
                yield Label("status", text[history : table.end()], start + history)
        else:
            yield from (
                Label(_name(as_text(cells[0][1])), cells[1][1], start + cells[1][0])
                for cells in rows
                if len(cells) == 2
            )


def _cells(row: str, start: int) -> list[tuple[int, str]]:
    """Return the cells of a table's row, each with its offset; the row starts at ``start``."""
    inner = row.strip().removeprefix("|").removesuffix("|")
    cells, offset = [], start + row.index(inner)
    for cell in re.split(r"(?<!\\)\|", inner):
        cells.append((offset + len(cell) - len(cell.lstrip()), cell.strip()))
        offset += len(cell) + 1
    return cells
