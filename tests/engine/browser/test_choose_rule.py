"""The rule that the page which chooses a pattern applies in a browser: it says what Python says."""

from __future__ import annotations

import json
import random
from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import Page

from guide.model.entries import Support
from guide.rule.recommend import Rule
from macros.views.choose_page import rule_as_data
from tests.engine.guides import one_of_each_kind, subsets

pytestmark = pytest.mark.browser

# Runs in the browser: what the module's functions say of each [needs, unknown] under each rule.
SAY = """async (batch) => {
  const script = document.querySelector('script[src$="assets/choose.js"]').src;
  const module = await import(new URL("rule.js", script));
  return JSON.stringify(batch.map(({ rule, cases }) => cases.map(([needs, unknown]) => {
    const said = module.recommend(rule, needs);
    return [said.pattern, said.caveats, said.ruledOut, said.secondOpinion, said.toGiveUp,
      module.possible(rule, needs, unknown), module.nextQuestion(rule, needs, unknown),
      module.turningPoints(rule, needs, unknown), rule.patterns.map((one) => module.met(rule, one, needs))];
  })));
}"""


def as_python_says(rule: Rule, needs: tuple[str, ...], unknown: tuple[str, ...]) -> list[Any]:
    """Return what the functions in the browser have to say."""
    said = rule.recommend(needs)
    verdict = rule.verdict(needs, [need for need in rule.needs if need not in {*needs, *unknown}])
    return [
        said.pattern,
        said.caveats,
        said.ruled_out,
        said.second_opinion,
        said.to_give_up,
        verdict.possible,
        verdict.next_question,
        list(rule.turning_points(needs, unknown).items()),
        [rule.met(id, needs) for id in rule.answers],
    ]


def batch_of(rule: Rule, cases: list[tuple[tuple[str, ...], tuple[str, ...]]]) -> dict[str, Any]:
    """Return a rule and the cases to try it with, as the browser takes them."""
    return {"rule": rule_as_data(rule), "cases": cases}


def plain(value: Any) -> Any:
    """Return a value as it is once it has been JSON."""
    return json.loads(json.dumps(value))


def some_cases(rule: Rule, chance: random.Random, count: int) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return random needs and unknown needs under a rule."""
    cases = []
    for _ in range(count):
        said = {need: chance.choice(["yes", "no", "unknown"]) for need in rule.needs}
        needs, unknown = (tuple(need for need in rule.needs if said[need] == word) for word in ("yes", "unknown"))
        cases.append((needs, unknown))
    return cases


def some_pairs(row: dict[str, Support], chance: random.Random) -> list[tuple[str, ...]]:
    """Return random pairs of the needs that a pattern supports."""
    pairs = list(combinations([need for need, said in row.items() if said is not Support.NO], 2))
    return [pair for pair in pairs if chance.random() < 3 / len(pairs)]


def test_the_page_embeds_the_rule_of_the_data(page: Page, rule: Rule) -> None:
    embedded = json.loads(page.locator("#choose-data").text_content() or "")
    assert embedded["rule"].items() >= plain(rule_as_data(rule)).items()


def test_the_browser_says_what_python_says_of_one_need_of_each_kind(page: Page, rule: Rule) -> None:
    cases = [(needs, ()) for needs in subsets(one_of_each_kind(rule))]
    found = json.loads(page.evaluate(SAY, [batch_of(rule, cases)]))[0]
    for case, said in zip(cases, found, strict=True):
        assert said == plain(as_python_says(rule, *case)), case


def test_the_browser_says_what_python_says_when_needs_are_unknown(page: Page, rule: Rule) -> None:
    cases = some_cases(rule, random.Random(12), 150)
    found = json.loads(page.evaluate(SAY, [batch_of(rule, cases)]))[0]
    for case, said in zip(cases, found, strict=True):
        assert said == plain(as_python_says(rule, *case)), case


def test_the_browser_says_what_python_says_under_any_rule(page: Page) -> None:
    chance = random.Random(3)
    batch, expected = [], []
    for _ in range(150):
        needs = tuple(f"need-{number}" for number in range(chance.randint(0, 9)))
        patterns = [f"pattern-{number}" for number in range(chance.randint(1, 7))]
        answers = {id: {need: chance.choice(list(Support)) for need in needs} for id in patterns}
        pairs = {id: some_pairs(row, chance) for id, row in answers.items()}
        rule = Rule(needs, answers, pairs, {need: chance.randint(0, 3) for need in needs[::2]})
        cases = some_cases(rule, chance, 8)
        batch.append(batch_of(rule, cases))
        expected.append([as_python_says(rule, *case) for case in cases])
    assert json.loads(page.evaluate(SAY, batch)) == plain(expected)
