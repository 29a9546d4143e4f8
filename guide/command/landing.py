"""``guide land`` and ``renumber``: how decisions get their numbers, and another where one was taken."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from guide.checks import check
from guide.command.common import command
from guide.disk.git import Git
from guide.life.land import land, mend_links, mentions, naming, renumber
from guide.model.decision import number_in
from guide.model.load import load
from guide.problems import RefusedError


@command(writes=True)
@click.option("--branch", is_flag=True, help="Land on this branch, although it is not the main one.")
@click.pass_obj
def land_command(root: Path, branch: bool) -> int:
    """Give every draft a number, on main after a merge."""
    if not branch:
        _must_be_main(Git(root))
    for path in mend_links(root, load(root)[0]):
        print(f"mended links in {path}")
    problems = check(root)
    if problems:
        print(*problems, sep="\n", file=sys.stderr)
        raise RefusedError(f"nothing has landed: mend the problems ({len(problems)}) first")
    guide, _ = load(root)
    moved = land(root, guide)
    for old, new in moved.items():
        print(f"{old} -> {new}")
    return _end(root) if moved else 0


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


@command(writes=True, examples=["guide renumber 12", "guide renumber 59 --to 11"])
@click.argument("decision", metavar="decision", help="Its number, or its path where two files have that number.")
@click.option("--since", metavar="revision", help="The revision that took it (origin/main, if not given).")
@click.option("--to", metavar="number", type=int, help="A free number, which only an imported decision may choose.")
@click.pass_obj
def renumber_command(root: Path, decision: str, since: str | None, to: int | None) -> int:
    """Give a decision another number, since main took its own first."""
    old, new = renumber(root, decision, since, to)
    print(f"{old} -> {new}")
    # Where two files had the number, nobody but their authors knows which of them a field means.
    guide, _ = load(root)
    kept, now = number_in(old), number_in(new)
    if kept in guide.decisions:
        for place in naming(guide, kept):
            print(f"{place}: says {kept}, which is {guide.decisions[kept].path} now; write {now} if it means {new}")
    for place in mentions(guide, kept):
        print(f"{place}: says ADR {kept}; write ADR {now} if it means {new}")
    return _end(root)


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
