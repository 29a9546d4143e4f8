"""Every link of a text: what a code host shows as one, what only the page does, and where it stands.

Readers of Markdown part ways over what is code, a comment or HTML, and only the page itself can be asked for what it
shows, which takes a thousand times as long. So it is asked where a text holds anything that might be read otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from urllib.parse import quote

from guide.text.markdown import Link, Markup
from guide.text.rendered import shown

# What may open a link, for any reader, and what opens a footnote.
_OPENER = re.compile(r"\[\^(?P<note>[^\[\]\s]+)\]:|\]\(|\]:|\b(?:href|src)\s*=", re.I)
# The same, so plain that all readers who take it for a link find the same target.
_PLAIN = r"[\w./#%?=&+~:@,-]+"
_PLAIN_LINK = re.compile(
    rf"\]\((?P<a>{_PLAIN})(?:[ ]\"[^\"\n()]*\")?\)"
    rf"|\]:[ ]<?(?P<b>{_PLAIN})>?$"
    rf"|(?:href|src)=[\"']?(?P<c>{_PLAIN})[\"' >]",
    re.I | re.M,
)
_REFERRED = re.compile(r"\[\^([^\[\]\s]+)\](?!:)")
_BEFORE = r"(?:\]\(\s*<?|\]:[ \t>]*(?:\n[ \t>]*)?<?|\b(?:href|src)\s*=\s*[\"']?)"
# A page leads from a footnote to where the text refers to it.
_TO_REFERENCE = re.compile(r"#fnref:(.+)", re.S)


def every_link(markup: Markup) -> tuple[Link, ...]:
    """Return every link and picture of a decision's text: those of a code host first, then those of the page alone."""
    certain = (*markup.links, *markup.html_links)
    if _reads_alike(markup, {link.offset for link in certain}):
        return certain
    more = sorted(shown(markup.text, is_decision=True).targets - {link.target for link in certain})
    places = ((target, _likeliest(target, markup.text)) for target in more)
    return (*certain, *(Link(target, at, at + len(target)) for target, at in places))


def places_of(target: str, links: Iterable[Link], text: str) -> list[int]:
    """Return the offset of each of some links of a text that lead to a target.

    Where none does, since the page alone takes something for a link, it is the likeliest place in the text.
    """
    return [link.offset for link in links if link.target == target] or [_likeliest(target, text)]


def _likeliest(target: str, text: str) -> int:
    footnote = _TO_REFERENCE.match(target)
    if footnote:
        return max(text.find(f"[^{footnote[1]}]:"), 0)
    forms = "|".join(map(re.escape, (target, escape(target), escape(target, quote=False), quote(target))))
    found = re.search(f"{_BEFORE}(?P<target>{forms})", text, re.I)
    return found.start("target") if found else max(text.find(target), 0)


def _reads_alike(markup: Markup, known: set[int]) -> bool:
    """Return whether no reader of Markdown can find a link in a text but those that start at the known offsets.

    A footnote that nothing refers to counts too, since a page leads from it to nothing.
    """
    referred: set[str] | None = None
    for opener in _OPENER.finditer(markup.text):
        if opener["note"]:
            referred = {*_REFERRED.findall(markup.plain)} if referred is None else referred
            if opener["note"] not in referred:
                return False
        else:
            link = _PLAIN_LINK.match(markup.text, opener.start())
            if not link or link.start(link.lastgroup or 0) not in known:
                return False
    return True
