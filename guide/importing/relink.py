"""Leading the links of an imported record to where things are now, and finding the files to bring along."""

from __future__ import annotations

import filecmp
import posixpath
import re
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from guide.importing.notes import shown
from guide.importing.plan import Planned
from guide.importing.records import Record
from guide.text.attachments import SUFFIXES, svg_fault
from guide.text.markdown import read_markup

_LARGEST = 10_000_000


class Attachments:
    """The files beside the records that come along: their place in adr/, and where they are now."""

    def __init__(self, folder: Path, boundary: Path, target: Path) -> None:
        """Bring files of ``folder``, or at least of ``boundary`` around it, into the folder ``target``."""
        self.folder, self.boundary, self.target = folder, boundary.resolve(), target
        self.placed: dict[str, Path] = {}

    def place(self, path: str) -> tuple[str | None, str]:
        """Return the place in adr/ of a file, or None and why it stays behind, if there is such a file."""
        try:
            file = (self.folder / path).resolve()
            if not file.is_file():
                return None, ""
        except (OSError, ValueError):
            return None, ""
        if file.suffix.lower() not in SUFFIXES:
            return None, "is neither an image nor a document, so it was not brought along"
        if not file.is_relative_to(self.boundary):
            return None, "lies outside of the log, so it was not brought along"
        if file.stat().st_size > _LARGEST:
            return None, f"is larger than {_LARGEST // 1_000_000} MB, so it was not brought along"
        fault = svg_fault(file.read_bytes()) if file.suffix.lower() == ".svg" else ""
        if fault:
            return None, f"{fault}, so it was not brought along"
        wanted = path if not path.startswith("..") else f"images/{file.name}"
        stem, suffix = posixpath.splitext(wanted)
        count, place = 1, wanted
        while not self._is_free(place, file):
            count += 1
            place = f"{stem}-{count}{suffix}"
        if not (self.target / place).exists():
            self.placed[place] = file
        return place, ""

    def is_taken(self, path: str) -> bool:
        """Return whether a path leads from adr/ to something that was there before."""
        try:
            return (self.target / path).exists()
        except (OSError, ValueError):
            return False

    def _is_free(self, place: str, file: Path) -> bool:
        """Return whether a place is free, or holds the very same."""
        there = self.target / place
        if there.exists():
            return there.is_file() and filecmp.cmp(there, file, shallow=False)
        return self.placed.get(place, file) == file


def relinked(one: Planned, every: Mapping[str, Planned], attachments: Attachments) -> str:
    """Return a record's body with its links changed where what they lead to has another name or place now."""
    record, body = one.record, one.record.body
    changes: dict[int, tuple[int, str]] = {}
    for offset, raw in sorted(set(_targets(record))):
        path = re.split(r"[?#]", raw)[0]
        new = _new_way(record, offset, raw, every, attachments)
        if new is not None and posixpath.normpath(unquote(unescape(path))) != new:
            changes[offset] = (offset + len(path), quote(new, safe="/~!*'+,;=@&"))
    for start in sorted(changes, reverse=True):
        end, new = changes[start]
        body = body[:start] + new + body[end:]
    return body


def _targets(record: Record) -> Iterator[tuple[int, str]]:
    """Yield the targets of a record's links and images as they are written, with their offsets."""
    body = record.body
    for link in (*read_markup(body).links, *read_markup(body).html_links):
        yield link.offset, body[link.offset : link.end]


def _new_way(
    record: Record, offset: int, raw: str, every: Mapping[str, Planned], attachments: Attachments
) -> str | None:
    """Return the path from adr/ to what a link leads to, or None if it is nothing that came along."""
    try:
        parts = urlsplit(unescape(raw))
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(record.path), unquote(parts.path)))
    if path in every:
        return f"{every[path].name}.md"
    place, why = attachments.place(path)
    if not place and attachments.is_taken(unquote(parts.path)):
        why = "leads to something of this guide now, not to what was meant; change it in the new file"
    if why:
        record.note(record.line(offset), f"{shown(parts.path)} {why}")
    return place
