"""The page that chooses a pattern, in a browser: its rule, its controls, its address, and without script."""

from __future__ import annotations

import json
import random
import re
from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from guide.model.claims import texts_of
from guide.model.entries import Support
from guide.model.guide import Guide
from guide.rule.recommend import Rule
from guide.rule.tree import Node, tree_of, way
from macros.views.choose_page import rule_as_data, tree_as_data
from tests.engine.guides import one_of_each_kind, subsets
from tests.engine.whole_guide import whole_guide

pytestmark = pytest.mark.browser

QUESTION = "which-way"
# Runs in the browser: what the module's functions say of each [needs, unknown] under each rule.
SAY = """async (batch) => {
  const module = await import(document.querySelector('script[src$="assets/choose.js"]').src);
  return JSON.stringify(batch.map(({ rule, tree, cases }) => cases.map(([needs, unknown]) => {
    const said = module.recommend(rule, needs);
    return [said.pattern, said.caveats, said.ruledOut, said.secondOpinion, said.toGiveUp,
      module.possible(rule, needs, unknown), module.nextQuestion(rule, needs, unknown),
      module.turningPoints(rule, needs, unknown), module.way(tree, needs, unknown)];
  })));
}"""


@pytest.fixture(scope="module")
def guide() -> Guide:
    """A whole guide."""
    return whole_guide()


@pytest.fixture(scope="module")
def rule(guide: Guide) -> Rule:
    """The rule that follows from it."""
    return Rule.of(guide)


@pytest.fixture
def page(tab: Page) -> Page:
    """A page of the browser, which stands on /choose/."""
    tab.goto("choose/")
    return tab


def status(page: Page) -> Any:
    """Return the line that is announced."""
    return page.locator("#choose-status")


def as_python_says(rule: Rule, tree: Node, needs: tuple[str, ...], unknown: tuple[str, ...]) -> list[Any]:
    """Return what the functions in the browser have to say."""
    said = rule.recommend(needs)
    verdict = rule.verdict(needs, [need for need in rule.needs if need not in {*needs, *unknown}])
    return [
        said.pattern,
        said.caveats,
        said.ruled_out,
        said.second_opinion,
        said.to_give_up,
        verdict.possible,
        verdict.next_question,
        list(rule.turning_points(needs, unknown).items()),
        [node.id for node in way(tree, verdict)],
    ]


def batch_of(rule: Rule, cases: list[tuple[tuple[str, ...], tuple[str, ...]]]) -> dict[str, Any]:
    """Return a rule and the cases to try it with, as the browser takes them."""
    return {"rule": rule_as_data(rule), "tree": tree_as_data(tree_of(rule)), "cases": cases}


def plain(value: Any) -> Any:
    """Return a value as it is once it has been JSON."""
    return json.loads(json.dumps(value))


def some_cases(rule: Rule, chance: random.Random, count: int) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return random needs and unknown needs under a rule."""
    cases = []
    for _ in range(count):
        said = {need: chance.choice(["yes", "no", "unknown"]) for need in rule.needs}
        needs, unknown = (tuple(need for need in rule.needs if said[need] == word) for word in ("yes", "unknown"))
        cases.append((needs, unknown))
    return cases


def some_pairs(row: dict[str, Support], chance: random.Random) -> list[tuple[str, ...]]:
    """Return random pairs of the needs that a pattern supports."""
    pairs = list(combinations([need for need, said in row.items() if said is not Support.NO], 2))
    return [pair for pair in pairs if chance.random() < 3 / len(pairs)]


def test_the_page_embeds_the_rule_and_the_tree_of_the_data(page: Page, rule: Rule) -> None:
    embedded = json.loads(page.locator("#choose-data").text_content() or "")
    assert embedded["rule"] == plain(rule_as_data(rule))
    assert embedded["tree"] == plain(tree_as_data(tree_of(rule)))


def test_the_browser_says_what_python_says_of_one_need_of_each_kind(page: Page, rule: Rule) -> None:
    cases = [(needs, ()) for needs in subsets(one_of_each_kind(rule))]
    tree = tree_of(rule)
    found = json.loads(page.evaluate(SAY, [batch_of(rule, cases)]))[0]
    for case, said in zip(cases, found, strict=True):
        assert said == plain(as_python_says(rule, tree, *case)), case


def test_the_browser_says_what_python_says_when_needs_are_unknown(page: Page, rule: Rule) -> None:
    cases = some_cases(rule, random.Random(12), 150)
    tree = tree_of(rule)
    found = json.loads(page.evaluate(SAY, [batch_of(rule, cases)]))[0]
    for case, said in zip(cases, found, strict=True):
        assert said == plain(as_python_says(rule, tree, *case)), case


def test_the_browser_says_what_python_says_under_any_rule(page: Page) -> None:
    chance = random.Random(3)
    batch, expected = [], []
    for _ in range(150):
        needs = tuple(f"need-{number}" for number in range(chance.randint(0, 9)))
        patterns = [f"pattern-{number}" for number in range(chance.randint(1, 7))]
        answers = {id: {need: chance.choice(list(Support)) for need in needs} for id in patterns}
        rule = Rule(needs, answers, {id: some_pairs(row, chance) for id, row in answers.items()})
        cases = some_cases(rule, chance, 8)
        batch.append(batch_of(rule, cases))
        expected.append([as_python_says(rule, tree_of(rule), *case) for case in cases])
    assert json.loads(page.evaluate(SAY, batch)) == plain(expected)


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
    expect(details.locator(f"a[href$='sources/#{said.sources[0]}']").first).to_be_visible()
    expect(details).to_contain_text(f"If the answer to “{guide.needs[need].name}” were no: ")
    decision = guide.answering(QUESTION)[0]
    expect(details.get_by_role("link", name=decision.title).first).to_be_visible()


def test_every_cost_is_told_with_its_reason_where_its_pattern_is_taken(page: Page, guide: Guide, rule: Rule) -> None:
    at_a_cost = {
        (id, need) for id in rule.answers for need in rule.needs if rule.answers[id][need] is Support.AT_A_COST
    }
    taken = {}
    for needs in (needs for size in (1, 2) for needs in combinations(rule.needs, size)):
        said = rule.recommend(needs)
        for caveat in said.caveats:
            taken.setdefault((said.pattern, caveat), needs)
    assert taken
    assert set(taken) <= at_a_cost
    for (id, caveat), needs in taken.items():
        page.goto(f"choose/?yes={','.join(needs)}&no={','.join(need for need in rule.needs if need not in needs)}")
        answer = guide.patterns[id].needs[caveat]
        expect(page.get_by_role("heading", name="What it costs")).to_be_visible()
        told = page.locator("#choose-details li", has_text=answer.cost).first
        expect(told).to_contain_text(f"{guide.needs[caveat].name}. {answer.reason} Cost: {answer.cost}")
        expect(told.locator(".cite a")).to_have_text([str(guide.source_number(source)) for source in answer.sources])
        plain = re.sub(r"\\(.)", r"\1", page.locator("#choose-markdown").text_content() or "")
        assert f"* At a cost, {guide.needs[caveat].name}: {answer.cost}\n" in plain


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


def test_an_address_cannot_put_html_into_the_page(page: Page) -> None:
    page.goto("choose/?yes=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    expect(page.get_by_role("alert")).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator("#choose-problems img").count() == 0


def test_a_place_in_the_tree_that_is_gone_is_reported(page: Page) -> None:
    page.goto("choose/#tree.yes-nothing")
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("The tree has no place “tree.yes-nothing” any more")


def test_an_anchor_that_cannot_be_read_keeps_nothing_from_working(page: Page, rule: Rule) -> None:
    page.goto("choose/#tree.%E0%A4%A")
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("The tree has no place “tree.%E0%A4%A” any more")


def test_the_way_through_the_tree_ends_with_what_is_possible(page: Page, guide: Guide, rule: Rule) -> None:
    need = next(need for need in rule.needs if not rule.supports(next(iter(rule.answers)), [need]))
    page.goto(f"choose/?yes={need}")
    ends = page.locator(".picture-end.on-the-way").all_text_contents()
    names = [guide.patterns[id].name if id else "Nothing fits" for id in rule.verdict([need], []).possible]
    assert set(ends) == set(names)
    assert page.locator(".tree .tree-leaf.on-the-way [data-way]:visible").count() == len(ends)


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
    for need in rule.needs:
        if any(not rule.supports(pattern, [need]) for pattern in rule.answers):
            expect(page.locator(".tree").get_by_text(guide.needs[need].question).first).to_be_visible()
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
