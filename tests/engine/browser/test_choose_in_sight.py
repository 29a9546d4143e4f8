"""What of the page that chooses a pattern is in sight: on a phone, beside the answer, after an example, on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [390, 1440])
def test_the_whole_ladder_takes_the_same_room_as_a_part_of_it(tab: Page, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto("choose/")
    room = "(one) => [one.offsetLeft, one.offsetWidth, getComputedStyle(one).padding]"
    before = tab.locator("#choose").evaluate(room)
    tab.get_by_role("button", name="Show the whole ladder").click()
    assert tab.locator("#choose").evaluate(room) == before
