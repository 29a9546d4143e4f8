"""The address of a page of docs/, which follows from the name of its file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import PurePosixPath

# Both engines make of each of these the page of the folder that it lies in.
LISTINGS = ("index.md", "README.md")
# The most names, and the longest path, that are compared to find out which file was meant.
_COMPARED, _LONGEST = 500, 200


def address_of(page: str) -> str:
    """Return the address of a page given as a path below docs/."""
    folder, slash, name = page.rpartition("/")
    return f"{folder}{slash}" if name in LISTINGS else f"{page.removesuffix('.md')}/"


def nearest(file: str, files: Iterable[str]) -> str | None:
    """Return which of some files one that is not there may be, all given as paths from one folder; None if none is.

    They are compared by their names, since the folder and the ending of each are those of many others; a listing is
    also called as its folder is. A page is never meant by what ends like a picture or a document, nor the reverse.
    """
    by_name = defaultdict[str, list[str]](list)
    is_open = not PurePosixPath(file).suffix
    for other in (other for other in files if is_open or other.endswith(".md") is file.endswith(".md")):
        for name in _names(other):
            by_name[name].append(other)
    if not file or len(by_name) > _COMPARED or len(file) > _LONGEST:
        return None
    near = get_close_matches(_names(file)[0], by_name, n=1)
    return get_close_matches(file, by_name[near[0]], n=1, cutoff=0)[0] if near else None


def _names(file: str) -> list[str]:
    """Return what a file may be called, the most telling name first; a decision without its number."""
    path = PurePosixPath(file)
    name = re.sub(r"^\d{4}-", "", path.stem)
    return [path.parent.name, name] if path.name in LISTINGS and path.parent.name else [name]
