"""The rules for the pages of docs/ that have to know what pages can call."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

from jinja2 import TemplateSyntaxError
from jinja2.ext import Extension

from macros.addresses import address_of
from macros.calls import Call, read_calls
from macros.decisions import FRONT_MATTER
from macros.fields import hint, one_of
from macros.guide import Guide
from macros.html import shortened
from macros.links import page_and_anchor
from macros.markup import html_links
from macros.pages import SOURCES_ID
from macros.reading import Lines, read_yaml
from macros.render import Page
from macros.rules.published import page_faults
from macros.rules.registry import Finding, rule
from macros.shown import shown
from macros.views import VIEWS

# What a page may say of itself. Other fields would have an engine run a template, or read a file.
_FIELDS = ("title", "description", "hide", "search", "tags")
# MkDocs takes lines such as "name: value" at the very start of a file for fields too.
_FIELDS_WITHOUT_MARKS = re.compile(r"[ ]{0,3}[A-Za-z0-9_-]+:\s")


@rule
def page_macro(guide: Guide) -> Iterator[Finding]:
    """A page calls the macros that there are, each with texts, and holds nothing else of Jinja."""
    for path, text in guide.prose.items():
        lines = Lines(text)
        start = len(text) - len(FRONT_MATTER.sub("", text, count=1))
        found = read_calls(text[start:])
        for fault in found.faults:
            yield lines.place(path, start + fault.offset), fault.what
        for call in found.calls:
            what = _call_fault(call)
            if what:
                yield lines.place(path, start + call.start), what


@rule
def page_fields(guide: Guide) -> Iterator[Finding]:
    """The front matter of a page says what it is called, what it is about, and how it is found."""
    for path, text in guide.prose.items():
        front = FRONT_MATTER.match(text)
        if not front and (text.startswith("---") or _FIELDS_WITHOUT_MARKS.match(text)):
            message = "has front matter without its marks; put a line '---' above it and below it"
            yield Lines(text).place(path, 0), message
        document = read_yaml(front["yaml"], path, first_line=2) if front else None
        if document is None:
            continue
        yield from ((problem.place, problem.message) for problem in document.problems)
        if not isinstance(document.value, dict):
            if document.value:
                yield document.place(), "must be a mapping from field to value, such as 'title: Sources'"
            continue
        for name in document.value:
            if name not in _FIELDS:
                yield document.place(name, key=True), f"unknown field '{name}'; it may be {one_of(_FIELDS)}"
        for at, value in document.texts():
            if "{{" in value or "{%" in value:
                yield document.place(*at), f"'{shortened(value)}' is not run as Jinja here; write the text itself"


@rule
def page_anchor(guide: Guide) -> Iterator[Finding]:
    """A link from a decision to an anchor of a page leads to something on that page."""
    known: dict[str, frozenset[str]] = {}
    for decision in guide.texts():
        for link in (*decision.markup.links, *html_links(decision.body)):
            path, anchor = page_and_anchor(link.target, decision.path) or ("", "")
            if not anchor or path not in guide.prose:
                continue
            known[path] = known.get(path) or _ids_on(guide, path)
            if anchor not in known[path]:
                near = hint(anchor, sorted(known[path]))
                message = f"the link '{shortened(link.target)}' leads to nothing on {path}; {near}"
                yield decision.place(link.offset), message


def _ids_on(guide: Guide, path: str) -> frozenset[str]:
    """Return the ids on a page of docs/, those that its macros draw included."""
    text = FRONT_MATTER.sub("", guide.prose[path], count=1)
    page = Page(guide, address_of(path.removeprefix("docs/")), repository="")
    drawn, at = [], 0
    for call in read_calls(text).calls:
        drawn += [text[at : call.start], _drawn(call, page)]
        at = call.end
    return shown("".join([*drawn, text[at:]]), is_decision=False).ids | {SOURCES_ID}


def _drawn(call: Call, page: Page) -> str:
    try:
        return VIEWS[call.name](page, *(argument.text for argument in call.arguments))
    except (KeyError, TypeError):
        return ""  # the call itself is a problem


def _call_fault(call: Call) -> str | None:
    """Return what is wrong with the call of a macro, or None."""
    if call.name not in VIEWS:
        return f"there is no macro '{call.name}'; {hint(call.name, VIEWS)}"
    taken = list(inspect.signature(VIEWS[call.name]).parameters.values())[1:]
    most = None if any(one.kind is one.VAR_POSITIONAL for one in taken) else len(taken)
    least = sum(one.default is one.empty and one.kind is not one.VAR_POSITIONAL for one in taken)
    if len(call.arguments) < least or (most is not None and len(call.arguments) > most):
        names = ", ".join(one.name for one in taken)
        return f"'{call.name}' takes {f'its {names}' if names else 'nothing'} between the parentheses; write it so"
    return None


class ListedCalls(Extension):
    """Has an engine refuse the text of a page that holds anything but calls of macros, before anything is run.

    The check says so with its line; this is for a page that nobody has checked.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return the text of a page as it is (called by Jinja); raise TemplateSyntaxError if it may not be run."""
        found = read_calls(source)
        faults = [fault.what for fault in found.faults]
        faults += [what for call in found.calls if (what := _call_fault(call))]
        faults += [fault.what for fault in page_faults(source)]
        if faults:
            raise TemplateSyntaxError("; ".join(faults), 1, name, filename)
        return source
