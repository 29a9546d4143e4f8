"""From what the data name to the addresses of pages, relative to the page that links them."""

from __future__ import annotations


def address_of(page: str) -> str:
    """Return the address, from the site's root, of a page given as a path below docs/."""
    stem = page.removesuffix(".md")
    if stem == "index" or stem.endswith("/index"):
        return stem.removesuffix("index")
    return f"{stem}/"


def relative(address: str, here: str) -> str:
    """Return an address as a link from the page at ``here``, both from the site's root.

    The site may lie below any path of a host, so a link never starts with a slash.
    """
    depth = here.removeprefix("./").count("/")
    return "../" * depth + address or "./"
