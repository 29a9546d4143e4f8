"""The guide by keyboard alone, and for those whom motion makes sick."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.engine.published import Published

pytestmark = pytest.mark.browser

WALKED = ["", "choose/", "patterns/", "adr/"]
# Pages with a list or a table of many links.
LISTS = [
    "choose/",
    "projects/",
    "open-points/",
    "patterns/",
    "patterns/bicycle/",
    "new-project/",
    "serverless/",
    "adr/",
    "sources/",
]
# 1280 px enlarged to 400 %, which WCAG asks for, are 320.
WIDTHS = [1440, 320]

# Tells of what has the focus, or of the label that stands for a box too small to be seen: its mark, its number, its
# outline, and whether it can be seen, or something else lies on top of it. At each key it notes that of what had the
# focus until then, which takes a third of the time of asking after each key.
WATCH = """() => {
  window.focused = () => {
    const focused = document.activeElement;
    if (!focused || focused === document.body) return null;
    const shown = focused.offsetWidth > 0 ? focused : focused.nextElementSibling;
    const outlined = [shown, shown.closest("label")].some((element) => {
      if (!element) return false;
      const { outlineStyle, outlineWidth, opacity } = getComputedStyle(element);
      return outlineStyle === "solid" && parseFloat(outlineWidth) >= 2 && Number(opacity) > 0.9;
    });
    const seen = [...shown.getClientRects()].some(({ left, right, top, bottom }) => {
      const clip = (value, most) => Math.min(Math.max(value, 0), most - 1);
      const x = (clip(left, innerWidth) + clip(right, innerWidth)) / 2;
      const y = (clip(top, innerHeight) + clip(bottom, innerHeight)) / 2;
      const hit = document.elementFromPoint(x, y);
      return hit && (shown.contains(hit) || hit.contains(shown) || hit.closest("label")?.contains(shown));
    });
    return { mark: focused.outerHTML.slice(0, 120), number: focused.dataset.number, outlined, seen };
  };
  window.walked = [];
  document.addEventListener("keydown", () => window.walked.push(window.focused()), true);
}"""
# Goes to something by its number, for a second look.
GO = "(number) => document.querySelector(`[data-number='${number}']`).focus()"

# Numbers what the keyboard must reach, one number for a group of choices, and says how many there are. The
# way back to the top is only there while one scrolls up.
NUMBERED = """() => {
  const numbers = new Map();
  for (const element of document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")) {
    if (element.matches(":disabled, .md-top") || element.tabIndex < 0) continue;
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    const group = element.type === "radio" ? element.name : element;
    if (!numbers.has(group)) numbers.set(group, String(numbers.size));
    element.dataset.number = numbers.get(group);
  }
  return numbers.size;
}"""


def ready(page: Page, address: str) -> None:
    """Open a page and wait until the theme's script is done with it: it shows the switch of the colours then."""
    page.goto(address)
    page.get_by_title("Switch to dark mode").wait_for()


@pytest.fixture(params=WIDTHS)
def page(request: pytest.FixtureRequest, tab: Page) -> Page:
    """A page of the browser, wide or enlarged to 400 %."""
    tab.set_viewport_size({"width": request.param, "height": 800})
    return tab


@pytest.mark.parametrize("address", WALKED)
def test_tab_reaches_everything_with_a_mark_where_one_is_and_first_a_way_to_skip_to_the_content(
    address: str, page: Page, published: Published
) -> None:
    ready(page, published.address + address)
    count = page.evaluate(NUMBERED)
    assert count > 20
    page.evaluate(WATCH)
    for _ in range(count + 1):  # the last key leaves the page
        page.keyboard.down("Tab")
    first, *walked = page.evaluate("walked")
    assert first is None
    # A browser without a frame of its own may begin anew at once.
    after = page.evaluate("focused()")
    assert after is None or after["number"] == "0"
    assert {one["number"] for one in walked} == {str(number) for number in range(count)}
    for one in walked:
        if not one["seen"]:  # it may have been on its way
            page.evaluate(GO, one["number"])
            page.wait_for_function("() => focused().seen")
    assert [one["mark"] for one in walked if not one["outlined"]] == []
    page.evaluate(GO, walked[0]["number"])
    assert page.evaluate("document.activeElement.textContent.trim()") == "Skip to content"
    page.keyboard.press("Enter")
    assert 0 <= page.locator("h1").bounding_box()["y"] < 400
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('article'))")


@pytest.mark.parametrize("page", [1440], indirect=True)
@pytest.mark.parametrize("address", LISTS)
def test_a_long_list_is_passed_by_one_key(address: str, page: Page, published: Published) -> None:
    ready(page, published.address + address)
    ways = page.locator(".skip a")
    assert ways.count()
    for number in range(ways.count()):
        way = ways.nth(number)
        if not way.evaluate("(way) => way.checkVisibility()"):  # in a part of the log that is folded
            continue
        way.focus()
        shown = way.evaluate("(way) => [getComputedStyle(way).opacity, way.hash.slice(1)]")
        assert shown[0] == "1"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        # What has the focus now stands behind the list, of which nothing was stopped at.
        behind = "(id) => document.getElementById(id).compareDocumentPosition(document.activeElement)"
        assert page.evaluate(behind, shown[1]) & 4


@pytest.mark.parametrize("page", [320], indirect=True)
def test_the_menu_of_a_narrow_page_opens_and_closes_by_keyboard(page: Page, published: Published) -> None:
    ready(page, published.address + "patterns/")
    menu = page.get_by_role("button", name="Menu")
    assert menu.get_attribute("aria-expanded") == "false"
    menu.focus()
    page.keyboard.press("Enter")
    assert menu.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert menu.get_attribute("aria-expanded") == "false"
    assert menu.evaluate("(element) => element === document.activeElement")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/projects/")


def test_search_opens_is_used_and_closes_by_keyboard(page: Page, published: Published) -> None:
    ready(page, published.address + "adr/")
    while not page.evaluate("document.activeElement.matches('.md-search__input')"):
        page.keyboard.press("Tab")
    page.keyboard.type("medals")
    page.locator(".md-search-result__item:first-child > a[href*='projects/medals/']").wait_for()
    # What has been typed is searched for letter by letter, and each list of results takes the place of the one before.
    while not page.evaluate("document.activeElement.matches('.md-search-result__link')"):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/projects/medals/**")


def test_the_scheme_of_colours_is_switched_by_keyboard(browser: Browser, published: Published) -> None:
    page = browser.new_page()  # which keeps the choice
    ready(page, published.address)
    while not page.evaluate("document.activeElement.matches('input[data-md-color-media]')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("body[data-md-color-scheme=slate]").wait_for()
    page.close()


@pytest.mark.parametrize(("wish", "moves"), [("reduce", False), ("no-preference", True)])
def test_nothing_moves_for_those_who_ask_for_it(wish: str, moves: bool, browser: Browser, published: Published) -> None:
    page = browser.new_page(reduced_motion=wish, viewport={"width": 390, "height": 800})
    page.goto(published.address + "choose/")
    longest = page.evaluate(
        """() => Math.max(...[...document.querySelectorAll("*")].flatMap((element) =>
          ["", "::before", "::after"].flatMap((part) => {
            const style = getComputedStyle(element, part);
            return [style.transitionDuration, style.animationDuration].join().split(",").map(parseFloat);
          })))"""
    )
    page.close()
    assert (longest > 0.001) == moves
