"""``guide finish``: after a build, what no engine makes of a page."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from macros.finishing import finish
from macros.load import load
from macros.problems import RefusedError


def add(commands: Any) -> None:
    """Add the command to the parser's list of commands."""
    command = commands.add_parser("finish", help="add redirects and badges to a built site")
    command.add_argument("site", type=Path, help="the folder of the built site")
    command.add_argument(
        "--site-url",
        default=os.environ.get("GUIDE_SITE_URL", "http://127.0.0.1:8000/"),
        help="the site's address (GUIDE_SITE_URL, if not given)",
    )
    command.set_defaults(run=_finish)


def _finish(options: argparse.Namespace) -> int:
    if not options.site.is_dir():
        raise RefusedError(f"there is no folder '{options.site}'; build the site first")
    guide, _ = load(options.root)
    problems = list(finish(guide, options.site, options.site_url))
    print("\n".join(problems), file=sys.stderr, end="\n" if problems else "")
    return 1 if problems else 0
