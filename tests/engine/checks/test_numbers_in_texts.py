"""A text names decisions that there are, and a link says which one it leads to."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.checks import check
from tests.engine.sample import edit

DRY, TEXT = "adr/0002-stay-dry.md", "We have to get across"


# What a decision says, and the lines that are printed then.
CASES = [
    pytest.param("See [ADR 1](0001-cross-by-raft.md).", []),
    pytest.param("See [ADR 0001: Cross by raft](0001-cross-by-raft.md) and ADR 2.", []),
    pytest.param("See [the raft](0001-cross-by-raft.md).", []),
    pytest.param(
        "See [ADR 2](0001-cross-by-raft.md).",
        ["18:5: the link says ADR 2 and leads to ADR 1; make the one follow the other [link-words]"],
    ),
    pytest.param(
        "As ADR 9 says.",
        ["18:4: there is no ADR 9; name one that exists, or put it between backticks [unknown-number]"],
    ),
    pytest.param("As `ADR 9` says.", []),
    pytest.param("As https://example.org/ADR-9 and ADR-9.md say.", []),
    pytest.param(
        "[ADR 9](https://example.org/9)",
        ["18:2: there is no ADR 9; name one that exists, or put it between backticks [unknown-number]"],
    ),
]


@pytest.mark.parametrize(("text", "said"), CASES)
def test_what_a_decision_says_of_others_is_so(text: str, said: list[str], sample: Path) -> None:
    edit(sample, DRY, TEXT, f"{text}\n\n{TEXT}")
    assert [str(problem) for problem in check(sample)] == [f"{DRY}:{one}" for one in said]


def test_a_page_is_held_to_the_same(sample: Path) -> None:
    edit(
        sample, "docs/crossing.md", "# The crossing\n", "# The crossing\n\n[ADR 2](adr/0001-cross-by-raft.md), ADR 7\n"
    )
    assert [problem.rule for problem in check(sample)] == ["link-words", "unknown-number"]


def test_a_summary_is_held_to_the_same(sample: Path) -> None:
    edit(sample, DRY, "summary: What is decided.", "summary: As ADR 1 and ADR 77 say, `ADR 78` and ADR-9.md do not.")
    assert [str(problem) for problem in check(sample)] == [
        f"{DRY}:5:10: there is no ADR {number}; name one that exists, or take the number out [unknown-number]"
        for number in (77, 78)
    ]


def test_an_imported_decision_may_mean_the_numbers_of_its_own_log(sample: Path) -> None:
    edit(sample, DRY, TEXT, f"As ADR 9 says.\n\n{TEXT}")
    edit(sample, DRY, "summary: What is decided.", "summary: As ADR 9 says.")
    edit(sample, DRY, "history:", "imported-from: log/0002.md\nhistory:")
    assert check(sample) == []


def test_while_a_decision_is_broken_nothing_is_said_of_what_it_may_mend(sample: Path) -> None:
    edit(sample, "adr/0001-cross-by-raft.md", "summary: What is decided.", "sumary: What is decided.")
    edit(sample, DRY, TEXT, f"As ADR 1 says.\n\n{TEXT}")
    assert {problem.rule for problem in check(sample)} == {"unknown-field"}
