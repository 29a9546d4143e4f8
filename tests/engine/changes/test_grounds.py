"""What readers are told when what the guide rests on is different: statements, figures, answers of patterns."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.changes.test_changes import changes
from tests.engine.git_repository import Repository
from tests.engine.sample import edit

SOURCES, LIMITS, RAFT = "data/sources.yml", "data/limits.yml", "adr/0001-cross-by-raft.md"
CASES = [
    pytest.param(
        [(SOURCES, "text: There is", "text: There might be"), (SOURCES, " goes.\n", " goes.\n      hedge: [might]\n")],
        """\
What sources say
  A chart: There might be a height above which nobody goes. (hedged: might)
    before: There is a height above which nobody goes.""",
        id="a statement in other words, now hedged",
    ),
    pytest.param(
        [
            (SOURCES, "    height:\n", "    low:\n      text: Fly low.\n    height:\n"),
            (LIMITS, "[chart#", "[chart#low, chart#"),
        ],
        """\
What sources say
  A chart, new: Fly low.

Words and sources
  figure Height, sources: chart#low, chart#height
    before: chart#height

Addresses
  new: /sources/#chart-low""",
        id="a statement more, with a claim that rests on it",
    ),
    pytest.param(
        [
            (
                LIMITS,
                "value: 100 m",
                "value: 120 m\n  was: [{value: 100 m, until: 2026-01-05, sources: [log]}]",
            )
        ],
        """\
Figures
  Height: 120 m; was 100 m until 2026-01-05
    before: 100 m""",
        id="a figure that keeps what it was",
    ),
    pytest.param(
        [(LIMITS, "value: 100 m", "value: 100 m\n  was: [{value: 90 m, until: unknown, sources: [log]}]")],
        """\
Figures
  Height: 100 m; was 90 m
    before: 100 m""",
        id="what a figure was",
    ),
]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path / "guide")
    repository.branch("ours")
    return repository


@pytest.mark.parametrize(("edits", "told"), CASES)
def test_what_is_said_and_measured_is_told(
    edits: list[tuple[str, str, str]], told: str, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    for path, old, new in edits:
        edit(repository.root, path, old, new)
    assert changes(repository, capsys) == f"{told}\n"


def test_what_a_decision_rests_on_is_told_in_the_names_of_now(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    resting = repository.read(RAFT).replace(
        "history:", "rests-on: [{pattern: kite, need: water, answer: no}]\nhistory:", 1
    )
    repository.write(RAFT, resting)
    said = 'ADR 1 "Cross by raft" {} this: Kite answers "Water" with no\n'
    assert changes(repository, capsys) == f"Decisions\n  {said.format('rests on')}"
    repository.commit()
    repository.git("branch", "--force", "main")
    repository.write(RAFT, resting.replace("need: water, answer: no", "need: wind, answer: yes"))
    told = changes(repository, capsys)
    assert f"  {said.format('no longer rests on')}" in told
    assert '  ADR 1 "Cross by raft" rests on this: Kite answers "Wind" with yes\n' in told


def test_a_confirmation_is_told(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    dry = repository.read(RAFT)
    starting = dry.replace("history:", "confirmed: no\nhistory:", 1)
    repository.write(RAFT, starting)
    position = "is a starting position, which nobody has confirmed yet"
    assert changes(repository, capsys) == (
        f'Decisions\n  ADR 1 "Cross by raft" {position}\n    before: is the organisation\'s own\n'
    )
    repository.commit()
    repository.git("branch", "--force", "main")
    repository.write(RAFT, starting.replace("confirmed: no", "confirmed: {by: Ada, date: 2026-02-03}"))
    assert changes(repository, capsys) == (
        f'Decisions\n  ADR 1 "Cross by raft" is confirmed by Ada, 2026-02-03\n    before: {position}\n'
    )
