"""What the commands have in common: their turns, their help, and the day on which something happens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click

from guide.disk.lock import alone, beside_others
from guide.model.fields import latest_day

# What a help lists besides the options: a word that can be typed, and what it means.
Rows = list[tuple[str, str]]


class Command(click.Command):
    """A command that reads the guide under ``--root``, or is the only one that changes it while it runs.

    writes: whether it changes the guide, which what is given to it may decide.
    usage: another form of the call, shown behind the usage.
    examples: calls that the help shows.
    """

    def __init__(
        self,
        *arguments: Any,
        writes: bool | Callable[[Mapping[str, Any]], bool] = False,
        usage: str = "",
        examples: Iterable[str] = (),
        **others: Any,
    ) -> None:
        super().__init__(*arguments, **others)
        self.writes = writes
        self.usage = usage
        self._examples = examples

    def examples(self, root: Path) -> Iterable[str]:
        """Return the calls that the help shows; they may name what the guide under the root holds."""
        return self._examples

    def listed(self, root: Path) -> Mapping[str, Rows]:
        """Return what the help lists besides, by title."""
        return {}

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command when it is its turn."""
        root = ctx.obj
        if not (root / "data").is_dir():
            remedy = "call guide in the project's root, or name it with --root"
            raise click.UsageError(f"there is no data/ in '{root}'; {remedy}", ctx.parent)
        writes = self.writes(ctx.params) if callable(self.writes) else self.writes
        with alone(root, ctx.info_name) if writes else beside_others(root):
            return super().invoke(ctx)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage in each of its forms."""
        super().format_usage(ctx, formatter)
        if self.usage:
            formatter.write_usage(ctx.command_path, self.usage, prefix=" " * len("Usage: "))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the help lists besides the options, and the examples."""
        for title, rows in self.listed(ctx.obj).items():
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)
        examples = list(self.examples(ctx.obj))
        if examples:
            with formatter.section("Examples"):
                formatter.write("".join(f"  {example}\n" for example in examples))


# Makes a command of a function, whose name is that of the command with "_command" behind it.
command = partial(click.command, cls=Command)


def day_option(*, past: bool = True) -> Callable[[Any], Any]:
    """Let a command take the day of what it does, as ``day``; today, if it is not given.

    past: whether it writes the day down as one on which something happened, so that it must have come.
    """

    def day(value: str | date) -> date:
        try:
            given = value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            raise click.BadParameter(f"'{value}' is not a day that exists, as YYYY-MM-DD") from None
        if past and given > latest_day():
            raise click.BadParameter(f"{given} has not come yet; give today, or a day before it")
        return given

    return click.option(
        "--date", "day", type=day, metavar="YYYY-MM-DD", default=date.today, help="The day, if not today."
    )
