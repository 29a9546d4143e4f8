"""What the pages say of choosing a pattern: the ladder, and its picture."""

from __future__ import annotations

from typing import Any

from guide.life.draft import TEMPLATE, UNNAMED, without_explanations
from guide.model.decision import FOLDER
from guide.model.entries import Project
from guide.model.guide import Guide
from guide.rule.ladder import ladder_of
from guide.rule.recommend import Rule
from macros.addresses import where
from macros.page import Page
from macros.render import render

# What starts the work of a kind, as the page that chooses says it. Requests stand last, since most kinds are started
# so, and the others would be looked for below a long list.
_STARTED_BY = {
    "event": "Something happens",
    "schedule": "A schedule starts it",
    "itself": "It runs all the time",
    "request": "Somebody asks it for something",
}
_OURS = "Like one of our projects"
# What one starts from: the key by which the script knows it, its name, and where it stands on the site.
_Start = tuple[str, str, str]


def choose(page: Page, question: str) -> str:
    """Return the ladder with a tick for each need, what to start from, and the answer.

    question: the one that is answered by the decision behind the rule.
    """
    guide, rule = page.guide, Rule.of(page.guide)
    ladder = ladder_of(rule)
    asked = {need for rung in ladder for need in rung.needs}
    return render(
        "choose.html",
        page,
        rule=rule,
        ladder=ladder,
        only_cost=[need for need in rule.needs if need not in asked],
        not_services=sum(not kind.is_service for kind in guide.kinds.values()),
        starts=_starts(guide),
        unknown_projects=[id for id, project in guide.projects.items() if not _said(project)],
        data=choose_data(page, question),
    )


def _starts(guide: Guide) -> dict[str, list[_Start]]:
    """Return what one may start from, by what starts the work; last our projects of which a need is known."""
    found: dict[str, list[_Start]] = {title: [] for title in (*_STARTED_BY.values(), _OURS)}
    for id, kind in guide.kinds.items():
        if kind.is_service:
            found[_STARTED_BY[kind.started_by]].append((f"kinds {id}", kind.name, where("kinds", id)))
    for id, project in guide.projects.items():
        if _said(project):
            found[_OURS].append((f"projects {id}", project.name, where("projects", id)))
    return {title: entries for title, entries in found.items() if entries}


def _said(project: Project) -> dict[str, str]:
    """Return what is known of the needs of a project."""
    return {need: said for need, said in project.answers.items() if said != "unknown"}


def _start_answers(guide: Guide) -> dict[str, dict[str, Any]]:
    """Return what holds for each start by its key: the needs that it has, those that are open, and what it joins."""
    kinds = {
        f"kinds {id}": {"yes": kind.needs, "open": kind.depends, "joins": kind.joins}
        for id, kind in guide.kinds.items()
        if kind.is_service
    }
    projects = {
        f"projects {id}": {
            "yes": [need for need, said in known.items() if said == "yes"],
            "open": [need for need in guide.needs if need not in known],
            "joins": None,
        }
        for id, project in guide.projects.items()
        if (known := _said(project))
    }
    return kinds | projects


def tree_picture(page: Page) -> str:
    """Return the derived tree at a glance."""
    return render("decision-tree-picture.html", page, ladder=ladder_of(Rule.of(page.guide)))


def choose_data(page: Page, question: str) -> dict[str, Any]:
    """Return what the script of /choose/ has to know besides what stands in the ladder.

    Made of texts, lists and mappings alone. Addresses start at the site's root, which the script finds by its own
    place.
    """
    guide = page.guide
    decision = next(iter(guide.answering(question)), None)
    rule = Rule.of(guide)
    return {
        "rule": rule_as_data(rule) | {"formerly": _formerly(guide)},
        "patterns": {
            id: {"name": pattern.name, "href": where("patterns", id)} for id, pattern in guide.patterns.items()
        },
        "decision": decision
        and {
            "title": decision.called,
            "href": where("decisions", decision.name),
            "file": f"{decision.name}.md",
        },
        "starts": _start_answers(guide),
        "compare": {"href": where("patterns")},
        "checklist": {"href": f"{where('guidelines')}#checklist"} if guide.guidelines else None,
        "record": {
            "address": page.new(f"{FOLDER}/{UNNAMED}.md", ""),
            "front": without_explanations(TEMPLATE).partition("\n---\n")[0],
        },
    }


def _formerly(guide: Guide) -> dict[str, list[str]]:
    """Return the needs into which each need of earlier days was made, by its id."""
    parts: dict[str, list[str]] = {}
    for id, need in guide.needs.items():
        for former in need.formerly:
            parts.setdefault(former, []).append(id)
    return parts


def rule_as_data(rule: Rule) -> dict[str, Any]:
    """Return a rule as the script applies it; lists keep the order, which the keys of a mapping may not."""
    return {
        "needs": rule.needs,
        "patterns": list(rule.answers),
        "answers": rule.answers,
        "excluding": rule.excluding,
        "common": rule.common,
    }
