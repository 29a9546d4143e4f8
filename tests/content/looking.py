"""Looking for something on a page of the built site."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

from tests.engine.built_site import BuiltPage

Pages = dict[str, BuiltPage]


def element(page: BuiltPage, id: str) -> Element | None:
    """Return what has an id in the article of a page, or None."""
    return next((one for one in page.article.iter() if one.get("id") == id), None)


def text(page: BuiltPage, id: str) -> str:
    """Return the text of what has an id on a page, or an empty text."""
    found = element(page, id)
    return page.text(found) if found is not None else ""


def flat(text: str) -> str:
    """Return a text with single spaces, as ``BuiltPage.text`` has them."""
    return " ".join(text.split())


def ids(page: BuiltPage) -> list[str]:
    """Return the ids on a page, each as often as it stands there."""
    return [one.get("id") for one in page.tree.iter() if one.get("id")]


def links(page: BuiltPage, id: str | None = None) -> set[str]:
    """Return where the links of a page lead, or those within what has an id: web addresses, and "/page/#anchor"."""
    start = page.tree if id is None else element(page, id)
    found = (link.get("href") for link in start.iter("a")) if start is not None else ()
    return {urljoin(f"/{page.address}", target) for target in found if target is not None}


def offered(page: BuiltPage) -> set[str]:
    """Return the ids for which a page has a link to copy."""
    return {link.get("href", "").removeprefix("#") for link in page.article.iter("a") if link.get("class") == "here"}


def targets(page: BuiltPage) -> Iterator[str]:
    """Yield what a page links to or loads within the site, as it is written."""
    for one in page.tree.iter():
        target = one.get("href") or one.get("src")
        if target is not None and not urlsplit(target).scheme and not target.startswith("//"):
            yield target
