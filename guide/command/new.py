"""``guide new``: how a decision comes to be."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import click

from guide.command.common import command, day_option
from guide.disk.transaction import Write, carry_out
from guide.life.change import find, may_be_changed
from guide.life.draft import clean_title, draft_text, slug
from guide.model.decision import FOLDER, Decision
from guide.model.guide import Guide
from guide.model.life_cycle import RELATIONS, Relation
from guide.model.load import load
from guide.problems import RefusedError


def _relation_options(made: Callable[..., int]) -> Callable[..., int]:
    """Let a command take the numbers of the decisions to which a new one would relate, an option for each relation."""
    for relation in reversed(RELATIONS):
        aim = f"The decisions that it would {relation.aim}."
        made = click.option(f"--{relation.field}", multiple=True, metavar="number", help=aim)(made)
    return made


# A title that begins with a hyphen would be taken for an option; the usage is shown when that has happened.
@command(
    writes=True,
    usage='[OPTIONS] -- "-a title that begins with a hyphen"',
    examples=['guide new "Use queues for mail"', 'guide new "Use queues for mail" --supersedes 4'],
)
@click.argument("title", metavar="title", help="What is decided, such as 'Use queues for mail'.")
@_relation_options
@day_option()
@click.pass_obj
def new_command(root: Path, title: str, day: date, **given: tuple[str, ...]) -> int:
    """Start a new decision from the template."""
    title = clean_title(title)
    if not title:
        raise RefusedError("a decision needs a title; say in a few words what is decided")
    guide, _ = load(root)
    related = {}
    for relation in RELATIONS:
        numbers = [number for text in given[relation.field] for number in re.split(r"[,\s]+", text) if number]
        related[relation.field] = list(dict.fromkeys(_changeable(guide, number, relation) for number in numbers))
    path = f"{FOLDER}/draft-{slug(title)}.md"
    text = draft_text(title, day, related)
    _create(guide, root, path, text)
    for decision in _similar(guide, title):
        since = f"{decision.front.status} since {decision.front.date}"
        print(f"{decision.label} has a similar title and has been {since}; read it first: {decision.path}")
    print(f"wrote {path}, and what to do next is:")
    print("1. Fill in what stands in {braces}; the comments explain each section.")
    print("2. See what is still missing: make check")
    print("3. Commit it on a branch and open a pull request. It gets its number when it has landed on main.")
    return 0


def _similar(guide: Guide, title: str) -> list[Decision]:
    """Return the decisions whose titles are close to a new one's, so that nobody proposes the same again unawares."""
    titles = {decision.title.casefold(): decision for decision in guide.all_decisions()}
    return [titles[near] for near in get_close_matches(title.casefold(), titles, n=3, cutoff=0.7)]


def _create(guide: Guide, root: Path, path: str, text: str) -> None:
    """Write a new file; raise RefusedError if there is one, or was one before it landed."""
    for decision in guide.all_decisions():
        if path in (f"{FOLDER}/{name}.md" for name in decision.front.formerly):
            raise RefusedError(f"{path} is what {decision.label} was called before; give yours another title")
    try:
        carry_out(root, {path: Write(None, text.encode("utf-8"))})
    except FileExistsError:
        raise RefusedError(f"{path} exists already, so nothing was written; give yours another title") from None


def _changeable(guide: Guide, number: str, relation: Relation) -> int:
    """Return the number of a decision that another may change; raise RefusedError if it may not."""
    decision = find(guide, number)
    if not decision.number or not may_be_changed(decision, relation):
        name = decision.label if decision.number else decision.path
        status = decision.front.status
        raise RefusedError(f"{name} is {status}, so there is nothing to {relation.verb}; name an accepted decision")
    return decision.number
