"""The page that chooses a pattern, in a browser: what it answers, and what one can do with the answer."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from guide.checks import check
from guide.model.guide import Guide
from guide.model.load import load
from guide.rule.recommend import Rule
from tests.engine.browser.choosing import give, status
from tests.engine.whole_guide import write_content

pytestmark = pytest.mark.browser

QUESTION = "which-way"
# Code hosts answer 414 to longer addresses.
LONGEST = 8_000
# Answers, and the places of the decision that only its author can fill in.
RECORDED = [
    ("yes=alive&no=heavy", ["{name of the service}", "{What the service does, and for whom}"]),
    ("yes=heavy&joins=mail-boat", ["{name of the service}", "{What the service does, and for whom}"]),
]

# Names that Markdown, or what puts them into the text, would take for something else.
MARKED = ["1. *First* [x](y) <b> &amp; \\", "# C++ & C# ~~x~~ $' | - a_b_c", "- `$&` {own}", "2) > $1 $$ --"]


def test_the_result_tells_the_reasons_and_what_would_change_it(tab: Page, guide: Guide, rule: Rule) -> None:
    lightest = next(iter(rule.answers))
    need = next(need for need in rule.needs if not rule.supports(lightest, [need]))
    tab.goto(f"choose/?yes={need}")
    details = tab.locator("#choose-details")
    said = guide.patterns[lightest].needs[need]
    expect(details).to_contain_text(f"Why not {guide.patterns[lightest].name}")
    expect(details).to_contain_text(said.reason)
    expect(details.locator(f"a[href$='sources/#{said.sources[0].replace('#', '-')}']").first).to_be_visible()
    expect(details).to_contain_text(f"Without “{guide.needs[need].name}”: {guide.patterns[lightest].name}")
    heavier = details.locator("h3:text('What would make it heavier') + ul > li")
    told = {}
    for line in heavier.all_text_contents():
        then, _, names = re.sub(r", if (one of these|this) is true", "", line).partition(": ")
        told |= dict.fromkeys(names.split("; "), then)
    expected = {
        guide.needs[other].name: guide.patterns[pattern].name if pattern else "no pattern"
        for other, (pattern,) in rule.turning_points([need], []).items()
        if other != need
    }
    assert told == expected != {}
    decision = guide.answering(QUESTION)[0]
    expect(details.get_by_role("link", name=decision.title).first).to_be_visible()


@pytest.mark.parametrize("unknown", [["heavy", "secret", "rough-weather"], ["secret", "rough-weather"]])
def test_what_one_does_not_know_says_what_hangs_on_it(unknown: list[str], tab: Page, guide: Guide, rule: Rule) -> None:
    tab.goto(f"choose/?unknown={','.join(unknown)}")

    def then(need: str, *has: str) -> str:
        rest = [one for one in unknown if one != need]
        names = [guide.patterns[id].name if id else "no pattern" for id in rule.possible(has, rest)]
        return " or ".join(filter(None, [", ".join(names[:-1]), names[-1]]))

    turning = [need for need in rule.needs if need in unknown and then(need, need) != then(need)]
    names = [f"“{guide.needs[need].name}”" for need in turning]
    said = " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    expect(status(tab)).to_contain_text(f": it depends on what you don\u2019t know yet, {said}.")
    hangs = tab.locator("h3:text('What hangs on what you don\u2019t know') + ul > li")
    first = rule.next_question([], unknown)
    order = sorted(turning, key=lambda need: need != first)
    assert hangs.all_text_contents() == [
        f"{guide.needs[need].name}: if it is true, {then(need, need)}; if not, {then(need)}." for need in order
    ]
    hangs.first.get_by_role("link").click()
    expect(tab).to_have_url(re.compile(f"#choose-{first}$"))
    expect(tab.locator(f"#choose-{first}")).to_be_in_viewport()


def test_what_one_does_not_know_and_only_costs_something_is_told_with_its_cost(tab: Page, guide: Guide) -> None:
    tab.goto("choose/?unknown=rough-weather")
    expect(status(tab)).to_have_text(f"Take {guide.patterns['bottle'].name}, unless one of these is true.")
    expect(tab.get_by_role("heading", name="Extra cost if one of the open needs turns out to be true")).to_be_visible()
    cost = guide.patterns["bottle"].needs["rough-weather"].cost
    expect(tab.locator("#choose-details")).to_contain_text(f"Cost: {cost}")


def test_the_answer_leads_on(page: Page, guide: Guide, server: str) -> None:
    expect(page.locator("#choose-next")).to_be_empty()
    give(page, "?yes=alive")
    names = {id: pattern.name for id, pattern in guide.patterns.items()}
    leads = {link.text_content(): link.get_attribute("href") or "" for link in page.locator("#choose-next a").all()}
    assert leads.pop("Record this decision").startswith("https://")
    assert leads == {
        f"Checklist for {names['bicycle']}": f"{server}new-project/?pattern=bicycle#checklist",
        f"{names['bicycle']} and {names['mail-boat']} side by side": (
            f"{server}patterns/?needs=alive&patterns=bicycle,mail-boat"
        ),
    }
    for address in leads.values():
        page.goto(address)
        expect(page.get_by_role("status").first).to_contain_text(re.compile("1 of|guidelines"))


def test_the_way_down_the_ladder_ends_with_what_is_possible(page: Page, guide: Guide, rule: Rule) -> None:
    expect(page.locator(".on-the-way, .off-the-way")).to_have_count(0)
    for needs, unknown in ((["heavy"], []), (["alive"], ["secret"]), (["overnight"], ["fragile", "rough-weather"])):
        give(page, f"?yes={','.join(needs)}&unknown={','.join(unknown)}")
        possible = rule.possible(needs, unknown)
        names = [guide.patterns[id].name if id else "Nothing fits" for id in possible]
        assert page.locator(".picture-end.on-the-way").all_text_contents() == names
        marks = page.locator(".tree .tree-leaf.on-the-way [data-way]:visible")
        said = "still possible" if len(possible) > 1 else "your answers lead here"
        assert marks.all_text_contents() == [said] * len(names)
        rungs = page.locator(".tree-rung.on-the-way")
        order = [*rule.answers, None]
        assert rungs.count() == min(order.index(possible[-1]) + 1, len(rule.answers))


def test_two_needs_that_exclude_each_other_are_told_together(tab: Page, guide: Guide) -> None:
    tab.goto("choose/?yes=alive,secret")
    details = tab.locator("#choose-details")
    said = guide.patterns["bicycle"].needs["alive"]
    names = [guide.needs[need].name for need in ("alive", "secret")]
    expect(details).to_contain_text(f"{' together with '.join(names)}. {said.reason} Cost: {said.cost}")
    both = " and ".join(f"“{name}”" for name in names)
    expect(tab.locator("#choose-markdown")).to_contain_text(f"* Bad, because it cannot meet {both}.")
    expect(tab.locator("[id='rung-bicycle'] > [data-out]")).to_contain_text(" together with ".join(names))


def test_what_joins_something_is_deployed_like_it_as_long_as_that_supports_the_needs(
    tab: Page, guide: Guide, rule: Rule
) -> None:
    boat = guide.patterns["mail-boat"].name
    tab.goto(f"choose/?no={','.join(rule.needs)}")
    tab.get_by_label("Say how that is deployed").select_option(boat)
    line = f"Take {boat}, as what it joins. On its own: Take {guide.patterns['bottle'].name}."
    expect(status(tab)).to_have_text(line)
    expect(tab).to_have_url(re.compile(r"&joins=mail-boat$"))
    tab.goto("choose/?yes=overnight&joins=mail-boat")
    expect(tab.get_by_label("Say how that is deployed")).to_have_value("mail-boat")
    expect(status(tab)).not_to_contain_text("as what it joins")
    ruled_out = f"{boat}, which deploys what it joins, is ruled out by {guide.needs['overnight'].name}. "
    expect(status(tab)).to_contain_text(ruled_out)
    expect(tab.locator("#choose-details")).to_contain_text(f"Why not {boat}")
    give(tab, "?joins=kite")
    expect(tab.get_by_role("alert")).to_contain_text("The address says that it joins “kite”, which is not a pattern")


def test_what_no_pattern_supports_says_what_to_give_up(tab: Page, guide: Guide, rule: Rule) -> None:
    tab.goto(f"choose/?yes={','.join(rule.needs)}")
    given = rule.recommend(rule.needs).to_give_up[0]
    pattern = rule.lightest({*rule.needs} - {*given})
    assert pattern
    names = " and ".join(f"“{guide.needs[need].name}”" for need in given)
    expect(status(tab)).to_contain_text(f"No pattern fits. Without {names}, take {guide.patterns[pattern].name}")
    expect(status(tab)).to_contain_text("; or make it two services.")
    first = tab.locator("#choose-details > h3").first
    expect(first).to_have_text("The smallest change")
    expect(tab.locator("#choose-details > ul").first).to_contain_text(f": {guide.patterns[pattern].name}")


def test_the_link_and_the_decision_can_be_copied(tab: Page, server: str, guide: Guide) -> None:
    need = next(iter(guide.needs))
    tab.goto(f"choose/?yes={need}")
    tab.get_by_role("button", name="Copy the link").click()
    expect(tab.locator("#choose-copied")).to_have_text("Copied.")
    assert tab.evaluate("navigator.clipboard.readText()") == f"{server}choose/?yes={need}"
    tab.get_by_role("button", name="Copy for an ADR (Markdown)").click()
    for _ in range(50):
        text = tab.evaluate("navigator.clipboard.readText()")
        if text.startswith("---"):
            break
        tab.wait_for_timeout(100)
    assert text == tab.locator("#choose-markdown").text_content()
    assert f"Worked out at <{server}choose/?yes={need}>." in text


@pytest.mark.parametrize(("answers", "left"), RECORDED)
def test_the_check_has_little_left_to_ask_of_the_decision_that_is_recorded(
    answers: str, left: list[str], tab: Page, server: str, tmp_path: Path
) -> None:
    tab.goto(f"choose/?{answers}")
    address = tab.get_by_role("link", name="Record this decision").get_attribute("href") or ""
    assert len(address) <= LONGEST
    asked = parse_qs(urlsplit(address).query)
    (name,), (text,) = asked["filename"], asked["value"]
    root = write_content(tmp_path / "written")
    (root / name).write_text(text, "utf-8")
    before = {problem for problem in check(root) if problem.place.path != name}
    told = [problem.message.partition(";")[0] for problem in check(root) if problem.place.path == name]
    assert told == ["still has the name that it started with", *(f"still holds the placeholder {one}" for one in left)]
    assert before == set()
    (root / name).unlink()
    for placeholder in left:
        text = text.replace(placeholder, "Kelp mail")
    (root / "adr" / "draft-kelp-mail.md").write_text(text, "utf-8")
    assert [str(problem) for problem in check(root)] == []
    (draft,) = [one for one in load(root)[0].drafts if one.name == "draft-kelp-mail"]
    assert draft.front.rests_on or "joins" in answers


@pytest.mark.parametrize("name", MARKED)
def test_a_name_with_markup_is_recorded_to_the_letter(name: str, tab: Page, guide: Guide, tmp_path: Path) -> None:
    first, *_ = guide.patterns
    embedded = re.compile(r'(id="choose-data">)(.*?)(</script>)', re.S)

    def rename(route: Route) -> None:
        answer = route.fetch()
        data = json.loads(embedded.search(answer.text())[2])
        data["patterns"][first]["name"] = name
        told = json.dumps(data).replace("<", "\\u003c")
        renamed = embedded.sub(lambda found: found[1] + told + found[3], answer.text())
        route.fulfill(response=answer, headers=answer.headers | {"cache-control": "no-store"}, body=renamed)

    tab.route("**/choose/**", rename, times=1)
    tab.goto(f"choose/?joins={first}")
    text = tab.locator("#choose-markdown").text_content() or ""
    for placeholder in RECORDED[0][1]:
        text = text.replace(placeholder, "Kelp mail")
    root = write_content(tmp_path / "written")
    (root / "adr" / "draft-kelp-mail.md").write_text(text, "utf-8")
    assert [str(problem) for problem in check(root)] == []
    (draft,) = [one for one in load(root)[0].drafts if one.name == "draft-kelp-mail"]
    assert draft.title == f"Take {name} for Kelp mail"
    assert draft.front.summary.startswith(f"{name} is the pattern")


def test_an_answer_prints_on_one_page_with_its_address(tab: Page, server: str, rule: Rule) -> None:
    tab.goto(f"choose/?yes={rule.needs[0]}")
    tab.emulate_media(media="print")
    expect(tab.get_by_role("button", name="Copy the link")).to_be_hidden()
    expect(tab.locator("#choose-status")).to_be_visible()
    expect(tab.get_by_text(f"Worked out at {server}choose/?yes={rule.needs[0]}")).to_be_visible()
    assert tab.pdf(format="A4").count(b"/Type /Page\n") == 1
