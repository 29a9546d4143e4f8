"""The numbers of decisions: which are taken, there or here, now or ever, and the next one.

Drafts are given theirs by ``guide.life.land``.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from guide.disk.git import Git
from guide.life.new_log import decision_paths, log_at, log_here, start_of_log
from guide.model.decision import FOLDER, number_in


def next_free(used: Iterable[int]) -> int:
    """Return the number after the highest that was ever used; none is used twice, so gaps stay."""
    return max(used, default=0) + 1


def base_of(git: Git, revision: str | None = None) -> str | None:
    """Return the commit with whose log that of the working tree shares its numbers, or None where there is none.

    revision: which one to take; origin/main or main, if not given. What another organisation has used, whose guide this
    was before, does not count.
    """
    if revision is not None:
        tip: str | None = git.commit(revision)
    else:
        tip = (git.find("origin/main") or git.find("main")) if git.is_repository() else None
    return None if tip and log_at(git, tip).was_replaced_by(log_here(git.root)) else tip


def used_numbers(root: Path, taken: Iterable[str] | None = None) -> frozenset[int]:
    """Return every number that a decision has in the working tree, had in its history, or has in the paths taken.

    taken: the files in adr/ of the base, see ``base_of``; those of main, if not given.
    """
    git = Git(root)
    if taken is None:
        base = base_of(git)
        taken = git.files(base, FOLDER) if base else ()
    ever = git.ever(FOLDER, start_of_log(git)) if git.is_repository() else ()
    numbers = map(number_in, [*decision_paths(root), *ever, *taken])
    return frozenset(number for number in numbers if number is not None)
