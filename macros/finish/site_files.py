"""What is added to a built site, by whichever engine it was built: what no engine makes of a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from guide.disk.placing import put
from guide.model.guide import Guide
from guide.model.promises import Promise
from guide.problems import Problem
from macros.addresses import address_of
from macros.citing import every_badge
from macros.finish.built_site import BuiltSite
from macros.finish.feeds import feeds
from macros.finish.print_page import ADDRESS, whole_guide
from macros.finish.redirects import write_redirects
from macros.render import Page, render

# Where overrides/404.html leaves room for them.
_QUESTIONS = '<ul class="questions"></ul>'


def finish(guide: Guide, promises: Mapping[str, Promise], site: Path, site_url: str) -> Iterator[Problem]:
    """Add redirects, badges, feeds, /print/ and robots.txt to a built site.

    promises: the addresses that we promised. site: its folder; site_url: its address, with a slash at its end.

    Yields a problem for each thing that could not be done.
    """
    yield from write_redirects(guide, promises, site, site_url)
    files = every_badge(guide) | feeds(guide, site_url)
    files[f"{ADDRESS}index.html"] = whole_guide(guide, BuiltSite(site), site_url)
    files["robots.txt"] = f"User-agent: *\nAllow: /\n\nSitemap: {site_url}sitemap.xml\n"
    files |= _not_found(guide, site, site_url)
    write_files(site, files)


def _not_found(guide: Guide, site: Path, site_url: str) -> dict[str, str]:
    """Return the page for what is not found with the questions in it, by its address; nothing if there is none."""
    file = site / "404.html"
    if not file.is_file():
        return {}
    rows = [(question, address_of(question.page)) for question in guide.questions.values()]
    # The page is shown at any depth, so its links start at the root of the host.
    questions = render("questions.html", Page(guide, "", "", site=urlsplit(site_url).path), rows=rows)
    return {file.name: file.read_text("utf-8").replace(_QUESTIONS, questions)}


def write_files(site: Path, files: dict[str, str]) -> None:
    """Write files by their addresses from the site's root."""
    for address, text in files.items():
        put(site / address, text.encode("utf-8"))
