"""What each record becomes: its relations, its status and day, its number and its name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from guide.importing.fields import has_part
from guide.importing.finder import PLACE, Finder
from guide.importing.notes import Kind, shown
from guide.importing.planned import Planned, free_name
from guide.importing.references import IN_FOLDER
from guide.importing.relations import Told, related
from guide.life.land import IN_LINK, numbers_in
from guide.life.numbers import next_free
from guide.model.life_cycle import Status

# What is said of the day of a record, which a draft does not keep.
_OF_ITS_DAY = {Kind.DATES, Kind.OTHER_DATE, Kind.GIT_DATE}
# A number as it stands in the name of a file.
_PADDED = re.compile(r"(?<![\w./-])0[0-9]{2,4}(?![\w/-]|\.\w)")


def plan(every: list[Planned], find: Finder, used: set[int], names: set[str], today: date) -> None:
    """Settle what each record becomes, and note on the record what could not be settled.

    used: the numbers that are not free; names: the names of files in adr/ that are not. today: the day of the drafts.
    """
    fresh = [one for one in every if not one.existing]
    relations = related(every, find)
    _settle(fresh, relations)
    _name(fresh, used, names)
    for one in fresh:
        if one.is_draft:
            one.status, one.day, one.history, one.successor = Status.PROPOSED, today, [(Status.PROPOSED, today)], ""
            one.record.notes[:] = [note for note in one.record.notes if note.kind not in _OF_ITS_DAY]
        else:
            one.history = _history(one)
        # In front matter ours takes its place, while a text is kept.
        in_front_matter = 1 < one.record.date_line < one.record.first_line
        if in_front_matter and one.record.day and one.record.day not in [day for _, day in one.history]:
            one.record.note(Kind.DAY, one.record.date_line, str(one.record.day))
    _relate(relations)
    _say_old_numbers(fresh, used, find)


def _settle(fresh: list[Planned], relations: list[Told]) -> None:
    """Let what superseded a record tell its status and its day, as far as the record leaves them open.

    What only proposals supersede stays accepted, since here a proposal never retires a decision.
    """
    superseding = defaultdict[str, list[Told]](list)
    for told in relations:
        if told.relation.replaces:
            superseding[told.old.record.path].append(told)
    for step in (_follow, _reinstate):
        while sum(step(one, superseding[one.record.path]) for one in fresh):
            pass  # what changed one may change another


def _follow(one: Planned, told: list[Told]) -> bool:
    """Let a record be superseded by what is decided, since the day of the latest; return whether that changed it."""
    before = one.status, one.day
    now = [other for other in told if other.new.is_decided]
    if one.status is Status.DEPRECATED:
        now = [other for other in now if other.teller is one]
    if one.status in (Status.ACCEPTED, Status.DEPRECATED) and now:
        line = f":{now[0].line}" if now[0].teller is now[0].new else ""
        kind = Kind.SUPERSEDED if one.status is Status.ACCEPTED else Kind.SUCCEEDED
        one.record.note(kind, one.record.status_line, now[0].new.record.path + line)
        one.status = Status.SUPERSEDED
        one.day = max(filter(None, [one.day, *(other.new.decided for other in now)]), default=None)
    elif one.status is Status.SUPERSEDED and not one.record.said.day:
        one.day = max(filter(None, [one.record.day, *(other.new.decided for other in now)]), default=None)
    return (one.status, one.day) != before


def _reinstate(one: Planned, told: list[Told]) -> bool:
    """Leave a record accepted that only proposals supersede, or deprecated if nothing does; return whether it was."""
    if one.status is not Status.SUPERSEDED or one.successor or any(other.new.is_decided for other in told):
        return False
    if told:
        one.status, one.day = Status.ACCEPTED, one.decided
    elif one.is_draft:
        return False
    else:
        one.status = Status.DEPRECATED
        one.record.note(Kind.DEPRECATED, one.record.status_line, shown(one.record.said.word))
    return True


def _name(fresh: list[Planned], used: set[int], names: set[str]) -> None:
    """Give each record its own number where that is free, the next free one otherwise, and its name."""
    taken = set(used)
    waiting = []
    settled = [one for one in fresh if not one.is_draft]
    for one in sorted(settled, key=lambda one: (one.decided or one.day, one.record.path)):
        if one.record.number and one.record.number not in taken:
            one.number = one.record.number
            taken.add(one.number)
        else:
            waiting.append(one)
    # The numbers of drafts are theirs when they land.
    drafts = {one.record.number for one in fresh if one.is_draft and one.record.number}
    for number, one in enumerate(waiting, start=next_free(taken | drafts)):
        one.number = number
    for one in fresh:
        wanted = f"{f'{one.number:04}' if one.number else 'draft'}-{one.record.slug}"
        one.name = free_name(wanted, lambda name: name not in names)
        names.add(one.name)
        _say_name(one)


def _say_name(one: Planned) -> None:
    """Note why a record is a draft, or when it gets another number than its own."""
    record, said = one.record, one.record.said
    if not said.stages:
        is_one = record.number is not None or has_part(record)
        record.note(
            Kind.STATUS if said.why else Kind.NO_STATUS if is_one else Kind.NO_PART, record.status_line, said.why
        )
    elif one.is_draft:
        record.note(Kind.NO_DAY, record.date_line, said.stages[-1].status)
    elif record.number is not None and record.number != one.number:
        record.note(Kind.RENUMBERED, 1, f"{record.number}, now {one.number}")
    if said.is_partly and said.stages:
        record.note(Kind.IN_PART, record.status_line, shown(said.word))


def _history(one: Planned) -> list[tuple[Status, date]]:
    """Return the stages of a record whose days are known, the last one being the present."""
    record = one.record
    stages = [(stage.status, stage.day) for stage in record.said.stages if stage.day]
    # One that was deprecated and then superseded is superseded.
    later = (Status.SUPERSEDED, *([Status.DEPRECATED] if one.status is Status.SUPERSEDED else []))
    stages = [stage for stage in stages if stage[0] not in (one.status, *later)]
    # A record that is no longer in force gives the day of its decision, if that is not when it ended.
    if one.status is Status.SUPERSEDED and Status.ACCEPTED not in dict(stages):
        end = one.day + timedelta(record.said.status is Status.ACCEPTED)
        stages += [(Status.ACCEPTED, record.day)] if record.day and record.day < end else []
    kept = [(one.status, one.day)]
    for status, day in sorted(stages, key=lambda stage: stage[1])[::-1]:
        if day <= kept[0][1] and kept[0][0] in status.following:
            kept.insert(0, (status, day))
        else:
            record.note(Kind.HISTORY, record.status_line, f"{status} on {day}")
    return kept


def _relate(relations: list[Told]) -> None:
    """Write relations on both sides, where both are decisions that were imported now."""
    replaced = Counter(told.old.record.path for told in relations if told.relation.replaces and told.teller is told.old)
    for told in relations:
        relation, new, old = told.relation, told.new, told.old
        decided, superseded = new.number and new.status.was_in_force, old.status is Status.SUPERSEDED
        if relation.replaces and replaced[old.record.path] > 1:
            old.record.note(Kind.SEVERAL, told.line, told.written)
        if relation.replaces and superseded and str(new.decided) < str(old.decided or ""):
            old.record.note(Kind.EARLIER, old.record.status_line, new.record.path)
        if not old.number:
            told.teller.record.note(Kind.UNNUMBERED, told.line, told.written)
        elif relation.replaces and decided and not superseded:
            kind = Kind.NEVER_HELD if told.teller is old else Kind.NOT_RETIRED
            told.teller.record.note(kind, told.line, f"{told.written}, {old.status}")
        else:
            new.relations.setdefault(relation.field, set()).add(old.number)
            if decided:
                old.relations.setdefault(relation.back, set()).add(new.number)
            elif told.teller is old:
                old.record.note(Kind.NOT_IN_FORCE, told.line, f"{told.written}, {new.status}")


def _say_old_numbers(fresh: list[Planned], used: set[int], find: Finder) -> None:
    """Note where texts name a record by a number that it no longer has, or will not get.

    used: the numbers that were not free before.
    """
    taken = used | {one.number for one in fresh}
    for one in fresh:
        for offset, number, folder, written in _numbers_in(one.record.shown):
            meant = find.numbered(one, number, folder)
            kept = len(meant) == 1 and (meant[0].number == number or not (meant[0].number or number in taken))
            line = one.record.line(offset)
            is_name = folder or not written or any(written in other.record.path for other in meant)
            if is_name and meant and not kept and line != one.record.title_line:
                now = " or ".join(str(other.number or other.path) for other in meant)
                one.record.note(Kind.OLD_NUMBER, line, f"{written if folder else number}, now {now}")


def _numbers_in(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield where a text names records by numbers, but for those by which a link is called.

    With each number, the folder before it, if there is one, and how it is written, unless a word marks it.
    """
    found = [(offset, number, "", "") for number, offset in numbers_in(text)]
    for match in IN_FOLDER.finditer(text):
        place = PLACE.search(match["target"])
        found.append((match.start(), int(place["number"]), place["folder"], match["target"]))
    found += [(match.start(), int(match[0]), "", match[0]) for match in _PADDED.finditer(text)]
    return (one for one in found if not IN_LINK.match(text, one[0]) and text[max(one[0] - 2, 0) : one[0]] != "](")
