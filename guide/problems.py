"""What is wrong with the data or a decision, where, and how to mend it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

# Control and format characters, half surrogates, and what ends a line or a paragraph: nobody sees them, and some
# turn the direction of the text around them.
_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
# But these two join what they stand between, in an emoji of several characters and in Persian or Indic words.
JOINERS = "\u200c\u200d"


def counted(count: int, noun: str, ending: str = "s") -> str:
    """Return how many there are of something, such as "1 page"; ending: what makes the noun one of several."""
    return f"{count} {noun}{'' if count == 1 else ending}"


def printable(text: str) -> str:
    """Return a text as a message shows it: on one line, with an escape such as \\n in place of what cannot be seen."""
    if text.isprintable():
        return text
    hidden = {char for char in text if unicodedata.category(char) in _HIDDEN and char not in JOINERS}
    return text.translate({ord(char): char.encode("unicode_escape").decode("ascii") for char in hidden})


class Place(NamedTuple):
    """A place in a file: its path from the project's root, and line and column counted from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{printable(self.path)}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, the name of the rule that found it included.

    The message is one sentence, or two joined by a semicolon: what is wrong, and how to mend it. What it quotes from
    the input is shown by ``printable``, so no rule has to think of that.
    """

    place: Place
    message: str
    rule: str

    def __str__(self) -> str:
        return f"{self.place}: {self.shown} [{self.rule}]"

    @property
    def shown(self) -> str:
        """The message with an escape for what cannot be seen."""
        return printable(self.message)

    def annotation(self, address: str) -> str:
        """Return the problem as a workflow command, which GitHub shows at the line in a pull request.

        address: where the rule stands on the published site.

        Source: GitHub Docs, "Workflow commands for GitHub Actions", setting an error message.
        """
        place = self.place
        where = f"file={_property(place.path)},line={place.line},col={place.column},title={_property(self.rule)}"
        return f"::error {where}::{_data(self.message)} (the rule: {_data(address)})"


class RefusedError(Exception):
    """What was asked for cannot be done; the message says in one sentence why, and what to do instead."""

    def __str__(self) -> str:
        return printable(super().__str__())


def _data(text: str) -> str:
    return printable(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
