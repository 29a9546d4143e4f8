"""The command ``guide``: what can be done with the guide besides building it."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence
from pathlib import Path

from macros.commands import changing, checking, choosing, finishing, importing, writing
from macros.problems import RefusedError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with its arguments (those of the process, if none) and return its exit status.

    0 when all is well, 1 when the guide has problems or what was asked for cannot be done, 2 when
    the command itself was wrong.
    """
    parser = argparse.ArgumentParser(prog="guide", description="Checks the deployment guide and looks after it.")
    parser.add_argument("--root", type=Path, default=Path(), help="the project's root (this folder, if not given)")
    commands = parser.add_subparsers(required=True, metavar="command")
    for module in (checking, choosing, writing, changing, importing, finishing):
        module.add(commands)
    options = parser.parse_args(arguments)
    # Titles and names hold any sign, and not every terminal or pipe can show it.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    if not (options.root / "data").is_dir():
        parser.error(f"there is no data/ in '{options.root}'; call guide in the project's root, or name it with --root")
    try:
        return options.run(options)
    except RefusedError as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(f"'{error.filename or 'what is printed'}' cannot be read or written: {error.strerror}", file=sys.stderr)
    return 1
