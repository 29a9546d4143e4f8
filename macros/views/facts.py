"""What pages show of the data, where something has to be worked out first; each is a macro, with a template."""

from __future__ import annotations

from collections import defaultdict

from guide.model.guide import Guide
from guide.rule.recommend import Rule
from macros.addresses import address_of, choose_address, where
from macros.badges import Citation, offered
from macros.page import Page
from macros.render import render


def answers(page: Page) -> str:
    """Return the questions, each with its answer, the page with the reasons and the decision."""
    rows = []
    for id, question in page.guide.questions.items():
        decision = next(iter(page.guide.answering(id)), None)
        citation = Citation(question.question, page.absolute(where("questions", id)))
        badges = offered(page, decision) if decision else []
        rows.append((id, question, decision, address_of(question.page), citation, badges))
    return render("answers.html", page, rows=rows)


def project_table(page: Page) -> str:
    """Return the table of our projects."""
    rule = Rule.of(page.guide)
    found = {id: rule.verdict_on(project.answers) for id, project in page.guide.projects.items()}
    return render("project-table.html", page, found=found)


def project(page: Page, id: str) -> str:
    """Return the whole page of a project."""
    points = [point for point in page.guide.open_points() if (point.collection, point.entry) == ("projects", id)]
    project = page.guide.projects[id]
    verdict = Rule.of(page.guide).verdict_on(project.answers)
    without = [need for need, answer in project.answers.items() if answer == "no"]
    return render(
        "project.md",
        page,
        id=id,
        project=project,
        points=points,
        verdict=verdict,
        without=without,
        choose_address=choose_address,
    )


def tools(page: Page) -> str:
    """Return what is known about the tools that we deploy with."""
    points = defaultdict(list)
    for point in page.guide.open_points():
        if point.collection == "tools":
            points[point.entry].append(point)
    return render("tools.md", page, points=points)


def open_points(page: Page) -> str:
    """Return everything that we do not know about ourselves, each with the line that would settle it."""
    points = defaultdict(list)
    for point in page.guide.open_points():
        points[point.collection, point.entry].append(point)
    return render("open-points.html", page, points=points)


def checklist_as_markdown(page: Page) -> str:
    """Return the checklist as Markdown to copy: complete, and for each pattern."""
    texts = {"": _checklist_text(page.guide, None)}
    texts |= {id: _checklist_text(page.guide, id) for id in page.guide.patterns}
    return render("checklist-as-markdown.html", page, texts=texts)


def _checklist_text(guide: Guide, pattern: str | None) -> str:
    title = f"## Deployment checklist{f': {guide.patterns[pattern].name}' if pattern else ''}"
    items = [
        f"- [ ] **{guideline.level}** {guideline.text} (`{id}`)"
        for id, guideline in guide.guidelines.items()
        if pattern is None or not guideline.patterns or pattern in guideline.patterns
    ]
    return "\n".join([title, "", *items])


def cite(page: Page, *ids: str) -> str:
    """Return references to sources, for the prose of a page."""
    return render("cite.html", page, ids=ids)


def repository(page: Page, path: str = "") -> str:
    """Return the address of the repository on the code host, or of a folder or action in it."""
    return page.repository(path)
