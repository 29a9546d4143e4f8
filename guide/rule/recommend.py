"""The rule that answers "which pattern?": the lightest one that supports everything a service needs.

Pure functions over what each pattern answers to each need. Which patterns and needs there are, and
in which order, is for the data to say; nothing here knows one by name. What rules a pattern out is a
group of needs: one that it answers with no, or two that exclude each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product, takewhile

from guide.model.entries import Support
from guide.model.guide import Guide
from guide.model.kinds import Kind

Group = tuple[str, ...]


@dataclass(frozen=True)
class Recommendation:
    """The answer for one set of needs.

    pattern: the lightest pattern that supports them all, or None when none does.
    caveats: the needs that the pattern supports only at a cost.
    ruled_out: each pattern that was looked at before, with the groups of needs that rule it out.
    second_opinion: when there are caveats, the first heavier pattern with which none of the needs costs anything extra.
    to_give_up: the smallest sets of needs without which a lighter pattern fits; any pattern, where none does.
    """

    pattern: str | None
    caveats: tuple[str, ...]
    ruled_out: Mapping[str, tuple[Group, ...]]
    second_opinion: str | None = None
    to_give_up: tuple[Group, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """What can be said of a service when some of its needs may be unknown.

    needs, unknown: the needs it is known to have, and those of which nothing is known.
    possible: the patterns that some way of settling the unknown needs makes the recommended one;
        with None at their end when in some way nothing fits.
    known: the answer if the unknown needs are none of its needs. What it rules out is ruled out.
    next_question: the unknown need that it would help most to settle, or None.
    may_cost: when one pattern is left, the unknown needs that it would support only at a cost.
    joins: the pattern of what it joins, which comes first as long as it supports the needs; else None.
    """

    needs: tuple[str, ...]
    unknown: tuple[str, ...]
    possible: tuple[str | None, ...]
    known: Recommendation
    next_question: str | None
    may_cost: tuple[str, ...]
    joins: str | None = None

    @property
    def settled(self) -> bool:
        """Whether the unknown needs, however they are settled, leave the result as it is."""
        return len(self.possible) == 1


@dataclass(frozen=True)
class Rule:
    """What each pattern answers to each need, the patterns lightest first.

    excluding: by pattern, the pairs of needs of which it supports each and not both, in the order of the needs.
    common: how many kinds of work have each need; one that is left out, none has.
    """

    needs: tuple[str, ...]
    answers: Mapping[str, Mapping[str, Support]]
    excluding: Mapping[str, Collection[Group]] = field(default_factory=dict)
    common: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, guide: Guide) -> Rule:
        """Return the rule that follows from a guide whose patterns answer every need."""
        needs = tuple(guide.needs)
        answers = {id: {need: pattern.needs[need].answer for need in needs} for id, pattern in guide.patterns.items()}
        excluding = {
            id: {
                tuple(sorted((needs.index(need), needs.index(other))))
                for need in needs
                for other in pattern.needs[need].excludes
                if other != need and answers[id][other] is not Support.NO
            }
            for id, pattern in guide.patterns.items()
        }
        pairs = {id: tuple((needs[one], needs[two]) for one, two in sorted(found)) for id, found in excluding.items()}
        common = Counter(need for kind in guide.kinds.values() for need in kind.needs)
        return cls(needs, answers, pairs, common)

    def _sorted(self, needs: Collection[str]) -> Group:
        return tuple(need for need in self.needs if need in needs)

    @cached_property
    def _refused(self) -> Mapping[str, Group]:
        """The needs that each pattern answers with no, in their order."""
        return {
            id: tuple(need for need in self.needs if answers[need] is Support.NO)
            for id, answers in self.answers.items()
        }

    def ruling_out(self, pattern: str, needs: Collection[str]) -> tuple[Group, ...]:
        """Return which of the needs, and which pairs of them, rule a pattern out."""
        alone = ((need,) for need in self._refused[pattern] if need in needs)
        pairs = (pair for pair in self.excluding.get(pattern, ()) if pair[0] in needs and pair[1] in needs)
        return (*alone, *pairs)

    def supports(self, pattern: str, needs: Collection[str]) -> bool:
        """Return whether a pattern supports all the needs together, be it at a cost."""
        return not self.ruling_out(pattern, needs)

    def at_a_cost(self, pattern: str, needs: Collection[str]) -> tuple[str, ...]:
        """Return which of the needs a pattern supports only at a cost."""
        return self._answered(pattern, needs, Support.AT_A_COST)

    def met(self, pattern: str, needs: Collection[str]) -> tuple[str, ...]:
        """Return which of the needs a pattern supports without costing anything extra."""
        return self._answered(pattern, needs, Support.YES)

    def _answered(self, pattern: str, needs: Collection[str], said: Support) -> tuple[str, ...]:
        return tuple(need for need in self._sorted(needs) if self.answers[pattern][need] is said)

    def lightest(self, needs: Collection[str]) -> str | None:
        """Return the lightest pattern that supports all the needs, or None when none does."""
        return next((pattern for pattern in self.answers if self.supports(pattern, needs)), None)

    def recommend(self, needs: Collection[str]) -> Recommendation:
        """Return the lightest pattern that supports all the needs, and why no lighter one does."""
        ruled_out: dict[str, tuple[Group, ...]] = {}
        for pattern in self.answers:
            groups = self.ruling_out(pattern, needs)
            if not groups:
                caveats = self.at_a_cost(pattern, needs)
                second = self._free_of_cost(needs) if caveats else None
                return Recommendation(pattern, caveats, ruled_out, second, self._to_give_up(ruled_out))
            ruled_out[pattern] = groups
        return Recommendation(None, (), ruled_out, to_give_up=self._to_give_up(ruled_out))

    def _free_of_cost(self, needs: Collection[str]) -> str | None:
        """Return the lightest pattern with which none of the needs costs anything extra, or None."""
        free = (id for id in self.answers if self.supports(id, needs) and not self.at_a_cost(id, needs))
        return next(free, None)

    def _to_give_up(self, ruled_out: Mapping[str, tuple[Group, ...]]) -> tuple[Group, ...]:
        """Return the smallest sets of needs without which some pattern of these fits, all of one size."""
        # A pattern fits once one need of each group that rules it out is gone.
        found = dict.fromkeys(self._sorted(given) for groups in ruled_out.values() for given in product(*groups))
        smallest = min(map(len, found), default=0)
        return tuple(given for given in found if len(given) == smallest)

    def possible(self, needs: Collection[str], unknown: Collection[str]) -> tuple[str | None, ...]:
        """Return the patterns that some way of settling the unknown needs makes the recommended one.

        Lightest first. None is among them, at the end, when in some way nothing fits: when nothing
        supports them all, since more needs never make anything fit.
        """
        patterns: list[str | None] = [id for id in self.answers if self._can_be_lightest(id, needs, unknown)]
        return tuple(patterns if self.lightest([*needs, *unknown]) else [*patterns, None])

    def _can_be_lightest(self, pattern: str, needs: Collection[str], unknown: Collection[str]) -> bool:
        """Return whether some of the unknown needs rule out every lighter pattern, and not this one.

        That is so exactly when one can pick, for each lighter pattern, a group that rules it out.
        """
        choices = []
        for lighter in takewhile(lambda other: other != pattern, self.answers):
            groups = self.ruling_out(lighter, {*needs, *unknown})
            added = {tuple(need for need in group if need not in needs) for group in groups}
            if () not in added:  # otherwise it is ruled out already
                choices.append([group for group in added if self.supports(pattern, {*needs, *group})])
        return self._can_pick(pattern, needs, sorted(choices, key=len))

    def _can_pick(self, pattern: str, needs: Collection[str], choices: Sequence[Sequence[Group]]) -> bool:
        """Return whether a pattern supports the needs with a group of each choice."""
        if not self.supports(pattern, needs):
            return False
        return not choices or any(self._can_pick(pattern, {*needs, *group}, choices[1:]) for group in choices[0])

    def next_question(self, needs: Collection[str], unknown: Collection[str]) -> str | None:
        """Return the unknown need that is worth settling next, or None when a single pattern is left.

        It may rule out the lightest pattern that is left. Of several, it is the one that most kinds of
        work have, then the one whose answer leaves the fewest patterns possible: counted is the worse
        of its two answers, then both together; the earlier need wins a tie.
        """
        lightest = self.lightest(needs)
        if lightest is None:
            return None
        groups = [{*group} - {*needs} for group in self.ruling_out(lightest, {*needs, *unknown})]
        may = {need for group in groups for need in group if not any(other < group for other in groups)}

        most = max((self.common.get(need, 0) for need in may), default=0)
        first, *others = [need for need in self._sorted(may) if self.common.get(need, 0) == most] or [None]

        def rank(need: str) -> tuple[int, int]:
            rest = [other for other in unknown if other != need]
            yes, no = len(self.possible([*needs, need], rest)), len(self.possible(needs, rest))
            return max(yes, no), yes + no

        # To rank one takes long, and mostly none has an equal.
        return min(first, *others, key=rank) if others else first

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

    def verdict_on_kind(self, kind: Kind) -> Verdict:
        """Return what can be said of a kind of work."""
        no = [need for need in self.needs if need not in kind.needs and need not in kind.depends]
        return self.verdict(kind.needs, no, kind.joins)

    def verdict(self, yes: Collection[str], no: Collection[str], joins: str | None = None) -> Verdict:
        """Return what can be said of a service with the needs ``yes`` and without the needs ``no``.

        joins: the pattern by which something is deployed that the service is split off, or one more of.
        """
        needs = self._sorted(yes)
        unknown = tuple(need for need in self.needs if need not in yes and need not in no)
        possible = self.possible(needs, unknown)
        left = possible[0] if len(possible) == 1 else None
        return Verdict(
            needs,
            unknown,
            possible,
            self.recommend(needs),
            self.next_question(needs, unknown),
            self.at_a_cost(left, unknown) if left else (),
            joins if joins and self.supports(joins, needs) else None,
        )


def unreachable_patterns(rule: Rule) -> Iterator[str]:
    """Yield the patterns that are recommended for no set of needs: a lighter one always does as well."""
    reachable = rule.possible((), rule.needs)
    yield from (pattern for pattern in rule.answers if pattern not in reachable)


def idle_needs(rule: Rule) -> Iterator[str]:
    """Yield the needs that change neither the pattern nor its caveats, whatever else a service needs.

    A need matters when a pattern that can be recommended answers it with no, when one can be
    recommended for it at a cost, and when one can be for another need that excludes it.
    """
    reachable = rule.possible((), rule.needs)
    for need in rule.needs:
        others = [other for other in rule.needs if other != need]
        refused = any(id and not rule.supports(id, [need]) for id in reachable)
        costly = any(id and rule.at_a_cost(id, [need]) for id in rule.possible([need], others))
        excluded = any(
            id in rule.possible([other], others)
            for id, pairs in rule.excluding.items()
            for pair in pairs
            for other in pair
            if need in pair and other != need
        )
        if not (refused or costly or excluded):
            yield need
