"""The sources: told where their numbers stand, and on /sources/ with what rests on each."""

from __future__ import annotations

import itertools
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.engine.built_site import BuiltPage
from tests.engine.whole_guide import whole_guide

GUIDE = whole_guide()


@pytest.fixture(params=[1440, 390])
def page(request: pytest.FixtureRequest, tab: Page) -> Page:
    """A page of a wide or of a narrow window."""
    tab.set_viewport_size({"width": request.param, "height": 700})
    return tab


def told(number: Locator) -> str:
    """Return what is said of the source, or of the statement of one, to which a number leads."""
    anchor = (number.get_attribute("href") or "").partition("#")[2]
    cited = next(cited for cited in GUIDE.citable if cited.replace("#", "-") == anchor)
    id, _, name = cited.partition("#")
    source = GUIDE.sources[id]
    said = f"“{source.statements[name].text}” " if name else ""
    state = f", {source.as_of}" if source.as_of else ""
    read = f"opened on {source.checked}{state}" if source.checked else f"not read by us{state}"
    return f"{said}{source.title}, {source.publisher}; {source.kind}; {read}"


@pytest.mark.browser
@pytest.mark.parametrize("address", ["projects/pepper/", "projects/night-bag/"])
def test_a_number_tells_its_source_to_a_pointer_and_in_sight(address: str, page: Page) -> None:
    page.goto(address)
    numbers = page.locator(".cite a:visible")
    for number, edge in itertools.product((numbers.first, numbers.last), ("center", "end")):
        number.evaluate("(one, block) => one.scrollIntoView({ block })", edge)
        at = number.bounding_box()
        assert at
        page.mouse.move(at["x"] + at["width"] / 2, at["y"] + at["height"] / 2)
        tip = page.get_by_role("tooltip")
        expect(tip).to_have_text(told(number))
        box = tip.bounding_box()
        assert box
        assert min(box["x"], box["y"]) >= 0
        assert box["x"] + box["width"] <= page.viewport_size["width"]
        assert box["y"] + box["height"] <= page.viewport_size["height"]
        page.mouse.move(0, 0)
        tip.wait_for(state="hidden")
    number.hover()
    tip.hover()  # nor does it go away while one reads it there: a timer that is set later is over later
    assert tip.evaluate("(tip) => new Promise((done) => setTimeout(() => done(tip.checkVisibility()), 400))")
    page.mouse.move(0, 0)
    tip.wait_for(state="hidden")


@pytest.mark.browser
def test_a_number_that_has_the_focus_tells_its_source_until_escape(page: Page) -> None:
    page.goto("new-project/")
    number = page.locator(".cite a").first
    page.keyboard.press("Tab")
    number.focus()
    text = told(number)
    expect(number).to_have_accessible_description(text)
    expect(page.get_by_role("tooltip")).to_have_text(text)
    page.keyboard.press("Escape")
    expect(page.get_by_role("tooltip")).to_be_hidden()
    page.keyboard.press("Shift+Tab")
    number.focus()
    expect(page.get_by_role("tooltip")).to_be_visible()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("tooltip")).to_be_hidden()
    assert page.locator("[aria-describedby='source-tip']").count() == 0


@pytest.mark.browser
def test_the_keyboard_passes_the_numbers_by_and_opens_the_list_of_what_they_stand_for(page: Page) -> None:
    page.goto("new-project/")
    numbers, fold = page.locator(".cite a"), page.locator(".page-sources > summary")
    assert numbers.evaluate_all("(all) => all.filter((one) => one.tabIndex >= 0).length") == 0
    leads = numbers.evaluate_all("(all) => [...new Set(all.map((one) => one.href))]")
    expect(fold).to_have_text(f"{len(leads)} sources")
    fold.focus()
    page.keyboard.press("Enter")
    for lead in leads:
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.href") not in leads:
            page.keyboard.press("Tab")  # past the source itself
        assert page.evaluate("document.activeElement.href") == lead


def resting(pages: dict[str, BuiltPage]) -> dict[str, set[str]]:
    """Return for each source, and for each statement, the addresses of the claims that /sources/ names, by its id."""
    return {
        entry.get("id"): {urljoin("/sources/", link.get("href")) for link in entry.find(".//details").iter("a")}
        for entry in listed(pages)
    }


def listed(pages: dict[str, BuiltPage]) -> list[Element]:
    """Return what claims can rest on: the sources, and in place of one that has statements, these."""
    entries = pages["sources/"].article.find(".//dl[@class='sources']")
    return [part for entry in entries for part in (entry.findall(".//ol[@class='statements']/li") or [entry])]


def test_where_a_page_cites_a_source_the_source_leads_back_to_the_page(pages: dict[str, BuiltPage]) -> None:
    # These tell again what stands on the page of a pattern, and the source leads there.
    again = {"choose/", "patterns/", "production-environment/", "serverless/"}
    again |= {f"projects/{id}/" for id, project in GUIDE.projects.items() if project.needs}
    leads = {id: {address.partition("#")[0] for address in claims} for id, claims in resting(pages).items()}
    assert set(leads) == {
        cited.replace("#", "-") for cited in GUIDE.citable if not getattr(GUIDE.sources.get(cited), "statements", None)
    }
    missing = []
    for address in set(pages) - again:
        for number in pages[address].article.iterfind(".//span[@class='cite']/a"):
            place, _, id = urljoin(f"/{address}", number.get("href")).partition("#")
            assert place == "/sources/"
            if f"/{address}" not in leads[id]:
                missing.append((address, id))
    assert missing == []


@pytest.mark.parametrize(
    ("collection", "address"),
    [
        ("capabilities", "production-environment/#{}"),
        ("tools", "projects/#tool-{}"),
        ("takeaways", "new-project/#takeaway-{}"),
        ("guidelines", "new-project/#{}"),
        ("limits", "serverless/#limit-{}"),
        ("kinds", "serverless/#{}"),
    ],
)
def test_every_entry_with_a_source_is_named_there(collection: str, address: str, pages: dict[str, BuiltPage]) -> None:
    named = set().union(*resting(pages).values())
    assert {f"/{address.format(id)}" for id in getattr(GUIDE, collection)} - named == set()


def test_a_claim_is_counted_once_for_each_of_its_sources(pages: dict[str, BuiltPage]) -> None:
    for entry in listed(pages):
        links = list(entry.find(".//details").iter("a"))
        count = f"{len(links)} claim{'' if len(links) == 1 else 's'} "
        assert pages["sources/"].text(entry.find(".//summary")).startswith(count)
        addresses = [(link.get("href"), link.text) for link in links]
        assert len(set(addresses)) == len(addresses)
