"""The numbers of decisions: which are taken, there or here, now or ever, and which one a draft gets."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from guide.disk.git import Git
from guide.life.new_log import start_of_log
from guide.model.decision import FOLDER, number_in


def numbers(paths: Iterable[str]) -> set[int]:
    """Return the numbers of decisions among some paths."""
    found = map(number_in, paths)
    return {number for number in found if number is not None}


def next_free(used: Iterable[int]) -> int:
    """Return the number after the highest that was ever used; none is used twice, so gaps stay."""
    return max(used, default=0) + 1


def decision_paths(root: Path) -> list[str]:
    """Return the paths of the files in adr/ of the working tree."""
    return sorted(f"{FOLDER}/{file.name}" for file in (root / FOLDER).glob("*.md"))


def used_numbers(root: Path, *more: Iterable[str]) -> frozenset[int]:
    """Return every number that a decision has in the working tree or had in its history, or has among more paths.

    What another organisation has used, whose guide this was before, does not count.
    """
    git = Git(root)
    ever = git.ever(FOLDER, start_of_log(git)) if git.is_repository() else ()
    return frozenset(numbers([*decision_paths(root), *ever, *(path for paths in more for path in paths)]))
