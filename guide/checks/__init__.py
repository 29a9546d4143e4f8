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
from guide.checks.registry import DRAWN_RULES, RULES, SINCE_RULES, run, sentences
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


# These are about words alone: whatever they find, the pages can be drawn, so that all is told in one run. What fits no
# shape may be told under one of their names too, but then the guide lacks it.
_MODULES_OF_WORDS = (figure_rules, kind_rules, number_rules, section_rules, statement_rules, word_rules)
_RULES_OF_WORDS = {"allowed-html", "dead-link", "editor-schema", "navigation", "unused-source"} | {
    name for name, find in RULES.items() if find.__module__ in {module.__name__ for module in _MODULES_OF_WORDS}
}


def check(root: Path, revision: str | None = None) -> list[Problem]:
    """Read the guide in ``root`` and return every problem of it, sorted by place, each once.

    revision: a git revision, such as "origin/main", to compare the guide with, if any; raises
    RefusedError if git doesn't know it.
    """
    guide, unread = load(root)
    problems = {*unread, *run(guide)}
    if guide.is_whole and not guide.unsound and {problem.rule for problem in problems} <= _RULES_OF_WORDS:
        problems |= {*run(guide, DRAWN_RULES)}
    compared = run(guide, SINCE_RULES, read_base(root, revision)) if revision is not None else ()
    return sorted({*problems, *compared})
