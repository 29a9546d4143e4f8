"""What the pages say of choosing a pattern: the form and the tree."""

from __future__ import annotations

from typing import Any

from guide.model.guide import Guide
from guide.rule.ladder import ladder_of
from guide.rule.recommend import Rule
from macros.addresses import where
from macros.page import Page
from macros.render import render


def choose(page: Page, question: str) -> str:
    """Return the form with a choice for each need, and what its script has to know.

    question: the one that is answered by the decision behind the rule.
    """
    rule = Rule.of(page.guide)
    groups = {
        id: [
            *rule.ruling_out(id, rule.needs),
            *((need,) for need in (*rule.at_a_cost(id, rule.needs), *rule.met(id, rule.needs))),
        ]
        for id in rule.answers
    }
    return render("choose.html", page, data=choose_data(page, question), groups=groups)


def tree_picture(page: Page) -> str:
    """Return the derived tree at a glance."""
    return render("decision-tree-picture.html", page, ladder=ladder_of(Rule.of(page.guide)))


def decision_tree(page: Page) -> str:
    """Return the derived tree as an outline, rung by rung, with the reasons."""
    rule = Rule.of(page.guide)
    return render("decision-tree.html", page, rule=rule, ladder=ladder_of(rule))


def choose_data(page: Page, question: str) -> dict[str, Any]:
    """Return what the script of /choose/ has to know besides what stands in the form and in the reasons.

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
        "decision": decision and {"title": decision.called, "href": where("decisions", decision.name)},
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
