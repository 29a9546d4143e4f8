"""For how many combinations of needs a change of the rule leads to another pattern."""

from __future__ import annotations

from collections import Counter

from hypothesis import given

from guide.changes.recommended import shifts
from guide.rule.recommend import Rule
from tests.engine.guides import lightest, rules, subsets


def lightest_of(rule: Rule, needs: list[str]) -> str | None:
    return lightest(rule, [need for need in needs if need in rule.needs])


@given(rules(), rules())
def test_all_that_lead_elsewhere_are_counted_and_the_shortest_ones_shown(before: Rule, after: Rule) -> None:
    combinations = list(subsets(list(dict.fromkeys([*after.needs, *before.needs]))))
    moved = [
        (ends, needs)
        for needs in combinations
        if (ends := (lightest_of(before, needs), lightest_of(after, needs))) and ends[0] != ends[1]
    ]
    found = shifts(before, after)
    assert Counter(ends for ends, _ in moved) == {(one.before, one.after): one.count for one in found}
    for one in found:
        sizes = sorted(len(needs) for ends, needs in moved if ends == (one.before, one.after))
        assert [len(needs) for needs in one.likeliest] == sizes[:3]
        assert len(set(one.likeliest)) == len(one.likeliest)
        for needs in one.likeliest:
            assert (lightest_of(before, list(needs)), lightest_of(after, list(needs))) == (one.before, one.after)


@given(rules())
def test_a_rule_that_stays_leads_nowhere_else(rule: Rule) -> None:
    assert shifts(rule, rule) == []
