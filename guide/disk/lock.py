"""Taking turns: of the commands that change a guide, one is at work at a time; those that read it never wait."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from guide.disk.placing import put
from guide.disk.transaction import JOURNAL, is_open, recover
from guide.problems import RefusedError

_LOCK = "lock"
_HOLDER = "at-work"
_PATIENCE = 5.0  # seconds


@contextmanager
def alone(root: Path, command: str) -> Iterator[None]:
    """Be the only command that changes a guide, and first put back what one that was stopped has changed.

    Raises RefusedError, which says who is at work, if another one is and does not end soon. The lock goes
    with the process, however that ends.
    """
    folder = (root / JOURNAL).parent
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / _LOCK, timeout=_PATIENCE)
    try:
        lock.acquire()
    except Timeout:
        raise RefusedError(f"{_holder(folder)} is at work here; try again once it has ended") from None
    try:
        _recover(root, folder)
        put(folder / _HOLDER, f"guide {command} (process {os.getpid()})".encode())
        yield
    finally:
        if not is_open(root):
            (folder / _HOLDER).unlink(missing_ok=True)
        lock.release()


@contextmanager
def beside_others(root: Path) -> Iterator[None]:
    """Read a guide, and first put back what a command that was stopped has changed; if one is at work, go on."""
    if is_open(root):
        folder = (root / JOURNAL).parent
        with suppress(Timeout), FileLock(folder / _LOCK, timeout=0):
            _recover(root, folder)
    yield


def _recover(root: Path, folder: Path) -> None:
    done = recover(root, _holder(folder))
    if done:
        print(done, file=sys.stderr)


def _holder(folder: Path) -> str:
    """Return which command is at work, or was when it was stopped."""
    try:
        return (folder / _HOLDER).read_text("utf-8")
    except FileNotFoundError:
        return "another guide command"
