"""The rule that answers "which pattern?", for a whole guide and for any rule."""

from __future__ import annotations

import random
from collections.abc import Collection
from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from guide.model.entries import Support
from guide.rule.recommend import Rule, idle_needs, unreachable_patterns
from tests.engine.guides import answered, excluded_with, lightest, lightest_of_all, one_of_each_kind, rules, subsets
from tests.engine.whole_guide import whole_guide


@given(answered(needs=24))
def test_any_rule_gives_the_lightest_pattern_that_supports_all_needs(
    drawn: tuple[Rule, list[str], list[str]],
) -> None:
    rule, needs, _ = drawn
    found = rule.recommend(needs)
    order = [*rule.answers, None]
    assert found.pattern == lightest(rule, needs)
    assert list(found.ruled_out) == order[: order.index(found.pattern)]
    for pattern, out in found.ruled_out.items():
        alone = [(need,) for need in needs if rule.answers[pattern][need] == "no"]
        pairs = [pair for pair in combinations(needs, 2) if pair[1] in excluded_with(rule, pattern, pair[0])]
        assert list(out) == alone + pairs != []
    if found.pattern:
        assert found.caveats == at_a_cost(rule, found.pattern, needs)


@given(answered())
def test_a_second_opinion_is_the_first_heavier_pattern_that_costs_nothing(
    drawn: tuple[Rule, list[str], list[str]],
) -> None:
    rule, needs, _ = drawn
    found = rule.recommend(needs)
    free = [
        id
        for id, answers in rule.answers.items()
        if lightest(Rule(rule.needs, {id: answers}, rule.excluding), needs) and not at_a_cost(rule, id, needs)
    ]
    assert found.second_opinion == (free[0] if free and found.pattern and found.caveats else None)


@given(answered())
def test_each_need_that_a_pattern_supports_is_met_or_costs_something(drawn: tuple[Rule, list[str], list[str]]) -> None:
    rule, needs, _ = drawn
    for id, answers in rule.answers.items():
        assert list(rule.met(id, needs)) == [need for need in needs if answers[need] == "yes"]
        if rule.supports(id, needs):
            assert {*rule.met(id, needs), *rule.at_a_cost(id, needs)} == {*needs}


def at_a_cost(rule: Rule, pattern: str, needs: Collection[str]) -> tuple[str, ...]:
    return tuple(need for need in needs if rule.answers[pattern][need] == "at-a-cost")


@given(answered(needs=24))
def test_one_more_need_never_makes_the_result_lighter(drawn: tuple[Rule, list[str], list[str]]) -> None:
    rule, needs, others = drawn
    order = [*rule.answers, None]
    here = order.index(rule.recommend(needs).pattern)
    for more in others:
        assert order.index(rule.recommend([*needs, more]).pattern) >= here


def test_possible_patterns_of_a_whole_guide_are_those_of_every_completion() -> None:
    rule = Rule.of(whole_guide())
    one_each = one_of_each_kind(rule)
    for unknown in subsets(one_each):
        for needs in subsets([need for need in one_each if need not in unknown]):
            found = rule.possible(needs, unknown)
            assert set(found) == lightest_of_all(rule, needs, unknown)
            assert len(found) == len(set(found))


def test_two_dozen_needs_are_no_more_work_than_a_few() -> None:
    needs = tuple(f"need-{number}" for number in range(24))
    chance = random.Random(5)
    answers = {f"pattern-{number}": {need: chance.choice(list(Support)) for need in needs} for number in range(6)}
    supported = {id: [need for need in needs if row[need] is not Support.NO] for id, row in answers.items()}
    pairs = {id: [tuple(some[at : at + 2]) for at in range(0, 8, 2)] for id, some in supported.items()}
    rule = Rule(needs, answers, pairs)
    assert set(rule.possible([], needs)) <= {*answers, None}
    assert rule.next_question([], needs) in needs
    assert rule.turning_points(needs[:2], needs[2:]) is not None
    assert rule.recommend(needs).to_give_up
    assert set(unreachable_patterns(rule)) <= set(answers)
    assert set(idle_needs(rule)) <= set(needs)


@given(answered())
def test_any_rule_recommends_the_lightest_pattern_and_says_what_to_give_up_for_a_lighter_one(
    drawn: tuple[Rule, list[str], list[str]],
) -> None:
    rule, needs, _ = drawn
    found = rule.recommend(needs)
    assert found.pattern == lightest(rule, needs)
    lighter = [given for given in subsets(needs) if lightest(rule, {*needs} - {*given}) != found.pattern]
    assert set(found.to_give_up) == {given for given in lighter if len(given) == len(lighter[0])}
    assert len(found.to_give_up) == len(set(found.to_give_up))


@given(answered(needs=7))
def test_any_rule_finds_the_patterns_that_some_completion_recommends(drawn: tuple[Rule, list[str], list[str]]) -> None:
    rule, needs, unknown = drawn
    found = rule.possible(needs, unknown)
    order = [*rule.answers, None]
    assert found == tuple(sorted(lightest_of_all(rule, needs, unknown), key=order.index))


@given(answered(needs=6))
@settings(max_examples=300)
def test_the_next_question_is_about_the_lightest_pattern_that_is_left(drawn: tuple[Rule, list[str], list[str]]) -> None:
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
    # It is about the lightest pattern that is left: with some others, the need rules it out.
    here = lightest(rule, needs)
    open_ = {
        need
        for need in unknown
        for more in subsets([other for other in unknown if other != need])
        if lightest(rule, [*needs, *more]) == here != lightest(rule, [*needs, *more, need])
    }
    assert found is None or left[found] == min(left[need] for need in open_)
    common = dict.fromkeys(unknown[::2], 3)
    asked = replace(rule, common=common).next_question(needs, unknown)
    assert asked is None or (asked in open_ and (asked in common or not open_ & common.keys()))


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
        return pattern, set(at_a_cost(rule, pattern, needs) if pattern else ())

    idle = [
        need for need in rule.needs if all(result(set(some)) == result({*some, need}) for some in subsets(rule.needs))
    ]
    assert list(idle_needs(rule)) == idle
    reached = {lightest(rule, some) for some in subsets(rule.needs)}
    assert list(unreachable_patterns(rule)) == [pattern for pattern in rule.answers if pattern not in reached]


@given(answered(), st.data())
def test_what_joins_something_comes_with_its_pattern_as_long_as_that_supports_the_needs(
    drawn: tuple[Rule, list[str], list[str]], data: st.DataObject
) -> None:
    rule, needs, unknown = drawn
    pattern = data.draw(st.sampled_from(list(rule.answers)))
    without = [need for need in rule.needs if need not in {*needs, *unknown}]
    fits = lightest(Rule(rule.needs, {pattern: rule.answers[pattern]}, rule.excluding), needs)
    assert rule.verdict(needs, without, joins=pattern).joins == fits
    assert replace(rule.verdict(needs, without, joins=pattern), joins=None) == rule.verdict(needs, without)


def test_nothing_known_gives_no_verdict() -> None:
    rule = Rule(
        ("a", "b"), {"light": {"a": Support.NO, "b": Support.YES}, "heavy": {"a": Support.YES, "b": Support.NO}}
    )
    verdict = rule.verdict([], [])
    assert not verdict.settled
    assert verdict.possible == ("light", "heavy", None)
    assert verdict.next_question == "a"
