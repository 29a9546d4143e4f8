"""The page for whoever links to the guide: blocks to paste, badges, and the addresses that one may cite."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guide.model.decision import FRONT_MATTER, Decision
from guide.model.entries import Question
from guide.model.guide import Guide
from guide.text.yaml import read_yaml
from macros.addresses import ATOM, GUIDE_JSON, JSON_FEED, LLMS_TXT, PRINT, address_of, where
from macros.badges import Badge, Citation, markdown_text, offered
from macros.page import Page
from macros.render import render

# The ways through the guide by what one came for: pages, each with what one finds there.
_PATHS = {
    "first-day": (
        "Your first day",
        {
            "index.md": "the questions that we are asked about deployment, with their answers",
            "projects/index.md": "how the service that you work on is deployed, and with which tool",
            "patterns/index.md": "the ways to deploy, side by side",
        },
    ),
    "new-service": (
        "Starting a service",
        {
            "choose.md": "tick what is true of your service, and see which pattern to take",
            "new-project.md": "what the service needs before it goes live, as a checklist",
            "contribute.md#decision": "record what you chose as a decision",
        },
    ),
    "review": (
        "Reviewing",
        {
            "adr.md": "what is decided, and what no longer holds",
            "new-project.md": "the guidelines, each with an address to cite in a comment",
            "open-points.md": "what nobody has settled yet, so that no review rests on a guess",
        },
    ),
}
# What one may cite besides: pages, and files for programs.
_PAGES = ("choose.md", "patterns/index.md", "projects/index.md", "new-project.md", "serverless.md")
_MORE_PAGES = ("production-environment.md", "adr.md", "open-points.md", "sources.md")
_FILES = {
    LLMS_TXT: "for assistants: every page and decision, with its text as Markdown",
    GUIDE_JSON: "for programs: everything as data, the rule included",
    ATOM: "every change of a decision, as a feed",
    JSON_FEED: "the same feed as JSON",
    PRINT: "the whole guide on one page, to print",
}

_SENTENCE_END = re.compile(r"(?<!e\.g\.)(?<!i\.e\.)(?<=[.!?])\s+(?=[^\Wa-z])")
_SHORT = 24


@dataclass(frozen=True)
class Line:
    """A line of a block: a link by its text and its address from the site's root, what is said of it, and by what."""

    text: str
    address: str
    said: str
    decision: Decision | None = None


@dataclass(frozen=True)
class Block:
    """A part of another document: a heading, and lines that lead here; ``page`` knows where that is."""

    id: str
    title: str
    lines: tuple[Line, ...]
    page: Page

    @property
    def markdown(self) -> str:
        """The block as Markdown."""
        return "\n".join([f"## {markdown_text(self.title)}", "", *self.items, "", self.origin])

    @property
    def items(self) -> list[str]:
        """The lines as items of a Markdown list."""
        cited = ((self._cite(line.text, line.address), line) for line in self.lines)
        return [f"- {link}: {markdown_text(line.said)}{self._by(line)}" for link, line in cited]

    @property
    def origin(self) -> str:
        """Where it is from, and of which day, as Markdown."""
        return f"From {self._cite(self.page.settings.name, '')}, as of {self.page.guide.as_of}."

    @property
    def html(self) -> str:
        """The block as HTML."""
        return render("paste-block.html", self.page, block=self).strip()

    def _by(self, line: Line) -> str:
        if not line.decision:
            return ""
        return f" ({self._cite(line.decision.label, where('decisions', line.decision.name))})"

    def _cite(self, text: str, address: str) -> str:
        return Citation(text, self.page.absolute(address)).markdown


def onboarding(page: Page) -> str:
    """Return how to link to the guide: blocks to paste, and addresses."""
    guide = page.guide
    answers = Block("answers", "How we deploy", tuple(_answers(guide)), page)
    paths = [Block(id, title, tuple(_path(guide, steps)), page) for id, (title, steps) in _PATHS.items()]
    pages = {page: _name(guide, page) for page in (*_PAGES, *_MORE_PAGES) if f"docs/{page}" in guide.prose}
    return render(
        "onboarding.md",
        page,
        answers=answers,
        blocks=[answers, *(block for block in paths if block.lines)],
        badges=_badges(page),
        pages={address_of(page): name for page, name in pages.items()},
        files=_FILES,
        llms=LLMS_TXT,
        data=GUIDE_JSON,
        an_example=next(reversed(guide.decisions.values()), None),
    )


def _answers(guide: Guide) -> Iterator[Line]:
    """Yield a line for each question, with its answer in a sentence; all of it is where the line leads to."""
    for id, question in guide.questions.items():
        decision = next(iter(guide.answering(id)), None)
        decided = first_sentence(decision.front.summary) if decision else "This is not decided yet."
        yield Line(question.question, where("questions", id), _listed(guide, question) or decided, decision)


def first_sentence(text: str) -> str:
    """Return the first sentence of a text; one as short as "Yes." with what follows it."""
    end = _SENTENCE_END.search(text, _SHORT)
    return text[: end.start()] if end else text


def _listed(guide: Guide, question: Question) -> str | None:
    """Return what a question asks to be listed, in a sentence, or None."""
    sure = guide.patterns_surely_in_use()
    used = [f"{guide.patterns[id].name}{'' if id in sure else ' (unconfirmed)'}" for id in guide.patterns_in_use()]
    return f"In use: {', '.join(used)}." if question.lists == "patterns-in-use" and used else None


def _path(guide: Guide, steps: dict[str, str]) -> Iterator[Line]:
    """Yield a line for each step of a way through the guide of which there is a page."""
    for step, said in steps.items():
        page, hash, anchor = step.partition("#")
        if f"docs/{page}" in guide.prose:
            yield Line(_name(guide, page), f"{address_of(page)}{hash}{anchor}", said)


def _name(guide: Guide, page: str) -> str:
    """Return what a page of docs/ is called."""
    front = FRONT_MATTER.match(guide.prose[f"docs/{page}"])
    fields = read_yaml(front["yaml"], page).value if front else None
    title = fields.get("title") if isinstance(fields, dict) else None
    return str(title or (guide.navigation and guide.navigation.titles.get(page)) or f"/{address_of(page)}")


def _badges(page: Page) -> list[tuple[Badge, str]]:
    """Return a badge for each pattern of the decisions that answer questions, with Markdown that shows it."""
    found: dict[str, tuple[Badge, str]] = {}
    for id in page.guide.questions:
        for decision in page.guide.answering(id):
            for pattern, badge in zip(decision.front.patterns, offered(page, decision), strict=False):
                found.setdefault(pattern, badge)
    return list(found.values())
