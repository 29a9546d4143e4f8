"""The rule that a figure of a vendor is written down once, so that it moves everywhere when it moves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from guide.checks.registry import Finding, rule
from guide.model.guide import Guide
from guide.text.macro_calls import read_calls
from guide.text.yaml import Lines, texts_in

# Titles of sources are quoted, and statements say what the notes say.
_QUOTED = ("sources", "notes")
# The fields of a figure that hold its values, of today and of earlier days, and what its vendor says.
_VALUES = ("value", "was", "watch")


@rule
def typed_figure(guide: Guide) -> Iterator[Finding]:
    """A figure stands in data/limits.yml alone; other texts of data/ and docs/ name it."""
    values: dict[str, str] = {}
    for id, limit in guide.limits.items():
        if re.search(r"\d", limit.value):
            values.setdefault(limit.value, id)
    if not values:
        return
    for collection, entries in guide.entries.items():
        for id, document in entries.items() if collection not in _QUOTED else ():
            for at, text in texts_in(document.value[id], (id,)):
                is_value = collection == "limits" and at[1] in _VALUES
                for figure, value, _ in () if is_value else _typed(text, values):
                    place = document.place(*at)
                    figure = id if collection == "limits" and guide.limits[id].value == value else figure
                    yield place, _message(value, f"{{limits.{figure}}}")
    for path, text in guide.prose.items():
        calls = [(call.start, call.end) for call in read_calls(text).calls]
        for figure, value, start in _typed(text, values):
            if not any(first <= start < end for first, end in calls):
                yield Lines(text).place(path, start), _message(value, f'{{{{ limit("{figure}") }}}}')


def _message(value: str, call: str) -> str:
    remedy = f"write {call} in its place; if another figure is meant, write it down there too"
    return f"'{value}' is a figure of data/limits.yml; {remedy}"


@cache
def _pattern(values: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(values, key=len, reverse=True)
    return re.compile(rf"(?<![\w.,])(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def _typed(text: str, values: dict[str, str]) -> Iterator[tuple[str, str, int]]:
    """Yield each figure that a text holds: its id, its value, and where it starts."""
    for found in _pattern(tuple(values)).finditer(text):
        yield values[found[0]], found[0], found.start()
