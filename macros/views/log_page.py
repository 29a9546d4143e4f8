"""What the pages show of the decisions: the log, what changed what, and when."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Any

from guide.model.decision import Decision
from guide.model.guide import Guide
from guide.model.life_cycle import RELATIONS, Status
from macros.page import Page
from macros.render import render

# In units of the picture: how high its bars are at most, and how far its columns are apart.
_TOP = 90
_STEP = 64
_MOST_MONTHS = 12
# How many entries of a list one still looks through; what is earlier stands on the decisions' own pages.
_FEW = 100


def decision_log(page: Page) -> str:
    """Return the log of the decisions, the newest first, year by year."""
    every = list(reversed(page.guide.decisions.values()))
    apart = [decision for decision in every if page.guide.is_about_itself(decision)]
    others = [decision for decision in every if not page.guide.is_about_itself(decision)]
    if not others:
        apart, others = [], every
    years: dict[int, list[Decision]] = {}
    for decision in others:
        years.setdefault(decision.front.date.year, []).append(decision)
    used = {decision.front.status for decision in every}
    statuses = [status for status in Status if status in used]
    newest = sorted(years.items(), reverse=True)
    # The newest year in full, and those before it as long as they hold few decisions together.
    counts = accumulate(len(decisions) for _, decisions in newest)
    full = [year for (year, _), count in zip(newest, counts, strict=True) if count <= _FEW or year == newest[0][0]]
    return render(
        "decision-log.html",
        page,
        years=dict(newest),
        every_year=sorted({decision.front.date.year for decision in every}, reverse=True),
        full=full,
        statuses=statuses,
        apart=apart,
        most_in_full=_FEW,
    )


def successions(page: Page) -> str:
    """Return which decision superseded or amended which."""
    decisions = [decision for decision in reversed(page.guide.decisions.values()) if decision.front.status.was_in_force]
    changed = [decision for decision in decisions if any(numbers for _, numbers in decision.front.related)]
    # Those on top first, so that each is drawn where its chain ends; then what only a circle would hide.
    changed.sort(key=lambda decision: any(decision.front.numbers(relation.back) for relation in RELATIONS))
    drawn: set[int] = set()
    strands = [(decision, _older(page.guide, decision, drawn)) for decision in changed if decision.number not in drawn]
    return render("successions.html", page, strands=strands[:_FEW], earlier=len(strands[_FEW:]))


def _older(guide: Guide, decision: Decision, drawn: set[int]) -> list[tuple[str, Decision, Any]]:
    """Return what a decision changed: how, which, and what that one changed, unless it is drawn already."""
    drawn.add(decision.number)
    older = []
    for relation, numbers in decision.front.related:
        for number in numbers:
            changed = guide.decisions[number]
            older.append((relation.shown, changed, [] if number in drawn else _older(guide, changed, drawn)))
    return older


def decisions_over_time(page: Page) -> str:
    """Return a picture of how many decisions there were when, by their status today."""
    return render("decisions-over-time.html", page, columns=columns(page.guide), top=_TOP, step=_STEP)


@dataclass(frozen=True)
class Column:
    """A month or a year in the picture: its label, and a bar for each status, as (status, how many, y, height)."""

    label: str
    total: int
    bars: tuple[tuple[Status, int, float, float], ...]


def columns(guide: Guide) -> list[Column]:
    """Return a column for each month in which a decision was first written down, or for each year of a long log."""
    begun = [(decision.front.history[0].date, decision.front.status) for decision in guide.decisions.values()]
    months = {(day.year, day.month) for day, _ in begun}
    by_month = len(months) <= _MOST_MONTHS
    counts: dict[str, Counter[Status]] = defaultdict(Counter)
    for day, status in begun:
        counts[f"{day:%Y-%m}" if by_month else f"{day:%Y}"][status] += 1
    highest = max((count.total() for count in counts.values()), default=0)
    drawn = []
    for label, count in sorted(counts.items()):
        bars, y = [], float(_TOP)
        for status in Status:
            if count[status]:
                height = round(count[status] / highest * _TOP, 1)
                y = round(y - height, 1)
                bars.append((status, count[status], y, height))
        drawn.append(Column(label, count.total(), tuple(bars)))
    return drawn


def timeline(page: Page) -> str:
    """Return the changes of status of the decisions, the newest first; those of one decision on one day are a line."""
    days: dict[tuple[date, int], list[Status]] = defaultdict(list)
    for decision in page.guide.decisions.values():
        for change in decision.front.history:
            days[change.date, decision.number].append(change.status)
    newest = sorted(days.items(), reverse=True)
    changes = [(day, statuses, page.guide.decisions[number]) for (day, number), statuses in newest]
    earlier = sum(len(statuses) for _, statuses, _ in changes[_FEW:])
    return render("timeline.html", page, changes=changes[:_FEW], earlier=earlier)
