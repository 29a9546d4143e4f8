"""The command ``guide``: what can be done with the guide besides building it."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from click.shell_completion import shell_complete

from guide.command.changes import changes_command
from guide.command.check import check_command, schemas_command
from guide.command.choose import choose_command
from guide.command.finish import addresses_command, finish_command
from guide.command.import_log import import_command
from guide.command.init import init_command
from guide.command.landing import land_command, renumber_command
from guide.command.new import new_command
from guide.command.pages import pages_command
from guide.command.preview import preview_command
from guide.command.status import relation_commands, review_command, status_command
from guide.disk.placing import described
from guide.model.settings import read_settings
from guide.problems import RefusedError

# What a shell reports of a program that was interrupted, and of one whose reader went away.
_INTERRUPTED, _READER_GONE = 130, 141
# A shell sets it to ask for what can be typed.
_COMPLETE = "_GUIDE_COMPLETE"
_GROUPS = {
    "Everyday commands": [
        check_command,
        changes_command,
        preview_command,
        choose_command,
        new_command,
        status_command,
        *relation_commands,
        review_command,
    ],
    "Rare commands": [
        import_command,
        land_command,
        renumber_command,
        pages_command,
        finish_command,
        addresses_command,
        schemas_command,
        init_command,
    ],
}


class _Guide(click.Group):
    """All commands, shown in groups."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what it is for, with the name of the site."""
        try:
            text = f"{read_settings(ctx.params.get('root', Path())).name}: checks it and looks after it."
        except (OSError, RefusedError):
            text = "Checks the guide and looks after it."
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(text)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each group with its commands."""
        width = max(map(len, self.commands))
        for title, commands in _GROUPS.items():
            with formatter.section(title):
                rows = [(each.name.ljust(width), each.get_short_help_str(formatter.width)) for each in commands]
                formatter.write_dl(rows)


@click.group(
    cls=_Guide,
    commands=[command for commands in _GROUPS.values() for command in commands],
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=f"""
        To have bash complete what you type (zsh_source and fish_source for zsh and fish):

        \b
          eval "$({_COMPLETE}=bash_source guide)"
    """,
)
@click.option(
    "--root",
    type=Path,
    default=Path(),
    is_eager=True,
    help="The project's root (this folder, if not given).",
)
@click.pass_context
def _guide(ctx: click.Context, root: Path) -> None:
    ctx.obj = root


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with its arguments (those of the process, if none) and return its exit status.

    0 when all is well, 1 when the guide has problems or what was asked for cannot be done, 2 when
    the command itself was wrong.
    """
    # Titles and names hold any character, and not every terminal or pipe can show it.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        exit_status = _run(sys.argv[1:] if arguments is None else list(arguments))
        print(end="", flush=True)  # while an error of it can be told
        return exit_status
    except RefusedError as error:
        print(error, file=sys.stderr)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return _READER_GONE
    except OSError as error:
        lost = _drop_output() and not error.filename
        print(f"the output cannot be written: {error.strerror}" if lost else described(error), file=sys.stderr)
    return 1


def _run(arguments: list[str]) -> int:
    """Run the command, or say what is wrong with how it was called, and return the exit status."""
    if _COMPLETE in os.environ:
        return shell_complete(_guide, {}, "guide", _COMPLETE, os.environ[_COMPLETE])
    try:
        with _guide.make_context("guide", arguments) as ctx:
            return _guide.invoke(ctx)
    except click.exceptions.Exit as end:  # a help was shown
        return end.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code


def _drop_output() -> bool:
    """Have what cannot be printed go nowhere, and return whether there is any; Python would complain at its end."""
    lost = False
    for stream in (sys.stdout, sys.stderr):
        try:
            print(end="", file=stream, flush=True)
        except OSError:
            lost = True
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    return lost
