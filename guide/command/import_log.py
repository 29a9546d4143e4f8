"""``guide import``: bringing an existing log of decisions."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import click

from guide.command.common import command, day_option
from guide.importing.importer import Import, carry_out, prepare
from guide.model.decision import FOLDER
from guide.model.load import load
from guide.problems import printable
from macros.page_macros import importing_at


@command(
    writes=lambda given: not given["dry_run"],
    examples=["guide import ../ferry/doc/adr --dry-run", "guide import ../ferry/doc/adr --dates day-first"],
)
@click.argument("path", metavar="path", type=Path, help="The folder of the records.")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@click.option(
    "--dates",
    type=click.Choice(["day-first", "month-first"]),
    help="How to read dates like 05/02/2018, which are not read otherwise.",
)
@click.option("--name", metavar="name", help="What the log is called, if not by its path in its repository.")
@day_option()
@click.pass_obj
def import_command(root: Path, path: Path, dry_run: bool, dates: str | None, name: str | None, day: date) -> int:
    """Bring an existing log of decisions, in whatever form."""
    what = prepare(root, path, name, dates == "day-first" if dates else None, day)
    if not dry_run:
        carry_out(root, what)
    guide, _ = load(root)
    for line in report(what, path, importing_at(guide) or "contribute/#import", dry_run=dry_run):
        print(line)
    return 1 if what.announced else 0


def report(what: Import, folder: Path, explained_at: str, dry_run: bool) -> list[str]:
    """Return the lines that say what was imported, and what was not understood.

    explained_at: the address, from the site's root, that says what to do about the latter.
    """
    lines = [f"{(folder / source).as_posix()} -> {path}" for source, path in what.decisions.items()]
    for place, file in what.attachments.items():
        lines.append(f"{os.path.normpath(folder / os.path.relpath(file, folder.resolve()))} -> {FOLDER}/{place}")
    understood = f"What was not understood, or changed (what to do: /{explained_at}):"
    for notes, name in ((what.notes, understood), (what.announced, "What check will say:")):
        if notes:
            lines += ["", name, *(f"{(folder / note.path).as_posix()}:{note.line}: {note.what}" for note in notes)]
    lines = [printable(line) for line in lines]
    would = "would be imported" if dry_run else "imported"
    count = len(what.decisions)
    before = f"; {what.before} were imported before" if what.before else ""
    drafts = f", {what.drafts} of them as drafts" if what.drafts else ""
    return [*lines, *([""] if lines else []), f"{count} record{'s' * (count != 1)} {would}{drafts}{before}"]
