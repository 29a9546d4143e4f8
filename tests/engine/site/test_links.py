"""The # beside what one may link to: where it stands, what it is called, and what a click does."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import html5lib
import pytest
from markdown import Markdown
from markdown.extensions.toc import slugify
from playwright.sync_api import Browser, Page, expect

from guide.model.decision import FOLDER
from guide.text.headings import MADR, HeadingLinks
from tests.engine.built_site import BuiltPage
from tests.engine.whole_guide import whole_guide

GUIDE = whole_guide()


def offered(page: BuiltPage) -> dict[str, str]:
    """Return the ids that a page offers links to, each with the link's name."""
    links = (link for link in page.article.iter("a") if link.get("class") == "here")
    return {link.get("href", "").removeprefix("#"): link.get("aria-label", "") for link in links}


def rendered(text: str) -> Element:
    """Return what Markdown with our links, attribute lists and a table of contents becomes."""
    html = Markdown(extensions=["attr_list", "toc", "footnotes", HeadingLinks()]).convert(text)
    return html5lib.parseFragment(html, namespaceHTMLElements=False)


@pytest.fixture
def page(tab: Page) -> Page:
    """A page of the browser that may use the clipboard."""
    return tab


def test_every_heading_outside_of_the_decisions_has_a_link_that_survives_rewording(pages: dict[str, BuiltPage]) -> None:
    seen, without = 0, []
    for address, page in pages.items():
        if re.match(rf"{FOLDER}/.", address) or address == "404.html":
            continue
        links = offered(page)
        # What a form asks is a control; what is told of it stands elsewhere, and has a link there.
        asked = {element for form in page.article.iter("form") for element in form.iter()}
        headings = {element for tag in ("h2", "h3", "h4") for element in page.article.iter(tag)} - asked
        for heading in headings:
            seen += "id" in heading.attrib
            if "id" in heading.attrib and heading.get("id") not in links:
                without.append(f"{address}: give '{page.text(heading)}' an id of its own: {{: #… }}")
    assert seen > 50
    assert without == []


def test_in_a_decision_the_headings_that_are_madrs_have_a_link(pages: dict[str, BuiltPage]) -> None:
    fixed = {slugify(name, "-") for name in MADR}
    for decision in GUIDE.decisions.values():
        links = offered(pages[f"{FOLDER}/{decision.name}/"])
        assert set(links) == fixed & decision.anchors


def test_every_link_has_a_name_and_leads_to_something_on_its_page(pages: dict[str, BuiltPage]) -> None:
    faults = []
    for address, page in pages.items():
        ids = {element.get("id") for element in page.tree.iter()}
        for id, name in offered(page).items():
            if id not in ids or not re.fullmatch(r"Link to \S.{0,80}", name):
                faults.append(f"{address}#{id}: {name}")
    assert faults == []


@pytest.mark.parametrize("collection", ["questions", "needs", "capabilities", "guidelines", "takeaways", "sources"])
def test_every_entry_that_one_may_cite_has_a_link(collection: str, pages: dict[str, BuiltPage]) -> None:
    addresses = {
        "questions": ("", "{}"),
        "needs": ("patterns/", "need-{}"),
        "capabilities": ("production-environment/", "{}"),
        "guidelines": ("new-project/", "{}"),
        "takeaways": ("new-project/", "takeaway-{}"),
        "sources": ("sources/", "{}"),
    }
    address, id = addresses[collection]
    entries = getattr(GUIDE, collection)
    assert entries
    assert {id.format(entry) for entry in entries} - set(offered(pages[address])) == set()


def test_every_row_of_a_table_or_of_the_log_that_has_an_id_has_a_link(pages: dict[str, BuiltPage]) -> None:
    rows = [(page, row) for page in pages.values() for row in page.article.iter("tr")]
    rows += [(pages["adr/"], row) for row in pages["adr/"].article.iterfind(".//ul[@class='log']/li")]
    with_id = {f"{page.address}#{row.get('id')}": page for page, row in rows if row.get("id")}
    assert len(with_id) > 40
    assert [address for address, page in with_id.items() if address.partition("#")[2] not in offered(page)] == []


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("## Reworded at will", []),
        ("## Reworded at will {: #kept }", ["kept"]),
        ("# The page itself {: #title }", []),
        ("### Consequences", ["consequences"]),
        ("Consequences\n---", ["consequences"]),
        ("## Consequences[^1]\n\n[^1]: A note.", ["consequences"]),
        ("## Consequences\n\n## Consequences", ["consequences"]),
        ("## Other {: #consequences }\n\n## Consequences", ["consequences"]),
        ("> ## In a quotation {: #quoted }\n>\n> text", ["quoted"]),
    ],
)
def test_a_heading_has_a_link_when_its_id_does_not_follow_from_its_words(text: str, ids: list[str]) -> None:
    tree = rendered(text)
    links = [link.get("href") for link in tree.iter("a") if link.get("class") == "here"]
    assert links == [f"#{id}" for id in ids]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("`make` & \\*all\\*", "Link to make & *all*"),
        ("A <b>bold</b> \"word\" & 'more' < 3", "Link to A bold \"word\" & 'more' < 3"),
        ("[A link](https://example.org) and a note[^1]", "Link to A link and a note"),
    ],
)
def test_a_link_is_called_as_its_heading_reads_and_is_no_part_of_it(heading: str, name: str) -> None:
    tree = rendered(f"## {heading} {{: #x }}\n\ntext\n\n[^1]: A note.")
    link = next(link for link in tree.iter("a") if link.get("class") == "here")
    assert link.get("aria-label") == name
    assert link.text is None
    assert link not in list(tree.find(".//h2").iter())


@pytest.mark.browser
def test_a_screen_reader_hears_headings_and_rows_without_their_links(page: Page) -> None:
    page.goto("patterns/bicycle/")
    expect(page.get_by_role("heading", name="Benefits", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Link to Benefits", exact=True)).to_have_count(1)
    page.goto("patterns/")
    need = next(iter(GUIDE.needs.values()))
    row = page.get_by_role("rowheader", name=need.name, exact=True)
    expect(row).to_have_count(1)
    # That of a row is one stop of the keyboard more, so it comes with what the row holds.
    row.locator("summary").click()
    expect(page.get_by_role("link", name=f"Link to {need.name}", exact=True)).to_have_count(1)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("address", "id"),
    [
        ("", "which-way"),
        ("patterns/bicycle/", "benefits"),
        ("patterns/?patterns=bicycle", "need-heavy"),
        ("sources/", "logbook"),
    ],
)
def test_a_click_goes_there_copies_the_whole_address_and_says_so(
    address: str, id: str, page: Page, server: str
) -> None:
    page.goto(address)
    link = page.locator(f'a.here[href="#{id}"]')
    link.locator("xpath=..").hover()
    link.click()
    expect(page.get_by_role("status").filter(has_text="Link copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{server}{address.partition('?')[0]}#{id}"
    assert page.url.endswith(f"#{id}")


@pytest.mark.browser
def test_it_is_reached_and_used_by_keyboard_and_seen_when_it_is(page: Page, server: str) -> None:
    page.goto("new-project/")
    link = page.get_by_role("link", name="Link to What to do", exact=True)
    assert link.evaluate("element => getComputedStyle(element).opacity") == "0"
    page.locator('a[href="#takeaway-"], .takeaways a').last.focus()
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    expect(link).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    expect(page.locator(".said")).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{server}new-project/#what-to-do"
    expect(page.locator(".said")).to_be_empty()


@pytest.mark.browser
def test_it_shows_when_one_points_at_what_it_links(page: Page) -> None:
    page.goto("patterns/bicycle/")
    for thing, link in [("h2#benefits", "#benefits"), ("dl > div#need-heavy", "#need-heavy")]:
        found = page.locator(f'a.here[href="{link}"]')
        expect(found).to_have_css("opacity", "0")
        page.locator(thing).hover()
        expect(found).to_have_css("opacity", "1")


@pytest.mark.browser
def test_where_nothing_can_point_it_always_shows_and_is_large_enough_to_touch(browser: Browser, server: str) -> None:
    context = browser.new_context(
        base_url=server, viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    for address in ("", "patterns/", "new-project/"):
        page.goto(address)
        links = page.locator("a.here")
        assert links.count() > 3
        for link in links.all():
            expect(link).to_have_css("opacity", "1")
            box = link.bounding_box()
            assert box
            assert min(box["width"], box["height"]) >= 24
    context.close()


@pytest.mark.browser
def test_where_the_browser_does_not_let_us_copy_it_says_where_the_link_is(page: Page) -> None:
    page.goto("patterns/bicycle/")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.locator('a.here[href="#benefits"]').click()
    expect(page.locator(".said")).to_have_text("The link is in the address bar")
    assert page.url.endswith("patterns/bicycle/#benefits")


@pytest.mark.browser
def test_without_script_it_is_a_link_like_any_other(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.goto("patterns/bicycle/")
    page.get_by_role("link", name="Link to Benefits", exact=True).click()
    assert page.url == f"{server}patterns/bicycle/#benefits"
    context.close()
