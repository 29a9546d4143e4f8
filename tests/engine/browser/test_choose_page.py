"""The page that chooses a pattern, in a browser: its rule, its controls, its address, and without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from guide.model.guide import Guide
from guide.rule.ladder import ladder_of
from guide.rule.recommend import Rule
from macros.addresses import choose_address
from tests.engine.browser.choosing import give, status, tick

pytestmark = pytest.mark.browser


def not_needed(page: Page) -> str:
    """Return what the decision says of the needs that are answered with no."""
    text = page.locator("#choose-markdown").text_content() or ""
    return next((line for line in text.splitlines() if line.startswith("* Not needed: ")), "")


def test_the_answer_stands_there_before_anything_is_ticked(page: Page, guide: Guide, rule: Rule) -> None:
    lightest = next(iter(guide.patterns.values()))
    expect(status(page)).to_have_role("status")
    expect(status(page)).to_have_text(f"Take {lightest.name}, unless one of these is true.")
    asked = [line.get_attribute("data-need") for line in page.locator(".tree .need:visible").all()]
    assert asked == list(ladder_of(rule)[0].needs)


def test_the_ticks_have_names_and_say_what_they_ask(page: Page, guide: Guide) -> None:
    page.get_by_role("button", name="Show the whole ladder").click()
    for need in guide.needs.values():
        box = page.get_by_role("checkbox", name=need.name, exact=True)
        expect(box).not_to_be_checked()
        expect(box).to_have_accessible_description(need.question)
        expect(page.get_by_role("checkbox", name=f"Don\u2019t know: {need.name}", exact=True)).to_be_visible()
    assert page.locator(".need:visible").count() == len(guide.needs)


def test_the_keyboard_is_enough(page: Page, guide: Guide, rule: Rule) -> None:
    first, second, *_ = ladder_of(rule)[0].needs
    start = page.url
    tick(page, first).focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(f"{start}?yes={first}")
    pattern = rule.recommend([first]).pattern
    assert pattern
    expect(status(page)).to_contain_text(f"Take {guide.patterns[pattern].name}")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # nobody knows, after all
    expect(page).to_have_url(f"{start}?unknown={first}")
    for _ in range(9):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == second:
            break
    page.keyboard.press("Space")
    expect(page).to_have_url(f"{start}?yes={second}&unknown={first}")
    page.get_by_role("button", name="Start over").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(start)
    expect(tick(page, second)).not_to_be_checked()


def test_a_rung_opens_once_nothing_above_it_is_left(page: Page, guide: Guide, rule: Rule) -> None:
    for needs in ([], ["heavy"], ["secret"], ["alive", "secret"], list(rule.needs)):
        give(page, f"?yes={','.join(needs)}")
        found = rule.recommend(needs)
        open_ones = [*found.ruled_out, found.pattern] if found.pattern else list(found.ruled_out)
        rungs = page.locator(".tree-rung:visible")
        assert [rung.get_attribute("data-rung") for rung in rungs.all()] == open_ones
        assert page.locator("#nothing-fits").is_visible() == (found.pattern is None)
        for pattern, groups in found.ruled_out.items():
            names = "; ".join(" together with ".join(guide.needs[need].name for need in group) for group in groups)
            expect(page.locator(f"#rung-{pattern} > [data-out]")).to_have_text(f"Ruled out by: {names}")


def test_what_only_costs_something_is_asked_once_the_pattern_is_there(page: Page, guide: Guide, rule: Rule) -> None:
    def asked() -> list[str | None]:
        return [line.get_attribute("data-need") for line in page.locator(".choose-costs .need:visible").all()]

    for needs in ([], ["secret"], ["heavy", "answered"]):
        give(page, f"?yes={','.join(needs)}")
        found = rule.recommend(needs)
        assert found.pattern
        rungs = ladder_of(rule)[: len(found.ruled_out) + 1]
        above = {need for rung in rungs for need in rung.needs}
        costs = [need for need in rule.at_a_cost(found.pattern, rule.needs) if need not in above]
        assert asked() == costs
        expect(page.locator("#costs-lead")).to_contain_text(guide.patterns[found.pattern].name if costs else "cost")
    # What has been ticked there stays, and so does the focus.
    give(page, "?")
    tick(page, "rough-weather").focus()
    page.keyboard.press("Space")
    assert asked() == ["rough-weather"]
    assert page.evaluate("document.activeElement.name") == "rough-weather"
    cost = guide.patterns["bottle"].needs["rough-weather"].cost
    expect(status(page)).to_contain_text(f"It meets “{guide.needs['rough-weather'].name}” at a cost.")
    expect(page.locator("#choose-details")).to_contain_text(f"Cost: {cost}")


def test_one_starts_from_a_kind_of_work(page: Page, guide: Guide, rule: Rule) -> None:
    for id, kind in guide.kinds.items():
        if not kind.is_service:
            expect(page.locator("#no-service")).to_contain_text(kind.name)
            continue
        link = page.locator(f"[data-start='kinds {id}']")
        expect(link).to_have_text(kind.name)
        none = [need for need in rule.needs if need not in [*kind.needs, *kind.depends]]
        assert (link.get_attribute("href") or "").endswith(choose_address(kind.needs, none, kind.joins))
    diaries = guide.kinds["diaries"]
    page.get_by_role("link", name=diaries.name, exact=True).click()
    line = f"Take {guide.patterns['pigeon'].name}, unless this is true."
    expect(status(page)).to_have_text(f"{line} It meets “{guide.needs['secret'].name}” at a cost.")
    assert [line.get_attribute("data-need") for line in page.locator(".need:visible").all()] == ["heavy", "secret"]
    expect(page.locator("#start [aria-current]")).to_have_text(diaries.name)
    started = page.locator("#choose-started")
    no = len(rule.needs) - len(diaries.needs) - len(diaries.depends)
    expect(started).to_contain_text(f"It answers no to {no} needs.")
    started.get_by_role("button", name="Show the whole ladder").click()
    assert page.locator(".need:visible").count() == len(rule.needs)
    page.go_back()
    expect(tick(page, "secret")).not_to_be_checked()


def test_what_was_started_from_is_said_until_one_starts_over(page: Page) -> None:
    summary = page.locator("#start > summary")
    invitation = summary.text_content()
    page.get_by_role("link", name="Diaries", exact=True).click()
    expect(summary).to_have_text("Started from: Diaries (change)")
    tick(page, "heavy").check()
    expect(summary).to_have_text("Started from: Diaries (change)")
    page.get_by_role("button", name="Start over").click()
    expect(summary).to_have_text(invitation or "")
    expect(page.locator("#choose-started")).to_be_hidden()


def test_a_rung_that_asks_nothing_any_more_names_no_condition(page: Page, guide: Guide) -> None:
    page.get_by_role("link", name=guide.kinds["weather-stories"].name, exact=True).click()
    last = page.locator(".tree-rung:visible").last
    assert last.locator(".needs > :visible").count() == 0
    assert not any(one.is_visible() for one in last.locator("[data-unless]").all())
    # Nor does it say twice which pattern to take.
    expect(last.get_by_role("heading")).to_have_count(0)
    expect(last.locator(".tree-takes")).to_be_visible()


def test_one_starts_from_a_project_whose_needs_are_known(page: Page, guide: Guide, rule: Rule) -> None:
    page.get_by_role("link", name=guide.projects["harbour-letters"].name, exact=True).click()
    answers = guide.projects["harbour-letters"].answers
    for need, said in answers.items():
        assert tick(page, need).is_checked() == (said == "yes")
    assert page.url.endswith(f"&no={','.join(need for need in rule.needs if answers[need] == 'no')}")
    unknown = [project.name for project in guide.projects.values() if not project.answers]
    for name in unknown:
        expect(page.locator("#start > p").last).to_contain_text(name)
        expect(page.locator(f"#start [data-start]:text-is('{name}')")).to_have_count(0)


def test_the_address_holds_the_answers(page: Page, rule: Rule) -> None:
    first, second, *_ = ladder_of(rule)[0].needs
    start = page.url
    tick(page, first).check()
    one = page.url
    tick(page, second, "unknown").check()
    two = page.url
    assert (one, two) == (f"{start}?yes={first}", f"{start}?yes={first}&unknown={second}")
    line = status(page).text_content() or ""
    page.reload()
    expect(status(page)).to_have_text(line)
    expect(tick(page, second, "unknown")).to_be_checked()
    page.go_back()
    assert page.url == one
    expect(tick(page, second, "unknown")).not_to_be_checked()
    page.go_back()
    expect(tick(page, first)).not_to_be_checked()
    page.go_forward()
    page.go_forward()
    expect(status(page)).to_have_text(line)


def test_a_misspelt_need_in_the_address_is_reported_and_mended(tab: Page, rule: Rule) -> None:
    first, second, *_ = rule.needs
    tab.goto(f"choose/?yes={first[1:]}&no={second},3")
    alert = tab.get_by_role("alert")
    expect(alert).to_contain_text(f"The address says yes to “{first[1:]}”, which is not a need")
    expect(alert).to_contain_text("The address says no to “3”, which is not a need; it is left out.")
    alert.get_by_role("link", name=f"did you mean “{first}”?").click()
    expect(tick(tab, first)).to_be_checked()
    assert tab.url.endswith(f"?yes={first}&no={second}")
    expect(tab.locator("#choose-problems")).to_be_empty()


@pytest.mark.parametrize("typed", ["crate", "CRATES", "Crates", "kilograms"])
def test_a_word_for_a_need_leads_to_it_however_it_is_written(typed: str, tab: Page) -> None:
    tab.goto(f"choose/?yes={typed}")
    tab.get_by_role("alert").get_by_role("link", name="did you mean “heavy”?").click()
    expect(tick(tab, "heavy")).to_be_checked()


def test_a_need_that_the_address_both_affirms_and_denies_is_reported(tab: Page, rule: Rule) -> None:
    tab.goto(f"choose/?yes={rule.needs[0]}&no={rule.needs[0]}")
    expect(tab.get_by_role("alert")).to_contain_text(f"two answers to “{rule.needs[0]}”; it counts as not answered")
    expect(tab.locator(f"input[name={rule.needs[0]}]:checked")).to_have_count(0)


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
        "no to “delicate”, which this guide asks as “{fragile}” and “{secret}” today; that is answered so, but for"
        " “{secret}”, to which it says something else.",
    ),
    "yes=bulky&no=heavy": (
        {"heavy": "no"},
        "yes to “bulky”, which this guide asks as “{heavy}” today; what it says to that itself counts.",
    ),
    "yes=delicate,secret": (
        {"secret": "yes"},
        "yes to “delicate”, which this guide asks as “{fragile}” and “{secret}” today; what it says to that itself"
        " counts.",
    ),
}


@pytest.mark.parametrize("query", FORMER)
def test_an_address_that_names_a_former_need_answers_what_follows_from_it(query: str, tab: Page, guide: Guide) -> None:
    answers, told = FORMER[query]
    tab.goto(f"choose/?{query}")
    names = {id: need.name for id, need in guide.needs.items()}
    expect(tab.get_by_role("alert")).to_have_text(f"The address says {told.format(**names)}")
    ticked = [one.get_attribute("name") for one in tab.locator("input:checked").all()]
    assert ticked == [need for need, said in answers.items() if said == "yes"]
    none = "; ".join(guide.needs[need].name for need, said in answers.items() if said == "no")
    assert not_needed(tab) == (f"* Not needed: {none}." if none else "")


@pytest.mark.parametrize("word", ["constructor", "toString", "__proto__"])
def test_a_word_of_the_script_is_no_former_need(word: str, tab: Page) -> None:
    tab.goto(f"choose/?no={word}")
    expect(tab.get_by_role("alert")).to_have_text(
        f"The address says no to “{word}”, which is not a need; it is left out."
    )


def test_an_address_cannot_put_html_into_the_page(tab: Page) -> None:
    tab.goto("choose/?yes=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    expect(tab.get_by_role("alert")).to_contain_text("<img src=x onerror=alert(1)>")
    assert tab.locator("#choose-problems img").count() == 0


@pytest.mark.parametrize("anchor", ["tree.yes-nothing", "tree.no-heavy.yes-alive", "rung-kite", "take-kite"])
def test_a_place_in_the_tree_that_is_gone_leads_to_the_tree(tab: Page, anchor: str) -> None:
    tab.goto(f"choose/?yes=heavy#{anchor}")
    tab.wait_for_url("**/choose/?yes=heavy#tree")
    expect(tab.locator("#tree")).to_be_in_viewport()
    expect(tab.locator("#choose-problems")).to_be_empty()


def test_an_anchor_that_cannot_be_read_keeps_nothing_from_working(tab: Page, rule: Rule) -> None:
    tab.goto("choose/#tree.%E0%A4%A")
    tab.wait_for_url("**/choose/#tree")


def test_a_link_to_a_place_in_the_ladder_that_is_not_open_opens_it(tab: Page, rule: Rule) -> None:
    for anchor in ("take-airship", "rung-mail-boat", "tree.fragile.overnight", "choose-fragile"):
        tab.goto("choose/")
        expect(tab.locator(f"[id='{anchor}']")).to_be_hidden()
        tab.goto(f"choose/#{anchor}")
        expect(tab.locator(f"[id='{anchor}']")).to_be_in_viewport()


@pytest.mark.parametrize("width", [390, 320])
def test_nothing_scrolls_sideways_on_a_phone(page: Page, rule: Rule, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for yes, no in (([], []), (rule.needs, []), (rule.needs[:1], rule.needs[1:])):
        give(page, f"?yes={','.join(yes)}&no={','.join(no)}")
        assert page.locator("#choose input:checked").count() == len(yes)
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_without_script_the_tree_says_it_all(browser: Browser, server: str, guide: Guide, rule: Rule) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.goto("choose/")
    expect(page.locator("#result")).to_be_hidden()
    expect(page.locator("#choose :is(input, select, button):visible")).to_have_count(0)
    lightest = guide.patterns[next(iter(rule.answers))].name
    expect(page.get_by_role("heading", name=f"Take {lightest}, unless one of these is true")).to_be_visible()
    for id, kind in guide.kinds.items():
        place = page.locator("#start" if kind.is_service else "#no-service")
        expect(place.locator(f"a[href$='/#{id}']")).to_have_text(kind.name)
    for leaf in page.locator(".tree-leaf").all():
        expect(leaf).to_be_visible()
    takes = set(page.locator(".tree-leaf .tree-takes a:not(.here)").all_text_contents())
    assert takes >= {pattern.name for pattern in guide.patterns.values()}
    for rung in ladder_of(rule):
        for group in rung.asks:
            asked = page.locator(f"[id='tree.{'.'.join(group)}']")
            for need in group:
                expect(asked).to_contain_text(guide.needs[need].name)
        for need in rung.needs:
            expect(page.locator(f"#rung-{rung.pattern} [data-need={need}]")).to_contain_text(guide.needs[need].question)
        said = page.locator(f"#rung-{rung.pattern}").text_content()
        assert all(guide.needs[need].name in said for group in rung.above for need in group)
        take = page.locator(f"#take-{rung.pattern}")
        for drawback in guide.patterns[rung.pattern].standing_drawbacks.values():
            expect(take.get_by_text(drawback.text)).to_be_visible()
    for box in page.locator(".picture a").all():
        expect(page.locator(f"[id='{(box.get_attribute('href') or '')[1:]}']")).to_have_count(1)
    context.close()


def test_the_ladder_prints_every_question_and_why_it_is_asked_before_there_is_an_answer(page: Page) -> None:
    page.emulate_media(media="print")
    expect(page.locator("#result")).to_be_hidden()
    assert page.locator(".need details p").count() > 1
    for text in page.locator(".need details p").all():
        expect(text).to_be_visible()
    boxes = "(labels) => labels.map((one) => parseFloat(getComputedStyle(one, '::before').width))"
    assert min(page.locator(".need .tick > label").evaluate_all(boxes)) > 5
    # What a pattern costs is said on its own page too, which prints it.
    on_paper = "article a[href*='sources/#'][tabindex='-1']:visible"
    printed = {link.get_attribute("href") for link in page.locator(on_paper).all()}
    sources = page.locator(".page-sources li")
    listed = [one for one in sources.all() if one.is_visible()]
    assert {one.locator("a").first.get_attribute("href") for one in listed} == printed
    assert len(listed) < sources.count()
