"""What `guide changes` tells of an open point that is gone: the answer that it got, or that it got none."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.changes.known import known
from guide.changes.report import Comparison
from guide.checks import check
from guide.model.load import load
from tests.engine.sample import edit

PROJECTS, TOOLS = "data/projects.yml", "data/tools.yml"
REALLY = "  open:\n    really:\n      question: Does it cross?\n      about: pattern\n"
WHOSE = "  open:\n    whose:\n      question: Whose is it?\n      about: summary\n"
FACTS = "  facts:\n    wet:\n      text: It is wet.\n      sources: [log]\n"
FACT = "    length:\n      text: It is two yards long.\n      sources: [log]\n"
# Without the word above it, which the other point needs as well.
ALONE = WHOSE.removeprefix("  open:\n")
LENGTH = "    length:\n      question: How long is it?\n      about: facts\n"
REPORTED = "certainty: reported\n  summary: It crosses.\n  sources: [log]\n"
TWO_SOURCES = REPORTED.replace("[log]", "[log, {by: Ada, date: 2026-02-03}]")
ASKED = "  open:\n    how-known:\n      question: How is that known?\n      about: sources\n"

# The edits of the change, and what is told of the point.
CASES = [
    pytest.param(
        [(PROJECTS, REALLY, "")],
        "Balloon: Does it cross? The field 'pattern' says the same as before: Kite",
        id="removed and nothing else",
    ),
    pytest.param(
        [(PROJECTS, REALLY, ""), (PROJECTS, "pattern: kite", "pattern: raft")],
        "Balloon: Does it cross? Its pattern: Raft",
        id="answered by a pattern",
    ),
    pytest.param(
        [(PROJECTS, REPORTED + ASKED, TWO_SOURCES)],
        "Ferry: How is that known? The field 'sources' says something else than before",
        id="answered by what is no text",
    ),
    pytest.param(
        [(TOOLS, "oar:", "paddle:"), (TOOLS, ALONE, ""), (PROJECTS, "tool: oar", "tool: paddle")],
        "Oar: Whose is it?",
        id="gone with its entry",
    ),
    pytest.param(
        [(TOOLS, ALONE, ""), (TOOLS, "A piece of wood.", "The baker's piece of wood.")],
        "Oar: Whose is it? Its summary: The baker's piece of wood.",
        id="answered by a claim",
    ),
    pytest.param(
        [(TOOLS, ALONE, "")],
        "Oar: Whose is it? The field 'summary' says the same as before",
        id="a claim that stays as it is",
    ),
    pytest.param(
        [(TOOLS, FACTS, FACTS + FACT), (TOOLS, LENGTH, "")],
        "Oar: How long is it? Its facts: It is two yards long.",
        id="answered by one more of several claims",
    ),
]


@pytest.mark.parametrize(("edits", "told"), CASES)
def test_the_answer_to_a_point_that_is_gone_is_told(edits: list[tuple[str, str, str]], told: str, sample: Path) -> None:
    edit(sample, PROJECTS, REPORTED, REPORTED + ASKED)
    edit(sample, TOOLS, WHOSE, FACTS + WHOSE + LENGTH)
    before = load(sample)[0]
    for path, old, new in edits:
        edit(sample, path, old, new)
    assert {problem.rule for problem in check(sample)} <= {"unconfirmed-without-question"}
    said = [line.text for line in known(Comparison(before, load(sample)[0]))]
    assert next(line for line in said if line.startswith("no longer open")) == f"no longer open: {told}"
