"""Counting with how many clicks one has the pattern for a kind of work on the page that chooses."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, combinations

from guide.model.guide import Guide
from guide.model.kinds import Kind
from guide.rule.recommend import Rule


def clicks(rule: Rule, kind: Kind) -> int:
    """Return the most clicks that a service of a kind takes: one on the kind, and a tick for each need that turns it.

    A service has all needs of its kind and any of those on which it depends. Its pattern stands there once those of
    them are ticked that rule out each lighter one; all others may stay as they are.
    """
    may = {*kind.needs, *kind.depends}
    turning = {need for pattern in rule.answers for group in rule.ruling_out(pattern, may) for need in group}
    open_ones = [need for need in kind.depends if need in turning]
    return 1 + max(_ticks(rule, kind, has) for has in _subsets(open_ones))


def _ticks(rule: Rule, kind: Kind, has: tuple[str, ...]) -> int:
    """Return how many of the needs that a service has besides those of its kind are enough for its pattern."""
    pattern = rule.lightest([*kind.needs, *has])
    return next(len(ticked) for ticked in _subsets(has) if rule.lightest([*kind.needs, *ticked]) == pattern)


def _subsets(needs: tuple[str, ...] | list[str]) -> Iterator[tuple[str, ...]]:
    """Yield every subset of needs, the smallest first."""
    return chain.from_iterable(combinations(needs, size) for size in range(len(needs) + 1))


def by_clicks(guide: Guide) -> dict[str, int]:
    """Return the clicks that each kind of work takes which is a service, by its id."""
    rule = Rule.of(guide)
    return {id: clicks(rule, kind) for id, kind in guide.kinds.items() if kind.is_service}
