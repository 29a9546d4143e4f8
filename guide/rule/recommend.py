"""The rule that answers "which pattern?": the lightest one that supports everything a service needs.

Pure functions over what each pattern answers to each need. Which patterns and needs there are, and
in which order, is for the data to say; nothing here knows one by name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from guide.model.entries import Support
from guide.model.guide import Guide


@dataclass(frozen=True)
class Recommendation:
    """The answer for one set of needs.

    pattern: the lightest pattern that supports them all, or None when none does.
    caveats: the needs that the pattern supports only at a cost.
    ruled_out: each pattern that was looked at before, with the needs that rule it out.
    conflicts: when no pattern fits, the smallest sets of needs that no pattern supports together.
    """

    pattern: str | None
    caveats: tuple[str, ...]
    ruled_out: Mapping[str, tuple[str, ...]]
    conflicts: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Verdict:
    """What can be said of a service when some of its needs may be unknown.

    needs, unknown: the needs it is known to have, and those of which nothing is known.
    possible: the patterns that some way of settling the unknown needs makes the recommended one;
        with None at their end when in some way nothing fits.
    known: the answer if the unknown needs are none of its needs. What it rules out is ruled out.
    next_question: the unknown need that it would help most to settle, or None.
    may_cost: when one pattern is left, the unknown needs that it would support only at a cost.
    """

    needs: tuple[str, ...]
    unknown: tuple[str, ...]
    possible: tuple[str | None, ...]
    known: Recommendation
    next_question: str | None
    may_cost: tuple[str, ...]

    @property
    def settled(self) -> bool:
        """Whether the unknown needs, however they are settled, leave the result as it is."""
        return len(self.possible) == 1


@dataclass(frozen=True)
class Rule:
    """What each pattern answers to each need, the patterns lightest first."""

    needs: tuple[str, ...]
    answers: Mapping[str, Mapping[str, Support]]

    @classmethod
    def of(cls, guide: Guide) -> Rule:
        """Return the rule that follows from a guide whose patterns answer every need."""
        answers = {
            id: {need: pattern.needs[need].answer for need in guide.needs} for id, pattern in guide.patterns.items()
        }
        return cls(tuple(guide.needs), answers)

    def _sorted(self, needs: Collection[str]) -> tuple[str, ...]:
        return tuple(need for need in self.needs if need in needs)

    def supports(self, pattern: str, need: str) -> bool:
        """Return whether a pattern supports a need, be it at a cost."""
        return self.answers[pattern][need] is not Support.NO

    def ruling_out(self, pattern: str, needs: Collection[str]) -> tuple[str, ...]:
        """Return which of the needs rule a pattern out."""
        return tuple(need for need in self._sorted(needs) if not self.supports(pattern, need))

    def at_a_cost(self, pattern: str, needs: Collection[str]) -> tuple[str, ...]:
        """Return which of the needs a pattern supports only at a cost."""
        return tuple(need for need in self._sorted(needs) if self.answers[pattern][need] is Support.AT_A_COST)

    def lightest(self, needs: Collection[str]) -> str | None:
        """Return the lightest pattern that supports all the needs, or None when none does."""
        return next((pattern for pattern in self.answers if all(self.supports(pattern, need) for need in needs)), None)

    def recommend(self, needs: Collection[str]) -> Recommendation:
        """Return the lightest pattern that supports all the needs, and why no lighter one does."""
        ruled_out: dict[str, tuple[str, ...]] = {}
        for pattern in self.answers:
            reasons = self.ruling_out(pattern, needs)
            if not reasons:
                return Recommendation(pattern, self.at_a_cost(pattern, needs), ruled_out)
            ruled_out[pattern] = reasons
        return Recommendation(None, (), ruled_out, self.conflicts(needs))

    def conflicts(self, needs: Collection[str]) -> tuple[tuple[str, ...], ...]:
        """Return the smallest sets of the needs that no pattern supports together, all of one size."""
        asked = self._sorted(needs)
        for size in range(1, len(asked) + 1):
            groups = tuple(
                group for group in combinations(asked, size) if all(self.ruling_out(id, group) for id in self.answers)
            )
            if groups:
                return groups
        return ()

    def possible(self, needs: Collection[str], unknown: Collection[str]) -> tuple[str | None, ...]:
        """Return the patterns that some way of settling the unknown needs makes the recommended one.

        Lightest first. None is among them, at the end, when in some way nothing fits. A pattern is
        possible exactly when it is the recommended one for the known needs and every unknown need
        that it supports: more of these rule out lighter patterns, and never the pattern itself.
        """
        patterns: list[str | None] = []
        for pattern in self.answers:
            settled = [need for need in unknown if self.supports(pattern, need)]
            if self.lightest([*needs, *settled]) == pattern:
                patterns.append(pattern)
        if self.lightest([*needs, *unknown]) is None:
            patterns.append(None)
        return tuple(patterns)

    def next_question(self, needs: Collection[str], unknown: Collection[str]) -> str | None:
        """Return the unknown need whose answer leaves the fewest patterns possible, or None.

        Counted is the worse of the two answers, then both together; the earlier need wins a tie.
        None when a single pattern is left: as long as there are two, some unknown need rules the
        lighter one out, so there is a question whose answer narrows them.
        """
        now = len(self.possible(needs, unknown))
        best: tuple[tuple[int, int], str] | None = None
        for need in self._sorted(unknown):
            rest = [other for other in unknown if other != need]
            yes, no = len(self.possible([*needs, need], rest)), len(self.possible(needs, rest))
            score = (max(yes, no), yes + no)
            if yes + no < 2 * now and (best is None or score < best[0]):
                best = (score, need)
        return best[1] if best else None

    def turning_points(self, needs: Collection[str], unknown: Collection[str]) -> dict[str, tuple[str | None, ...]]:
        """Return the needs whose answer, given otherwise, would change the result, with that result.

        A need that is needed is dropped, one that is not needed is added; unknown ones stay unknown.
        """
        now = self.possible(needs, unknown)
        changed: dict[str, tuple[str | None, ...]] = {}
        for need in self.needs:
            if need in unknown:
                continue
            other = [kept for kept in needs if kept != need] if need in needs else [*needs, need]
            then = self.possible(other, unknown)
            if then != now:
                changed[need] = then
        return changed

    def verdict_on(self, answers: Mapping[str, str]) -> Verdict:
        """Return what can be said of something that answers needs with yes, no or unknown."""
        by_word = {word: [need for need, answer in answers.items() if answer == word] for word in ("yes", "no")}
        return self.verdict(by_word["yes"], by_word["no"])

    def verdict(self, yes: Collection[str], no: Collection[str]) -> Verdict:
        """Return what can be said of a service with the needs ``yes`` and without the needs ``no``."""
        needs = self._sorted(yes)
        unknown = tuple(need for need in self.needs if need not in yes and need not in no)
        possible = self.possible(needs, unknown)
        left = possible[0] if len(possible) == 1 else None
        may_cost = self.at_a_cost(left, unknown) if left else ()
        return Verdict(needs, unknown, possible, self.recommend(needs), self.next_question(needs, unknown), may_cost)


def unreachable_patterns(rule: Rule) -> Iterator[str]:
    """Yield the patterns that are recommended for no set of needs: a lighter one always does as well."""
    reachable = rule.possible((), rule.needs)
    yield from (pattern for pattern in rule.answers if pattern not in reachable)


def idle_needs(rule: Rule) -> Iterator[str]:
    """Yield the needs that change neither the pattern nor its caveats, whatever else a service needs.

    A need matters when a pattern that can be recommended does not just answer it with yes: a no
    rules that pattern out, and an at-a-cost is a caveat of it when the two come together.
    """
    reachable = [pattern for pattern in rule.possible((), rule.needs) if pattern]
    for need in rule.needs:
        if all(rule.answers[pattern][need] is Support.YES for pattern in reachable):
            yield need
