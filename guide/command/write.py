"""``guide new``, ``land`` and ``renumber``: how a decision comes to be, and to its number."""

from __future__ import annotations

import argparse
import re
import sys
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from guide.checks import check
from guide.command.day import add_date
from guide.disk.git import Git
from guide.disk.transaction import Write, carry_out
from guide.life.change import find, may_be_changed
from guide.life.draft import clean_title, draft_text, slug
from guide.life.land import land, mend_links, naming, renumber
from guide.model.decision import FOLDER, Decision, number_in
from guide.model.guide import Guide
from guide.model.life_cycle import RELATIONS, Relation
from guide.model.load import load
from guide.problems import RefusedError


def add(commands: Any) -> None:
    """Add the commands to the parser's list of commands."""
    # A title that begins with a hyphen would be taken for an option; the usage is shown when that has happened.
    new = commands.add_parser(
        "new",
        help="start a new decision from the template",
        usage='guide new [option ...] title\n       guide new [option ...] -- "-a title that begins with a hyphen"',
    )
    new.add_argument("title", help="what is decided, such as 'Use queues for mail'")
    for relation in RELATIONS:
        new.add_argument(
            f"--{relation.field}",
            action="append",
            default=[],
            metavar="number",
            help=f"the decisions that it would {relation.aim}",
        )
    new.set_defaults(run=_new, writes=True)
    add_date(new)

    landing = commands.add_parser("land", help="give every draft the next free number, on main after a merge")
    landing.add_argument("--branch", action="store_true", help="land on this branch, although it is not the main one")
    landing.set_defaults(run=_land, writes=True)

    renumbering = commands.add_parser("renumber", help="give a decision another number, which main took first")
    renumbering.add_argument("decision", help="its number, or its path where two files have that number")
    renumbering.add_argument(
        "--since", metavar="revision", help="the revision that took it (origin/main, if not given)"
    )
    renumbering.set_defaults(run=_renumber, writes=True)


def _new(options: argparse.Namespace) -> int:
    title = clean_title(options.title)
    if not title:
        raise RefusedError("a decision needs a title; say in a few words what is decided")
    guide, _ = load(options.root)
    related = {}
    for relation in RELATIONS:
        given = getattr(options, relation.field)
        numbers = [number for text in given for number in re.split(r"[,\s]+", text) if number]
        related[relation.field] = list(dict.fromkeys(_changeable(guide, number, relation) for number in numbers))
    path = f"{FOLDER}/draft-{slug(title)}.md"
    text = draft_text(title, options.date, related)
    _create(guide, options.root, path, text)
    for one in _similar(guide, title):
        since = f"{one.front.status} since {one.front.date}"
        print(f"{one.label} has a similar title and is {since}; read it first: {one.path}")
    print(f"wrote {path}, and what to do next is:")
    print("1. Fill in what stands in {braces}; the comments explain each section.")
    print("2. See what is still missing: make check")
    print("3. Commit it on a branch and open a pull request. It gets its number when it has landed on main.")
    return 0


def _similar(guide: Guide, title: str) -> list[Decision]:
    """Return the decisions whose titles are close to a new one's, so that nobody proposes the same again unawares."""
    titles = {one.title.casefold(): one for one in guide.all_decisions()}
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


def _land(options: argparse.Namespace) -> int:
    if not options.branch:
        _must_be_main(Git(options.root))
    for path in mend_links(options.root, load(options.root)[0]):
        print(f"mended links in {path}")
    problems = check(options.root)
    if problems:
        print(*problems, sep="\n", file=sys.stderr)
        raise RefusedError(f"nothing has landed: mend the problems ({len(problems)}) first")
    guide, _ = load(options.root)
    moved = land(options.root, guide)
    for old, new in moved.items():
        print(f"{old} -> {new}")
    return _end(options.root) if moved else 0


def _must_be_main(git: Git) -> None:
    """Raise RefusedError if something else than the main branch is checked out: a number is given once, there."""
    if not git.is_repository():
        return
    here, main = git.branch(), git.main_branch()
    if here == main or (here and not main) or (not here and main and git.commit("HEAD") in git.tips(main)):
        return
    where = f"this is the branch '{here}'" if here else "no branch is checked out here"
    remedy = f"go there first (git switch {main}), or " if main else ""
    raise RefusedError(
        f"{where}, and drafts get their numbers on the main one; {remedy}land here all the same: guide land --branch"
    )


def _renumber(options: argparse.Namespace) -> int:
    old, new = renumber(options.root, options.decision, options.since)
    print(f"{old} -> {new}")
    # Where two files had the number, nobody but their authors knows which of them a field means.
    guide, _ = load(options.root)
    kept, now = number_in(Path(old).name), number_in(Path(new).name)
    if kept in guide.decisions:
        for place in naming(guide, kept):
            print(f"{place}: says {kept}, which is {guide.decisions[kept].path} now; write {now} if it means {new}")
    return _end(options.root)


def _end(root: Path) -> int:
    """Print what is wrong with the guide after a change, or how to commit it, and return the exit status."""
    problems = check(root)
    if problems:
        print("The guide now has problems; mend them before you commit:", *problems, sep="\n", file=sys.stderr)
        return 1
    if Git(root).is_repository():
        # It has staged the new name alone, not what was written into the files.
        print("Commit all that has changed with it: git add --all && git commit")
    return 0
