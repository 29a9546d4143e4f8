"""What axe finds on the pages: nothing of WCAG 2.2 AA, no contrast below AAA, and none of its best practices missed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from tests.engine.browser_fixtures import fill_window
from tests.engine.published import KINDS, MOVED, NOWHERE, STATUSES, Published

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A scheme changes colours alone, and colours do not depend on the width, so each scheme is looked at in one.
COLOURS = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]
LOOK = (Path(__file__).parent / "axe.js").read_text("utf-8")
PHONE, DESK = ({"width": width, "height": 900} for width in (390, 1440))
# How texts look whose contrast is known to be enough: to measure it takes longer than all else that axe does, and those
# that look the same, in the same place of a page, have the same.
LOOKED_AT: set[str] = set()
# Pages on which a wide window has something of its own; the others have the same frame.
WIDE = ["", "choose/", "patterns/", "projects/pepper/", "adr/", STATUSES["accepted"], NOWHERE]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page of the browser, as narrow as on a phone."""
    page = fill_window(browser.new_page(color_scheme="light", viewport=PHONE, reduced_motion="reduce"))
    yield page
    page.close()


def findings(page: Page, within: str | None = None, *, colours_only: bool = False) -> list[str]:
    """Return what axe finds on the page that is open, with where; within: a selector, if it is to look at a part."""
    options: dict[str, Any] = {"runOnly": {"type": "tag", "values": TAGS}}
    options["rules"] = {"color-contrast-enhanced": {"enabled": True}}
    if colours_only:
        options = {"runOnly": {"type": "rule", "values": COLOURS}}
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
        page.evaluate(LOOK)
    looks = page.evaluate("(within) => looks(within)", within)
    # The first text of each look.
    places = {look: place for place, look in reversed([*enumerate(looks)]) if look not in LOOKED_AT}
    found, enough = page.evaluate(
        "([within, options, places]) => findings(within, options, places)", [within, options, [*places.values()]]
    )
    LOOKED_AT.update(looks[place] for place in enough)
    return found


def turn_dark(page: Page) -> None:
    """Give a page, as it stands there, the colours that it would be opened in where the system asks for dark ones."""
    page.evaluate("document.body.dataset.mdColorScheme = 'slate'")


def findings_in_both_schemes(page: Page, within: str | None = None, *, wide: bool = True) -> list[str]:
    """Return what axe finds on a phone in light colours, and then in dark ones, if ``wide`` in a wide window.

    The page is not opened again, which takes half as long as axe does.
    """
    found = findings(page, within)
    turn_dark(page)
    if wide:
        page.set_viewport_size(DESK)
    found += [f"in dark colours, {one}" for one in findings(page, within, colours_only=not wide)]
    page.set_viewport_size(PHONE)
    return found


@pytest.mark.parametrize("address", KINDS)
def test_axe_finds_nothing_on_any_kind_of_page(address: str, page: Page, published: Published) -> None:
    if address == MOVED:
        page.route("**/moved.js", lambda route: route.abort())  # for a look at the page before it leads on
    page.goto(published.address + address)
    assert findings_in_both_schemes(page, wide=address in WIDE) == []
    if address == MOVED:
        page.unroute_all()


@pytest.mark.parametrize("needs", ["heavy", "secret,fragile"])
def test_axe_finds_nothing_in_what_is_said_of_an_address_with_answers(
    needs: str, page: Page, published: Published
) -> None:
    page.goto(f"{published.address}choose/?yes={needs}")
    assert page.locator("#choose-details").inner_text()
    assert findings_in_both_schemes(page, "#choose, .picture") == []


def test_axe_finds_nothing_in_the_document_that_is_printed(browser: Browser, published: Published) -> None:
    page = browser.new_page()
    page.goto(f"{published.address}print/")
    # Its chapters are the pages, which are looked at above; the first and the last have what is only here.
    page.evaluate("for (const one of document.querySelectorAll('article ~ article:not(:last-of-type)')) one.remove()")
    assert page.locator("article").count() == 2
    assert findings(page, "main") == []
    page.close()


@pytest.mark.parametrize("address", ["choose/", "patterns/", "new-project/"])
def test_axe_finds_nothing_in_what_is_folded_away(address: str, page: Page, published: Published) -> None:
    page.goto(published.address + address)
    page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true")
    assert findings_in_both_schemes(page, "article details") == []


def test_axe_finds_nothing_while_one_searches(page: Page, published: Published) -> None:
    page.goto(published.address + "adr/")
    page.locator("html.js").wait_for()
    page.keyboard.press("f")
    page.keyboard.type("pigeon")
    page.locator(".md-search-result__link").first.wait_for()
    assert findings_in_both_schemes(page, ".md-header") == []


def test_axe_finds_nothing_in_the_menu_of_a_phone(page: Page, published: Published) -> None:
    page.goto(published.address + "patterns/")
    page.get_by_role("button", name="Menu").click()
    page.locator(".md-sidebar--primary").get_by_role("link", name="Carrier pigeon").wait_for()
    assert findings_in_both_schemes(page, ".md-header, .md-sidebar--primary", wide=False) == []


def test_axe_finds_nothing_on_the_page_that_chooses_once_it_has_chosen(page: Page, published: Published) -> None:
    page.goto(published.address + "choose/")
    for box in page.locator("#choose input[value=yes]").all()[:3]:
        box.check()
    assert page.locator("#choose-details").inner_text()
    assert findings_in_both_schemes(page, "#choose") == []


def test_a_page_that_turns_dark_is_as_dark_as_one_that_is_opened_so(browser: Browser, published: Published) -> None:
    colours = """() => [document.body, ...document.querySelectorAll("body :not(script)")].map((element) => {
      const { color, backgroundColor, borderColor, fill, opacity } = getComputedStyle(element);
      return [element.localName, color, backgroundColor, borderColor, fill, opacity].join(" ");
    })"""
    looks = []
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme=scheme, viewport=PHONE, reduced_motion="reduce")
        page.goto(published.address)
        page.get_by_title("Switch to").locator("visible=true").wait_for()  # the theme's script is done with it then
        looks.append(page.evaluate(colours))
        if scheme == "light":
            turn_dark(page)
            looks.append(page.evaluate(colours))
        page.close()
    light, turned, dark = looks
    assert light != turned == dark


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
