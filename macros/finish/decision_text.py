"""The text of a decision's page, index.md: what people wrote, below what has become of it until today.

A decision is Markdown already. Its links, which start at its file in the repository, lead on to the site, and what no
reader of the page sees is left out. No page is read for it, so that it costs a long log next to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote, urlsplit

from guide.checks.links import page_and_anchor
from guide.model.decision import FOLDER, Decision, name_of
from guide.model.guide import Guide
from guide.model.life_cycle import Status
from guide.text.headings import MADR_IDS, id_of
from guide.text.markdown import Link
from macros.addresses import address_of, where
from macros.badges import Citation, markdown_text
from macros.page import Site
from macros.referring import MOST_REFERRING, referring_to

# The text of a link to what stands before it.
HERE = "¶"
# What is put in the place of a part of the text: from which offset, to which, and what.
_Change = tuple[int, int, str]


def decision_text(site: Site, decision: Decision) -> str:
    """Return a decision as Markdown: its title, what is to be known of it today, and its text."""
    address = site.settings.address + where("decisions", decision.name)
    head = "\n".join([f"# {markdown_text(decision.called)}", "", *_head(site, decision, address)])
    return f"{head}\n\n{_body(site, decision, address).strip()}\n"


def cite_as(site: Site, address: str) -> str:
    """Return the line that says how to cite a page, given its whole address."""
    return f"Cite as: <{address}>, as of {site.guide.as_of}"


def state(decision: Decision) -> str:
    """Return in a few words whether a decision holds today, and since when."""
    front = decision.front
    if front.status is Status.PROPOSED:
        return f"proposed on {front.date}; nothing is decided yet"
    if front.status is not Status.ACCEPTED:
        return f"{front.status} since {front.date}; not in force"
    if not decision.number:
        return f"accepted on {front.date}; it gets its number when it lands"
    awaits = ", as a starting position that nobody in the organisation has confirmed yet"
    changing = ", ".join(f"ADR {number}" for number in front.changed_by)
    amended = f"; parts of it are amended by {changing}" if changing else ""
    return f"in force since {front.date}{awaits if front.awaits_confirmation else ''}{amended}"


def _head(site: Site, decision: Decision, address: str) -> Iterator[str]:
    """Yield a line for each thing to know of a decision before its text, as on the top of its page."""
    guide, front = site.guide, decision.front

    def cited(decisions: Iterable[Decision]) -> str:
        links = (Citation(one.called, site.settings.address + where("decisions", one.name)) for one in decisions)
        return ", ".join(link.markdown for link in links)

    yield f"- State: {state(decision)}"
    if front.replaced_by:
        yield f"- In force today: {cited(guide.in_force(decision)) or 'neither this nor what superseded it'}"
    if front.successor:
        yield f"- Superseded outside of this log by: <{front.successor}>"
    yield f"- {cite_as(site, address)}"
    for relates, numbers in front.relations:
        yield f"- {relates}: {cited(guide.decisions[number] for number in numbers)}"
    yield f"- Decision makers: {_listed(front.decision_makers)}"
    for name, people in (("Consulted", front.consulted), ("Informed", front.informed)):
        if people:
            yield f"- {name}: {_listed(people)}"
    if front.confirmed and front.confirmed != "no":
        yield f"- Confirmed: by {markdown_text(front.confirmed.by)} on {front.confirmed.date}"
    if front.discussion:
        yield f"- Discussion: <{front.discussion}>"
    about = list(_subjects(guide, decision))
    if about:
        yield f"- About: {_listed(about)}"
    for ground in front.rests_on:
        pattern, need = guide.patterns[ground.pattern], guide.needs[ground.need]
        today = pattern.needs[ground.need].answer
        moved = f"; today: {today}" if today != ground.answer else ""
        yield f"- Rests on: {_listed([pattern.name, need.name])}: {ground.answer}{moved}"
    referring = referring_to(guide, decision)[:MOST_REFERRING]
    if referring:
        yield f"- Referred to by: {cited(referring)}"
    yield f"- History: {', '.join(f'{change.status} on {change.date}' for change in front.history)}"
    if front.imported_from:
        yield f"- Imported from: {markdown_text(front.imported_from)}"
    for correction in front.corrections:
        yield f"- Corrected: on {correction.date}: {markdown_text(correction.reason)}"
    for id, was in guide.moved_since(decision):
        limit = guide.limits[id]
        name, then, now = map(markdown_text, (limit.name, was.value, limit.value))
        yield f"- Has moved since: {name}: “{then}” is a figure of its day; today it is {now}"
    if front.review_by:
        yield f"- Review by: {front.review_by}"
    yield f"- Summary: {markdown_text(front.summary)}"


def _subjects(guide: Guide, decision: Decision) -> Iterator[str]:
    """Yield the names of what a decision is about."""
    front = decision.front
    yield from (guide.questions[id].question for id in front.answers)
    for collection in ("patterns", "projects", "tools"):
        yield from (getattr(guide, collection)[id].name for id in getattr(front, collection))


def _listed(texts: Iterable[str]) -> str:
    return ", ".join(map(markdown_text, texts))


def _body(site: Site, decision: Decision, address: str) -> str:
    """Return the text of a decision without its title and its comments, its links led on to whole addresses."""
    body, markup = decision.body, decision.markup
    changes: dict[int, _Change] = {start: (start, end, "") for start, end in markup.comments()}
    for link in (*markup.links, *markup.html_links):
        to = _led(site, decision, link)
        if to:
            changes[link.offset] = (link.offset, link.end, to)
    title, seen = True, set[str]()
    for heading in markup.headings:
        if title and heading.level == 1 and not heading.is_nested:
            title = False
            changes = {at: change for at, change in changes.items() if not heading.offset <= at < heading.end}
            changes[heading.offset] = (heading.offset, heading.end, "\n")
            continue
        id = id_of(heading.text)
        line = body[heading.offset : heading.end].rstrip()
        if id in MADR_IDS and id not in seen and heading.level > 1 and re.fullmatch(r"#+ [\w ]+", line):
            end = heading.offset + len(line)
            changes[end] = (end, end, f" [{HERE}]({address}#{id})")
        seen.add(id)
    return _changed(body, sorted(changes.values()))


def _led(site: Site, decision: Decision, link: Link) -> str | None:
    """Return the whole address of what a link of a decision leads to on the site, or None if it is one already."""
    if "://" in link.target or decision.body[link.offset] in "[!" or link.target in decision.front.dead_links:
        return None
    found = page_and_anchor(link.target, decision.path)
    if found is None or found[0].startswith("../"):
        return None
    file, anchor = found
    draft = site.guide.text_at(file)
    if draft and not draft.number and draft is not decision:
        # It has no page until it lands.
        return f"{site.settings.repository}/blob/{quote(site.settings.branch)}/{quote(file)}"
    if file.startswith(f"{FOLDER}/") and file.endswith(".md"):
        place = where("decisions", name_of(file))
    else:
        place = quote(address_of(file.removeprefix("docs/")) if file.endswith(".md") else file.removeprefix("docs/"))
    query = f"?{urlsplit(link.target).query}" if "?" in link.target else ""
    return f"{site.settings.address}{place}{query}{f'#{anchor}' if anchor else ''}"


def _changed(text: str, changes: Iterable[_Change]) -> str:
    """Return a text with some of its parts changed, given in order; what lies within another is passed over."""
    parts, at = [], 0
    for start, end, new in changes:
        if start >= at:
            parts += [text[at:start], new]
            at = end
    return "".join([*parts, text[at:]])
