"""What each record becomes: its relations, its status and day, its number and its name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from guide.importing.fields import has_part
from guide.importing.notes import Kind, shown
from guide.importing.planned import Planned
from guide.importing.records import Record
from guide.importing.relations import Told, related
from guide.life.land import IN_LINK, numbers_in
from guide.life.numbers import next_free
from guide.model.decision import Decision
from guide.model.life_cycle import Status


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
            stages = one.record.said.stages
            one.status, one.day = one.record.said.status, (stages[-1].day if stages else None) or one.record.day
    relations = related(every)
    _settle(every, relations)
    used = set(used)
    _name(every, used, set(names))
    for one in every:
        if not one.existing:
            if one.is_draft:
                one.status, one.day, one.history = Status.PROPOSED, today, [(Status.PROPOSED, today)]
                one.successor = ""
            else:
                one.history = list(_history(one))
            # In front matter ours takes its place, while a text is kept.
            in_front_matter = 1 < one.record.date_line < one.record.first_line
            if in_front_matter and one.record.day and one.record.day not in [day for _, day in one.history]:
                one.record.note(Kind.DAY, one.record.date_line, str(one.record.day))
    _relate(relations)
    _say_old_numbers(every, used)
    return every


def _settle(every: list[Planned], relations: list[Told]) -> None:
    """Let what superseded a record tell its status and its day, as far as the record leaves them open."""
    superseding: dict[str, list[Told]] = {}
    for one in relations:
        if one.relation.replaces:
            superseding.setdefault(one.old.record.path, []).append(one)
    changed = True
    while changed:
        changed = False
        for one in (one for one in every if not one.existing):
            told = superseding.get(one.record.path, [])
            now = [other for other in told if other.new.is_decided]
            own_day = one.record.said.stages[-1].day if one.record.said.stages else None
            if one.status is Status.ACCEPTED and now:
                one.record.note(Kind.SUPERSEDED, one.record.status_line, now[0].place)
                one.status, changed = Status.SUPERSEDED, True
                one.day = max(filter(None, [one.day, *(other.new.decided for other in now)]), default=None)
            elif one.status is Status.SUPERSEDED and not own_day:
                days = [one.record.day, *(other.new.decided for other in told)]
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
            if one.existing or one.status is not Status.SUPERSEDED or any(other.new.is_decided for other in told):
                continue
            if not told and (one.successor or one.is_draft):
                continue
            changed = True
            if told:
                one.status, one.day = Status.ACCEPTED, one.decided
            else:
                one.status = Status.DEPRECATED
                one.record.note(Kind.DEPRECATED, one.record.status_line, shown(one.record.said.word))


def _name(every: list[Planned], used: set[int], names: set[str]) -> None:
    """Give each record its own number where that is free, the next free one otherwise, and its name."""
    taken: dict[int, str] = {}
    waiting = []
    drafts = {one.record.number for one in every if one.is_draft and one.record.number and not one.existing}
    for one in sorted(every, key=lambda one: (one.is_draft, one.decided or one.day or date.max, one.record.path)):
        number = one.record.number
        if one.existing or one.is_draft:
            continue
        if number and number not in used and number not in taken:
            one.number, taken[number] = number, one.record.path
        else:
            waiting.append(one)
    # The numbers of drafts are theirs when they land.
    free = next_free({*used, *taken, *drafts})
    waiting.sort(key=lambda one: (one.decided or one.day, one.record.path))
    for number, one in enumerate(waiting, start=free):
        one.number = number
    for one in every:
        if not one.existing:
            one.name = _free_name(f"{f'{one.number:04}' if one.number else 'draft'}-{one.record.slug}", names)
            names.add(one.name)
            _say_name(one)


def _free_name(name: str, names: set[str]) -> str:
    count, free = 1, name
    while free in names:
        count += 1
        free = f"{name}-{count}"
    return free


def _say_name(one: Planned) -> None:
    """Note why a record is a draft, or when it gets another number than its own."""
    record, said = one.record, one.record.said
    if not said.stages:
        what = said.why.removeprefix("the status ").removesuffix(" is none that is known here")
        is_one = record.number is not None or has_part(record)
        record.note(Kind.STATUS if said.why else Kind.NO_STATUS if is_one else Kind.NO_PART, record.status_line, what)
    elif one.is_draft:
        record.note(Kind.NO_DAY, record.date_line, said.stages[-1].status)
    elif record.number is not None and record.number != one.number:
        record.note(Kind.RENUMBERED, 1, f"{record.number}, now {one.number}")
    if said.is_partly and said.stages:
        record.note(Kind.IN_PART, record.status_line, shown(said.word))


def _history(one: Planned) -> Iterator[tuple[Status, date]]:
    """Yield the stages of a record whose days are known, the last one being the present."""
    record = one.record
    stages = [(stage.status, stage.day) for stage in record.said.stages if stage.day]
    stages = [stage for stage in stages if stage[0] not in (one.status, Status.SUPERSEDED)]
    # A record that is no longer in force gives the day of its decision, if that is not when it ended.
    if one.status is Status.SUPERSEDED and Status.ACCEPTED not in dict(stages):
        end = one.day + timedelta(record.said.status is Status.ACCEPTED)
        stages += [(Status.ACCEPTED, record.day)] if record.day and record.day < end else []
    stages.sort(key=lambda stage: stage[1])
    kept = [(one.status, one.day)]
    for status, day in reversed(stages):
        if day <= kept[0][1] and kept[0][0] in status.following:
            kept.insert(0, (status, day))
        else:
            record.note(Kind.HISTORY, record.status_line, f"{status} on {day}")
    yield from kept


def _relate(relations: list[Told]) -> None:
    """Write relations on both sides, where both are decisions that were imported now."""
    replaced = Counter(told.old.record.path for told in relations if told.relation.replaces and told.teller is told.old)
    for told in relations:
        if told.relation.replaces and replaced[told.old.record.path] > 1:
            told.old.record.note(Kind.SEVERAL, told.line, told.written)
        is_replaced = told.relation.replaces and told.old.status is Status.SUPERSEDED
        if is_replaced and str(told.new.decided) < str(told.old.decided or ""):
            told.old.record.note(Kind.EARLIER, told.old.record.status_line, told.new.record.path)
        relation, new, old = told.relation, told.new, told.old
        decided = bool(new.number) and new.status.was_in_force
        if not old.number:
            told.teller.record.note(Kind.UNNUMBERED, told.line, told.written)
        elif relation.replaces and decided and old.status is not Status.SUPERSEDED:
            kind = Kind.NEVER_HELD if told.teller is old else Kind.NOT_RETIRED
            told.teller.record.note(kind, told.line, f"{told.written}, {old.status}")
        else:
            _add(new, relation.field, old.number)
            if decided:
                _add(old, relation.back, new.number)
            elif told.teller is old:
                old.record.note(Kind.NOT_IN_FORCE, told.line, f"{told.written}, {new.status}")


def _add(one: Planned, field_name: str, number: int) -> None:
    one.relations[field_name] = sorted({*one.relations.get(field_name, []), number})


def _say_old_numbers(every: list[Planned], used: set[int]) -> None:
    """Note where texts name a record by a number that it no longer has, or will not get.

    used: the numbers that were not free before.
    """
    fresh = [one for one in every if not one.existing]
    given = {one.number for one in fresh}
    meant: dict[int, list[Planned]] = {}
    for one in fresh:
        if one.record.number:
            meant.setdefault(one.record.number, []).append(one)
    kept = {number for number, ones in meant.items() if len(ones) == 1 and ones[0].number == number}
    kept |= {number for number, ones in meant.items() if len(ones) == 1 and not ones[0].number} - used - given
    for one in fresh:
        for number, offset in numbers_in(one.record.shown):
            line = one.record.line(offset)
            is_said = not (line == one.record.title_line or IN_LINK.match(one.record.shown, offset))
            if number in meant and number not in kept and is_said:
                now = " or ".join(str(other.number or other.path) for other in meant[number])
                one.record.note(Kind.OLD_NUMBER, line, f"{number}, now {now}")
