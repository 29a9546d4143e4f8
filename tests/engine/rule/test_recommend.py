"""The rule that answers "which pattern?", for the shipped data and for any other."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guide.model.entries import Support
from guide.model.load import load
from guide.rule.recommend import Rule, idle_needs, unreachable_patterns
from tests.engine.guides import answered, lightest, lightest_of_all, rules, subsets

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def shipped() -> Rule:
    """The rule that follows from the data in data/."""
    return Rule.of(load(ROOT)[0])


def test_every_combination_gives_the_lightest_pattern_that_supports_all_needs(shipped: Rule) -> None:
    for needs in subsets(shipped.needs):
        found = shipped.recommend(needs)
        assert found.pattern == lightest(shipped, needs)
        order = [*shipped.answers, None]
        assert list(found.ruled_out) == order[: order.index(found.pattern)]
        for pattern, out in found.ruled_out.items():
            assert out == tuple(need for need in needs if shipped.answers[pattern][need] == "no") != ()
        if found.pattern:
            said = shipped.answers[found.pattern]
            assert "no" not in {said[need] for need in needs}
            assert found.caveats == tuple(need for need in needs if said[need] == "at-a-cost")


def test_one_more_need_never_makes_the_result_lighter(shipped: Rule) -> None:
    order = [*shipped.answers, None]
    place = {needs: order.index(shipped.recommend(needs).pattern) for needs in subsets(shipped.needs)}
    for needs, here in place.items():
        for more in shipped.needs:
            assert place[tuple(need for need in shipped.needs if need in {*needs, more})] >= here


def test_possible_patterns_of_the_shipped_data_are_those_of_every_completion(shipped: Rule) -> None:
    # Needs that rule out the same patterns are alike here, so that one of each kind stands for all.
    kinds = {tuple(shipped.supports(pattern, need) for pattern in shipped.answers): need for need in shipped.needs}
    one_each = list(kinds.values())
    for unknown in subsets(one_each):
        known = [need for need in one_each if need not in unknown]
        for needs in subsets(known):
            found = shipped.possible(needs, unknown)
            assert set(found) == lightest_of_all(shipped, needs, unknown)
            assert len(found) == len(set(found))


def test_every_pattern_is_the_right_one_for_some_service(shipped: Rule) -> None:
    assert list(unreachable_patterns(shipped)) == []


def test_every_need_changes_some_result(shipped: Rule) -> None:
    assert list(idle_needs(shipped)) == []


@given(answered())
def test_any_rule_recommends_the_lightest_pattern(drawn: tuple[Rule, list[str], list[str]]) -> None:
    rule, needs, _ = drawn
    found = rule.recommend(needs)
    assert found.pattern == lightest(rule, needs)
    if found.pattern is None:
        assert set(found.conflicts) == _smallest_conflicts(rule, needs)
    else:
        assert found.conflicts == ()


def _smallest_conflicts(rule: Rule, needs: list[str]) -> set[tuple[str, ...]]:
    conflicts = [group for group in subsets(needs) if lightest(rule, group) is None]
    return {group for group in conflicts if len(group) == min(map(len, conflicts))}


@given(answered(needs=7))
def test_any_rule_finds_the_patterns_that_some_completion_recommends(drawn: tuple[Rule, list[str], list[str]]) -> None:
    rule, needs, unknown = drawn
    found = rule.possible(needs, unknown)
    order = [*rule.answers, None]
    assert found == tuple(sorted(lightest_of_all(rule, needs, unknown), key=order.index))


@given(answered(needs=6))
@settings(max_examples=300)
def test_the_next_question_leaves_the_fewest_patterns(drawn: tuple[Rule, list[str], list[str]]) -> None:
    rule, needs, unknown = drawn
    left = {}
    for need in unknown:
        rest = [other for other in unknown if other != need]
        counts = [len(lightest_of_all(rule, has, rest)) for has in ([*needs, need], needs)]
        left[need] = (max(counts), sum(counts))
    now = len(lightest_of_all(rule, needs, unknown))
    found = rule.next_question(needs, unknown)
    # There is a question to ask exactly as long as more than one result is possible.
    assert (found is None) == (now == 1)
    assert found is None or left[found] == min(score for score in left.values() if score[1] < 2 * now)


@given(answered(needs=6))
def test_turning_points_are_the_answers_that_change_the_result(drawn: tuple[Rule, list[str], list[str]]) -> None:
    rule, needs, unknown = drawn
    now = lightest_of_all(rule, needs, unknown)
    expected = {}
    for need in set(rule.needs) - set(unknown):
        then = lightest_of_all(rule, set(needs) ^ {need}, unknown)
        if then != now:
            expected[need] = then
    assert {need: set(then) for need, then in rule.turning_points(needs, unknown).items()} == expected


@given(answered(needs=6), st.data())
def test_a_verdict_holds_for_every_completion(drawn: tuple[Rule, list[str], list[str]], data: st.DataObject) -> None:
    rule, needs, unknown = drawn
    verdict = rule.verdict(needs, [need for need in rule.needs if need not in {*needs, *unknown}])
    assert (list(verdict.needs), list(verdict.unknown)) == (needs, unknown)
    settled = {*needs, *data.draw(st.sets(st.sampled_from(unknown)) if unknown else st.just(set()))}
    assert lightest(rule, settled) in verdict.possible
    assert verdict.settled == (len(lightest_of_all(rule, needs, unknown)) == 1)
    for pattern in verdict.known.ruled_out:
        assert lightest(rule, settled) != pattern
    if verdict.settled and verdict.possible[0]:
        at_a_cost = {need for need, said in rule.answers[verdict.possible[0]].items() if said == "at-a-cost"}
        assert settled & at_a_cost <= {*verdict.known.caveats, *verdict.may_cost}


@given(rules(needs=6))
@settings(max_examples=60)
def test_idle_needs_are_those_that_change_nothing_for_any_service(rule: Rule) -> None:
    def result(needs: set[str]) -> tuple[str | None, set[str]]:
        pattern = lightest(rule, needs)
        return pattern, {need for need in needs if pattern and rule.answers[pattern][need] == "at-a-cost"}

    idle = [
        need for need in rule.needs if all(result(set(some)) == result({*some, need}) for some in subsets(rule.needs))
    ]
    assert list(idle_needs(rule)) == idle
    reached = {lightest(rule, some) for some in subsets(rule.needs)}
    assert list(unreachable_patterns(rule)) == [pattern for pattern in rule.answers if pattern not in reached]


def test_nothing_known_gives_no_verdict() -> None:
    rule = Rule(
        ("a", "b"), {"light": {"a": Support.NO, "b": Support.YES}, "heavy": {"a": Support.YES, "b": Support.NO}}
    )
    verdict = rule.verdict([], [])
    assert not verdict.settled
    assert verdict.possible == ("light", "heavy", None)
    assert verdict.next_question == "a"
