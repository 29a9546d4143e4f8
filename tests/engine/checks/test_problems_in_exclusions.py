"""What a pattern supports on its own and not together, and a no that is a judgement: what is refused, and landing."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.checks import check
from guide.model.load import load
from guide.rule.recommend import Rule
from tests.engine.git_repository import Repository, proposal
from tests.engine.sample import decision, edit

KITE, RAFT = "data/patterns/kite.yml", "data/patterns/raft.yml"
NO_KINDS = ("data/kinds.yml", "", "{}\n")
SAIL = "      cost: A sail.\n"
FLOATS = "      answer: yes\n      reason: It floats.\n"
FLOATS_DEAR = "      answer: at-a-cost\n      cost: Tar.\n      reason: It floats.\n"
WET = "      reason: It gets wet.\n"
JUDGED = WET + "      judgement:\n        decision: {}\n        instead: With wax.\n"


def excluding(*needs: str) -> tuple[str, str, str]:
    """Return the edit by which the raft excludes needs where there is wind."""
    return RAFT, SAIL, f"{SAIL}      excludes: [{', '.join(needs)}]\n"


# (path, what stands there, what is put in its place), and every line that is printed then.
CASES = [
    pytest.param([NO_KINDS, excluding("water")], [], id="an exclusion"),
    pytest.param([(KITE, WET, JUDGED.format(1))], [], id="a judgement"),
    pytest.param(
        [NO_KINDS, excluding("water", "wind")],
        [
            f"{RAFT}:35:25: 'wind' excludes itself, so that the pattern could never support it; remove 'wind' here [dead-exclusion]"
        ],
        id="itself",
    ),
    pytest.param(
        [excluding("rain")],
        [
            f"{RAFT}:35:18: unknown need 'rain', one of: wind, water; or add it to data/needs.yml, or take it out [unknown-reference]"
        ],
        id="what is no need",
    ),
    pytest.param(
        [NO_KINDS, excluding("water"), (RAFT, FLOATS, FLOATS_DEAR + "      excludes: [wind]\n")],
        [
            f"{RAFT}:41:18: 'wind' excludes 'water' already, and an exclusion holds both ways; remove 'wind' here [dead-exclusion]"
        ],
        id="on both sides",
    ),
    pytest.param(
        [
            NO_KINDS,
            excluding("water"),
            (RAFT, FLOATS, "      answer: no\n      reason: It sinks.\n"),
            (KITE, "answer: yes", "answer: no"),
            (KITE, "answer: no\n      reason: It gets", "answer: yes\n      reason: It gets"),
        ],
        [
            f"{RAFT}:35:18: the pattern answers 'water' with no anyway, so it makes no difference that 'wind' excludes it; remove 'water' here [dead-exclusion]"
        ],
        id="what is answered with no",
    ),
    pytest.param(
        [(KITE, WET, f"{WET}      excludes: [wind]\n")],
        [
            f"{KITE}:36:7: 'excludes' goes with the answer 'at-a-cost' alone; change the answer or remove 'excludes' [wrong-type]"
        ],
        id="an exclusion with another answer",
    ),
    pytest.param(
        [(KITE, WET, f"{WET}      in-short: dry it\n")],
        [
            f"{KITE}:36:7: 'in-short' goes with the answer 'at-a-cost' alone; change the answer or remove 'in-short' [wrong-type]"
        ],
        id="a cost in short with another answer",
    ),
    pytest.param(
        [(RAFT, SAIL, SAIL + JUDGED.format(1).removeprefix(WET))],
        [
            f"{RAFT}:32:7: 'judgement' goes with the answer 'no' alone; change the answer or remove 'judgement' [wrong-type]"
        ],
        id="a judgement with another answer",
    ),
    pytest.param(
        [(KITE, WET, JUDGED.format(7))],
        [f"{KITE}:39:19: unknown decision 7; name one that adr/ holds [unknown-reference]"],
        id="a judgement without its decision",
    ),
    pytest.param(
        [
            (KITE, WET, JUDGED.format(2)),
            ("adr/0002-stay-dry.md", "status: accepted\ndate", "status: rejected\ndate"),
            ("adr/0002-stay-dry.md", "{status: accepted,", "{status: rejected,"),
        ],
        [
            f"{KITE}:39:19: the judgement of pattern 'kite' on 'water' rests on ADR 2, which is rejected; name an accepted one [decision-in-force]"
        ],
        id="a judgement on what is not in force",
    ),
]


@pytest.mark.parametrize(("edits", "expected"), CASES)
def test_what_can_never_matter_or_rests_on_nothing_is_refused(
    edits: list[tuple[str, str, str]], expected: list[str], sample: Path
) -> None:
    for path, old, new in edits:
        edit(sample, path, old, new)
    assert [str(problem) for problem in check(sample)] == expected


def test_an_exclusion_holds_both_ways(sample: Path) -> None:
    edit(sample, *excluding("water"))
    guide, _ = load(sample)
    rule = Rule.of(guide)
    assert rule.excluding == {"kite": (), "raft": (("wind", "water"),)}
    assert [rule.recommend(needs).pattern for needs in (["water"], ["wind"], ["water", "wind"])] == [
        "raft",
        "kite",
        None,
    ]
    raft = guide.patterns["raft"]
    assert [raft.telling(group) for group in (("wind", "water"), ("water",), ("wind",))] == ["wind", "water", "wind"]


def test_a_judgement_its_decision_and_what_that_amends_come_in_one_change(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "guide")
    repository.write("adr/draft-no-wax.md", decision("No wax").replace("supersedes: []", "amends: [1, 2]"))
    repository.write("adr/draft-use-tar.md", decision("Use tar").replace("supersedes: []", "amends: [2]"))
    edit(repository.root, KITE, WET, JUDGED.format("draft-no-wax"))
    assert check(repository.root, "main") == []
    repository.commit()
    assert repository.guide("land") == 0
    assert "        decision: 3\n" in repository.read(KITE)
    assert "\namended-by: [3]\n" in repository.read("adr/0001-cross-by-raft.md")
    assert "\namended-by: [3, 4]\n" in repository.read("adr/0002-stay-dry.md")
    assert check(repository.root) == []


def test_a_judgement_waits_for_a_decision_that_takes_the_place_of_another(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "guide")
    repository.write("adr/draft-no-wax.md", proposal("No wax").replace("supersedes: []", "supersedes: [2]"))
    repository.commit()
    edit(repository.root, KITE, WET, JUDGED.format("draft-no-wax"))
    (problem,) = check(repository.root)
    assert problem.message.endswith("is proposed; it lands first, so bring this with the change that accepts it")
    # It does as it is told.
    edit(repository.root, KITE, JUDGED.format("draft-no-wax"), WET)
    assert repository.guide("land") == 0
    assert repository.guide("status", "3", "accepted") == 0
    edit(repository.root, KITE, WET, JUDGED.format(3))
    assert check(repository.root) == []
