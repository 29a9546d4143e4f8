"""The answers on the home page, and that they agree with the data and the decisions."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest

from guide.model.entries import Certainty
from guide.model.fields import UNKNOWN
from guide.model.life_cycle import Status
from guide.model.page_address import address_of
from tests.engine.built_site import BuiltPage
from tests.engine.whole_guide import whole_guide

GUIDE = whole_guide()


def answers(pages: dict[str, BuiltPage]) -> dict[str, Element]:
    """Return the answers on the home page by the ids of their questions."""
    found = pages[""].article.find(".//ol[@class='answers']")
    return {item.get("id"): item for item in found.findall("li")}


def test_the_questions_stand_on_the_home_page_in_their_order(pages: dict[str, BuiltPage]) -> None:
    headings = [pages[""].text(item.find("h2")) for item in answers(pages).values()]
    assert [heading.removesuffix(" #") for heading in headings] == [one.question for one in GUIDE.questions.values()]


@pytest.mark.parametrize("question", GUIDE.questions)
def test_an_answer_is_what_the_accepted_decision_says_and_links_it(question: str, pages: dict[str, BuiltPage]) -> None:
    (decision,) = GUIDE.answering(question)
    assert decision.front.status is Status.ACCEPTED
    item = answers(pages)[question]
    assert decision.front.summary in pages[""].text(item.find("div[@class='answer']"))
    assert f"adr/{decision.name}/" in [link.get("href") for link in item.iter("a")]


@pytest.mark.parametrize("question", GUIDE.questions)
def test_an_answer_is_an_answer_and_no_pointer(question: str, pages: dict[str, BuiltPage]) -> None:
    text = pages[""].text(answers(pages)[question].find("div[@class='answer']"))
    assert len(text.split()) >= 15
    assert "see " not in text.lower()


def test_the_answer_that_lists_the_patterns_in_use_names_every_project_under_its_pattern(
    pages: dict[str, BuiltPage],
) -> None:
    text = pages[""].text(answers(pages)["ways-in-use"])
    for id, project in GUIDE.projects.items():
        if project.pattern == UNKNOWN:
            continue
        name = project.name + (" (unconfirmed)" if project.certainty is Certainty.UNCONFIRMED else "")
        assert name in text, id


def test_the_landscape_shows_patterns_in_order_with_their_tools_and_projects(pages: dict[str, BuiltPage]) -> None:
    page = pages[""]
    sections = page.article.findall(".//ol[@class='landscape']/li")
    names = [one.name for one in GUIDE.patterns.values()]
    assert [page.text(section.find("h3")) for section in sections] == [*names, "Pattern unknown"]
    for section, pattern in zip(sections, [*GUIDE.patterns, UNKNOWN], strict=True):
        links = [link.get("href") for link in section.iter("a")]
        assert links == [
            *[f"patterns/{pattern}/" for one in GUIDE.patterns if one == pattern],
            *[f"projects/#tool-{tool}" for tool in GUIDE.tools_on(pattern) if pattern != UNKNOWN],
            *[f"projects/{project}/" for project in GUIDE.projects_on(pattern)],
        ]


def test_the_heading_of_an_answer_and_one_link_by_its_name_lead_to_its_page(pages: dict[str, BuiltPage]) -> None:
    page, named = pages[""], []
    for id, question in GUIDE.questions.items():
        item = answers(pages)[id]
        address = address_of(question.page)
        leading = [page.text(link) for link in item.iter("a") if link.get("href") == address]
        title = page.text(pages[address].tree.find(".//h1"))
        assert leading == [question.question, title]
        named.append(title)
    assert len({*named}) == len(named)
