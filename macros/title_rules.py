"""The rules for what a page of docs/ says of itself: what it and its parts are called, and what it is about."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import PurePosixPath

from guide.checks.registry import Finding, drawn_rule, rule
from guide.model.decision import FRONT_MATTER, body_start
from guide.model.fields import NOUNS
from guide.model.guide import Guide
from guide.model.own_pages import OWN_PAGES
from guide.problems import Place
from guide.text.html import shortened
from guide.text.macro_calls import without_calls
from guide.text.markdown import read_markup
from guide.text.rendered import shown
from guide.text.yaml import Document, Lines, read_yaml
from macros.drawn_page import drawn_page

_HEADING = re.compile(r"^# ", re.M)


@rule
def name_without_jinja(guide: Guide) -> Iterator[Finding]:
    """The name of a pattern or a project holds nothing of Jinja."""
    for collection in sorted(OWN_PAGES):
        for id, entry in getattr(guide, collection).items():
            found = re.search(r"\{[{%#]", entry.name)
            if found:
                message = f"the name '{shortened(entry.name)}' holds '{found[0]}', which a page's title may not"
                yield guide.place(collection, id, "name"), f"{message}; write the name without it"


@drawn_rule
def page_heading(guide: Guide) -> Iterator[Finding]:
    """A heading of a page has an id of its own."""
    for path, text in guide.prose.items():
        lines, start = Lines(text), body_start(text)
        prose = without_calls(text[start:])
        headings, written = shown(prose, is_decision=False).headings, read_markup(prose).headings
        # Where the two readers of Markdown do not see the same headings, nobody knows which is which.
        are_same = [heading.level for heading in headings] == [heading.level for heading in written]
        for index, heading in enumerate(headings):
            if heading.level > 1 and not heading.is_promised:
                place = lines.place(path, start + written[index].offset) if are_same else Place(path)
                message = "the id of this heading would change with its words, and links to it would break"
                yield place, f"{message}; write behind the heading: {{: #{heading.id} }}"


@drawn_rule
def page_title(guide: Guide) -> Iterator[Finding]:
    """A page has a title, or a heading of level 1, and a description."""
    for path, text in guide.prose.items():
        front = _front_matter(path, text)
        if front is None:
            continue  # it cannot be read, which is told
        said = front.value or {}
        if not said.get("title") and not _HEADING.search(drawn_page(guide, path).text):
            yield _place(front, "title", path), "has no title; write 'title: …' between two lines '---' at the top"
        if not said.get("description"):
            remedy = "write 'description: …', a sentence on what is on it, between two lines '---' at the top"
            yield _place(front, "description", path), f"has no description; {remedy}"


@drawn_rule
def page_name(guide: Guide) -> Iterator[Finding]:
    """The page of a pattern or a project is called by its name in the data."""
    for path, text in guide.prose.items():
        folder, id = PurePosixPath(path).parent.name, PurePosixPath(path).stem
        entry = getattr(guide, folder).get(id) if folder in OWN_PAGES and path.count("/") == 2 else None
        front = _front_matter(path, text) if entry else None
        for what, said, place in [*_said(path, text, front), *_in_navigation(guide, path)] if front else ():
            if path not in guide.missing and _words(entry.name) not in _words(said):
                message = f"the {what} '{shortened(said)}' does not name the {NOUNS[folder]} '{entry.name}'"
                title = f"'title: {json.dumps(entry.name, ensure_ascii=False)}'"
                remedy = {"title": f"write {title}", "heading": f"write '# {entry.name}'"}
                remedy["title in the navigation"] = "write its present name there, or the path alone"
                yield place, f"{message}; {remedy.get(what, 'write its present name there')}"


def _words(text: str) -> str:
    """Return the words of a text: marks may be written otherwise where they would be Markdown or HTML."""
    return " ".join(re.findall(r"\w+", unescape(text).casefold()))


def _said(path: str, text: str, front: Document) -> Iterator[tuple[str, str, Place]]:
    """Yield what a page says of itself: what that is, the text, and its place."""
    for field in ("title", "description"):
        if isinstance(said := (front.value or {}).get(field), str):
            yield field, said, front.place(field)
    if heading := _heading(path, text):
        yield "heading", *heading


def _in_navigation(guide: Guide, path: str) -> Iterator[tuple[str, str, Place]]:
    """Yield what the navigation calls a page, like ``_said``, if it does."""
    page = path.removeprefix("docs/")
    if guide.navigation and page in guide.navigation.titles:
        yield "title in the navigation", guide.navigation.titles[page], guide.navigation.named[page]


def _front_matter(path: str, text: str) -> Document | None:
    """Return the front matter of a page, empty if it has none, or None if it cannot be read."""
    match = FRONT_MATTER.match(text)
    document = read_yaml(match["yaml"] if match else "", path, first_line=2)
    return document if not document.problems and isinstance(document.value or {}, dict) else None


def _heading(path: str, text: str) -> tuple[str, Place] | None:
    """Return the first heading of level 1 that is written on a page, and its place."""
    start = body_start(text)
    markup = read_markup(without_calls(text[start:]))
    found = next((one for one in markup.headings if one.level == 1 and not one.is_nested), None)
    return (found.text, Lines(text).place(path, start + found.offset)) if found else None


def _place(front: Document, field: str, path: str) -> Place:
    return front.place(field) if isinstance(front.value, dict) and field in front.value else Place(path)
