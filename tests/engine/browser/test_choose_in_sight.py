"""What of the page that chooses a pattern is in sight: on a phone, beside the answer, after an example, on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from guide.model.guide import Guide
from guide.rule.ladder import ladder_of
from guide.rule.recommend import Rule
from tests.engine.browser.choosing import status, tick

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [390, 1440])
def test_the_whole_ladder_takes_the_same_room_as_a_part_of_it(tab: Page, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto("choose/")
    room = "(one) => [one.offsetLeft, one.offsetWidth, getComputedStyle(one).padding]"
    before = tab.locator("#choose").evaluate(room)
    tab.get_by_role("button", name="Show the whole ladder").click()
    assert tab.locator("#choose").evaluate(room) == before


def test_a_printed_answer_says_what_was_answered_and_has_no_number_without_its_list(tab: Page, guide: Guide) -> None:
    tab.goto("choose/?yes=secret&no=alive,overnight&unknown=fragile")
    said = tab.locator("#choose-said")
    expect(said).to_be_hidden()
    assert tab.locator("#choose-details .cite:visible").count() > 0
    tab.emulate_media(media="print")
    names = {id: need.name for id, need in guide.needs.items()}
    expect(said).to_contain_text(f"Yes: {names['secret']}. No: ")
    for id in ("alive", "overnight"):
        expect(said).to_contain_text(names[id])
    expect(said).to_contain_text(f"Don\u2019t know: {names['fragile']}.")
    expect(said).to_be_visible()
    expect(tab.locator("article .cite:visible")).to_have_count(0)


def test_on_a_phone_a_line_leads_to_the_answer_once_there_is_one(tab: Page, guide: Guide, rule: Rule) -> None:
    tab.set_viewport_size({"width": 390, "height": 800})
    tab.goto("choose/")
    expect(tab.locator("#choose-bar")).to_be_hidden()
    need = ladder_of(rule)[0].needs[0]
    tick(tab, need).check()
    bar = tab.locator("#choose-bar a")
    expect(bar).to_be_in_viewport()
    # What the answer means by "these" is out of sight there.
    name = guide.patterns[rule.recommend([need]).pattern].name
    expect(status(tab)).to_contain_text(f"Take {name}, unless ")
    expect(tab.locator("#choose-bar")).to_contain_text(f"Take {name} so far.")
    bar.click()
    expect(status(tab)).to_be_in_viewport()
    expect(tab.locator("#choose-details > *").first).to_be_in_viewport()
    expect(tab.locator("#choose-bar")).to_be_hidden()


def test_a_line_that_nothing_can_change_any_more_is_the_answer_itself(tab: Page, rule: Rule) -> None:
    tab.set_viewport_size({"width": 390, "height": 800})
    tab.goto(f"choose/?no={','.join(rule.needs)}")
    expect(tab.locator("#choose-bar")).to_have_text(f"{status(tab).text_content()} Why?")
