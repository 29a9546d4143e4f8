"""What we know and decided: every entry of data/ and every decision is told where readers look for it."""

from __future__ import annotations

import re

import pytest

from guide.model.fields import FIGURE
from guide.model.guide import COLLECTIONS, Guide
from macros.addresses import where
from tests.content.looking import Pages, element, flat, links, offered, text


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_every_entry_has_its_page_or_its_place_on_one_with_a_link_to_copy(
    collection: str, guide: Guide, own_pages: Pages
) -> None:
    found = {address: {"", *offered(page)} for address, page in own_pages.items()}
    places = [where(collection, id).partition("#") for id in getattr(guide, collection)]
    assert [address + anchor for address, _, anchor in places if anchor not in found.get(address, ())] == []


def test_every_text_of_the_data_is_on_a_page(guide: Guide, own_pages: Pages) -> None:
    said = "\n".join(page.text(page.tree) for page in own_pages.values())
    lost = []

    def value(named: re.Match[str]) -> str:
        return guide.limits[named[1]].value

    for document in guide.documents:
        if document.path.startswith("data/"):
            texts = ((path, FIGURE.sub(value, written)) for path, written in document.texts())
            sentences = ((path, flat(text)) for path, text in texts if len(text.split()) > 1)
            lost += [f"{document.place(*path)} {sentence}" for path, sentence in sentences if sentence not in said]
    assert lost == []


def test_every_project_is_a_row_with_what_is_known_of_it_and_a_page(guide: Guide, own_pages: Pages) -> None:
    page, faults = own_pages[where("projects")], []
    for id, project in guide.projects.items():
        pattern, tool = guide.patterns.get(project.pattern), guide.tools.get(project.tool)
        known = [pattern.name if pattern else project.pattern, tool.name if tool else project.tool, project.certainty]
        row = element(page, id)
        cells = [page.text(cell) for cell in row][:4] if row is not None else []
        if cells != [flat(one) for one in (project.name, *known)]:
            faults.append(f"the row of '{id}' says {cells}")
        own = own_pages[where("projects", id)]
        if own.text(own.tree.find(".//h1")) != flat(project.name):
            faults.append(f"the page of '{id}' is called {own.text(own.tree.find('.//h1'))}")
        missing = [one for one in (*known, project.summary) if flat(one) not in own.text()]
        faults += [f"the page of '{id}' does not say {one}" for one in missing]
    assert faults == []


def test_the_table_of_the_projects_has_no_other_row(guide: Guide, own_pages: Pages) -> None:
    rows = own_pages[where("projects")].article.findall(".//table[@class='projects']/tbody/tr")
    assert [row.get("id") for row in rows] == list(guide.projects)


def test_every_pattern_has_a_page_that_says_what_it_is(guide: Guide, own_pages: Pages) -> None:
    said = {id: own_pages[where("patterns", id)].text() for id in guide.patterns}
    assert [id for id, one in guide.patterns.items() if flat(one.summary.text) not in said[id]] == []


def test_every_decision_is_a_line_of_the_log_and_a_page(guide: Guide, own_pages: Pages) -> None:
    faults = []
    for number, decision in guide.decisions.items():
        address, title = where("decisions", decision.name), flat(decision.title)
        line = text(own_pages[where("decisions")], f"adr-{number}")
        if title not in line or decision.front.status not in line:
            faults.append(f"the line of {decision.label} says '{line}'")
        if f"/{address}" not in links(own_pages[where("decisions")], f"adr-{number}"):
            faults.append(f"the line of {decision.label} does not lead to it")
        own = own_pages[address]
        if title not in own.text(own.tree.find(".//h1")) or flat(decision.front.summary) not in own.text():
            faults.append(f"the page of {decision.label} is called {own.text(own.tree.find('.//h1'))}")
    assert faults == []


def test_every_question_is_answered_by_what_its_decision_says_or_names_what_is_proposed(
    guide: Guide, own_pages: Pages
) -> None:
    faults = []
    for id, question in guide.questions.items():
        said, decided = text(own_pages[where("questions")], id), guide.answering(id)
        telling = [one.front.summary for one in decided] or [one.title for one in guide.proposing(id)]
        if not telling or not all(flat(one) in said for one in (question.question, *telling)):
            faults.append(f"'{id}' says '{said}'")
        for decision in decided:
            if f"/{where('decisions', decision.name)}" not in links(own_pages[where("questions")], id):
                faults.append(f"'{id}' does not lead to {decision.label}")
    assert faults == []


def test_every_source_says_what_it_is_and_where(guide: Guide, own_pages: Pages) -> None:
    page, faults = own_pages[where("sources")], []
    for id, source in guide.sources.items():
        said = text(page, id)
        is_found = source.url in links(page, id) if source.url else flat(source.kept) in said
        if not is_found or flat(source.title) not in said or flat(source.publisher) not in said:
            faults.append(f"'{id}' says '{said}'")
    assert faults == []


def test_every_open_point_leads_to_the_line_that_would_settle_it(guide: Guide, own_pages: Pages) -> None:
    page, faults = own_pages[where("open-points")], []
    for point in guide.open_points():
        entry = f"{point.collection}-{point.entry}"
        line = f"/{point.place.path}#L{point.place.line}"
        if flat(point.question) not in text(page, entry) or not any(one.endswith(line) for one in links(page, entry)):
            faults.append(f"{point.place}: {point.question}")
    assert faults == []
