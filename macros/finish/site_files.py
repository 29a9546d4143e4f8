"""What is added to a built site, by whichever engine it was built: what no engine makes of a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from guide.disk.placing import put
from guide.model.promises import Promise
from guide.problems import Problem
from macros.addresses import PRINT, address_of
from macros.badges import every_badge
from macros.finish.built_site import BuiltSite
from macros.finish.feeds import feeds
from macros.finish.guide_json import guide_json
from macros.finish.llms_txt import llms_txt
from macros.finish.page_texts import page_texts
from macros.finish.print_page import whole_guide
from macros.finish.redirects import lost_ways, write_redirects
from macros.page import Site
from macros.render import draw

# Where overrides/404.html leaves room for them.
_QUESTIONS = '<ul class="questions"></ul>'


def finish(site: Site, promises: Mapping[str, Promise], folder: Path) -> Iterator[Problem]:
    """Add redirects, badges, feeds, /guide.json, /llms.txt, texts, /print/ and robots.txt to a built site.

    promises: the addresses that we promised. folder: where the site was built.

    Yields a problem for each thing that could not be done.
    """
    yield from write_redirects(site, promises, folder)
    built = BuiltSite(folder)
    files = every_badge(site) | feeds(site) | guide_json(site) | llms_txt(site, built)
    files[f"{PRINT}index.html"] = whole_guide(site, built)
    files["robots.txt"] = draw("robots.txt", address=site.settings.address) + "\n"
    files |= _not_found(site, folder)
    for address, text in files.items():
        put(folder / address, text.encode("utf-8"))
    for address, text in page_texts(site, built):
        # As fast as can be, since a long log has thousands. Where an engine made no page, there is no folder either.
        with suppress(FileNotFoundError):
            (folder / address).write_bytes(text.encode("utf-8"))
    yield from lost_ways(site.guide, promises, folder)


def _not_found(site: Site, folder: Path) -> dict[str, str]:
    """Return the page for what is not found with the questions in it, by its address; nothing if there is none."""
    file = folder / "404.html"
    if not file.is_file():
        return {}
    rows = [(question, address_of(question.page)) for question in site.guide.questions.values()]
    # The page is shown at any depth, so its links start at the root of the host.
    questions = draw("questions.html", root=urlsplit(site.settings.address).path, rows=rows)
    return {file.name: file.read_text("utf-8").replace(_QUESTIONS, questions)}
