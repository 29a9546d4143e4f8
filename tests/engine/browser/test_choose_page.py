"""The page that chooses a pattern, in a browser: its rule, its controls, its address, and without script."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from guide.model.claims import texts_of
from guide.model.guide import Guide
from guide.rule.ladder import ladder_of
from guide.rule.recommend import Rule

pytestmark = pytest.mark.browser

QUESTION = "which-way"


def status(page: Page) -> Any:
    """Return the line that is announced."""
    return page.locator("#choose-status")


def test_the_choices_have_names_and_the_result_is_announced(page: Page, guide: Guide) -> None:
    for need in guide.needs.values():
        group = page.get_by_role("group", name=need.question, exact=True)
        expect(group.get_by_role("radio")).to_have_count(3)
        expect(group.get_by_role("radio", name="Don\u2019t know", exact=True)).to_be_checked()
        expect(group).to_have_accessible_description(f"{need.why} Think of: {', '.join(texts_of(need.words))}.")
    expect(status(page)).to_have_role("status")
    expect(status(page)).to_contain_text("Nothing is answered yet.")


def test_the_keyboard_is_enough(page: Page, guide: Guide, rule: Rule) -> None:
    first, *_ = rule.needs
    page.locator(f"input[name={first}]:checked").focus()
    page.keyboard.press("ArrowRight")  # from "don't know" round to "yes"
    expect(page).to_have_url(f"{page.url.split('?')[0]}?yes={first}")
    for need in rule.needs[1:]:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.name") == need
        page.keyboard.press("ArrowLeft")  # to "no"
    pattern = rule.recommend([first]).pattern
    assert pattern
    expect(status(page)).to_contain_text(f"Take: {guide.patterns[pattern].name}")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Say how that is deployed")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Start over")).to_be_focused()
    page.keyboard.press("Enter")
    expect(status(page)).to_contain_text("Nothing is answered yet.")


def test_the_result_tells_the_reasons_and_what_would_change_it(page: Page, guide: Guide, rule: Rule) -> None:
    lightest = next(iter(rule.answers))
    need = next(need for need in rule.needs if not rule.supports(lightest, [need]))
    page.goto(f"choose/?yes={need}&no={','.join(other for other in rule.needs if other != need)}")
    details = page.locator("#choose-details")
    said = guide.patterns[lightest].needs[need]
    expect(details).to_contain_text(f"Why not {guide.patterns[lightest].name}")
    expect(details).to_contain_text(said.reason)
    expect(details.locator(f"a[href$='sources/#{said.sources[0].replace('#', '-')}']").first).to_be_visible()
    expect(details).to_contain_text(f"If the answer to “{guide.needs[need].name}” were no: ")
    decision = guide.answering(QUESTION)[0]
    expect(details.get_by_role("link", name=decision.title).first).to_be_visible()


def test_the_next_question_leads_to_its_choice(page: Page, rule: Rule) -> None:
    page.locator("#choose-next a").click()
    assert page.evaluate("document.activeElement.name") == rule.next_question([], rule.needs)


def test_the_address_holds_the_answers(page: Page, rule: Rule) -> None:
    first, second, *_ = rule.needs
    start = page.url
    page.locator(f"input[name={first}][value=yes]").check()
    one = page.url
    page.locator(f"input[name={second}][value=no]").check()
    two = page.url
    assert (one, two) == (f"{start}?yes={first}", f"{start}?yes={first}&no={second}")
    line = status(page).text_content() or ""
    page.reload()
    expect(status(page)).to_have_text(line)
    expect(page.locator(f"input[name={second}][value=no]")).to_be_checked()
    page.go_back()
    assert page.url == one
    expect(page.locator(f"input[name={second}][value=unknown]")).to_be_checked()
    page.go_back()
    expect(page.locator(f"input[name={first}][value=unknown]")).to_be_checked()
    page.go_forward()
    page.go_forward()
    expect(status(page)).to_have_text(line)


def test_a_misspelt_need_in_the_address_is_reported_and_mended(page: Page, rule: Rule) -> None:
    first, second, *_ = rule.needs
    page.goto(f"choose/?yes={first[1:]}&no={second},3")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text(f"The address says yes to “{first[1:]}”, which is not a need")
    expect(alert).to_contain_text("The address says no to “3”, which is not a need; it is left out.")
    alert.get_by_role("link", name=f"did you mean “{first}”?").click()
    expect(page.locator(f"input[name={first}][value=yes]")).to_be_checked()
    expect(page.locator(f"input[name={second}][value=no]")).to_be_checked()
    expect(page.locator("#choose-problems")).to_be_empty()


@pytest.mark.parametrize("typed", ["crate", "CRATES", "Crates", "kilograms"])
def test_a_word_for_a_need_leads_to_it_however_it_is_written(typed: str, page: Page) -> None:
    page.goto(f"choose/?yes={typed}")
    page.get_by_role("alert").get_by_role("link", name="did you mean “heavy”?").click()
    expect(page.locator("input[name=heavy][value=yes]")).to_be_checked()


def test_a_need_that_the_address_both_affirms_and_denies_is_reported(page: Page, rule: Rule) -> None:
    page.goto(f"choose/?yes={rule.needs[0]}&no={rule.needs[0]}")
    expect(page.get_by_role("alert")).to_contain_text(f"both yes and no to “{rule.needs[0]}”; it counts as not known")
    expect(page.locator(f"input[name={rule.needs[0]}][value=unknown]")).to_be_checked()


# (what an address of earlier days says), what is answered then, and what is said of it.
FORMER = {
    "yes=bulky": ({"heavy": "yes"}, "yes to “bulky”, which this guide asks as “{heavy}” today; that is answered so."),
    "no=delicate": (
        {"fragile": "no", "secret": "no"},
        "no to “delicate”, which this guide asks as “{fragile}” and “{secret}” today; that is answered so.",
    ),
    "yes=delicate": (
        {},
        "yes to “delicate”, which this guide asks as “{fragile}” and “{secret}” today; say to which of them.",
    ),
    "yes=secret&no=delicate": (
        {"fragile": "no", "secret": "yes"},
        "no to “delicate”, which this guide asks as “{fragile}” and “{secret}” today; that is answered so.",
    ),
}


@pytest.mark.parametrize("query", FORMER)
def test_an_address_that_names_a_former_need_answers_what_follows_from_it(query: str, page: Page, guide: Guide) -> None:
    answers, told = FORMER[query]
    page.goto(f"choose/?{query}")
    names = {id: need.name for id, need in guide.needs.items()}
    expect(page.get_by_role("alert")).to_have_text(f"The address says {told.format(**names)}")
    checked = {one.get_attribute("name"): one.get_attribute("value") for one in page.locator("input:checked").all()}
    assert {need: said for need, said in checked.items() if said != "unknown"} == answers


def test_an_address_cannot_put_html_into_the_page(page: Page) -> None:
    page.goto("choose/?yes=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    expect(page.get_by_role("alert")).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator("#choose-problems img").count() == 0


@pytest.mark.parametrize("anchor", ["tree.yes-nothing", "tree.no-heavy.yes-alive", "rung-kite", "take-kite"])
def test_a_place_in_the_tree_that_is_gone_leads_to_the_tree(page: Page, anchor: str) -> None:
    page.goto(f"choose/?yes=heavy#{anchor}")
    page.reload()
    page.wait_for_url("**/choose/?yes=heavy#tree")
    expect(page.locator("#tree")).to_be_in_viewport()
    expect(page.locator("#choose-problems")).to_be_empty()


def test_an_anchor_that_cannot_be_read_keeps_nothing_from_working(page: Page, rule: Rule) -> None:
    page.goto("choose/#tree.%E0%A4%A")
    page.reload()
    page.wait_for_url("**/choose/#tree")


def test_the_way_down_the_tree_ends_with_what_is_possible(page: Page, guide: Guide, rule: Rule) -> None:
    for needs in (["heavy"], ["alive", "secret"], ["overnight", "fragile"]):
        page.goto(f"choose/?yes={','.join(needs)}")
        possible = rule.verdict(needs, []).possible
        names = [guide.patterns[id].name if id else "Nothing fits" for id in possible]
        assert page.locator(".picture-end.on-the-way").all_text_contents() == names
        assert page.locator(".tree .tree-leaf.on-the-way [data-way]:visible").count() == len(names)
        rungs = page.locator(".tree-rung.on-the-way")
        order = [*rule.answers, None]
        assert rungs.count() == min(order.index(possible[-1]) + 1, len(rule.answers))


def test_two_needs_that_exclude_each_other_are_told_together(page: Page, guide: Guide) -> None:
    page.goto("choose/?yes=alive,secret")
    details = page.locator("#choose-details")
    said = guide.patterns["bicycle"].needs["alive"]
    names = [guide.needs[need].name for need in ("alive", "secret")]
    expect(details).to_contain_text(f"{' together with '.join(names)}. {said.reason} Cost: {said.cost}")
    expect(page.locator("#choose-markdown")).to_contain_text(f"is ruled out by {' together with '.join(names)}: ")


def test_what_joins_something_is_deployed_like_it_as_long_as_that_supports_the_needs(
    page: Page, guide: Guide, rule: Rule
) -> None:
    boat = guide.patterns["mail-boat"].name
    page.goto(f"choose/?no={','.join(rule.needs)}")
    page.get_by_label("Say how that is deployed").select_option(boat)
    line = f"Take, as what it joins: {boat}. On its own: Take: {guide.patterns['bottle'].name}."
    expect(status(page)).to_have_text(line)
    expect(page).to_have_url(re.compile(r"&joins=mail-boat$"))
    page.goto("choose/?yes=overnight&joins=mail-boat")
    expect(page.get_by_label("Say how that is deployed")).to_have_value("mail-boat")
    expect(status(page)).not_to_contain_text("as what it joins")
    page.goto("choose/?joins=kite")
    expect(page.get_by_role("alert")).to_contain_text("The address says that it joins “kite”, which is not a pattern")


def test_what_no_pattern_supports_says_what_to_give_up(page: Page, guide: Guide, rule: Rule) -> None:
    page.goto(f"choose/?yes={','.join(rule.needs)}")
    given = rule.recommend(rule.needs).to_give_up[0]
    pattern = rule.lightest({*rule.needs} - {*given})
    assert pattern
    names = " and ".join(f"“{guide.needs[need].name}”" for need in given)
    expect(status(page)).to_contain_text("No pattern fits. It may be two services; or else: ")
    expect(status(page)).to_contain_text(f"without {names}, {guide.patterns[pattern].name}")


def test_the_link_and_the_decision_drivers_can_be_copied(page: Page, server: str, guide: Guide) -> None:
    need = next(iter(guide.needs))
    page.goto(f"choose/?yes={need}")
    page.get_by_role("button", name="Copy the link").click()
    expect(page.locator("#choose-copied")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == f"{server}choose/?yes={need}"
    page.get_by_role("button", name="Copy as decision drivers").click()
    for _ in range(50):
        text = page.evaluate("navigator.clipboard.readText()")
        if text.startswith("## Decision Drivers"):
            break
        page.wait_for_timeout(100)
    assert text.startswith("## Decision Drivers")
    decision = guide.answering(QUESTION)[0]
    assert f"[{decision.label}: {decision.title}]({server}adr/{decision.name}/)" in text
    assert f"* Needed: {guide.needs[need].question} Yes.\n" in text
    assert f"Worked out at <{server}choose/?yes={need}>." in text


@pytest.mark.parametrize("width", [390, 320])
def test_nothing_scrolls_sideways_on_a_phone(page: Page, rule: Rule, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for query in ("", f"?yes={','.join(rule.needs)}", f"?yes={rule.needs[0]}&no={','.join(rule.needs[1:])}"):
        page.goto(f"choose/{query}")
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_without_script_the_tree_says_it_all(browser: Browser, server: str, guide: Guide, rule: Rule) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.goto("choose/")
    expect(page.locator("#choose")).to_be_hidden()
    for leaf in page.locator(".tree-leaf").all():
        expect(leaf).to_be_visible()
    takes = set(page.locator(".tree-leaf .tree-takes a:first-child").all_text_contents())
    assert takes >= {pattern.name for pattern in guide.patterns.values()}
    for rung in ladder_of(rule):
        for group in rung.asks:
            asked = " And: ".join(guide.needs[need].question for need in group)
            expect(page.locator(f"[id='tree.{'.'.join(group)}']")).to_contain_text(asked)
        said = page.locator(f"#rung-{rung.pattern}").text_content()
        assert all(guide.needs[need].name in said for group in rung.above for need in group)
        take = page.locator(f"#take-{rung.pattern}")
        for drawback in guide.patterns[rung.pattern].standing_drawbacks.values():
            expect(take.get_by_text(drawback.text)).to_be_visible()
    for box in page.locator(".picture a").all():
        expect(page.locator(f"[id='{(box.get_attribute('href') or '')[1:]}']")).to_have_count(1)
    context.close()


def test_the_page_prints_without_its_controls_and_with_every_reason(page: Page, rule: Rule) -> None:
    page.goto(f"choose/?yes={rule.needs[0]}")
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Copy the link")).to_be_hidden()
    expect(page.locator("#choose-status")).to_be_visible()
    for reason in page.locator(".tree-leaf details li").all():
        expect(reason).to_be_visible()
