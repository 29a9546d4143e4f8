"""What /contribute/ shows of proposing a decision: where it starts, and pictures of what it becomes.

The pictures are drawn by the same code as the pages themselves, so they look as those do today.
"""

from __future__ import annotations

import re
from dataclasses import replace

from markupsafe import Markup

from guide.checks.section_rules import placeholder
from guide.life.draft import TEMPLATE, UNNAMED, draft_text
from guide.model.decision import FOLDER, Decision, read_decision
from guide.model.front_matter import Change
from guide.model.guide import Guide
from guide.model.life_cycle import Status
from guide.problems import Problem
from macros.page import Page
from macros.render import render

_DRAFT = f"{FOLDER}/draft-use-queues-for-mail.md"
_SHOWN = 4


def new_decision(page: Page) -> str:
    """Return where the code host starts a new decision, with the template filled in."""
    return Markup(page.new(f"{FOLDER}/{UNNAMED}.md", TEMPLATE))


def picture_of_check(page: Page) -> str:
    """Return what a pull request is told about a template that nobody has filled in yet."""
    template, _, found = read_decision(_DRAFT, TEMPLATE, {})
    alone = replace(page.guide, decisions={}, drafts=(), unsound=(template,))
    left_in = [Problem(place, message, "placeholder") for place, message in placeholder(alone)]
    problems = sorted({*found, *left_in})
    return render("picture-check.html", page, problems=problems[:_SHOWN], left=len(problems[_SHOWN:]))


def picture_of_draft(page: Page, title: str, summary: str) -> str:
    """Return how a draft's page begins in the preview of its pull request."""
    return render("picture-decision.html", page, decision=_example(page.guide, title, summary))


def picture_of_decision(page: Page, title: str, summary: str) -> str:
    """Return how the page begins once the decision has landed and is accepted."""
    draft = _example(page.guide, title, summary)
    accepted = Change(status=Status.ACCEPTED, date=draft.front.date)
    front = draft.front.model_copy(update={"status": accepted.status, "history": [*draft.front.history, accepted]})
    number = max(page.guide.decisions, default=0) + 1
    return render("picture-decision.html", page, decision=replace(draft, number=number, front=front))


def _example(guide: Guide, title: str, summary: str) -> Decision:
    """Return a draft as the template makes it, of the day of the newest thing that is known."""
    draft = draft_text(title, guide.as_of)
    text = re.sub(r"\{What is decided.*?\}", lambda _: " ".join(summary.split()), draft, count=1)
    decision, _, _ = read_decision(_DRAFT, text, {})
    assert decision
    return decision
