"""The whole guide as one document, to print or to keep: /print/, put together from the pages of a built site."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from urllib.parse import urljoin

from markupsafe import Markup

from guide.model.guide import Guide
from guide.model.life_cycle import Status
from macros.addresses import PRINT, where
from macros.finish.built_site import BuiltSite
from macros.page import Page, Site
from macros.render import render

# Of those in force; the others are in the log alone, since a document to read holds what holds.
_MOST_DECISIONS = 100
_STYLES = re.compile(r'<link rel="stylesheet" href="([^"]+)"')
_NAVIGATION = re.compile(r'<a href="([^"]*)" class="guide-nav__link')
# What paper cannot do, and what is said once for all pages.
LEFT_OUT = re.compile(
    r'<script\b.*?</script>|<form\b.*?</form>|<button\b.*?</button>|<details class="cite-this">.*?</details>'
    r'|<input\b[^<>]*>|<span class="with-script">.*?</span>'
    r'|<a\s[^<>]*class="(?:here|md-content__button)[^<>]*>.*?</a>|<nav class="way-on".*?</nav>'
    r'|<p class="(?:as-of|edit-this|skip on-screen)"[^<>]*>.*?</p>',
    re.S,
)
_ID = re.compile(r'(?<=\s)(id|name|for|headers|aria-labelledby|aria-describedby)="([^"]+)"')
_LINK = re.compile(r'(?<=\s)(href|src)="([^"]*)"')
_TAG = re.compile(r"<[a-z][a-z0-9]*\s[^<>]*>")
_CLOSED = re.compile(r"<details(?![^>]*\sopen)")
_HEADING = re.compile(r"<(/?)h([1-5])\b")


def whole_guide(site: Site, built: BuiltSite) -> str:
    """Return the document: every page in the order of the navigation, and the newest decisions in force."""
    addresses = [address for address in in_order(site.guide, built) if built.page(address)]
    known = frozenset(addresses)
    chapters = [(name_of(address), *chapter(address, known, built, site.settings.address)) for address in addresses]
    styles = _STYLES.findall(built.page("").html)
    return render("print.html", Page(site, PRINT), chapters=chapters, styles=styles, address=PRINT)


def in_order(guide: Guide, site: BuiltSite) -> Iterator[str]:
    """Yield the addresses of the document: those of the navigation, of projects and of decisions in force."""
    for link in _NAVIGATION.findall(site.page("").html):
        address = urljoin("/", link).removeprefix("/")
        if ":" in address:
            continue  # it leaves the site
        yield address
        if address == where("projects"):
            yield from (where("projects", id) for id in guide.projects)
        elif address == where("decisions"):
            in_force = [decision for decision in guide.decisions.values() if decision.front.status is Status.ACCEPTED]
            yield from (where("decisions", decision.name) for decision in in_force[-_MOST_DECISIONS:])


def name_of(address: str) -> str:
    """Return what the ids of a page start with in the document."""
    return address.strip("/").replace("/", "-") or "home"


def chapter(address: str, addresses: Collection[str], site: BuiltSite, site_url: str) -> tuple[str, Markup]:
    """Return a page's title and what is on it, its ids and links made those of the document.

    site_url: the site's address, to which links lead that leave the document.
    """
    name = name_of(address)

    def renamed_id(match: re.Match[str]) -> str:
        ids = " ".join(f"{name}--{id}" for id in match[2].split())
        return f'{match[1]}="{ids}"'

    # A page leads to the same sources again and again.
    @cache
    def led(attribute: str, link: str) -> str:
        target = urljoin(f"/{address}", link)
        place, _, anchor = target.removeprefix("/").partition("#")
        if not target.startswith("/"):
            return f'{attribute}="{link}"'
        if attribute == "href" and place in addresses:
            return f'href="#{name_of(place)}{f"--{anchor}" if anchor else ""}"'
        return f'{attribute}="{site_url if attribute == "href" else "../"}{target.removeprefix("/")}"'

    page = site.page(address)
    article = LEFT_OUT.sub("", page.article)
    # In tags alone: what a text says of links and ids stays as it is.
    article = _TAG.sub(
        lambda tag: _LINK.sub(lambda match: led(match[1], match[2]), _ID.sub(renamed_id, tag[0])), article
    )
    article = _CLOSED.sub("<details open", article)
    # The document has a heading of its own, and those of its pages are below it.
    article = _HEADING.sub(lambda match: f"<{match[1]}h{int(match[2]) + 1}", article)
    return page.title or name, Markup(article)
