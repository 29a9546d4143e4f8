"""What a visit costs over the wire, compressed as a host compresses it; counted in bytes, so the same everywhere."""

from __future__ import annotations

import gzip

import pytest
from playwright.sync_api import Browser

from tests.engine.published import MOVED, NOWHERE, STATUSES, Published

pytestmark = pytest.mark.browser

FIRST_VISIT = 150_000
# 15 kB over the wire, of which the headers of an answer take some 300 bytes.
SECOND_PAGE = 14_700
# The whole guide in one document, to be printed, is as long as all its pages.
WHOLE = {"print/": 112_000}
INDEX = "search/search_index.json"


def visit(browser: Browser, published: Published, address: str) -> dict[str, int]:
    """Open a page with nothing kept from another, and return how many bytes the host sent, by path below the site."""
    published.sent.clear()
    page = browser.new_page()
    page.goto(published.address + address)
    page.close()
    return {path.removeprefix("/guide/"): size for path, size in published.sent}


@pytest.fixture(scope="module")
def first(browser: Browser, published: Published) -> dict[str, int]:
    """What the home page costs, which is kept for every other."""
    return visit(browser, published, "")


# Those that ask for something of their own, and the longest of those that do not.
VISITED = ["", "choose/", "patterns/", "new-project/", "projects/pepper/", "adr/", STATUSES["superseded"], "sources/"]


@pytest.mark.parametrize("address", [*VISITED, "contribute/", MOVED, NOWHERE, "print/"])
def test_a_page_costs_little_as_the_first_of_a_visit_and_less_after_it(
    address: str, first: dict[str, int], browser: Browser, published: Published
) -> None:
    sent = visit(browser, published, address)
    assert address in sent
    assert sum(sent.values()) <= FIRST_VISIT, sent
    anew = {path: size for path, size in sent.items() if path not in first or path == address}
    assert sum(anew.values()) <= WHOLE.get(address, SECOND_PAGE), anew


def test_no_page_is_longer_than_a_second_one_may_be(published: Published) -> None:
    sizes = {address: len(gzip.compress(page.html.encode(), 6)) for address, page in published.pages.items()}
    assert {address: size for address, size in sizes.items() if size > WHOLE.get(address, SECOND_PAGE)} == {}


def test_the_search_and_its_index_come_only_to_whoever_searches(browser: Browser, published: Published) -> None:
    page = browser.new_page()
    published.sent.clear()
    page.goto(f"{published.address}adr/", wait_until="networkidle")
    assert [path for path, _ in published.sent if "search" in path] == []
    published.sent.clear()
    page.locator(".md-search__input").click()
    page.keyboard.type("lighthouse")
    page.locator(".md-search-result__link").first.wait_for()
    worker, index = sorted(path.removeprefix("/guide/") for path, _ in published.sent)
    assert index == INDEX
    assert worker.startswith("assets/javascripts/workers/search.")
    page.close()


def test_no_page_asks_for_a_list_of_the_pages(browser: Browser, published: Published) -> None:
    page = browser.new_page()
    published.sent.clear()
    for address in ("", NOWHERE):
        page.goto(published.address + address, wait_until="networkidle")
    assert [path for path, _ in published.sent if "sitemap" in path] == []
    page.close()


def test_what_was_searched_for_is_marked_on_the_page_that_was_found(browser: Browser, published: Published) -> None:
    page = browser.new_page()
    page.goto(f"{published.address}projects/lighthouse-letters/?h=lighthouse")
    page.locator("mark[data-md-highlight]").first.wait_for()
    page.close()
