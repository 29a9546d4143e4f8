"""The addresses that pages and anchors had before, each kept alive in the built site.

An earlier page becomes a redirect, and so does the number of a decision. An earlier anchor becomes a second one beside
the present anchor, so that it needs no script; where it has gone to another page, a pointer takes its place, which the
browser scrolls to, and from which a script leads on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urljoin

from markupsafe import Markup

from guide.disk.placing import put
from guide.model.guide import Guide
from guide.model.promises import FILE, RULE, Promise
from guide.problems import Problem
from macros.addresses import where
from macros.finish.built_site import BuiltSite
from macros.finish.kept_addresses import broken_promises, destination, moved
from macros.page import Page, Site
from macros.render import render

# Where the text of a page ends, with either engine.
_END = "</article>"


def write_redirects(site: Site, promises: Mapping[str, Promise], folder: Path) -> Iterator[Problem]:
    """Keep every earlier address alive in a built site; doing so again changes nothing.

    folder: where the site was built.

    Yields a problem for each address that could not be led on: nothing that is there is replaced,
    and nothing leads to what the site doesn't have. Lines of the list that lead nowhere are left to ``lost_ways``.
    """
    built = BuiltSite(folder)
    redirects = moved(site.guide, promises)
    lost: set[str] = set()
    pages: dict[str, str] = {}
    anchors: dict[str, dict[str, str]] = defaultdict(dict)
    for old, promise in redirects.items():
        page, _, anchor = old.partition("#")
        new = destination(old, redirects, built)
        if new is None and promise.place.path == FILE:
            lost.add(old)
        elif new is None:
            message = f"/{old} should lead to /{promise.now}, which the site does not have"
            yield Problem(promise.place, f"{message}; build it, or name another address", RULE)
        elif anchor:
            anchors[page][anchor] = new
        else:
            pages[page] = new
    # By its number alone too, as people say and type it.
    decisions = {where("decisions", decision.name): decision for decision in site.guide.all_decisions()}
    numbered = {where("decisions", str(one.number)): address for address, one in decisions.items() if one.number}
    pages |= {short: address for short, address in numbered.items() if built.file(address).is_file()}
    for page, new in pages.items():
        pointers = _pointers(built, anchors.pop(page, {}))
        title = decisions[new].called if new in decisions else _name(built, new)
        canonical = urljoin(site.settings.address, new.partition("#")[0])
        drawn = Page(site, page)
        text = render("moved.html", drawn, new=new, title=title, canonical=canonical, pointers=pointers)
        if built.page(page):
            promise = redirects[page]
            is_listed = promise.place.path == FILE
            remedy = f"remove ' -> /{promise.now}' here" if is_listed else "rename one of the two"
            message = f"/{page} is a page of its own, so it was not turned into a way to /{promise.now}; {remedy}"
            yield Problem(promise.place, message, RULE)
        else:
            put(built.file(page), f"{text}\n".encode())
    for page, by_id in anchors.items():
        if page in lost:
            continue
        yield from _keep_anchors(site, built, page, by_id, redirects)


def lost_ways(guide: Guide, promises: Mapping[str, Promise], folder: Path) -> Iterator[Problem]:
    """Yield a problem for each address of the list that has to follow, if one is among them that has led on before.

    folder: where the site was built and finished.
    """
    built, redirects = BuiltSite(folder), moved(guide, promises)
    if any(one.now is not None and destination(old, redirects, built) is None for old, one in promises.items()):
        yield from broken_promises(guide, promises, built)


def _keep_anchors(
    site: Site, built_site: BuiltSite, page: str, anchors: dict[str, str], redirects: Mapping[str, Promise]
) -> Iterator[Problem]:
    """Keep earlier anchors of a page that is still there alive on it."""
    built = built_site.page(page)
    if built is None:
        for anchor in anchors:
            message = f"/{page} is gone; say where the whole page went, on a line of its own"
            yield Problem(redirects[f"{page}#{anchor}"].place, message, RULE)
        return
    html, elsewhere = built.html, {}
    for old, new in anchors.items():
        there, _, anchor = new.partition("#")
        mark = f'<span id="{Markup.escape(old)}"></span>'
        if mark in html or f'<li id="{Markup.escape(old)}" data-moved' in html:
            continue
        if old in built.ids:
            promise = redirects[f"{page}#{old}"]
            yield Problem(promise.place, f"/{page}#{old} is on its page again; remove ' -> /{promise.now}' here", RULE)
        elif there == page and anchor in built.links:
            link = built.links[anchor]  # text may stand before it, wherever it is
            html = html.replace(link, mark + link, 1)
        else:
            elsewhere[old] = new
    if elsewhere:
        pointers = _pointers(built_site, elsewhere)
        aside = render("moved-anchors.html", Page(site, page), pointers=pointers)
        before, end, after = html.rpartition(_END)
        html = before + aside + end + after
    if html != built.html:
        put(built_site.file(page), html.encode("utf-8"))


def _pointers(site: BuiltSite, anchors: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return for each of some earlier anchors its id, where it leads to now, and what to call that."""
    return [(old, new, _name(site, new)) for old, new in anchors.items()]


def _name(site: BuiltSite, address: str) -> str:
    """Return the heading of a page, with what an anchor on it links before it."""
    place, _, anchor = address.partition("#")
    page = site.page(place)
    names = [page.name(anchor), page.title or f"/{place}"] if page else []
    return ", in ".join(name for name in names if name)
