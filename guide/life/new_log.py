"""Where a log starts: with its first decision, or where another organisation took the guide over and began its own.

A log that is merely gone was not begun anew. So it counts as another one only if none of its files is left and, in the
same step, ``mkdocs.yml`` names another repository.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from guide.disk.git import Git
from guide.disk.text_files import read_text
from guide.model.decision import FOLDER, NOT_DECISIONS, number_in
from guide.model.settings import FILE as SETTINGS
from guide.model.settings import repository_in

_NOT_DECISIONS = frozenset(f"{FOLDER}/{name}" for name in NOT_DECISIONS)


@dataclass(frozen=True)
class Log:
    """The files of a log, and the repository that it says it is kept in."""

    paths: frozenset[str]
    repository: str

    def was_replaced_by(self, other: Log) -> bool:
        """Return whether another log, later in the same repository, has nothing to do with this one."""
        return bool(self.paths) and not self.paths & other.paths and self.repository != other.repository


def log_at(git: Git, commit: str) -> Log:
    """Return the log of a commit."""
    settings = git.read(commit, [SETTINGS]).get(SETTINGS, "")
    return Log(git.files(commit, FOLDER) - _NOT_DECISIONS, repository_in(settings))


def log_here(root: Path) -> Log:
    """Return the log of the working tree."""
    paths = frozenset(decision_paths(root)) - _NOT_DECISIONS
    return Log(paths, repository_in(read_text(root / SETTINGS, SETTINGS)[0]))


def decision_paths(root: Path) -> list[str]:
    """Return the paths of the files in adr/ of the working tree."""
    return sorted(f"{FOLDER}/{file.name}" for file in (root / FOLDER).glob("*.md"))


def start_of_log(git: Git) -> str | None:
    """Return the last commit of this branch that began another log; None if its first commit did."""
    for commit, removed in git.removals(FOLDER):
        # A draft goes whenever one lands.
        landed = any(map(number_in, removed))
        if landed and log_at(git, f"{commit}^").was_replaced_by(log_at(git, commit)):
            return commit
    return None
