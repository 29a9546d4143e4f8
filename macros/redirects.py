"""The addresses that decisions had before, each kept alive by a page that leads on."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import urljoin

from macros.decisions import FOLDER
from macros.guide import Guide

_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="description" content="This page has moved.">
<meta name="robots" content="noindex">
<link rel="canonical" href="{canonical}">
<meta http-equiv="refresh" content="0; url={target}">
</head>
<body>
<h1>{title}</h1>
<p>This page has moved: <a href="{target}">{title}</a>.</p>
</body>
</html>
"""


def redirects(guide: Guide) -> dict[str, str]:
    """Return the present address of each decision that was called otherwise, by its earlier address."""
    return {
        f"{FOLDER}/{name}/": f"{FOLDER}/{decision.name}/"
        for decision in guide.all_decisions()
        for name in decision.front.formerly
    }


def write_redirects(guide: Guide, site: Path, site_url: str) -> Iterator[str]:
    """Write a page at every earlier address of a built site.

    site_url: the address of the site, from which canonical addresses are made.

    Yields a sentence for each page that could not be written: no page is overwritten, and none
    leads to an address that the site doesn't have.
    """
    by_address = {f"{FOLDER}/{decision.name}/": decision for decision in guide.all_decisions()}
    for old, new in redirects(guide).items():
        page = site / old / "index.html"
        title = escape(f"{by_address[new].label}: {by_address[new].title}")
        # Both lie in one folder, so the way is the same wherever the site lies.
        text = _PAGE.format(title=title, target=f"../{by_address[new].name}/", canonical=escape(urljoin(site_url, new)))
        if not (site / new / "index.html").is_file():
            yield f"{old} should lead to {new}, which the site does not have; build the site first"
        elif page.is_file() and page.read_text("utf-8") != text:
            yield f"{old} is a page of its own, so it was not turned into a way to {new}; rename one of the two"
        elif not page.is_file():
            page.parent.mkdir(parents=True, exist_ok=True)
            with page.open("x", encoding="utf-8") as file:
                file.write(text)
