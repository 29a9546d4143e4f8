"""The command ``guide``: what can be done with the guide besides building it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from macros.rules import check
from macros.schema import stale_schemas, write_schemas


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with its arguments (those of the process, if none) and return its exit status."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if not (options.root / "data").is_dir():
        parser.error(
            f"there is no data/ in '{options.root}'; call guide in the project's root, or name that with --root"
        )
    return options.run(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="guide", description="Checks the deployment guide and looks after its data.")
    parser.add_argument("--root", type=Path, default=Path(), help="the project's root (this folder, if not given)")
    commands = parser.add_subparsers(required=True, metavar="command")

    checking = commands.add_parser("check", help="read data and decisions and print every problem")
    checking.add_argument("--format", choices=["text", "github"], default="text", help="how to print a problem")
    checking.set_defaults(run=_check)

    schemas = commands.add_parser("schemas", help="write the JSON Schemas of data/ to data/schema/")
    schemas.set_defaults(run=_schemas)
    return parser


def _check(options: argparse.Namespace) -> int:
    problems = check(options.root)
    for problem in problems:
        print(problem if options.format == "text" else problem.annotation())
    if problems:
        count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
        print(f"{count} found. What each rule asks for: docs/contribute.md", file=sys.stderr)
    return 1 if problems else 0


def _schemas(options: argparse.Namespace) -> int:
    for path in stale_schemas(options.root):
        print(f"wrote {path}")
    write_schemas(options.root)
    return 0
