"""``guide changes``: what a change means to readers, as text or as Markdown for the summary of a check."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import click

from guide.changes import compare
from guide.changes.decided import earlier
from guide.changes.report import Comparison, Line, Part
from guide.changes.revision import guide_at
from guide.command.common import command
from guide.command.parts import as_markdown, as_text, escaped, format_option
from guide.model.guide import COLLECTIONS, Guide
from guide.model.load import load
from guide.model.promises import Promise, read_promises
from guide.problems import RefusedError
from macros.addresses import address_of, every_address, where

_HEADING = "What it changes for readers"
_NOTHING = "Nothing changes for readers."


@command(examples=["guide changes --since origin/main"])
@click.option("--since", metavar="revision", required=True, help="The git revision to compare with.")
@format_option
@click.pass_obj
def changes_command(root: Path, since: str, format: str) -> int:
    """Say what has changed for readers since a revision."""
    try:
        parts = _parts(root, since)
    except RefusedError as error:
        print(f"cannot be compared: {error}", file=sys.stderr)
        if format == "markdown":
            print(f"## {_HEADING}\n\nThis change cannot be compared: {escaped(str(error))}")
        return 2
    print((as_text(parts) if format == "text" else as_markdown(parts, _HEADING, _NOTHING)) or _NOTHING)
    return 0


def _parts(root: Path, since: str) -> list[Part]:
    guide, problems = load(root)
    if problems:
        raise RefusedError(f"the guide has problems ({len(problems)}); mend them first, see: guide check")
    promises, _ = read_promises(root)
    with guide_at(root, since) as (before, folder):
        compared = Comparison(before, guide, _renamed(before, guide, promises))
        promised, _ = read_promises(folder)
        # What led on to the same address before has not moved with this change.
        led_on = {(one.address, one.now) for one in promised.values() if one.now is not None}
        same = {one.address for one in promises.values() if (one.address, one.now) in led_on}
        known = {*every_address(before), *promised} - same
        lines = tuple(_addresses(known, {*every_address(guide), *promises}, promises))
        return compare(compared) + ([Part("Addresses", lines)] if lines else [])


def _renamed(before: Guide, after: Guide, promises: Mapping[str, Promise]) -> dict[str, dict[str, Any]]:
    """Return what is called otherwise now, see ``Comparison``: an old address says where it leads to now."""
    renamed: dict[str, dict[str, Any]] = {}
    for collection in COLLECTIONS:
        was, now = getattr(before, collection), getattr(after, collection)
        renamed[collection] = _moved(was, now, promises, partial(where, collection))
    renamed["pages"] = _moved(before.prose, after.prose, promises, lambda path: address_of(path.removeprefix("docs/")))
    landed = ((earlier(before.drafts, now), now.number) for now in after.decisions.values())
    renamed["decisions"] = {draft.name: number for draft, number in landed if draft}
    return renamed


def _moved(
    before: Iterable[str], after: Collection[str], promises: Mapping[str, Promise], address: Callable[[str], str]
) -> dict[str, str]:
    """Return the names of now of what has another one, by those of before."""
    names = {address(name): name for name in after}
    found = ((old, promises.get(address(old))) for old in before if old not in after)
    return {old: names[promise.now] for old, promise in found if promise and promise.now in names}


def _addresses(before: set[str], after: set[str], promises: Mapping[str, Promise]) -> Iterator[Line]:
    """Yield the addresses that are new, have moved or are gone; an anchor goes where its page goes."""
    moved = {promise.address: promise.now for promise in promises.values() if promise.now is not None}
    for address in sorted(after - before - moved.keys() - {*moved.values()}):
        yield Line(f"new: /{address}")
    for address in sorted(before - after | before & moved.keys()):
        page, _, anchor = address.partition("#")
        to = moved.get(address, f"{moved[page]}#{anchor}" if anchor and page in moved else None)
        if to is None:
            yield Line(f"gone: /{address}")
        elif not anchor or address in moved:
            yield Line(f"moved: /{to}", f"/{address}")
