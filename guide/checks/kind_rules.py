"""The rules that hold the answers of patterns against kinds of work, and these against what an engineer expects."""

from __future__ import annotations

from collections.abc import Iterator

from guide.checks.data_rules import can_recommend
from guide.checks.registry import Finding, rule
from guide.model.guide import Guide
from guide.model.kinds import NONE, Kind
from guide.rule.recommend import Group, Rule, idle_needs, unreachable_patterns


@rule
def expected_pattern(guide: Guide) -> Iterator[Finding]:
    """The rule gives each kind of work the pattern that an engineer expects for it."""
    found = _sound_rule(guide)
    if not found:
        return
    for id, kind in guide.kinds.items():
        first = _first(found, kind) if kind.is_service else NONE
        if first != kind.expect:
            why = _why(found, kind, first)
            message = f"'{id}' expects {_named(kind.expect)}, and the rule gives {_named(first)}: {why}"
            yield guide.place("kinds", id, "expect"), f"{message}; correct this, what it needs, or an answer"


def _sound_rule(guide: Guide) -> Rule | None:
    """Return the rule, or None as long as other rules of the check have to say something of the answers."""
    if not guide.kinds or not can_recommend(guide):
        return None
    found = Rule.of(guide)
    return None if [*unreachable_patterns(found), *idle_needs(found)] else found


def _first(rule: Rule, kind: Kind) -> str:
    verdict = rule.verdict_on_kind(kind)
    return verdict.joins or verdict.known.pattern or NONE


def _why(rule: Rule, kind: Kind, first: str) -> str:
    """Return why the rule gives another pattern than the one that is expected."""
    groups = () if kind.expect == NONE else rule.ruling_out(kind.expect, kind.needs)
    if groups:
        return f"{kind.expect} is ruled out by {_listed(groups)}"
    if first == kind.joins:
        return f"it joins what is deployed by {first}"
    return f"nothing that it needs rules {first} out"


def _listed(groups: tuple[Group, ...]) -> str:
    return ", ".join(" with ".join(f"'{need}'" for need in group) for group in groups)


def _named(pattern: str) -> str:
    return "no pattern" if pattern == NONE else f"'{pattern}'"


@rule
def pattern_without_kind(guide: Guide) -> Iterator[Finding]:
    """Each pattern is the right one for some kind of work."""
    expected = {kind.expect for kind in guide.kinds.values()}
    for id in guide.patterns if _sound_rule(guide) else ():
        if id not in expected:
            message = f"no kind of work expects the pattern '{id}'; add one that does, or remove the pattern"
            yield guide.place("patterns", id, key=True), message


@rule
def need_without_kind(guide: Guide) -> Iterator[Finding]:
    """Each need changes the result of some kind of work or, if it rules no pattern out, is a cost of one."""
    found = _sound_rule(guide)
    for need in guide.needs if found else ():
        kinds = [kind.needs for kind in guide.kinds.values() if kind.is_service and need in kind.needs]
        refused = list(_refusals(guide, found, need))
        if refused and not any(_turns(found, need, needs) for needs in kinds):
            what = f"no kind of work has another pattern, or none, because of the need '{need}'"
            what = f"{what}, which rules out {' and '.join(refused)}; add one that does, correct an answer"
            yield guide.place("needs", need, key=True), f"{what}, or remove the need"
        elif not refused and not any(need in found.recommend(needs).caveats for needs in kinds):
            what = f"the need '{need}' rules no pattern out, and is no cost of a kind of work"
            yield guide.place("needs", need, key=True), f"{what}; add one that does, or remove the need"


def _refusals(guide: Guide, rule: Rule, need: str) -> Iterator[str]:
    """Yield each pattern that a need rules out, be it with another one, and where that is written."""
    for id, pattern in guide.patterns.items():
        group = next((group for group in rule.ruling_out(id, rule.needs) if need in group), ())
        if group:
            writer = next((one for one in group if not set(group).isdisjoint(pattern.needs[one].excludes)), need)
            there = guide.place("patterns", id, "needs", writer, "answer")
            yield f"'{id}' ({there.path}, line {there.line})"


def _turns(rule: Rule, need: str, needs: list[str]) -> bool:
    """Return whether a need makes another pattern the lightest for these needs."""
    return rule.lightest(needs) != rule.lightest([other for other in needs if other != need])
