"""What axe finds on the pages: nothing of WCAG 2.2 AA, no contrast below AAA, and none of its best practices missed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.engine.published import KINDS, NOWHERE, STATUSES, Published

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A scheme changes colours alone, and colours do not depend on the width, so each scheme is looked at in one.
COLOURS = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]
LOOKS = [("light", 390), ("dark", 1440)]
# Pages on which a wide window has something of its own; the others have the same frame.
WIDE = ["", "choose/", "patterns/", "projects/pepper/", "adr/", STATUSES["accepted"], NOWHERE]


@pytest.fixture(scope="module", params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}")
def look(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page of the browser in one of the looks."""
    scheme, width = request.param
    page = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 900}, reduced_motion="reduce")
    yield page
    page.close()


def findings(page: Page, within: str | None = None, *, colours_only: bool = False) -> list[str]:
    """Return what axe finds on the page that is open, with where; within: a selector, if it is to look at a part."""
    options: dict[str, Any] = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    options["rules"] = {"color-contrast-enhanced": {"enabled": True}}
    if colours_only:
        options["runOnly"] = {"type": "rule", "values": COLOURS}
        del options["rules"]
    found = Axe().run(page, context=within, options=options).response["violations"]
    return [f"{rule['id']}: {node['target']} {node['html'][:160]}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("address", KINDS)
def test_axe_finds_nothing_on_any_kind_of_page(address: str, look: Page, published: Published) -> None:
    look.route("**/moved.js", lambda route: route.abort())  # for a look at the page before it leads on
    look.goto(published.address + address)
    wide = look.viewport_size["width"] == LOOKS[-1][1]
    assert findings(look, colours_only=wide and address not in WIDE) == []


@pytest.mark.parametrize("needs", ["heavy", "secret,fragile"])
def test_axe_finds_nothing_in_what_is_said_of_an_address_with_answers(
    needs: str, look: Page, published: Published
) -> None:
    look.goto(f"{published.address}choose/?yes={needs}")
    assert look.locator("#choose-details").inner_text()
    assert findings(look, "#choose, .picture") == []


def test_axe_finds_nothing_in_the_document_that_is_printed(browser: Browser, published: Published) -> None:
    page = browser.new_page()
    page.goto(f"{published.address}print/")
    # Its chapters are the pages, which are looked at above; the first and the last have what is only here.
    assert findings(page, "main > :not(article), article:first-of-type, article:last-of-type") == []
    page.close()


def test_axe_finds_nothing_in_what_is_folded_away(look: Page, published: Published) -> None:
    for address in ("choose/", "patterns/", "new-project/"):
        look.goto(published.address + address)
        look.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true")
        assert findings(look, "article details") == []


def test_axe_finds_nothing_while_one_searches(look: Page, published: Published) -> None:
    look.goto(published.address + "adr/")
    look.locator("html.js").wait_for()
    look.keyboard.press("f")
    look.keyboard.type("pigeon")
    look.locator(".md-search-result__link").first.wait_for()
    assert findings(look, ".md-header") == []


def test_axe_finds_nothing_in_the_menu_of_a_phone(look: Page, published: Published) -> None:
    look.goto(published.address + "patterns/")
    menu = look.get_by_role("button", name="Menu")
    if look.viewport_size["width"] == 390:
        menu.click()
        look.locator(".md-sidebar--primary").get_by_role("link", name="Carrier pigeon").wait_for()
    else:
        assert menu.count() == 0
    assert findings(look, ".md-header, .md-sidebar--primary") == []


def test_axe_finds_nothing_on_the_page_that_chooses_once_it_has_chosen(look: Page, published: Published) -> None:
    look.goto(published.address + "choose/")
    for box in look.locator("#choose input[value=yes]").all()[:3]:
        box.check()
    assert look.locator("#choose-details").inner_text()
    assert findings(look, "#choose") == []


def test_axe_would_find_something_of_each_standard(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(
        "<title>x</title><img src='x'><p style='color:#999'>pale</p><p style='color:#666'>grey</p><h1>1</h1><h3>3</h3>"
    )
    rules = {found.split(":")[0] for found in findings(page)}
    contrast = {"color-contrast", "color-contrast-enhanced"}
    assert contrast | {"image-alt", "html-has-lang", "region", "heading-order"} <= rules
    assert {found.split(":")[0] for found in findings(page, colours_only=True)} == contrast
    page.set_content(
        "<html lang=en><button style='width:8px;height:8px'>x</button><button style='width:8px'>y</button>"
    )
    assert any(found.startswith("target-size") for found in findings(page))
    page.close()
