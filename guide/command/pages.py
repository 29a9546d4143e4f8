"""``guide pages``: the pages that make themselves, before a build."""

from __future__ import annotations

from pathlib import Path

import click

from guide.command.common import command
from guide.life.pages import write_pages


@command(writes=True, examples=["guide pages"])
@click.pass_obj
def pages_command(root: Path) -> int:
    """Write the pages of patterns and projects that have none yet."""
    for path in write_pages(root):
        print(f"wrote {path}")
    return 0
