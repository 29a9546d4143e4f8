"""``guide choose``: what the command says, and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from guide.command.main import main
from guide.model.load import load
from guide.rule.recommend import Rule
from tests.engine.whole_guide import write_content


@pytest.fixture(scope="module", autouse=True)
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole guide."""
    return write_content(tmp_path_factory.mktemp("whole"))


@pytest.fixture(scope="module")
def rule(root: Path) -> Rule:
    """The rule that follows from it."""
    return Rule.of(load(root)[0])


@pytest.fixture(scope="module")
def choose(root: Path) -> Callable[..., int]:
    """The command, to be run with its arguments."""
    return lambda *arguments: main(["--root", str(root), "choose", *arguments])


def test_nothing_given_leaves_every_pattern_possible(
    choose: Callable[..., int], rule: Rule, capsys: pytest.CaptureFixture[str]
) -> None:
    assert choose("--format", "json") == 0
    data = json.loads(capsys.readouterr().out)
    assert data["recommended"] is None
    assert data["possible"][: len(rule.answers)] == list(rule.answers)
    assert data["next-question"]["need"] == rule.next_question([], rule.needs)
    assert data["address"] == "choose/"


def test_needs_that_are_all_denied_give_the_lightest_pattern(
    choose: Callable[..., int], rule: Rule, capsys: pytest.CaptureFixture[str]
) -> None:
    assert choose("--no", ",".join(rule.needs), "--format", "json") == 0
    data = json.loads(capsys.readouterr().out)
    assert data["recommended"] == next(iter(rule.answers))
    assert data["possible"] == [data["recommended"]]
    assert data["next-question"] is None


def test_json_names_what_rules_out_each_lighter_pattern_with_its_sources(
    choose: Callable[..., int], rule: Rule, capsys: pytest.CaptureFixture[str]
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


def test_needs_that_conflict_are_a_result(
    choose: Callable[..., int], rule: Rule, capsys: pytest.CaptureFixture[str]
) -> None:
    assert choose("--yes", *rule.needs) == 0
    text = capsys.readouterr().out
    assert text.startswith("No pattern fits; these needs conflict:\n")
    assert f"\n  {' + '.join(rule.conflicts(rule.needs)[0])}\n" in text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--yes", "overnihgt"], "unknown need 'overnihgt', did you mean 'overnight'?\n"),
        (["--no", "crate"], "unknown need 'crate', did you mean 'heavy'?\n"),
        (["--yes", "Kilogram"], "unknown need 'Kilogram', did you mean 'heavy'?\n"),
        (["--yes", "heavy", "--no", "heavy"], "need 'heavy' is both yes and no; give it once\n"),
    ],
)
def test_what_is_no_need_is_refused(
    choose: Callable[..., int], arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert choose(*arguments) == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", message)
