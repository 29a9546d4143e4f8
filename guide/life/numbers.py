"""The numbers of decisions: which are taken, there or here, now or ever, and the next one.

Drafts are given theirs by ``guide.life.land``.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from guide.disk.git import Git
from guide.life.new_log import decision_paths, start_of_log
from guide.model.decision import FOLDER, number_in


def next_free(used: Iterable[int]) -> int:
    """Return the number after the highest that was ever used; none is used twice, so gaps stay."""
    return max(used, default=0) + 1


def used_numbers(root: Path, taken: Iterable[str] = ()) -> frozenset[int]:
    """Return every number that a decision has in the working tree or had in its history, or has in the paths taken.

    What another organisation has used, whose guide this was before, does not count.
    """
    git = Git(root)
    ever = git.ever(FOLDER, start_of_log(git)) if git.is_repository() else ()
    numbers = map(number_in, [*decision_paths(root), *ever, *taken])
    return frozenset(number for number in numbers if number is not None)
