"""The page that chooses a pattern, in a browser: what it says of costs, and of how the needs are met."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from playwright.sync_api import Locator, Page, expect

from guide.model.entries import Support
from guide.model.guide import Guide
from guide.rule.recommend import Rule
from tests.engine.browser.choosing import give

pytestmark = pytest.mark.browser


def anchors(told: Locator) -> list[str]:
    """Return the anchors of the sources to which what is told leads."""
    return told.locator(".cite a").evaluate_all("(links) => links.map((link) => link.hash.slice(1))")


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
        give(page, f"?yes={','.join(needs)}&no={','.join(need for need in rule.needs if need not in needs)}")
        said = guide.patterns[id].needs[caveat]
        expect(page.get_by_role("heading", name="What it costs")).to_be_visible()
        told = page.locator("#choose-details li", has_text=said.cost).first
        expect(told).to_contain_text(f"{guide.needs[caveat].name}. {said.reason} Cost: {said.cost}")
        assert anchors(told) == [source.replace("#", "-") for source in said.sources]
        plain = re.sub(r"\\(.)", r"\1", page.locator("#choose-markdown").text_content() or "")
        assert f"* Bad, because {guide.needs[caveat].name} comes at a cost: {said.cost}\n" in plain


def test_a_result_with_costs_names_the_first_pattern_with_which_the_needs_have_none(
    tab: Page, guide: Guide, rule: Rule
) -> None:
    tab.goto(f"choose/?yes=alive&no={','.join(need for need in rule.needs if need != 'alive')}")
    boat, crew = guide.patterns["mail-boat"].name, guide.patterns["mail-boat"].drawbacks["crew"]
    expect(tab.get_by_role("heading", name="Second opinion", exact=True)).to_be_visible()
    said = tab.locator("#choose-details")
    expect(said).to_contain_text(f"None of these needs costs anything extra with {boat}.")
    expect(said).to_contain_text(f"Whatever the needs, with {boat}:")
    expect(said.locator("li", has_text=crew.text).locator(".cite a")).to_have_count(len(crew.sources))
    expect(said).not_to_contain_text(guide.patterns["mail-boat"].drawbacks["tide"].text)
    plain = re.sub(r"\\(.)", r"\1", tab.locator("#choose-markdown").text_content() or "")
    assert f"* None of these needs costs anything extra with {boat}.\n" in plain


def test_a_result_tells_what_its_pattern_costs_whatever_the_needs(tab: Page, guide: Guide, rule: Rule) -> None:
    tab.goto(f"choose/?no={','.join(rule.needs)}")
    bottle, boat = guide.patterns["bottle"].name, guide.patterns["mail-boat"].name
    said = tab.locator("#choose-details")
    expect(tab.get_by_role("heading", name="What it costs", exact=True)).to_be_visible()
    expect(said).to_contain_text(f"Whatever the needs: what is asked of the team with {bottle}.")
    asks = said.get_by_role("link", name=f"what is asked of the team with {bottle}")
    expect(asks).to_have_attribute("href", "../patterns/bottle/#asks")
    expect(tab.get_by_role("heading", name="Second opinion")).to_have_count(0)
    # What it joins is the second opinion too, and is told once.
    give(tab, f"?yes=alive&no={','.join(need for need in rule.needs if need != 'alive')}&joins=mail-boat")
    expect(tab.get_by_role("heading", name=f"What {boat} costs")).to_be_visible()
    expect(tab.get_by_role("heading", name="On its own", exact=True)).to_be_visible()
    expect(said).to_contain_text(f"None of these needs costs anything extra with {boat}.")
    expect(said.locator("p", has_text=f"Whatever the needs, with {boat}:")).to_have_count(1)
    plain = re.sub(r"\\(.)", r"\1", tab.locator("#choose-markdown").text_content() or "")
    assert f"* Bad, because whatever the needs: {guide.patterns['mail-boat'].drawbacks['crew'].text}\n" in plain


def test_what_joins_something_costs_what_that_costs(tab: Page, guide: Guide, rule: Rule) -> None:
    id, need = next((id, need) for id in reversed(list(rule.answers)) for need in rule.at_a_cost(id, rule.needs))
    name, answer = guide.patterns[id].name, guide.patterns[id].needs[need]
    tab.goto(f"choose/?yes={need}&joins={id}")
    expect(tab.get_by_role("heading", name=f"What {name} costs")).to_be_visible()
    expect(tab.locator("#choose-details")).to_contain_text(f"Cost: {answer.cost}")
    expect(tab.locator("#choose-markdown")).to_contain_text(f"\n* It joins what is deployed by {name}.\n")


def test_what_is_left_open_and_would_cost_something_is_told(tab: Page, guide: Guide, rule: Rule) -> None:
    verdicts = (rule.verdict([], [other for other in rule.needs if other != need]) for need in rule.needs)
    verdict = next(verdict for verdict in verdicts if verdict.may_cost)
    tab.goto(f"choose/?unknown={','.join(verdict.unknown)}")
    expect(tab.get_by_role("heading", name="Extra cost if one of the open needs turns out to be true")).to_be_visible()
    answer = guide.patterns[verdict.possible[0]].needs[verdict.may_cost[0]]
    expect(tab.locator("#choose-details")).to_contain_text(f"Cost: {answer.cost}")


def test_a_result_tells_how_its_pattern_meets_what_it_supports_without_a_cost(
    tab: Page, guide: Guide, rule: Rule
) -> None:
    needs = ["alive", "signed-for"]
    tab.goto(f"choose/?yes={','.join(needs)}&no={','.join(need for need in rule.needs if need not in needs)}")
    names = {id: pattern.name for id, pattern in guide.patterns.items()}
    folds = tab.locator("#choose-details details")
    expect(folds.locator("summary")).to_have_text(
        [f"How {names['bicycle']} meets what else you need", f"How {names['mail-boat']} meets what you need"]
    )
    for id, fold, met in zip(("bicycle", "mail-boat"), folds.all(), (["signed-for"], needs), strict=True):
        told = fold.locator("li")
        expect(told.first).to_be_hidden()
        fold.locator("summary").click()
        expect(told.first).to_be_visible()
        answers = {need: guide.patterns[id].needs[need] for need in rule.needs if need in met}
        reasons = [f"{guide.needs[need].name}. {answer.reason}" for need, answer in answers.items()]
        expect(told).to_contain_text(reasons)
        sources = [source for answer in answers.values() for source in answer.sources]
        assert anchors(told) == [source.replace("#", "-") for source in sources]
    # What it joins is the second opinion too, and tells how it meets them once.
    give(tab, f"{tab.url}&joins=mail-boat")
    expect(folds.locator("summary", has_text=names["mail-boat"])).to_have_count(1)
    give(tab, f"?no={','.join(rule.needs)}")
    expect(folds).to_have_count(0)


def test_an_open_result_tells_what_each_possible_pattern_costs_so_far(tab: Page, guide: Guide, rule: Rule) -> None:
    rest = ",".join(need for need in rule.needs if need != "alive")
    tab.goto(f"choose/?yes=alive&unknown={rest}")
    bicycle, boat = guide.patterns["bicycle"].name, guide.patterns["mail-boat"].name
    possible = tab.locator("#choose-details > ul").first.locator("> li")
    title = f"At a cost so far: {guide.needs['alive'].name}"
    expect(possible.first.get_by_role("link", name=bicycle)).to_be_visible()
    expect(possible.first.locator("summary")).to_have_text(title)
    expect(possible.nth(1)).to_have_text(f"{boat}: none of the needs so far costs anything extra")
    expect(possible.nth(2)).to_have_text("no pattern")
    cost = possible.first.get_by_text(guide.patterns["bicycle"].needs["alive"].cost or "")
    expect(cost).to_be_hidden()
    possible.first.locator("summary").click()
    expect(cost).to_be_visible()
    # Another answer leaves open what was opened.
    tab.locator("input[name=signed-for][value=yes]").check()
    expect(tab).to_have_url(re.compile("signed-for"))
    expect(cost).to_be_visible()
    give(tab, f"?yes=alive&unknown={rest}&joins=bicycle")
    expect(tab.get_by_role("heading", name=f"What {bicycle} costs")).to_be_visible()
    expect(tab.locator("h3:text('On its own') + ul > li").first).to_have_text(bicycle)
    give(tab, f"?no=alive&unknown={rest}")
    expect(possible.first).to_have_text(guide.patterns["bottle"].name)
