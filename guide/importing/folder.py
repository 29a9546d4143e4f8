"""Finding the records of a log among the files of a folder, and reading them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from guide.disk.text_files import to_text
from guide.importing.notes import Note
from guide.importing.records import Record, read_record
from guide.problems import RefusedError

_BOM = b"\xef\xbb\xbf"
# Words of which the name of a template consists, such as "adr-template-bare" or "0000-template".
_TEMPLATE_WORDS = {"template", "adr", "madr", "nygard", "bare", "minimal", "short", "long", "full", "decision"}
_TEMPLATE_WORDS |= {"record", "example", "the", "project"}
_SAYS_LITTLE = {"adr", "adrs", "architecture", "decisions", "doc", "docs", "log", "records"}
_NOT_RECORDS = {
    "readme",
    "index",
    "toc",
    "changelog",
    "contributing",
    "license",
    "decision log",
    "adr log",
    "adr index",
}
_NOT_RECORDS |= {"decisions", "adrs", "adr", "summary", "sidebar"}


def read_folder(folder: Path, day_first: bool | None = None) -> tuple[list[Record], list[Note]]:
    """Read the records of a log.

    folder: where its files are, folders inside it included.
    day_first: how 05/02/2018 is to be read, or None if nobody has said it.

    Returns the records sorted by path, and a note for each Markdown file that is none.
    """
    if not folder.is_dir():
        raise RefusedError(f"'{folder}' is not a folder; name the one that holds the records")
    records, notes = [], []
    for path, file in _markdown_files(folder):
        why = _why_left_out(path, file)
        if why:
            notes.append(Note(path, 1, why))
            continue
        data = file.read_bytes().removeprefix(_BOM)
        _, faults = to_text(data, path)
        if faults:
            notes.append(Note(path, faults[0].place.line, f"{faults[0].message} and import again"))
        else:
            records.append(read_record(path, data.decode("utf-8"), day_first))
    return records, notes


def log_name(folder: Path, root: Path) -> str:
    """Return what a log is called in ``imported-from``: its path in its repository, with the repository's name.

    It holds nothing of the machine: outside of a repository it is the folder's own name, with that of
    the folder around it as long as it says little, such as "adr", and inside of the guide the path
    from the guide's root.
    """
    place = folder.resolve()
    if place.is_relative_to(root.resolve()):
        return place.relative_to(root.resolve()).as_posix()
    top = repository_around(place)
    if not (top and top.name):
        top = next((one for one in (place, *place.parents) if one.name.lower() not in _SAYS_LITTLE), place)
    return place.relative_to(top.parent).as_posix() if top.name else "log"


def repository_around(place: Path) -> Path | None:
    """Return the top of the git repository that a folder lies in, or None."""
    return next((one for one in (place, *place.parents) if (one / ".git").exists()), None)


def _markdown_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the Markdown files of a folder with their paths in it, and the links to folders elsewhere."""
    found = []
    for directory, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and name != "node_modules"]
        linked = [name for name in folders if (Path(directory) / name).is_symlink()]
        markdown = [name for name in files if name.lower().endswith((".md", ".markdown")) and not name.startswith(".")]
        for file in (Path(directory) / name for name in linked + markdown):
            found.append((file.relative_to(folder).as_posix(), file))
    yield from sorted(found)


def _why_left_out(path: str, file: Path) -> str:
    """Return what is the matter with a file that is no record, or an empty text."""
    if file.is_symlink():
        return "is a link to another place; it was left out"
    if not file.is_file():
        return "is no file that can be read; it was left out"
    if not path.isprintable():
        return "is called by signs that cannot be shown; rename it and import again"
    stem = PurePosixPath(path).stem
    words = re.findall(r"[^\W\d_]+", stem.lower())
    numbers = re.findall(r"[0-9]+", stem)
    is_first = all(int(number) == 0 for number in numbers)
    if "template" in words and (set(words) <= _TEMPLATE_WORDS or (numbers and is_first)):
        return "is a template, not a record; it was left out"
    return "is an overview, not a record; it was left out" if " ".join(words) in _NOT_RECORDS and is_first else ""
