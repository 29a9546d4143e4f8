"""What /contribute/ shows of proposing a decision: where it starts, and pictures of what it becomes.

The pictures are drawn by the same code as the pages themselves, so they look as those do today.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from markupsafe import Markup

from guide.checks.section_rules import placeholder
from guide.life.draft import TEMPLATE
from guide.model.decision import FOLDER, Decision, read_decision
from guide.model.front_matter import Change
from guide.model.guide import Guide
from guide.model.life_cycle import Status
from guide.problems import Problem
from macros.page import Page
from macros.render import TEMPLATES, render

_DRAFT = f"{FOLDER}/draft-use-queues-for-mail.md"
_EXAMPLE = TEMPLATES / "example.md"
_ACCEPTED = Change(status=Status.ACCEPTED, date=date(2026, 3, 9))
_SHOWN = 4


def new_decision(page: Page) -> str:
    """Return where the code host starts a new decision, with the template filled in."""
    return Markup(page.new(f"{FOLDER}/draft-your-title.md", TEMPLATE))


def picture_of_check(page: Page) -> str:
    """Return what a pull request is told about a template that nobody has filled in yet."""
    problems = sorted(set(_problems_of_template(page.guide)))
    return render("picture-check.html", page, problems=problems[:_SHOWN], left=len(problems[_SHOWN:]))


def _problems_of_template(guide: Guide) -> Iterator[Problem]:
    decision, _, problems = read_decision(_DRAFT, TEMPLATE, {})
    yield from problems
    if decision:
        alone = replace(guide, decisions={}, drafts=(), unsound=(decision,))
        for place, message in placeholder(alone):
            yield Problem(place, message, "placeholder")


def picture_of_draft(page: Page) -> str:
    """Return how a draft's page begins in the preview of its pull request."""
    return render("picture-decision.html", page, decision=_example())


def picture_of_decision(page: Page) -> str:
    """Return how the page begins once the decision has landed and is accepted."""
    draft = _example()
    changes = {"status": _ACCEPTED.status, "date": _ACCEPTED.date, "history": [*draft.front.history, _ACCEPTED]}
    number = max(page.guide.decisions, default=0) + 1
    decision = replace(draft, number=number, front=draft.front.model_copy(update=changes))
    return render("picture-decision.html", page, decision=decision)


def _example() -> Decision:
    decision, _, _ = read_decision(_DRAFT, _EXAMPLE.read_text("utf-8"), {})
    assert decision  # it is a file of ours, and a test reads it
    return decision
