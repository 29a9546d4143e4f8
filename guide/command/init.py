"""``guide init``: how a clone becomes another organisation's guide."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from guide.checks import check
from guide.command.common import command
from guide.disk.git import Git
from guide.disk.transaction import carry_out
from guide.life.draft import clean_title
from guide.life.new_log import decision_paths
from guide.model.decision import number_in
from guide.model.fields import is_web_address
from guide.model.load import load
from guide.model.promises import read_promises
from guide.model.settings import MORE, plain_address, plain_repository
from guide.problems import RefusedError, counted
from guide.start.plan import KEPT, Organisation, writes

# As a code host knows owners: a team, a person, or a mail address; several stand beside each other.
_OWNER = r"(?:@[\w.-]+(?:/[\w.-]+)?|[^\s@]+@[^\s@]+)"


def _name(value: str) -> str:
    """Return what the guide is called; the theme has it in an attribute as it is."""
    name = clean_title(value)
    if not name or set(name) & set('"<>'):
        message = f"'{name}' cannot be the name; write one without quotes and angle brackets, such as 'Our Guide'"
        raise click.BadParameter(message)
    return name


def _address(value: str) -> str:
    address = value.strip()
    if not is_web_address(address):
        raise click.BadParameter(f"'{address}' is not a web address; it starts with https:// or http://")
    plain = plain_address(address)
    if plain != address:
        raise click.BadParameter(f"{MORE} {plain}")
    return address


def _repository(value: str) -> str:
    """Return where the repository is; the address to clone it from is taken too."""
    return plain_repository(_address(value))


def _team(value: str) -> str:
    """Return who is asked for reviews."""
    team = value.strip()
    if not re.fullmatch(rf"{_OWNER}(?: +{_OWNER})*", team):
        raise click.BadParameter(f"'{team}' is no team, person or mail address; write it like @northwind/platform")
    return team


@command(
    writes=True,
    examples=[
        'guide init --name "Northwind Deployment Guide" --repository https://github.com/northwind/guide '
        "--site https://northwind.github.io/guide/ --team @northwind/platform",
    ],
)
@click.option("--name", type=_name, metavar="name", help="What the guide is called.")
@click.option("--repository", type=_repository, metavar="address", help="Where its repository is.")
@click.option("--site", type=_address, metavar="address", help="Where its site is published.")
@click.option("--team", type=_team, metavar="team", help="Who is asked for reviews, such as @northwind/platform.")
@click.option("--patterns", is_flag=True, help=f"Keep the {', '.join(KEPT[:-1])} and {KEPT[-1]} that are here.")
@click.pass_context
def init_command(ctx: click.Context, patterns: bool, **given: str | None) -> int:
    """Turn a clone into the guide of another organisation."""
    root = ctx.obj
    _must_be_saved(root)
    problems = load(root)[1] if patterns else ()
    if problems:
        raise RefusedError(f"the guide has problems ({len(problems)}), so nothing of it can be kept; see: guide check")
    gone = _gone(root)
    if gone:
        print(f"this takes away what is here: {gone}")
    organisation = Organisation(**_asked(ctx, given))
    planned = writes(root, organisation, date.today(), keep=patterns)
    carry_out(root, planned)
    removed = sum(write.after is None for write in planned.values())
    print(f"wrote {len(planned) - removed} files and removed {removed}, and what to do next is:")
    print("1. See what you have now: make serve, and: make test-content")
    print("2. Put your own facts in place of the examples; the comments in data/ explain each field.")
    print("3. Commit it: git add --all && git commit. Until then, this takes it back: git stash --include-untracked")
    print("4. Put your own pictures in place of those of docs/assets/, if you have some.")
    problems = check(root)
    print(*problems, sep="\n", end="\n" if problems else "", file=sys.stderr)
    return 1 if problems else 0


def _must_be_saved(root: Path) -> None:
    """Raise RefusedError unless git can bring back all that there is."""
    git = Git(root)
    if not git.is_repository():
        remedy = "clone the guide with git, or make it one: git init && git add --all && git commit"
        raise RefusedError(f"'{root}' is not in a git repository with a commit, so nothing could be undone; {remedy}")
    if git.uncommitted():
        remedy = "commit them, or put them aside: git stash --include-untracked"
        raise RefusedError(f"there are changes that are not committed, so nothing was changed; {remedy}")


def _gone(root: Path) -> str:
    """Return how much goes of what others may rely on: decisions that have landed, and promised addresses."""
    landed = sum(number_in(path) is not None for path in decision_paths(root))
    counts = (counted(landed, "landed decision"), counted(len(read_promises(root)[0]), "promised address", "es"))
    return " and ".join(count for count in counts if not count.startswith("0 "))


def _asked(ctx: click.Context, given: dict[str, Any]) -> dict[str, Any]:
    """Return what was given, with what was not asked for; raise a UsageError where nobody can be asked."""
    missing = [option for option in ctx.command.params if option.name in given and given[option.name] is None]
    if missing and not sys.stdin.isatty():
        names = ", ".join(option.opts[0] for option in missing)
        raise click.UsageError(f"there is no terminal to ask in; give {names} as well", ctx)
    return given | {option.name: click.prompt(option.help.rstrip("."), type=option.type) for option in missing}
