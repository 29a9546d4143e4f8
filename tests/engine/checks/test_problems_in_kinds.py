"""Kinds of work: held against what an engineer expects, and each pattern and each need against them."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.checks import check
from tests.engine.sample import edit

KINDS, NEEDS, KITE, RAFT = "data/kinds.yml", "data/needs.yml", "data/patterns/kite.yml", "data/patterns/raft.yml"
PARCELS = "  needs: [wind, water]\n"
RAIN = "rain:\n  name: Rain\n  question: Does it rain?\n  why: It is wet.\n  words: [rain]\n"
LEAVES = """\
leaves:
  name: Leaves
  summary: What falls.
  started-by: event
  expect: raft
  why: {text: They are wet., sources: [log]}
  needs: [rain]
"""
# Where each pattern answers the need that comes first, with what is put before it.
DRY = "    rain:\n      answer: {}\n      reason: It is so.\n      sources: [log]\n    wind:\n"


def raining(kite: str, raft: str) -> list[tuple[str, str, str]]:
    """Return the edits that add a need, with what each pattern answers to it."""
    answers = [(KITE, "    wind:\n", DRY.format(kite)), (RAFT, "    wind:\n", DRY.format(raft))]
    return [(NEEDS, "wind:\n", f"{RAIN}wind:\n"), *answers]


# (path, what stands there, what is put in its place), and every line that is printed then.
CASES = [
    pytest.param(
        [(KINDS, "expect: kite", "expect: raft")],
        [
            "data/kinds.yml:5:11: 'letters' expects 'raft', and the rule gives 'kite': nothing that it needs rules kite out; correct this, what it needs, or an answer [expected-pattern]",
            "data/patterns/kite.yml:1:1: no kind of work expects the pattern 'kite'; add one that does, or remove the pattern [pattern-without-kind]",
        ],
        id="a lighter pattern than is expected",
    ),
    pytest.param(
        [(KINDS, "expect: raft", "expect: kite")],
        [
            "data/kinds.yml:16:11: 'parcels' expects 'kite', and the rule gives 'raft': kite is ruled out by 'water'; correct this, what it needs, or an answer [expected-pattern]",
            "data/patterns/raft.yml:1:1: no kind of work expects the pattern 'raft'; add one that does, or remove the pattern [pattern-without-kind]",
        ],
        id="a heavier pattern than is expected, which nothing else expects",
    ),
    pytest.param(
        [(KINDS, "  needs: [wind]\n", "  joins: raft\n  needs: [wind]\n")],
        [
            "data/kinds.yml:5:11: 'letters' expects 'kite', and the rule gives 'raft': it joins what is deployed by raft; correct this, what it needs, or an answer [expected-pattern]"
        ],
        id="the pattern of what it joins",
    ),
    *(
        pytest.param(
            [
                (KINDS, "started-by: event", f"started-by: {starter}"),
                (KINDS, "expect: raft", "expect: raft\n  joins: raft"),
            ],
            [],
            id=f"part of a release that joins it, started by {starter}",
        )
        for starter in ("event", "schedule", "itself")
    ),
    pytest.param(
        [(KINDS, PARCELS, "  needs: [wind, water, wind]\n")],
        ["data/kinds.yml:20:10: 'wind' stands here twice; take one out [wrong-type]"],
        id="a need that is named twice",
    ),
    pytest.param(
        [(KINDS, PARCELS, "  needs: [wind, water]\n  depends: [water]\n")],
        ["data/kinds.yml:21:12: 'water' stands under 'needs' already; take one of them out [wrong-type]"],
        id="a need that some services have of those that all have",
    ),
    pytest.param(
        [(KINDS, "expect: kite", "expect: none\n  instead: Shout.")],
        [
            "data/kinds.yml:5:11: 'letters' expects no pattern, and the rule gives 'kite': nothing that it needs rules kite out; correct this, what it needs, or an answer [expected-pattern]",
            "data/patterns/kite.yml:1:1: no kind of work expects the pattern 'kite'; add one that does, or remove the pattern [pattern-without-kind]",
        ],
        id="a service that is expected to fit nothing",
    ),
    pytest.param(
        [
            (
                KINDS,
                "parcels:",
                "news:\n  name: News\n  summary: What one tells.\n  started-by: request\n  expect: none\n  instead: Say it.\n  why: {text: It is short., sources: [log]}\n  needs: []\nparcels:",
            )
        ],
        [],
        id="what needs no service",
    ),
    pytest.param(
        [(KINDS, "expect: kite", "expect: none")],
        [
            "data/kinds.yml:2:3: the expected pattern 'none' asks for the field 'instead'; add it, as in instead: {instead} [instead]"
        ],
        id="nothing to use in place of a pattern",
    ),
    pytest.param(
        raining("no", "yes"),
        [
            "data/needs.yml:1:1: no kind of work has another pattern, or none, because of the need 'rain', which rules out 'kite' (data/patterns/kite.yml, line 32); add one that does, correct an answer, or remove the need [need-without-kind]"
        ],
        id="a need that turns no kind of work",
    ),
    pytest.param(
        raining("no", "no"),
        [
            "data/needs.yml:1:1: no kind of work has another pattern, or none, because of the need 'rain', which rules out 'kite' (data/patterns/kite.yml, line 32) and 'raft' (data/patterns/raft.yml, line 32); add one that does, correct an answer, or remove the need [need-without-kind]"
        ],
        id="a need that rules out two patterns and turns no kind of work",
    ),
    pytest.param(
        [
            (KINDS, PARCELS, "  needs: [water]\n"),
            (
                RAFT,
                "answer: yes\n      reason: It floats.",
                "answer: at-a-cost\n      cost: Tar.\n      excludes: [wind]\n      reason: It floats.",
            ),
        ],
        [
            "data/needs.yml:1:1: no kind of work has another pattern, or none, because of the need 'wind', which rules out 'raft' (data/patterns/raft.yml, line 37); add one that does, correct an answer, or remove the need [need-without-kind]"
        ],
        id="a need that another one excludes, and that turns no kind of work",
    ),
    pytest.param(
        [*raining("no", "yes"), (KINDS, PARCELS, PARCELS + LEAVES)], [], id="a need that turns the one that has it"
    ),
    pytest.param(
        [(KINDS, PARCELS, "  needs: [water]\n")],
        [
            "data/needs.yml:1:1: the need 'wind' rules no pattern out, and is no cost of a kind of work; add one that does, or remove the need [need-without-kind]"
        ],
        id="a need that only costs, and costs no kind of work anything",
    ),
    pytest.param(
        [(NEEDS, "  why: The sea is water too.\n", "  why: The sea is water too.\n  formerly: [wind]\n")],
        ["data/needs.yml:10:14: 'wind' is a need still; take it out here [former-need]"],
        id="a former need that there still is",
    ),
]


@pytest.mark.parametrize(("edits", "expected"), CASES)
def test_a_kind_of_work_is_held_against_the_rule(
    edits: list[tuple[str, str, str]], expected: list[str], sample: Path
) -> None:
    for path, old, new in edits:
        edit(sample, path, old, new)
    assert [str(problem) for problem in check(sample)] == expected
