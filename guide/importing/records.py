"""Reading one record of an existing log, whatever its form."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from guide.importing.dates import find_dates, one_date
from guide.importing.fields import STATUS, Field, Fields, first_sentence, name_of
from guide.importing.notes import Kind, shown
from guide.importing.references import NAMES, Reference, references, relation_at, unwrapped
from guide.importing.statuses import AS_WRITTEN, Reading, Said, Stage, in_order, understand
from guide.importing.wording import path_of, stated
from guide.life.draft import clean_title, slug
from guide.model.decision import is_decision_name, numbered
from guide.model.life_cycle import Status
from guide.text.markdown import as_text

# The names of fields, sections and labels, by what stands under them; some in other languages.
_MAKERS = ("decision makers", "decision maker", "deciders", "decider", "decided by", "authors", "author")
_DATE = ("date", "datum", "fecha", "data", "日付", "日期")
_WHEN = ("{}", "{} on", "{} at", "{} date", "date {}")
_DATE_OF_DECISION = tuple(form.format(done) for done in ("decided", "accepted", "approved") for form in _WHEN)
_DATE_OF_DECISION += ("decision date", "date of decision", "acceptance date")
_OTHER_DATE = (*(form.format("created") for form in _WHEN), "creation date", "start date", "since", "valid from")
_OTHER_DATE += ("effective", "effective date", "effective from")
# First headings that say nothing of what is decided.
_GENERIC = {"summary", "problem", "problem statement", "context", "rfc", "adr", "decision", "status", "introduction"}
_GENERIC |= {"overview", "background", "abstract", "motivation", "title", "proposal", "context and problem statement"}
_GENERIC |= {"architecture decision record", "architectural decision record", "decision record", "goal", "goals"}
_DATED_NAME = re.compile(r"(?P<date>[0-9]{8}|[0-9]{4}-[0-9]{2}-[0-9]{2})(?:[-_. ]+(?P<rest>.*))?")
_NUMBERED_NAME = re.compile(
    r"(?:(?![-_ ])(?:(?i:adr|rfc|kep|pep)|[A-Z_ -])*+(?P<number>[0-9]{1,5})(?:[a-z](?=[-_. ]))?"
    r"|(?:[A-Za-z]+[-_ ])+(?P<padded>0[0-9]{2,4}))"
    r"(?:[-_. ]+(?P<rest>.*))?",
    re.S,
)
# What a file is called that may stand for its folder.
LISTINGS = {"readme", "index"}
# What stands between commas, semicolons and line ends that are not in brackets.
_ENTRY = re.compile(r"(?:\([^()]*\)|\[[^\[\]]*\]|[^,;\n])+")
_PLACEHOLDER = re.compile(r"\{.*\}|\[.*\](?!\()|<.*>|y{2,4}-m{1,2}-d{1,2}|tbd|", re.S | re.I)
# Sections that say what became of a record since.
_CHANGES = ("changelog", "change log", "updates", "history", "change history", "revision history")
# What a title or a quotation above the text says of the whole record, but not by which it is superseded.
_SAID = r"(?P<{}>superseded|deprecated|obsolete|rejected)"
_SAID_ABOVE = re.compile(
    rf"^(?:#[^\n]*[\[(]{_SAID.format('behind')}\b(?!\s+by\b)[^\[\]()\n]*[\])]\W*?$"
    rf"|#+\s+(?:adr|rfc|[\W\d_])*{_SAID.format('before')}(?=\s*[\]):])"
    r"|[ \t]*>[^\w\n]*(?:this\s+(?:(?:adr|decision|record)\s+)?(?:is|was|has\s+been)\s+(?:now\s+)?)?"
    rf"{_SAID.format('quoted')}(?=[\W_]*$|[*_]*[.!:,;]|\s+(?:on\s+)?[0-9])(?![^\n]*\bby\b))",
    re.M | re.I,
)
_MOVED = re.compile(
    r"\W*(?:this\s+\w+\s+)?(?:(?:has\s+been|was|is)\s+)?(?:moved|renamed|renumbered|verschoben|umbenannt)\b[^\n]{0,300}",
    re.I,
)
# What a wiki puts behind the name of a page that it exports.
_PAGE_ID = re.compile(r"(?:^|[-_ ]+)[0-9a-f]{32}$|(?:^|_)(?!(?:19|20)[0-9]{6}$)[0-9]{6,}$")
_CONFLICT = re.compile(r"^(?:<{7}(?: [^\n]*)?$.*?(?:^>{7}(?: [^\n]*)?$|\Z)|>{7} [^\n]*$)", re.M | re.S)


class Record(Fields):
    """One record, with what is recognised in its front matter, its name, its head and its sections.

    path: its path in its folder. text: what is in the file, a byte order mark left out.
    number, slug, title: by its name and its heading; title_line: where the latter stands, 0 if the text has none.
    said, status_line: its status, and where it stands; day, date_line: likewise.
    makers, lists: the people and words that it lists, the latter by the field in which they are written here.
    kept: the fields of its front matter that have no place here, with their lines.
    former: those that say only that this one is in their place now.
    """

    def __init__(self, path: str, text: str, reading: Reading = AS_WRITTEN) -> None:
        super().__init__(path, text)
        self.text, self.reading, self.former = text, reading, list[Record]()
        in_name, name_day, rest = _in_name(path)
        in_heading, self.title, self.title_line = self._title(rest, in_name)
        self.said, self.status_line = self._status()
        self._doubt_what_is_denied()
        self.day, self.date_line = self._date(name_day)
        self._doubt_what_is_in_conflict()
        summary = [one.text for one in self.find(("summary",), "front")][:1] or [first_sentence(self)]
        self.summary = clean_title(summary[0]) or self.title
        self.makers = self._listed(*_MAKERS) or self._listed("owner", "owners")
        self.number = self._number(in_name, in_heading)
        self.slug = rest if is_decision_name(f"draft-{rest}") else slug(rest or self.title)
        lists = {"consulted": (), "informed": (), "tags": ("tag", "category", "categories")}
        self.lists = {name: self._listed(name, *others) for name, others in lists.items()}
        self.references = self._references()
        # What could not be read has no place either.
        self.used -= {*(() if self.said.stages else STATUS), *(() if self.day else (*_DATE, *_DATE_OF_DECISION))}
        self.kept = list(self.rest())
        for key, _ in self.kept:
            self.note(Kind.KEPT, self.front.place(key, key=True).line, key)

    @property
    def body(self) -> str:
        """The text without front matter, its line ends as in the file."""
        return self.text[self.offset :]

    @property
    def moved_to(self) -> str:
        """The path of the file that this one says it has become, if it says nothing else."""
        start = self.headings[0].end if self.headings else 0
        ways = {path_of(link.target) for link in self.markup.links}
        if len(self.headings) > 1 or len(ways) != 1 or not _MOVED.fullmatch(self.shown[start:].strip()):
            return ""
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.path), ways.pop()))

    def _title(self, name: str, in_name: int | None) -> tuple[int | None, str, int]:
        """Return the number in the title, the title, and the line on which the text has it."""
        heading = next((one for one in self.headings if one.level == 1 and one.text), None)
        is_generic = heading and name_of(numbered(heading.text)[1]) in _GENERIC
        named = self.find(("title",), "front") or self.find(("title",), "label")[:1]
        number, title = numbered(heading.text if heading else named[0].text if named else "")
        if is_generic:
            title = numbered(named[0].text)[1] if named else ""
        if number is None and in_name is not None:
            title = re.sub(rf"^0*{in_name}\s+(?=[^\W\d])", "", title)
        title = clean_title(as_text(title) or re.sub("[-_]", " ", name).capitalize() or "Decision")
        line = self.line(heading.offset if heading else 0)
        if not heading or is_generic:
            self.note(Kind.TITLE, line, shown(title))
            return number, title, 0
        if named and named[0].kind == "front" and name_of(numbered(named[0].text)[1]) != name_of(title):
            self.note(Kind.TITLES, named[0].line, f"{shown(named[0].text)} in its front matter")
            self.used.discard("title")
        return number, title, line

    def _number(self, in_name: int | None, in_heading: int | None) -> int | None:
        numbers = [(in_name, 1, "its file's name"), (in_heading, self.line(0), "its title")]
        for one in self.find(("number", "id", "adr"), "front"):
            if re.fullmatch("[0-9]{1,5}", one.text):
                numbers.append((int(one.text), one.line, f"the field '{one.name}'"))
            else:
                self.used.discard(one.name)
        known = [one for one in numbers if one[0] is not None]
        others = [one for one in known if one[0] != known[0][0]]
        if others:
            said = ", ".join(f"{number} in {where}" for number, _, where in [known[0], *others])
            self.note(Kind.NUMBERS, others[0][1], said)
        return known[0][0] if known else None

    def _status(self) -> tuple[Said, int]:
        """Return what the record says about its status, and the line on which it says so."""
        labels = self.find(STATUS, "label")
        # A section in which the status is labelled says it there.
        held = {one.line for one in labels}
        sections = [one for one in self.find(STATUS, "section") if held.isdisjoint(one.lines)]
        front = self.find(STATUS, "front")
        # Words of which each is one for a status are a choice.
        between = " | " if all(one.text.isalpha() for one in front) else "\n"
        fields = [replace(one, text=between.join(one.text for one in front)) for one in front[:1]] + sections + labels
        understood = [(understand(one.text, self.reading), one.line) for one in fields]
        for said, line in understood:
            for below, why in said.doubts:
                self.note(Kind.DATE, line + below, why)
        known = [(self._dated(said), line) for said, line in understood if said.stages]
        if not known:
            return understood[0] if understood else (Said(), 1)
        if len({said.status for said, _ in known}) > 1:
            stages = [stage for said, _ in known for stage in said.stages]
            dated = [stage for stage in stages if stage.day]
            if {stage.status for stage in stages} == {stage.status for stage in dated} and in_order(dated):
                return Said(in_order(dated)), known[0][1]
            also = " and ".join(f"{said.status} on line {line}" for said, line in known)
            return Said(why=f"contradicts itself: it is {also}"), known[0][1]
        return max(known, key=lambda one: sum(stage.day is not None for stage in one[0].stages))

    def _doubt_what_is_denied(self) -> None:
        """Forget that the record is accepted if its title, a quotation above its text or a change denies that."""
        end = next((one.offset for one in self.headings if one.offset and one.text and one.level != 1), None)
        above = _SAID_ABOVE.search(self.bare[:end])
        denials = [(understand(above[above.lastgroup]), self.line(above.start()))] if above else []
        denials += [(said, one.line) for one in self.find(_CHANGES, "section") if (said := understand(one.text)).day]
        for said, line in denials if self.said.status is Status.ACCEPTED else ():
            if said.status in Status.ACCEPTED.following or said.status is Status.REJECTED:
                where = f"accepted on line {self.status_line} and {said.status} on line {line}"
                self.said = Said(why=f"contradicts itself: it is {where}")

    def _dated(self, said: Said) -> Said:
        """Return what is said about the status with the day on which that ended, where it stands under its own name."""
        for status in (Status.REJECTED, Status.DEPRECATED, Status.SUPERSEDED):
            names = tuple(form.format(status) for form in _WHEN)
            found = self.find(names, "front", "label")
            days = {day for one in found if (day := one_date(one.text, self.reading.day_first)[0])}
            if len(days) == 1 and (status in said.status.following or (status is said.status and not said.day)):
                before = said.stages[:-1] if status is said.status else said.stages
                said = replace(said, stages=(*before, Stage(status, *days)))
            else:
                self.used.difference_update(names)
        return said

    def _doubt_what_is_in_conflict(self) -> None:
        """Forget the status if it, or its day, stands between the marks of a merge."""
        plain = self.plain[: self.offset] + self.bare
        for conflict in _CONFLICT.finditer(plain):
            first, last = (plain.count("\n", 0, conflict.span()[side]) + 1 for side in (0, 1))
            self.note(Kind.CONFLICT, first)
            for one in self.find((*STATUS, *_DATE, *_DATE_OF_DECISION)):
                if one.lines.start <= last and first < one.lines.stop:
                    self.said = Said(why="stands between the marks of a merge")

    def _date(self, name_day: date | None) -> tuple[date | None, int]:
        """Return the record's day: from its front matter, its head or its name, in this order."""
        places = [one for one in self.find(_DATE_OF_DECISION) if re.search("[0-9]", one.text)]
        places = places or self.find(_DATE)
        if not places and not name_day:
            places = [one for one in self.find(_OTHER_DATE) if find_dates(one.text)][:1]
            for one in places:
                self.note(Kind.OTHER_DATE, one.line, shown(one.name))
        days = []
        for one in places:
            day, why = one_date("\n".join(stated(one.text)), self.reading.day_first)
            if day:
                days.append((day, one.line))
            elif re.search("[0-9]", one.text):
                self.note(Kind.DATE, one.line, why if why[0] == "'" else f"{shown(one.text)} {why}")
        is_dated = any(stage.day for stage in self.said.stages)
        if len({day for day, _ in days}) > 1 and not is_dated:
            self.note(Kind.DATES, days[0][1], " and ".join(f"{day} on line {line}" for day, line in days))
        day, line = days[0] if days else (name_day, places[0].line if places else 1)
        # One that may be told by another option is not taken from elsewhere.
        is_open = any(note.kind is Kind.DATE and "may mean" in note.what for note in self.notes)
        if not (day or is_dated or is_open) and self.path in self.reading.days:
            day = self.reading.days[self.path]
            self.note(Kind.GIT_DATE, 1, str(day))
        return day, line

    def _listed(self, *names: str) -> list[str]:
        """Return the people or words in a list of the front matter, or that of the head, or of a section."""
        for kind in ("front", "label", "section"):
            found = self.find(names, kind)
            if found:
                return _entries([one.text for one in (found if kind == "front" else found[:1])])
        return []

    def _references(self) -> list[Reference]:
        """Return the records that this one says it supersedes or amends, or is superseded or amended by."""
        found: dict[tuple[int, str, int | None], Reference] = {}
        for one, relation in self._naming():
            for reference in references(one.text, relation):
                line, target = one.line + reference.line, reference.target
                target = self.target(target[1:-1]) if target.startswith("[") else target
                key = line, reference.written, reference.number
                found.setdefault(key, replace(reference, target=target, line=line))
        return list(found.values())

    def _naming(self) -> Iterator[tuple[Field, str]]:
        """Yield what may name other records, each with the relation that it stands under, if it does."""
        for one in self.find(tuple(NAMES)):
            yield one, NAMES[one.name]
        for one in self.find(STATUS):
            yield one, ""
        lines = unwrapped(self.bare.split("\n"))
        begins = True
        for number, line in enumerate(lines):
            item = re.match(r"\s*(?:[-*+>|]|[0-9]+[.)])", line)
            is_title = self.first_line + number == self.title_line
            if (is_title and len(line) < 500) or ((begins or item) and relation_at(line.lstrip(" |"))):
                below = lines[number + 1 :] if not any(references(line)) else []
                ends = (at for at, one in enumerate(below) if one.strip() and not re.match(r"\s*[-*+]\s", one))
                text = "\n".join([line, *below[: next(ends, None)]])
                yield Field("", text, self.first_line + number, "line"), ""
            begins = bool(re.match(r"\s*(?:$|#|[*_]*[^\W\d_][\w ]{1,30}[*_]*:)", line))


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
    """Return the number and the day in the name of a file, or of its folder if it is called README, and the rest."""
    whole = PurePosixPath(path)
    stem = whole.parent.name if whole.stem.lower() in LISTINGS and whole.parent.name else whole.stem
    dated = _DATED_NAME.fullmatch(stem)
    with suppress(ValueError):
        if dated:
            return None, date.fromisoformat(dated["date"]), dated["rest"] or ""
    stem = _PAGE_ID.sub("", stem)
    match = _NUMBERED_NAME.fullmatch(stem)
    if match:
        return int(match["number"] or match["padded"]), None, match["rest"] or ""
    return None, None, re.sub(r"^adr[-_ ]+", "", stem, flags=re.I)
