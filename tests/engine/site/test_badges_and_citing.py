"""Linking to the guide from elsewhere: links to copy, and badges that say where a decision stands today."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from playwright.sync_api import Page as Tab

from guide.model.life_cycle import Status
from macros.badges import Badge, Citation, badges, every_badge
from tests.engine.built_site import BuiltPage
from tests.engine.pages import page_of, site_of
from tests.engine.published import SITE
from tests.engine.whole_guide import whole_guide

GUIDE = whole_guide()
PAGE = page_of(GUIDE, "adr/x/", "https://example.org/guide/")
SVG = "{http://www.w3.org/2000/svg}"


def link_in(html: str) -> tuple[str, str]:
    """Return the text and the address of the only link in a piece of HTML."""
    (link,) = html5lib.parseFragment(html, namespaceHTMLElements=False).iter("a")
    return "".join(link.itertext()), link.get("href")


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1).map(str.strip))
def test_a_link_to_copy_shows_the_title_to_the_letter_and_leads_to_its_page(title: str) -> None:
    citation = Citation(f"ADR 2: {title}", "https://example.org/guide/adr/0002-x/")
    assert link_in(citation.html) == (citation.text, citation.address)
    text, address = link_in(Markdown().convert(citation.markdown))
    assert (" ".join(text.split()), address) == (" ".join(citation.text.split()), citation.address)


@pytest.mark.parametrize(
    ("number", "status", "said"),
    [
        (17, Status.ACCEPTED, "Mail boat, decided in ADR 17"),
        (17, Status.SUPERSEDED, "Mail boat, decided in ADR 17, superseded"),
        (17, Status.DEPRECATED, "Mail boat, decided in ADR 17, deprecated"),
        (13, Status.ACCEPTED, "ADR 13"),
        (13, Status.PROPOSED, "ADR 13, proposed"),
    ],
)
def test_a_badge_says_what_was_decided_and_whether_it_still_holds(number: int, status: Status, said: str) -> None:
    decision = GUIDE.decisions[number]
    changed = replace(decision, front=decision.front.model_copy(update={"status": status}))
    found = {badge.address: badge for badge in badges(PAGE.site, changed)}
    badge = found["badges/adr-17-mail-boat.svg" if number == 17 else "badges/adr-13.svg"]
    assert (badge.message, badge.text) == (said, f"{badge.label}: {said}")
    assert badge.is_in_force == (status is Status.ACCEPTED)
    # The address is the same whatever has become of the decision, since others have copied it.
    assert list(found) == [one.address for one in badges(PAGE.site, decision)]


@given(st.text(st.characters(codec="utf-8", exclude_categories=("C",)), min_size=1, max_size=60))
def test_a_badge_is_a_picture_that_names_itself_whatever_it_says(said: str) -> None:
    root = ElementTree.fromstring(Badge("badges/x.svg", "deployment", said, is_in_force=True).svg)
    assert root.find(f"{SVG}title").text.split() == f"deployment: {said}".split()
    width = float(root.get("width"))
    for text in root.iter(f"{SVG}text"):
        assert float(text.get("x")) + float(text.get("textLength")) <= width


def test_every_badge_that_a_page_offers_is_in_the_site(site: Path, pages: dict[str, BuiltPage]) -> None:
    offered = {
        image.get("src").rpartition("badges/")[2]
        for page in pages.values()
        for image in page.tree.iter("img")
        if "badges/" in image.get("src")
    }
    assert offered == {file.name for file in (site / "badges").iterdir()}
    assert offered == {address.removeprefix("badges/") for address in every_badge(PAGE.site)}


def test_every_answer_and_every_decision_offers_its_link(pages: dict[str, BuiltPage]) -> None:
    expected = {"": [f"{SITE}#{question}" for question in GUIDE.questions]}
    for one in GUIDE.decisions.values():
        expected[f"adr/{one.name}/"] = [f"{SITE}adr/{one.name}/"]
    for address, links in expected.items():
        offered = [
            re.search(r"\]\((http[^)]*)\)$", pages[address].text(block.find(".//code")))[1]
            for block in pages[address].article.iter("details")
            if block.get("class") == "cite-this"
        ]
        assert offered == links


@pytest.mark.browser
@pytest.mark.parametrize(
    ("address", "place", "text"),
    [
        ("adr/0017-the-lightest-messenger/", ".facts", "ADR 17: The lightest messenger"),
        ("adr/0017-the-lightest-messenger/", ".cite-this", "ADR 17: The lightest messenger"),
        ("", "#which-way .cite-this", GUIDE.questions["which-way"].question),
        ("", "#new-round .cite-this", GUIDE.questions["new-round"].question),
    ],
)
def test_a_button_copies_the_link_as_markdown(address: str, place: str, text: str, tab: Tab) -> None:
    tab.goto(address)
    for summary in tab.locator(f"{place} summary").all():
        summary.click()
    tab.locator(f"{place} button").click()
    copied = link_in(Markdown().convert(tab.evaluate("navigator.clipboard.readText()")))
    assert copied[0] == text
    assert copied[1].startswith(SITE)


def test_a_badge_to_copy_leads_to_the_decision() -> None:
    (badge,) = badges(PAGE.site, GUIDE.decisions[13])
    html = Markdown().convert(badge.markdown(PAGE, "adr/0013-two-baskets/"))
    (image,) = html5lib.parseFragment(html, namespaceHTMLElements=False).iter("img")
    assert image.get("src") == "https://example.org/guide/badges/adr-13.svg"
    assert image.get("alt") == badge.text
    assert link_in(html)[1] == "https://example.org/guide/adr/0013-two-baskets/"


@pytest.mark.parametrize("name", ["a\x01b", "a\x0bb", "a & <b>", "\ufffe", "\U0001f6a2"])
def test_a_badge_is_xml_whatever_a_pattern_is_called(name: str) -> None:
    id, pattern = next(iter(GUIDE.patterns.items()))
    renamed = replace(GUIDE, patterns={**GUIDE.patterns, id: pattern.model_copy(update={"name": name})})
    decision = next(one for one in GUIDE.decisions.values() if id in one.front.patterns)
    drawn = [ElementTree.fromstring(badge.svg) for badge in badges(site_of(renamed), decision)]
    assert drawn
