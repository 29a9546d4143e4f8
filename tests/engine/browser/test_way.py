"""Finding one's way: where a page is, what it belongs to, what comes next, and how far the answers are."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

import pytest
from playwright.sync_api import Page

from macros.addresses import address_of
from tests.engine.built_site import BuiltPage
from tests.engine.whole_guide import whole_guide

GUIDE = whole_guide()
# What the navigation does not list itself, and where it is listed.
LISTED = {f"adr/{decision.name}/": "adr/" for decision in GUIDE.decisions.values()}
LISTED |= {f"projects/{id}/": "projects/" for id in GUIDE.projects}


def opened(pages: dict[str, BuiltPage]) -> dict[str, BuiltPage]:
    """Return the pages whose links start at themselves: all but the one for what is not found."""
    return {address: page for address, page in pages.items() if address != "404.html"}


def links(page: BuiltPage, within: Element | None) -> list[str]:
    """Return the addresses of the pages that links within an element of a page lead to, without their anchors."""
    found = []
    for link in within.iter("a") if within is not None else ():
        parts = urlsplit(urljoin(f"/{page.address}", link.get("href", "")))
        if not parts.scheme:
            found.append(parts.path.removeprefix("/"))
    return found


def way_up(page: BuiltPage) -> list[str]:
    """Return the addresses of the pages above a page, the home page first."""
    return links(page, page.tree.find(".//nav[@aria-label='Where this page is']"))


def test_every_page_but_home_says_what_it_belongs_to(pages: dict[str, BuiltPage]) -> None:
    ways = {address: way_up(page) for address, page in opened(pages).items()}
    assert ways.pop("") == []
    assert {address: way for address, way in ways.items() if way[:1] != [""] or address in way} == {}
    assert {address: ways[address] for address in LISTED} == {address: ["", above] for address, above in LISTED.items()}
    assert ways["patterns/bicycle/"] == ["", "patterns/"]
    assert ways["open-points/"] == ["", "projects/"]
    assert ways["choose/"] == [""]


def test_the_page_above_leads_back_down(pages: dict[str, BuiltPage]) -> None:
    lost = [
        f"{above} does not lead to {address}"
        for address, page in opened(pages).items()
        for above in way_up(page)[-1:]
        if address not in links(pages[above], pages[above].tree)
    ]
    assert lost == []


def test_one_entry_of_the_navigation_is_marked_as_where_one_is(pages: dict[str, BuiltPage]) -> None:
    faults = {}
    for address, page in opened(pages).items():
        tabs = page.tree.find(".//ul[@class='md-tabs__list']")
        active = [tab for tab in tabs if "md-tabs__item--active" in tab.get("class", "")]
        marked = [place for tab in active for place in links(page, tab)]
        beside = page.tree.find(".//nav[@class='guide-nav']")
        entries = [one for one in beside.iter("a") if "guide-nav__link--active" in one.get("class", "")]
        entries += [one for one in beside.iter("li") if "guide-nav__section--active" in one.get("class", "")]
        if not entries:
            faults[address] = "nothing in the list beside the page"
        if marked != ([*way_up(page), address][1:2] or [""]):
            faults[address] = marked
    assert faults == {}


@pytest.mark.parametrize("site", ["published", "published_by_zensical"])
def test_a_decision_whose_address_ends_like_another_page_is_among_the_decisions(
    site: str, request: pytest.FixtureRequest
) -> None:
    page = request.getfixturevalue(site).pages["adr/0036-contribute/"]
    assert [page.text(tab) for tab in page.tree.iter("li") if "md-tabs__item--active" in tab.get("class", "")] == [
        "Log"
    ]
    assert way_up(page) == ["", "adr/"]


def test_every_page_says_what_comes_next(pages: dict[str, BuiltPage]) -> None:
    without = []
    for address, page in opened(pages).items():
        footer = [*page.tree.iterfind(".//footer//nav"), *page.tree.iterfind(".//nav[@class='way-on']")]
        if not [place for nav in footer for place in links(page, nav) if place in pages and place != address]:
            without.append(address)
    assert without == []


@pytest.mark.parametrize("above", ["adr/", "projects/"])
def test_one_goes_through_all_decisions_and_all_projects_from_one_to_the_next(
    above: str, pages: dict[str, BuiltPage]
) -> None:
    ways = {}
    for address in (one for one, parent in LISTED.items() if parent == above):
        on = pages[address].tree.find(".//nav[@class='way-on']")
        found = {link.get("rel"): link for link in on.iter("a") if link.get("rel")}
        ways[address] = [
            urljoin(f"/{address}", found[rel].get("href")).removeprefix("/") if rel in found else None
            for rel in ("prev", "next")
        ]
    order = [None, *ways, None]
    assert ways == {address: [order[at], order[at + 2]] for at, address in enumerate(ways)}


@pytest.mark.parametrize("id", GUIDE.questions)
def test_the_reasons_of_an_answer_are_at_most_two_links_from_any_page(id: str, pages: dict[str, BuiltPage]) -> None:
    reasons = address_of(GUIDE.questions[id].page)
    one_link = {address: set(links(page, page.tree)) for address, page in opened(pages).items()}
    far = [
        address
        for address, first in one_link.items()
        if reasons not in {address, *first, *(second for one in first for second in one_link.get(one, ()))}
    ]
    assert far == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1440])
def test_a_reader_goes_from_a_decision_to_an_answer_in_two_steps(width: int, tab: Page, server: str) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(next(iter(LISTED)))
    tab.get_by_role("navigation", name="Where this page is").get_by_role("link", name="Start").click()
    answer = tab.locator("#by-bottle")
    assert tab.url == server
    answer.get_by_role("link", name="By bottle", exact=True).click()
    tab.wait_for_url(f"{server}serverless/")
