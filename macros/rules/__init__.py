"""What must hold for the data and the decisions, a small generator for each rule."""

from __future__ import annotations

from pathlib import Path

from macros.load import load
from macros.problems import Problem
from macros.rules import data, decisions
from macros.rules.registry import run, sentences

__all__ = ["check", "data", "decisions", "sentences"]


def check(root: Path) -> list[Problem]:
    """Read the guide in ``root`` and return every problem of it, sorted by place, each once."""
    guide, problems = load(root)
    return sorted({*problems, *run(guide)})
