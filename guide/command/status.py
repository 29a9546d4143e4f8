"""``guide status``, ``supersede``, ``amend`` and ``review``: what becomes of a decision."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from guide.checks import check
from guide.command.common import Command, Rows, command, day_option
from guide.life.change import change_status, due, find, relate, supersede_elsewhere
from guide.life.workspace import Workspace
from guide.model.fields import is_web_address
from guide.model.life_cycle import RELATIONS, Relation, Status
from guide.model.load import load
from guide.problems import RefusedError, printable


class _Status(Command):
    """The command, whose help lists what may follow each status."""

    def listed(self, root: Path) -> dict[str, Rows]:
        rows = [(status, " or ".join(status.following) or "nothing else") for status in Status]
        return {"What a status may become": rows}


@click.command(
    cls=_Status, writes=True, examples=["guide status draft-use-queues accepted", "guide status 4 deprecated"]
)
@click.argument("decision", metavar="decision", help="Its number, or the name of its file.")
@click.argument("status", type=click.Choice(list(map(str, Status))), metavar="status", help="The new one.")
@day_option()
@click.pass_obj
def status_command(root: Path, decision: str, status: str, day: date) -> int:
    """Change the status of a decision, its date and its history."""
    guide, _ = load(root)
    workspace = Workspace(root)
    return _write(workspace, change_status(guide, workspace, find(guide, decision), Status(status), day))


def _relating(relation: Relation) -> click.Command:
    """Return the command that writes down a relation of two decisions."""

    newer = "The newer one, or the address of what is not in this log." if relation.replaces else "The newer one."

    @command(
        relation.verb,
        writes=True,
        help=f"Write on both sides that a decision {relation.does}.",
        examples=[f"guide {relation.verb} 4 --by 9"],
    )
    @click.argument("decision", metavar="decision", help="The number of the older one.")
    @click.option("--by", required=True, metavar="decision", help=newer)
    @day_option()
    @click.pass_obj
    def relate_command(root: Path, decision: str, by: str, day: date) -> int:
        guide, _ = load(root)
        workspace, old = Workspace(root), find(guide, decision)
        if relation.replaces and is_web_address(by):
            return _write(workspace, supersede_elsewhere(workspace, old, by, day))
        return _write(workspace, relate(guide, workspace, relation, old, find(guide, by), day))

    return relate_command


relation_commands = [_relating(relation) for relation in RELATIONS]


def _write(workspace: Workspace, done: list[str]) -> int:
    """Write the changes, say what was done, and what else has to be put right now."""
    before = {str(problem) for problem in check(workspace.root)}
    paths = workspace.write()
    print("\n".join([*done, *(f"wrote {path}" for path in paths)]))
    after = [problem for problem in check(workspace.root) if str(problem) not in before]
    if after:
        print("What follows from it, and is to be mended with it:", *after, sep="\n", file=sys.stderr)
    return 0


@command(examples=["guide review", "guide review --date 2027-01-01"])
@click.option("--format", type=click.Choice(["text", "markdown"]), default="text", help="How to print the list.")
@day_option(past=False)
@click.pass_obj
def review_command(root: Path, format: str, day: date) -> int:
    """List the decisions that are due for review."""
    guide, problems = load(root)
    if problems and not guide.decisions:
        raise RefusedError(f"the guide has problems ({len(problems)}), so nothing can be listed; see: guide check")
    decisions = list(due(guide, day))
    if not decisions:
        print("nothing is due", file=sys.stderr)
    for decision in decisions:
        front = decision.front
        if format == "markdown":
            title = printable(decision.title).replace("[", "\\[").replace("]", "\\]").replace("<", "&lt;")
            print(f"* {decision.label}, {title} (`{decision.path}`): {front.status}, review by {front.review_by}")
        else:
            print(printable(f"{decision.path}: {front.status}, review by {front.review_by}: {decision.title}"))
    return 0
