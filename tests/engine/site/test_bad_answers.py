"""What is said of patterns, needs and projects from which no pattern could be recommended, or not rightly."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from guide.checks import check
from tests.engine.whole_guide import write_content

NEED = "\nnobodys-need:\n  name: Nobody's need\n  question: Is it?\n  why: It matters.\n  words: [matter]\n"
ANSWER = '    nobodys-need:\n      answer: "yes"\n      reason: It just does.\n      sources: [logbook]\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A whole guide to spoil."""
    return write_content(tmp_path)


def spoil(file: Path, pattern: str, replacement: str) -> None:
    """Replace the one place of a file that matches."""
    text, count = re.subn(pattern, replacement, file.read_text("utf-8"), count=1, flags=re.M)
    assert count == 1
    file.write_text(text, "utf-8")


def line_of(file: Path, start: str) -> int:
    """Return the number of the first line of a file that starts like this."""
    lines = file.read_text("utf-8").split("\n")
    return next(number for number, line in enumerate(lines, start=1) if line.startswith(start))


def messages(root: Path) -> list[str]:
    """Return the problems of a guide as they are printed."""
    return [str(problem) for problem in check(root)]


def test_a_need_that_changes_no_result(root: Path) -> None:
    needs = root / "data/needs.yml"
    needs.write_text(needs.read_text("utf-8").rstrip() + NEED, "utf-8")
    for file in root.glob("data/patterns/*.yml"):
        file.write_text(file.read_text("utf-8").rstrip() + "\n" + ANSWER, "utf-8")
    assert messages(root) == [
        f"data/needs.yml:{line_of(needs, 'nobodys-need')}:1: need 'nobodys-need' changes no result: what can be "
        "recommended supports it; correct an answer or remove it [idle-need]"
    ]


def test_a_pattern_that_is_never_recommended(root: Path) -> None:
    heaviest = root / "data/patterns/airship.yml"
    spoil(heaviest, '^    overnight:\n      answer: "yes"', '    overnight:\n      answer: "no"')
    line = line_of(heaviest, "airship:")
    assert (
        f"data/patterns/airship.yml:{line}:1: pattern 'airship' is never recommended: lighter ones "
        "support whatever it does; correct an answer, or add a need that it supports and they do not "
        "[unreachable-pattern]"
    ) in messages(root)


@pytest.mark.parametrize(
    ("written", "column", "message"),
    [
        ("yes", 12, "'yes' does not say how we know; write 'answer' and 'sources' below the need [wrong-type]"),
        ("unknown", 12, "a need that is left out is unknown; remove the line [wrong-type]"),
        (
            "{answer: yes}",
            5,
            "lacks 'sources'; a claim without a source does not go in, so write sources: [{source}] "
            "[claim-without-source]",
        ),
        (
            "{answer: at-a-cost, sources: [logbook]}",
            21,
            "unknown value of 'answer' 'at-a-cost'; one of: yes, no [unknown-value]",
        ),
    ],
)
def test_a_project_answers_with_a_source_or_not_at_all(root: Path, written: str, column: int, message: str) -> None:
    file = root / "data/projects/north.yml"
    spoil(file, "^ice:\n", f"ice:\n  needs:\n    heavy: {written}\n")
    line = line_of(file, f"    heavy: {written}")
    assert f"data/projects/north.yml:{line}:{column}: {message}" in messages(root)
