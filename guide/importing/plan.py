"""What each record becomes: its relations, its status and day, its number and its name."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import unquote, urlsplit

from guide.importing.records import Record
from guide.importing.references import Reference
from guide.life.numbers import next_free
from guide.model.decision import Decision
from guide.model.life_cycle import RELATIONS, Relation, Status

# What a record may say of another, by the field in which it is written here.
_BY_FIELD = {field: relation for relation in RELATIONS for field in (relation.field, relation.back)}


@dataclass
class Planned:
    """What a record becomes, or became when it was imported before (then ``existing`` is that decision)."""

    record: Record
    existing: Decision | None = None
    status: Status | None = None
    day: date | None = None
    history: list[tuple[Status, date]] = field(default_factory=list)
    number: int | None = None
    name: str = ""
    relations: dict[str, list[int]] = field(default_factory=dict)

    @property
    def is_draft(self) -> bool:
        """Whether its status or its day could not be known."""
        return self.status is None or self.day is None

    @property
    def path(self) -> str:
        """The path of the decision's file from the project's root."""
        return f"adr/{self.name}.md"


@dataclass(frozen=True)
class Told:
    """What one record does to another; who says so, and on which line."""

    relation: Relation
    new: Planned
    old: Planned
    teller: Planned
    line: int


def plan(
    records: Iterable[Record],
    existing: Mapping[str, Decision],
    used: Iterable[int],
    names: Iterable[str],
    today: date,
) -> list[Planned]:
    """Settle what each record becomes, and note on the record what could not be settled.

    existing: the decisions that were imported before, by the path of their record.
    used: the numbers that are not free; names: the names of files in adr/ that are not.
    today: the day of the drafts.
    """
    every = [Planned(record, existing.get(record.path)) for record in records]
    for one in every:
        if one.existing:
            front = one.existing.front
            one.status, one.day, one.number, one.name = front.status, front.date, one.existing.number, one.existing.name
        else:
            one.status, one.day = one.record.status, _own_day(one.record)
    relations = list(_relations(every))
    _settle(every, relations)
    _name(every, set(used), set(names))
    for one in every:
        if one.existing:
            continue
        if one.is_draft:
            one.status, one.day, one.history = Status.PROPOSED, today, [(Status.PROPOSED, today)]
        else:
            one.history = list(_history(one))
        _say_day(one)
    _relate(relations)
    return every


def _own_day(record: Record) -> date | None:
    """Return the day that a record itself gives for its present status."""
    stages = record.said.stages
    return (stages[-1].day if stages else None) or record.day


def _decided(one: Planned) -> date | None:
    """Return the day on which a record was decided, which is when it superseded another."""
    if one.existing:
        history = one.existing.front.history
        return next((change.date for change in history if change.status is Status.ACCEPTED), history[0].date)
    stages = one.record.said.stages
    accepted = next((stage.day for stage in stages if stage.status is Status.ACCEPTED and stage.day), None)
    return accepted or one.record.day or next((stage.day for stage in stages if stage.day), None)


def _relations(every: list[Planned]) -> Iterator[Told]:
    find = _Finder(every)
    for one in every:
        if one.existing:
            continue
        record = one.record
        for reference in record.references:
            line = record.line(reference.offset)
            said, relation = reference.relation.replace("-", " "), _BY_FIELD.get(reference.relation)
            if not relation:
                record.note(line, f"{said} {reference.written} has no field here; the link stays in the text")
                continue
            other = find(one, reference)
            if not reference.is_sure:
                if not isinstance(other, str) and other is not one:
                    what = f"names {reference.written} behind '{said}', but perhaps of"
                    record.note(line, f"{what} something else than the whole record; the link stays in the text")
            elif isinstance(other, str):
                record.note(line, f"{said} {reference.written}, {other}")
            elif other is one:
                is_or_does = f"is {said}" if reference.relation == relation.back else said
                record.note(line, f"says that it {is_or_does} itself; left out")
            elif reference.relation == relation.back:
                yield Told(relation, other, one, one, line)
            else:
                yield Told(relation, one, other, one, line)


class _Finder:
    """Finds the record that a reference means."""

    def __init__(self, every: list[Planned]) -> None:
        self.by_path = {one.record.path: one for one in every}
        self.by_name: dict[str, list[Planned]] = {}
        self.by_number: dict[int, list[Planned]] = {}
        for one in every:
            self.by_name.setdefault(posixpath.basename(one.record.path), []).append(one)
            if one.record.number is not None:
                self.by_number.setdefault(one.record.number, []).append(one)

    def __call__(self, one: Planned, reference: Reference) -> Planned | str:
        """Return the record, or why it is not known which."""
        way = _way(reference.target)
        if way:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(one.record.path), way))
            if path in self.by_path:
                return self.by_path[path]
            named = self.by_name.get(posixpath.basename(path), [])
            if len(named) == 1:
                return named[0]
        # A link to something else, such as an issue or a program, is not led to a record by the number in its text.
        if reference.number is None or not _may_be_a_record(reference.target):
            return "which is no record of this log"
        numbered = self.by_number.get(reference.number, [])
        if len(numbered) == 1:
            return numbered[0]
        return "which several records of this log are" if numbered else "which is no record of this log"


def _way(target: str) -> str:
    try:
        return unquote(urlsplit(target).path)
    except ValueError:
        return ""


def _may_be_a_record(target: str) -> bool:
    is_here = not re.match(r"[a-z][a-z0-9+.-]*:|//", target, re.I)
    return is_here and posixpath.splitext(_way(target))[1].lower() in ("", ".md", ".markdown", ".html")


def _is_decided(one: Planned) -> bool:
    """Return whether a record is, or was, in force, as far as that is known."""
    return not one.is_draft and one.status.was_in_force


def _settle(every: list[Planned], relations: list[Told]) -> None:
    """Let what superseded a record tell its status and its day, as far as the record leaves them open."""
    superseding: dict[str, list[Told]] = {}
    for one in relations:
        if one.relation.replaces:
            superseding.setdefault(one.old.record.path, []).append(one)
    changed = True
    while changed:
        changed = False
        for one in every:
            if one.existing:
                continue
            told = superseding.get(one.record.path, [])
            now = [other for other in told if _is_decided(other.new)]
            if one.status is Status.ACCEPTED and now:
                teller = now[0].teller.record
                where = f"{teller.path}:{now[0].line}" if teller is not one.record else f"line {now[0].line}"
                what = f"says accepted, but is superseded according to {where}; imported as superseded"
                one.record.note(one.record.status_line, what)
                one.status, changed = Status.SUPERSEDED, True
                one.day = max(filter(None, [one.day, *(_decided(other.new) for other in now)]), default=None)
            elif one.status is Status.SUPERSEDED and not (one.record.said.stages and one.record.said.stages[-1].day):
                days = [one.day, *(_decided(other.new) for other in told)]
                day = max(filter(None, days), default=None)
                changed, one.day = changed or day != one.day, day
    _reinstate(every, superseding)


def _reinstate(every: list[Planned], superseding: Mapping[str, list[Told]]) -> None:
    """Leave accepted what only proposals supersede, since here a proposal never retires a decision."""
    changed = True
    while changed:
        changed = False
        for one in every:
            told = superseding.get(one.record.path, [])
            if one.existing or one.status is not Status.SUPERSEDED or not told:
                continue
            if not any(_is_decided(other.new) for other in told):
                one.status, one.day, changed = Status.ACCEPTED, _decided(one), True


def _name(every: list[Planned], used: set[int], names: set[str]) -> None:
    """Give each record its own number where that is free, the next free one otherwise, and its name."""
    taken: dict[int, str] = {}
    waiting = []
    for one in sorted(every, key=lambda one: (one.day or date.max, one.record.path)):
        number = one.record.number
        if one.existing or one.is_draft:
            continue
        if number and number not in used and number not in taken:
            one.number, taken[number] = number, one.record.path
        else:
            waiting.append(one)
    free = next_free({*used, *taken})
    for number, one in enumerate(
        sorted(waiting, key=lambda one: (_decided(one) or one.day, one.record.path)), start=free
    ):
        one.number = number
    for one in every:
        if not one.existing:
            start = "draft" if one.is_draft else f"{one.number:04}"
            one.name = _free_name(f"{start}-{one.record.slug}", names)
            names.add(one.name)
            _say_name(one, taken)


def _free_name(name: str, names: set[str]) -> str:
    count, free = 1, name
    while free in names:
        count += 1
        free = f"{name}-{count}"
    return free


def _say_name(one: Planned, taken: Mapping[int, str]) -> None:
    """Note when a record gets another number than its own, or none."""
    record, number = one.record, one.record.number
    if record.status is None:
        perhaps = "" if number is not None or record.day else "; remove it if it is no record"
        record.note(record.status_line, f"{record.said.why}; imported as a proposal, {one.path}{perhaps}")
    elif one.day is None:
        record.note(record.date_line, f"is {record.status}, but since when is not known; imported as {one.path}")
    elif number == 0:
        record.note(1, f"number 0 is none here; imported as {one.path}")
    elif number and number != one.number:
        whose = f" by {taken[number]}" if number in taken else " in this guide"
        record.note(1, f"number {number} is taken{whose}; imported as {one.path}, its text left as it is")


def _history(one: Planned) -> Iterator[tuple[Status, date]]:
    """Yield the stages of a record whose days are known, the last one being the present."""
    stages = [(stage.status, stage.day) for stage in one.record.said.stages if stage.day]
    if one.status is Status.SUPERSEDED and one.record.status is Status.ACCEPTED and one.record.day and not stages:
        stages.append((Status.ACCEPTED, one.record.day))
    stages = [stage for stage in stages if stage[0] is not one.status]
    kept = [(one.status, one.day)]
    for status, day in reversed(stages):
        if day <= kept[0][1] and kept[0][0] in status.following:
            kept.insert(0, (status, day))
        else:
            what = f"that it was {status} on {day} does not fit what followed; it stays in the text"
            one.record.note(one.record.status_line, what)
    yield from kept


def _say_day(one: Planned) -> None:
    """Note a day that is in no history, if front matter gave it: ours takes its place, while a text is kept."""
    record = one.record
    in_front_matter = 1 < record.date_line < record.line(0)
    if record.day and in_front_matter and record.day not in [day for _, day in one.history]:
        what = f"gives the day {record.day}, which is not in the history"
        record.note(record.date_line, f"{what}; add it there if it is known what happened then")


def _relate(relations: list[Told]) -> None:
    """Write relations on both sides, where both are decisions that were imported now."""
    for told in relations:
        relation, new, old = told.relation, told.new, told.old
        if not old.number:
            what = f"{old.path} has no number to be named by"
            told.teller.record.note(told.line, f"{what}; the link stays in the text")
            continue
        decided = bool(new.number) and new.status.was_in_force
        if relation.replaces and old.status is not Status.SUPERSEDED and decided:
            what = f"{relation.field} {old.record.path}, which says that it is {old.status}"
            new.record.note(told.line, f"{what}; the link stays in the text")
            continue
        _add(new, relation.field, old.number)
        if decided:
            _add(old, relation.back, new.number)
        elif told.teller is old:
            back = relation.back.replace("-", " ")
            old.record.note(told.line, f"is {back} {new.path}, {_standing(old, new)}")


def _standing(old: Planned, new: Planned) -> str:
    """Return why a decision does not name the one that its record says it was replaced or amended by."""
    if new.status is Status.REJECTED:
        return f"which is rejected; this one is {old.status}"
    ready, number = ("it is", new.number) if new.number else ("it has landed and is", "<its number>")
    then = f"names it once {ready} accepted: guide status {number} accepted"
    return f"which is {new.status} here; this one is {old.status}, and {then}"


def _add(one: Planned, field_name: str, number: int) -> None:
    numbers = one.relations.setdefault(field_name, [])
    if number not in numbers:
        numbers.append(number)
        numbers.sort()
