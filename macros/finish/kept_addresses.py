"""Whether a built site keeps the addresses that the guide has promised, and the list of them written anew."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

from guide.disk.text_files import encoded
from guide.disk.transaction import Write, carry_out
from guide.model.guide import Guide
from guide.model.promises import FILE, RULE, Promise, read_promises
from guide.problems import Problem, RefusedError
from macros.addresses import PRINT, where
from macros.finish.built_site import BuiltSite

_HEADER = """\
# Every published address: the guide keeps it, or it leads on. Written by `make addresses`, which adds what is new.
# What has moved says where to: /patterns/#old -> /patterns/#new
"""


def write_promises(root: Path, promises: Mapping[str, Promise], new: Iterable[str]) -> None:
    """Write the list anew with some addresses added; raise RefusedError if it is not what was read any more."""
    lines = {f"/{one.address}": "" if one.now is None else f" -> /{one.now}" for one in promises.values()}
    lines |= {f"/{address}": "" for address in new}
    text = _HEADER + "".join(f"{address}{arrow}\n" for address, arrow in sorted(lines.items()))
    before = (root / FILE).read_bytes() if (root / FILE).exists() else None
    if read_promises(root)[0] != promises:
        raise RefusedError(f"{FILE} has been changed meanwhile, so nothing was written; call the command again")
    carry_out(root, {FILE: Write(before, encoded(text, like=before or b""))})


def moved(guide: Guide, promises: Mapping[str, Promise]) -> dict[str, Promise]:
    """Return what has moved, by its earlier address: what decisions say of their names, and what the list says."""
    renamed = [
        Promise(where("decisions", name), where("decisions", decision.name), decision.document.place("formerly", index))
        for decision in guide.all_decisions()
        for index, name in enumerate(decision.front.formerly)
    ]
    return {promise.address: promise for promise in (*renamed, *promises.values()) if promise.now is not None}


def destination(address: str, redirects: Mapping[str, Promise], site: BuiltSite) -> str | None:
    """Return where an address leads to in a site, or None when that is nowhere, or in a circle.

    redirects: what has moved; an anchor moves with its page, unless it says otherwise. Where there is no such anchor,
    it leads to where its page leads.
    """
    seen = set()
    instead = None
    while address not in seen:
        seen.add(address)
        page, _, anchor = address.partition("#")
        if address in redirects:
            address = redirects[address].now
        elif site.has(address):
            return address
        elif anchor and page in redirects:
            instead = redirects[page].now
            address = f"{instead.partition('#')[0]}#{anchor}"
        elif instead is not None:
            address, instead = instead, None
    return None


def new_addresses(promises: Mapping[str, Promise], site: BuiltSite) -> list[str]:
    """Return what a site offers links to, its pages included, and the list does not have yet."""
    return [address for address in site.offered() if address not in promises]


def broken_promises(guide: Guide, promises: Mapping[str, Promise], site: BuiltSite) -> Iterator[Problem]:
    """Yield a problem for each address of the list that leads nowhere in a site, with the line that would mend it.

    When a page is gone, its anchors are left out, since they move with it; and so is what led to an address of the list
    that is gone, since it leads on from there.
    """
    redirects = moved(guide, promises)
    ends = {address: destination(address, redirects, site) for address in promises}
    lost = [promises[address] for address, end in ends.items() if end is None]
    # An anchor that its page has not taken along may have another name there, as long as that page is new.
    left = [promises[address] for address, end in ends.items() if "#" in address and end and "#" not in end]
    left = [promise for promise in left if promise.now is None and ends[promise.address] not in promises]
    new = new_addresses(promises, site) if lost or left else []
    gone = {promise.address for promise in lost}
    # In a circle each waits for another; then all are told.
    told = [one for one in lost if not _follows(one, promises, gone)] or lost
    beside = Counter(_around(promise.address) for promise in told)
    for promise in told + [promise for promise in left if _guess(promise.address, ends[promise.address], new)]:
        what = f"nothing is at /{promise.address} any more"
        if promise.now is not None:
            what = f"/{promise.address} leads to /{promise.now}, and nothing is there"
        page = promise.address.partition("#")[0]
        now = (destination(page, redirects, site) or page).partition("#")[0]
        is_alone = beside[_around(promise.address)] == 1
        yield Problem(promise.place, f"{what}; {_remedy(promise.address, now, new, site, is_alone=is_alone)}", RULE)


def _follows(promise: Promise, promises: Mapping[str, Promise], gone: Collection[str]) -> bool:
    """Return whether an address that is gone leads on once another of them does: its page, or what it leads to."""
    page, _, anchor = promise.address.partition("#")
    if anchor and page in gone:
        return True
    seen, end = set(), promise
    while end.now in promises and end.address not in seen:
        seen.add(end.address)
        end = promises[end.now]
    return end.now is None and end is not promise


def _remedy(address: str, now: str, new: list[str], site: BuiltSite, *, is_alone: bool) -> str:
    """Return what to write for an address that is gone: where it may be now, or else what is around it.

    now: where its page is now, which may have moved. is_alone: whether nothing else is gone around it.
    """
    guess = _guess(address, now, new)
    if guess:
        return f"if it is now what is new at /{guess}, write: /{address} -> /{guess}"
    around = now if "#" in address else _around(address)
    beside = _beside(address, now, new)
    while not site.has(around):
        around = _around(around)
    if is_alone and len(beside) == 1:
        renamed = f"if it is now what is new at /{beside[0]}, write: /{address} -> /{beside[0]}"
        return f"if there is nothing in its place, write: /{address} -> /{around}; {renamed}"
    return f"say where it went, such as: /{address} -> /{around}"


def _guess(address: str, now: str, new: list[str]) -> str | None:
    """Return what an address that is gone may be among those that are new, going by its name, or None.

    now: where its page is now, which may have moved. As long as it has not, an anchor may be on another page.
    """
    page, hash, anchor = address.partition("#")
    around = now if hash else _around(page)
    beside = {other.removeprefix(around): other for other in _beside(address, now, new)}
    near = get_close_matches(f"#{anchor}" if hash else page.removeprefix(around), beside, n=1, cutoff=0.5)
    same = [other for other in new if hash and page == now and other.endswith(f"#{anchor}")]
    return next(iter([*(beside[name] for name in near), *same]), None)


def _beside(address: str, now: str, new: list[str]) -> list[str]:
    """Return which of the new addresses are where one that is gone was: the anchors of its page, the pages around it.

    now: where its page is now, which may have moved.
    """
    kind = re.escape(now) + "#.+" if "#" in address else re.escape(_around(address)) + "[^/#]+/"
    return [other for other in new if re.fullmatch(kind, other) and other != PRINT]


def _around(address: str) -> str:
    """Return the address that a page is below, or that of the page which an anchor is on."""
    return re.sub(r"#.*$|[^/]+/$", "", address)
