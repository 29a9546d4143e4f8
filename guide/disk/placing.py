"""Putting files in place: each is written beside where it belongs, and is there whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path


def put(file: Path, data: bytes) -> None:
    """Write a file so that it is there whole or as it was, with the mode and the owner that it had.

    A link stays a link: the file that it leads to is written. Folders are made as they are needed.
    Raises OSError, which names the file.
    """
    try:
        stage(file, data, flush=False)
        place(file)
    except BaseException:
        with suppress(OSError):
            discard(file)
        raise


def stage(file: Path, data: bytes, *, flush: bool = True) -> None:
    """Write beside a file what it will hold.

    flush: whether to wait until the disk has it, so that not even a loss of power leaves less than that.
    """
    with _about(file):
        there, staged = _real(file), _staged(file)
        # To put a file in the place of one that may only be read would be allowed.
        if there.exists() and not os.access(there, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        if not there.parent.is_dir():
            there.parent.mkdir(parents=True, exist_ok=True)
        with staged.open("wb") as stream:
            stream.write(data)
            if flush:
                stream.flush()
                os.fsync(stream.fileno())
        if there.exists():
            _keep_mode_and_owner(there, staged)


def place(file: Path) -> None:
    """Put what ``stage`` has written in the place of a file."""
    with _about(file):
        _staged(file).replace(_real(file))


def discard(file: Path) -> None:
    """Remove what ``stage`` has written, if it is still there."""
    with _about(file):
        _staged(file).unlink(missing_ok=True)


def _real(file: Path) -> Path:
    """Return the file itself, or the one that it leads to if it is a link; links in a circle lead nowhere."""
    return Path(os.path.realpath(file)) if file.is_symlink() else file


def _staged(file: Path) -> Path:
    """Return where a file is written: in its folder, so on its disk, by a short name that the guide passes over."""
    there = _real(file)
    return there.with_name(f".guide-{sha256(os.fsencode(there.name)).hexdigest()[:16]}")


def _keep_mode_and_owner(old: Path, new: Path) -> None:
    shutil.copymode(old, new)
    was, now = old.stat(), new.stat()
    if (was.st_uid, was.st_gid) != (now.st_uid, now.st_gid):
        # Only root may give a file away; from a container, it would take it from its author.
        with suppress(PermissionError):
            os.chown(new, was.st_uid, was.st_gid)


@contextmanager
def _about(file: Path) -> Iterator[None]:
    """Have every error name the file that it is about, not the one beside it, nor none."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(file)) from None


def described(error: OSError) -> str:
    """Return in one clause which file an error is about, and what is wrong."""
    reason = error.strerror or str(error)
    return f"'{error.filename}' cannot be read or written: {reason}" if error.filename else reason
