"""What pages show of the data, where something has to be worked out first; each is a macro, with a template."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from guide.model.guide import Guide, LocatedPoint
from guide.rule.recommend import Rule
from macros.addresses import address_of, where
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
    decided = [decision for _, _, decision, *_ in rows if decision]
    starting = [decision for decision in decided if decision.front.awaits_confirmation]
    makers = list(dict.fromkeys(maker for decision in starting for maker in decision.front.decision_makers))
    return render("answers.html", page, rows=rows, makers=makers, all_start=starting == decided)


def project_table(page: Page) -> str:
    """Return the table of our projects."""
    rule = Rule.of(page.guide)
    verdicts = {id: rule.verdict_on(project.answers) for id, project in page.guide.projects.items()}
    points = _points_by_entry(page.guide)
    open = {id: len(points["projects", id]) + len(_unanswered(page.guide, id)) for id in page.guide.projects}
    return render("project-table.html", page, found=verdicts, open=open)


def project(page: Page, id: str) -> str:
    """Return the whole page of a project."""
    points = _points_by_entry(page.guide)["projects", id]
    project = page.guide.projects[id]
    rule = Rule.of(page.guide)
    verdict = rule.verdict_on(project.answers)
    without = [need for need, answer in project.answers.items() if answer == "no"]
    unanswered = _unanswered(page.guide, id)
    return render(
        "project.md",
        page,
        id=id,
        project=project,
        points=points,
        rule=rule,
        verdict=verdict,
        without=without,
        unanswered=unanswered,
        questions=_questions(page.guide, unanswered),
    )


def _unanswered(guide: Guide, project: str) -> list[str]:
    """Return the needs of a project of which nobody has said whether it has them."""
    return [need for need in guide.needs if need not in guide.projects[project].needs]


def _questions(guide: Guide, needs: Sequence[str]) -> str:
    """Return needs as a list of questions in Markdown, for somebody to answer in an issue."""
    asked = (f"- `{need}`: {guide.needs[need].question} **…**\n" for need in needs)
    return (
        "Write yes or no behind what you know, and delete the rest.\n\n"
        + "".join(asked)
        + "\nI know this because I …\n"
    )


def tools(page: Page) -> str:
    """Return what is known about the tools that we deploy with."""
    return render("tools.md", page, points=_points_by_entry(page.guide))


def open_points(page: Page) -> str:
    """Return what we do not know about ourselves, each with the line that would settle it."""
    starting = [one for one in page.guide.decisions.values() if one.front.awaits_confirmation]
    points = _points_by_entry(page.guide)
    needs = {("projects", id): len(_unanswered(page.guide, id)) for id in page.guide.projects}
    entries = [*needs, *(("tools", id) for id in page.guide.tools)]
    rows = [(one, points[one], needs.get(one)) for one in entries if points[one] or needs.get(one)]
    return render("open-points.html", page, rows=rows, starting=starting)


def _points_by_entry(guide: Guide) -> Mapping[tuple[str, str], list[LocatedPoint]]:
    """Return what is open about each entry, by its collection and its id."""
    points = defaultdict(list)
    for point in guide.open_points():
        points[point.collection, point.entry].append(point)
    return points


def cite(page: Page, *ids: str) -> str:
    """Return references to sources, for the prose of a page."""
    return render("cite.html", page, ids=ids)


def repository(page: Page, path: str = "") -> str:
    """Return the address of the repository on the code host, or of a folder or action in it."""
    return page.repository(path)
