"""Every fact of the notes is in the data and can be pointed at on a page.

The tables are the notes' own rows, in our words; nothing here is read from the data it is compared with.
"""

from __future__ import annotations

import pytest

from guide.model.load import load
from tests.engine.site_fixtures import ROOT, BuiltPage

GUIDE, _ = load(ROOT)

PROJECTS = [
    # id, name, pattern, tool, certainty
    ("ironboard", "Ironboard", "language-package", "capistrano", "reported"),
    ("flatchat", "Flatchat", "language-package", "capistrano", "reported"),
    ("phoeyonce", "Phoeyonce", "language-package", "edeliver", "reported"),
    ("ironbroker", "Ironbroker", "virtual-machine", "forge", "reported"),
    ("forge", "Forge", "virtual-machine", "forge", "reported"),
    ("registrar", "Registrar", "virtual-machine", "aws-codedeploy", "reported"),
    ("ide-images", "IDE images", "container", "unknown", "unconfirmed"),
    ("deployer-app", "Deployer app", "container", "unknown", "unconfirmed"),
    ("etl", "New ETL work", "serverless", "unknown", "reported"),
]
TRAITS = [
    # pattern, benefits or drawbacks, id, words that it must say
    ("language-package", "benefits", "fast-deployment", ["fast"]),
    ("language-package", "benefits", "efficient-resources", ["efficiently", "same machine", "same process"]),
    ("language-package", "drawbacks", "no-encapsulation", ["technology stack", "not encapsulated"]),
    ("language-package", "drawbacks", "no-resource-limits", ["resources", "cannot be constrained"]),
    ("language-package", "drawbacks", "no-isolation", ["same machine", "not isolated"]),
    ("language-package", "drawbacks", "hard-placement", ["automatically", "which machine", "hard"]),
    ("virtual-machine", "benefits", "encapsulated-stack", ["image", "technology stack"]),
    ("virtual-machine", "benefits", "isolated-instances", ["isolated"]),
    ("virtual-machine", "benefits", "mature-infrastructure", ["mature cloud infrastructure"]),
    ("virtual-machine", "drawbacks", "less-efficient", ["less efficiently"]),
    ("virtual-machine", "drawbacks", "slow-deployments", ["relatively slow"]),
    ("virtual-machine", "drawbacks", "system-administration", ["administer"]),
    (
        "container",
        "benefits",
        "encapsulated-stack",
        ["encapsulates", "technology stack", "interface of the containers"],
    ),
    ("container", "benefits", "isolated-instances", ["isolated"]),
    ("container", "benefits", "constrained-resources", ["resources", "constrained"]),
    ("container", "drawbacks", "image-administration", ["administers", "images", "heavy lifting"]),
    ("container", "drawbacks", "patching", ["patch", "operating system", "runtime"]),
    ("container", "drawbacks", "infrastructure", ["container infrastructure", "possibly the virtual machines"]),
    ("serverless", "benefits", "integrated", ["integrated", "services of AWS"]),
    ("serverless", "benefits", "less-administration", ["system administration"]),
    ("serverless", "benefits", "elastic", ["elastic"]),
    ("serverless", "benefits", "usage-based", ["based on use"]),
    ("serverless", "drawbacks", "long-tail-latency", ["Latency", "long tail"]),
    ("serverless", "drawbacks", "limited-model", ["limited", "events and requests"]),
]
CAPABILITIES = [
    # id, words that must stand in its section of the page
    ("service-management-interface", ["create, update and configure", "REST API", "Command-line", "graphical"]),
    ("runtime-service-management", ["desired number of instances", "restarted", "different machine"]),
    ("monitoring", ["log files", "metrics", "alert", "observability", "chapter 11"]),
    ("request-routing", ["request", "users", "service"]),
]
DETAILS = [
    # capability, field or detail, words that it must say
    ("service-management-interface", "summary", ["create, update and configure"]),
    ("service-management-interface", "ideally-rest", ["Ideally", "REST API"]),
    ("service-management-interface", "used-by-tools", ["Command-line", "graphical"]),
    ("runtime-service-management", "summary", ["desired number of instances", "at all times"]),
    ("runtime-service-management", "restart-instance", ["crashed", "cannot handle requests", "must be restarted"]),
    ("runtime-service-management", "replace-machine", ["machine crashes", "restarted on a different machine"]),
    ("monitoring", "summary", ["developers", "what their services are doing"]),
    ("monitoring", "logs-and-metrics", ["log files", "metrics"]),
    ("monitoring", "alerts", ["must alert the developers"]),
    ("monitoring", "observability", ["observability", "chapter 11"]),
    ("request-routing", "summary", ["request", "users", "service"]),
]
TAKEAWAYS = [
    # id, words that it must say
    ("lightest-pattern", ["support what a service requires", "most lightweight"]),
    ("start-with-the-monolith", ["probably", "the way the monolith", "Kubernetes", "only once some services"]),
]
QUESTIONS = ["current-options", "preferred-option", "new-project", "serverless-opportunities"]


def test_the_projects_are_those_of_the_notes_no_more_and_no_fewer() -> None:
    assert [
        (id, project.name, project.pattern, project.tool, project.certainty) for id, project in GUIDE.projects.items()
    ] == PROJECTS


@pytest.mark.parametrize(("id", "name", "pattern", "tool", "certainty"), PROJECTS, ids=[row[0] for row in PROJECTS])
def test_a_project_is_a_row_of_the_table_and_a_page(
    id: str, name: str, pattern: str, tool: str, certainty: str, pages: dict[str, BuiltPage]
) -> None:
    page = pages["projects/"]
    row = next(row for row in page.article.iter("tr") if row.get("id") == id)
    tool_name = GUIDE.tools[tool].name if tool in GUIDE.tools else tool
    assert [page.text(cell) for cell in list(row)[:4]] == [name, GUIDE.patterns[pattern].name, tool_name, certainty]
    own = pages[f"projects/{id}/"]
    assert own.text(own.tree.find(".//h1")).startswith(name)
    for word in (GUIDE.patterns[pattern].name, tool_name, certainty):
        assert word in own.text()


def test_the_table_of_projects_has_no_other_row(pages: dict[str, BuiltPage]) -> None:
    table = next(table for table in pages["projects/"].article.iter("table") if table.get("class") == "projects")
    assert [row.get("id") for row in table.iter("tr") if row.get("id")] == [row[0] for row in PROJECTS]


@pytest.mark.parametrize(
    ("address", "anchor", "words"),
    [
        ("projects/ide-images/", None, ["sort of"]),
        ("projects/deployer-app/", None, ["maybe", "no insight"]),
        ("projects/forge/", None, ["tool apart"]),
        ("projects/", None, ["Laravel Forge", "of our own"]),
        ("open-points/", None, ["Deployer app", "IDE images", "Forge"]),
        ("production-environment/", None, ["process", "architecture"]),
        ("sources/", "lesson", ["Microservices Patterns Chapter 12", "Learn.co"]),
        ("sources/", "book", ["Microservices Patterns", "2018", "chapter 12", "Chris Richardson", "Manning"]),
        ("new-project/", "takeaway-lightest-pattern", ["most lightweight", "requires"]),
        ("new-project/", "takeaway-start-with-the-monolith", ["monolith", "Kubernetes", "only once some services"]),
    ],
)
def test_what_the_notes_say_besides_can_be_pointed_at(
    address: str, anchor: str | None, words: list[str], pages: dict[str, BuiltPage]
) -> None:
    page = pages[address]
    element = next((one for one in page.article.iter() if one.get("id") == anchor), None) if anchor else page.article
    text = page.text(element)
    assert [word for word in words if word not in text] == []


def test_every_benefit_and_drawback_of_the_notes_is_there_once() -> None:
    theirs = [
        (id, kind, key)
        for id, pattern in GUIDE.patterns.items()
        for kind in ("benefits", "drawbacks")
        for key, trait in getattr(pattern, kind).items()
        if "notes" in trait.sources
    ]
    assert sorted(theirs) == sorted((pattern, kind, key) for pattern, kind, key, _ in TRAITS)


@pytest.mark.parametrize(("pattern", "kind", "key", "words"), TRAITS, ids=[f"{row[0]}-{row[2]}" for row in TRAITS])
def test_a_benefit_or_drawback_is_said_on_the_patterns_page_and_in_the_comparison(
    pattern: str, kind: str, key: str, words: list[str], pages: dict[str, BuiltPage]
) -> None:
    own = pages[f"patterns/{pattern}/"]
    item = next(one for one in own.article.iter("li") if one.get("id") == f"{kind.removesuffix('s')}-{key}")
    assert [word for word in words if word not in own.text(item)] == []
    both = pages["patterns/"]
    row = next(one for one in both.article.iter("tr") if one.get("id") == kind)
    assert [word for word in words if word not in both.text(row)] == []


@pytest.mark.parametrize(("id", "words"), CAPABILITIES, ids=[row[0] for row in CAPABILITIES])
def test_a_capability_is_explained_and_provided_for_by_every_pattern(
    id: str, words: list[str], pages: dict[str, BuiltPage]
) -> None:
    page = pages["production-environment/"]
    assert [word for word in words if word not in page.text()] == []
    row = next(one for one in page.article.iter("tr") if one.get("id") == f"by-pattern-{id}")
    cells = [page.text(cell) for cell in row.findall("td")]
    assert len(cells) == len(GUIDE.patterns)
    assert all(cell.split()[0] in ("platform", "shared", "the") and len(cell.split()) > 5 for cell in cells)


@pytest.mark.parametrize(("id", "part", "words"), DETAILS, ids=[f"{row[0]}-{row[1]}" for row in DETAILS])
def test_what_the_notes_say_of_a_capability_is_a_claim_of_its_own(id: str, part: str, words: list[str]) -> None:
    capability = GUIDE.capabilities[id]
    claim = capability.summary if part == "summary" else capability.details[part]
    assert [word for word in words if word not in claim.text] == []
    assert "notes" in claim.sources


def test_nothing_is_said_of_a_capability_that_the_notes_do_not_say() -> None:
    said = [(id, part) for id, one in GUIDE.capabilities.items() for part in ("summary", *one.details)]
    assert said == [(id, part) for id, part, _ in DETAILS]


@pytest.mark.parametrize(("id", "words"), TAKEAWAYS, ids=[row[0] for row in TAKEAWAYS])
def test_a_takeaway_says_what_the_notes_say_and_a_guideline_serves_it(id: str, words: list[str]) -> None:
    takeaway = GUIDE.takeaways[id]
    assert [word for word in words if word not in takeaway.text] == []
    assert "notes" in takeaway.sources
    assert id in {guideline.serves for guideline in GUIDE.guidelines.values()}


def test_the_takeaways_and_the_questions_are_those_of_the_notes_in_their_order() -> None:
    assert list(GUIDE.takeaways) == [id for id, _ in TAKEAWAYS]
    assert list(GUIDE.questions) == QUESTIONS


def test_the_lesson_that_the_notes_link_and_the_book_are_sources() -> None:
    assert GUIDE.sources["lesson"].url == "https://learn.co/lessons/microservices-patterns-chapter-12"
    book = GUIDE.sources["book"]
    text = f"{book.title} {book.publisher}"
    words = ["Microservices Patterns", "2018", "chapter 12", "Chris Richardson", "Manning"]
    assert [word for word in words if word not in text] == []


def test_the_patterns_stand_in_the_order_of_the_book() -> None:
    assert list(GUIDE.patterns) == ["serverless", "container", "virtual-machine", "language-package"]


def test_every_guideline_shows_what_a_checklist_needs(pages: dict[str, BuiltPage]) -> None:
    page = pages["new-project/"]
    items = [item for item in page.article.iter("li") if item.get("id") in GUIDE.guidelines]
    assert [item.get("id") for item in items] == list(GUIDE.guidelines)
    for item, guideline in zip(items, GUIDE.guidelines.values(), strict=True):
        text = page.text(item)
        for word in (str(guideline.level), guideline.text, guideline.why, f"ADR {guideline.decision}"):
            assert word in text
        cited = [link.get("href").split("#")[1] for link in item.iter("a") if "sources/#" in link.get("href")]
        assert cited == guideline.sources


def test_what_we_do_not_know_is_an_open_point_that_leads_to_the_very_line(pages: dict[str, BuiltPage]) -> None:
    page = pages["open-points/"]
    links = [link.get("href") for link in page.article.iter("a") if "/edit/main/" in (link.get("href") or "")]
    points = list(GUIDE.open_points())
    assert len(points) >= 8
    for point in points:
        assert any(link.endswith(f"/edit/main/{point.place.path}#L{point.place.line}") for link in links)
        assert point.question in page.text()
    lines = (ROOT / "data" / "projects.yml").read_text("utf-8").splitlines()
    unknown_tools = [point for point in points if point.collection == "projects" and point.id == "tool"]
    assert [lines[point.place.line - 1].strip() for point in unknown_tools] == ["tool: unknown"] * 3
