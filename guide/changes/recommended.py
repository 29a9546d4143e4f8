"""Which answers of the rule are different: of kinds of work, of projects, of combinations of needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from guide.changes.report import Comparison, Line, quoted
from guide.model.entries import Support
from guide.model.kinds import Kind
from guide.rule.recommend import Rule, Verdict

# How many combinations are shown as examples.
_SHOWN = 3


@dataclass(frozen=True)
class Shift:
    """The combinations of needs whose recommended pattern has changed from one to another.

    before, after: the patterns, None where none fits.
    count: how many combinations.
    likeliest: some of them, those with the fewest needs, since few services need many things.
    """

    before: str | None
    after: str | None
    count: int
    likeliest: tuple[tuple[str, ...], ...]


class _Group(NamedTuple):
    """Combinations of needs that leave the same patterns: how many, and those with the fewest needs."""

    count: int
    smallest: tuple[tuple[str, ...], ...]


def shifts(before: Rule, after: Rule) -> list[Shift]:
    """Return how the recommended pattern has changed over all combinations of the needs of both rules.

    A need that one of the rules does not know makes no difference to it. The combinations are never walked one by one:
    those that leave the same patterns are counted together, so that it takes no longer with each need; those with needs
    that exclude one that is still to come, apart.
    """
    order = list(dict.fromkeys([*after.needs, *before.needs]))
    pairs = [{*pair} for rule in (before, after) for pairs in rule.excluding.values() for pair in pairs]
    groups = {(tuple(before.answers), tuple(after.answers), frozenset[str]()): _Group(1, ((),))}
    for place, need in enumerate(order):
        ahead = {*order[place + 1 :]}
        merged: dict[tuple[tuple[str, ...], tuple[str, ...], frozenset[str]], _Group] = {}
        for (left, right, known), group in groups.items():
            larger = _Group(group.count, tuple((*needs, need) for needs in group.smallest))
            for has, grown in ((known, group), (known | {need}, larger)):
                # What excludes nothing that is still to come makes no difference any more.
                kept = frozenset(one for one in has if any(one in pair and pair & ahead for pair in pairs))
                key = _supporting(before, left, has), _supporting(after, right, has), kept
                merged[key] = _joined(merged[key], grown) if key in merged else grown
        groups = merged
    moved_groups: dict[tuple[str | None, str | None], _Group] = {}
    for (left, right, _), group in groups.items():
        ends = next(iter(left), None), next(iter(right), None)
        if ends[0] != ends[1]:
            moved_groups[ends] = _joined(moved_groups[ends], group) if ends in moved_groups else group
    moved = [Shift(*ends, group.count, group.smallest) for ends, group in moved_groups.items()]
    return sorted(moved, key=lambda shift: -shift.count)


def _supporting(rule: Rule, patterns: tuple[str, ...], needs: frozenset[str]) -> tuple[str, ...]:
    return tuple(id for id in patterns if rule.supports(id, needs))


def _joined(group: _Group, other: _Group) -> _Group:
    smallest = sorted({*group.smallest, *other.smallest}, key=lambda needs: (len(needs), needs))
    return _Group(group.count + other.count, tuple(smallest[:_SHOWN]))


def answers_of_patterns(compared: Comparison) -> Iterator[Line]:
    """Yield what patterns that were there already answer to needs that were, and which they support together."""
    for _, was, now in compared.common("patterns"):
        before = compared.by_new_id("needs", was.needs)
        for need, answer in now.needs.items():
            if need in before and before[need].answer is not answer.answer:
                text = f'{now.name} answers "{compared.name("needs", need)}" with {_word(answer.answer)}'
                yield Line(text, _word(before[need].answer))
    yield from _exclusions(compared)


def _exclusions(compared: Comparison) -> Iterator[Line]:
    """Yield which needs patterns that were there already do not support together any more, or do now."""
    before, after = _renamed(compared), Rule.of(compared.after)
    for id, _, now in compared.common("patterns"):
        was, said = ({frozenset(pair) for pair in rule.excluding[id]} for rule in (before, after))
        for one, two in sorted(map(sorted, was ^ said)):
            names = f'"{compared.name("needs", one)}" and "{compared.name("needs", two)}"'
            does = "does not support" if {one, two} in said else "supports"
            yield Line(f"{now.name} {does} {names} together")


def recommended(compared: Comparison) -> Iterator[Line]:
    """Yield what the rule says of kinds of work and projects, where it says something else, and of how many needs."""
    before, after = _renamed(compared), Rule.of(compared.after)
    for _, was, now in compared.common("kinds"):
        then = _described(compared, before.verdict_on_kind(_with_new_ids(compared, was)))
        yield from _other_verdict(now.name, then, _described(compared, after.verdict_on_kind(now)))
    for _, was, now in compared.common("projects"):
        then = _described(compared, before.verdict_on(compared.by_new_id("needs", was.answers)))
        yield from _other_verdict(now.name, then, _described(compared, after.verdict_on(now.answers)))
    yield from _shift_lines(compared, before, after)


def _shift_lines(compared: Comparison, before: Rule, after: Rule) -> Iterator[Line]:
    needs = dict.fromkeys([*after.needs, *before.needs])
    moved = shifts(before, after)
    if moved:
        count = sum(shift.count for shift in moved)
        yield Line(f"{count:,} of the {2 ** len(needs):,} combinations of needs lead to another pattern:")
    for shift in moved:
        examples = (
            f"with {quoted(compared.name('needs', need) for need in needs)}" if needs else "without any need"
            for needs in shift.likeliest
        )
        text = f"{shift.count:,} to {_pattern(compared, shift.after)}; the likeliest: {'; '.join(examples)}"
        yield Line(text, _pattern(compared, shift.before))


def _renamed(compared: Comparison) -> Rule:
    """Return the rule as it was, with the ids of now."""
    rule = Rule.of(compared.before)
    rows = compared.by_new_id("patterns", rule.answers)
    answers = {pattern: compared.by_new_id("needs", row) for pattern, row in rows.items()}
    excluding = {
        compared.now("patterns", id): tuple(tuple(compared.now("needs", need) for need in pair) for pair in pairs)
        for id, pairs in rule.excluding.items()
    }
    return Rule(tuple(compared.now("needs", need) for need in rule.needs), answers, excluding)


def _with_new_ids(compared: Comparison, kind: Kind) -> Kind:
    """Return a kind of work as it was, with the ids of now."""
    needs, depends = ([compared.now("needs", need) for need in ids] for ids in (kind.needs, kind.depends))
    joins = kind.joins and compared.now("patterns", kind.joins)
    return kind.model_copy(update={"needs": needs, "depends": depends, "joins": joins})


def _other_verdict(name: str, then: str, today: str) -> Iterator[Line]:
    if then != today:
        yield Line(f"{name}: {today}", then)


def _described(compared: Comparison, verdict: Verdict) -> str:
    if verdict.joins:
        return f"{_pattern(compared, verdict.joins)}, as what it joins"
    names = " or ".join(_pattern(compared, id) for id in verdict.possible)
    return names + (", at a cost" if verdict.settled and verdict.known.caveats else "")


def _pattern(compared: Comparison, id: str | None) -> str:
    return compared.name("patterns", id) if id else "no pattern"


def _word(answer: Support) -> str:
    return answer.replace("-", " ")
