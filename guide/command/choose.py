"""``guide choose``: which pattern to take for a service, and why, as text or as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from guide.checks import check
from guide.command.common import Command, Rows
from guide.model.claims import Claim, texts_of
from guide.model.fields import hint
from guide.model.guide import Guide
from guide.model.load import load
from guide.rule.recommend import Group, Rule
from macros.addresses import choose_address, where


class _Choose(Command):
    """The command, whose options take several values, and whose help lists the ids of the guide."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read ``--yes a b`` as ``--yes a --yes b``."""
        several = {name for param in self.params if param.multiple for name in param.opts}
        option, given = "", []
        for word in args:
            empty = option and given[-1] == option
            if word.startswith("-"):
                if empty:
                    raise click.BadOptionUsage(option, f"Option '{option}' requires an argument.", ctx)
                option = word if word in several else ""
            elif option and not empty:
                given.append(option)
            given.append(word)
        return super().parse_args(ctx, given)

    def examples(self, root: Path) -> list[str]:
        guide, _ = load(root)
        if not guide.needs:
            return []
        first, *others = guide.needs
        without = f" --no {','.join(others[:2])}" if others else ""
        return [f"guide choose --yes {first}", f"guide choose --yes {first}{without} --format json"]

    def listed(self, root: Path) -> dict[str, Rows]:
        guide, _ = load(root)
        return {
            "Needs": [(id, need.question) for id, need in guide.needs.items()],
            "Patterns, the lightest first": [(id, pattern.name) for id, pattern in guide.patterns.items()],
        }


@click.command(cls=_Choose)
@click.option("--yes", multiple=True, metavar="need ...", help="Ids of needs that the service has.")
@click.option("--no", multiple=True, metavar="need ...", help="Ids of needs that it does not have.")
@click.option(
    "--joins",
    metavar="pattern",
    help="The pattern of what it joins: of what it shares its code base and release with; or of what it is one of the "
    "first two or three services to be split off from, in a language that it runs already, if no event or schedule "
    "starts it and no team of yours runs anything in production there yet by the pattern that the answers give.",
)
@click.option("--format", type=click.Choice(["text", "json"]), default="text", help="How to print the answer.")
@click.pass_obj
def choose_command(root: Path, yes: tuple[str, ...], no: tuple[str, ...], joins: str | None, format: str) -> int:
    """Say which pattern to take for a service, and why."""
    problems = check(root)
    if problems:
        print(f"the guide has problems ({len(problems)}), so it recommends nothing; see: guide check", file=sys.stderr)
        return 1
    guide, _ = load(root)
    has, lacks = ([id for text in texts for id in text.split(",") if id] for texts in (yes, no))
    wrong = list(wrong_ids(guide, has, lacks))
    if joins is not None and joins not in guide.patterns:
        wrong.append(f"unknown pattern '{joins}', {hint(joins, guide.patterns)}")
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        return 1
    data = as_data(guide, has, lacks, joins)
    print(json.dumps(data, indent=2, ensure_ascii=False) if format == "json" else as_text(guide, data))
    return 0


def wrong_ids(guide: Guide, yes: Sequence[str], no: Sequence[str]) -> Iterator[str]:
    """Yield what is wrong with the needs that were given: unknown ones, and those that are both yes and no."""
    for id in dict.fromkeys([*yes, *no]):
        if id not in guide.needs:
            by_word = [need for need, about in guide.needs.items() if _bare(id) in map(_bare, texts_of(about.words))]
            yield f"unknown need '{id}', {hint(by_word[0] if by_word else id, guide.needs)}"
        elif id in yes and id in no:
            yield f"need '{id}' is both yes and no; give it once"


def _bare(word: str) -> str:
    """Return a word as it is compared with what somebody types: capitals and the plural say nothing."""
    return word.casefold().removesuffix("s")


def as_data(guide: Guide, yes: Sequence[str], no: Sequence[str], joins: str | None = None) -> dict[str, Any]:
    """Return what the rule says as texts, lists and mappings, with every reason and its sources."""
    rule = Rule.of(guide)
    verdict = rule.verdict(yes, no, joins)
    settled = verdict.possible[0] if verdict.settled else None

    def reasons(pattern: str, groups: Iterable[Group]) -> list[dict[str, Any]]:
        return [_reason(guide, pattern, group) for group in groups]

    def costs(pattern: str, needs: Sequence[str]) -> list[dict[str, Any]]:
        return reasons(pattern, ((need,) for need in rule.at_a_cost(pattern, needs)))

    def met(pattern: str) -> list[dict[str, Any]]:
        return reasons(pattern, ((need,) for need in rule.met(pattern, verdict.needs)))

    next_question = verdict.next_question and {
        "need": verdict.next_question,
        "question": guide.needs[verdict.next_question].question,
        "counts": guide.needs[verdict.next_question].counts,
    }
    without = [need for need in guide.needs if need in no]
    first = verdict.known.pattern
    second_opinion = verdict.known.second_opinion if settled else None
    told = [pattern for pattern in (verdict.joins, settled, second_opinion) if pattern]
    open_ones = [pattern for pattern in verdict.possible if pattern and not verdict.settled]
    return {
        "no-service": {
            id: {"name": kind.name, "instead": kind.instead, "sources": _sources(kind.why)}
            for id, kind in guide.kinds.items()
            if not kind.is_service
        },
        "yes": verdict.needs,
        "no": without,
        "unknown": verdict.unknown,
        "settled": verdict.settled,
        "recommended": settled,
        "possible": verdict.possible,
        "unless": [] if verdict.settled or not first else rule.ruling_out(first, {*verdict.needs, *verdict.unknown}),
        "joins": verdict.joins,
        "joins-at-a-cost": costs(verdict.joins, verdict.needs) if verdict.joins else [],
        "costs-so-far": {pattern: costs(pattern, verdict.needs) for pattern in open_ones},
        "caveats": costs(settled, verdict.needs) if settled else [],
        "caveats-if-needed": costs(settled, verdict.unknown) if settled else [],
        "second-opinion": second_opinion,
        "whatever-the-needs": {pattern: _standing(guide, pattern) for pattern in told},
        "met": {pattern: met(pattern) for pattern in told},
        "ruled-out": {pattern: reasons(pattern, groups) for pattern, groups in verdict.known.ruled_out.items()},
        "to-give-up": [
            {"needs": given, "then": rule.lightest({*verdict.needs} - {*given})} for given in verdict.known.to_give_up
        ],
        "turning-points": rule.turning_points(verdict.needs, verdict.unknown),
        "next-question": next_question,
        "address": choose_address(verdict.needs, without, joins),
    }


def _reason(guide: Guide, pattern: str, group: Group) -> dict[str, Any]:
    """Return why a need is met or costs something, or why a group of needs rules a pattern out."""
    need = guide.patterns[pattern].telling(group)
    answer = guide.patterns[pattern].needs[need]
    row = {"need": need, "reason": answer.reason, "cost": answer.cost}
    row["excludes"] = next((other for other in group if other != need), None)
    row["judgement"] = answer.judgement and dict(answer.judgement)
    return {name: value for name, value in row.items() if value is not None} | {"sources": _sources(answer)}


def _standing(guide: Guide, pattern: str) -> dict[str, Any]:
    """Return what a pattern costs whatever a service needs, and where it stands what it asks of the team."""
    drawbacks = guide.patterns[pattern].standing_drawbacks.values()
    return {
        "drawbacks": [{"text": drawback.text, "sources": _sources(drawback)} for drawback in drawbacks],
        "asks": where("patterns", pattern, "asks"),
    }


def _sources(claim: Claim) -> list[Any]:
    """Return the sources of a claim as texts and mappings."""
    return [one if isinstance(one, str) else one.model_dump(mode="json") for one in claim.sources]


def as_text(guide: Guide, data: dict[str, Any]) -> str:
    """Return what ``as_data`` returned as lines to read."""

    def names(ids: Sequence[str | None]) -> str:
        return " or ".join(guide.patterns[id].name if id else "no pattern" for id in ids)

    def reasons(rows: list[dict[str, Any]]) -> Iterator[str]:
        for row in rows:
            cost = f" Cost: {row['cost']}" if "cost" in row else ""
            cost += f" A judgement; instead: {row['judgement']['instead']}" if "judgement" in row else ""
            group = " + ".join(row[name] for name in ("need", "excludes") if name in row)
            yield f"  {group}: {row['reason']}{cost} {cited(row)}"

    def cited(row: dict[str, Any]) -> str:
        by = (one if isinstance(one, str) else f"{one['by']} ({one['date']})" for one in row["sources"])
        return f"[{', '.join(by)}]"

    def standing(id: str) -> Iterator[str]:
        told = data["whatever-the-needs"][id]
        yield f"Whatever the needs, with {names([id])}:"
        yield from (f"  {row['text']} {cited(row)}" for row in told["drawbacks"])
        yield f"  What it asks of the team: {told['asks']}"
        if data["met"][id]:
            costly = {*data["yes"]} - {row["need"] for row in data["met"][id]}
            yield f"How {names([id])} meets what {'else ' if costly else ''}you need:"
            yield from reasons(data["met"][id])

    def so_far(id: str) -> Iterator[str]:
        rows = data["costs-so-far"][id]
        if rows:
            yield f"At a cost so far, with {names([id])}:"
            yield from reasons(rows)
        else:
            yield f"None of the needs so far costs anything extra with {names([id])}."

    none_of_own = "What needs no service of your own"
    instead = [f"  {one['name']}: {one['instead']} {cited(one)}" for one in data["no-service"].values()]
    starts = not (data["yes"] or data["no"] or data["joins"])
    lines = [f"Take: {names(data['possible'])}" if data["recommended"] else f"Possible: {names(data['possible'])}"]
    if data["unless"]:
        unless = ", ".join(" + ".join(group) for group in data["unless"])
        lines.append(f"Take {names(data['possible'][:1])}, unless one of these is true: {unless}")
    if data["settled"] and not data["recommended"]:
        lines = ["No pattern fits. It may be two services; or give up:"]
        lines += [f"  {' + '.join(one['needs'])}: then {names([one['then']])}" for one in data["to-give-up"]]
    if data["joins"]:
        lines[:0] = [
            f"Take, as what it joins: {names([data['joins']])}",
            *reasons(data["joins-at-a-cost"]),
            *standing(data["joins"]),
            "On its own:",
        ]
    if instead and starts:
        lines[:0] = [f"{none_of_own}, and what is used instead:", *instead]
    # What that costs which it joins is told first, once.
    for pattern in data["costs-so-far"]:
        lines += so_far(pattern) if data["yes"] and pattern != data["joins"] else []
    for title, rows in (("At a cost:", data["caveats"]), ("At a cost, if needed:", data["caveats-if-needed"])):
        lines += [title, *reasons(rows)] if rows else []
    besides = {data["recommended"], data["second-opinion"]} - {data["joins"], None}
    lines += standing(data["recommended"]) if data["recommended"] in besides else []
    if data["second-opinion"]:
        lines.append(f"None of these needs costs anything extra with {names([data['second-opinion']])}.")
    lines += standing(data["second-opinion"]) if data["second-opinion"] in besides else []
    for pattern, rows in data["ruled-out"].items():
        lines += [f"Not {guide.patterns[pattern].name}:", *reasons(rows)]
    if data["recommended"] and data["to-give-up"]:
        lines.append("What would make it lighter: to do without")
        lines += [f"  {' + '.join(one['needs'])}: then {names([one['then']])}" for one in data["to-give-up"]]
    if data["turning-points"]:
        lines.append("What would change it:")
    for need, then in data["turning-points"].items():
        lines.append(f"  {need}: {'no' if need in data['yes'] else 'yes'} would make it {names(then)}")
    if data["next-question"]:
        asked = data["next-question"]
        lines.append(f"Answer next: {asked['need']}: {asked['question']} {asked['counts'] or ''}".rstrip())
    if instead and not starts:
        names_of_own = "; ".join(one["name"] for one in data["no-service"].values())
        lines.append(f"{none_of_own} ({names_of_own}) is listed by: guide choose")
    lines.append(f"On the site: {data['address']}")
    return "\n".join(lines)
