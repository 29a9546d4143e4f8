"""Random rules and answers, and a naive reference that shares no code with what it is compared to."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, combinations

from hypothesis import strategies as st

from guide.model.entries import Support
from guide.rule.recommend import Rule


@st.composite
def rules(draw: st.DrawFn, patterns: int = 7, needs: int = 10) -> Rule:
    """Draw a rule of 1 to ``patterns`` patterns and 0 to ``needs`` needs, with any answers and exclusions."""
    need_ids = tuple(f"need-{number}" for number in range(draw(st.integers(0, needs))))
    pattern_ids = [f"pattern-{number}" for number in range(draw(st.integers(1, patterns)))]
    said = st.fixed_dictionaries({need: st.sampled_from(Support) for need in need_ids})
    answers = {pattern: draw(said) for pattern in pattern_ids}
    return Rule(need_ids, answers, {id: draw(_pairs(need_ids, row)) for id, row in answers.items()})


def _pairs(needs: Sequence[str], row: Mapping[str, Support]) -> st.SearchStrategy[tuple[tuple[str, ...], ...]]:
    """Return what draws some pairs of the needs that a pattern supports."""
    pairs = list(combinations([need for need in needs if row[need] is not Support.NO], 2))
    some = st.lists(st.sampled_from(pairs), max_size=4, unique=True) if pairs else st.just([])
    return some.map(lambda drawn: tuple(sorted(drawn, key=pairs.index)))


@st.composite
def answered(draw: st.DrawFn, needs: int = 10) -> tuple[Rule, list[str], list[str]]:
    """Draw a rule, and some service's needs and unknown needs under it."""
    rule = draw(rules(needs=needs))
    said = {need: draw(st.sampled_from(["unknown", "yes", "no"])) for need in rule.needs}
    return rule, *([need for need in rule.needs if said[need] == word] for word in ("yes", "unknown"))


def subsets(needs: Collection[str]) -> Iterator[tuple[str, ...]]:
    """Yield every subset of the needs."""
    return chain.from_iterable(combinations(needs, size) for size in range(len(needs) + 1))


def one_of_each_kind(rule: Rule) -> list[str]:
    """Return needs of which no two say the same of every pattern, so that one stands for all of its kind.

    A need that excludes another is a kind by itself: what the two say of every pattern is not all that they do.
    """
    paired = {need for pairs in rule.excluding.values() for pair in pairs for need in pair}
    kinds = {
        (*(answers[need] for answers in rule.answers.values()), need if need in paired else ""): need
        for need in reversed(rule.needs)
    }
    return [need for need in rule.needs if need in kinds.values()]


def lightest(rule: Rule, needs: Collection[str]) -> str | None:
    """Return the first pattern without a "no" to any of the needs, and with no two of them that exclude each other."""
    for pattern, answers in rule.answers.items():
        refused = [need for need in needs if answers[need] == "no" or excluded_with(rule, pattern, need) & {*needs}]
        if not refused:
            return pattern
    return None


def excluded_with(rule: Rule, pattern: str, need: str) -> set[str]:
    """Return the needs that a pattern does not support together with one."""
    return {other for pair in rule.excluding.get(pattern, ()) if need in pair for other in pair if other != need}


def lightest_of_all(rule: Rule, needs: Collection[str], unknown: Collection[str]) -> set[str | None]:
    """Return what is the lightest pattern under every way of settling the unknown needs."""
    return {lightest(rule, {*needs, *more}) for more in subsets(unknown)}
