"""Giving decisions their numbers: drafts that land, and a number that another decision took first."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from guide.disk.git import Git
from guide.life.draft import without_explanations
from guide.life.edit import add_to_list, decisions_named, replace_decision, replace_number, set_field
from guide.life.new_log import decision_paths
from guide.life.numbers import base_of, next_free, used_numbers
from guide.life.workspace import Workspace
from guide.model.decision import FOLDER, FRONT_MATTER, Decision, name_of, number_in
from guide.model.guide import Guide
from guide.model.life_cycle import RELATION_FIELDS
from guide.model.settings import read_settings
from guide.problems import Place, RefusedError
from guide.text.yaml import read_yaml

# Of a file that git does not know yet.
_LAST = (sys.maxsize, 0)
_NUMBER = re.compile(
    r"(?<![\w/.-])(?:ADRs?|RFC|decision|record)[-\s_#]{0,2}0*(?P<number>[1-9][0-9]{0,4})(?![\w.]*\w|-\w)", re.I
)
# What stands behind the words of a link.
IN_LINK = re.compile(r"[^\[\]\n]*\]\(")
# What GitHub calls a merge, and puts behind the title of the one commit that it makes of a pull request.
_PULL = re.compile(r"^Merge pull request #([0-9]+) from |\(#([0-9]+)\)$")


def mend_links(root: Path, guide: Guide) -> list[str]:
    """Rewrite the links to names that decisions had before they landed, and return the changed files.

    A branch that was cut before a draft landed still links the draft; once it is merged, this
    leads its links to the decision that the draft has become.
    """
    present = {decision.name for decision in guide.all_decisions()}
    names = {
        old: decision.name
        for decision in guide.all_decisions()
        for old in decision.front.formerly
        if old not in present
    }
    workspace = Workspace(root)
    workspace.relink(names)
    return workspace.write()


def in_order(root: Path, drafts: tuple[Decision, ...]) -> list[Decision]:
    """Return drafts in the order in which they came to this branch, the oldest first, new files last.

    Of those that came together, imported ones follow the numbers that they had.
    """
    rank = _ranks(Git(root))

    def key(draft: Decision) -> tuple[Any, ...]:
        front = draft.front
        return rank.get(draft.path, _LAST), front.imported_number or sys.maxsize, front.history[0].date, draft.path

    return sorted(drafts, key=key)


def _ranks(git: Git) -> Mapping[str, tuple[int, int]]:
    """Return the rank of each file of adr/ in the order in which they came to this branch."""
    return git.arrivals(FOLDER) if git.is_repository() else {}


def land(root: Path, guide: Guide) -> dict[str, str]:
    """Give every draft a number, rewrite the links to it, and keep its earlier name.

    An imported draft gets the number that it had, where no decision of this log ever had it; any other gets the
    next free one, and says in which pull request it was discussed, where git tells that and nobody has named another
    place. What an accepted draft amends says so from now on.
    Returns the new path of each draft by its old one; raises RefusedError if a path is taken, or
    git can't say which numbers are.
    """
    if guide.drafts:
        Git(root).check_history()
    workspace = Workspace(root)
    discussed = _discussions(root) if guide.drafts else {}
    for number, draft in _numbered(in_order(root, guide.drafts), set(used_numbers(root))):
        workspace.moves[draft.path] = f"{FOLDER}/{number:04}-{draft.slug}.md"
        text = without_explanations(workspace[draft.path])
        if draft.path in discussed and not (draft.front.discussion or draft.front.imported_from):
            text = set_field(text, "discussion", discussed[draft.path])
        workspace[draft.path] = add_to_list(text, "formerly", draft.name)
        for relation, olds in draft.front.related if draft.front.status.was_in_force else ():
            for old in olds:
                path = guide.decisions[old].path
                workspace[path] = add_to_list(workspace[path], relation.back, str(number))
        for path in workspace.files():
            if path.endswith(".yml") and draft.name in workspace[path]:
                workspace[path] = replace_decision(workspace[path], draft.name, number)
    workspace.relink({name_of(old): name_of(new) for old, new in workspace.moves.items()})
    workspace.write()
    return workspace.moves


def _discussions(root: Path) -> dict[str, str]:
    """Return, by its path, the address of the pull request that brought a draft, where its merge or commit says so."""
    git = Git(root)
    if not git.is_repository():
        return {}
    pulls = {path: _PULL.search(subject) for path, subject in git.subjects(FOLDER).items()}
    found = {path: pull[1] or pull[2] for path, pull in pulls.items() if pull}
    return {path: f"{read_settings(root).repository}/pull/{number}" for path, number in found.items()}


def _numbered(drafts: Iterable[Decision], used: set[int]) -> list[tuple[int, Decision]]:
    """Return drafts with the numbers that they get; the numbers that are used are no longer free."""
    numbers: dict[str, int] = {}
    for draft in drafts:
        own = draft.front.imported_number
        if own and own not in used:
            numbers[draft.path] = own
            used.add(own)
    for draft in drafts:
        if draft.path not in numbers:
            numbers[draft.path] = next_free(used)
            used.add(numbers[draft.path])
    return [(numbers[draft.path], draft) for draft in drafts]


def renumber(root: Path, what: str, revision: str | None = None, to: int | None = None) -> tuple[str, str]:
    """Give a decision another number, and rewrite the links and the fields that mean it.

    what: its number, or its path if two files have that number and both are new, or neither is. What
    the base revision has keeps its number, by whichever name it is asked for.
    revision: the base revision, whose decisions keep their numbers; origin/main or main, where
    there is one, if not given.
    to: the number, which only an imported decision may choose, on the base revision too, and only one that no decision
    of this log ever had; the next free one, if not given.

    A field that names the number is rewritten unless the last common commit says the same there,
    since it then means the base's decision. Returns the old and the new path; raises RefusedError
    if it is not clear which file is meant.
    """
    git = Git(root)
    git.check_history()
    tip = base_of(git, revision)
    taken = git.files(tip, FOLDER) if tip else frozenset()
    old = _which(git, what, taken if to is None else frozenset())
    number = number_in(old)
    others = [path for path in decision_paths(root) if number_in(path) == number and path != old]
    workspace = Workspace(root)
    now = _to(to, old, workspace[old], used_numbers(root, taken))
    new = f"{FOLDER}/{now:04}-{name_of(old).partition('-')[2]}.md"

    ambiguous = bool(others) or number in {number_in(path) for path in taken - {old}}
    common = git.common_ancestor(revision or tip) if tip and ambiguous else None
    then = git.read(common, workspace.files()) if common else {}
    for path in workspace.files():
        text = workspace[path]
        if path.endswith(".yml"):
            numbers = decisions_named(then.get(path, ""))
            kept = {at for at, named in numbers.items() if named == number}
            workspace[path] = replace_decision(text, number, now, keep=kept)
        elif path.startswith(f"{FOLDER}/") and FRONT_MATTER.match(text):
            before = _relations(then.get(path, ""))
            for name, numbers in _relations(text).items():
                if number in numbers and number not in before.get(name, ()):
                    workspace[path] = text = replace_number(text, name, number, now)
    if old in taken:
        workspace[old] = add_to_list(workspace[old], "formerly", name_of(old))
    workspace.moves[old] = new
    workspace.relink({name_of(old): name_of(new)})
    workspace.write()
    return old, new


def _to(to: int | None, path: str, text: str, used: frozenset[int]) -> int:
    """Return the number that a decision gets: the one that is asked for if it may have it, or the next free one."""
    if to is None:
        return next_free(used)
    front = FRONT_MATTER.match(text)
    value = read_yaml(front["yaml"], path).value if front else {}
    if not (isinstance(value, dict) and value.get("imported-from")):
        why = "gaps stay, and only an imported decision had a number before it came here"
        raise RefusedError(f"{path} was not imported, so it cannot choose its number: {why}")
    if to < 1 or to in used:
        had = f"number {to} is, or was, that of another decision of this log" if to in used else "numbers begin with 1"
        raise RefusedError(f"{had}; leave '--to' out to get the next free one, {next_free(used)}")
    return to


def mentions(guide: Guide, number: int) -> Iterator[Place]:
    """Yield where the text of a decision names another by its number, as in "ADR 9", code and links left out."""
    for decision in guide.all_decisions():
        for other, offset in numbers_in(decision.plain):
            if other == number and not IN_LINK.match(decision.plain, offset):
                yield decision.place(offset)


def numbers_in(plain: str) -> Iterator[tuple[int, int]]:
    """Yield the numbers by which a text names decisions, as in "ADR 9" and "ADR-0009", each with its offset."""
    yield from ((int(match["number"]), match.start()) for match in _NUMBER.finditer(plain))


def naming(guide: Guide, number: int) -> Iterator[Place]:
    """Yield where a field names a decision by its number: in decisions, in guidelines and in judgements."""
    for decision in guide.all_decisions():
        for name, numbers in decision.front.named:
            for index, other in enumerate(numbers):
                if other == number:
                    yield decision.document.place(name, index)
    for id, guideline in guide.guidelines.items():
        if guideline.decision == number:
            yield guide.place("guidelines", id, "decision")
    for id, need, judgement in guide.judgements():
        if judgement.decision == number:
            yield guide.place("patterns", id, "needs", need, "judgement", "decision")


def _which(git: Git, what: str, taken: frozenset[str]) -> str:
    """Return the path of the decision that is meant, and that may move."""
    paths = decision_paths(git.root)
    path = None
    if not re.fullmatch(r"[0-9]+", what):
        path = f"{FOLDER}/{Path(what).name.removesuffix('.md')}.md"
        if path not in paths:
            raise RefusedError(f"there is no {path}; name a file of {FOLDER}/, or a number")
    number = number_in(path) if path else int(what)
    if path and number is None:
        raise RefusedError(f"{path} has no number yet; it gets one when it lands")
    named = [path for path in paths if number_in(path) == number]
    if not named:
        raise RefusedError(f"there is no decision {number} in {FOLDER}/, so there is nothing to renumber")
    ours = [path for path in named if path not in taken]
    if ours and path in taken:
        raise RefusedError(
            f"{path} is on the base revision, so it stays; what moves is {ours[-1]}: guide renumber {number}"
        )
    if not ours and len(named) == 1:
        raise RefusedError(f"{named[0]} is on the base revision under that number, and no other file has it; it stays")
    movable = ours or named
    if path is None and len(movable) > 1:
        rank = _ranks(git)
        newest = max(movable, key=lambda path: (rank.get(path, _LAST), path))
        raise RefusedError(f"{' and '.join(movable)} have that number; say which one moves: guide renumber {newest}")
    return path or movable[0]


def _relations(text: str) -> Mapping[str, list[int]]:
    """Return the numbers that a decision's fields name."""
    front = FRONT_MATTER.match(text)
    value = read_yaml(front["yaml"], "").value if front else {}
    relations = {}
    for name in RELATION_FIELDS if isinstance(value, dict) else ():
        items = value.get(name)
        numbers = items if isinstance(items, list) else []
        relations[name] = [int(item) for item in numbers if isinstance(item, str) and item.isascii() and item.isdigit()]
    return relations
