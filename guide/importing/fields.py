"""What a record says under a name: in its front matter, in its sections, and labelled in its head."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from guide.importing.notes import Kind, Note
from guide.importing.wording import blanked
from guide.model.decision import FRONT_MATTER, numbered
from guide.text.markdown import as_text, read_markup
from guide.text.yaml import Document, read_yaml

# Sections that say something about the record, in which labels are looked for as in its head.
_ABOUT = {"status", "date", "metadata", "meta", "meta data", "details", "info", "information", "decision makers"}
_ABOUT |= {"deciders", "document information", "document control", "history", "decision info"}
_LETTERS = r"[^\W\d_](?:[^\W\d_]|[ -]){1,30}?"
# What stands before the name may be an emoji, but opens no picture, whose words the record does not say.
_LABEL = re.compile(
    r"^(?P<indent>[ \t]*(?:>[ \t]*)*(?:(?:[-*+]|[0-9]+[.)])[ \t]+)?)(?:\*\*|__|\*|_)?"
    r"(?:(?!\[?!\[)[^\w\s*|`<#:-]+[ \t]*)?"
    rf"(?:(?P<name>{_LETTERS})[ \t]*(?:[:\uff1a](?:\*\*|__|\*|_)?|(?:\*\*|__|\*|_)[:\uff1a])"
    r"|(?P<date>date)(?:\*\*|__|\*|_)?(?=[ \t]+[0-9])"
    r"|(?<=\*\*)(?P<bold>status|date|deciders)\*\*(?=[ \t]))[ \t]*(?P<value>.*)$",
    re.M | re.I,
)
# "**Status:** accepted | **Date:** 2018-04-10": from here on it is a line of its own.
_NEXT_LABEL = re.compile(rf"[|\u00b7\u2022](?=[ \t]*(?:\*\*|__){_LETTERS}(?::|\*\*:|__:))")
_BELOW = re.compile(r"\n([ \t]*)(\S?[^\n]*)")
# The names under which a status stands; some in other languages.
STATUS = ("status", "status history", "state", "statut", "estado", "stato", "situação", "ステータス", "状態", "状态")
# The name of a column whose days are those since which something is so.
_SINCE = re.compile(
    r"(?:(?!.*(?:expir|review|next|due|end)).* )?date|datum|fecha|data|日付|日期|since|from|on|when|day"
)
# A name that tells the head of a table from its first row, as in "| Date | Status |".
_HEAD = re.compile(
    rf"{'|'.join(STATUS)}|{_SINCE.pattern}|created|authors?|deciders|by|who|owner|version|reason|comments?|notes?|remarks?"
    r"|until|valid (?:until|from)|expir(?:es|y)(?: on| date)?|(?:next )?review(?: date)?"
)
# One below which a row is of another record, or somebody, unless it names this one.
_OTHER = re.compile(r"adrs?|decisions?|records?|related|title|name|id|number")
# The keys of a status in front matter that say nothing by themselves.
_SAYS_NOTHING = {*STATUS, "value", "name", "current", "date", "since", "on", "at", "day"}
# A definition is never shown, and "[//]: # (…)" is how some write comments.
_DEFINITION = re.compile(
    r"^ {0,3}\[(?!\^)[^\[\]\n]+\]:[ \t]*\S*(?:[ \t]+(?:\([^()]*\)|\"[^\"]*\"|'[^']*'))?[ \t]*$", re.M
)
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_MARKS = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7}).*\n?", re.M)
# A field with its value on one line, which is no list and stands in no quotes.
_ONE_LINE = re.compile(r"^([A-Za-z][\w -]*):[ \t]*([^\s\[\"'|>].*)$", re.M)
# In English, German, French, Spanish, Portuguese and Italian.
_PART = re.compile(
    r"\b(?:d[eé]cisi|outcome|conte[sx]t|consequence|option|alternative|rationale|entscheidung|kontext|decisão)", re.I
)
_ABBREVIATED = re.compile(r"(?:\b(?:e\.g|i\.e|etc|vs|cf|resp|approx|incl|no|mr|mrs|dr|st))\.$", re.I)
_NO_SENTENCE = re.compile(
    r"[-*+>|#=~<]\s|[|>#<]|[0-9]+[.)]\s|!?\[[^\]]*\]:|```|~~~|!\[|!!!|[\W\d]*$|(?:tbd|todo|n/?a|option\s+\w+)\W*$", re.I
)


@dataclass(frozen=True)
class Field:
    """Something that a record says under a name: the name in small letters, the text, and the line on which it starts.

    kind: whether it is a field of the "front" matter, a "section" or a "label".
    """

    name: str
    text: str
    line: int
    kind: str

    @property
    def lines(self) -> range:
        """The lines on which it stands."""
        return range(self.line, self.line + self.text.count("\n") + 1)


@dataclass(frozen=True)
class Section:
    """A heading with the text below it, down to the next heading of any level, and where that text starts."""

    name: str
    level: int
    start: int
    end: int


class Fields:
    """What a record says, and where its parts stand."""

    def __init__(self, path: str, text: str) -> None:
        """Read a record; path: its path in its folder, text: what is in it."""
        self.path, self.notes = path, list[Note]()
        # Each line end as one character, with every other in its old place.
        self.plain = text.replace("\r\n", " \n").replace("\r", "\n")
        self.offset = 0
        self.whole: list[tuple[str, str]] = []
        self.front = self._front()
        self.first_line = self.plain.count("\n", 0, self.offset) + 1
        self.markup = markup = read_markup(self.plain[self.offset :])
        self.shown = markup.plain
        self.headings = [heading for heading in markup.headings if not heading.is_nested]
        # Somebody who writes "Status: `accepted`" says so too.
        said = read_markup(markup.without_comments())
        self.bare = blanked(said.without_fences().replace("`", " "), _DEFINITION)
        self.tables = said.tables
        self._blank_what_is_of_others()
        self.sections = list(self._sections())
        self.used: set[str] = set()
        self._all = [*self._of_front(), *self._of_sections(), *self._labels()]

    def find(self, names: tuple[str, ...], *kinds: str) -> list[Field]:
        """Return what is said under some names, in front matter first; kinds: where to look, everywhere if not given.

        What front matter says so has a place.
        """
        self.used.update(names)
        return [one for one in self._all if one.name in names and (not kinds or one.kind in kinds) and one.text.strip()]

    def note(self, kind: Kind, line: int = 1, what: str = "") -> None:
        """Add something to the report."""
        self.notes.append(Note(kind, self.path, line, what))

    def line(self, offset: int) -> int:
        """Return the line of the file on which an offset into the body stands."""
        return self.first_line + self.markup.text.count("\n", 0, offset)

    def rest(self) -> Iterator[tuple[str, str]]:
        """Yield the fields of the front matter that have no place here, each with its lines as they are written."""
        if self.whole:
            yield from self.whole
            return
        lines = self.plain[: self.offset].split("\n")
        starts = {key: self.front.place(key, key=True).line for key in self.front.value}
        for key, after in zip_longest(starts, list(starts)[1:]):
            value = self.front.value[key]
            is_plain = all(isinstance(item, str) for item in (value if isinstance(value, list) else [value]))
            if not (is_plain and _plainly(key) in self.used) and value not in ("", [], {}):
                end = starts[after] - 1 if after else max(index for index, one in enumerate(lines) if one[:3] == "---")
                kept = [line.rstrip() for line in lines[starts[key] - 1 : end] if line.strip()[:1] not in ("", "#")]
                yield key, "\n".join(kept)

    def target(self, label: str) -> str:
        """Return the target of a link that is defined elsewhere in the text, or an empty text."""
        found = re.search(rf"^ {{0,3}}\[{re.escape(label)}\]:[ \t]*<?([^\s>]+)", self.shown, re.M | re.I)
        return found[1] if found else ""

    def _front(self) -> Document:
        """Return the front matter; what only looks like some belongs to the body."""
        match = FRONT_MATTER.match(self.plain)
        if not match:
            if re.match(r"\+{3}[ \t]*\n", self.plain):
                self.note(Kind.NOT_FIELDS, 1, "is TOML; left in the text")
            return Document(self.path, {})
        document = read_yaml(match["yaml"], self.path, first_line=2)
        if not isinstance(document.value, dict) or not document.value:
            plain = _ONE_LINE.sub(lambda one: f"{one[1]}: {json.dumps(one[2])}", _MARKS.sub("", match["yaml"]))
            again = read_yaml(plain, self.path, first_line=2)
            if isinstance(again.value, dict) and again.value:
                document = again
                if _MARKS.search(match["yaml"]):
                    self.whole = [("all of it", match["yaml"].rstrip())]  # what the marks are said of, and all is kept
                else:
                    self.note(Kind.LINE_BY_LINE)
        is_read = isinstance(document.value, dict) and (document.value or not match["yaml"].strip())
        if is_read:
            self.offset = match.end()
        left = [] if is_read else ["left in the text"]
        if not self.whole and (document.problems or (left and document.value)):
            whys = [problem.message for problem in document.problems[:1]]
            line = document.problems[0].place.line if whys else 1
            self.note(Kind.NOT_FIELDS, line, "; ".join([*whys, *left]))
        return document if is_read else Document(self.path, {})

    def _of_front(self) -> Iterator[Field]:
        for key, value in self.front.value.items():
            line = self.front.place(key, key=True).line
            items = value if isinstance(value, list) else [value]
            if _plainly(key) in STATUS:
                # "[superseded, by 5]" says one thing.
                items = re.sub(r"\n(?=by\s)", " ", "\n".join(map(_in_a_line, items))).split("\n")
            yield from (Field(_plainly(key), item, line, "front") for item in items if isinstance(item, str))

    def _of_sections(self) -> Iterator[Field]:
        for section in self.sections:
            text = self.bare[section.start : section.end]
            lead = len(text) - len(text.lstrip())
            yield Field(section.name, text.strip(), self.line(section.start + lead), "section")

    def _sections(self) -> Iterator[Section]:
        marks = self.headings
        if not marks or marks[0].offset:
            yield Section("", 0, 0, marks[0].offset if marks else len(self.shown))
        for mark, after in zip_longest(marks, marks[1:]):
            end = after.offset if after else len(self.shown)
            yield Section(name_of(_BRACKETED.sub("", mark.text) or mark.text), mark.level, min(mark.end, end), end)

    def _labels(self) -> Iterator[Field]:
        for heading in self.headings:
            name, _, value = heading.text.partition(":")
            if value.strip() and name_of(name) in _ABOUT:
                yield Field(name_of(name), value.strip(), self.line(heading.offset), "label")
        head = True
        for section in self.sections:
            if head or section.name in _ABOUT:
                for name, value, offset in (*self._labelled(section), *self._tabled(section)):
                    yield Field(name, value, self.line(offset), "label")
            head = head and section.level == 0

    def _labelled(self, section: Section) -> Iterator[tuple[str, str, int]]:
        """Yield the labels of a section, each with its value and where that starts."""
        text = _NEXT_LABEL.sub("\n", self.bare[section.start : section.end])
        found = list(_LABEL.finditer(text))
        for match, after in zip_longest(found, found[1:]):
            value = match["value"]
            # What goes on below it: lines that are indented further, or what follows a label that stands alone.
            for line in _BELOW.finditer(text, match.end(), after.start() if after else len(text)):
                deeper = len(line[1]) > len(match["indent"]) - len(match["indent"].lstrip()) and line[2].strip()
                if value.strip(" *_") and not deeper:
                    break
                value += line[0]
            yield name_of(match["name"] or match["date"] or match["bold"]), value, section.start + match.start("value")

    def _tabled(self, section: Section) -> Iterator[tuple[str, str, int]]:
        """Yield what the tables of a section say, whose names stand above their values or before them."""
        for table in self.tables:
            if not section.start <= table[0][0][0] < section.end:
                continue
            names, *rows = [[(self.bare[start:end].strip(), start) for start, end in row] for row in table]
            heads, firsts = ([name_of(as_text(name)) for name, _ in row] for row in (names, [row[0] for row in rows]))
            told = [at for at, head in enumerate(heads) if head in STATUS]
            if not any(map(_HEAD.fullmatch, heads[1:])) or not {*STATUS}.isdisjoint(firsts):
                yield from ((name_of(as_text(row[0][0])), *row[1]) for row in (names, *rows) if len(row) > 1)
            elif len(rows) == 1:
                yield from ((head, *cell) for head, cell in zip(heads, rows[0], strict=True))
            elif rows and told:
                told += [at for at, head in enumerate(heads) if _SINCE.fullmatch(head)]
                yield heads[told[0]], "\n".join(" ".join(row[at][0] for at in told) for row in rows), rows[0][0][1]

    def _blank_what_is_of_others(self) -> None:
        """Forget what tables with the statuses of several records say of others than this one."""
        title = self.headings[0].text if self.headings else ""
        numbers = {*map(int, re.findall("[0-9]{1,5}", f"{self.path} {title}"))}
        for head, *rows in self.tables:
            heads = [name_of(as_text(self.bare[start:end])) for start, end in head]
            at = {index for index, name in enumerate(heads) if _OTHER.fullmatch(name)}
            for row in rows if at and not {*STATUS}.isdisjoint(heads) else ():
                named = " ".join(as_text(self.bare[slice(*row[index])]) for index in at)
                found = {*map(int, re.findall("[0-9]{1,5}", named))}
                if found & numbers or (not found and name_of(named) in ("", name_of(numbered(title)[1]))):
                    continue
                for index in {*range(1, len(row))} - at:
                    start, end = row[index]
                    self.bare = self.bare[:start] + " " * (end - start) + self.bare[end:]


def name_of(heading: str) -> str:
    """Return a heading as a name to look for: its words in small letters, without numbers, marks and emoji."""
    return " ".join(re.findall(r"[^\W\d_]+", heading.lower()))


def has_part(fields: Fields) -> bool:
    """Return whether a section is called as those of decisions are."""
    return any(_PART.search(section.name) for section in fields.sections)


def first_sentence(fields: Fields) -> str:
    """Return the first sentence of the section about the decision, or an empty text if it starts with no prose."""
    for section in fields.sections:
        body, seen = (text[section.start : section.end].strip() for text in (fields.markup.text, fields.shown))
        if section.name not in ("decision", "decision outcome", "outcome", "the decision") or not seen:
            continue
        paragraph, *rest = re.split(r"\n[ \t]*\n", body, maxsplit=1)
        if seen[0] not in paragraph[:1] or any(map(_NO_SENTENCE.match, paragraph.split("\n"))):
            return ""
        sentence = _up_to_the_end(" ".join(as_text(paragraph).split()))
        # "Chosen option: X, because" goes on in the list below it.
        goes_on = rest and sentence[-1:] not in ".!?" and re.match(r"[-*+]\s|[0-9]+[.)]\s", rest[0].lstrip())
        is_whole = len(sentence) <= 300 and sentence[-1:] not in (":", "") and not re.search(r"[<{\[]", sentence)
        return sentence if is_whole and not goes_on and not _NO_SENTENCE.match(sentence) else ""
    return ""


def _up_to_the_end(text: str) -> str:
    for match in re.finditer(r"[.!?][\"'\u201d\u2019)]*(?=\s+[^\sa-z])", text):
        if not _ABBREVIATED.search(text[: match.end()]):
            return text[: match.end()]
    return text


def _in_a_line(value: object) -> str:
    """Return what a status in front matter says, which may be a mapping, such as of statuses to days."""
    if not isinstance(value, dict):
        return ", ".join(map(_in_a_line, value)) if isinstance(value, list) else str(value)
    parts = []
    for key, said in ((_plainly(key), _in_a_line(said)) for key, said in value.items()):
        if said.lower() not in ("", "false", "no"):
            parts.append(key if said.lower() in ("true", "yes") else said if key in _SAYS_NOTHING else f"{key} {said}")
    return ", ".join(parts)


def _plainly(key: str) -> str:
    return re.sub(r"[\s_-]+|(?<=[a-z])(?=[A-Z])", " ", key).lower()
