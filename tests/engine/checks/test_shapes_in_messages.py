"""Where something is missing, its message shows a line that may stand there once its braces are filled in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from guide.checks import check
from tests.engine.sample import FILES

KITE = "data/patterns/kite.yml"
# The file, and the first line of the field that is removed.
CASES = [
    (KITE, "  order: 1"),
    (KITE, "  summary:"),
    (KITE, "  choose-when:"),
    (KITE, "  drawbacks:"),
    (KITE, "      provided-by: team"),
    (KITE, "      reason: It lives on it."),
    (KITE, "    wind:"),
    ("data/needs.yml", "  words: [breeze]"),
    ("data/sources.yml", "  publisher: crew"),
    ("data/projects.yml", "  pattern: raft"),
    ("data/projects.yml", "  certainty: reported"),
    ("data/projects.yml", "      about: pattern"),
    ("data/projects.yml", "  open:"),
    ("data/tools.yml", "    sources: [log]"),
    ("data/guidelines.yml", "  serves: travel-light"),
    ("data/kinds.yml", "  started-by: request"),
    ("adr/0002-stay-dry.md", "status: accepted"),
    ("adr/0002-stay-dry.md", "date: 2026-02-02"),
    ("adr/0002-stay-dry.md", "decision-makers: [crew]"),
    ("adr/0002-stay-dry.md", "history:"),
]


def without(lines: list[str], number: int) -> list[str]:
    """Return the lines without a field and what belongs to it."""
    depth = len(lines[number]) - len(lines[number].lstrip())
    end = number + 1
    while lines[end].startswith(" " * (depth + 1)):
        end += 1
    return lines[:number] + lines[end:]


@pytest.mark.parametrize(("path", "line"), CASES)
def test_what_is_shown_has_the_right_shape(path: str, line: str, sample: Path) -> None:
    # A project that is unconfirmed needs an open point only while its pattern and its tool are known.
    text = FILES[path].replace("tool: unknown", "tool: oar")
    lines, field = text.split("\n"), line.strip().partition(":")[0]
    number = lines.index(line)
    lines = without(lines, number)
    (sample / path).write_text("\n".join(lines), "utf-8")
    messages = [problem.message for problem in check(sample)]
    (shown,) = (found[1] for found in (re.search(rf"(?:as in|write) ({field}: .+)$", one) for one in messages) if found)
    lines.insert(number, line[: len(line) - len(line.lstrip())] + shown)
    (sample / path).write_text("\n".join(lines), "utf-8")
    # Each brace is told, and nothing else of the line is wrong.
    told = [(problem.rule, problem.message) for problem in check(sample) if problem.place[:2] == (path, number + 1)]
    assert told
    assert {rule for rule, _ in told} <= {"placeholder", "unknown-reference"}
