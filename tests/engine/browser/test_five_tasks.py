"""Five things that somebody new comes for, from the home page, on a phone: few taps, and little scrolling."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.engine.published import Published

HEIGHT = 844
MOST_TAPS = 3
MOST_SCREENS = 2


class Tap(NamedTuple):
    """A thing to tap, found by a selector."""

    what: str


class Typed(NamedTuple):
    """Words that are typed where the last tap led."""

    words: str


@dataclass
class Walk:
    """A way through the site, counted.

    taps: how often something was tapped.
    scrolled: how far one had to scroll so that what was tapped or read came into sight, in pixels of the phone.
    """

    page: Page
    taps: int = 0
    scrolled: float = 0

    def see(self, what: str) -> None:
        """Scroll until something is in sight."""
        found = self.page.locator(what).locator("visible=true").first
        found.wait_for()
        box = found.bounding_box()
        # Of what is longer than this, one sees by its beginning that it is what one came for.
        shown = min(box["height"], HEIGHT / 4)
        self.scrolled += max(0, box["y"] + shown - HEIGHT, -box["y"])
        found.scroll_into_view_if_needed()

    def take(self, step: Tap | Typed) -> None:
        """Take a step."""
        if isinstance(step, Typed):
            self.page.keyboard.type(step.words)
            return
        self.see(step.what)
        self.page.locator(step.what).locator("visible=true").first.tap()
        self.taps += 1


TASKS = {
    "which way does something take that has to be done": (
        [
            Tap("article p a:has-text('which way')"),
            Tap("summary:has-text('Start from something like yours')"),
            Tap("a[data-start]:has-text('Invitations')"),
        ],
        "#choose-status:has-text('Take ')",
        "choose/?",
    ),
    "may something be used": (
        [Tap("label[for=__search]"), Typed("kite"), Tap(".md-search-result__item a")],
        "h1:has-text('Letters by kite')",
        "adr/0039-letters-by-kite/",
    ),
    "what has to be done before something goes live": (
        [Tap("article p a:has-text('a new round')")],
        ".checklist, ol:has(input[type=checkbox]), ul:has(input[type=checkbox])",
        "new-project/",
    ),
    "who carries something, and how": (
        [Tap("article p a:has-text('our rounds')"), Tap("article table a:has-text('Letters of the harbour')")],
        "dt:has-text('Certainty')",
        "projects/harbour-letters/",
    ),
    "cite what was decided": (
        [
            Tap("article p a:has-text('what was decided')"),
            Tap("article input[type=search]"),
            Typed("drift"),
            Tap("article a:has-text('What drifts well')"),
        ],
        "dt:has-text('Cite as')",
        "adr/0034-what-drifts-well/",
    ),
}


@pytest.fixture
def phone(published: Published, browser: Browser) -> Iterator[Page]:
    """A phone that shows the home page."""
    context = browser.new_context(
        base_url=published.address, viewport={"width": 390, "height": HEIGHT}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto("")
    yield page
    context.close()


@pytest.mark.parametrize(("steps", "answer", "address"), TASKS.values(), ids=TASKS)
def test_what_one_comes_for_is_three_taps_and_two_screens_away(
    steps: list[Tap | Typed], answer: str, address: str, phone: Page, published: Published
) -> None:
    walk = Walk(phone)
    for step in steps:
        walk.take(step)
    walk.see(answer)
    expect(phone.locator(answer).first).to_be_in_viewport()
    assert phone.url.startswith(published.address + address)
    assert walk.taps <= MOST_TAPS
    assert walk.scrolled <= MOST_SCREENS * HEIGHT
