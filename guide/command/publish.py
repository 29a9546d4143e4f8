"""``guide finish`` and ``guide addresses``: after a build, what no engine makes of a page, and what must be there."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from guide.model.load import load
from guide.model.promises import FILE, read_promises
from guide.model.settings import read_settings, site_address
from guide.problems import RefusedError
from macros.finish.built_site import BuiltSite
from macros.finish.kept_addresses import broken_promises, new_addresses, write_promises
from macros.finish.redirects import moved
from macros.finish.site_files import finish
from macros.page import Site


def add(commands: Any) -> None:
    """Add the commands to the parser's list of commands."""
    finishing = commands.add_parser("finish", help="add redirects, badges, feeds and /print/ to a built site")
    finishing.add_argument(
        "--site-url",
        type=site_address,
        help="the site's address (that of mkdocs.yml, if not given)",
    )
    finishing.set_defaults(run=_finish, writes=False)

    addresses = commands.add_parser("addresses", help="compare a built site with the addresses that we promised")
    addresses.add_argument("--write", dest="writes", action="store_true", help=f"first add what is new to {FILE}")
    addresses.set_defaults(run=_addresses)
    for command in (finishing, addresses):
        command.add_argument("site", type=Path, help="the folder of the built site")


def _finish(options: argparse.Namespace) -> int:
    _must_be_built(options.site)
    settings = read_settings(options.root)
    if options.site_url:
        settings = replace(settings, address=options.site_url)
    promises, problems = read_promises(options.root)
    problems += finish(Site(load(options.root)[0], settings), promises, options.site)
    print(*problems, sep="\n", end="\n" if problems else "")
    return 1 if problems else 0


def _addresses(options: argparse.Namespace) -> int:
    _must_be_built(options.site)
    guide, _ = load(options.root)
    promises, problems = read_promises(options.root)
    site = BuiltSite(options.site)
    problems += broken_promises(promises, moved(guide, promises), site)
    new = new_addresses(promises, site)
    if options.writes and not problems:
        write_promises(options.root, promises, new)
        print(*(f"promised /{address}" for address in new), sep="\n", end="\n" if new else "")
    elif new:
        some = ", ".join(f"/{address}" for address in new[:3]) + (", …" if len(new) > 3 else "")
        print(
            f"Not promised yet, but new on the site: {len(new)} ({some}). To promise: make addresses", file=sys.stderr
        )
    print(*problems, sep="\n", end="\n" if problems else "")
    return 1 if problems else 0


def _must_be_built(site: Path) -> None:
    if not (site / "index.html").is_file():
        raise RefusedError(f"there is no site in '{site}'; build it first: make build")
