"""Where everything lives on the site: the one place that knows, from the site's root.

Links, feeds, badges, redirects, what rests on a source, and what the script of /choose/ knows are made from it.
That of a page of docs/ follows from its file, see ``guide.model.page_address``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from guide.model.guide import COLLECTIONS, Guide
from guide.model.page_address import address_of

ATOM, JSON_FEED, PRINT = "feed.xml", "feed.json", "print/"
GUIDE_JSON, GUIDE_SCHEMA = "guide.json", "guide.schema.json"
# The text beside each page, in its folder, and the list of them.
PAGE_TEXT, LLMS_TXT = "index.md", "llms.txt"

# The address of an entry of each collection, decisions by the name of their file. What stands before the name is the
# page that lists them.
_ENTRIES = {
    "questions": "#{id}",
    "needs": "patterns/#need-{id}",
    "capabilities": "production-environment/#{id}",
    "takeaways": "new-project/#takeaway-{id}",
    "limits": "serverless/#limit-{id}",
    "patterns": "patterns/{id}/",
    "tools": "projects/#tool-{id}",
    "projects": "projects/{id}/",
    "guidelines": "new-project/#{id}",
    "kinds": "serverless/#{id}",
    "sources": "sources/#{id}",
    "decisions": "adr/{id}/",
    "open-points": "open-points/#{id}",
    "badges": "badges/{id}.svg",
}
# What the anchor of a part of a pattern starts with, by the field in which the part stands.
_PARTS_OF_PATTERNS = {
    "choose_when": "when-",
    "benefits": "benefit-",
    "drawbacks": "drawback-",
    "asks": "asks-",
    "capabilities": "capability-",
    "needs": "need-",
}
# The fields with parts, by the collection of their entries; where it is not patterns, the anchor is the part's id.
_PARTS = {
    "patterns": tuple(_PARTS_OF_PATTERNS),
    "capabilities": ("details",),
    "tools": ("facts",),
    "sources": ("statements",),
}


def where(collection: str, id: str = "", *part: str) -> str:
    """Return the address of an entry, or of a part of it; without an id, that of the page that lists the collection.

    part: the field in which the part stands and its id, such as ("benefits", "no-servers"), or its anchor alone.
    """
    address = _ENTRIES[collection]
    if not id:
        return address.partition("{id}")[0].partition("#")[0]
    address = address.format(id=id)
    if not part:
        return address
    *field, name = part
    prefix = _PARTS_OF_PATTERNS.get(field[0], "") if field else ""
    return f"{address}{'-' if '#' in address else '#'}{prefix}{name}"


def has_page(collection: str) -> bool:
    """Return whether the entries of a collection live somewhere on the site."""
    return collection in _ENTRIES


def relative(address: str, here: str) -> str:
    """Return an address as a link from ``here``, both from the site's root.

    The site may lie below any path of a host, so a link never starts with a slash.
    """
    depth = here.removeprefix("./").count("/")
    up = "../" * depth or ("" if address and not address.startswith("#") else "./")
    return up + address


def choose_address(yes: Iterable[str], no: Iterable[str], joins: str | None = None) -> str:
    """Return the address of the page that chooses, with these needs answered by yes and no, and what it joins."""
    answers = {"yes": ",".join(yes), "no": ",".join(no), "joins": joins}
    query = "&".join(f"{answer}={ids}" for answer, ids in answers.items() if ids)
    return f"choose/?{query}" if query else "choose/"


def parts(collection: str, entry: Any) -> Iterator[tuple[str, str, Any]]:
    """Yield the parts of an entry that have an address: the field in which each stands, its id, and the part."""
    for field in _PARTS.get(collection, ()):
        for id, part in getattr(entry, field).items():
            yield field, id, part


def every_address(guide: Guide) -> Iterator[str]:
    """Yield where pages, entries with their parts, and decisions with a number live; not the headings of a page."""
    yield from (address_of(path.removeprefix("docs/")) for path in guide.prose)
    for collection in _ENTRIES.keys() & COLLECTIONS.keys():
        for id, entry in getattr(guide, collection).items():
            yield where(collection, id)
            yield from (where(collection, id, field, part) for field, part, _ in parts(collection, entry))
    yield from (where("decisions", decision.name) for decision in guide.decisions.values())
