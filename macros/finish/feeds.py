"""The feeds of the decisions, Atom and JSON: an entry for every change of status, and for every correction.

Sources: RFC 4287, The Atom Syndication Format; JSON Feed Version 1.1, https://www.jsonfeed.org/version/1.1/.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from html import escape
from uuid import UUID, uuid5

from feedgenerator import Atom1Feed

from guide.life.draft import clean_title
from guide.model.decision import Decision
from guide.model.fields import UNKNOWN
from guide.model.guide import Guide
from guide.model.life_cycle import Status
from guide.model.settings import Settings
from macros.addresses import ATOM, JSON_FEED, where
from macros.page import Site

# Readers fetch a feed whole each time; what is older stands on the pages of the decisions.
LONGEST = 200
_ABOUT = "Every change of a decision about how we deploy: proposed, accepted, rejected, replaced or corrected."
# An id must never change, so it follows neither the site's address nor a title, only what cannot change.
_IDS = UUID("6d3c5d0e-0f4b-5d0f-9a57-6d0b7a1a3a52")


@dataclass(frozen=True)
class FeedEntry:
    """One change of a decision.

    key: which change it is, for its id. word: what happened to the decision. said: why, where it was corrected.
    """

    day: date
    decision: Decision
    key: str
    word: str
    said: str = ""

    @property
    def id(self) -> str:
        """What feed readers know the entry by."""
        return uuid5(_IDS, f"{self.decision.number} {self.key}").urn

    @property
    def title(self) -> str:
        """The decision, and what happened to it."""
        return clean_title(f"{self.decision.label} {self.word}: {self.decision.title}")

    @property
    def address(self) -> str:
        """The decision's page, from the site's root."""
        return where("decisions", self.decision.name)

    @property
    def authors(self) -> tuple[str, ...]:
        """Who made the decision, as far as that is known."""
        makers = map(clean_title, self.decision.front.decision_makers)
        return tuple(maker for maker in makers if maker not in ("", UNKNOWN))

    @property
    def moment(self) -> datetime:
        """The start of the day, since we know no hours."""
        return datetime.combine(self.day, time(), UTC)

    def text(self, guide: Guide) -> str:
        """Return the decision in short, or why it was corrected."""
        return clean_title(self.said or _what_happened(guide, self.decision, self.word))


def entries(guide: Guide) -> list[FeedEntry]:
    """Return an entry for each change of each decision that has landed, the newest first."""
    changes = [entry for decision in guide.decisions.values() for entry in _entries(decision)]
    return sorted(changes, key=lambda entry: (entry.day, entry.decision.number, entry.key), reverse=True)


def _entries(decision: Decision) -> Iterator[FeedEntry]:
    for index, change in enumerate(decision.front.history):
        yield FeedEntry(change.date, decision, f"{index} {change.status}", str(change.status))
    for index, correction in enumerate(decision.front.corrections):
        yield FeedEntry(correction.date, decision, f"correction {index}", "corrected", correction.reason)


def _what_happened(guide: Guide, decision: Decision, status: str) -> str:
    """Return the decision in short, and what stands in its place if that is what happened."""
    summary = decision.front.summary
    newer = [guide.decisions[number].called for number in decision.front.replaced_by if number in guide.decisions]
    newer += [decision.front.successor] if decision.front.successor else []
    if status != Status.SUPERSEDED or not newer:
        return summary
    return f"Superseded by {', '.join(newer)}. It said: {summary}"


def feeds(site: Site) -> dict[str, str]:
    """Return the text of each feed by its address from the site's root; every page leads there, so none is left out."""
    newest = entries(site.guide)[:LONGEST]
    return {ATOM: _atom(newest, site), JSON_FEED: _json(newest, site)}


class _AtomFeed(Atom1Feed):
    """A feed that gives the day of what is known as that of its last change, as long as nothing has landed."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else datetime.combine(self.feed["as_of"], time(), UTC)


def _atom(newest: list[FeedEntry], site: Site) -> str:
    settings = site.settings
    feed = _AtomFeed(
        _title(settings), settings.address + where("decisions"), _ABOUT, language="en",
        feed_url=settings.address + ATOM, feed_guid=uuid5(_IDS, "feed").urn, author_name=settings.name,
        as_of=site.guide.as_of,
    )  # fmt: skip
    for entry in newest:
        feed.add_item(
            entry.title,
            settings.address + entry.address,
            escape(entry.text(site.guide)),  # the library says that it is HTML
            unique_id=entry.id,
            pubdate=entry.moment,
            updateddate=entry.moment,
            author_name=", ".join(entry.authors) or None,
        )
    return feed.writeString("utf-8")


def _json(newest: list[FeedEntry], site: Site) -> str:
    settings = site.settings
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(settings),
        "description": _ABOUT,
        "language": "en",
        "home_page_url": settings.address + where("decisions"),
        "feed_url": settings.address + JSON_FEED,
        "items": [
            {
                "id": entry.id,
                "url": settings.address + entry.address,
                "title": entry.title,
                "content_text": entry.text(site.guide),
                "date_published": entry.moment.isoformat(),
                "authors": [{"name": name} for name in entry.authors],
            }
            for entry in newest
        ],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _title(settings: Settings) -> str:
    return f"{settings.name}: decisions"
