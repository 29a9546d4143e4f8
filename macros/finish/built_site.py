"""What a built site has: its pages, the ids on them, and the links that they offer to be copied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path

from macros.addresses import where

# Our own templates and both engines write attributes between double quotes, and no '<' or '>' in them.
_ID = re.compile(r'<[a-z][^<>]*?\sid="([^"]+)"')
_OFFER = re.compile(r'<a\s[^<>]*?\bclass="here"[^<>]*>')
_TARGET = re.compile(r'\bhref="#([^"]+)"')
_NAME = re.compile(r'\baria-label="Link to ([^"]+)"')
_ARTICLE = re.compile(r"<article[^>]*>(.*)</article>", re.S)
_TITLE = re.compile(r"<h1[^>]*>(.*?)</h1>", re.S)
_IN_HEAD = re.compile(r'<meta (?:name="(description)"|property="og:(title)") content="([^"]*)"')
_DRAFT = where("decisions", "draft-").removesuffix("/")
# What only a page that leads to another one has.
_REFRESH = "<noscript><meta http-equiv="


@dataclass(frozen=True)
class BuiltPage:
    """A page of a built site."""

    html: str

    @property
    def is_redirect(self) -> bool:
        """Whether it is no page of its own, but leads from an earlier address to a page."""
        return _REFRESH in self.html

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every id on the page."""
        return frozenset(map(unescape, _ID.findall(self.html)))

    @cached_property
    def links(self) -> dict[str, str]:
        """The links that the page offers, as HTML, by the id that each leads to."""
        return {unescape(_TARGET.search(link)[1]): link for link in _OFFER.findall(self.html)}

    def name(self, id: str) -> str:
        """Return what the link to an id calls it, or an empty text if the page offers none."""
        return unescape(_NAME.search(self.links[id])[1]) if id in self.links else ""

    @property
    def article(self) -> str:
        """What is the page's own, as HTML, without the frame around it."""
        return _ARTICLE.search(self.html)[1]

    @cached_property
    def head(self) -> dict[str, str]:
        """What the page says of itself in its head: its "title", and its "description"."""
        return {name or other: unescape(text) for name, other, text in _IN_HEAD.findall(self.html)}

    @cached_property
    def title(self) -> str:
        """The text of the first heading, or an empty text."""
        heading = _TITLE.search(self.html)
        return " ".join(unescape(re.sub(r"<[^>]*>", "", heading[1])).split()) if heading else ""


class BuiltSite:
    """The pages of a site in the folder that it was built into, each by its address and read when it is asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: dict[str, BuiltPage | None] = {}

    def file(self, address: str) -> Path:
        """Return the file of the page at an address, whether there is one or not."""
        return self.folder / address / "index.html"

    def addresses(self) -> Iterator[str]:
        """Yield the address of every page."""
        for file in sorted(self.folder.rglob("index.html")):
            yield file.relative_to(self.folder).as_posix().removesuffix("index.html")

    def page(self, address: str) -> BuiltPage | None:
        """Return the page at an address, or None when there is none of its own."""
        if address not in self._read:
            file = self.file(address)
            page = BuiltPage(file.read_text("utf-8")) if file.is_file() else None
            self._read[address] = None if page and page.is_redirect else page
        return self._read[address]

    def has(self, address: str) -> bool:
        """Return whether there is a page at an address, and its anchor on that page if it names one."""
        place, _, anchor = address.partition("#")
        page = self.page(place)
        return page is not None and (not anchor or anchor in page.ids)

    def offered(self) -> list[str]:
        """Return the address of every page and of everything that a page offers a link to, in order; no drafts."""
        links = []
        for address in self.addresses():
            page = self.page(address)
            if page and not address.startswith(_DRAFT):
                links += [address, *(f"{address}#{id}" for id in page.links)]
        return sorted(links)
