"""The ladder: it says what the rule says, to somebody who remembers nothing but what they were asked."""

from __future__ import annotations

from collections.abc import Collection

import pytest
from hypothesis import given

from guide.rule.ladder import ladder_of
from guide.rule.recommend import Rule
from tests.engine.guides import excluded_with, lightest, one_of_each_kind, rules, subsets
from tests.engine.whole_guide import whole_guide


@pytest.fixture(scope="module")
def whole() -> Rule:
    """The rule that follows from a whole guide."""
    return Rule.of(whole_guide())


def climbed(rule: Rule, needs: Collection[str]) -> str | None:
    """Return where somebody ends who goes down the ladder for a service with exactly these needs."""
    true: set[str] = set()
    together: set[tuple[str, ...]] = set()
    for rung in ladder_of(rule):
        said = [group for group in rung.asks if {*group} <= {*needs}]
        true.update(group[0] for group in said if len(group) == 1)
        together.update(said)
        if not said and not any(group in together or {*group} <= true for group in rung.above):
            return rung.pattern
    return None


def assert_agrees(rule: Rule) -> None:
    """Check that the ladder ends with the lightest pattern for every combination of needs, one of each kind."""
    for needs in subsets(one_of_each_kind(rule)):
        assert climbed(rule, needs) == rule.recommend(needs).pattern == lightest(rule, needs)


def assert_asks_once_for_what_rules_out(rule: Rule) -> None:
    """Check that each rung names all that rules its pattern out, and asks nothing that was asked above."""
    asked: list[tuple[str, ...]] = []
    for rung in ladder_of(rule):
        assert not {*rung.asks} & {*asked}
        asked += rung.asks
        alone = {(need,) for need in rule.needs if rule.answers[rung.pattern][need] == "no"}
        paired = {frozenset((need, other)) for need in rule.needs for other in excluded_with(rule, rung.pattern, need)}
        named = {*rung.asks, *rung.above}
        assert {group for group in named if len(group) == 1} == alone
        assert {frozenset(group) for group in named if len(group) == 2} == paired


def test_the_ladder_of_a_whole_guide_agrees_with_the_rule_for_every_combination(whole: Rule) -> None:
    assert_agrees(whole)
    assert_asks_once_for_what_rules_out(whole)


def test_every_pair_of_a_whole_guide_turns_some_result(whole: Rule) -> None:
    pairs = [(pattern, pair) for pattern, pairs in whole.excluding.items() for pair in pairs]
    assert pairs
    for pattern, pair in pairs:
        rest = {pattern: [other for other in whole.excluding[pattern] if other != pair]}
        without = Rule(whole.needs, whole.answers, {**whole.excluding, **rest})
        turned = [needs for needs in subsets(whole.needs) if climbed(whole, needs) != climbed(without, needs)]
        assert turned
        assert all({*pair} <= {*needs} for needs in turned)


def test_the_ladder_of_a_whole_guide_has_a_rung_for_every_pattern(whole: Rule) -> None:
    assert [rung.pattern for rung in ladder_of(whole)] == list(whole.answers)


@given(rules(needs=8))
def test_any_ladder_agrees_with_its_rule(rule: Rule) -> None:
    assert_agrees(rule)
    assert_asks_once_for_what_rules_out(rule)


@given(rules(needs=24))
def test_any_ladder_ends_with_what_nothing_rules_out(rule: Rule) -> None:
    rungs = ladder_of(rule)
    order = list(rule.answers)
    last = lightest(rule, rule.needs) or order[-1]
    assert [rung.pattern for rung in rungs] == order[: order.index(last) + 1]
