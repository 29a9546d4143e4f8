"""What must hold for the data and the decisions, a small generator for each rule."""

from __future__ import annotations

from pathlib import Path

from guide.checks import (
    change_rules,
    data_rules,
    decision_rules,
    figure_rules,
    kind_rules,
    number_rules,
    section_rules,
    statement_rules,
    text_rules,
    word_rules,
)
from guide.checks.registry import DRAWN_RULES, SINCE_RULES, run, sentences
from guide.life.main_branch import read_base
from guide.model.load import load
from guide.problems import Problem

__all__ = [
    "change_rules",
    "check",
    "data_rules",
    "decision_rules",
    "figure_rules",
    "kind_rules",
    "number_rules",
    "section_rules",
    "sentences",
    "statement_rules",
    "text_rules",
    "word_rules",
]


def check(root: Path, revision: str | None = None) -> list[Problem]:
    """Read the guide in ``root`` and return every problem of it, sorted by place, each once.

    revision: a git revision, such as "origin/main", to compare the guide with, if any; raises
    RefusedError if git doesn't know it.
    """
    guide, unread = load(root)
    problems = {*unread, *run(guide)} or {*run(guide, DRAWN_RULES)}
    compared = run(guide, SINCE_RULES, read_base(root, revision)) if revision is not None else ()
    return sorted({*problems, *compared})
