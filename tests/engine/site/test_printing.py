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
@pytest.mark.parametrize(
    "address", ["", "choose/", "patterns/", "new-project/", "adr/", "contribute/", "sources/", "print/"]
)
def test_a_page_prints_whole_and_without_what_paper_cannot_do(address: str, tab: Page) -> None:
    tab.set_viewport_size({"width": 760, "height": 1000})
    tab.emulate_media(media="print")
    tab.goto(address)
    folded = tab.evaluate(
        """() => [...document.querySelectorAll("article details > :not(summary)")]
            .filter((one) => !one.closest(".cite-this, .copyable, .on-screen, #choose-by-hand"))
            .filter((one) => !one.closest(".md-content table.needs"))
            .filter((one) => !one.closest("[hidden], html:not(.js) .with-script"))
            .filter((one) => one.offsetHeight === 0).length"""
    )
    assert folded == 0
    for control in tab.locator(
        "button, select, .md-search__input, .md-header, .md-sidebar, .md-footer, .on-screen"
    ).all():
        assert not control.is_visible()
    # Paper is no browser, and remembers nothing.
    assert "This browser" not in tab.locator("article").first.inner_text()
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


# What stands behind each link that is printed, by where it leads.
BEHIND = """() => Object.fromEntries([...document.querySelectorAll("article a")]
    .filter((link) => link.offsetHeight)
    .map((link) => [link.href, getComputedStyle(link, "::after").content]))"""


@pytest.mark.browser
@pytest.mark.parametrize("address", ["patterns/", "adr/0005-keep-a-dovecote/"])
def test_on_paper_only_what_leaves_the_site_shows_its_address(address: str, tab: Page, server: str) -> None:
    tab.goto(address)
    tab.emulate_media(media="print")
    behind = {link: content for link, content in tab.evaluate(BEHIND).items() if content.startswith('" (')}
    assert behind
    assert behind == {link: f'" ({link})"' for link in behind}
    assert [link for link in behind if link.startswith((server, SITE))] == []


@pytest.mark.browser
def test_on_paper_the_address_of_a_source_stands_once(tab: Page) -> None:
    tab.goto("patterns/")
    tab.emulate_media(media="print")
    printed = tab.evaluate(
        """() => [...document.querySelectorAll("article a[href^=http]")]
            .filter((link) => link.offsetHeight && getComputedStyle(link, "::after").content.startsWith('" ('))
            .map((link) => link.href)"""
    )
    cited = tab.locator(".page-sources a[href^=http]").evaluate_all("(links) => links.map((link) => link.href)")
    assert printed == cited
    assert len(set(cited)) == len(cited) > 0


@pytest.mark.browser
@pytest.mark.parametrize("address", ["", "patterns/", "adr/0005-keep-a-dovecote/"])
def test_paper_is_light_though_the_screen_is_dark(address: str, tab: Page) -> None:
    colours = """() => [...document.querySelectorAll("body, article, article :is(h1, p, a, th, td, .tag)")]
        .map((one) => getComputedStyle(one)).map((style) => `${style.color} on ${style.backgroundColor}`)"""
    tab.goto(address)
    seen, printed = [], []
    for scheme in ("default", "slate"):
        tab.evaluate("(scheme) => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
        for medium, found in (("screen", seen), ("print", printed)):
            tab.emulate_media(media=medium)
            found.append(tab.evaluate(colours))
    assert printed[0] == printed[1]
    assert seen[0] != seen[1]
