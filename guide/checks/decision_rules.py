"""The rules for adr/."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from guide.checks.registry import Finding, rule
from guide.model.decision import Decision, is_decision_name
from guide.model.entries import Status
from guide.model.guide import Guide

# A number before a title, as in "9. Use Y" or "ADR 9: Use Y"; "3.11 is our Python" has none.
_NUMBERED = re.compile(r"(?:ADR[\s_#-]*[0-9]+\s*[.:)\u2013\u2014-]|[0-9]{1,5}[.)])(?=\s)", re.I)

# What may follow what. Nothing leads back: who changes their mind writes a new decision.
NEXT = {
    Status.PROPOSED: {Status.ACCEPTED, Status.REJECTED},
    Status.ACCEPTED: {Status.DEPRECATED, Status.SUPERSEDED},
    Status.REJECTED: set(),
    Status.DEPRECATED: set(),
    Status.SUPERSEDED: set(),
}
# A decision that was once accepted, whatever became of it, is one that can have replaced another.
WAS_ACCEPTED = {Status.ACCEPTED, Status.DEPRECATED, Status.SUPERSEDED}


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
            now = f"{decision.front.status} since {decision.front.date}"
            remedy = "make the two days one" if last.status is decision.front.status else "add that change"
            yield place, f"the history ends with {last.status} on {last.date}, but the decision is {now}; {remedy}"
        for index, (before, after) in enumerate(pairwise(history), start=1):
            place = document.place("history", index)
            if after.date < before.date:
                yield place, f"{after.date} is before {before.date}; put the history in order, the oldest first"
            if after.status not in NEXT[before.status]:
                allowed = " or ".join(sorted(NEXT[before.status]))
                remedy = f"only {allowed} can" if allowed else "nothing can, so write a new decision"
                yield place, f"{after.status} cannot follow {before.status}; {remedy}"


@rule
def supersedes(guide: Guide) -> Iterator[Finding]:
    """Once the newer decision is accepted, both sides say that one supersedes the other."""
    for decision in guide.all_decisions():
        front, document = decision.front, decision.document
        for index, number in enumerate(front.supersedes):
            old = guide.decisions.get(number)
            place = document.place("supersedes", index)
            if number == decision.number:
                yield place, "a decision cannot supersede itself; remove the number"
            elif old and front.status in WAS_ACCEPTED and not decision.number:
                yield place, f"a draft has no number that ADR {number} could name; keep it proposed until it has landed"
            elif old and front.status in WAS_ACCEPTED and decision.number not in old.front.superseded_by:
                yield place, f"ADR {number} does not say so; write 'superseded-by: [{decision.number}]' in {old.path}"
        for index, number in enumerate(front.superseded_by):
            new = guide.decisions.get(number)
            place = document.place("superseded-by", index)
            if new and new.front.status not in WAS_ACCEPTED:
                yield place, f"ADR {number} is {new.front.status}, and only an accepted decision supersedes another"
            elif new and not decision.number:
                yield place, "a draft holds for nobody yet, so nothing supersedes it; remove the number"
            elif new and decision.number not in new.front.supersedes:
                yield place, f"ADR {number} does not say so; write 'supersedes: [{decision.number}]' in {new.path}"
        if front.status is Status.SUPERSEDED and not front.superseded_by:
            remedy = "write 'superseded-by: [number]', or 'deprecated', also in its history, if nothing took its place"
            yield document.place("status"), f"is superseded, but not by what; {remedy}"
        if front.superseded_by and front.status is not Status.SUPERSEDED:
            place = document.place("superseded-by", key=True)
            yield place, f"is superseded, but its status is {front.status}; write 'status: superseded'"


@rule
def supersedes_circle(guide: Guide) -> Iterator[Finding]:
    """No decision supersedes, by way of others, itself."""
    for start in guide.decisions.values():
        seen: set[int] = set()
        waiting = [number for number in start.front.supersedes if number != start.number]
        while waiting:
            number = waiting.pop()
            if number in seen or number not in guide.decisions:
                continue
            seen.add(number)
            waiting += guide.decisions[number].front.supersedes
        # Reported once, at the lowest number of the circle.
        if start.number in seen and all(other >= start.number for other in _circle(guide, start, seen)):
            place = start.document.place("supersedes", key=True)
            names = ", ".join(f"ADR {number}" for number in sorted(_circle(guide, start, seen)))
            yield place, f"{names} supersede each other in a circle; remove one of the links"


def _circle(guide: Guide, start: Decision, reached: set[int]) -> set[int]:
    """Return which of the decisions reached from ``start`` lead back to it, itself included."""
    back = {start.number}
    grown = True
    while grown:
        more = {n for n in reached if n not in back and back & set(guide.decisions[n].front.supersedes)}
        back, grown = back | more, bool(more)
    return back


@rule
def amends(guide: Guide) -> Iterator[Finding]:
    """Once the newer decision is accepted, both sides say that one amends the other."""
    for decision in guide.all_decisions():
        for index, number in enumerate(decision.front.amends):
            old = guide.decisions.get(number)
            place = decision.document.place("amends", index)
            if number == decision.number:
                yield place, "a decision cannot amend itself; remove the number"
                continue
            if not old or decision.front.status not in WAS_ACCEPTED:
                continue
            if not decision.number:
                yield place, f"a draft has no number that ADR {number} could name; keep it proposed until it has landed"
            elif decision.number not in old.front.amended_by:
                yield place, f"ADR {number} does not say so; write 'amended-by: [{decision.number}]' in {old.path}"
        for index, number in enumerate(decision.front.amended_by):
            new = guide.decisions.get(number)
            place = decision.document.place("amended-by", index)
            if new and new.front.status not in WAS_ACCEPTED:
                yield place, f"ADR {number} is {new.front.status}, and only an accepted decision amends another"
            elif new and not decision.number:
                yield place, "a draft holds for nobody yet, so nothing amends it; remove the number"
            elif new and decision.number not in new.front.amends:
                yield place, f"ADR {number} does not say so; write 'amends: [{decision.number}]' in {new.path}"


@rule
def former_name(guide: Guide) -> Iterator[Finding]:
    """The earlier name of a decision's file is no other's name, so that its address leads to one page."""
    names = {decision.name: decision for decision in guide.all_decisions()}
    for decision in guide.all_decisions():
        for index, name in enumerate(decision.front.formerly):
            place = decision.document.place("formerly", index)
            if not is_decision_name(name):
                yield (
                    place,
                    f"'{name}' is no decision's name; write it without folder and ending",
                )
            elif name in names:
                path = names[name].path
                yield place, f"'{name}' is the name of {path}; rename that file, or remove the earlier name here"
            names.setdefault(name, decision)
