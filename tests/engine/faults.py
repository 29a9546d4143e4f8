"""Faults in the middle of a command: it is killed, or the disk is full, at any step that changes something.

A step is whatever changes something below the root of a guide: a file opened for writing, flushed, renamed or removed,
a folder made, git told to change its index. Python announces these itself (see "Audit events table"), so that no step
is missed because nobody has listed its function here.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from tests.engine.forked import fork

Fault = Callable[[str | None], None]

_CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.link", "os.truncate", "os.chmod", "os.chown"}
_NEEDS_NO_SPACE = {"os.remove", "subprocess.Popen"}


def kill(_: str | None) -> None:
    """End the process at once, as nothing can keep it from."""
    os.kill(os.getpid(), signal.SIGKILL)


def fill_up(path: str | None) -> None:
    """Fail as on a disk that is full."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)


class End(NamedTuple):
    """How a command has ended: its exit status (None if it was killed), what it printed, whether a fault came."""

    status: int | None
    printed: str
    faulty: bool


def run_apart(root: Path, run: Callable[[], int], step: int = 0, fault: Fault = kill, *, lasting: bool = False) -> End:
    """Run a command in a process of its own, with a fault before one of its steps.

    step: at which step the fault comes, counted from 1; 0 for none. lasting: whether it comes at all later ones too.
    """
    said, saying = os.pipe()
    child = fork()
    if not child:
        os.close(said)
        _run_and_exit(root, run, step, fault, lasting, saying)
    os.close(saying)
    with os.fdopen(said) as stream:
        printed = stream.read()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code == -signal.SIGKILL:
        return End(None, printed, True)
    assert code in {_DONE + status + faulty for status in (0, 2) for faulty in (0, 1)}, f"{code}: {printed}"
    return End((code - _DONE) // 2, printed, bool((code - _DONE) % 2))


def left_behind(root: Path, run: Callable[[], int], kept: Path) -> list[Path]:
    """Return copies of ``root`` as it is left when a command is killed before any of its steps, no two alike in a row.

    The command runs once, to its end, in a process of its own. To be killed undoes and writes nothing, so that what is
    there at a step is what is left behind; after every second step that is what was there before it. kept: the folder
    for the copies.
    """
    kept.mkdir()
    steps, last = count(1), {}

    def keep(_: str | None) -> None:
        now = {path: path.read_bytes() if path.is_file() else b"" for path in root.rglob("*")}
        if now != last:
            last.clear()
            last.update(now)
            shutil.copytree(root, kept / str(next(steps)), symlinks=True)

    assert run_apart(root, run, 1, keep, lasting=True).status == 0
    return sorted(kept.iterdir(), key=lambda copy: int(copy.name))


# An exit status of such a process that nothing else has: this, twice the command's, and 1 if a fault came.
_DONE = 80


def _run_and_exit(root: Path, run: Callable[[], int], step: int, fault: Fault, lasting: bool, saying: int) -> None:
    status = 1
    try:
        with os.fdopen(saying, "w") as out:
            sys.stdout = sys.stderr = out
            faults = _install(root, step, fault, lasting)
            status = _DONE + 2 * run()
            status += bool(faults)
    finally:
        os._exit(status)


def _install(root: Path, step: int, fault: Fault, lasting: bool) -> list[str]:
    """Let the fault come at a step of this process; the list that is returned tells where it came."""
    steps = 0
    faults: list[str] = []

    def count(event: str, path: str | None) -> None:
        nonlocal steps
        if fault is fill_up and event in _NEEDS_NO_SPACE:
            return
        steps += 1
        if steps == step or (lasting and steps > step):
            faults.append(event)
            fault(path)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "subprocess.Popen" and "update-index" in arguments[1]:
            count(event, None)
        elif event in _CHANGES or (event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR)):
            path = str(arguments[0])
            if path.startswith(str(root)):
                count(event, path)

    sys.addaudithook(hook)
    # Python names no file when it cannot write what is in one.
    os.fsync = lambda _: count("fsync", None)
    return faults
