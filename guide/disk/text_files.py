"""What a file holds as text, and what to write for one: UTF-8, whatever its line ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from guide.disk.listing import fault_of
from guide.problems import Place, Problem

_BOM = b"\xef\xbb\xbf"


def decode(data: bytes) -> str:
    """Return what a file holds as text with ``\\n`` as line end; raise UnicodeDecodeError if it is not UTF-8."""
    return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def read_text(file: Path, path: str) -> tuple[str, tuple[Problem, ...]]:
    """Read a file as UTF-8, with or without a byte order mark and with any line ends.

    path: the file's path from the project's root, for messages.

    Returns its text with ``\\n`` as line end and no problem, or an empty text and the problem.
    """
    fault = fault_of(file)
    if fault:
        return "", (unreadable(path, fault),)
    return to_text(file.read_bytes(), path)


def unreadable(path: str, fault: str) -> Problem:
    """Return the problem of a file that cannot be read."""
    return Problem(Place(path), fault, "unreadable-file")


def to_text(data: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    """Return what a file holds as text, as ``read_text`` does."""
    try:
        text = decode(data)
    except UnicodeDecodeError as error:
        place = _place_of_byte(data, error.start, path)
        what = f"byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8"
        return "", (Problem(place, what, "encoding"),)
    if "\0" in text:
        place = _place_of_byte(data, data.index(b"\0"), path)
        return "", (Problem(place, "byte 0x00 stands in no text; save the file as UTF-8", "encoding"),)
    return text, ()


def _place_of_byte(data: bytes, at: int, path: str) -> Place:
    return Place(path, data.count(b"\n", 0, at) + 1, at - (data.rfind(b"\n", 0, at) + 1) + 1)


def encoded(text: str, like: bytes) -> bytes:
    """Return what to write for a text into a file: with the byte order mark and the line ends that it has now.

    like: what the file holds, as UTF-8.
    """
    before = like.removeprefix(_BOM).decode("utf-8")
    if "\r" in before:
        text = "".join(_with_line_ends(before, text))
    return (_BOM if like.startswith(_BOM) else b"") + text.encode("utf-8")


def _with_line_ends(before: str, text: str) -> Iterator[str]:
    """Yield the lines of a text: those that stood there before with their old ends, new ones with the usual end."""
    old = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", before)
    new = re.findall(r"[^\n]*\n|[^\n]+$", text)
    usual = max(("\n", "\r\n", "\r"), key=re.findall(r"\r\n|\r|\n", before).count)
    matcher = SequenceMatcher(None, [re.sub(r"\r\n?", "\n", line) for line in old], new, autojunk=False)
    for what, start, end, first, last in matcher.get_opcodes():
        yield from old[start:end] if what == "equal" else (line.replace("\n", usual) for line in new[first:last])
