"""``guide status``, ``supersede``, ``amend`` and ``review``: what becomes of a decision."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from guide.checks import check
from guide.command.day import add_date
from guide.life.change import change_status, due, find, relate
from guide.life.workspace import Workspace
from guide.model.life_cycle import RELATIONS, Status
from guide.model.load import load
from guide.problems import RefusedError, printable


def add(commands: Any) -> None:
    """Add the commands to the parser's list of commands."""
    status = commands.add_parser("status", help="change the status of a decision, its date and its history")
    status.add_argument("decision", help="its number, or the name of its file")
    status.add_argument("status", choices=[str(one) for one in Status])
    status.set_defaults(run=_status, writes=True)
    add_date(status)

    for relation in RELATIONS:
        command = commands.add_parser(relation.verb, help=f"write on both sides that a decision {relation.does}")
        command.add_argument("decision", help="the number of the older one")
        command.add_argument("--by", required=True, metavar="decision", help="the newer one")
        command.set_defaults(run=_relate, relation=relation, writes=True)
        add_date(command)

    review = commands.add_parser("review", help="list the decisions that somebody should look at again by now")
    review.add_argument("--format", choices=["text", "markdown"], default="text", help="how to print the list")
    review.set_defaults(run=_review, writes=False)
    add_date(review, writes=False)


def _status(options: argparse.Namespace) -> int:
    guide, _ = load(options.root)
    workspace = Workspace(options.root)
    decision = find(guide, options.decision)
    return _write(workspace, change_status(guide, workspace, decision, Status(options.status), options.date))


def _relate(options: argparse.Namespace) -> int:
    guide, _ = load(options.root)
    workspace = Workspace(options.root)
    old, new = find(guide, options.decision), find(guide, options.by)
    return _write(workspace, relate(guide, workspace, options.relation, old, new, options.date))


def _write(workspace: Workspace, done: list[str]) -> int:
    """Write the changes, say what was done, and what else has to be put right now."""
    before = {str(problem) for problem in check(workspace.root)}
    paths = workspace.write()
    print("\n".join([*done, *(f"wrote {path}" for path in paths)]))
    after = [problem for problem in check(workspace.root) if str(problem) not in before]
    if after:
        print("What follows from it, and is to be mended with it:", *after, sep="\n", file=sys.stderr)
    return 0


def _review(options: argparse.Namespace) -> int:
    guide, problems = load(options.root)
    if problems and not guide.decisions:
        raise RefusedError(f"the guide has problems ({len(problems)}), so nothing can be listed; see: guide check")
    decisions = list(due(guide, options.date))
    if not decisions:
        print("nothing is due", file=sys.stderr)
    for decision in decisions:
        front = decision.front
        if options.format == "markdown":
            title = printable(decision.title).replace("[", "\\[").replace("]", "\\]").replace("<", "&lt;")
            print(f"* {decision.label}, {title} (`{decision.path}`): {front.status}, review by {front.review_by}")
        else:
            print(printable(f"{decision.path}: {front.status}, review by {front.review_by}: {decision.title}"))
    return 0
