"""Linking to the guide from elsewhere: a link as Markdown and HTML, and badges for a README."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from guide.life.draft import clean_title
from guide.model.decision import Decision
from guide.model.life_cycle import Status
from macros.addresses import where
from macros.page import Page, Site
from macros.render import draw

# Widths in units of the picture: of a letter on average in the fonts that it asks for, and around each text.
_LETTER = 6.5
_AROUND = 14


@dataclass(frozen=True)
class Citation:
    """A text that links to an address, in the two languages that people write it in."""

    text: str
    address: str

    @property
    def markdown(self) -> str:
        """The link as Markdown that shows the text to the letter."""
        return f"[{markdown_text(self.text)}]({self.address})"

    @property
    def html(self) -> str:
        """The link as HTML."""
        return f'<a href="{escape(self.address)}">{escape(self.text)}</a>'


@dataclass(frozen=True)
class Badge:
    """A small picture that says what was decided, and by which decision.

    address: where it lies, from the site's root. It stays when the decision is replaced, and then says so.
    """

    address: str
    label: str
    message: str
    is_in_force: bool

    @property
    def text(self) -> str:
        """What it says, for those who do not see it."""
        return f"{self.label}: {self.message}"

    @property
    def svg(self) -> str:
        """The picture."""
        left, right = (round(len(text) * _LETTER) + _AROUND for text in (self.label, self.message))
        return draw("badge.svg", badge=self, left=left, right=right, around=_AROUND)

    def markdown(self, page: Page, link: str) -> str:
        """Return the picture as Markdown, with a link to an address from the site's root."""
        picture = f"![{markdown_text(self.text)}]({page.absolute(self.address)})"
        return f"[{picture}]({page.absolute(link)})"


def badges(site: Site, decision: Decision) -> Iterator[Badge]:
    """Yield the badges of a decision that has landed: one for each pattern that it is about, or one of its own."""
    status = decision.front.status
    standing = f"ADR {decision.number}" if status is Status.ACCEPTED else f"ADR {decision.number}, {status}"
    for id in decision.front.patterns:
        # XML cannot hold most control characters.
        message = f"{clean_title(site.guide.patterns[id].name)}, decided in {standing}"
        yield Badge(where("badges", f"adr-{decision.number}-{id}"), "deployment", message, status is Status.ACCEPTED)
    if not decision.front.patterns:
        label = clean_title(site.settings.name)
        yield Badge(where("badges", f"adr-{decision.number}"), label, standing, status is Status.ACCEPTED)


def every_badge(site: Site) -> dict[str, str]:
    """Return the picture of every badge by its address from the site's root."""
    return {badge.address: badge.svg for decision in site.guide.decisions.values() for badge in badges(site, decision)}


def offered(page: Page, decision: Decision) -> list[tuple[Badge, str]]:
    """Return the badges of a decision, each with Markdown that shows it and leads here; none before it has landed."""
    link = where("decisions", decision.name)
    return [(badge, badge.markdown(page, link)) for badge in badges(page.site, decision)] if decision.number else []


def markdown_text(text: str) -> str:
    """Return a text as one line of Markdown, such as that of a link; only what it would read otherwise is changed."""
    shown = re.sub(r"&(?=#?\w+;)", "&amp;", " ".join(text.split())).replace("<", "&lt;")
    return re.sub(r"([\\\[\]*_`])", r"\\\1", shown)
