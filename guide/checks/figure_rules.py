"""The rule that a figure of a vendor is written down once, so that it moves everywhere when it moves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from guide.checks.registry import Finding, rule
from guide.model.fields import FIGURE, UNKNOWN
from guide.model.guide import Guide
from guide.text.macro_calls import read_calls
from guide.text.yaml import Lines, texts_in

# Titles of sources are quoted, and their statements say what they say.
_QUOTED = "sources"
# The fields of a figure that hold its values, of today and of earlier days, and what its vendor says.
_VALUES = (("value",), ("was",), ("watch",))
_REMEDY = "in its place; if another figure is meant, write it down there too, and one of your own in other words"


@dataclass(frozen=True)
class _Figure:
    """A value by which a text may tell a figure without naming it."""

    id: str
    value: str
    # The day until which it was the value; None if it still is.
    until: str | None = None

    def problem(self, call: str) -> str:
        said = f"'{self.value}' is a figure of data/limits.yml"
        if self.until is not None:
            said = f"'{self.value}' was a figure of data/limits.yml"
            said += "" if self.until == UNKNOWN else f" until {self.until}"
        return f"{said}; write {call} {_REMEDY}"


@rule
def typed_figure(guide: Guide) -> Iterator[Finding]:
    """A figure is written in data/limits.yml alone; other texts of data/ and docs/ name it."""
    figures = _values(guide, guide.limits)
    for collection, entries in guide.entries.items():
        for id, document in entries.items() if collection != _QUOTED else ():
            is_limit = collection == "limits"
            own = _values(guide, [id]) if is_limit and id in guide.limits else {}
            for at, text in texts_in(document.value[id], (id,)):
                is_value = is_limit and at[1:2] in _VALUES
                for figure, _ in () if is_value else _typed(text, figures):
                    figure = own.get(figure.value, figure)
                    # The text of a figure may tell how it moved.
                    if figure.until is None or figure.value not in own:
                        yield document.place(*at), figure.problem(f"{{limits.{figure.id}}}")
    for path, text in guide.prose.items():
        calls = [(call.start, call.end) for call in read_calls(text).calls]
        for figure, start in _typed(text, figures):
            if not any(first <= start < end for first, end in calls):
                yield Lines(text).place(path, start), figure.problem(f'{{{{ limit("{figure.id}") }}}}')
        for named in FIGURE.finditer(text):
            what = f"'{named[0]}' names a figure as data/ does"
            remedy = f'on a page write {{{{ limit("{named[1]}") }}}}, and in its front matter no figure'
            yield Lines(text).place(path, named.start()), f"{what}; {remedy}"


def _values(guide: Guide, ids: Iterable[str]) -> dict[str, _Figure]:
    """Return some figures by each value of theirs that holds digits; one of today stands before one of earlier days."""
    limits = [(id, guide.limits[id]) for id in ids]
    today = [_Figure(id, limit.value) for id, limit in limits]
    former = [_Figure(id, was.value, str(was.until)) for id, limit in limits for was in limit.was]
    values: dict[str, _Figure] = {}
    for one in today + former:
        if re.search(r"\d", one.value):
            values.setdefault(one.value, one)
    return values


@cache
def _pattern(values: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(values, key=len, reverse=True)
    # On a page, a line may end between a number and its unit.
    any_of = "|".join(r"\s+".join(map(re.escape, value.split())) for value in longest_first)
    return re.compile(rf"(?<![\w.,])(?:{any_of})(?!\w)")


def _typed(text: str, figures: dict[str, _Figure]) -> Iterator[tuple[_Figure, int]]:
    """Yield each figure whose value a text holds, and where it starts."""
    for found in _pattern(tuple(figures)).finditer(text) if figures else ():
        yield figures[" ".join(found[0].split())], found.start()
