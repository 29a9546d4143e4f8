"""Reading one record of an existing log, whatever its form."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePosixPath

from guide.importing.dates import day_in_name, one_date
from guide.importing.notes import Note, shown
from guide.importing.parts import Parts, first_sentence
from guide.importing.references import Reference, references, relation_at
from guide.importing.statuses import Said, in_order, understand
from guide.life.draft import clean_title, slug
from guide.model.decision import FRONT_MATTER, numbered
from guide.model.life_cycle import RELATION_FIELDS, Status
from guide.text.markdown import as_text
from guide.text.yaml import Document, read_yaml

_MAKERS = ("decision makers", "decision maker", "deciders", "decider", "decided by", "authors", "author")
_RELATIONS = tuple(field.replace("-", " ") for field in RELATION_FIELDS)
_STATUS = ("status", "state")
_DATE = ("date", "decision date", "date decided", "decided on", "accepted on", "accepted at", "approved on")
_OTHER_DATE = ("last updated", "updated", "created", "created on", "created at", "date created")
_DATED_NAME = re.compile(r"(?P<date>[0-9]{8}|[0-9]{4}-[0-9]{2}-[0-9]{2})(?:[-_. ]+(?P<rest>.*))?")
_NUMBERED_NAME = re.compile(r"(?:(?:[A-Z]+[-_ ])?(?i:adr)[-_ ]*)?(?P<number>[0-9]{1,5})(?:[-_. ]+(?P<rest>.*))?", re.S)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# What stands between commas, semicolons and line ends that are not in brackets.
_ENTRY = re.compile(r"(?:\([^()]*\)|\[[^\[\]]*\]|[^,;\n])+")
_PLACEHOLDER = re.compile(r"\{.*\}|\[.*\](?!\()|<.*>|", re.S)


@dataclass
class Record:
    """One record as it was read.

    path: its path in its folder. ``text`` and ``body`` are as in the file, ``parts`` those of the
    body with every line end turned into one character of its length. ``offset`` is where the body starts.
    """

    path: str
    text: str
    body: str
    offset: int
    parts: Parts
    number: int | None
    slug: str
    title: str
    has_title: bool
    summary: str
    makers: list[str]
    tags: list[str]
    said: Said
    day: date | None
    status_line: int
    date_line: int
    references: list[Reference] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @property
    def status(self) -> Status | None:
        """The status that the record says it has, if it is known."""
        return self.said.status

    def line(self, offset: int) -> int:
        """Return the line of the file on which an offset into the body stands; a negative one is a line itself."""
        return -offset if offset < 0 else same_length(self.text).count("\n", 0, self.offset + offset) + 1

    def note(self, line: int, what: str) -> None:
        """Add a line to the report."""
        self.notes.append(Note(self.path, line, what))


def same_length(text: str) -> str:
    """Return a text with one ``\\n`` at every line end, and every other character in its old place."""
    return text.replace("\r\n", " \n").replace("\r", "\n")


def read_record(path: str, text: str, day_first: bool | None = None) -> Record:
    """Recognise the parts of a record.

    path: its path in its folder; text: what is in it, a byte order mark left out.
    day_first: how 05/02/2018 is to be read, or None if nobody has said it.
    """
    return _Reader(path, text, day_first).record()


class _Reader:
    """Collects what a record says in its front matter, its name, its head and its sections."""

    def __init__(self, path: str, text: str, day_first: bool | None) -> None:
        self.path, self.text, self.day_first = path, text, day_first
        self.notes: list[Note] = []
        self.plain = same_length(text)
        self.front = self._front()
        self.used: set[str] = set()
        self.parts = Parts(self.plain[self.offset :])

    def _front(self) -> Document:
        """Return the front matter; what only looks like some belongs to the body."""
        match = FRONT_MATTER.match(self.plain)
        self.offset = 0
        if match:
            document = read_yaml(match["yaml"], self.path, first_line=2)
            for problem in document.problems:
                self.note(problem.place.line, problem.message)
            if isinstance(document.value, dict) and (document.value or not match["yaml"].strip()):
                self.offset = match.end()
                return document
            if document.value or document.problems:
                self.note(1, "what looks like front matter holds no fields that can be read; it was left in the text")
        return Document(self.path, {})

    def note(self, line: int, what: str) -> None:
        self.notes.append(Note(self.path, line, what))

    def line(self, offset: int) -> int:
        return self.plain.count("\n", 0, self.offset + offset) + 1

    def field(self, *names: str) -> list[tuple[str, str, int]]:
        """Return the texts of the fields of these names, each with the field's name and line."""
        found = []
        for key, value in self.front.value.items():
            if re.sub(r"[\s_-]+", " ", key.lower()) in names:
                self.used.add(key)
                line = self.front.place(key, key=True).line
                items = value if isinstance(value, list) else [value]
                found += [(key, item, line) for item in items if isinstance(item, str) and item.strip()]
        return found

    def record(self) -> Record:
        parts = self.parts
        name_number, name_day, rest = _in_name(self.path)
        heading = parts.title()
        named = [text for _, text, _ in self.field("title")]
        title_number, title = numbered(heading or (named[0] if named else ""))
        own_number = [int(text) for _, text, _ in self.field("number", "id", "adr") if re.fullmatch("[0-9]{1,5}", text)]
        number = next((one for one in (name_number, title_number, *own_number) if one is not None), None)
        title = clean_title(as_text(title) or rest.replace("-", " ").replace("_", " ").capitalize() or "Decision")
        said, status_line = self._status()
        day, date_line = self._date(name_day)
        record = Record(
            self.path,
            self.text,
            self.text[self.offset :],
            self.offset,
            parts,
            number,
            rest if _SLUG.fullmatch(rest) else slug(rest or title),
            title,
            bool(heading),
            clean_title(first_sentence(parts)) or title,
            self._makers(),
            _entries(self._listed("tags", "tag", "category", "categories")),
            said,
            day,
            status_line,
            date_line,
            self._references(),
        )
        record.notes = self.notes
        self._unused()
        if not heading:
            origin = "its field 'title'" if named else "its file's name"
            self.note(self.line(0), f"has no title; '# {title}' was put above the text, from {origin}")
        return record

    def _status(self) -> tuple[Said, int]:
        """Return what the record says about its status, and the line on which it says so."""
        places = [("\n".join(text for _, text, _ in found), found[0][2]) for found in [self.field(*_STATUS)] if found]
        for section in self.parts.section(*_STATUS):
            text = self.parts.said[section.start : section.end]
            labels = [one for one in self.parts.label(*_STATUS) if section.start <= one.offset < section.end]
            if not labels:
                lead = len(text) - len(text.lstrip())
                places.append((text.strip(), self.line(section.start + lead)))
        places += [(one.value, self.line(one.offset)) for one in self.parts.label(*_STATUS) if one.value.strip()]
        understood = [(understand(text, self.day_first), line, text) for text, line in places]
        for said, line, text in understood:
            for offset, why in said.doubts:
                self.note(line + text.count("\n", 0, offset), why)
        if not understood:
            return Said(why="says nothing of its status"), 1
        known = [(said, line) for said, line, _ in understood if said.stages]
        if len({said.status for said, _ in known}) > 1:
            stages = [stage for said, _ in known for stage in said.stages]
            if all(stage.day for stage in stages) and in_order(stages):
                return Said(in_order(stages)), known[0][1]
            also = " and ".join(f"{said.status} on line {line}" for said, line in known)
            return Said(why=f"contradicts itself: it is {also}"), known[0][1]
        if not known:
            return understood[0][0], understood[0][1]
        return max(known, key=lambda one: sum(stage.day is not None for stage in one[0].stages))

    def _date(self, name_day: date | None) -> tuple[date | None, int]:
        """Return the record's day: from its front matter, its head or its name, in this order."""
        places = self._dates(*_DATE)
        if not places and not name_day:
            places = self._dates(*_OTHER_DATE)[:1]
            for name, _, line in places:
                self.note(line, f"has no date but {shown(name)}, which was taken")
        days = []
        for _, text, line in places:
            day, why = one_date(text, self.day_first)
            if day:
                days.append((day, line))
            elif not _PLACEHOLDER.fullmatch(text.strip()):
                self.note(line, f"the date {shown(text)} {why}" if not why.startswith("'") else f"the date {why}")
        if len({day for day, _ in days}) > 1:
            listed = " and ".join(f"{day} on line {line}" for day, line in days)
            self.note(days[0][1], f"names several dates ({listed}); the first was taken")
        if days:
            return days[0]
        return name_day, places[0][2] if places else 1

    def _dates(self, *names: str) -> list[tuple[str, str, int]]:
        """Return what the front matter and the head say under one of these names, with the name and the line."""
        places = self.field(*names)
        for section in self.parts.section(*names):
            text = self.parts.said[section.start : section.end]
            places.append((section.name, text, self.line(section.start) + 1))
        labels = (one for one in self.parts.label(*names) if one.value.strip())
        return places + [(one.name, one.value, self.line(one.offset)) for one in labels]

    def _makers(self) -> list[str]:
        sections = (self.parts.said[one.start : one.end] for one in self.parts.section(*_MAKERS))
        return _entries(self._listed(*_MAKERS) or list(sections)[:1])

    def _listed(self, *names: str) -> list[str]:
        """Return the texts of a list in the front matter, or that of the head."""
        fields = [text for _, text, _ in self.field(*names)]
        return fields or [one.value for one in self.parts.label(*names) if one.value.strip()][:1]

    def _references(self) -> list[Reference]:
        """Return the records that this one says it supersedes or amends, or is superseded or amended by."""
        found: list[Reference] = []
        for key, text, line in self.field(*_RELATIONS):
            relation = re.sub(r"[\s_-]+", " ", key.lower())
            found += [self._placed(one, -line) for one in references(f"{relation} {text}")]
        for _, text, line in self.field(*_STATUS):
            found += [self._placed(one, -line) for one in references(text)]
        spans = [(section.start, section.end) for section in self.parts.section(*_STATUS)]
        spans += [(one.offset, one.offset + len(one.value)) for one in self.parts.label(*_STATUS)]
        text = self.parts.said
        begins = True
        for match in re.finditer(r"[^\n]*\n?", text):
            line = match[0]
            item = re.match(r"\s*(?:[-*+>|]|[0-9]+[.)])", line)
            if (begins or item) and relation_at(line.lstrip(" |")):
                spans.append(match.span())
            begins = not line.strip() or line.lstrip().startswith("#")
        seen = set()
        for start, end in sorted(spans):
            for one in references(text[start:end]):
                at = start + one.offset
                if at not in seen:
                    seen.add(at)
                    found.append(self._placed(one, at))
        return found

    def _placed(self, one: Reference, offset: int) -> Reference:
        """Return a reference at its place in the body, or its line in the front matter as a negative number."""
        return replace(one, target=self._target(one.target), offset=offset)

    def _target(self, target: str) -> str:
        """Return the target of a link, one that is defined elsewhere in the text included."""
        if not target.startswith("["):
            return target
        name = re.escape(target[1:-1])
        found = re.search(rf"^ {{0,3}}\[{name}\]:[ \t]*<?([^\s>]+)", self.parts.plain, re.M | re.I)
        return found[1] if found else ""

    def _unused(self) -> None:
        """Say of each field of the front matter that has no place in our form what was in it."""
        for key, value in self.front.value.items():
            if key not in self.used and value not in ("", [], {}):
                said = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
                line = self.front.place(key, key=True).line
                self.note(line, f"the field {shown(key)} has no place here; it said {shown(said, 200)}")


def _entries(texts: list[str]) -> list[str]:
    """Return people or words, each once, from texts that name several; none if it was left to be filled in."""
    found = []
    for text in texts:
        if _PLACEHOLDER.fullmatch(text.strip()):
            return []
        for part in _ENTRY.findall(text):
            entry = clean_title(as_text(re.sub(r"^\s*[-*+]\s+", "", part).strip(" *_")))
            if not _PLACEHOLDER.fullmatch(part.strip()) and entry.strip("[]{} ") and entry.lower() != "unknown":
                found.append(entry)
    return list(dict.fromkeys(found))


def _in_name(path: str) -> tuple[int | None, date | None, str]:
    """Return the number and the day in a file's name, and the rest of the name."""
    stem = PurePosixPath(path).stem
    dated = _DATED_NAME.fullmatch(stem)
    day = day_in_name(dated["date"].replace("-", "")) if dated else None
    if dated and day:
        return None, day, dated["rest"] or ""
    match = _NUMBERED_NAME.fullmatch(stem)
    if match:
        return int(match["number"]), None, match["rest"] or ""
    return None, None, re.sub(r"^adr[-_ ]+", "", stem, flags=re.I)
