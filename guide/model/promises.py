"""The addresses that the guide has promised to keep, and whether a built site keeps them.

``data/addresses.txt`` lists each on a line of its own. What has moved says behind an arrow where it
is now; nothing is ever taken from the list by a command, so that whoever reviews a change sees
which promise it withdraws.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from guide.disk.transaction import Write, carry_out
from guide.life.edit import encoded
from guide.problems import Place, Problem, RefusedError
from guide.text.yaml import read_text
from macros.built import BuiltSite

FILE = "data/addresses.txt"
RULE = "promised-address"
_HEADER = """\
# Every published address: the guide keeps it, or it leads on. Written by `make addresses`, which adds what is new.
# What has moved says where to: /patterns/#old -> /patterns/#new
"""
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
    text, found = read_text(root / FILE, FILE)
    problems = list(found)
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


def write_promises(root: Path, promises: Mapping[str, Promise], new: Iterable[str]) -> None:
    """Write the list anew with some addresses added; raise RefusedError if it is not what was read any more."""
    lines = {f"/{one.address}": "" if one.now is None else f" -> /{one.now}" for one in promises.values()}
    lines |= {f"/{address}": "" for address in new}
    text = _HEADER + "".join(f"{address}{arrow}\n" for address, arrow in sorted(lines.items()))
    before = (root / FILE).read_bytes() if (root / FILE).exists() else None
    if read_promises(root)[0] != promises:
        raise RefusedError(f"{FILE} has been changed meanwhile, so nothing was written; call the command again")
    carry_out(root, {FILE: Write(before, encoded(text, like=before or b""))})


def destination(address: str, moved: Mapping[str, str], site: BuiltSite) -> str | None:
    """Return where an address leads to in a site, or None when that is nowhere, or in a circle.

    moved: where what has moved is now; an anchor moves with its page, unless it says otherwise.
    """
    seen = set()
    while address not in seen:
        seen.add(address)
        page, _, anchor = address.partition("#")
        if address in moved:
            address = moved[address]
        elif site.has(address):
            return address
        elif anchor and page in moved:
            address = f"{moved[page].partition('#')[0]}#{anchor}"
    return None


def new_addresses(promises: Mapping[str, Promise], site: BuiltSite) -> list[str]:
    """Return what a site offers links to, its pages included, and the list does not have yet."""
    return [address for address in site.offered() if address not in promises]


def broken_promises(promises: Mapping[str, Promise], moved: Mapping[str, str], site: BuiltSite) -> Iterator[Problem]:
    """Yield a problem for each address of the list that leads nowhere in a site, with the line that would mend it.

    When a page is gone, its anchors are not told of: they move with it.
    """
    lost = [one for one in promises.values() if destination(one.address, moved, site) is None]
    new = new_addresses(promises, site) if lost else []
    gone = {one.address for one in lost}
    for promise in lost:
        page, _, anchor = promise.address.partition("#")
        if anchor and page in gone:
            continue
        what = f"nothing is at /{promise.address} any more"
        if promise.now is not None:
            what = f"/{promise.address} leads to /{promise.now}, and nothing is there"
        yield Problem(promise.place, f"{what}; {_remedy(promise.address, new, site)}", RULE)


def _remedy(address: str, new: list[str], site: BuiltSite) -> str:
    """Return what to write for an address that is gone: where it may be now, or else what is around it."""
    page, hash, anchor = address.partition("#")
    around = page if hash else re.sub(r"[^/]+/$", "", page)
    kind = re.compile(re.escape(around) + (r"#.+" if hash else r"[^/#]+/"))
    beside = {one.removeprefix(around): one for one in new if kind.fullmatch(one)}
    near = get_close_matches(address.removeprefix(around), beside, n=1, cutoff=0.5)
    same = [one for one in new if hash and one.endswith(f"#{anchor}")]
    for guess in [*(beside[name] for name in near), *same]:
        return f"if it is now what is new at /{guess}, write: /{address} -> /{guess}"
    while not site.has(around):
        around = re.sub(r"[^/]+/$", "", around)
    return f"say where it went, such as: /{address} -> /{around}"
