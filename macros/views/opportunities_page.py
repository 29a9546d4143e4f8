"""What /serverless/ shows: each kind of work as one pattern sees it, with the rule's verdict."""

from __future__ import annotations

from guide.rule.recommend import Rule, Verdict
from macros.page import Page
from macros.render import render


def opportunities(page: Page, pattern: str) -> str:
    """Return the kinds of work as a pattern sees them, those that fit it first, with the rule's verdict."""
    rule, kinds = Rule.of(page.guide), page.guide.kinds
    found = {id: rule.verdict_on_kind(kind) for id, kind in kinds.items() if kind.is_service}
    fits = {id: _fit(found.get(id), pattern) for id in kinds}
    order = sorted(kinds, key=lambda id: _FITS.index(fits[id]))
    counts = {fit: list(fits.values()).count(fit) for fit in _FITS}
    return render(
        "opportunities.html", page, order=order, found=found, fits=fits, counts=counts, pattern=pattern, rule=rule
    )


# In how far a kind of work fits a pattern, the best first.
_FITS = ("fits", "at-a-cost", "unless", "not", "no-service")


def _fit(verdict: Verdict | None, pattern: str) -> str:
    """Return in how far a kind of work fits a pattern, a word of ``_FITS``; without a verdict it is no service."""
    if verdict is None:
        return "no-service"
    if pattern not in verdict.possible or verdict.joins not in (None, pattern):
        return "not"
    if not verdict.settled:
        return "unless"
    return "at-a-cost" if verdict.known.caveats else "fits"
