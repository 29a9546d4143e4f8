"""What a base revision, such as origin/main, holds: the decisions as they were, and the names taken since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from guide.disk.git import Git
from guide.disk.text_files import read_text
from guide.life.new_log import decision_paths, log_at, log_here
from guide.life.numbers import used_numbers
from guide.model.decision import FOLDER, Decision, read_decision


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


def read_base(root: Path, revision: str) -> Base:
    """Read what a revision holds; raise RefusedError if git does not know it or has nothing in common with it.

    Where another organisation has begun a log of its own, the old one is nothing to compare it with.
    """
    git = Git(root)
    tip, common = git.commit(revision), git.common_ancestor(revision)
    if log_at(git, common).was_replaced_by(log_here(root)):
        # All of the new log is given, as what an organisation starts from.
        return Base(revision, {}, frozenset(decision_paths(root)), frozenset(), used_numbers(root, ()))
    before = {}
    for path, text in git.read(common, sorted(git.changed(common, FOLDER))).items():
        decision, _, _ = read_decision(path, text, {})
        if decision:
            before[path] = decision
    taken, shared = git.files(tip, FOLDER), git.files(common, FOLDER)
    on_both = git.read(tip, sorted((taken - shared) & set(decision_paths(root))))
    same = {path for path, text in on_both.items() if read_text(root / path, path)[0] == text}
    return Base(revision, before, shared | same, taken, used_numbers(root, taken))
