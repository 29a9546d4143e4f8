"""The rules that compare the decisions with those of a base revision, such as origin/main."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.checks.registry import Finding, since_rule
from guide.life.main_branch import Base
from guide.life.numbers import next_free
from guide.model.decision import FOLDER, Decision, number_in
from guide.model.guide import Guide
from guide.model.life_cycle import Status
from guide.problems import Place

# What these fields say was decided or announced with the decision; all others may change later.
_SETTLED_FIELDS = ("summary", "decision_makers", "imported_from")
_PERSON = "confirmed: {by: name, date: YYYY-MM-DD}"
# Where a link leads to, which follows what is renamed: the words of the link are what was decided.
_TARGET = re.compile(r"(?<=\]\()[^()\s]*|(?<=\]:)[ \t]*\S+")
# Links between decisions, which landing and renumbering rewrite.
_LINK = re.compile(r"(?:\[ADR 0*\d+\]\(|(?<=[(/:\s]))(?:\d{4,}|draft)-(?=[a-z0-9-]+\.md)")


@since_rule
def settled_decision(guide: Guide, base: Base) -> Iterator[Finding]:
    """What was accepted or rejected stays as it was decided, or its correction is recorded."""
    for old, new in _pairs(guide, base):
        if old.front.status is Status.PROPOSED:
            continue
        before, after = old.front.corrections, new.front.corrections
        if after[: len(before)] != before:
            message = f"a correction of {_name(old)} on {base.name} has changed; put it back, and add to their end only"
            yield new.document.place("corrections", key=True), message
        if _is_corrected(old, new):
            continue
        if old.front.confirmed and not new.front.confirmed:
            message = f"{_name(old)} says on {base.name} whether somebody has confirmed it, and does not any more"
            yield new.document.place("confirmed", key=True), f"{message}; say who has: {_PERSON}"
        remedy = (
            "take the change back and write a new decision, or record a correction: "
            "corrections: [{date: YYYY-MM-DD, reason: …}]"
        )
        line = _first_difference(old, new)
        if line is not None:
            message = f"{_name(old)} was {old.front.status} on {base.name}, and its text has changed; {remedy}"
            yield Place(new.path, new.first_line + line), message
        for ground in old.front.rests_on:
            # What has another name now, or is gone, cannot be named any more.
            is_there = ground.pattern in guide.patterns and ground.need in guide.needs
            if is_there and ground not in new.front.rests_on:
                rested = f"'{ground.pattern}' answering '{ground.need}' with {ground.answer}"
                message = f"{_name(old)} was {old.front.status} on {base.name}, and rested on {rested}; {remedy}"
                yield new.document.place("rests-on", key=True), message
        for field in _SETTLED_FIELDS:
            if getattr(old.front, field) != getattr(new.front, field):
                name = field.replace("_", "-")
                message = f"{_name(old)} was {old.front.status} on {base.name}, and its {name} has changed; {remedy}"
                yield new.document.place(name, key=True), message


@since_rule
def status_change(guide: Guide, base: Base) -> Iterator[Finding]:
    """A decision's status moves only forward, and its history only grows."""
    for old, new in _pairs(guide, base):
        was, now = old.front, new.front
        if now.status is not was.status and now.status not in was.status.reachable:
            allowed = " or ".join(was.status.following)
            remedy = f"what can: {allowed}" if allowed else "nothing can, so write a new decision"
            message = f"{_name(old)} is {was.status} on {base.name}, and {now.status} cannot follow; {remedy}"
            yield new.document.place("status"), message
        elif now.history[: len(was.history)] != was.history and not _is_corrected(old, new):
            message = f"the history of {_name(old)} on {base.name} has changed; put it back, and add to its end only"
            yield new.document.place("history", key=True), message


@since_rule
def date_of_change(guide: Guide, base: Base) -> Iterator[Finding]:
    """A decision is superseded from the day on which the newer one was accepted, or later."""
    for old, new in _pairs(guide, base):
        last = new.front.history[-1]
        if last.status is not Status.SUPERSEDED or last in old.front.history:
            continue
        newer = [guide.decisions[number] for number in new.front.replaced_by if number in guide.decisions]
        changes = ((change, one.label) for one in newer for change in one.front.history)
        accepted = [(change.date, label) for change, label in changes if change.status is Status.ACCEPTED]
        first, label = min(accepted, default=(last.date, ""))
        if last.date < first:
            place = new.document.place("history", len(new.front.history) - 1)
            message = f"{new.label} has been superseded since {last.date}, and {label} was accepted on {first}"
            yield place, f"{message}; write the day of this change here, and as 'date'"


@since_rule
def lost_decision(guide: Guide, base: Base) -> Iterator[Finding]:
    """A decision that has a number is never removed."""
    # It may well be there under another name where something could not be read.
    unsound = {decision.number for decision in guide.unsound if decision.path not in base.common}
    for old in base.before.values():
        is_there = _now(guide, old, base) or old.path in _paths(guide) or old.number in unsound
        if old.number and not is_there:
            remedy = f"add it again with the text that it has there, or run: git checkout {base.name} -- {old.path}"
            yield Place(old.path), f"is gone, but it stood on {base.name}; {remedy}"


@since_rule
def changed_number(guide: Guide, base: Base) -> Iterator[Finding]:
    """A decision keeps the number that it has landed with, unless two have it."""
    theirs = [number_in(path) for path in base.taken]
    for old, new in _pairs(guide, base):
        if old.number and new.number != old.number and theirs.count(old.number) < 2:
            remedy = f"call the file {old.path} again, or run: git mv {new.path} {old.path}"
            yield Place(new.path), f"is {old.label} on {base.name}, and a number stays; {remedy}"


@since_rule
def lost_name(guide: Guide, base: Base) -> Iterator[Finding]:
    """An earlier name of a decision is kept."""
    for old, new in _pairs(guide, base):
        if old.number == new.number and old.name != new.name and old.name not in new.front.formerly:
            names = ", ".join((*new.front.formerly, old.name))
            remedy = f"rename it back, or write 'formerly: [{names}]', so that its address leads here"
            yield Place(new.path), f"was called {old.path} on {base.name}; {remedy}"
        for name in old.front.formerly:
            if name != new.name and name not in new.front.formerly:
                place = new.document.place("formerly", key=True)
                yield place, f"the earlier name '{name}' is gone, but it stood on {base.name}; put it back"


@since_rule
def number_taken(guide: Guide, base: Base) -> Iterator[Finding]:
    """A new decision has no number, and no name that the base revision has taken."""
    theirs: dict[int, str] = {}
    for path in sorted(base.taken):
        number = number_in(path)
        if number is not None:
            theirs.setdefault(number, path)
    here, by_hand = _paths(guide), dict(_numbered_by_hand(guide, base))
    for path in here:
        number = number_in(path)
        if path in base.common:
            continue
        if path in base.taken:
            message = f"is new here and, with another text, on {base.name}; give this file another name"
            yield Place(path), message
        elif number in theirs and not _renamed(number, here, base):
            free = next_free(base.used)
            remedy = by_hand.get(
                path, f"take {free}, the next free one: call the file so, or run: guide renumber {number}"
            )
            yield Place(path), f"number {number} is taken on {base.name} by {theirs[number]}; {remedy}"
        elif number not in theirs and path in by_hand:
            yield Place(path), f"is new and has number {number} already; {by_hand[path]}"


def _numbered_by_hand(guide: Guide, base: Base) -> Iterator[tuple[str, str]]:
    """Yield each new decision that has a number and has neither landed nor been imported: its path, and what to do."""
    moved = {new.path for old, new in _pairs(guide, base) if old.number}
    for one in guide.decisions.values():
        if one.path not in base.common | moved and not (one.front.formerly or one.front.imported_from):
            yield one.path, f"call this file {FOLDER}/draft-{one.slug}.md, and it gets its number when it lands"


def _renamed(number: int, here: list[str], base: Base) -> bool:
    """Return whether the one file of a number here is a file of the common ancestor under a new name."""
    name = f"{FOLDER}/{number:04}-"
    return any(path.startswith(name) for path in base.common) and sum(path.startswith(name) for path in here) == 1


def _pairs(guide: Guide, base: Base) -> Iterator[tuple[Decision, Decision]]:
    """Yield the decisions that have changed, as they were and as they are; not those that could not be read then."""
    for old in base.before.values():
        new = _now(guide, old, base)
        if new and old.is_sound:
            yield old, new


def _now(guide: Guide, old: Decision, base: Base) -> Decision | None:
    """Return what has become of a decision: the one of its path, or a file that is new here and has an earlier name of
    it, its words or, at last, its number.
    """
    every = list(guide.all_decisions())
    new = [decision for decision in every if decision.path not in base.common]
    names = {old.name, *old.front.formerly}
    found = next((now for now in every if now.path == old.path), None)
    found = found or next((now for now in new if names & {now.name, *now.front.formerly}), None)
    found = found or next((now for now in new if now.slug == old.slug), None)
    return found or next((now for now in new if old.number and now.number == old.number), None)


def _paths(guide: Guide) -> list[str]:
    return sorted(document.path for document in guide.documents if document.path.startswith(f"{FOLDER}/"))


def _name(old: Decision) -> str:
    return old.label if old.number else "this draft"


def _is_corrected(old: Decision, new: Decision) -> bool:
    """Return whether a correction was added, and none that stood there was changed."""
    before, after = old.front.corrections, new.front.corrections
    return len(after) > len(before) and after[: len(before)] == before


def _first_difference(old: Decision, new: Decision) -> int | None:
    """Return the first line, counted from 0, on which the new body says something else, or None."""
    before, after = (list(_significant_lines(decision)) for decision in (old, new))
    if [text for text, _ in before] == [text for text, _ in after]:
        return None
    for (was, _), (now, line) in zip(before, after, strict=False):
        if was != now:
            return line
    return after[len(before)][1] if len(after) > len(before) else new.body.count("\n")


def _significant_lines(decision: Decision) -> Iterator[tuple[str, int]]:
    """Yield the lines of a body that say something, with their number: no blanks, no comments, links by their words."""
    for number, line in enumerate(decision.markup.without_comments().split("\n")):
        if line.strip():
            yield _TARGET.sub("", _LINK.sub("", line.rstrip())), number
