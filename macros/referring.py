"""Which decisions lead to one in their texts, so that its page can lead back to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from guide.checks.links import page_and_anchor
from guide.model.decision import Decision
from guide.model.guide import Guide

# How many of them a page names; the log has all.
MOST_REFERRING = 20


def referring_to(guide: Guide, decision: Decision) -> list[Decision]:
    """Return the decisions that link to one, the newest first; what its front matter or a draft says is left out."""
    related = {number for _, numbers in decision.front.named for number in numbers}
    return [one for one in _referring(guide).get(decision.path, ()) if one.number not in related]


# For each page of a decision, and a guide never changes.
@lru_cache(maxsize=1)
def _referring(guide: Guide) -> Mapping[str, list[Decision]]:
    """Return, by the path of each decision, the others that link to it."""
    found = defaultdict[str, list[Decision]](list)
    for decision in reversed(guide.decisions.values()):
        places = (page_and_anchor(link.target, decision.path) for link in decision.links)
        for path in dict.fromkeys(place[0] for place in places if place):
            if path != decision.path:
                found[path].append(decision)
    return found
