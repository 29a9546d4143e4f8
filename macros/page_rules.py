"""The rules for the pages of docs/ that have to know what pages can call."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml
from jinja2 import TemplateSyntaxError
from jinja2.ext import Extension

from guide.checks.registry import Finding, rule
from guide.checks.text_rules import body_faults
from guide.model.decision import FRONT_MATTER, body_start
from guide.model.fields import NOUNS, hint, one_of
from guide.model.guide import Guide
from guide.text.html import shortened
from guide.text.macro_calls import Call, read_calls
from guide.text.yaml import Document, Lines, read_yaml
from macros.page_macros import MACROS, WORDS, collection_of, parameters

# What a page may say of itself. Other fields would have an engine run a template, or read a file.
_FIELDS: dict[str, type] = {"title": str, "description": str, "hide": list, "search": dict, "tags": list}
_SHAPES = {
    str: "a text; put it in quotes",
    list: "a list of texts, such as [toc]",
    dict: "a mapping, such as {boost: 2}",
}
# MkDocs takes lines such as "name: value" at the very start of a file for fields too.
_FIELDS_WITHOUT_MARKS = re.compile(r"[ ]{0,3}[A-Za-z0-9_-]+:")


@rule
def page_macro(guide: Guide) -> Iterator[Finding]:
    """A page calls only macros that exist, with texts, and holds nothing else of Jinja."""
    for path, text in guide.prose.items():
        lines = Lines(text)
        start = body_start(text)
        calls, faults = read_calls(text[start:])
        for fault in faults:
            yield lines.place(path, start + fault.offset), fault.what
        for call in calls:
            what = _call_fault(call) or _argument_fault(call, guide, path)
            if what:
                yield lines.place(path, start + call.start), what


@rule
def page_fields(guide: Guide) -> Iterator[Finding]:
    """The front matter of a page says what it is called, what it is about, and how it is found."""
    for path, text in guide.prose.items():
        if path in guide.missing:
            continue  # it is drawn from an entry, of which another rule tells
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
        yield from _shape_faults(document, front["yaml"])
        for at, value in document.texts():
            if "{{" in value or "{%" in value:
                yield document.place(*at), f"'{shortened(value)}' is not run as Jinja here; write the text itself"


def _shape_faults(document: Document, text: str) -> Iterator[Finding]:
    """Yield what an engine reads otherwise: what its YAML cannot read, it takes for a part of the page."""
    try:
        value = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError):
        if not document.problems:
            yield document.place(), "holds a value that the site cannot read; put each text in quotes"
        return
    for name, shape in _FIELDS.items() if isinstance(value, dict) else ():
        given = value.get(name, shape())
        items = given if shape is list and isinstance(given, list) else ()
        if not isinstance(given, shape) or not all(isinstance(item, str) for item in items):
            yield document.place(name), f"'{name}' must be {_SHAPES[shape]}"


def _call_fault(call: Call) -> str | None:
    """Return what is wrong with the call of a macro, whatever its arguments mean, or None."""
    if call.name not in MACROS:
        return f"there is no macro '{call.name}'; {hint(call.name, MACROS)}"
    taken = parameters(MACROS[call.name])
    takes_many = any(parameter.kind is parameter.VAR_POSITIONAL for parameter in taken)
    least = sum(parameter.default is parameter.empty for parameter in taken)
    if len(call.arguments) < least or (len(call.arguments) > len(taken) and not takes_many):
        names = ", ".join(parameter.name for parameter in taken)
        return f"'{call.name}' takes {f'its {names}' if names else 'nothing'} between the parentheses; write it so"
    return None


def _argument_fault(call: Call, guide: Guide, path: str) -> str | None:
    """Return what is wrong with what a macro is called with, or None; sources are checked when they are read.

    path: the page, which is named after an entry if it is the entry's own.
    """
    draw = MACROS[call.name]
    for parameter, argument in zip(parameters(draw), call.arguments, strict=False):
        collection, noun = collection_of(parameter, draw), parameter.name
        if parameter.name == "ids" or not (collection or noun in WORDS):
            continue
        noun = NOUNS[collection] if collection else noun
        known = guide.entries.get(collection, {}) if collection else WORDS[noun]
        # While some file cannot be read, nobody knows what there is.
        if argument.text not in known and (not collection or guide.is_read):
            message = f"unknown {noun} '{argument.text}', {hint(argument.text, known)}"
            if path == f"docs/{collection}/{argument.text}.md":
                message += f"{'' if message.endswith('?') else ';'} rename this page with it, or remove it"
            return message
    return None


class ListedCalls(Extension):
    """Has an engine refuse the text of a page that holds anything but calls of macros, before anything is run.

    The check says so with its line; this is for a page that nobody has checked.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return the text of a page as it is (called by Jinja); raise TemplateSyntaxError if it may not be run."""
        calls, faults = read_calls(source)
        messages = [fault.what for fault in faults]
        messages += [message for call in calls if (message := _call_fault(call))]
        messages += [fault.what for fault in body_faults(source)]
        if messages:
            raise TemplateSyntaxError("; ".join(messages), 1, name, filename)
        return source
