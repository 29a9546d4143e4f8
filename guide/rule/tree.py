"""The decision tree, derived from what each pattern answers to each need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile

from guide.rule.recommend import Rule, Verdict


@dataclass(frozen=True)
class Leaf:
    """The end of a branch: a pattern, or None when nothing fits.

    id: says by which answers one gets here.
    ruled_out: each lighter pattern, with the needs that were asked about and of which any one rules it out.
    costs: the needs that one may have here and that the pattern supports only at a cost.
    """

    id: str
    pattern: str | None
    ruled_out: Mapping[str, tuple[str, ...]]
    costs: tuple[str, ...]


@dataclass(frozen=True)
class Fork:
    """A question: does the service have any of these needs?

    id: says by which answers one gets here.
    rules_out: the patterns still in play that each of the needs rules out.
    """

    id: str
    needs: tuple[str, ...]
    rules_out: tuple[str, ...]
    yes: Node
    no: Node


Node = Fork | Leaf


@dataclass(frozen=True)
class _Step:
    """A question that was answered on the path to it: its needs, what they rule out, and whether it was a yes."""

    needs: tuple[str, ...]
    rules_out: tuple[str, ...]
    yes: bool


def tree_of(rule: Rule) -> Node:
    """Return the decision tree: needs that rule out the same patterns are asked together.

    A question is asked only when its answer can still change the result, and a branch ends as soon
    as nothing can rule out the lightest pattern in play.
    """
    return _branch(rule, ())


def _branch(rule: Rule, path: tuple[_Step, ...]) -> Node:
    asked = {need for step in path for need in step.needs}
    ruled_out = {pattern: step.needs for step in path if step.yes for pattern in step.rules_out}
    in_play = [pattern for pattern in rule.answers if pattern not in ruled_out]
    # Each step goes by its first need, so that a need added behind it moves no address.
    id = ".".join(["tree", *(f"{'yes' if step.yes else 'no'}-{step.needs[0]}" for step in path)])

    groups: dict[tuple[str, ...], list[str]] = {}
    for need in rule.needs:
        out = tuple(pattern for pattern in in_play if not rule.supports(pattern, [need]))
        # A need that leaves the lightest pattern standing cannot change the result yet.
        if need not in asked and out and out[0] == in_play[0]:
            groups.setdefault(out, []).append(need)
    if not groups:
        return _leaf(rule, path, id, in_play[0] if in_play else None, ruled_out)

    # What rules out most comes first: a yes then leaves the least to ask, and a no asks as much in
    # any order.
    out, together = max(groups.items(), key=lambda group: len(group[0]))
    needs = tuple(together)
    yes = _branch(rule, (*path, _Step(needs, out, yes=True)))
    no = _branch(rule, (*path, _Step(needs, out, yes=False)))
    return Fork(id, needs, out, yes, no)


def _leaf(
    rule: Rule, path: tuple[_Step, ...], id: str, pattern: str | None, ruled_out: Mapping[str, tuple[str, ...]]
) -> Leaf:
    lighter = {other: ruled_out[other] for other in takewhile(lambda other: other != pattern, rule.answers)}
    without = {need for step in path if not step.yes for need in step.needs}
    left = [need for need in rule.needs if need not in without]
    return Leaf(id, pattern, lighter, rule.at_a_cost(pattern, left) if pattern else ())


def outcomes(node: Node) -> tuple[str | None, ...]:
    """Return what the branches below a node end with, each once, None last."""
    if isinstance(node, Leaf):
        return (node.pattern,)
    patterns = dict.fromkeys([*outcomes(node.no), *outcomes(node.yes)])
    return tuple(sorted(patterns, key=lambda pattern: pattern is None))


def way(node: Node, verdict: Verdict) -> Iterator[Node]:
    """Yield the nodes from this one on that the known needs still lead to; their leaves are what is possible."""
    yield node
    if isinstance(node, Fork):
        has_one = any(need in verdict.needs for need in node.needs)
        if has_one or any(need in verdict.unknown for need in node.needs):
            yield from way(node.yes, verdict)
        if not has_one:
            yield from way(node.no, verdict)
