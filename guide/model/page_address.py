"""The address of a page of docs/, which follows from the name of its file."""

from __future__ import annotations

# Both engines make of each of these the page of the folder that it lies in.
LISTINGS = ("index.md", "README.md")


def address_of(page: str) -> str:
    """Return the address of a page given as a path below docs/."""
    folder, slash, name = page.rpartition("/")
    return f"{folder}{slash}" if name in LISTINGS else f"{page.removesuffix('.md')}/"
