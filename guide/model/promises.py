"""The addresses that the guide has promised to keep.

``data/addresses.txt`` lists each on a line of its own. What has moved says behind an arrow where it
is now; no command takes anything from the list, so that a review shows which promise a change withdraws.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from guide.disk.text_files import read_text
from guide.problems import Place, Problem

FILE = "data/addresses.txt"
RULE = "promised-address"
# No segment leads up, and none holds what a path or a page would have to escape.
_ADDRESS = r"/((?:(?!\.{1,2}/)[^\s/#?\\<>\"'&:]+/)*(?:#\S+)?)"
_LINE = re.compile(rf"{_ADDRESS}(?: -> {_ADDRESS})?")


@dataclass(frozen=True)
class Promise:
    """A published address, where it has moved to if it has, and its place in the list.

    Addresses start at the site's root, and have no slash before them but in the list.
    """

    address: str
    now: str | None
    place: Place


def read_promises(root: Path) -> tuple[dict[str, Promise], list[Problem]]:
    """Read the list, by address; and what is wrong with it. Where there is none, nothing is promised."""
    promises: dict[str, Promise] = {}
    if not os.path.lexists(root / FILE):
        return promises, []
    text, faults = read_text(root / FILE, FILE)
    problems = list(faults)
    for number, line in enumerate(text.splitlines(), start=1):
        place = Place(FILE, number)
        if not line or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        if not match:
            message = "is no address; write /page/ or /page/#anchor, and ' -> ' before where it has moved to"
            problems.append(Problem(place, f"'{line}' {message}", RULE))
        elif match[1] in promises:
            first = promises[match[1]].place.line
            problems.append(Problem(place, f"/{match[1]} stands in line {first} already; remove one of them", RULE))
        else:
            promises[match[1]] = Promise(match[1], match[2], place)
    return promises, problems


def moved_since(promises: Mapping[str, Promise], before: Mapping[str, Promise]) -> dict[str, str]:
    """Return what has moved with a change, by where it is now: its address before.

    What led on to the same address before has not moved with this change.
    """
    led_on = {(one.address, one.now) for one in before.values() if one.now is not None}
    moved = [one for one in promises.values() if one.now is not None and (one.address, one.now) not in led_on]
    return {one.now: one.address for one in moved}
