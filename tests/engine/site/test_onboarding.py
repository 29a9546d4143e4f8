"""The page for whoever links to the guide: what one pastes from it leads to the answers of the day."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote, urljoin
from xml.etree.ElementTree import Element

import html5lib
import pytest
from markdown import Markdown
from playwright.sync_api import Page as Tab

from macros.page_macros import MACROS
from macros.views.onboarding_page import first_sentence
from tests.engine.built_site import BuiltPage
from tests.engine.pages import page_of
from tests.engine.published import SITE, Published
from tests.engine.whole_guide import whole_guide

GUIDE = whole_guide()
ADDRESS = "onboarding/"
BLOCKS = ["answers", "first-day", "new-service", "review"]


def block(pages: dict[str, BuiltPage], id: str) -> str:
    """Return the text that one pastes."""
    page = pages[ADDRESS]
    found = next(one for one in page.article.iter("div") if one.get("id") == f"paste-{id}")
    return "".join(found.find("pre").itertext())


def parsed(html: str) -> Element:
    """Return the elements of a piece of HTML."""
    return html5lib.parseFragment(html, namespaceHTMLElements=False)


def shown(tree: Element) -> list[tuple[str, tuple[str, ...]]]:
    """Return of each line of a list what it says, and where it leads."""
    lines = [
        (" ".join("".join(item.itertext()).split()), [link.get("href") for link in item.iter("a")])
        for item in tree.iter("li")
    ]
    return [(said, tuple(links)) for said, links in lines]


@pytest.mark.parametrize("id", BLOCKS)
def test_a_block_says_the_same_as_markdown_as_html_and_on_the_page(id: str, pages: dict[str, BuiltPage]) -> None:
    markdown = shown(parsed(Markdown().convert(block(pages, id))))
    assert markdown
    assert shown(parsed(block(pages, f"{id}-html"))) == markdown
    article = list(pages[ADDRESS].article)
    heading = next(index for index, one in enumerate(article) if one.get("id") == id)
    there = shown(next(one for one in article[heading:] if one.tag == "ul"))
    assert [(said, tuple(urljoin(SITE + ADDRESS, link) for link in links)) for said, links in there] == markdown


def test_markup_in_an_answer_is_the_same_text_in_each_block_that_one_pastes() -> None:
    id, question = next(iter(GUIDE.questions.items()))
    asks = question.model_copy(update={"question": "Which <b>way</b> & &amp; [on](x)?"})
    text = MACROS["onboarding"](page_of(replace(GUIDE, questions=dict(GUIDE.questions) | {id: asks}), "onboarding.md"))
    tree = parsed(text)
    pasted = {
        name: "".join(next(one for one in tree.iter("div") if one.get("id") == f"paste-{name}").itertext())
        for name in ("answers", "assistants")
    }
    line = next(line for line in pasted["answers"].splitlines() if "Which " in line)
    assert line in pasted["assistants"].splitlines()
    assert shown(parsed(Markdown().convert(line)))[0][0].startswith(f"{asks.question}: ")


@pytest.mark.parametrize("id", [*BLOCKS, "assistants"])
def test_all_that_a_block_leads_to_is_on_the_site(id: str, host: Published) -> None:
    links = [link for _, links in shown(parsed(Markdown().convert(block(host.pages, id)))) for link in links]
    assert links
    for link in links:
        assert link.startswith(SITE)
        place, _, anchor = link.removeprefix(SITE).partition("#")
        page = host.pages[place]
        assert not anchor or unquote(anchor) in {one.get("id") for one in page.tree.iter()}, link


def test_the_answers_are_those_of_the_day_each_in_a_sentence_with_its_decision(pages: dict[str, BuiltPage]) -> None:
    lines = shown(parsed(Markdown().convert(block(pages, "answers"))))
    assert len(lines) == len(GUIDE.questions)
    for (said, links), (id, question) in zip(lines, GUIDE.questions.items(), strict=True):
        assert said.startswith(f"{question.question}: ")
        assert links[0] == f"{SITE}#{id}"
        for decision in GUIDE.answering(id)[:1]:
            assert links[1:] == (f"{SITE}adr/{decision.name}/",)
            assert question.lists or first_sentence(decision.front.summary) in said
        assert GUIDE.answering(id) or "This is not decided yet." in said
    listed = next(said for (said, _), one in zip(lines, GUIDE.questions.values(), strict=True) if one.lists)
    for pattern in GUIDE.patterns_in_use():
        unsure = "" if pattern in GUIDE.patterns_surely_in_use() else " (unconfirmed)"
        assert f"{GUIDE.patterns[pattern].name}{unsure}" in listed


def test_a_block_says_where_it_is_from_and_of_which_day(pages: dict[str, BuiltPage]) -> None:
    for id in BLOCKS:
        assert block(pages, id).strip().endswith(f"From [Kettle Post & Sons]({SITE}), as of {GUIDE.as_of}.")


def test_only_pages_that_there_are_stand_in_a_block_and_among_the_addresses() -> None:
    without = {path: text for path, text in GUIDE.prose.items() if path not in ("docs/choose.md", "docs/adr.md")}
    drawn = MACROS["onboarding"](page_of(replace(GUIDE, prose=without), ADDRESS, SITE))
    assert f"{SITE}new-project/" in drawn
    assert f"{SITE}choose/" not in drawn
    assert ">/choose/<" not in drawn
    assert ">/adr/<" not in drawn


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("One thing holds for all. Another does not.", "One thing holds for all."),
        ("Yes: use what is there, e.g. Kites or boats. Not more.", "Yes: use what is there, e.g. Kites or boats."),
        ("Yes. Use what is there already today. Not more.", "Yes. Use what is there already today."),
        ("At most 1.5 kg go by air, whatever the wind does.", "At most 1.5 kg go by air, whatever the wind does."),
        ("Письма носят голуби, и никто другой. Почта ждёт.", "Письма носят голуби, и никто другой."),
        ("", ""),
    ],
)
def test_the_first_sentence_of_an_answer_ends_where_one_reads_it_to_end(text: str, first: str) -> None:
    assert first_sentence(text) == first


@pytest.mark.browser
def test_a_block_is_copied_whole(tab: Tab, pages: dict[str, BuiltPage]) -> None:
    tab.goto(ADDRESS)
    for id in ("answers", "answers-html", "assistants"):
        tab.locator(f"button[data-copy^='#paste-{id} ']").click()
        assert tab.evaluate("navigator.clipboard.readText()") == block(pages, id)
