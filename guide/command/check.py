"""``guide check`` and ``guide schemas``: what is wrong with the data and the decisions."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import click

from guide.checks import check
from guide.command.common import command
from guide.model.schema import write_schemas
from guide.model.settings import read_settings
from guide.problems import RefusedError, counted


@command(examples=["guide check", "guide check --since origin/main"])
@click.option("--format", type=click.Choice(["text", "github"]), default="text", help="How to print a problem.")
@click.option(
    "--since",
    metavar="revision",
    help="Also check, against a git revision such as origin/main, that nothing has changed that may not.",
)
@click.pass_obj
def check_command(root: Path, format: str, since: str | None) -> int:
    """Read data and decisions and print every problem."""
    # What is read stays to the end, so there is next to nothing to collect.
    gc.disable()
    try:
        problems = check(root, since)
    finally:
        gc.enable()
    for problem in problems:
        print(problem if format == "text" else problem.annotation(f"{_site(root)}contribute/#rule-{problem.rule}"))
    if problems:
        print(
            f"{counted(len(problems), 'problem')} found. What each rule asks for: {_site(root)}contribute/#rules",
            file=sys.stderr,
        )
    return 1 if problems else 0


def _site(root: Path) -> str:
    """Return the address of the site, or a slash where mkdocs.yml does not say it."""
    try:
        return read_settings(root).address
    except RefusedError:
        return "/"


@command(writes=True)
@click.pass_obj
def schemas_command(root: Path) -> int:
    """Write the JSON Schemas of data/ to guide/schema/."""
    for path in write_schemas(root):
        print(f"wrote {path}")
    return 0
