"""Reading the decisions: what stands in place of an old one, and finding one in the log."""

from __future__ import annotations

from pathlib import Path

import html5lib
import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from guide.checks import check
from guide.model.load import load
from macros.page import Page
from macros.page_macros import MACROS
from macros.render import render
from tests.engine.pages import page_of
from tests.engine.published import STATUSES
from tests.engine.sample import decision, edit
from tests.engine.whole_guide import whole_guide


@pytest.fixture
def page(sample: Path) -> Page:
    """A page of the sample, in which raft was superseded by swim and that by stay; a proposal waits."""
    superseded = "  - {status: accepted, date: 2025-01-01}\n  - {status: superseded, date: 2026-02-02}"
    old = {"status": "superseded", "history": superseded}
    edit(sample, "adr/0001-cross-by-raft.md", "", decision("Cross by raft", superseded_by="3", patterns="raft", **old))
    edit(sample, "adr/0002-stay-dry.md", "", decision("Stay dry", supersedes="3", answers="how-to-cross"))
    edit(sample, "adr/0003-swim.md", "", decision("Swim", supersedes="1", superseded_by="2", **old))
    proposal = {"status": "proposed", "date": "2027-01-01", "history": "  - {status: proposed, date: 2027-01-01}"}
    edit(sample, "adr/0004-fly.md", "", decision("Fly", **proposal))
    edit(sample, "data/guidelines.yml", "decision: 1", "decision: 2")
    guide, problems = load(sample)
    assert problems == ()
    return page_of(guide, "adr/")


def text(html: str) -> str:
    """Return the text of a piece of HTML with single spaces."""
    return " ".join("".join(html5lib.parseFragment(html, namespaceHTMLElements=False).itertext()).split())


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "This decision is no longer in force. In force today: ADR 2: Stay dry."),
        (3, "This decision is no longer in force. In force today: ADR 2: Stay dry."),
        (4, "This is a proposal. Nothing is decided yet."),
        (2, "What is decided. Status accepted since 2026-02-02"),
    ],
)
def test_a_decision_says_first_where_it_stands_followed_to_the_end(number: int, said: str, page: Page) -> None:
    header = text(render("decision.html", page, decision=page.guide.decisions[number]))
    assert header.startswith(said)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("accepted", "Accepted; it gets its number when it lands."),
        ("rejected", "Rejected; it gets its number when it lands."),
        ("proposed", "This is a draft. Nothing is decided yet."),
    ],
)
def test_a_draft_says_whether_anything_is_decided(status: str, said: str, page: Page, sample: Path) -> None:
    history = f"  - {{status: {status}, date: 2026-02-02}}"
    edit(sample, "adr/draft-dig.md", "", decision("Dig", status=status, history=history))
    (draft,) = load(sample)[0].drafts
    assert text(render("decision.html", page, decision=draft)).startswith(said)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("proposed", "Would supersede ADR 2: Stay dry"),
        ("rejected", "Would have superseded ADR 2: Stay dry"),
        ("accepted", "Supersedes ADR 2: Stay dry"),
        ("deprecated", "Supersedes ADR 2: Stay dry"),
    ],
)
def test_only_what_was_in_force_has_superseded_another(status: str, said: str, page: Page, sample: Path) -> None:
    history = f"  - {{status: {status}, date: 2026-02-02}}"
    edit(sample, "adr/0005-dig.md", "", decision("Dig", status=status, history=history, supersedes="2"))
    header = render("decision.html", page, decision=load(sample)[0].decisions[5]).replace("</dt><dd>", " ")
    assert said in text(header)


def test_a_decision_whose_successor_has_gone_too_says_that_neither_is_in_force(page: Page, sample: Path) -> None:
    history = "  - {status: accepted, date: 2026-02-02}"
    edit(sample, "adr/0002-stay-dry.md", "status: accepted\n", "status: deprecated\n")
    edit(sample, "adr/0002-stay-dry.md", history, f"{history}\n  - {{status: deprecated, date: 2026-02-02}}")
    guide, _ = load(sample)
    gone = page_of(guide, "adr/")
    header = text(render("decision.html", gone, decision=guide.decisions[1]))
    assert header.startswith("This decision is no longer in force. Neither is what superseded it: ADR 3: Swim.")
    header = text(render("decision.html", gone, decision=guide.decisions[2]))
    assert header.startswith("This decision is deprecated and not in force.")


def test_a_circle_of_decisions_does_not_keep_the_guide_from_being_read(page: Page, sample: Path) -> None:
    edit(sample, "adr/0002-stay-dry.md", "superseded-by: []", "superseded-by: [1]")
    guide, _ = load(sample)
    assert guide.in_force(guide.decisions[1]) == []


def test_a_decision_names_what_rests_on_it(page: Page) -> None:
    header = text(render("decision.html", page, decision=page.guide.decisions[2]))
    assert "Based on it" in header
    assert "Look before you leap." in header
    assert "Based on it" not in text(render("decision.html", page, decision=page.guide.decisions[1]))


def test_what_rested_on_an_old_decision_is_told_which_is_in_force_at_the_end_of_the_chain(sample: Path) -> None:
    superseded = "  - {status: accepted, date: 2025-01-01}\n  - {status: superseded, date: 2026-02-02}"
    old = {"status": "superseded", "history": superseded}
    texts = {
        "0001-cross-by-raft": decision("Cross by raft", superseded_by="2", answers="how-to-cross", **old),
        "0002-stay-dry": decision("Stay dry", supersedes="1", superseded_by="3", **old),
        "0003-swim": decision("Swim", supersedes="2"),
    }
    for name, written in texts.items():
        edit(sample, f"adr/{name}.md", "", written)
    said = [str(problem) for problem in check(sample)]
    assert [one for one in said if "rests on ADR 1, which is superseded; now in force: ADR 3 [" in one] != []
    assert [one for one in said if "add 'how-to-cross' to 'answers' in adr/0003-swim.md, if it does now [" in one] != []


def test_what_superseded_what_is_drawn_from_what_is_in_force_down(page: Page) -> None:
    strand = "ADR 2: Stay dry accepted in place of ADR 3: Swim superseded in place of ADR 1: Cross by raft superseded"
    assert text(MACROS["successions"](page)) == f"Skip what changed what {strand}"


def test_what_one_changed_stands_in_the_order_of_the_numbers(page: Page, sample: Path) -> None:
    for path in ("adr/0001-cross-by-raft.md", "adr/0003-swim.md"):
        edit(sample, path, "", decision("Swim").replace("history:", "amended-by: [2]\nhistory:", 1))
    edit(sample, "adr/0002-stay-dry.md", "supersedes: [3]", "amends: [3, 1]")
    drawn = text(MACROS["successions"](page_of(load(sample)[0], "adr/")))
    assert drawn.index("changes ADR 1") < drawn.index("changes ADR 3")


def test_a_tool_says_of_which_decisions_about_it_nobody_has_confirmed(sample: Path) -> None:
    edit(sample, "adr/0002-stay-dry.md", "history:", "tools: [oar]\nconfirmed: no\nhistory:")
    assert "Decisions: ADR 2: Stay dry accepted not confirmed yet" in text(
        MACROS["tools"](page_of(load(sample)[0], "tools/"))
    )


def test_what_changed_what_says_of_which_nobody_has_confirmed_it(page: Page, sample: Path) -> None:
    edit(sample, "adr/0002-stay-dry.md", "supersedes: [3]", "confirmed: no\nsupersedes: [3]")
    drawn = text(MACROS["successions"](page_of(load(sample)[0], "adr/")))
    assert "ADR 2: Stay dry accepted not confirmed yet in place of ADR 3: Swim superseded" in drawn


def test_a_circle_of_changes_is_drawn_once_and_never_for_ever(page: Page, sample: Path) -> None:
    edit(sample, "adr/0002-stay-dry.md", "supersedes: [3]", "amends: [3]\namended-by: [3]")
    edit(sample, "adr/0003-swim.md", "supersedes: [1]", "amends: [2]\namended-by: [2]")
    drawn = text(MACROS["successions"](page_of(load(sample)[0], "adr/")))
    strand = "ADR 3: Swim superseded changes ADR 2: Stay dry accepted changes ADR 3: Swim superseded"
    assert drawn == f"Skip what changed what {strand}"


def test_what_was_rejected_is_listed_whatever_the_filter(page: Page, sample: Path) -> None:
    assert MACROS["rejected"](page).strip() == "<!-- nothing -->"
    proposal = (sample / "adr/0004-fly.md").read_text("utf-8")
    turned_down = proposal.replace("status: proposed\n", "status: rejected\n", 1)
    edit(sample, "adr/0004-fly.md", proposal, turned_down)
    listed = text(MACROS["rejected"](page_of(load(sample)[0], "adr/")))
    assert listed.startswith("ADR 4: Fly rejected")


def test_a_question_names_the_decisions_about_it_those_in_force_first(page: Page, sample: Path) -> None:
    edit(sample, "adr/0001-cross-by-raft.md", "answers: []", "answers: [how-to-cross]")
    now = page_of(load(sample)[0], "adr/")
    listed = text(MACROS["decisions_on"](now, "how-to-cross"))
    assert [name for name in ("ADR 2: Stay dry accepted", "ADR 1: Cross by raft superseded") if name in listed] != []
    assert listed.index("ADR 2: Stay dry accepted") < listed.index("ADR 1: Cross by raft superseded")


def test_a_guideline_names_the_decision_that_it_rests_on_and_no_other(page: Page, sample: Path) -> None:
    assert "ADR 2: Stay dry ·" in text(MACROS["checklist"](page))
    edit(sample, "adr/0002-stay-dry.md", "supersedes: [3]", "amends: [3]\namended-by: [1]")
    assert "ADR 2: Stay dry ·" in text(MACROS["checklist"](page_of(load(sample)[0], "adr/")))


def test_the_timeline_has_every_change_of_status_newest_first(page: Page) -> None:
    lines = [text(line) for line in MACROS["timeline"](page).split("<li>")[1:]]
    assert lines == [
        "2027-01-01 proposed ADR 4: Fly",
        "2026-02-02 superseded ADR 3: Swim",
        "2026-02-02 accepted ADR 2: Stay dry",
        "2026-02-02 superseded ADR 1: Cross by raft",
        "2025-01-01 accepted ADR 3: Swim",
        "2025-01-01 accepted ADR 1: Cross by raft",
    ]


def test_two_changes_of_a_decision_on_one_day_are_a_line_of_the_timeline(page: Page, sample: Path) -> None:
    day = "date: 2027-01-01}"
    edit(
        sample,
        "adr/0004-fly.md",
        f"  - {{status: proposed, {day}",
        f"  - {{status: proposed, {day}\n  - {{status: rejected, {day}",
    )
    lines = [text(line) for line in MACROS["timeline"](page_of(load(sample)[0], "adr/")).split("<li>")[1:3]]
    assert lines == ["2027-01-01 proposed rejected ADR 4: Fly", "2026-02-02 superseded ADR 3: Swim"]


def test_the_log_is_parted_by_years_with_the_latest_open_and_what_is_about_the_guide_itself_apart(page: Page) -> None:
    tree = html5lib.parseFragment(MACROS["decision_log"](page), namespaceHTMLElements=False)
    years = [(part.get("id"), part.get("open") is not None) for part in tree.iter("details")]
    assert years == [("year-2026", True), ("about-the-guide", False)]
    rows = {
        part.get("id"): [row.get("id") for row in part.iter("li") if row.get("id")] for part in tree.iter("details")
    }
    assert rows == {"year-2026": ["adr-3", "adr-2", "adr-1"], "about-the-guide": ["adr-4"]}
    assert [option.text for option in tree.find(".//select[@name='year']")] == ["any", "2027", "2026"]


def test_what_changes_a_decision_about_something_is_not_about_the_guide_itself(page: Page, sample: Path) -> None:
    edit(sample, "adr/0004-fly.md", "supersedes: []", "supersedes: [2]")
    tree = html5lib.parseFragment(MACROS["decision_log"](page_of(load(sample)[0], "adr/")), namespaceHTMLElements=False)
    assert [part.get("id") for part in tree.iter("details")] == ["year-2027", "year-2026"]
    assert "what it changes" in "".join(tree.itertext())


def test_a_log_of_decisions_about_the_guide_alone_is_parted_by_years(page: Page, sample: Path) -> None:
    edit(sample, "adr/0001-cross-by-raft.md", "patterns: [raft]", "patterns: []")
    edit(sample, "adr/0002-stay-dry.md", "answers: [how-to-cross]", "answers: []")
    tree = html5lib.parseFragment(MACROS["decision_log"](page_of(load(sample)[0], "adr/")), namespaceHTMLElements=False)
    assert [part.get("id") for part in tree.iter("details")] == ["year-2027", "year-2026"]


@pytest.mark.browser
def test_the_log_is_filtered_with_the_choice_in_the_address(tab: Tab) -> None:
    rows = tab.locator(".log > li:visible")
    tab.goto("adr/")
    everything, hidden = tab.locator(".log > li").count(), tab.locator(".log > li[hidden]")
    apart = sum(map(whole_guide().is_about_itself, whole_guide().decisions.values()))
    counts = f"{everything} decisions, {apart} of them about the guide itself"
    assert tab.locator(".filter [role=status]").inner_text() == counts
    tab.get_by_label("About").select_option("projects-medals")
    assert 0 < rows.count() < everything
    fewer = rows.count()
    assert tab.url.endswith("/adr/?about=projects-medals")
    assert tab.locator(".filter [role=status]").inner_text() == f"{fewer} of {everything} decisions"
    tab.reload()
    assert rows.count() == fewer
    tab.get_by_label("Status").select_option("accepted")
    tab.go_back()
    assert tab.url.endswith("/adr/?about=projects-medals")
    tab.go_back()
    assert hidden.count() == 0
    tab.get_by_label("Find").type("LIGHTEST boat")
    assert tab.url.endswith("/adr/?find=LIGHTEST+boat")
    found = [row.inner_text().lower() for row in rows.all()]
    assert found
    assert [text for text in found if "lightest" not in text or "boat" not in text] == []
    # A part of the log of which nothing is left goes as a whole.
    parts = tab.locator(".log-year")
    left = parts.filter(has=tab.locator(".log > li:not([hidden])"))
    assert tab.locator(".log-year:visible").count() == left.count() < parts.count()
    for part in left.all():
        some, its = part.locator(".log > li:visible").count(), part.locator(".log > li").count()
        count = f"{some} of {its}" if some < its else f"{its}"
        assert part.locator("summary").inner_text().split(": ")[1].startswith(f"{count} decision")
    # A number is that of a decision before it is a part of a date.
    for typed in ("2", "0002", "adr 2", "#2"):
        tab.get_by_label("Find").fill(typed)
        assert [row.get_attribute("id") for row in rows.all()] == ["adr-2"], typed
    tab.get_by_label("Find").fill("2021")
    assert [text for text in rows.all_inner_texts() if "2021" not in text] == [] != rows.all()
    tab.goto("adr/?status=nonsense")
    assert hidden.count() == 0


@pytest.mark.browser
@pytest.mark.parametrize("status", STATUSES)
def test_the_log_is_filtered_by_status(status: str, tab: Tab) -> None:
    tab.goto(f"adr/?status={status}")
    shown = tab.locator(".log > li:visible")
    number = next(one.number for one in whole_guide().decisions.values() if STATUSES[status] == f"adr/{one.name}/")
    assert f"adr-{number}" in [row.get_attribute("id") for row in shown.all()]
    assert {row.get_attribute("data-status") for row in shown.all()} == {status}
    assert tab.locator(".log > li:visible").count() < tab.locator(".log > li").count()


@pytest.mark.browser
def test_without_script_the_whole_log_is_there(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server + "adr/")
    assert page.locator(".log > li").count() == len(whole_guide().decisions)
    assert page.locator(".filter").is_hidden()
    context.close()
