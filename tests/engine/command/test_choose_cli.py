"""``guide choose``: what the command says, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from guide.command.main import main
from guide.model.load import load
from guide.rule.recommend import Rule

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def rule() -> Rule:
    """The rule that follows from the data in data/."""
    return Rule.of(load(ROOT)[0])


def choose(*arguments: str) -> int:
    """Run the command in the project's root."""
    return main(["--root", str(ROOT), "choose", *arguments])


def test_nothing_given_leaves_every_pattern_possible(rule: Rule, capsys: pytest.CaptureFixture[str]) -> None:
    assert choose("--format", "json") == 0
    data = json.loads(capsys.readouterr().out)
    assert data["recommended"] is None
    assert data["possible"][: len(rule.answers)] == list(rule.answers)
    assert data["next-question"]["need"] == rule.next_question([], rule.needs)
    assert data["address"] == "choose/"


def test_needs_that_are_all_denied_give_the_lightest_pattern(rule: Rule, capsys: pytest.CaptureFixture[str]) -> None:
    assert choose("--no", ",".join(rule.needs), "--format", "json") == 0
    data = json.loads(capsys.readouterr().out)
    assert data["recommended"] == next(iter(rule.answers))
    assert data["possible"] == [data["recommended"]]
    assert data["next-question"] is None


def test_json_names_what_rules_out_each_lighter_pattern_with_its_sources(
    rule: Rule, capsys: pytest.CaptureFixture[str]
) -> None:
    first = next(iter(rule.answers))
    need = next(need for need in rule.needs if not rule.supports(first, need))
    others = [other for other in rule.needs if other != need]
    assert choose("--yes", need, "--no", *others, "--format", "json") == 0
    data = json.loads(capsys.readouterr().out)
    assert data["recommended"] == rule.recommend([need]).pattern
    assert [one["need"] for one in data["ruled-out"][first]] == [need]
    assert data["ruled-out"][first][0]["sources"]
    assert data["address"] == f"choose/?yes={need}&no={','.join(others)}"
    assert choose("--yes", need, "--no", *others) == 0
    text = capsys.readouterr().out
    assert text.startswith("Take: ")
    assert f"\n  {need}: " in text


def test_needs_that_conflict_are_a_result(rule: Rule, capsys: pytest.CaptureFixture[str]) -> None:
    assert choose("--yes", *rule.needs) == 0
    text = capsys.readouterr().out
    assert text.startswith("No pattern fits; these needs conflict:\n")
    assert f"\n  {' + '.join(rule.conflicts(rule.needs)[0])}\n" in text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--yes", "long-wrok"], "unknown need 'long-wrok', did you mean 'long-work'?\n"),
        (["--no", "gpu"], "unknown need 'gpu', did you mean 'large-instances'?\n"),
        (["--yes", "Websocket"], "unknown need 'Websocket', did you mean 'held-connections'?\n"),
        (["--yes", "long-work", "--no", "long-work"], "need 'long-work' is both yes and no; give it once\n"),
    ],
)
def test_what_is_no_need_is_refused(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert choose(*arguments) == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", message)
