"""A page to draw views on, without an engine."""

from __future__ import annotations

from guide.model.guide import Guide
from guide.model.settings import Settings
from macros.page import Page, Site

CODE = "https://example.org/guide"


def site_of(guide: Guide, address: str = "/", *, name: str = "The Guide", branch: str = "main") -> Site:
    """Return the site of a guide, published at an address."""
    return Site(guide, Settings(name, address, CODE, branch))


def page_of(guide: Guide, base: str, address: str = "/", **settings: str) -> Page:
    """Return a page of a guide's site; base: its address from the site's root."""
    return Page(site_of(guide, address, **settings), base)
