"""What a base revision holds: the decisions as they were, and the names that it has taken meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from guide.disk.git import Git
from guide.disk.text_files import read_text
from guide.model.decision import FOLDER, Decision, number_in, read_decision


@dataclass(frozen=True)
class Base:
    """A revision to compare a guide with.

    name: the revision as it was given, such as "origin/main".
    before: the decisions, by path, that differ now from the last commit in common, as they were then.
    common: the files in adr/ of that commit, and those that are new and the same on both sides.
    taken: the files in adr/ of the revision itself, which may have moved on.
    used: every number that a decision has, or has had, there or here.
    """

    name: str
    before: Mapping[str, Decision]
    common: frozenset[str]
    taken: frozenset[str]
    used: frozenset[int]


def numbers(paths: Iterable[str]) -> set[int]:
    """Return the numbers of decisions among some paths."""
    found = (number_in(path.removeprefix(f"{FOLDER}/")) for path in paths)
    return {number for number in found if number is not None}


def next_free(used: Iterable[int]) -> int:
    """Return the number after the highest that was ever used; none is used twice, so gaps stay."""
    return max(used, default=0) + 1


def decision_paths(root: Path) -> list[str]:
    """Return the paths of the files in adr/ of the working tree."""
    return sorted(f"{FOLDER}/{file.name}" for file in (root / FOLDER).glob("*.md"))


def used_numbers(root: Path, *more: Iterable[str]) -> frozenset[int]:
    """Return every number that a decision has in the working tree or had in its history, or has among more paths."""
    git = Git(root)
    ever = git.ever(FOLDER) if git.is_repository() else ()
    return frozenset(numbers([*decision_paths(root), *ever, *(path for paths in more for path in paths)]))


def read_base(root: Path, revision: str) -> Base:
    """Read what a revision holds; raise RefusedError if git does not know it or has nothing in common with it."""
    git = Git(root)
    tip, common = git.commit(revision), git.common_ancestor(revision)
    before = {}
    for path, text in git.read(common, sorted(git.changed(common, FOLDER))).items():
        decision, _, _ = read_decision(path, text, {})
        if decision:
            before[path] = decision
    taken, shared = git.files(tip, FOLDER), git.files(common, FOLDER)
    on_both = git.read(tip, sorted((taken - shared) & set(decision_paths(root))))
    same = {path for path, text in on_both.items() if read_text(root / path, path)[0] == text}
    return Base(revision, before, shared | same, taken, used_numbers(root, taken))
