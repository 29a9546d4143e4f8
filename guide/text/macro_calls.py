"""What a page of docs/ may hold of Jinja: calls of the listed macros, with texts as arguments, and nothing else.

Anything else would be a program that runs wherever the pages of a pull request are built.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from jinja2 import Environment, TemplateSyntaxError

from guide.text.html import Fault, shortened

_LEXER = Environment()
_LIKE = 'a page calls a macro with texts, as in {{ name("id") }}, and to show two braces it writes &#123;&#123;'
_UNQUOTED = re.compile(r"\{\{-?\s*(?P<name>\w+)\s*\((?P<texts>\s*[\w#./-]+(?:\s*,\s*[\w#./-]+)*\s*)\)\s*-?\}\}")
_OPENS = re.compile(r"\{[{%#]")
# How many faults of one page are told in one run; each that ends the reading begins it anew.
_MOST = 20
_SHAPE = re.compile(r"name \( (?:string (?:, string )*)?\)")
# A token of the lexer: its kind, its text, and its offset.
_Token = tuple[str, str, int]


class Argument(NamedTuple):
    """A text that a macro is called with, and the offset at which it stands."""

    text: str
    offset: int


@dataclass(frozen=True)
class Call:
    """A call of a macro: its name, its arguments, and where it starts and ends in the text."""

    name: str
    arguments: tuple[Argument, ...]
    start: int
    end: int


class Calls(NamedTuple):
    """The calls in a text, and what else of Jinja stands in it."""

    calls: tuple[Call, ...]
    faults: tuple[Fault, ...]


# Several rules ask for the calls of each page.
@lru_cache(maxsize=1024)
def read_calls(text: str) -> Calls:
    """Find the calls of macros in the text of a page, with ``\n`` as line end; nothing is run."""
    calls: list[Call] = []
    faults: list[Fault] = []
    at: int | None = 0 if _OPENS.search(text) else None
    # What is no Jinja at all ends the reading, so it goes on behind the braces that could not be read.
    while at is not None and len(faults) < _MOST:
        at = _read(text, at, calls, faults)
    return Calls(tuple(calls), tuple(faults))


def _read(text: str, at: int, calls: list[Call], faults: list[Fault]) -> int | None:
    """Add what a text holds from an offset on, and return where to go on after a fault that ends the reading."""
    tokens: list[_Token] = []
    start = at
    is_open = False
    try:
        for _, kind, value in _LEXER.lex(text[at:]):
            # Jinja leaves out the spaces that a mark such as '{{-' takes away.
            at = text.index(value, at)
            if kind in ("variable_begin", "block_begin", "raw_begin", "comment_begin"):
                start, tokens, is_open = at, [], True
            is_open = is_open and not kind.endswith("_end") and kind != "raw_begin"
            at += len(value)
            if kind == "variable_end":
                call = _call(tokens, start, at)
                if call:
                    calls.append(call)
                else:
                    what = f"'{shortened(text[start:at])}' is no call of a macro; {_LIKE}"
                    faults.append(Fault(_without_quotes(text, start) or what, start))
            elif kind in ("block_end", "raw_begin"):
                faults.append(Fault(f"'{shortened(text[start:at])}' is a statement; {_LIKE}", start))
            elif kind not in ("whitespace", "variable_begin"):
                tokens.append((kind, value, at - len(value)))
    except TemplateSyntaxError as error:
        match = None if is_open else _OPENS.search(text, at)
        start = match.start() if match else start
        remedy = "a heading gets its id by {: #id }" if text.startswith("{#", start) else _LIKE
        faults.append(Fault(_without_quotes(text, start) or f"is not Jinja ({error.message}); {remedy}", start))
        return start + 2
    if is_open:
        line = text[start:].partition("\n")[0]
        faults.append(Fault(f"'{shortened(line)}' is never closed; {_LIKE}", start))
    return None


def _without_quotes(text: str, start: int) -> str | None:
    """Return what is wrong with a call whose arguments are no texts for want of quotes, or None if it is not one."""
    found = _UNQUOTED.match(text, start)
    if not found:
        return None
    texts = ", ".join(f'"{one.strip()}"' for one in found["texts"].split(","))
    return f"'{shortened(found[0])}' lacks quotes around what is called for; write {{{{ {found['name']}({texts}) }}}}"


def without_calls(text: str) -> str:
    """Return the text of a page with a letter for every character of a call, so that it reads as text."""
    kept, at = [], 0
    for call in read_calls(text).calls:
        kept += [text[at : call.start], "x" * (call.end - call.start)]
        at = call.end
    return "".join([*kept, text[at:]])


def _call(tokens: list[_Token], start: int, end: int) -> Call | None:
    """Return the call that stands between two pairs of braces, or None if it is something else."""
    shape = " ".join(value if kind == "operator" else kind for kind, value, _ in tokens)
    arguments = [Argument(value[1:-1], at) for kind, value, at in tokens if kind == "string"]
    if not _SHAPE.fullmatch(shape) or any("\\" in argument.text for argument in arguments):
        return None
    return Call(tokens[0][1], tuple(arguments), start, end)
