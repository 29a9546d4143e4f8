"""/llms.txt: what an assistant reads first, with a line for each question, page and decision that leads to its text.

Source: https://llmstxt.org, which says what stands in which order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urljoin

from guide.model.decision import Decision
from guide.model.entries import Question
from guide.model.life_cycle import Status
from macros.addresses import GUIDE_JSON, GUIDE_SCHEMA, LLMS_TXT, PAGE_TEXT, address_of, where
from macros.badges import Citation, markdown_text
from macros.finish.built_site import BuiltSite
from macros.finish.decision_text import HERE, state
from macros.finish.print_page import in_order
from macros.page import Site

# Of those in force, and of the others: what is read first has to be short. The log has all of them.
_MOST_DECISIONS = 100


def llms_txt(site: Site, built: BuiltSite) -> dict[str, str]:
    """Return the text by its address."""
    guide, address = site.guide, site.settings.address
    pages = [place for place in dict.fromkeys(in_order(guide, built)) if built.page(place)]
    log, one_decision = where("decisions"), where("decisions", "").removesuffix("/")
    listed = [_page(site, built, place) for place in pages if place == log or not place.startswith(one_decision)]
    newest = sorted(guide.decisions.values(), key=lambda decision: -decision.number)
    in_force = [decision for decision in newest if decision.front.status is Status.ACCEPTED]
    others = [decision for decision in newest if decision.front.status is not Status.ACCEPTED]
    lines = [f"# {markdown_text(site.settings.name)}", ""]
    if site.settings.description:
        lines += [f"> {markdown_text(site.settings.description)}", ""]
    lines += [
        f"As of {guide.as_of}. Beside each page stands its text as Markdown: the page's address with `{PAGE_TEXT}` "
        f"behind it, to which the links below lead. In these texts, links lead to the pages, and a `{HERE}` to the "
        "heading or the row before it: cite these addresses. A link that is a number leads to a source.",
        "",
        f"A program finds the same as data in [{GUIDE_JSON}]({address}{GUIDE_JSON}), the rule that chooses a pattern "
        f"included; [{GUIDE_SCHEMA}]({address}{GUIDE_SCHEMA}) says what is in it.",
    ]
    sections = {
        "Questions": [_question(site, id, question) for id, question in guide.questions.items()],
        "Pages": listed,
        "Decisions in force": [_decision(site, decision) for decision in in_force[:_MOST_DECISIONS]],
        # Assistants leave this out when they have little room.
        "Optional": [_decision(site, decision) for decision in others[:_MOST_DECISIONS]],
    }
    for title, entries in sections.items():
        if entries:
            lines += ["", f"## {title}", "", *entries]
    return {LLMS_TXT: "\n".join(lines) + "\n"}


def _entry(site: Site, name: str, page: str, notes: Iterable[str]) -> str:
    """Return a line that leads to the text of a page, with what is to be known before one reads it."""
    link = Citation(name, urljoin(site.settings.address, f"{page}{PAGE_TEXT}")).markdown
    told = " ".join(markdown_text(note) for note in notes if note)
    return f"- {link}{f': {told}' if told else ''}"


def _question(site: Site, id: str, question: Question) -> str:
    return _entry(site, question.question, address_of(question.page), _answer(site, id))


def _answer(site: Site, id: str) -> Iterator[str]:
    """Yield what answers a question, as the home page does."""
    decisions = site.guide.answering(id)
    for decision in decisions:
        yield f"{decision.front.summary} ({decision.called}, {state(decision)})"
    if not decisions:
        yield "This is not decided yet."
        yield from (f"Proposed: {decision.called}." for decision in site.guide.proposing(id))


def _page(site: Site, built: BuiltSite, address: str) -> str:
    page = built.page(address)
    return _entry(site, page.title or page.head["title"], address, [page.head["description"]])


def _decision(site: Site, decision: Decision) -> str:
    notes = [f"{state(decision).capitalize()}.", decision.front.summary]
    newer = ", ".join(one.called for one in site.guide.in_force(decision))
    return _entry(site, decision.called, where("decisions", decision.name), [*notes, newer and f"Instead: {newer}."])
