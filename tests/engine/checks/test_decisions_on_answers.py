"""A decision says which answers of patterns it rests on, and prose and data cannot part while it is in force."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.checks import check
from tests.engine.sample import decision, edit

RAFT, DRY, DRAFT = "adr/0001-cross-by-raft.md", "adr/0002-stay-dry.md", "adr/draft-swim.md"
KITE = "data/patterns/kite.yml"
HISTORY = "history:\n"
GROUND = "{pattern: kite, need: water, answer: no}"


def resting(text: str, ground: str) -> str:
    """Return the text of a decision that rests on an answer."""
    return text.replace(HISTORY, f"rests-on:\n  - {ground}\n{HISTORY}", 1)


@pytest.fixture
def rested(sample: Path) -> Path:
    """The sample, with a decision that rests on an answer."""
    edit(sample, RAFT, HISTORY, resting(HISTORY, GROUND))
    assert check(sample) == []
    return sample


def answer_otherwise(root: Path) -> None:
    """Let the pattern answer otherwise."""
    edit(root, KITE, "answer: no\n      reason: It gets wet.", "answer: yes\n      reason: It dries.")


# What stands there, what is put in its place, and every line that is printed then.
CASES = [
    pytest.param(
        ("need: water", "need: watter"),
        [
            f"{RAFT}:11:27: unknown need 'watter', did you mean 'water'? "
            "If not, add it to data/needs.yml [unknown-reference]"
        ],
        id="an unknown need",
    ),
    pytest.param(
        ("pattern: kite", "pattern: kit"),
        [
            f"{RAFT}:11:15: unknown pattern 'kit', did you mean 'kite'? "
            "If not, add it to data/patterns/ [unknown-reference]"
        ],
        id="an unknown pattern",
    ),
    pytest.param(
        ("answer: no}", "answer: never}"),
        [f"{RAFT}:11:42: unknown value of 'answer' 'never'; one of: yes, at-a-cost, no [unknown-value]"],
        id="an unknown answer",
    ),
    pytest.param(
        (", answer: no}", "}"),
        [f"{RAFT}:11:5: lacks the field 'answer'; add it, as in answer: {{yes or at-a-cost or no}} [missing-field]"],
        id="no answer at all",
    ),
    pytest.param(
        (f"{GROUND}\n", f"{GROUND}\n  - {GROUND}\n"),
        [f"{RAFT}:12:5: 'kite' and 'water' are named twice; remove one of the two [rests-on]"],
        id="the same answer twice",
    ),
]


@pytest.mark.parametrize(("change", "lines"), CASES)
def test_what_is_wrong_with_what_it_names_is_said(change: tuple[str, str], lines: list[str], rested: Path) -> None:
    edit(rested, RAFT, *change)
    assert [str(problem) for problem in check(rested)] == lines


def test_an_answer_that_is_no_longer_what_a_decision_rests_on_is_told(rested: Path) -> None:
    answer_otherwise(rested)
    assert [(problem.rule, str(problem.place)) for problem in check(rested) if problem.rule == "rests-on"] == [
        ("rests-on", f"{RAFT}:11:42")
    ]
    (said,) = (problem.message for problem in check(rested) if problem.rule == "rests-on")
    assert said.startswith("ADR 1 rests on 'kite' answering 'water' with no, and in data/patterns/kite.yml:")
    assert said.endswith(
        " it answers yes; put the answer back, change it by a decision that amends or supersedes ADR 1, "
        "or, if ADR 1 is only accepted by this change, correct the answer that it names"
    )


@pytest.mark.parametrize("status", ["proposed", "rejected", "deprecated"])
def test_what_is_not_in_force_rests_on_nothing(status: str, rested: Path) -> None:
    text = (rested / RAFT).read_text("utf-8")
    day = "date: 2026-02-02}"
    steps = {"proposed": [], "rejected": ["rejected"], "deprecated": ["accepted", "deprecated"]}[status]
    lines = "".join(f"  - {{status: {step}, {day}\n" for step in ["proposed", *steps])
    text = text.replace("status: accepted\n", f"status: {status}\n", 1)
    (rested / RAFT).write_text(text.replace(f"  - {{status: accepted, {day}\n", lines), "utf-8")
    answer_otherwise(rested)
    assert "rests-on" not in {problem.rule for problem in check(rested)}


def test_a_decision_that_changes_it_in_part_speaks_for_the_answer_that_it_names(rested: Path) -> None:
    answer_otherwise(rested)
    edit(rested, RAFT, HISTORY, f"amended-by: [2]\n{HISTORY}")
    edit(rested, DRY, HISTORY, f"amends: [1]\n{HISTORY}")
    assert "rests-on" in {problem.rule for problem in check(rested)}
    edit(rested, DRY, HISTORY, resting(HISTORY, GROUND.replace("no}", "yes}")))
    assert "rests-on" not in {problem.rule for problem in check(rested)}


def test_a_draft_that_is_accepted_rests_on_its_answers_too(sample: Path) -> None:
    (sample / DRAFT).write_text(resting(decision("Swim"), GROUND.replace("no}", "yes}")), "utf-8")
    assert [str(problem) for problem in check(sample)] == [
        f"{DRAFT}:11:42: this draft rests on 'kite' answering 'water' with yes, and in {KITE}:36 it answers no; "
        "make the two one [rests-on]"
    ]


def test_where_an_answer_is_missing_that_is_told_alone(rested: Path) -> None:
    edit(rested, KITE, "    water:\n      answer: no\n      reason: It gets wet.\n      sources: [log]\n", "")
    assert "rests-on" not in {problem.rule for problem in check(rested)}
