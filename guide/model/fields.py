"""The types of the fields that the models are made of: texts, ids, numbers, dates, references.

Everything that is read from YAML arrives as text, lists and mappings (see ``guide.text.yaml``), so
that ``no`` stays the word "no" and ``0012`` stays the number twelve. These types turn the text
into values, or say in one sentence what is wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from difflib import get_close_matches
from itertools import chain, islice
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
    WrapValidator,
)
from pydantic_core import PydanticCustomError

UNKNOWN = "unknown"

# The most words, and the longest word, that are compared to find out which one was meant.
_COMPARED, _LONGEST = 500, 100

# What an entry of each collection is called in a message.
NOUNS = {
    "sources": "source",
    "questions": "question",
    "patterns": "pattern",
    "needs": "need",
    "capabilities": "capability",
    "purposes": "capability or takeaway",
    "tools": "tool",
    "projects": "project",
    "limits": "limit",
    "decisions": "decision",
}


def latest_day() -> date:
    """Return the last day on which something can have happened: tomorrow, which it already is for some colleagues."""
    return date.today() + timedelta(days=1)


def one_of(words: Any) -> str:
    """Return "one of: a, b, c" for the words in their given order."""
    return "one of: " + ", ".join(str(word) for word in words)


def hint(value: str, known: Iterable[Any], most: int = 12) -> str:
    """Return "did you mean 'x'?" when a known word is close to the value, else what there is to choose from.

    most: how many words are still named one by one.
    """
    # Called for thousands of problems in a run, so only as many words are read as can be compared.
    words = [str(word) for word in islice(known, _COMPARED + 1)]
    can_compare = len(words) <= _COMPARED and len(value) <= _LONGEST
    close = get_close_matches(value, words, n=1, cutoff=0.6) if can_compare else ()
    return f"did you mean '{close[0]}'?" if close else choice(words, most)


def choice(words: Sequence[str], most: int = 12) -> str:
    """Return what there is to choose from, one by one as long as there are not more than ``most``."""
    if not words:
        return "there is none yet"
    return one_of(words) if len(words) <= most else "write one that exists"


def _not_empty(value: Any) -> Any:
    if isinstance(value, str) and not value.strip():
        raise PydanticCustomError("empty", "is empty; write its text or remove the line")
    return value


def _on_one_line(value: str) -> str:
    if len(value.splitlines()) > 1:
        raise PydanticCustomError("one-line", "holds a line end; write it on one line")
    return value


def _date(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("date", f"'{value}' is not a date; write a day that exists as YYYY-MM-DD") from None


def _date_or_unknown(value: Any) -> Any:
    if not isinstance(value, str | date):
        raise PydanticCustomError("date_type", "is not a date")
    return value if value == UNKNOWN else _date(value)


def _number(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if not re.fullmatch(r"[0-9]+", value) or int(value) == 0:
        if value.startswith("draft-"):
            raise PydanticCustomError("number", f"'{value}' has no number yet; name it here once it has landed")
        raise PydanticCustomError("number", f"'{value}' is not a number; write it like 7 or 0007")
    return int(value)


def is_web_address(value: str) -> bool:
    """Return whether a text is the address of something on the web."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", value)


def _address(value: str) -> str:
    if not is_web_address(value):
        raise PydanticCustomError("address", f"'{value}' is not a web address; it starts with https:// or http://")
    return value


# How a text names a figure, so that its value stands in data/limits.yml alone.
FIGURE = re.compile(r"\{limits\.([^{}\s]+)\}")


# What was meant as such a name and is none.
_NEARLY = re.compile(r"\{+\s*limits?\b[^{}]{0,60}\}*", re.I)


def is_named(value: str, text: str) -> bool:
    """Return whether a text holds a value as a whole: not as a part of a longer word or number."""
    return value in text and bool(re.search(rf"(?<![\w.,]){re.escape(value)}(?!\w)", text))


def _with_figures(text: str, info: ValidationInfo) -> str:
    """Return a text with the value of each figure that it names; the values come with the validation context."""
    values = (info.context or {}).get("figures")

    def value(named: re.Match[str]) -> str:
        if values is None:
            return named[0]
        if named[1] not in values:
            message = missing("unknown limit", named[1], values, "data/limits.yml")
            raise PydanticCustomError("unknown-reference", message + TAKE_OUT)
        return values[named[1]]

    whole = FIGURE.sub(value, text)
    if values is not None and (left := _NEARLY.search(whole)):
        message = f"'{left[0]}' names no figure; write {{limits.<id>}}, with its id"
        raise PydanticCustomError("unknown-reference", message)
    return whole


Text = Annotated[
    str, BeforeValidator(_not_empty), StringConstraints(strip_whitespace=True), AfterValidator(_with_figures)
]
# Names stand in headings, tables and the navigation.
Name = Annotated[Text, AfterValidator(_on_one_line)]
ID = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
Id = Annotated[str, StringConstraints(pattern=ID)]
Day = Annotated[date, BeforeValidator(_date)]
DayOrUnknown = Annotated[
    Any,
    BeforeValidator(_not_empty),
    BeforeValidator(_date_or_unknown),
    WithJsonSchema({"anyOf": [{"type": "string", "format": "date"}, {"const": UNKNOWN}]}),
]
Number = Annotated[
    int, BeforeValidator(_number), Field(ge=1), WithJsonSchema({"type": ["integer", "string"], "pattern": "^[0-9]+$"})
]
Address = Annotated[Text, AfterValidator(_address)]


TAKE_OUT = ", or take it out"


def missing(what: str, value: str, known: Iterable[Any], home: str = "") -> str:
    """Return that there is no such thing as a value names, what may be meant, and where one could be added.

    what: its kind, as in "unknown pattern". known: what there is in place of it. home: where one is added, if anywhere.
    Where what names it need not be there, the message goes on with ``TAKE_OUT``.
    """
    meant = hint(value, known)
    otherwise = " If not," if meant.endswith("?") else "; or"
    return f"{what} '{value}', {meant}" + (f"{otherwise} add it to {home}" if home else "")


def home_of(kind: str, known: Mapping[str, Any]) -> str:
    """Return where an entry of a collection is added: its file, or the folder of its files.

    known: the ids that there are, with the documents that they stand in.
    """
    folder = f"data/{kind}/"
    first = next(iter(known.values()), None)
    return folder if getattr(first, "path", "").startswith(folder) else f"data/{kind}.yml"


def reference(kind: str, *besides: str) -> Any:
    """Return the type of a field that names an entry of the collection ``kind``.

    The ids that exist come with the validation context, so a dangling reference is found in the
    same pass, and with the same place, as every other fault of the data. ``besides`` are words
    that are allowed although no entry has them as its id, such as "unknown".
    """

    def exists(value: Any, info: ValidationInfo) -> Any:
        known = (info.context or {}).get(kind)
        if known is None or value in known or value in besides:
            return value
        if kind == "decisions":
            message = f"unknown decision {value}; name one that adr/ holds"
        else:
            home = "" if kind == "purposes" else home_of(kind, known)  # which are of two collections
            message = missing(f"unknown {NOUNS[kind]}", value, chain(known, besides), home)
        raise PydanticCustomError("unknown-reference", message)

    written: Any = Number if kind == "decisions" else Text
    return Annotated[written, AfterValidator(exists)]


def _draft_exists(value: Any, otherwise: Callable[[Any], Any], info: ValidationInfo) -> Any:
    """Return the name of a draft, or what else the value is worth."""
    if not isinstance(value, str) or not value.startswith("draft-"):
        return otherwise(value)
    name, known = value.removesuffix(".md"), (info.context or {}).get("drafts")
    if known is not None and name not in known:
        remedy = hint(name, known)
        if not remedy.startswith("did"):
            remedy = f"add adr/{name}.md in the same change, or write the number of a decision"
        raise PydanticCustomError("unknown-reference", f"there is no draft '{name}'; {remedy}")
    return name


# A decision by its number, or by the name of its draft, in whose place its number is written when it lands.
DecisionOrDraft = Annotated[
    reference("decisions"),
    WrapValidator(_draft_exists),
    WithJsonSchema({"type": ["integer", "string"], "pattern": "^([0-9]+|draft-[a-z0-9-]+)$"}),
]
