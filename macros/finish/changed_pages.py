"""Which pages a change makes different, those first that somebody has changed themselves, and what each was before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import IntEnum
from typing import NamedTuple

from markdown import Markdown

from guide.changes.decided import earlier
from guide.model.decision import Decision
from guide.model.guide import COLLECTIONS, Guide
from guide.text.rendered import extensions
from macros.addresses import address_of, has_page, where
from macros.drawn_page import drawn_page
from macros.page import Page, Site
from macros.render import render

# A source that is added gives others another number, and a line that is added gives the lines below it another one;
# neither changes anything of a page.
_NUMBERS = re.compile(r"(?<=>)\d+(?=</a>)|(?<=#L)\d+|(?<=\bline[ +])\d+|(?<=\bline%20)\d+")


class Cause(IntEnum):
    """Why a page is in the preview of a change."""

    ANY = 0
    """Nothing is known of how it was."""
    NEW = 1
    """It was not there."""
    OWN = 2
    """Its own text has changed, or an entry that it is the page of."""
    OTHER = 3
    """It shows what has changed elsewhere."""


class ChangedPage(NamedTuple):
    """A page that is new or different: its address, why, and its HTML before and after; empty if it was not there."""

    address: str
    cause: Cause
    before: str = ""
    after: str = ""


def changed_pages(before: Site, after: Site, moved: Mapping[str, str]) -> list[ChangedPage]:
    """Return the pages that are new, or say something else than before: those first that were changed themselves.

    moved: the addresses of pages that have moved with this change, by where they are now.
    """
    pages = [*_decisions(before, after), *_pages(before.guide, after.guide, moved)]
    return sorted(pages, key=lambda page: max(page.cause, Cause.OWN))


def _decisions(before: Site, after: Site) -> Iterator[ChangedPage]:
    old = list(before.guide.all_decisions())
    for now in after.guide.all_decisions():
        was, address = earlier(old, now), where("decisions", now.name)
        if was is None:
            yield ChangedPage(address, Cause.NEW)
            continue
        headers = _header(before, was), _header(after, now)
        is_own = (was.front, was.body) != (now.front, now.body)
        if is_own or headers[0] != headers[1]:
            bodies = (_below_title(header, one.body) for header, one in zip(headers, (was, now), strict=True))
            yield ChangedPage(address, Cause.OWN if is_own else Cause.OTHER, *bodies)


def _pages(before: Guide, after: Guide, moved: Mapping[str, str]) -> Iterator[ChangedPage]:
    paths = {address_of(path.removeprefix("docs/")): path for path in before.prose}
    own = _own(before, after)
    for path in after.prose:
        address = address_of(path.removeprefix("docs/"))
        earlier_path = paths.get(address) or paths.get(moved.get(address, ""))
        if earlier_path is None:
            yield ChangedPage(address, Cause.NEW)
            continue
        was, now = drawn_page(before, earlier_path).text, drawn_page(after, path).text
        is_own = address in own or before.prose[earlier_path] != after.prose[path]
        if _NUMBERS.sub("", was) != _NUMBERS.sub("", now):
            cause = Cause.OWN if is_own else Cause.OTHER
            yield ChangedPage(address, cause, _html(was), _html(now))


def _own(before: Guide, after: Guide) -> set[str]:
    """Return the addresses of the pages that are those of entries which are new, different or gone."""
    addresses = set()
    for collection in filter(has_page, COLLECTIONS):
        was, now = getattr(before, collection), getattr(after, collection)
        different = [id for id in {*was, *now} if was.get(id) != now.get(id)]
        addresses |= {where(collection, id).partition("#")[0] for id in different}
    return addresses


def _header(site: Site, decision: Decision) -> str:
    return render("decision.html", Page(site, where("decisions", decision.name)), decision=decision)


def _below_title(header: str, body: str) -> str:
    """Return the page of a decision as it is put together."""
    return _html(body, is_decision=True).replace("</h1>", f"</h1>{header}", 1)


def _html(text: str, *, is_decision: bool = False) -> str:
    """Return a text of Markdown as HTML."""
    used = extensions(is_decision=is_decision)
    return Markdown(extensions=list(used), extension_configs=used).convert(text)
