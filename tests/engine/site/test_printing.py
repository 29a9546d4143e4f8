"""The guide on paper: a page prints whole, and /print/ is all of it in one document."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page

from guide.model.life_cycle import Status
from macros.finish import print_page
from macros.finish.built_site import BuiltSite
from tests.engine.built_site import BuiltPage, read_pages
from tests.engine.pages import site_of
from tests.engine.published import SITE
from tests.engine.whole_guide import whole_guide

GUIDE = whole_guide()
# What is no longer in force, and not yet.
LOG_ALONE = {f"adr/{one.name}/" for one in GUIDE.decisions.values() if one.front.status is not Status.ACCEPTED}


@pytest.fixture(scope="module")
def whole(site: Path) -> BuiltPage:
    """The document that holds the whole guide."""
    return read_pages(site / "print")[""]


def test_the_document_holds_what_every_page_says(whole: BuiltPage, pages: dict[str, BuiltPage]) -> None:
    printed = pages.keys() - LOG_ALONE - {"404.html"}
    chapters = {one.get("id"): one for one in whole.tree.iter("article")}
    expected = {address.strip("/").replace("/", "-") or "home" for address in printed}
    assert set(chapters) == expected
    for address in printed:
        page = pages[address]
        chapter = whole.text(chapters[address.strip("/").replace("/", "-") or "home"])
        controls = {one for form in page.article.iter("form") for one in form.iter()}
        told = set(page.article.iter()) - controls
        said = [page.text(one) for one in told if one.tag in ("h1", "h2", "h3", "td", "dd")]
        missing = [text for text in said if text not in chapter and "Cite this" not in text and "](" not in text]
        assert [text for text in missing if not text.startswith(("<a href", "[![", "http"))] == [], address


def test_every_link_in_the_document_leads_somewhere_in_it_or_out_of_it(whole: BuiltPage) -> None:
    ids = Counter(one.get("id") for one in whole.tree.iter() if one.get("id"))
    assert [id for id, count in ids.items() if count > 1] == []
    targets = [link.get("href") for link in whole.tree.iter("a")]
    assert [one for one in targets if not one.startswith(("#", "http://", "https://"))] == []
    assert [one for one in targets if one.startswith("#") and one[1:] not in ids] == []
    assert whole.faults == ()


def test_a_decision_that_is_not_in_force_is_in_the_log_alone(site: Path) -> None:
    old = GUIDE.decisions[17]
    replaced = replace(old, front=old.front.model_copy(update={"status": Status.SUPERSEDED}))
    for guide, is_in in ((GUIDE, True), (replace(GUIDE, decisions={**GUIDE.decisions, 17: replaced}), False)):
        text = print_page.whole_guide(site_of(guide, SITE), BuiltSite(site))
        assert ('id="adr-0017-the-lightest-messenger"' in text) == is_in
        assert (f'href="{SITE}adr/0017-the-lightest-messenger/"' in text) != is_in


def test_every_page_says_on_paper_where_it_is_from_and_as_of_when(pages: dict[str, BuiltPage]) -> None:
    for address, page in pages.items():
        if address != "404.html":
            said = [page.text(one) for one in page.article.iter("p") if one.get("class") == "as-of"]
            assert said == [f"{SITE}{address}, as of {GUIDE.as_of}"], address


@pytest.mark.browser
@pytest.mark.parametrize("address", ["", "choose/", "patterns/", "adr/", "contribute/", "sources/", "print/"])
def test_a_page_prints_whole_and_without_what_paper_cannot_do(address: str, tab: Page) -> None:
    tab.set_viewport_size({"width": 760, "height": 1000})
    tab.emulate_media(media="print")
    tab.goto(address)
    folded = tab.evaluate(
        """() => [...document.querySelectorAll("article details:not(.cite-this, #choose-by-hand) > :not(summary)")]
            .filter((one) => !one.closest(".cite-this, [hidden], html:not(.js) .with-script"))
            .filter((one) => one.offsetHeight === 0).length"""
    )
    assert folded == 0
    for control in tab.locator("button, select, .md-search__input, .md-header, .md-sidebar, .md-footer").all():
        assert not control.is_visible()
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.browser
def test_on_paper_a_link_shows_its_address(tab: Page, server: str) -> None:
    tab.goto("adr/0005-keep-a-dovecote/")
    tab.emulate_media(media="print")
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    shown = tab.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("article a")]
            .filter((link) => link.offsetHeight)
            .map((link) => [link.href, getComputedStyle(link, "::after").content]))"""
    )
    assert shown[f"{server}patterns/pigeon/"] == f'" ({server}patterns/pigeon/)"'
    assert any(address in content for address, content in shown.items() if not address.startswith(server))
