"""What is wrong with the data or a decision, where, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Place(NamedTuple):
    """A place in a file: its path from the project's root, and line and column counted from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, the name of the rule that found it included.

    The message is one sentence, or two joined by a semicolon: what is wrong, and how to mend it.
    """

    place: Place
    message: str
    rule: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message} [{self.rule}]"

    def annotation(self) -> str:
        """Return the problem as a workflow command, which GitHub shows at the line in a pull request.

        Source: GitHub Docs, "Workflow commands for GitHub Actions", setting an error message.
        """
        place = self.place
        where = f"file={_property(place.path)},line={place.line},col={place.column},title={_property(self.rule)}"
        return f"::error {where}::{_data(self.message)}"


class RefusedError(Exception):
    """What was asked for cannot be done; the message says in one sentence why, and what to do instead."""


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
