"""``guide check`` and ``guide schemas``: what is wrong with the data and the decisions."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from guide.checks import check
from guide.model.schema import write_schemas


def add(commands: Any) -> None:
    """Add the commands to the parser's list of commands."""
    checking = commands.add_parser("check", help="read data and decisions and print every problem")
    checking.add_argument("--format", choices=["text", "github"], default="text", help="how to print a problem")
    checking.add_argument(
        "--since", metavar="revision", help="also compare with a git revision, such as origin/main: what may not change"
    )
    checking.set_defaults(run=_check, writes=False)

    schemas = commands.add_parser("schemas", help="write the JSON Schemas of data/ to guide/schema/")
    schemas.set_defaults(run=_schemas, writes=True)


def _check(options: argparse.Namespace) -> int:
    problems = check(options.root, options.since)
    for problem in problems:
        print(problem if options.format == "text" else problem.annotation())
    if problems:
        count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
        print(f"{count} found. What each rule asks for: docs/contribute.md", file=sys.stderr)
    return 1 if problems else 0


def _schemas(options: argparse.Namespace) -> int:
    for path in write_schemas(options.root):
        print(f"wrote {path}")
    return 0
