"""The search: what an engineer types on the first day is among the first three results."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from guide.model.claims import texts_of
from tests.engine.browser_fixtures import fill_window
from tests.engine.published import Published
from tests.engine.whole_guide import whole_guide

pytestmark = pytest.mark.browser
GUIDE = whole_guide()
CODE = "https://code.example/kettle/post"
TITLE = re.compile(r"<h1[^>]*>([^<]+)")

# What is typed, and the page, or the part of a page, that must be among the first three.
QUERIES = [
    # projects, in other letters too
    ("sunday paper", "projects/sunday-paper/"),
    ("Łódka", "projects/lodka/"),
    ("κύμα", "projects/kyma/"),
    ("salt & pepper", "projects/pepper/"),
    ("all rounds", "projects/"),
    # tools
    ("cork press", "projects/#tool-cork-press"),
    ("marigold", "projects/#tool-marigold"),
    ("tandem", "projects/#tool-tandem"),
    # decisions by number and by word
    ("adr 17", "adr/0017-the-lightest-messenger/"),
    ("ADR 5", "adr/0005-keep-a-dovecote/"),
    ("adr-0011", "adr/0011-read-the-tide-from-a-table/"),
    ("0024", "adr/0024-use-string/"),
    ("lightest messenger", "adr/0017-the-lightest-messenger/"),
    ("two baskets", "adr/0013-two-baskets/"),
    ("whistle", "adr/0031-when-nobody-is-at-home/"),
    ("воскресенье", "adr/0028-sunday-post/"),
    ("stove", "adr/0001-write-down-what-we-decide/"),
    # choosing, and needs by what people call them
    ("which way", "choose/"),
    ("messenger tree", "choose/"),
    ("porcelain", "patterns/#need-fragile"),
    ("kitten", "patterns/#need-alive"),
    # patterns and capabilities
    ("airship", "patterns/airship/"),
    ("mail bicycle", "patterns/bicycle/"),
    ("mail boat", "patterns/mail-boat/"),
    ("finding again", "production-environment/#finding-again"),
    # guidelines, kinds of work and limits
    ("new round", "new-project/"),
    ("birthday cake", "serverless/#cakes"),
    ("forecasts", "serverless/#weather-stories"),
    ("what the sea allows", "serverless/#limits"),
    # pages by their tags and titles
    ("riddle", "open-points/"),
    ("pull request", "contribute/"),
    ("words", "words/"),
    # asked as one asks a colleague
    ("what do i do with a kitten?", "patterns/#need-alive"),
    ("what do we do in a new round", "new-project/"),
    ("who has the sunday paper", "projects/sunday-paper/"),
    ("can it be by airship", "patterns/airship/"),
]
# Zensical's search, which has no settings, gives tags no weight, and asks for each word of a query.
NOT_IN_ZENSICAL = {"0024", "stove", "messenger tree", "riddle", "pull request"}
# Each entry that says by which words people look for it, and where they are to be led.
WORDS = [(f"patterns/#need-{id}", texts_of(need.words)) for id, need in GUIDE.needs.items()]
WORDS += [(f"serverless/#{id}", texts_of(kind.words)) for id, kind in GUIDE.kinds.items() if kind.words]


# Whether nothing is typed nor found; and the links of the first three results, once it is told how many there are. Both
# are asked for in each frame, and so known sooner than from outside.
NOTHING = """() => document.querySelector(".md-search-result__meta").innerText === "Type to start searching"
  && !document.querySelector(".md-search-result__item")"""
RESULTS = """() => document.querySelector(".md-search-result__meta").innerText.includes("matching document")
  && [...document.querySelectorAll(".md-search-result__item")].slice(0, 3).map((item) =>
    [...item.querySelectorAll("a")].map((link) => link.origin + link.pathname + link.hash))"""


@dataclass(frozen=True)
class Search:
    """A page with its search open."""

    page: Page
    site: str

    def first_three(self, query: str) -> list[list[str]]:
        """Type a query and return the first three results: for each the page, and its parts, some folded away."""
        box = self.page.locator(".md-search__input")
        for text, shown in (("", NOTHING), (query, RESULTS)):
            # At once and then a key, so that there are no results but those of the whole query.
            box.fill(text)
            box.press("End")
            found = self.page.wait_for_function(shown).json_value()
        return [[link.removeprefix(self.site) for link in item] for item in found]


def open_search(browser: Browser, site: str) -> Search:
    """Return the search of a site, ready to be typed into."""
    page = fill_window(browser.new_page(viewport={"width": 1440, "height": 900}))
    page.goto(site)
    page.locator(".md-search__input").click()
    expect(page.locator(".md-search-result__meta")).to_have_text("Type to start searching")
    return Search(page, site)


@pytest.fixture(scope="module")
def search(browser: Browser, server: str) -> Iterator[Search]:
    """The search of the site."""
    search = open_search(browser, server)
    yield search
    search.page.close()


@pytest.mark.parametrize(("query", "expected"), QUERIES, ids=[" finds ".join(row) for row in QUERIES])
def test_what_is_typed_finds_its_page_among_the_first_three(query: str, expected: str, search: Search) -> None:
    found = search.first_three(query)
    matching = [links for links in found if (expected in links if "#" in expected else links[0] == expected)]
    assert len(matching) == 1, found


@pytest.mark.parametrize(("expected", "words"), WORDS, ids=[expected for expected, _ in WORDS])
def test_every_word_by_which_people_look_for_something_finds_it(
    expected: str, words: list[str], search: Search
) -> None:
    found = {word: search.first_three(word) for word in words}
    lost = {word: results for word, results in found.items() if not any(expected in links for links in results)}
    assert lost == {}, "these words of the data lead elsewhere; leave them out, or write ones that fewer pages have"


@pytest.mark.parametrize("written", ["ADR {}", "adr{}", "ADR-{}", "decision {}", "#{}", "{}", "{:04}"])
@pytest.mark.parametrize("number", [1, 4, 41])
def test_a_decision_is_the_first_found_by_its_number_though_those_of_others_begin_with_it(
    number: int, written: str, search: Search
) -> None:
    assert search.first_three(written.format(number))[0][0].startswith(f"adr/{number:04}-")


@pytest.mark.parametrize("address", ["", "choose/", "patterns/", "projects/", "projects/pepper/", "adr/", "sources/"])
def test_a_page_is_the_first_found_by_its_whole_title(address: str, search: Search, published: Published) -> None:
    assert search.first_three(TITLE.search(published.pages[address].html)[1])[0][0] == address


def test_a_decision_is_the_first_found_by_its_whole_title_without_its_number(search: Search) -> None:
    for number in (5, 17, 36):
        assert search.first_three(GUIDE.decisions[number].title)[0][0] == f"adr/{GUIDE.decisions[number].name}/"


@pytest.mark.parametrize("query", ["string", "adr string"])
def test_a_decision_in_force_comes_before_what_it_supersedes_which_says_so(query: str, search: Search) -> None:
    search.first_three(query)
    results = search.page.locator(".md-search-result__item > a")
    texts = dict(results.evaluate_all("(links) => links.map((one) => [one.pathname, one.innerText])"))
    old, new = (urlsplit(f"{search.site}adr/{GUIDE.decisions[number].name}/").path for number in (24, 25))
    assert new in texts
    # Where many results come first, the old one is not even among those that the page draws.
    later = list(texts)[list(texts).index(new) :]
    assert old in later or old not in texts
    if old in texts:
        assert "superseded" in texts[old].splitlines()


def test_a_decision_that_is_not_in_force_is_found_by_its_number_and_says_so(search: Search) -> None:
    assert search.first_three("adr 24")[0][0] == f"adr/{GUIDE.decisions[24].name}/"
    first = search.page.locator(".md-search-result__item").first
    expect(first.locator(".md-tag").filter(has_text="superseded").first).to_be_visible()


# How many lines of text are seen of each result.
LINES = """(results) => results.map((result) => {
  const { bottom } = result.getBoundingClientRect();
  const range = document.createRange();
  range.selectNodeContents(result);
  const lines = [];
  for (const line of range.getClientRects()) {
    const isNew = line.height && line.bottom <= bottom + 1 && !lines.some((other) => Math.abs(other - line.bottom) < 8);
    if (isNew) lines.push(line.bottom);
  }
  return lines.length;
})"""


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("query", ["bottle", "pigeon", "letters"])
def test_a_result_takes_at_most_three_lines(query: str, width: int, search: Search) -> None:
    search.first_three(query)
    search.page.set_viewport_size({"width": width, "height": 900})
    results = search.page.locator(".md-search-result__article:visible")
    lines, heights = results.evaluate_all(LINES), results.evaluate_all("(all) => all.map((one) => one.offsetHeight)")
    search.page.set_viewport_size({"width": 1440, "height": 900})
    assert 0 < max(lines) <= 3
    assert max(heights) < 140


def test_what_is_found_nowhere_is_said_to_be_with_what_to_do_next(search: Search) -> None:
    said = search.page.locator(".search-nothing")
    assert search.first_three("xylophone") == []
    expect(search.page.locator(".md-search-result__meta")).to_have_text("No matching documents")
    expect(said.get_by_role("link").first).to_have_attribute("href", search.site)
    issue = f"{CODE}/issues/new?title=Not%20in%20the%20guide%3A%20xylophone"
    expect(said.get_by_role("link").last).to_have_attribute("href", issue)
    search.first_three("bottle")
    expect(said).to_be_hidden()


FOUND = """([site, expected]) => {
  const roots = [...document.querySelectorAll("body > *")].map((one) => one.shadowRoot);
  const root = roots.find((one) => one?.querySelector("[role=option]"));
  const found = [...root?.querySelectorAll("[role=option]") ?? []].slice(0, 12)
    .map((link) => (link.origin + link.pathname + link.hash).replace(site, ""));
  const pages = [...new Set(found.map((link) => link.split("#")[0]))].slice(0, 3);
  return (expected.includes("#") ? found : pages).includes(expected);
}"""


def test_what_is_typed_finds_its_page_with_the_other_engine_too(
    browser: Browser, published_by_zensical: Published
) -> None:
    page = fill_window(browser.new_page())
    page.goto(published_by_zensical.address)
    page.get_by_role("button", name="Search").click()
    box = page.get_by_role("combobox", name="Search")
    for query, expected in QUERIES:
        if query in NOT_IN_ZENSICAL:
            continue
        box.fill(query)
        # The first three pages, each by all its parts that were found.
        page.wait_for_function(FOUND, arg=[published_by_zensical.address, expected])
    page.close()


def test_words_that_stand_apart_on_a_page_stand_apart_in_the_index(published: Published) -> None:
    index = json.loads((published.folder / "search" / "search_index.json").read_text("utf-8"))
    texts = {one["location"]: unescape(" ".join(re.sub(r"<[^>]+>", " ", one["text"]).split())) for one in index["docs"]}
    assert "Project Pattern Tool Certainty " in texts["projects/"]
    for id, project in GUIDE.projects.items():
        pattern = "unknown" if project.pattern == "unknown" else GUIDE.patterns[project.pattern].name
        assert f" {project.name} {pattern} " in texts["projects/"], id
    newest = [one for one in GUIDE.decisions.values() if not GUIDE.is_about_itself(one)][-1]
    assert f" {newest.title} {newest.front.summary} " in texts["adr/"]
    # What one may choose from says nothing of the page.
    assert "About anything" not in texts["adr/"]
    assert not any(re.search("Level any", text) for text in texts.values())
