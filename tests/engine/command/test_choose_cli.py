"""``guide choose``: what the command says, and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from guide.command.choose import as_data
from guide.command.main import main
from guide.model.guide import Guide
from guide.model.load import load
from guide.rule.recommend import Rule
from tests.engine.sample import edit
from tests.engine.whole_guide import write_content


@pytest.fixture(scope="module", autouse=True)
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole guide."""
    return write_content(tmp_path_factory.mktemp("whole"))


@pytest.fixture(scope="module")
def guide(root: Path) -> Guide:
    """What is read there."""
    return load(root)[0]


@pytest.fixture(scope="module")
def rule(guide: Guide) -> Rule:
    """The rule that follows from it."""
    return Rule.of(guide)


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
    need = next(need for need in rule.needs if not rule.supports(first, [need]))
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
    assert f"\nWhat would make it lighter: to do without\n  {need}: then " in text


def test_needs_that_no_pattern_supports_are_a_result(
    choose: Callable[..., int], guide: Guide, rule: Rule, capsys: pytest.CaptureFixture[str]
) -> None:
    assert choose("--yes", *rule.needs) == 0
    text = capsys.readouterr().out
    assert text.startswith("No pattern fits. It may be two services; or give up:\n")
    given = rule.recommend(rule.needs).to_give_up[0]
    then = rule.lightest({*rule.needs} - {*given})
    assert then is not None
    assert f"\n  {' + '.join(given)}: then {guide.patterns[then].name}\n" in text


def test_two_needs_that_exclude_each_other_rule_a_pattern_out_together(
    choose: Callable[..., int], guide: Guide, capsys: pytest.CaptureFixture[str]
) -> None:
    assert choose("--yes", "alive", "--format", "json") == 0
    assert "bicycle" not in json.loads(capsys.readouterr().out)["ruled-out"]
    assert choose("--yes", "alive", "secret", "--format", "json") == 0
    (row,) = json.loads(capsys.readouterr().out)["ruled-out"]["bicycle"]
    said = guide.patterns["bicycle"].needs["alive"]
    assert (row["need"], row["excludes"], row["cost"]) == ("alive", "secret", said.cost)
    assert choose("--yes", "alive", "secret") == 0
    assert f"\n  alive + secret: {said.reason} Cost: {said.cost} [" in capsys.readouterr().out


def test_a_judgement_names_its_decision_and_the_way_it_could_be_done(
    choose: Callable[..., int], guide: Guide, capsys: pytest.CaptureFixture[str]
) -> None:
    judgement = guide.patterns["bicycle"].needs["heavy"].judgement
    assert judgement is not None
    assert choose("--yes", "heavy", "--format", "json") == 0
    (row,) = json.loads(capsys.readouterr().out)["ruled-out"]["bicycle"]
    assert row["judgement"] == {"decision": judgement.decision, "instead": judgement.instead}
    assert choose("--yes", "heavy") == 0
    assert f" A judgement; instead: {judgement.instead} [" in capsys.readouterr().out


def test_a_judgement_may_rest_on_a_draft(guide: Guide) -> None:
    bicycle = guide.patterns["bicycle"]
    heavy = bicycle.needs["heavy"]
    judgement = heavy.judgement.model_copy(update={"decision": "draft-no-heavy-bags"})
    needs = bicycle.needs | {"heavy": heavy.model_copy(update={"judgement": judgement})}
    patterns = {**guide.patterns, "bicycle": bicycle.model_copy(update={"needs": needs})}
    (row,) = as_data(replace(guide, patterns=patterns), ["heavy"], [])["ruled-out"]["bicycle"]
    assert row["judgement"]["decision"] == "draft-no-heavy-bags"


def test_a_result_with_costs_names_the_first_pattern_with_which_the_needs_have_none(
    choose: Callable[..., int], guide: Guide, rule: Rule, capsys: pytest.CaptureFixture[str]
) -> None:
    others = [need for need in rule.needs if need != "alive"]
    assert choose("--yes", "alive", "--no", *others, "--format", "json") == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["recommended"], data["second-opinion"]) == ("bicycle", "mail-boat")
    assert choose("--yes", "alive", "--no", *others) == 0
    boat, crew = guide.patterns["mail-boat"].name, guide.patterns["mail-boat"].drawbacks["crew"]
    told = f"Whatever the needs, with {boat}:\n  {crew.text} [{', '.join(crew.sources)}]\n"
    asks = "  What it asks of the team: patterns/mail-boat/#asks\n"
    assert f"\nNone of these needs costs anything extra with {boat}.\n{told}{asks}" in capsys.readouterr().out


def test_a_result_tells_what_its_pattern_costs_whatever_the_needs(
    choose: Callable[..., int], guide: Guide, rule: Rule, capsys: pytest.CaptureFixture[str]
) -> None:
    assert choose("--no", *rule.needs, "--joins", "mail-boat", "--format", "json") == 0
    standing = json.loads(capsys.readouterr().out)["whatever-the-needs"]
    crew = guide.patterns["mail-boat"].drawbacks["crew"]
    assert standing == {
        "mail-boat": {"drawbacks": [{"text": crew.text, "sources": crew.sources}], "asks": "patterns/mail-boat/#asks"},
        "bottle": {"drawbacks": [], "asks": "patterns/bottle/#asks"},
    }
    # What it joins is the second opinion too, and is told once.
    others = [need for need in rule.needs if need != "alive"]
    assert choose("--yes", "alive", "--no", *others, "--joins", "mail-boat") == 0
    said = capsys.readouterr().out
    assert said.count(f"Whatever the needs, with {guide.patterns['mail-boat'].name}:\n") == 1
    assert f"Whatever the needs, with {guide.patterns['bicycle'].name}:\n" in said
    assert choose() == 0
    assert "Whatever the needs" not in capsys.readouterr().out


def test_what_joins_something_is_deployed_like_it_as_long_as_that_supports_the_needs(
    choose: Callable[..., int], guide: Guide, rule: Rule, capsys: pytest.CaptureFixture[str]
) -> None:
    name = guide.patterns["mail-boat"].name
    assert choose("--no", *rule.needs, "--joins", "mail-boat") == 0
    said = capsys.readouterr().out
    assert said.startswith(f"Take, as what it joins: {name}\n")
    assert f"\nOn its own:\nTake: {guide.patterns['bottle'].name}\n" in said
    assert choose("--yes", "overnight", "--joins", "mail-boat") == 0
    assert name not in capsys.readouterr().out.partition("\n")[0]


def test_a_result_tells_how_its_pattern_meets_what_it_supports_without_a_cost(
    choose: Callable[..., int], guide: Guide, rule: Rule, capsys: pytest.CaptureFixture[str]
) -> None:
    needs = ["alive", "signed-for"]
    given = ["--yes", *needs, "--no", *(need for need in rule.needs if need not in needs)]
    assert choose(*given, "--format", "json") == 0
    met = json.loads(capsys.readouterr().out)["met"]
    assert {id: [row["need"] for row in rows] for id, rows in met.items()} == {
        "bicycle": ["signed-for"],
        "mail-boat": ["signed-for", "alive"],
    }
    answer = guide.patterns["bicycle"].needs["signed-for"]
    assert met["bicycle"] == [{"need": "signed-for", "reason": answer.reason, "sources": answer.sources}]
    assert choose(*given) == 0
    said = capsys.readouterr().out
    told = f"  signed-for: {answer.reason} [{', '.join(answer.sources)}]\n"
    assert f"\nHow {guide.patterns['bicycle'].name} meets what else you need:\n{told}" in said
    assert f"\nHow {guide.patterns['mail-boat'].name} meets what you need:\n  signed-for: " in said


def test_an_open_result_tells_what_each_possible_pattern_costs_so_far(
    choose: Callable[..., int], guide: Guide, capsys: pytest.CaptureFixture[str]
) -> None:
    assert choose("--yes", "alive", "--format", "json") == 0
    costs = json.loads(capsys.readouterr().out)["costs-so-far"]
    answer = guide.patterns["bicycle"].needs["alive"]
    assert (costs["bicycle"][0]["cost"], costs["mail-boat"]) == (answer.cost, [])
    assert choose("--yes", "alive") == 0
    said = capsys.readouterr().out
    bicycle, boat = guide.patterns["bicycle"].name, guide.patterns["mail-boat"].name
    assert f"\nAt a cost so far, with {bicycle}:\n  alive: {answer.reason} Cost: {answer.cost} [" in said
    assert f"\nNone of the needs so far costs anything extra with {boat}.\n" in said
    # What it joins has told its costs before.
    assert choose("--yes", "alive", "--joins", "bicycle") == 0
    assert f"with {bicycle}:\n  alive" not in capsys.readouterr().out
    assert choose("--no", "alive") == 0
    assert "so far" not in capsys.readouterr().out


def test_what_needs_no_service_is_told_before_the_first_answer_and_is_a_call_away_after_it(
    choose: Callable[..., int], guide: Guide, sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (id, kind), *others = ((id, kind) for id, kind in guide.kinds.items() if not kind.is_service)
    assert not others
    told = f"  {kind.name}: {kind.instead} [{', '.join(kind.why.sources)}]\n"
    assert choose() == 0
    said = capsys.readouterr().out
    assert said.startswith(f"What needs no service of your own, and what is used instead:\n{told}Possible: ")
    assert "guide choose" not in said
    for given in (["--yes", "alive"], ["--no", "alive"], ["--joins", "bicycle"]):
        assert choose(*given) == 0
        said = capsys.readouterr().out
        assert told not in said
        assert f"\nWhat needs no service of your own ({kind.name}) is listed by: guide choose\n" in said
        assert choose(*given, "--format", "json") == 0
        said = json.loads(capsys.readouterr().out)
        assert said["no-service"] == {
            id: {"name": kind.name, "instead": kind.instead, "sources": kind.why.sources},
        }
    # Where all is a service, nothing is told of it.
    assert main(["--root", str(sample), "choose"]) == 0
    assert capsys.readouterr().out.startswith("Possible: ")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--yes", "overnihgt"], "unknown need 'overnihgt', did you mean 'overnight'?\n"),
        (["--no", "crate"], "unknown need 'crate', did you mean 'heavy'?\n"),
        (["--yes", "Kilogram"], "unknown need 'Kilogram', did you mean 'heavy'?\n"),
        (["--joins", "bycicle"], "unknown pattern 'bycicle', did you mean 'bicycle'?\n"),
        (["--yes", "heavy", "--no", "heavy"], "need 'heavy' is both yes and no; give it once\n"),
    ],
)
def test_what_is_no_need_is_refused(
    choose: Callable[..., int], arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert choose(*arguments) == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", message)


def test_a_person_who_says_so_is_named_with_the_day(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = "      reason: It gets wet.\n      sources: [log"
    edit(sample, "data/patterns/kite.yml", said, f"{said}, {{by: Ada, date: 2026-01-05}}")
    assert main(["--root", str(sample), "choose", "--yes", "water"]) == 0
    assert "\n  water: It gets wet. [log, Ada (2026-01-05)]\n" in capsys.readouterr().out


def test_while_something_is_open_the_lightest_pattern_is_named_with_all_that_would_rule_it_out(
    choose: Callable[..., int], guide: Guide, rule: Rule, capsys: pytest.CaptureFixture[str]
) -> None:
    assert choose("--yes", "heavy") == 0
    rest = [need for need in rule.needs if need != "heavy"]
    out = [" + ".join(group) for group in rule.ruling_out("mail-boat", ["heavy", *rest])]
    line = f"Take {guide.patterns['mail-boat'].name}, unless one of these is true: {', '.join(out)}"
    assert capsys.readouterr().out.splitlines()[1] == line
    assert choose("--yes", "heavy", "--no", *rest, "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["unless"] == []
