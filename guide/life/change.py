"""How a decision changes its status, and what it writes into the earlier decisions that it changes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from guide.life.edit import add_to_list, set_field
from guide.life.workspace import Workspace
from guide.model.decision import FOLDER, Decision, number_in
from guide.model.fields import hint
from guide.model.guide import Guide
from guide.model.life_cycle import Relation, Status
from guide.problems import RefusedError

_MOST_NAMED = 12


def find(guide: Guide, what: str) -> Decision:
    """Return the decision that a number, a name or a path means; raise RefusedError if it is not clear which."""
    name = what.replace("\\", "/").rpartition("/")[2].removesuffix(".md")
    number = name.lstrip("0") if name.isascii() and name.isdigit() else None
    paths = [document.path for document in guide.documents]
    if number:
        meant = [path for path in paths if str(number_in(path)) == number]
    else:
        meant = [path for path in paths if path == f"{FOLDER}/{name}.md"]
    if len(meant) > 1:
        remedy = f"give the newer of the two another first: guide renumber {number}"
        raise RefusedError(f"{' and '.join(meant)} have that number; {remedy}")
    for decision in guide.all_decisions():
        if decision.path in meant:
            return decision
    if meant:
        raise RefusedError(f"{meant[0]} cannot be read; see what is wrong with: guide check")
    known = [str(number) for number in guide.decisions] + [draft.name for draft in guide.drafts]
    if not number and get_close_matches(name, names := [decision.name for decision in guide.all_decisions()]):
        raise RefusedError(f"there is no decision '{what}'; {hint(name, names)}")
    some = ", ".join(known[:_MOST_NAMED]) + (", …" if len(known) > _MOST_NAMED else "")
    raise RefusedError(f"there is no decision '{what}'; there are {some or 'none yet'}")


def change_status(guide: Guide, workspace: Workspace, decision: Decision, status: Status, day: date) -> list[str]:
    """Give a decision a status, and, once it is accepted, tell the decisions that it changes.

    Returns what was done, a line each; raises RefusedError if the change is not allowed.
    """
    now = decision.front.status
    if status is Status.SUPERSEDED and now is Status.ACCEPTED:
        hint = f"guide supersede {decision.number or decision.name} --by <number>"
        raise RefusedError(f"{_named(decision)} can only be superseded by another decision; name it: {hint}")
    if status is now:
        raise RefusedError(f"{_named(decision)} has been {now} since {decision.front.date}")
    if status not in now.following:
        allowed = " or ".join(now.following)
        remedy = f"what can: {allowed}" if allowed else "nothing can, so write a new decision"
        raise RefusedError(f"{_named(decision)} is {now}, and {status} cannot follow; {remedy}")
    others = [number for relation, numbers in decision.front.related if relation.replaces for number in numbers]
    if status is Status.ACCEPTED and others and not decision.number:
        names = " and ".join(f"ADR {number}" for number in others)
        raise RefusedError(
            f"{_named(decision)} has no number yet that {names} could name; let it land proposed and accept it then"
        )
    _set_status(workspace, decision, status, day)
    done = [f"{_named(decision)} is now {status}"]
    for relation, numbers in decision.front.related if status is Status.ACCEPTED else ():
        for number in numbers:
            old = find(guide, str(number))
            if decision.number:
                done += _tell(workspace, relation, old, decision.number, day)
            else:
                done.append(_is_told_later(relation, old))
    return done


def relate(
    guide: Guide, workspace: Workspace, relation: Relation, old: Decision, new: Decision, day: date
) -> list[str]:
    """Write on both sides what a decision does to an earlier one; on the newer one alone while that is a proposal.

    Returns what was done, a line each; raises RefusedError if it is not allowed.
    """
    _check_pair(old, new, relation)
    if not may_be_changed(old, relation):
        raise RefusedError(f"{_named(old)} is {old.front.status}, and only an accepted decision can be {relation.done}")
    if old.number in new.front.numbers(relation.field) and new.number in old.front.numbers(relation.back):
        raise RefusedError(f"{_named(old)} is {relation.done} by {_named(new)} already")
    if relation.replaces and new.number in set(_predecessors(guide, old)):
        raise RefusedError(f"{_named(new)} was {relation.done} by {_named(old)} itself, so it cannot replace it")
    if old.number not in new.front.numbers(relation.field):
        workspace[new.path] = add_to_list(workspace[new.path], relation.field, str(old.number))
    if new.front.status is Status.PROPOSED:
        until = f"stays {old.front.status}" if relation.replaces else "does not say so"
        return [f"{_named(new)} would {relation.verb} {_named(old)}, which {until} until it is accepted"]
    return _tell(workspace, relation, old, new.number, day) if new.number else [_is_told_later(relation, old)]


def supersede_elsewhere(workspace: Workspace, old: Decision, address: str, day: date) -> list[str]:
    """Write into a decision that what stands elsewhere, outside of the log, has superseded it; return what was done.

    Raises RefusedError if it is not accepted.
    """
    if old.front.status is not Status.ACCEPTED:
        raise RefusedError(f"{_named(old)} is {old.front.status}, and only an accepted decision can be superseded")
    _set_status(workspace, old, Status.SUPERSEDED, day)
    workspace[old.path] = set_field(workspace[old.path], "successor", json.dumps(address))
    return [f"{_named(old)} is now superseded by {address}"]


def may_be_changed(decision: Decision, relation: Relation) -> bool:
    """Return whether a later decision may do to a decision what a relation says, by its status."""
    status = decision.front.status
    # What was replaced already may be replaced by a further one, each in part of its place.
    return status is Status.ACCEPTED or (relation.replaces and status is Status.SUPERSEDED)


def due(guide: Guide, today: date) -> list[Decision]:
    """Return the decisions in force, or proposed, that somebody should look at again by now, the longest due first."""
    living = [decision for decision in guide.all_decisions() if not decision.front.status.is_retired]
    waiting = [decision for decision in living if decision.front.review_by and decision.front.review_by <= today]
    return sorted(waiting, key=lambda decision: decision.front.review_by)


def _check_pair(old: Decision, new: Decision, relation: Relation) -> None:
    """Raise RefusedError unless the one decision may supersede or amend the other at all."""
    verb = relation.verb
    if old.path == new.path:
        raise RefusedError(f"a decision cannot {verb} itself; name two different ones")
    if not old.number:
        raise RefusedError(f"{_named(old)} is a draft without a number; change it where it stands")
    if new.front.status not in (Status.PROPOSED, Status.ACCEPTED):
        raise RefusedError(f"{_named(new)} is {new.front.status}, and only an accepted decision can {verb} another")
    if not new.number and new.front.status is Status.ACCEPTED and relation.replaces:
        raise RefusedError(f"{_named(new)} has no number yet that {_named(old)} could name; let it land first")
    began = old.front.history[0].date
    if new.front.status is Status.ACCEPTED and new.front.date < began:
        since = f"has been accepted since {new.front.date}, before {_named(old)} was written on {began}"
        raise RefusedError(
            f"{_named(new)} {since}; perhaps the other way round: guide {verb} {new.number} --by {old.number}"
        )


def _predecessors(guide: Guide, decision: Decision) -> Iterator[int]:
    """Yield the numbers of the decisions that a decision superseded, directly or by way of others."""
    seen: set[int] = set()
    waiting = list(decision.front.replaces)
    while waiting:
        number = waiting.pop()
        if number not in seen and number in guide.decisions:
            seen.add(number)
            waiting += guide.decisions[number].front.replaces
    yield from seen


def _is_told_later(relation: Relation, old: Decision) -> str:
    """Return that an earlier decision says what an accepted draft does to it as soon as that has a number."""
    return f"{_named(old)} says that it is {relation.done} once this has landed"


def _tell(workspace: Workspace, relation: Relation, old: Decision, by: int, day: date) -> list[str]:
    """Write into the earlier decision what an accepted one does to it."""
    if relation.replaces and not may_be_changed(old, relation):
        status = old.front.status
        raise RefusedError(
            f"{_named(old)} is {status}, so ADR {by} cannot {relation.verb} it; correct '{relation.field}'"
        )
    if by not in old.front.numbers(relation.back):
        workspace[old.path] = add_to_list(workspace[old.path], relation.back, str(by))
    if relation.replaces and old.front.status is Status.ACCEPTED:
        _set_status(workspace, old, Status.SUPERSEDED, day)
    return [f"{_named(old)} is now {relation.done} by ADR {by}"]


def _set_status(workspace: Workspace, decision: Decision, status: Status, day: date) -> None:
    last = decision.front.history[-1].date
    if day < last:
        raise RefusedError(f"{_named(decision)} has been {decision.front.status} since {last}, which is after {day}")
    text = set_field(workspace[decision.path], "status", str(status))
    text = set_field(text, "date", str(day))
    workspace[decision.path] = add_to_list(text, "history", f"{{status: {status}, date: {day}}}")


def _named(decision: Decision) -> str:
    return decision.label if decision.number else decision.path
