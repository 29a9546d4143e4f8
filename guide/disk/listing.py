"""The files of the guide's folders: which are passed over, and which cannot be read.

Editors, desktops and git leave files of their own beside those that one writes. Everything else in
adr/, data/ and docs/ is a file that can be read, or a problem; nothing is opened to find that out,
since a named pipe would never answer.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from fnmatch import translate
from pathlib import Path
from typing import NamedTuple

from guide.problems import printable

# What starts with a dot, backups of editors and of git, and what desktops leave; `exclude_docs` in mkdocs.yml
# says the same to the engines.
PASSED_OVER = (".*", "*~", "#*#", "*.bak", "*.orig", "*.swo", "*.swp", "[Dd]esktop.ini", "[Tt]humbs.db")
_PASSED_OVER = re.compile("|".join(map(translate, PASSED_OVER)))

# A name that ends so is that of a text, and never that of a folder.
_TEXTS = (".md", ".yml", ".txt")
_KINDS = {stat.S_IFIFO: "a named pipe", stat.S_IFSOCK: "a socket"}


class ListedFile(NamedTuple):
    """A file, or what stands in its place.

    path: its path from the project's root, with slashes.
    changed, size: when it was changed last, in nanoseconds, and its length in bytes.
    fault: why it cannot be read, and how to mend that; empty for a file that can.
    """

    path: str
    changed: int = 0
    size: int = 0
    fault: str = ""


def is_passed_over(name: str) -> bool:
    """Return whether a file or a folder of this name is none of the guide's, and so not looked at."""
    return bool(_PASSED_OVER.match(name))


def files_in(root: Path, folder: str) -> Iterator[ListedFile]:
    """Yield the files in a folder and below, in the order of their paths; nothing if there is no such folder.

    root: the project's root. folder: the folder's path from there, with slashes.

    What is passed over is left out. What cannot be read, be it a file or a folder, is yielded with its fault.
    """
    files: list[ListedFile] = []
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(root / here) as inside:
                for entry in inside:
                    path = f"{here}/{entry.name}"
                    if is_passed_over(entry.name):
                        continue
                    if entry.is_dir(follow_symlinks=False) and not entry.name.endswith(_TEXTS):
                        waiting.append(path)
                    else:
                        files.append(_entry(root, path))
        except OSError:
            if os.path.lexists(root / here):
                files.append(ListedFile(here, fault=_folder_fault(root / here)))
    yield from sorted(files, key=lambda entry: entry.path.split("/"))


def _entry(root: Path, path: str) -> ListedFile:
    file = root / path
    fault = _name_fault(file.name) or fault_of(file) or _link_fault(root, file)
    try:
        facts = file.stat()
    except OSError:
        return ListedFile(path, fault=fault)
    return ListedFile(path, facts.st_mtime_ns, facts.st_size, fault)


def fault_of(file: Path) -> str:
    """Return why a file cannot be read, and how to mend that; an empty text if it can. The file is not opened."""
    try:
        mode = file.stat().st_mode
    except OSError as error:
        if file.is_symlink():
            return f"is a link that leads nowhere, to '{file.readlink()}'; restore what it leads to, or remove it"
        return f"cannot be read ({error.strerror}); restore it"
    if stat.S_ISDIR(mode):
        if file.is_symlink():
            return "is a link to a folder; put the folder itself in its place, or remove the link"
        return "is a folder, and has the name of a file; rename it or remove it"
    if not stat.S_ISREG(mode):
        return f"is {_KINDS.get(stat.S_IFMT(mode), 'a device')}, not a file; remove it"
    if not os.access(file, os.R_OK):
        return "cannot be read, since you are not allowed to; change that with: chmod u+r"
    return ""


def _folder_fault(folder: Path) -> str:
    if folder.is_dir():
        return "is a folder that cannot be read, since you are not allowed to; change that with: chmod u+rx"
    return fault_of(folder) or "is a file, and has the name of a folder; rename it or remove it"


def _link_fault(root: Path, file: Path) -> str:
    """Return what is wrong with a link to a file: what is not in the repository is nobody's to publish."""
    if not file.is_symlink():
        return ""
    top, target = root.resolve(), file.resolve()
    if target.is_relative_to(top) and not any(part.startswith(".") for part in target.relative_to(top).parts):
        return ""
    return f"is a link that leads out of the guide, to '{file.readlink()}'; put the file itself in its place"


def _name_fault(name: str) -> str:
    """Return what is wrong with a file's name; it becomes a part of an address."""
    return "has characters in its name that cannot be seen; rename it" if printable(name) != name else ""
