"""Each kind of page, opened in the installed Chromium the way a reader would."""

from __future__ import annotations

import re
from itertools import groupby
from operator import itemgetter

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.engine.browser.watching import open_whole, watching
from tests.engine.published import FRAMED, KINDS, MOVED, STATUSES
from tests.engine.whole_guide import whole_guide

pytestmark = pytest.mark.browser

# All but the one that has to run before the page is painted.
SCRIPTS = re.compile(r"/(?!start\.)[^/]+\.js$")
PAINTED = "() => performance.getEntriesByName('first-contentful-paint').length > 0"
# What a frame has moved is told after the next one.
TWO_FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"

# What is seen of a table whose cell has the focus: its header, and its first column, each as [id or text, is in sight].
IN_SIGHT = """(id) => {
  const target = document.getElementById(id);
  const table = target.closest("table");
  const seen = (cell) => {
    const { left, top, width } = cell.getBoundingClientRect();
    return cell.contains(document.elementFromPoint(left + Math.min(width, 90) / 2, top + 12));
  };
  return [table.rows[0].cells[0], table.rows[0].cells[1], target.closest("tr").cells[0]].map(seen);
}"""


@pytest.mark.parametrize("width", [960, 1440])
@pytest.mark.parametrize("address", ["patterns/#need-alive", "patterns/#drawbacks", "serverless/#limit-daylight"])
def test_the_header_and_the_first_column_of_a_table_stay_in_sight(address: str, width: int, tab: Page) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(address)
    tab.wait_for_function("() => scrollY > 200")
    id = address.partition("#")[2]
    assert tab.evaluate(IN_SIGHT, id) == [True, True, True]


def test_on_a_phone_each_row_of_a_table_is_a_card_that_names_its_columns(tab: Page) -> None:
    tab.set_viewport_size({"width": 390, "height": 900})
    # "Unless" and "Because of" are told by the cell itself.
    for address in ("patterns/", "serverless/", "projects/", "production-environment/"):
        tab.goto(address)
        cells = tab.locator(".table tbody td").evaluate_all(
            """(cells) => cells.filter((cell) => cell.childNodes.length && cell.firstElementChild?.tagName !== "STRONG")
              .map((cell) => ({
                named: getComputedStyle(cell, "::before").content === JSON.stringify(cell.dataset.label),
                column: cell.closest("table").tHead.rows[0].cells[cell.cellIndex].textContent,
                label: cell.dataset.label,
                below: cell.getBoundingClientRect().top >= cell.parentElement.cells[0].getBoundingClientRect().bottom,
            }))"""
        )
        assert cells
        assert tab.locator(".table tbody td:empty:visible").count() == 0
        assert [cell for cell in cells if not cell["named"] or not cell["below"]] == []
        assert [cell["label"] for cell in cells] == [cell["column"] for cell in cells]


# What is too wide for its page, what scrolls both ways, which headings stand beside something, and which texts are
# smaller than 12 pixels; a text that has no size at all is not shown.
LOOKED_AT = """() => ({
  wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  both: [...document.querySelectorAll("article *")]
    .filter((one) => one.scrollHeight > one.clientHeight + 1 && one.scrollWidth > one.clientWidth + 1)
    .filter((one) => /auto|scroll/.test(getComputedStyle(one).overflowX + getComputedStyle(one).overflowY))
    .map((one) => one.outerHTML.slice(0, 80)),
  beside: [...document.querySelectorAll("article > :is(h1, h2, h3, h4, h5, h6)")]
    .filter((one, place, all) => place
      && one.getBoundingClientRect().top < all[place - 1].getBoundingClientRect().bottom)
    .map((one) => one.textContent),
  small: [...document.querySelectorAll("body *")]
    .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
    .filter((one) => one.checkVisibility())
    .filter((one) => ((size) => size && size < 12)(parseFloat(getComputedStyle(one).fontSize)))
    .map((one) => one.outerHTML.slice(0, 80)),
})"""
# 1280 px enlarged to 400 %, which WCAG asks for, are 320.
WIDTHS = [320, 390, 960, 1220, 1440]


@pytest.fixture(scope="module")
def visited(browser: Browser, server: str) -> tuple[dict[str, object], list[str]]:
    """What is seen of each kind of page at each width, by its address and the width, and what went wrong on any."""
    seen, widths = {}, WIDTHS
    with watching(browser, server) as (page, faults):
        for address in [*KINDS, "print/"]:
            open_whole(page, server + address)
            widths = widths[::-1]  # the next page begins as wide as this one ends
            for width in widths if address not in (MOVED, "print/") else ():
                page.set_viewport_size({"width": width, "height": 256 if width == 320 else 900})
                seen[f"/{address} at {width}"] = page.evaluate(LOOKED_AT)
    return seen, faults


def test_nothing_is_too_wide_too_small_or_beside_a_heading_at_any_width(
    visited: tuple[dict[str, object], list],
) -> None:
    seen, _ = visited
    assert len(seen) == len(WIDTHS) * (len(FRAMED) + 1)
    fine = {"wide": 0, "both": [], "beside": [], "small": []}
    assert {where: found for where, found in seen.items() if found != fine} == {}


def test_each_kind_of_page_opens_without_what_its_policy_forbids_an_error_or_another_host(
    visited: tuple[dict[str, object], list[str]],
) -> None:
    _, faults = visited
    assert faults == []


def test_nothing_moves_while_the_scripts_of_a_page_are_still_to_come(browser: Browser, server: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 900})
    page.add_init_script(
        """window.moved = 0;
        new PerformanceObserver((list) => { for (const { value } of list.getEntries()) window.moved += value; })
          .observe({ type: "layout-shift", buffered: true });"""
    )
    held: list[Route] = []
    waits, moved = False, {}
    # Those with a script of their own, and one of each frame; the others are made like one of these.
    opened = ["", "choose/", "patterns/", "projects/pepper/", "adr/", STATUSES["accepted"], "new-project/", "sources/"]
    page.route(SCRIPTS, lambda route: held.append(route) if waits else route.continue_())
    for address in opened:
        waits = True
        page.goto(server + address, wait_until="commit")
        page.wait_for_function(PAINTED)
        # We hear of a request a little later than it is made.
        for _ in range(100):
            if not held:
                page.wait_for_timeout(50)
        assert held, address
        page.evaluate(TWO_FRAMES)
        waits = False
        while held:
            held.pop().continue_()
        page.wait_for_load_state("load")
        page.evaluate(TWO_FRAMES)
        moved[address] = page.evaluate("window.moved")
    page.close()
    # Less than 0.1 is "good" for Core Web Vitals (https://web.dev/articles/cls); a mark of 100 asks for less.
    assert {address: score for address, score in moved.items() if score > 0.02} == {}


def test_the_checklist_is_copied_as_it_is_shown_and_ticked(tab: Page) -> None:
    button = tab.get_by_role("button", name=re.compile("^(Copy as Markdown|Copied)$"))

    def copied() -> str:
        tab.evaluate("navigator.clipboard.writeText('')")
        button.click()
        return tab.wait_for_function("() => navigator.clipboard.readText()").json_value()

    tab.goto("new-project/")
    expect(button).to_have_text("Copy as Markdown")
    assert copied().startswith("## Deployment checklist\n\n### Decide\n\n- [ ] **")
    guide = whole_guide()
    assert re.findall(r"\(`(.+)`\)", copied()) == [id for one in guide.phases().values() for id in one]
    bell = tab.locator("#bell").get_by_role("checkbox")
    bell.check()
    # What was ticked and is no guideline any more is not counted.
    tab.evaluate(
        'for (const key in localStorage) if (/ checklist$/.test(key)) localStorage[key] = \'["gone", "bell"]\''
    )
    tab.reload()
    assert bell.is_checked()
    assert re.findall(r"- \[x\].*\(`(.+)`\)", copied()) == ["bell"]
    tab.get_by_label("Pattern").select_option("bottle")
    phases = guide.phases("bottle")
    assert re.findall(r"\(`(.+)`\)", copied()) == [id for one in phases.values() for id in one]
    assert re.findall(r"### (.+)", copied()) == [phase.replace("-", " ").capitalize() for phase in phases]
    expect(button).to_have_text("Copied")
    # Another tab adds to it, and takes nothing back.
    with tab.expect_popup() as opened:
        tab.evaluate("void window.open(location.pathname)")
    other = opened.value
    first = next(id for one in phases.values() for id in one if id != "bell")
    other.locator(f"#{first}").get_by_role("checkbox").check()
    tab.get_by_role("button", name="Untick all 2").wait_for()
    assert tab.locator(f"#{first}").get_by_role("checkbox").is_checked()
    tab.get_by_role("button", name="Untick all 2").click()
    other.locator(".untick").wait_for(state="hidden")
    other.close()
    expect(button).to_have_text("Copy as Markdown")
    tab.goto("new-project/")
    assert "[x]" not in copied()
    assert tab.get_by_role("button", name="Untick").count() == 0


def test_the_checklist_is_filtered_by_pattern_and_what_a_link_leads_to_is_shown(tab: Page) -> None:
    rows, bell = tab.locator(".checklist > li:visible"), tab.locator("#bell")
    tab.set_viewport_size({"width": 960, "height": 300})
    tab.goto("new-project/")
    everything = rows.count()
    tab.emulate_media(media="print")
    assert tab.locator(".filter").is_hidden()
    tab.emulate_media(media="screen")
    tab.get_by_label("Pattern").select_option("airship")
    assert tab.url.endswith("/new-project/?pattern=airship")
    guide = whole_guide()
    applying = [id for id, one in guide.guidelines.items() if not one.patterns or "airship" in one.patterns]
    assert {row.get_attribute("id") for row in rows.all()} == {*applying}
    assert len(applying) < everything
    assert tab.locator(".filter [role=status]").inner_text() == f"{len(applying)} of {everything} guidelines"
    tab.reload()
    assert rows.count() == len(applying)
    tab.emulate_media(media="print")
    assert tab.get_by_label("Pattern").is_visible()
    tab.emulate_media(media="screen")
    assert bell.is_hidden()
    tab.evaluate("location.hash = 'bell'")
    bell.wait_for()
    assert bell.evaluate("(row) => row.getBoundingClientRect().top < innerHeight")
    assert tab.url.endswith("/new-project/#bell")
    assert rows.count() == everything
    tab.goto("new-project/?pattern=airship#bell")
    bell.wait_for()
    assert bell.evaluate("(row) => row.getBoundingClientRect().top < innerHeight")


def test_what_a_link_leads_to_is_not_left_folded(tab: Page) -> None:
    tab.goto("serverless/")
    opened = tab.locator("article details[open]")
    assert opened.count() == 0
    tab.get_by_role("link", name="Birthday cakes", exact=True).first.click()
    expect(opened).to_have_count(1)
    assert opened.locator("xpath=..").locator("h3").get_attribute("id") == "cakes"
    need = next(id for id, said in whole_guide().patterns["bottle"].needs.items() if said.answer == "no")
    tab.goto(f"serverless/#when-not-{need}")
    tab.reload()
    expect(tab.locator(f"#when-not-{need}[open]")).to_have_count(1)


def test_the_sources_are_filtered_by_what_one_types_and_stand_by_kind_and_publisher(tab: Page) -> None:
    tab.goto("sources/")
    rows, sources = tab.locator(".sources > div:visible"), whole_guide().sources
    ids = rows.evaluate_all("(rows) => rows.map((row) => row.id)")
    assert sorted(ids) == sorted(sources)
    placed = [(sources[id].kind, sources[id].publisher.casefold(), sources[id].title.casefold()) for id in ids]
    assert [list(group) for _, group in groupby(placed, itemgetter(0))] == [
        sorted(one for one in placed if one[0] == kind) for kind in dict.fromkeys(kind for kind, *_ in placed)
    ]
    one = sources["almanac"]
    tab.get_by_label("Find").press_sequentially(one.title.upper())
    assert rows.evaluate_all("(rows) => rows.map((row) => row.id)") == ["almanac"]
    assert tab.locator("h2[id^='kind-']:visible").count() == 1
    assert tab.locator(".filter [role=status]").inner_text() == f"1 of {len(sources)} sources"
    tab.reload()
    assert rows.count() == 1


def test_the_checklist_is_filtered_by_level(tab: Page) -> None:
    tab.goto("new-project/")
    tab.get_by_label("Level").select_option("must")
    shown = tab.locator(".checklist > li:visible .level-must")
    assert shown.count() == tab.locator(".checklist > li:visible").count() == 3
    assert tab.url.endswith("?level=must")


def test_a_phase_without_guidelines_for_the_pattern_has_no_heading(tab: Page) -> None:
    tab.goto("new-project/")
    headings = tab.locator("h3[id^='phase-']:visible")
    everything = headings.count()
    tab.get_by_label("Pattern").select_option("bottle")
    shown = whole_guide().phases("bottle")
    assert [heading.get_attribute("id") for heading in headings.all()] == [f"phase-{phase}" for phase in shown]
    assert len(shown) < everything
    leads = tab.locator(".phases a:visible").evaluate_all("(links) => links.map((link) => link.hash)")
    assert leads == [f"#phase-{phase}" for phase in shown]
    # Whoever is led to such a phase gets to see it.
    gone = next(phase for phase in whole_guide().phases() if phase not in shown)
    tab.evaluate("(phase) => { location.hash = `phase-${phase}`; }", gone)
    tab.locator(f"#phase-{gone}").wait_for()
    assert tab.url.endswith(f"/new-project/#phase-{gone}")
    assert headings.count() == tab.locator(".phases a:visible").count() == everything


def test_without_script_the_checklist_is_there_to_select(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server + "new-project/")
    page.get_by_text("Show the Markdown").click()
    assert page.locator("#checklist-complete pre").inner_text().startswith("## Deployment checklist")
    assert page.get_by_role("button", name="Copy").count() == 0
    assert page.get_by_role("checkbox").count() == 0
    context.close()


@pytest.mark.parametrize("way", ["typed", "pasted"])
def test_search_finds_a_project_that_is_typed_or_pasted(way: str, tab: Page) -> None:
    tab.goto("")
    tab.get_by_role("textbox", name="Search").click()
    tab.get_by_text("Type to start searching").wait_for()
    put = tab.keyboard.type if way == "typed" else tab.keyboard.insert_text
    put("medals")
    tab.locator(".md-search-result__item:first-child > a[href*='projects/medals/']").wait_for()


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_a_link_into_a_superseded_decision_shows_its_heading_below_what_says_that_it_no_longer_holds(
    width: int, tab: Page
) -> None:
    tab.set_viewport_size({"width": width, "height": 500})
    tab.goto(f"{STATUSES['superseded']}#decision-outcome")
    says, heading = tab.locator(".stands"), tab.locator("#decision-outcome")
    expect(says).to_be_in_viewport()
    expect(heading).to_be_in_viewport()
    assert says.bounding_box()["y"] + says.bounding_box()["height"] <= heading.bounding_box()["y"]
