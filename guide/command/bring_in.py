"""``guide import``: bringing an existing log of decisions."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from guide.command.day import add_date
from guide.importing.importer import Import, carry_out, prepare
from guide.model.decision import FOLDER
from guide.problems import printable


def add(commands: Any) -> None:
    """Add the command to the parser's list of commands."""
    importing = commands.add_parser("import", help="bring an existing log of decisions, in whatever form")
    importing.add_argument("path", type=Path, help="the folder of the records")
    importing.add_argument("--dry-run", dest="writes", action="store_false", help="only say what would be done")
    importing.add_argument(
        "--dates",
        choices=["day-first", "month-first"],
        help="how to read dates like 05/02/2018, which are not read otherwise",
    )
    importing.add_argument("--name", help="what the log is called, if not by its path in its repository")
    importing.set_defaults(run=_import)
    add_date(importing)


def _import(options: argparse.Namespace) -> int:
    day_first = options.dates == "day-first" if options.dates else None
    what = prepare(options.root, options.path, options.name, day_first, options.date)
    if options.writes:
        carry_out(options.root, what)
    for line in report(what, options.path, dry_run=not options.writes):
        print(line)
    return 1 if what.announced else 0


def report(what: Import, folder: Path, dry_run: bool) -> list[str]:
    """Return the lines that say what was imported, and what was not understood."""
    lines = [f"{(folder / source).as_posix()} -> {path}" for source, path in what.decisions.items()]
    for place, file in what.attachments.items():
        lines.append(f"{os.path.normpath(folder / os.path.relpath(file, folder.resolve()))} -> {FOLDER}/{place}")
    understood = "What was not understood, or changed (what to do: docs/contribute.md#import):"
    for notes, name in ((what.notes, understood), (what.announced, "What check will say:")):
        if notes:
            lines += ["", name, *(f"{(folder / note.path).as_posix()}:{note.line}: {note.what}" for note in notes)]
    lines = [printable(line) for line in lines]
    would = "would be imported" if dry_run else "imported"
    count = len(what.decisions)
    before = f"; {what.before} were imported before" if what.before else ""
    drafts = f", {what.drafts} of them as drafts" if what.drafts else ""
    return [*lines, *([""] if lines else []), f"{count} record{'s' * (count != 1)} {would}{drafts}{before}"]
