"""The command ``guide``: what can be done with the guide besides building it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
from click.shell_completion import shell_complete

from guide.command.build import build_command
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
from guide.model.settings import read_settings
from guide.problems import RefusedError

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
        build_command,
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


def run(arguments: list[str]) -> int:
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
    except click.Abort:  # at a question, whose line has no end yet
        print("\ninterrupted, and nothing is changed", file=sys.stderr)
        raise KeyboardInterrupt from None
