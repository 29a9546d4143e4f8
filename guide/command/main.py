"""The command ``guide``: what can be done with the guide besides building it."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from guide.command import bring_in, check, choose, publish, status, write
from guide.disk.lock import alone, beside_others
from guide.disk.placing import told
from guide.problems import RefusedError

# What a shell reports of a program that was interrupted, and of one whose reader went away.
_INTERRUPTED, _READER_GONE = 130, 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with its arguments (those of the process, if none) and return its exit status.

    0 when all is well, 1 when the guide has problems or what was asked for cannot be done, 2 when
    the command itself was wrong.
    """
    parser = argparse.ArgumentParser(prog="guide", description="Checks the deployment guide and looks after it.")
    parser.add_argument("--root", type=Path, default=Path(), help="the project's root (this folder, if not given)")
    commands = parser.add_subparsers(required=True, metavar="command", dest="command")
    for module in (check, choose, write, status, bring_in, publish):
        module.add(commands)
    options = parser.parse_args(arguments)
    # Titles and names hold any sign, and not every terminal or pipe can show it.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    if not (options.root / "data").is_dir():
        parser.error(f"there is no data/ in '{options.root}'; call guide in the project's root, or name it with --root")
    try:
        with alone(options.root, options.command) if options.writes else beside_others(options.root):
            exit_status = options.run(options)
        print(end="", flush=True)  # while an error of it can be told
        return exit_status
    except RefusedError as error:
        print(error, file=sys.stderr)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return _READER_GONE
    except OSError as error:
        lost = _drop_output() and not error.filename
        print(f"the output cannot be written: {error.strerror}" if lost else told(error), file=sys.stderr)
    return 1


def _drop_output() -> bool:
    """Have what cannot be printed go nowhere, and return whether there is any; Python would complain at its end."""
    lost = False
    for stream in (sys.stdout, sys.stderr):
        try:
            print(end="", file=stream, flush=True)
        except OSError:
            lost = True
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    return lost
