"""``guide finish`` and ``guide addresses``: what no engine makes of a built site, and which addresses must stay."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from guide.command.common import command
from guide.model.load import load
from guide.model.promises import FILE, read_promises
from guide.model.settings import read_settings, site_address
from guide.problems import RefusedError, counted
from macros.finish.built_site import BuiltSite
from macros.finish.kept_addresses import broken_promises, new_addresses, write_promises
from macros.finish.site_files import finish
from macros.page import Site

_BY_ITSELF = f"There is nothing for you to do: once this is on main, a workflow lists them in {FILE}."
_built = click.argument("site", metavar="site", type=Path, help="The folder of the built site.")


@command(examples=["guide finish site"])
@_built
@click.option(
    "--site-url", type=site_address, metavar="address", help="The site's address (that of mkdocs.yml, if not given)."
)
@click.pass_obj
def finish_command(root: Path, site: Path, site_url: str | None) -> int:
    """Add redirects, badges, feeds, texts and /print/ to a built site."""
    _must_be_built(site)
    settings = read_settings(root)
    if site_url:
        settings = replace(settings, address=site_url)
    promises, problems = read_promises(root)
    problems += finish(Site(load(root)[0], settings), promises, site)
    print(*problems, sep="\n", end="\n" if problems else "")
    return 1 if problems else 0


@command(writes=lambda given: given["write"], examples=["guide addresses site"])
@_built
@click.option("--write", is_flag=True, help=f"First add what is new to {FILE}.")
@click.pass_obj
def addresses_command(root: Path, site: Path, write: bool) -> int:
    """Compare a built site with the addresses that we promised."""
    _must_be_built(site)
    promises, problems = read_promises(root)
    built = BuiltSite(site)
    problems += broken_promises(load(root)[0], promises, built)
    new = new_addresses(promises, built)
    if write and not problems:
        write_promises(root, promises, new)
        print(*(f"promised /{address}" for address in new), sep="\n", end="\n" if new else "")
    elif new:
        some = ", ".join(f"/{address}" for address in new[:3]) + (", …" if len(new) > 3 else "")
        print(f"New on the site: {counted(len(new), 'address', 'es')} ({some}). {_BY_ITSELF}", file=sys.stderr)
    print(*problems, sep="\n", end="\n" if problems else "")
    return 1 if problems else 0


def _must_be_built(site: Path) -> None:
    if not (site / "index.html").is_file():
        raise RefusedError(f"there is no site in '{site}'; build it first: make build")
