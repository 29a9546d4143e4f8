"""Where the parts of a record stand in its Markdown: its sections, and what is labelled in its head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from macros.markup import as_text, headings, underlined, without_code

# Sections that say something about the record, in which labels are looked for as in its head.
_ABOUT = {"status", "date", "metadata", "meta", "meta data", "details", "info", "information", "decision makers"}
_ABOUT |= {"deciders", "document information", "document control", "history", "decision info"}
_LABEL = re.compile(
    r"^(?P<indent>[ \t]*(?:>[ \t]*)*(?:(?:[-*+]|[0-9]+[.)])[ \t]+)?)(?:\*\*|__|\*|_)?"
    r"(?P<name>[A-Za-z][A-Za-z -]{1,30}?)[ \t]*(?::(?:\*\*|__|\*|_)?|(?:\*\*|__|\*|_):)[ \t]*(?P<value>.*)$",
    re.M,
)
_ROW = re.compile(r"^[ \t]*\|?(?P<cells>[^\n]*\|[^\n]*)$", re.M)
_RULER = re.compile(r"^[\s|:-]*-[\s|:-]*$")
_INLINE_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
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
        self.plain = without_code(body)
        self.said = self._with_inline_code()
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
        return next((one.text for one in headings(self.plain, self.body) if one.level == 1 and one.text), "")

    def _with_inline_code(self) -> str:
        """Return the body without fenced code and comments, but with code inside lines, its backticks left out."""
        said = list(self.plain)
        for match in _INLINE_CODE.finditer(self.body):
            start, end = match.span(1)
            line = slice(self.body.rfind("\n", 0, start) + 1, (self.body.find("\n", end) + 1 or len(self.body) + 1) - 1)
            outside = self.body[line.start : match.start()] + self.body[match.end() : line.stop]
            kept = self.plain[line.start : match.start()] + self.plain[match.end() : line.stop]
            if _INLINE_CODE.sub("", outside).strip() == "" or kept.strip():
                said[start:end] = match[1]
        return "".join(said)

    def _sections(self) -> Iterator[Section]:
        marks = headings(self.plain, self.body)
        lines = dict(underlined(self.plain))
        if not marks or marks[0].offset:
            yield Section("", 0, 0, marks[0].offset if marks else len(self.body))
        for mark, after in zip_longest(marks, marks[1:]):
            end = after.offset if after else len(self.body)
            text = self.body.find("\n", lines.get(mark.offset, mark.offset)) + 1
            yield Section(_name(mark.text), mark.level, min(text or end, end), end)

    def _labels(self) -> Iterator[Label]:
        head = True
        for section in self.sections:
            if head or section.name in _ABOUT:
                text = self.said[section.start : section.end]
                yield from _labelled(text, section.start)
                yield from _tabled(text, section.start)
            head = head and section.level == 0


def first_sentence(parts: Parts) -> str:
    """Return the first sentence of the section about the decision, or an empty text if it starts with no prose."""
    for section in parts.section("decision", "decision outcome", "outcome", "the decision"):
        paragraph = re.split(r"\n[ \t]*\n", parts.body[section.start : section.end].strip())[0]
        if parts.plain[section.start : section.end].strip()[:1] not in paragraph[:1]:
            return ""  # it starts with code or a comment
        if re.match(r"[-*+>|#=~<]\s|[|>#<]|[0-9]+[.)]\s|!?\[[^\]]*\]:|```|~~~|!\[", paragraph):
            return ""
        text = " ".join(as_text(paragraph).split())
        sentence = _up_to_the_end(text)
        plain_enough = len(sentence) <= 300 and sentence[-1:] not in (":", "") and not re.search(r"[<{\[]", sentence)
        return sentence if plain_enough else ""
    return ""


def _up_to_the_end(text: str) -> str:
    for match in re.finditer(r"[.!?][\"'\u201d\u2019)]*(?=\s+[^\sa-z])", text):
        if not _ABBREVIATED.search(text[: match.end()]):
            return text[: match.end()]
    return text


def _name(heading: str) -> str:
    """Return a heading as a name to look for: its words in small letters, without numbers, signs and emoji."""
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
    rows = [(match.start(), _cells(match)) for match in _ROW.finditer(text)]
    rulers = [
        index for index, (_, cells) in enumerate(rows) if all(_RULER.match(cell) or not cell for _, cell in cells)
    ]
    for index, (_, cells) in enumerate(rows):
        if index in rulers:
            continue
        if len(cells) == 2:
            yield Label(_name(as_text(cells[0][1])), cells[1][1], start + cells[1][0])
        if index + 2 < len(rows) and index + 1 in rulers and len(cells) == len(rows[index + 2][1]):
            for (_, name), (offset, value) in zip(cells, rows[index + 2][1], strict=True):
                yield Label(_name(as_text(name)), value, start + offset)


def _cells(row: re.Match[str]) -> list[tuple[int, str]]:
    """Return the cells of a table's row, each with its offset."""
    cells, offset = [], row.start("cells")
    for cell in re.split(r"(?<!\\)\|", row["cells"].rstrip().removesuffix("|")):
        cells.append((offset, cell.strip()))
        offset += len(cell) + 1
    return cells
