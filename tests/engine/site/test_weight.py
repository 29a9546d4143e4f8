"""What a visit costs over the wire, compressed as a host compresses it; counted in bytes, so the same everywhere."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.engine.published import KINDS, NOWHERE, Published

pytestmark = pytest.mark.browser

FIRST_VISIT = 150_000
# 15 kB over the wire, of which the headers of an answer take some 300 bytes.
SECOND_PAGE = 14_700
# The whole guide in one document, to be printed, is as long as all its pages.
WHOLE = {"print/": 112_000}
INDEX = "search/search_index.json"


def visit(page: Page, published: Published, address: str, until: str = "networkidle") -> dict[str, int]:
    """Open a page and return how many bytes the host sent for it, by path below the site's root."""
    published.sent.clear()
    page.goto(published.address + address, wait_until=until)
    return {path.removeprefix("/guide/"): size for path, size in published.sent}


@pytest.mark.parametrize("address", ["", "choose/", "patterns/", "sources/", "adr/", "contribute/", "print/", NOWHERE])
def test_a_first_visit_costs_little(address: str, browser: Browser, published: Published) -> None:
    page = browser.new_page()
    sent = visit(page, published, address)
    page.close()
    assert address in sent
    assert sum(sent.values()) <= FIRST_VISIT, sent


def test_no_page_costs_much_after_the_first_nor_would_have_as_the_first(browser: Browser, published: Published) -> None:
    cost = {}
    for address in [*KINDS, "print/"]:
        page = browser.new_page()  # with nothing kept from another page
        frame = sum(visit(page, published, "", "load").values())
        cost[address] = sum(visit(page, published, address, "load").values())
        page.close()
    assert {address: size for address, size in cost.items() if size > WHOLE.get(address, SECOND_PAGE)} == {}
    # The document that is printed has no frame; its first visit was looked at above.
    assert [address for address, size in cost.items() if frame + size > FIRST_VISIT and address != "print/"] == []


def test_the_index_of_the_search_comes_only_to_whoever_searches(browser: Browser, published: Published) -> None:
    page = browser.new_page()
    assert INDEX not in visit(page, published, "adr/")
    published.sent.clear()
    page.locator(".md-search__input").click()
    page.keyboard.type("lighthouse")
    page.locator(".md-search-result__link").first.wait_for()
    assert [path for path, _ in published.sent] == [f"/guide/{INDEX}"]
    page.close()


def test_what_was_searched_for_is_marked_on_the_page_that_was_found(browser: Browser, published: Published) -> None:
    page = browser.new_page()
    page.goto(f"{published.address}projects/lighthouse-letters/?h=lighthouse")
    page.locator("mark[data-md-highlight]").first.wait_for()
    page.close()
