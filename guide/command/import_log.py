"""``guide import``: bringing an existing log of decisions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from guide.command.common import command, day_option
from guide.command.parts import as_markdown, as_text, format_option
from guide.importing.importer import carry_out, prepare
from guide.importing.report import report
from guide.importing.statuses import Reading
from guide.model.life_cycle import Status
from guide.model.load import load
from macros.page_macros import importing_at


def _words(context: click.Context, option: click.Parameter, given: tuple[str, ...]) -> dict[str, Status]:
    """Return what words for a status mean, by themselves in small letters."""
    pairs = [text.rpartition("=") for text in given]
    for word, _, status in pairs:
        if not word.strip() or status not in {*Status}:
            raise click.BadParameter(f"write it like Ready=proposed, with one of: {', '.join(Status)}")
    return {" ".join(word.lower().split()): Status(status) for word, _, status in pairs}


@command(
    writes=lambda given: not given["dry_run"],
    examples=[
        "guide import ../ferry/doc/adr --dry-run",
        "guide import ../ferry/doc/adr --dates day-first --status Ready=proposed",
    ],
)
@click.argument("path", metavar="path", type=Path, help="The folder of the records.")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@click.option(
    "--dates",
    type=click.Choice(["day-first", "month-first"]),
    help="How to read dates like 05/02/2018, which are not read otherwise.",
)
@click.option("--git-dates", is_flag=True, help="Date records that give no day by the commit that added them.")
@click.option(
    "--status", metavar="word=status", multiple=True, callback=_words, help="What a word means; may be repeated."
)
@click.option("--name", metavar="name", help="What the log is called, if not by its path in its repository.")
@format_option
@day_option()
@click.pass_obj
def import_command(
    root: Path,
    path: Path,
    dry_run: bool,
    dates: str | None,
    git_dates: bool,
    status: dict[str, Status],
    name: str | None,
    format: str,
    day: date,
) -> int:
    """Bring in an existing log of decisions, in whatever form."""
    reading = Reading(day_first=dates == "day-first" if dates else None, statuses=status)
    what = prepare(root, path, name, reading, day, git_dates)
    if not dry_run:
        carry_out(root, what)
    guide, _ = load(root)
    parts = report(what, path, importing_at(guide) or "contribute/#import", dry_run)
    print(as_text(parts) if format == "text" else as_markdown(parts, "What an import brings"))
    return 0 if what.decisions or what.before else 1
