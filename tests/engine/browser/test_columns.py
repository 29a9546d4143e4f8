"""The tables of /patterns/: only some needs and patterns, with the choice in the address."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.engine.whole_guide import whole_guide

pytestmark = pytest.mark.browser

GUIDE = whole_guide()
NEEDS, PATTERNS = list(GUIDE.needs), list(GUIDE.patterns)


@pytest.fixture
def page(tab: Page) -> Page:
    """A page of the browser, which stands on /patterns/."""
    tab.goto("patterns/")
    return tab


def shown_rows(page: Page) -> list[str]:
    """Return the needs whose rows are shown."""
    return [need for need in NEEDS if page.locator(f"tr:has(#need-{need})").is_visible()]


def test_ticked_needs_and_patterns_are_shown_and_stand_in_the_address(page: Page) -> None:
    start = page.url
    assert shown_rows(page) == NEEDS
    page.get_by_text("Show only some needs or patterns").click()
    page.get_by_role("checkbox", name=GUIDE.needs[NEEDS[1]].name, exact=True).check()
    assert shown_rows(page) == [NEEDS[1]]
    for id in (PATTERNS[0], PATTERNS[2]):
        page.get_by_role("checkbox", name=GUIDE.patterns[id].name, exact=True).check()
    assert page.url == f"{start}?needs={NEEDS[1]}&patterns={PATTERNS[0]},{PATTERNS[2]}"
    for table in ("needs", "comparison"):
        names = page.locator(f"table.{table} thead th:visible:not(:first-child)")
        expect(names).to_have_text([GUIDE.patterns[PATTERNS[0]].name, GUIDE.patterns[PATTERNS[2]].name])
    page.reload()
    assert shown_rows(page) == [NEEDS[1]]
    expect(page.locator("#columns-status")).to_have_text(
        f"Shown: 1 of {len(NEEDS)} needs, 2 of {len(PATTERNS)} patterns."
    )
    page.get_by_role("button", name="Show all").click()
    assert shown_rows(page) == NEEDS
    page.go_back()
    assert shown_rows(page) == [NEEDS[1]]


def test_a_misspelt_id_in_the_address_is_reported(page: Page) -> None:
    page.goto(f"patterns/?needs={NEEDS[0][1:]}")
    expect(page.locator("#columns-status")).to_contain_text(
        f"The address names “{NEEDS[0][1:]}”, which is none of the needs; did you mean “{NEEDS[0]}”?"
    )
    assert shown_rows(page) == NEEDS


def test_a_link_to_a_need_shows_it(page: Page) -> None:
    page.goto(f"patterns/#need-{NEEDS[3]}")
    expect(page.locator(f"tr:has(#need-{NEEDS[3]})")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1440])
def test_the_page_does_not_scroll_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_need_is_opened_as_a_whole_or_by_whoever_is_led_to_it(page: Page) -> None:
    need = GUIDE.needs[NEEDS[3]]
    reasons = [GUIDE.patterns[id].needs[NEEDS[3]].reason for id in PATTERNS]
    row = page.locator(f"tr:has(#need-{NEEDS[3]})")
    link = row.locator(".here")
    told = row.locator("[data-reason]")
    expect(told).to_have_text(reasons)
    for one in [*told.all(), link]:
        expect(one).to_be_hidden()
    row.locator("summary").press("Enter")
    expect(row).to_contain_text(need.question)
    for one in [*told.all(), link]:
        expect(one).to_be_visible()
    row.locator("summary").press("Enter")
    link.evaluate("(link) => { location.hash = link.hash; }")
    for one in told.all():
        expect(one).to_be_visible()


def test_the_page_is_crossed_in_fewer_than_a_hundred_steps_of_the_keyboard(page: Page) -> None:
    for steps in range(100):
        page.keyboard.press("Tab")
        if steps and page.evaluate("document.activeElement === document.body"):
            return
    raise AssertionError(page.evaluate("document.activeElement.outerHTML"))
