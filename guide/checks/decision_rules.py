"""The rules for adr/."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from guide.checks.registry import Finding, rule
from guide.life.change import may_be_changed
from guide.model.decision import Decision, is_decision_name
from guide.model.front_matter import Ground
from guide.model.guide import Guide
from guide.model.life_cycle import RELATIONS, Relation, Status

# A number before a title, as in "9. Use Y" or "ADR 9: Use Y"; "3.11 is our Python" has none.
_NUMBERED = re.compile(r"(?:ADR[\s_#-]*[0-9]+\s*[.:)\u2013\u2014-]|[0-9]{1,5}[.)])(?=\s)", re.I)


@rule
def decision_title(guide: Guide) -> Iterator[Finding]:
    """A decision has exactly one title, a heading of level 1."""
    for decision in guide.texts():
        if decision.front.imported_from:
            continue  # its text is kept as it is
        titles = [heading for heading in decision.headings if heading.level == 1]
        if not titles:
            yield decision.place(0), "has no title; start the text with a line '# What is decided'"
        for extra in titles[1:]:
            yield decision.place(extra.offset), "a second title; make it a heading of level 2 ('## ')"
        if titles and not titles[0].text:
            yield decision.place(titles[0].offset), "the title is empty; write what is decided behind the '#'"
        number = _NUMBERED.match(titles[0].text) if titles else None
        if number:
            message = f"the title starts with '{number[0]}'; leave that out, its number is shown with it anyway"
            yield decision.place(titles[0].offset), message


@rule
def decision_history(guide: Guide) -> Iterator[Finding]:
    """A decision's history runs forward in time, by changes that are allowed, up to its status and date."""
    for decision in guide.all_decisions():
        history, document = decision.front.history, decision.document
        last = history[-1]
        if (last.status, last.date) != (decision.front.status, decision.front.date):
            place = document.place("history", len(history) - 1)
            status = decision.front.status
            ends = f"the history ends with {last.status} on {last.date}"
            if last.status is status:
                remedy = "write the day of the change in both"
                yield place, f"{ends}, and 'date' says {decision.front.date}; {remedy}"
            else:
                entry = f"{{status: {status}, date: YYYY-MM-DD}}"
                remedy = f"add {entry} to its end with the day of the change, and write that day as 'date' too"
                yield place, f"{ends}, but the decision is {status} now; {remedy}"
        for index, (before, after) in enumerate(pairwise(history), start=1):
            place = document.place("history", index)
            if after.date < before.date:
                yield place, f"{after.date} is before {before.date}; put the history in order, the oldest first"
            if after.status not in before.status.following:
                allowed = " or ".join(before.status.following)
                remedy = f"only {allowed} can" if allowed else "nothing can, so write a new decision"
                yield place, f"{after.status} cannot follow {before.status}; {remedy}"


def _both_sides(relation: Relation) -> Callable[[Guide], Iterator[Finding]]:
    """Return the rule of a relation, under the name of its field."""

    def find(guide: Guide) -> Iterator[Finding]:
        for decision in guide.all_decisions():
            yield from _newer_side(guide, decision, relation)
            yield from _older_side(guide, decision, relation)

    find.__name__ = relation.field
    find.__doc__ = f"Once the newer decision is accepted, both sides say that one {relation.field} the other."
    return rule(find)


def _newer_side(guide: Guide, decision: Decision, relation: Relation) -> Iterator[Finding]:
    for index, number in enumerate(decision.front.numbers(relation.field)):
        old = guide.decisions.get(number)
        place = decision.document.place(relation.field, index)
        if number == decision.number:
            yield place, f"a decision cannot {relation.verb} itself; remove the number"
        elif not old:
            continue
        elif decision.front.status is Status.PROPOSED and relation.replaces and not _can_be_changed(old, relation):
            message = f"ADR {number} is {old.front.status}, and only an accepted decision can be {relation.done}"
            yield place, f"{message}; remove the number, and say in the text what this one has to do with it"
        elif not decision.front.status.was_in_force:
            continue
        elif not decision.number:
            if relation.replaces:  # of the others, landing tells the earlier one
                message = f"a draft has no number that ADR {number} could name; keep it proposed until it has landed"
                yield place, f"{message}, and bring what rests on it with the change that accepts it"
        elif decision.number not in old.front.numbers(relation.back):
            yield place, f"ADR {number} does not say so; write '{relation.back}: [{decision.number}]' in {old.path}"


def _can_be_changed(old: Decision, relation: Relation) -> bool:
    """Return whether a later decision may do to an earlier one what a relation says, now or once that is accepted."""
    return may_be_changed(old, relation) or Status.ACCEPTED in old.front.status.reachable


def _older_side(guide: Guide, decision: Decision, relation: Relation) -> Iterator[Finding]:
    front, document = decision.front, decision.document
    newer = front.numbers(relation.back)
    for index, number in enumerate(newer):
        new = guide.decisions.get(number)
        place = document.place(relation.back, index)
        if new and not new.front.status.was_in_force:
            yield place, f"ADR {number} is {new.front.status}, and only an accepted decision {relation.field} another"
        elif new and not decision.number:
            yield place, f"a draft holds for nobody yet, so nothing {relation.field} it; remove the number"
        elif new and decision.number not in new.front.numbers(relation.field):
            yield place, f"ADR {number} does not say so; write '{relation.field}: [{decision.number}]' in {new.path}"
    if relation.replaces and front.status is Status.SUPERSEDED and not newer and not front.successor:
        elsewhere = "'successor: address' if that is not in this log"
        deprecated = "'deprecated', also in its history, if nothing took its place"
        remedy = f"write '{relation.back}: [number]', {elsewhere}, or {deprecated}"
        yield document.place("status"), f"is {relation.done}, but not by what; {remedy}"
    if relation.replaces and newer and front.status is not Status.SUPERSEDED:
        place = document.place(relation.back, key=True)
        yield place, f"is {relation.done}, but its status is {front.status}; write 'status: {Status.SUPERSEDED}'"


for _relation in RELATIONS:
    _both_sides(_relation)


@rule
def successor(guide: Guide) -> Iterator[Finding]:
    """Only a superseded decision has a successor outside the log."""
    for decision in guide.all_decisions():
        status = decision.front.status
        if decision.front.successor and status is not Status.SUPERSEDED:
            place = decision.document.place("successor", key=True)
            remedy = f"write 'status: {Status.SUPERSEDED}', also in its history, or remove this line"
            yield place, f"has a successor, but its status is {status}; {remedy}"


@rule
def rests_on(guide: Guide) -> Iterator[Finding]:
    """The answers that a decision in force rests on are those of the data."""
    for decision in guide.all_decisions():
        if decision.front.status is not Status.ACCEPTED:
            continue
        named: dict[tuple[str, str], int] = {}
        for index, ground in enumerate(decision.front.rests_on):
            place = decision.document.place("rests-on", index)
            pair = (ground.pattern, ground.need)
            if pair in named:
                yield place, f"'{ground.pattern}' and '{ground.need}' are named twice; remove one of the two"
            else:
                yield from _other_answer(guide, decision, index, ground)
            named[pair] = index


def _is_answered_anew(guide: Guide, decision: Decision, ground: Ground) -> bool:
    """Return whether a decision in force that changes this one rests on an answer to the same need itself."""
    return any(
        decision.number in numbers and newer.front.status is Status.ACCEPTED
        for newer in guide.all_decisions()
        for relation, numbers in newer.front.related
        if relation.replaces
        or any((other.pattern, other.need) == (ground.pattern, ground.need) for other in newer.front.rests_on)
    )


def _other_answer(guide: Guide, decision: Decision, index: int, ground: Ground) -> Iterator[Finding]:
    pattern = guide.patterns.get(ground.pattern)
    said = pattern.needs.get(ground.need) if pattern else None
    if said and said.answer is not ground.answer and not _is_answered_anew(guide, decision, ground):
        at = guide.place("patterns", ground.pattern, "needs", ground.need, "answer")
        name = decision.label if decision.number else "this draft"
        # What has just been accepted may itself be what is misspelt, which is not known here.
        remedy = f"put the answer back, change it by a decision that amends or supersedes {name}, "
        remedy += f"or, if {name} is only accepted by this change, correct the answer that it names"
        yield (
            decision.document.place("rests-on", index, "answer"),
            f"{name} rests on '{ground.pattern}' answering '{ground.need}' with {ground.answer}, and in "
            f"{at.path}:{at.line} it answers {said.answer}; {remedy if decision.number else 'make the two one'}",
        )


@rule
def supersedes_circle(guide: Guide) -> Iterator[Finding]:
    """No decision supersedes itself, by way of others."""
    replaced = {
        number: {other for other in decision.front.replaces if other != number and other in guide.decisions}
        for number, decision in guide.decisions.items()
    }
    while circle := _circle(replaced):
        first = guide.decisions[min(circle)]
        names = ", ".join(f"ADR {number}" for number in sorted(set(circle)))
        place = first.document.place("supersedes", key=True)
        yield place, f"{names} supersede each other in a circle; remove one of the links"
        # Without its links, the next one is found.
        for older, newer in pairwise(circle):
            replaced[newer].discard(older)


def _circle(links: dict[int, set[int]]) -> list[int]:
    """Return the numbers along a circle of links, each followed by one that links to it; none if there is no circle."""
    try:
        TopologicalSorter(links).prepare()
    except CycleError as error:
        return error.args[1]
    return []


@rule
def former_name(guide: Guide) -> Iterator[Finding]:
    """An earlier name of a decision's file is not the name of another one."""
    names = {decision.name: decision for decision in guide.all_decisions()}
    for decision in guide.all_decisions():
        for index, name in enumerate(decision.front.formerly):
            place = decision.document.place("formerly", index)
            if not is_decision_name(name):
                yield place, f"'{name}' is no decision's name; write it without folder and ending"
            elif name in names:
                yield place, _taken(name, names[name], decision)
            names.setdefault(name, decision)


def _taken(name: str, other: Decision, decision: Decision) -> str:
    """Return what is said of an earlier name of a decision that another has, or had before, and how to mend it."""
    if other.name != name:
        return f"'{name}' is an earlier name of {other.path} too; remove one of the two"
    if other is decision:
        return f"'{name}' is the name that this file has; remove it here"
    # A draft has no address yet that anybody could have linked.
    remedy = ", or remove the earlier name here" if other.number else " to what no decision was called before"
    return f"'{name}' is the name of {other.path}; rename that file{remedy}"
