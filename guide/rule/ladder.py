"""The decision tree, which has the shape of a ladder: pattern by pattern, what rules it out."""

from __future__ import annotations

from dataclasses import dataclass

from guide.rule.recommend import Group, Rule


@dataclass(frozen=True)
class Rung:
    """A step: take the pattern, unless one of these groups of needs is true of the service.

    asks: those that no rung above has asked about.
    above: those of which the answers above tell.
    needs: the needs that are asked about here for the first time.
    """

    pattern: str
    asks: tuple[Group, ...]
    above: tuple[Group, ...]
    needs: tuple[str, ...]


def ladder_of(rule: Rule) -> tuple[Rung, ...]:
    """Return the ladder: the first rung of which nothing is true has the recommended pattern.

    It ends with a pattern that nothing rules out, if there is one; otherwise, nothing fits below its last rung.
    """
    rungs: list[Rung] = []
    asked: set[Group] = set()
    seen: set[str] = set()
    for pattern in rule.answers:
        groups = rule.ruling_out(pattern, rule.needs)
        above = tuple(group for group in groups if group in asked or all((need,) in asked for need in group))
        asks = tuple(group for group in groups if group not in above)
        asked.update(asks)
        needs = tuple(need for need in rule.needs if need not in seen and any(need in group for group in asks))
        seen.update(needs)
        rungs.append(Rung(pattern, asks, above, needs))
        if not groups:
            break
    return tuple(rungs)
