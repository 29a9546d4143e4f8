"""Leading the links of an imported record to where things are now, and finding the files to bring along."""

from __future__ import annotations

import base64
import binascii
import hashlib
import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from guide.importing.finder import Finder, number_of
from guide.importing.notes import Kind, shown
from guide.importing.planned import free_name
from guide.importing.records import Record
from guide.importing.source import is_there
from guide.model.decision import Decision
from guide.text import rendered
from guide.text.attachments import SUFFIXES, svg_fault
from guide.text.html import shortened
from guide.text.markdown import Markup

_LARGEST = 10_000_000
_DATA = re.compile(r"data:image/(?P<kind>png|jpeg|gif|webp|svg\+xml);base64,(?P<data>[A-Za-z0-9+/=\s]*)", re.I)
_ENDINGS = {"jpeg": "jpg", "svg+xml": "svg"}


class Attachments:
    """The files beside the records that come along: their place in adr/, and what is in them or where they are now."""

    def __init__(self, folder: Path, boundary: Path, target: Path) -> None:
        """Bring files of ``folder``, or at least of ``boundary`` around it, into the folder ``target``."""
        self.folder, self.boundary, self.target = folder, boundary.resolve(), target
        self.placed: dict[str, Path | bytes] = {}

    def place(self, path: str) -> tuple[str | None, str]:
        """Return the place in adr/ of a file, or None and why it stays behind, if there is such a file."""
        try:
            file = (self.folder / path).resolve()
            if not file.is_file() or file.suffix.lower() not in SUFFIXES:
                return None, ""
        except (OSError, ValueError):
            return None, ""
        if not file.is_relative_to(self.boundary):
            return None, "lies outside of the log"
        if file.stat().st_size > _LARGEST:
            return None, f"is larger than {_LARGEST // 1_000_000} MB"
        fault = svg_fault(file.read_bytes()) if file.suffix.lower() == ".svg" else ""
        return (None, fault) if fault else (self._placed(path if path[:2] != ".." else f"images/{file.name}", file), "")

    def written(self, address: str) -> str | None:
        """Return the place in adr/ of a picture that an address holds itself, or None if it is none."""
        match = _DATA.fullmatch(address)
        try:
            data = base64.b64decode(match["data"]) if match else b""
        except binascii.Error:
            return None
        if not data or (match["kind"].lower() == "svg+xml" and svg_fault(data)):
            return None
        kind = match["kind"].lower()
        return self._placed(f"images/{hashlib.sha256(data).hexdigest()[:12]}.{_ENDINGS.get(kind, kind)}", data)

    def _placed(self, wanted: str, what: Path | bytes) -> str:
        place = free_name(wanted, lambda place: self._is_free(place, what))
        if not (self.target / place).exists():
            self.placed[place] = what
        return place

    def _is_free(self, place: str, what: Path | bytes) -> bool:
        """Return whether a place is free, or holds the very same."""
        there = self.target / place
        if there.exists():
            return there.is_file() and there.read_bytes() == (what if isinstance(what, bytes) else what.read_bytes())
        return self.placed.get(place, what) == what


class Links:
    """Leads the links of records.

    imported: the decisions that were imported before, by where from. name: what the log is called.
    """

    def __init__(self, find: Finder, attachments: Attachments, imported: Mapping[str, Decision], name: str) -> None:
        self.find, self.source, self.attachments, self.imported = find, find.source, attachments, imported
        self.repository = name.removesuffix(self.source.place).rstrip("/")
        self.anchors: dict[str, Mapping[str, str]] = {}

    def led(self, record: Record) -> tuple[str, set[str]]:
        """Return a record's body with its links changed where they lead elsewhere now, and those that lead nowhere."""
        body, markup = record.body, record.markup
        led, at, dead = "", 0, set()
        links = (link for link in (*markup.links, *markup.html_links) if not link.target.startswith("mailto:"))
        for offset, end in sorted({(link.offset, link.end) for link in links}):
            raw = body[offset:end]
            new = self._new(record, offset, raw)
            if new is None:
                dead.add(unescape(raw))
            elif new != raw:
                led, at = led + body[at:offset] + new, end
        return led + body[at:], dead

    def _new(self, record: Record, offset: int, raw: str) -> str | None:
        """Return what a link leads to now as it is to be written, or None if that is nothing, which is noted."""
        target, line = unescape(raw), record.line(offset)
        if target[:5].lower() == "data:":
            return self.attachments.written(target) or raw
        try:
            parts = urlsplit(target)
        except ValueError:
            return record.note(Kind.DEAD, line, shortened(raw))
        path = self.source.path_at(target)
        if path is None and (parts.scheme or parts.netloc):
            return raw
        if path is None and not parts.path:
            anchor = self._anchor(record, parts.fragment)
            if not anchor:
                return record.note(Kind.DEAD, line, shortened(raw))
            return raw if anchor == parts.fragment else f"#{anchor}"
        if path is None and parts.path[0] == "/":
            path = posixpath.normpath(unquote(parts.path).lstrip("/"))
        if path is None:
            path, inside = self._paths(posixpath.join(posixpath.dirname(record.path), unquote(parts.path)))
        else:
            inside = posixpath.relpath(f"/{path}", f"/{self.source.place}")
        beside = self.source.beside(posixpath.dirname(record.path), target) if path[:2] == ".." else None
        if beside:
            return beside
        found = self.find.at(inside)
        if not (found or parts.scheme or self.source.permanent(path) or is_there(self.source.folder / inside)):
            found = self.find.called(inside)
            if found and found.record.number != number_of(inside):
                record.note(Kind.NAME, line, f"{shown(raw)}, which is {found.record.path}")
        if found:
            anchor = self._anchor(found.record, parts.fragment)
            if parts.fragment and not anchor:
                record.note(Kind.ANCHOR, line, raw)
            query = f"?{parts.query}" if parts.query and not parts.scheme else ""
            return _kept(raw, f"{found.name}.md{query}", anchor)
        other = self.imported.get(f"{self.repository}/{path}")
        if other:
            return f"{other.name}.md"
        place, why = self.attachments.place(inside)
        if parts.scheme and not place:
            return raw
        if why:
            record.note(Kind.STAYED, line, f"{shown(parts.path)} {why}")
        if place:
            return _kept(raw, quote(place, safe="/~!*'+,;=@&"), parts.fragment)
        permanent = self.source.permanent(path)
        if permanent:
            return f"{permanent}#{parts.fragment}" if parts.fragment else permanent
        if why:
            return None
        if is_there(self.source.folder / inside):
            return record.note(Kind.STAYED, line, f"{shown(parts.path)} is neither a record nor a picture")
        return record.note(Kind.DEAD, line, shortened(raw))

    def _paths(self, way: str) -> tuple[str, str]:
        """Return where a way from the log's folder leads: from the top of its repository, and from that folder."""
        # A way that leaves the folder may come back by its name.
        base = self.source.place or self.source.folder.name
        path = posixpath.normpath(posixpath.join(base, way))
        inside = posixpath.normpath(way) if path[:2] == ".." else posixpath.relpath(f"/{path}", f"/{base}")
        return path if self.source.place else inside, inside

    def _anchor(self, record: Record, fragment: str) -> str:
        """Return the anchor on the page of a record that one of the code host means; an empty text if there is none."""
        if not fragment:
            return ""
        if record.path not in self.anchors:
            self.anchors[record.path] = dict(_anchors(record.markup))
        known, wanted = self.anchors[record.path], unquote(fragment).removeprefix("user-content-")
        return known.get(wanted) or known.get(wanted.casefold(), "")


def _kept(raw: str, path: str, fragment: str) -> str:
    """Return a target with another path and anchor, or as it is written if it leads there already."""
    new = f"{path}{f'#{fragment}' if fragment else ''}"
    return raw if posixpath.normpath(unquote(unescape(raw))) == unquote(new) else new


def _anchors(markup: Markup) -> Iterator[tuple[str, str]]:
    """Yield the anchors of a text as the code host has them, in small letters, each with that of the page."""
    page = rendered.shown(markup.text, is_decision=True)
    yield from ((id.casefold(), id) for id in page.ids)
    if len(markup.headings) == len(page.headings):
        seen = Counter[str]()
        for heading, shown_heading in zip(markup.headings, page.headings, strict=True):
            slug = re.sub(r"[^\w\- ]", "", heading.text.lower()).replace(" ", "-")
            yield (f"{slug}-{seen[slug]}" if seen[slug] else slug), shown_heading.id
            seen[slug] += 1
    yield from ((id, id) for id in page.ids)
