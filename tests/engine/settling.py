"""Settling an open point as its page says: with what is to be copied, in the lines that it names."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import Element

from guide.model.fields import UNKNOWN
from guide.model.guide import Guide, LocatedPoint
from tests.engine.built_site import BuiltPage

# Who says so, and when.
WHO, DAY = "Ada", "2026-02-03"
_ANSWER = "Somebody knows it now."


def filled_in(block: str) -> str:
    """Return what is to be copied with its placeholders filled in."""
    values = {"{yes or no}": "yes", "{your name}": WHO, "{YYYY-MM-DD}": DAY, "{the answer}": _ANSWER}
    for placeholder, value in values.items():
        block = block.replace(placeholder, value)
    return block


def settle(guide: Guide, point: LocatedPoint, root: Path, page: BuiltPage) -> None:
    """Write what one is told to write who knows the answer to a point, and remove its lines, as the page says."""
    item = page.tree.find(f".//li[@id='open-{point.entry}-{point.id}']")
    assert item is not None, point
    told = page.text(item)
    where, number, path = re.search(r"Write the answer (in|below) line (\d+) of (\S+), ", told).groups()
    lines = dict(enumerate((root / path).read_text("utf-8").splitlines(), 1))
    block = _block(item)
    if where == "below":
        lines[int(number)] += f"\n{block}"
    else:
        _answer(lines, int(number), guide)
        _say_so(lines, told, block)
    begins = re.search(r"Then remove the point: its lines begin with line (\d+), ", told)
    _remove(lines, int(begins[1]) if begins else 0)
    text = "\n".join(lines.values()) + "\n"
    # The last point takes the line above it along.
    (root / path).write_text(re.sub(r"^( +)open:\n(?!\1 )", "", text, flags=re.M), "utf-8")


def confirm(root: Path, page: BuiltPage) -> bool:
    """Confirm a project of which nothing is open as its page says; return whether it says how."""
    item = page.tree.find(".//details[@id='confirm']")
    if item is None:
        return False
    told = page.text(item)
    file = root / re.search(r"Edit (\S+)$", told.strip())[1]
    lines = dict(enumerate(file.read_text("utf-8").splitlines(), 1))
    _say_so(lines, told, _block(item))
    file.write_text("\n".join(lines.values()) + "\n", "utf-8")
    return True


def _say_so(lines: dict[int, str], told: str, block: str) -> None:
    """Write who says so, and how sure a project then is, in the lines that are named."""
    *certainty, sources = block.splitlines()
    _put(lines, int(re.search(r"the sources in line (\d+), ", told)[1]), "sources", sources)
    for line in certainty:
        _put(lines, int(re.search(r"In place of line (\d+), certainty: ", told)[1]), "certainty", line)


def _block(item: Element) -> str:
    return filled_in("".join(item.find(".//pre").itertext()))


def _answer(lines: dict[int, str], number: int, guide: Guide) -> None:
    """Write what is there in place of what is unknown; what is known already is so."""
    field, _, value = lines[number].partition(": ")
    known = {"pattern": guide.patterns, "tool": guide.tools}.get(field.strip(), {})
    if value == UNKNOWN:
        lines[number] = f"{field}: {next(iter(known))}"


def _put(lines: dict[int, str], number: int, field: str, new: str) -> None:
    """Write a field, with its line break or within braces, in place of what it says on its line and below."""
    value = r"\[(?:[^\[\]]*)\]|[^,{}]+"
    lines[number] = re.sub(rf" *\b{field}:(?: (?:{value}))?", lambda old: _spaced(old[0], new), lines[number], count=1)
    below = number + 1
    while re.match(r" +- ", lines.get(below, "")):
        del lines[below]
        below += 1


def _spaced(old: str, new: str) -> str:
    """Return what is new; where it comes without an indentation, with that of what it replaces."""
    return new if new.startswith(" ") else " " * (len(old) - len(old.lstrip())) + new


def _remove(lines: dict[int, str], number: int) -> None:
    """Remove the lines of a point: the one that it begins with, and those that are set further in."""
    depth = len(re.match(" *", lines.get(number, ""))[0])
    while number and lines.pop(number, None) is not None and lines.get(number + 1, "").startswith(" " * (depth + 1)):
        number += 1
