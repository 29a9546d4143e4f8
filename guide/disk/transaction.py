"""Changing several files: all of them or none, even if the command is killed or the machine goes down.

Before the first file changes, a journal is written: what each file holds, and a hash of what it will
hold. It goes when everything is done. A command that finds one left behind puts the files back with
it, unless somebody has changed them since.

The journal lies in ``.cache/guide/``, which git ignores, and not in git's own folder: so it is in one
place with git and without, and each worktree, whose files are its own, has its own.
"""

from __future__ import annotations

import errno
import json
import os
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from guide.disk.git import Git
from guide.disk.placing import described, discard, place, stage
from guide.problems import RefusedError

JOURNAL = ".cache/guide/journal.json"


@dataclass(frozen=True)
class Write:
    """What a file held when it was read (None if there was none), and what it will hold (None if it is to go)."""

    before: bytes | None
    after: bytes | None


def carry_out(root: Path, writes: Mapping[str, Write], moves: Mapping[str, str] | None = None) -> None:
    """Write files, remove some and rename some of them, in git's index too: all of it or nothing.

    writes: by path from the root; a file that is renamed is among them too, by its old path. A folder whose last file
    is removed goes with it.
    moves: the new path of each file that is renamed, by its old one.

    Raises FileExistsError if something is where a file is to be made, RefusedError if a file is not what
    it was when it was read, or git cannot follow, and OSError: nothing has changed then.
    """
    moves = moves or {}
    changed = {path: write for path, write in writes.items() if write.before != write.after}
    if not changed and not moves:
        return
    for path, write in writes.items():
        _must_hold(root, path, write.before)
    for new in moves.values():
        _must_hold(root, new, None)
    journal = Journal.of(writes, moves)
    try:
        journal.write(root)
        for path, write in changed.items():
            if write.after is not None:
                stage(root / path, write.after)
        for path, write in changed.items():
            _must_hold(root, path, write.before)
            if write.after is not None:
                place(root / path)
            else:
                (root / path).unlink()
        for old, new in moves.items():
            _must_hold(root, new, None)
            (root / old).rename(root / new)
        Git(root).move(moves)
    except BaseException as error:
        _give_up(root, journal, error)
        raise
    journal.remove(root)
    _remove_empty_folders(root, [path for path, write in changed.items() if write.after is None])


def _remove_empty_folders(root: Path, removed: Iterable[str]) -> None:
    for path in removed:
        for folder in PurePosixPath(path).parents:
            with suppress(OSError):  # it holds something, or has gone already
                (root / folder).rmdir()


def _must_hold(root: Path, path: str, data: bytes | None) -> None:
    if data is None and os.path.lexists(root / path):
        raise FileExistsError(errno.EEXIST, "File exists", str(root / path))
    if data is not None and _held(root / path) != data:
        raise RefusedError(f"{path} has been changed meanwhile, so nothing was changed; call the command again")


def _give_up(root: Path, journal: Journal, error: BaseException) -> None:
    """Put everything back after an error; raise RefusedError if not even that can be done now."""
    try:
        journal.put_back(root)
        journal.remove(root)
    except OSError as second:
        first = described(error) if isinstance(error, OSError) else error
        remedy = "the next guide command tries to put back what is left"
        raise RefusedError(f"{first}; then {described(second)}; {remedy}") from error


def is_open(root: Path) -> bool:
    """Return whether a change has begun that is not done: a command is at work, or was stopped."""
    return (root / JOURNAL).exists()


def recover(root: Path, who: str) -> str | None:
    """Put back what a command has changed that was stopped, and return what was done about it, on one line.

    who: the command that was stopped; no other may be at work. Raises OSError if a file cannot be put
    back, which can then be tried again.
    """
    if not is_open(root):
        return None
    journal = Journal.read(root)
    if journal is None:
        (root / JOURNAL).unlink()
        return f"{who} was stopped, and what it noted cannot be read; see what it has changed with: git status"
    others = [path for path in journal.before if not journal.is_ours(root, path)]
    if others:
        done = f"nothing was put back, since this was changed later: {', '.join(others)}; see it with: git status"
    elif all(journal.is_done(root, path) for path in journal.before):
        Git(root).move(journal.moves)
        done = "all that it does was done"
    else:
        journal.put_back(root)
        done = "every file is put back as it was; call it again"
    journal.remove(root)
    return f"{who} was stopped before its end, and {done}"


@dataclass(frozen=True)
class Journal:
    """What a command is about to change: what each file holds, the hash of what it will hold, and the renames.

    Where there is no file, before or after, None stands in the place of either.
    """

    before: Mapping[str, bytes | None]
    after: Mapping[str, str | None]
    moves: Mapping[str, str]

    @classmethod
    def of(cls, writes: Mapping[str, Write], moves: Mapping[str, str]) -> Journal:
        """Return the journal of a change."""
        before = {path: write.before for path, write in writes.items()}
        return cls(before, {path: _hash(write.after) for path, write in writes.items()}, moves)

    @classmethod
    def read(cls, root: Path) -> Journal | None:
        """Return the journal that a command has left behind, or None if it cannot be understood."""
        try:
            noted = json.loads((root / JOURNAL).read_bytes())
            before = {path: None if text is None else b64decode(text) for path, text in noted["before"].items()}
            return cls(before, noted["after"], noted["moves"])
        except (ValueError, KeyError, TypeError, AttributeError):
            return None

    def write(self, root: Path) -> None:
        """Note what will be changed, and wait until the disk has it."""
        before = {path: None if data is None else b64encode(data).decode() for path, data in self.before.items()}
        stage(root / JOURNAL, json.dumps({"before": before, "after": self.after, "moves": self.moves}).encode())
        place(root / JOURNAL)

    def remove(self, root: Path) -> None:
        """Remove the journal, once nothing is left of what was written beside the files."""
        for path in self.before:
            discard(root / path)
        discard(root / JOURNAL)
        (root / JOURNAL).unlink(missing_ok=True)

    def put_back(self, root: Path) -> None:
        """Make every file what it was before; what somebody else has written since is left alone."""
        for old, new in self.moves.items():
            if self._has_moved(root, old):
                (root / new).rename(root / old)
        for path, before in self.before.items():
            data = _held(root / path)
            if data == before or _hash(data) != self.after[path]:
                continue
            if before is None:
                (root / path).unlink()
            else:
                stage(root / path, before)
                place(root / path)

    def is_ours(self, root: Path, path: str) -> bool:
        """Return whether a file is as the command found it or left it, and not under both of its names."""
        new = self.moves.get(path)
        if new and os.path.lexists(root / path) and os.path.lexists(root / new):
            return False
        data = _held(root / (new if new and self._has_moved(root, path) else path))
        return data == self.before[path] or _hash(data) == self.after[path]

    def is_done(self, root: Path, path: str) -> bool:
        """Return whether a file is all that the command makes of it."""
        if path in self.moves and not self._has_moved(root, path):
            return False
        return _hash(_held(root / self.moves.get(path, path))) == self.after[path]

    def _has_moved(self, root: Path, path: str) -> bool:
        new = self.moves.get(path)
        return new is not None and os.path.lexists(root / new) and not os.path.lexists(root / path)


def _held(file: Path) -> bytes | None:
    """Return what a file holds, or None if there is none."""
    try:
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def _hash(data: bytes | None) -> str | None:
    return None if data is None else sha256(data).hexdigest()
