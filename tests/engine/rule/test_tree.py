"""The decision tree: it says what the rule says, and asks nothing in vain."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings

from guide.rule.recommend import Rule
from guide.rule.tree import Fork, Leaf, Node, outcomes, tree_of, way
from tests.engine.guides import answered, lightest, one_of_each_kind, rules, subsets
from tests.engine.whole_guide import whole_guide

Path_ = tuple[tuple[Fork, bool], ...]


def without_exclusions(rule: Rule) -> Rule:
    """Return a rule without its pairs of needs, of which the tree knows nothing."""
    return Rule(rule.needs, rule.answers)


@pytest.fixture(scope="module")
def whole() -> Rule:
    """The rule that follows from a whole guide."""
    return without_exclusions(Rule.of(whole_guide()))


def leaf_for(node: Node, needs: tuple[str, ...]) -> Leaf:
    """Return where the tree ends for a service with exactly these needs."""
    while isinstance(node, Fork):
        node = node.yes if set(node.needs) & set(needs) else node.no
    return node


def walk(node: Node, before: Path_ = ()) -> Iterator[tuple[Node, Path_]]:
    """Yield every node with the questions on the way to it and their answers."""
    yield node, before
    if isinstance(node, Fork):
        yield from walk(node.yes, (*before, (node, True)))
        yield from walk(node.no, (*before, (node, False)))


def assert_agrees(rule: Rule) -> None:
    """Check that the tree ends with the lightest pattern for every combination of needs, one of each kind."""
    tree = tree_of(rule)
    for needs in subsets(one_of_each_kind(rule)):
        leaf = leaf_for(tree, needs)
        found = rule.recommend(needs)
        assert leaf.pattern == found.pattern
        # The leaf names, for each lighter pattern, what ruled it out for this very service.
        assert list(leaf.ruled_out) == list(found.ruled_out)
        assert all(
            (need,) in out
            for pattern, out in found.ruled_out.items()
            for need in leaf.ruled_out[pattern]
            if need in needs
        )
        assert set(found.caveats) <= set(leaf.costs)


def assert_asks_nothing_in_vain(rule: Rule) -> None:
    """Check that each need that is asked about can still change the result, and is asked about once."""
    ids = []
    for node, before in walk(tree_of(rule)):
        ids.append(node.id)
        asked = [need for question, _ in before for need in question.needs]
        assert len(asked) == len(set(asked))
        assert len(before) <= len(rule.needs)
        has = [question.needs[0] for question, yes in before if yes]
        if isinstance(node, Fork):
            assert not set(node.needs) & set(asked)
            assert all(lightest(rule, [*has, need]) != lightest(rule, has) for need in node.needs)
        else:
            # Where the tree stops asking, nothing that was not ruled out on the way changes the result.
            without = {need for question, yes in before if not yes for need in question.needs}
            rest = [need for need in rule.needs if need not in without]
            assert {lightest(rule, {*has, *more}) for more in subsets(rest)} == {node.pattern}
    assert len(ids) == len(set(ids))


def test_the_tree_of_a_whole_guide_agrees_with_the_rule_for_every_combination(whole: Rule) -> None:
    assert_agrees(whole)


def test_the_tree_of_a_whole_guide_asks_nothing_in_vain(whole: Rule) -> None:
    assert_asks_nothing_in_vain(whole)


def test_the_tree_of_a_whole_guide_reaches_every_pattern(whole: Rule) -> None:
    assert set(outcomes(tree_of(whole))) >= set(whole.answers)


def test_the_addresses_of_a_whole_tree_name_needs(whole: Rule) -> None:
    for node, before in walk(tree_of(whole)):
        assert node.id == ".".join(["tree", *(f"{'yes' if yes else 'no'}-{asked.needs[0]}" for asked, yes in before)])


@given(rules(needs=7).map(without_exclusions))
def test_any_tree_agrees_with_its_rule(rule: Rule) -> None:
    assert_agrees(rule)


@given(rules(needs=7).map(without_exclusions))
@settings(max_examples=60, deadline=None)
def test_any_tree_asks_nothing_in_vain(rule: Rule) -> None:
    assert_asks_nothing_in_vain(rule)


@given(rules().map(without_exclusions))
@settings(max_examples=60)
def test_no_path_asks_more_than_the_needs_one_by_one(rule: Rule) -> None:
    # One by one, one would ask about every need that rules something out.
    that_matter = {need for need in rule.needs for said in rule.answers.values() if said[need] == "no"}
    assert max(len(before) for _, before in walk(tree_of(rule))) <= len(that_matter)


@given(answered())
def test_the_way_through_any_tree_ends_with_what_is_possible(drawn: tuple[Rule, list[str], list[str]]) -> None:
    rule, needs, unknown = without_exclusions(drawn[0]), *drawn[1:]
    verdict = rule.verdict(needs, [need for need in rule.needs if need not in {*needs, *unknown}])
    ends = {node.pattern for node in way(tree_of(rule), verdict) if isinstance(node, Leaf)}
    assert ends == set(verdict.possible)
