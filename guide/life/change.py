"""How a decision changes its status, and what it writes into the decisions that it replaces or amends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from guide.checks.decision_rules import NEXT
from guide.life.edit import add_to_list, set_field
from guide.life.workspace import Workspace
from guide.model.decision import FOLDER, Decision, number_in
from guide.model.entries import Status
from guide.model.fields import hint
from guide.model.guide import Guide
from guide.problems import RefusedError

# What is no longer in force is not looked at again.
_RETIRED = {Status.SUPERSEDED, Status.DEPRECATED}
_MOST_NAMED = 12


def find(guide: Guide, what: str) -> Decision:
    """Return the decision that a number, a name or a path means; raise RefusedError if it is not clear which."""
    name = what.replace("\\", "/").rpartition("/")[2].removesuffix(".md")
    number = name.lstrip("0") if name.isascii() and name.isdigit() else None
    files = {document.path: document.path.removeprefix(f"{FOLDER}/") for document in guide.documents}
    if number:
        meant = [path for path, file in files.items() if str(number_in(file)) == number]
    else:
        meant = [path for path, file in files.items() if file == f"{name}.md"]
    if len(meant) > 1:
        remedy = f"give the newer of the two another first: guide renumber {number}"
        raise RefusedError(f"{' and '.join(meant)} have that number; {remedy}")
    for decision in guide.all_decisions():
        if decision.path in meant:
            return decision
    if meant:
        raise RefusedError(f"{meant[0]} cannot be read; see what is wrong with: guide check")
    known = [str(number) for number in guide.decisions] + [draft.name for draft in guide.drafts]
    if not number and get_close_matches(name, names := [one.name for one in guide.all_decisions()]):
        raise RefusedError(f"there is no decision '{what}'; {hint(name, names)}")
    some = ", ".join(known[:_MOST_NAMED]) + (", …" if len(known) > _MOST_NAMED else "")
    raise RefusedError(f"there is no decision '{what}'; there are {some or 'none yet'}")


def change_status(guide: Guide, workspace: Workspace, decision: Decision, status: Status, day: date) -> list[str]:
    """Give a decision a status, and, once it is accepted, tell the decisions that it replaces or amends.

    Returns what was done, a line each; raises RefusedError if the change is not allowed.
    """
    now = decision.front.status
    if status is Status.SUPERSEDED and now is Status.ACCEPTED:
        hint = f"guide supersede {decision.number or decision.name} --by <number>"
        raise RefusedError(f"{_named(decision)} can only be superseded by another decision; name it: {hint}")
    if status is now:
        raise RefusedError(f"{_named(decision)} is {now} already, since {decision.front.date}")
    if status not in NEXT[now]:
        allowed = " or ".join(sorted(NEXT[now]))
        remedy = f"what can: {allowed}" if allowed else "nothing can, so write a new decision"
        raise RefusedError(f"{_named(decision)} is {now}, and {status} cannot follow; {remedy}")
    others = [*decision.front.supersedes, *decision.front.amends]
    if status is Status.ACCEPTED and others and not decision.number:
        names = " and ".join(f"ADR {number}" for number in others)
        raise RefusedError(
            f"{_named(decision)} has no number yet that {names} could name; let it land proposed and accept it then"
        )
    _set_status(workspace, decision, status, day)
    done = [f"{_named(decision)} is now {status}"]
    if status is Status.ACCEPTED and decision.number:
        for number in decision.front.supersedes:
            done += _retire(workspace, find(guide, str(number)), decision.number, day)
        for number in decision.front.amends:
            done += _note_amendment(workspace, find(guide, str(number)), decision.number)
    return done


def supersede(guide: Guide, workspace: Workspace, old: Decision, new: Decision, day: date) -> list[str]:
    """Write on both sides that a decision replaces another; on the newer one alone while that is a proposal.

    Returns what was done, a line each; raises RefusedError if it is not allowed.
    """
    _check_pair(old, new, "supersede")
    if old.front.status not in (Status.ACCEPTED, Status.SUPERSEDED):
        raise RefusedError(f"{_named(old)} is {old.front.status}, and only an accepted decision can be superseded")
    if old.number in new.front.supersedes and new.number in old.front.superseded_by:
        raise RefusedError(f"{_named(old)} is superseded by {_named(new)} already")
    if new.number in set(_predecessors(guide, old)):
        raise RefusedError(f"{_named(new)} was superseded by {_named(old)} itself, so it cannot replace it")
    if old.number not in new.front.supersedes:
        workspace[new.path] = add_to_list(workspace[new.path], "supersedes", str(old.number))
    if new.front.status is Status.PROPOSED:
        return [f"{_named(new)} would supersede {_named(old)}, which stays {old.front.status} until it is accepted"]
    return _retire(workspace, old, new.number or 0, day)


def amend(workspace: Workspace, old: Decision, new: Decision) -> list[str]:
    """Write on both sides that a decision changes another in part; on the newer one alone while that is a proposal.

    Returns what was done, a line each; raises RefusedError if it is not allowed.
    """
    _check_pair(old, new, "amend")
    if old.front.status is not Status.ACCEPTED:
        raise RefusedError(f"{_named(old)} is {old.front.status}, and only an accepted decision can be amended")
    if old.number in new.front.amends and new.number in old.front.amended_by:
        raise RefusedError(f"{_named(old)} is amended by {_named(new)} already")
    if old.number not in new.front.amends:
        workspace[new.path] = add_to_list(workspace[new.path], "amends", str(old.number))
    if new.front.status is Status.PROPOSED:
        return [f"{_named(new)} would amend {_named(old)}, which does not say so until it is accepted"]
    return _note_amendment(workspace, old, new.number or 0)


def due(guide: Guide, today: date) -> list[Decision]:
    """Return the decisions in force, or proposed, that somebody should look at again by now, the longest due first."""
    waiting = [one for one in guide.all_decisions() if one.front.status not in _RETIRED and one.front.review_by]
    return sorted((one for one in waiting if one.front.review_by <= today), key=lambda one: one.front.review_by)


def _check_pair(old: Decision, new: Decision, verb: str) -> None:
    """Raise RefusedError unless the one decision may supersede or amend the other at all."""
    if old.path == new.path:
        raise RefusedError(f"a decision cannot {verb} itself; name two different ones")
    if not old.number:
        raise RefusedError(f"{_named(old)} is a draft without a number; change it where it stands")
    if new.front.status not in (Status.PROPOSED, Status.ACCEPTED):
        raise RefusedError(f"{_named(new)} is {new.front.status}, and only an accepted decision can {verb} another")
    if not new.number and new.front.status is Status.ACCEPTED:
        raise RefusedError(f"{_named(new)} has no number yet that {_named(old)} could name; let it land first")
    began = old.front.history[0].date
    if new.front.status is Status.ACCEPTED and new.front.date < began:
        since = f"is accepted since {new.front.date}, before {_named(old)} was written on {began}"
        raise RefusedError(
            f"{_named(new)} {since}; perhaps the other way round: guide {verb} {new.number} --by {old.number}"
        )


def _predecessors(guide: Guide, decision: Decision) -> Iterator[int]:
    """Yield the numbers of the decisions that a decision superseded, directly or by way of others."""
    seen: set[int] = set()
    waiting = list(decision.front.supersedes)
    while waiting:
        number = waiting.pop()
        if number not in seen and number in guide.decisions:
            seen.add(number)
            waiting += guide.decisions[number].front.supersedes
    yield from seen


def _retire(workspace: Workspace, old: Decision, by: int, day: date) -> list[str]:
    if old.front.status not in (Status.ACCEPTED, Status.SUPERSEDED):
        raise RefusedError(
            f"{_named(old)} is {old.front.status}, so ADR {by} cannot supersede it; correct 'supersedes'"
        )
    if by not in old.front.superseded_by:
        workspace[old.path] = add_to_list(workspace[old.path], "superseded-by", str(by))
    if old.front.status is Status.ACCEPTED:
        _set_status(workspace, old, Status.SUPERSEDED, day)
    return [f"{_named(old)} is now superseded by ADR {by}"]


def _note_amendment(workspace: Workspace, old: Decision, by: int) -> list[str]:
    if by not in old.front.amended_by:
        workspace[old.path] = add_to_list(workspace[old.path], "amended-by", str(by))
    return [f"{_named(old)} is now amended by ADR {by}"]


def _set_status(workspace: Workspace, decision: Decision, status: Status, day: date) -> None:
    last = decision.front.history[-1].date
    if day < last:
        raise RefusedError(f"{_named(decision)} is {decision.front.status} since {last}, which is after {day}")
    text = set_field(workspace[decision.path], "status", str(status))
    text = set_field(text, "date", str(day))
    workspace[decision.path] = add_to_list(text, "history", f"{{status: {status}, date: {day}}}")


def _named(decision: Decision) -> str:
    return decision.label if decision.number else decision.path
