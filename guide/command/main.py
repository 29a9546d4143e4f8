"""Running the command ``guide``: however it ends, one line at most says why, and a status says how."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

from guide.disk.placing import described
from guide.problems import RefusedError

# What a shell reports of a program that was interrupted, and of one whose reader went away.
_INTERRUPTED, _READER_GONE = 130, 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with its arguments (those of the process, if none) and return its exit status.

    0 when all is well, 1 when the guide has problems or what was asked for cannot be done, 2 when
    the command itself was wrong.
    """
    # Titles and names hold any character, and not every terminal or pipe can show it.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        # Here, since it takes most of a second, in which it can be interrupted too.
        from guide.command.group import run

        exit_status = run(sys.argv[1:] if arguments is None else list(arguments))
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
        print(f"the output cannot be written: {error.strerror}" if lost else described(error), file=sys.stderr)
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
