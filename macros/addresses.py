"""From what the data name to the addresses of pages, relative to the page that links them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any


def address_of(page: str) -> str:
    """Return the address, from the site's root, of a page given as a path below docs/."""
    stem = page.removesuffix(".md")
    if stem == "index" or stem.endswith("/index"):
        return stem.removesuffix("index")
    return f"{stem}/"


def base_of(page: Any) -> str:
    """Return the address that links in a page's raw HTML are relative to, for an engine's page.

    MkDocs leaves such links alone, so it is the page's own address. Zensical takes them to start
    at the source, as links in Markdown do, and rewrites them; so it is the source's folder.
    """
    if hasattr(page, "path"):
        folder = PurePosixPath(page.path).parent.as_posix()
        return "" if folder == "." else f"{folder}/"
    return page.url


def relative(address: str, here: str) -> str:
    """Return an address as a link from ``here``, both from the site's root.

    The site may lie below any path of a host, so a link never starts with a slash.
    """
    depth = here.removeprefix("./").count("/")
    way = "../" * depth or ("" if address and not address.startswith("#") else "./")
    return way + address


def site_address(written: str) -> str:
    """Return the site's address with a slash at its end, whether it was written with one or not.

    MkDocs adds it to its own setting, but not to what others read from mkdocs.yml or the environment.
    """
    return f"{written.rstrip('/')}/"


def choose_address(yes: Iterable[str], no: Iterable[str]) -> str:
    """Return the address of the page that chooses, with these needs answered by yes and no."""
    said = {"yes": ",".join(yes), "no": ",".join(no)}
    query = "&".join(f"{word}={ids}" for word, ids in said.items() if ids)
    return f"choose/?{query}" if query else "choose/"
