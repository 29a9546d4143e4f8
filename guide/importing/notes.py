"""What an import could not understand, or changed, each with its line."""

from __future__ import annotations

from dataclasses import dataclass

from guide.problems import printable


@dataclass(frozen=True, order=True)
class Note:
    """One line of the report: the record's path in its folder, the line counted from 1, and what about it."""

    path: str
    line: int
    what: str


def shown(text: str, longest: int = 60) -> str:
    """Return a text as it is quoted in a note: on one line, and cut."""
    line = printable(" ".join(text.split()))
    return f"'{line}'" if len(line) <= longest else f"'{line[:longest].rstrip()}…'"
