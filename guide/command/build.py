"""``guide build``: the site, by MkDocs, and whether it is what it has to be."""

from __future__ import annotations

from pathlib import Path

import click

from guide.command.check import check_command
from guide.command.common import command
from guide.command.finish import addresses_command
from guide.command.pages import pages_command
from guide.model.settings import FILE


@command(examples=["guide build site"])
@click.argument("site", metavar="site", type=Path, help="The folder of the site.")
@click.pass_context
def build_command(ctx: click.Context, site: Path) -> int:
    """Check the guide, build its site, and compare the addresses."""

    # As if each had been called by itself, but in one process, which is started and reads the guide once.
    def done(step: click.Command, *arguments: str) -> int:
        with step.make_context(step.name, [*arguments], ctx.parent) as own:
            return step.invoke(own)

    return done(pages_command) or done(check_command) or _build(ctx.obj, site) or done(addresses_command, str(site))


def _build(root: Path, site: Path) -> int:
    """Have MkDocs build the site, and return its exit status."""
    # Here, since Zensical builds the site where there is no MkDocs.
    from mkdocs.__main__ import cli

    try:
        cli(["build", "--strict", "--config-file", str(root / FILE), "--site-dir", str(site.absolute())], "mkdocs")
    except SystemExit as end:
        return end.code
