"""Random rules and answers, and a naive reference that shares no code with what it is compared to."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain, combinations

from hypothesis import strategies as st

from guide.model.entries import Support
from guide.rule.recommend import Rule


@st.composite
def rules(draw: st.DrawFn, patterns: int = 7, needs: int = 10) -> Rule:
    """Draw a rule of 1 to ``patterns`` patterns and 0 to ``needs`` needs, with any answers."""
    need_ids = tuple(f"need-{number}" for number in range(draw(st.integers(0, needs))))
    pattern_ids = [f"pattern-{number}" for number in range(draw(st.integers(1, patterns)))]
    said = st.fixed_dictionaries({need: st.sampled_from(Support) for need in need_ids})
    return Rule(need_ids, {pattern: draw(said) for pattern in pattern_ids})


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
    """Return needs of which no two say the same of every pattern, so that one stands for all of its kind."""
    kinds = {tuple(answers[need] for answers in rule.answers.values()): need for need in reversed(rule.needs)}
    return [need for need in rule.needs if need in kinds.values()]


def lightest(rule: Rule, needs: Collection[str]) -> str | None:
    """Return the first pattern without a "no" to any of the needs."""
    for pattern, answers in rule.answers.items():
        if "no" not in {str(answers[need]) for need in needs}:
            return pattern
    return None


def lightest_of_all(rule: Rule, needs: Collection[str], unknown: Collection[str]) -> set[str | None]:
    """Return what is the lightest pattern under every way of settling the unknown needs."""
    return {lightest(rule, {*needs, *more}) for more in subsets(unknown)}
