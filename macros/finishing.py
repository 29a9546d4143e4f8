"""What is added to a built site, by whichever engine it was built: what no engine makes of a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from macros.built import BuiltSite
from macros.citing import every_badge
from macros.feeds import feeds
from macros.guide import Guide
from macros.printing import ADDRESS, whole_guide
from macros.problems import Problem
from macros.promises import Promise
from macros.redirects import write_redirects


def finish(guide: Guide, promises: Mapping[str, Promise], site: Path, site_url: str) -> Iterator[Problem]:
    """Add redirects, badges, feeds, /print/ and robots.txt to a built site.

    promises: the addresses that we promised. site: its folder; site_url: its address, with a slash at its end.

    Yields a problem for each thing that could not be done.
    """
    yield from write_redirects(guide, promises, site, site_url)
    files = every_badge(guide) | feeds(guide, site_url)
    files[f"{ADDRESS}index.html"] = whole_guide(guide, BuiltSite(site), site_url)
    files["robots.txt"] = f"User-agent: *\nAllow: /\n\nSitemap: {site_url}sitemap.xml\n"
    write_files(site, files)


def write_files(site: Path, files: dict[str, str]) -> None:
    """Write files by their addresses from the site's root."""
    for address, text in files.items():
        file = site / address
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
