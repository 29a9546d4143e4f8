"""Reading a decision: its name, its front matter and the parts of its Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from guide.model.front_matter import FrontMatter
from guide.model.validation import validate
from guide.problems import Place, Problem
from guide.text.link_places import every_link
from guide.text.markdown import Heading, Link, Markup, read_markup
from guide.text.rendered import shown
from guide.text.yaml import Document, Lines, read_yaml

FOLDER = "adr"
NOT_DECISIONS = frozenset({"README.md"})

_NAME = re.compile(r"(?:(?P<number>\d{4,})|draft)-(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)\.md")
FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<yaml>.*?)^---[ \t]*$\n?", re.S | re.M)
_NUMBERED = re.compile(
    r"(?:adr[\s_#-]*)?0*(?P<number>[0-9]{1,5})\s*(?:[.:)]|[-\u2013\u2014]\s)\s*(?P<rest>\S.*)"
    r"|adr[\s_#-]*0*(?P<adr>[0-9]{1,5})\s+(?P<title>\S.*)",
    re.I,
)
_KIND = re.compile(r"^(?:adr|architectur(?:e|al) decision(?: record)?)\s*(?::|[-\u2013\u2014]\s)\s*(?=\S)", re.I)


@dataclass(frozen=True)
class Decision:
    """One decision as it was read.

    number is None for a draft, which gets its number when it lands. ``first_line`` is the line of
    the file on which ``body`` starts; ``document`` holds the places of the front matter.
    """

    path: str
    number: int | None
    slug: str
    front: FrontMatter
    body: str
    first_line: int
    document: Document = field(repr=False, compare=False)
    is_sound: bool = True
    """Whether its front matter fits its shape; if not, only its text can be checked."""

    @property
    def name(self) -> str:
        """The file's name without its ending, which is also the last part of the page's address."""
        return name_of(self.path)

    @property
    def label(self) -> str:
        """How the decision is called in a sentence: "ADR 7", or "draft" while it has no number."""
        return f"ADR {self.number}" if self.number else "draft"

    @property
    def called(self) -> str:
        """How the decision is called wherever it stands by itself: "ADR 7: Use X", or "Draft: Use X"."""
        return f"{self.label if self.number else 'Draft'}: {self.title}"

    @cached_property
    def plain(self) -> str:
        """The body with code and comments blanked out."""
        return self.markup.plain

    @cached_property
    def markup(self) -> Markup:
        """What the body is made of."""
        return read_markup(self.body)

    @cached_property
    def headings(self) -> list[Heading]:
        """The headings that part the text, in their order; the first one of level 1 is the title."""
        return [heading for heading in self.markup.headings if not heading.is_nested]

    @cached_property
    def heading(self) -> str:
        """The text of the first heading of level 1, or an empty text."""
        return next((heading.text for heading in self.headings if heading.level == 1), "")

    @cached_property
    def title(self) -> str:
        """The heading; of an imported decision without what it was called in its log, as in "5. Use Y"."""
        if not self.front.imported_from:
            return self.heading
        number, rest = numbered(self.heading)
        name = self.front.imported_from.rpartition("/")[2]
        called = re.match(r"(?:.*?adr[-_ ]*)?0*([0-9]*)", name, re.I)[1]
        title = rest if number is not None and called in ("", str(number)) else self.heading
        return _KIND.sub("", title)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every link and picture: those that a code host shows, and those that the page alone does."""
        return every_link(self.markup)

    @property
    def led_links(self) -> Iterator[Link]:
        """The links that lead somewhere, or should: all but those that were dead before an import."""
        return (link for link in self.links if link.target not in self.front.dead_links)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """The ids on the page, of headings above all."""
        return shown(self.body, is_decision=True).ids

    def place(self, offset: int) -> Place:
        """Return the place in the file of an offset into the body."""
        return self._lines.place(self.path, offset, self.first_line)

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.body)


def body_start(text: str) -> int:
    """Return the offset at which the text of a decision or a page starts, behind its front matter."""
    front = FRONT_MATTER.match(text)
    return front.end() if front else 0


def numbered(title: str) -> tuple[int | None, str]:
    """Return the number that a title starts with, as in "5. Use Y" or "ADR-005: Use Y", and the rest of it."""
    match = _NUMBERED.fullmatch(title)
    return (int(match["number"] or match["adr"]), match["rest"] or match["title"]) if match else (None, title)


def is_decision_name(name: str) -> bool:
    """Return whether a text may be the name of a decision's file, its ending left out."""
    return bool(_NAME.fullmatch(f"{name}.md"))


def name_of(path: str) -> str:
    """Return the name of a decision's file without folder and ending, which its page has too."""
    return path.removeprefix(f"{FOLDER}/").removesuffix(".md")


def number_in(path: str) -> int | None:
    """Return the number in the path or the name of a file, or None for a draft or a name that is no decision's."""
    match = _NAME.fullmatch(path.removeprefix(f"{FOLDER}/"))
    return int(match["number"]) if match and match["number"] else None


def read_decision(path: str, text: str, known: Mapping[str, Any]) -> tuple[Decision | None, Document, list[Problem]]:
    """Read one decision.

    path: the file's path from the project's root; text: what is in it, with ``\\n`` as line end.
    known: for each collection the ids that exist, against which references are checked.

    Returns the decision, or None when its name is broken or it has no front matter; its front
    matter as it was read; and the problems that were found.
    """
    name = _NAME.fullmatch(path.removeprefix(f"{FOLDER}/"))
    problems = []
    if not name:
        message = "is not a decision's name; call it draft-<slug>.md, or <four digits>-<slug>.md once it has landed"
        problems.append(Problem(Place(path), message, "decision-name"))
    front = FRONT_MATTER.match(text)
    if not front:
        message = "has no front matter; start the file with a line '---', the fields, and another line '---'"
        problems.append(Problem(Place(path), message, "front-matter"))
        return None, Document(path), problems
    document = read_yaml(front["yaml"], path, first_line=2)
    problems += document.problems
    entry = None
    if document.value or not document.problems:
        entry, faults = validate(FrontMatter, document, (), document.value, known)
        problems += faults
    if not name:
        return None, document, problems
    number = int(name["number"]) if name["number"] else None
    body = text[front.end() :]
    first_line = text[: front.end()].count("\n") + 1
    fields, is_sound = entry or _what_is_left(document), entry is not None
    decision = Decision(path, number, name["slug"], fields, body, first_line, document, is_sound)
    return decision, document, problems


def _what_is_left(document: Document) -> FrontMatter:
    """Return front matter for a text whose own is broken: enough for the rules that look at the text alone."""
    value = document.value if isinstance(document.value, dict) else {}
    return FrontMatter.model_construct(imported_from=value.get("imported-from"))
