"""What two states of the guide are compared for, part by part, and the lines that tell what is different."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from guide.model.guide import Guide

T = TypeVar("T")


@dataclass(frozen=True)
class Line:
    """One thing that is different.

    text: how it is now, as a sentence or a short phrase. was: how it was before, if that has to be told.
    """

    text: str
    was: str = ""


@dataclass(frozen=True)
class Part:
    """The differences of one kind, such as those of figures."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Comparison:
    """The guide as it was and as it is.

    renamed: for each collection the ids that have changed, with what an entry of the old id is called now; for
    "decisions" the drafts that have landed, with their numbers; for "pages" the paths of those that have moved.
    """

    before: Guide
    after: Guide
    renamed: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def now(self, collection: str, id: str) -> Any:
        """Return the id that an entry has now, by the one that it had."""
        return self.renamed.get(collection, {}).get(id, id)

    def by_new_id(self, collection: str, values: Mapping[str, T]) -> dict[str, T]:
        """Return values by the ids that entries of a collection have now, given by those that they had."""
        return {self.now(collection, id): value for id, value in values.items()}

    def entries(self, collection: str) -> Iterator[tuple[str, Any, Any]]:
        """Yield each entry of a collection by its id of now, as it was and as it is; None where it is missing."""
        was = self.by_new_id(collection, getattr(self.before, collection))
        now = getattr(self.after, collection)
        for id in dict.fromkeys([*now, *was]):
            yield id, was.get(id), now.get(id)

    def name(self, collection: str, id: str) -> str:
        """Return what the entry of an id of now is called, or was if it is gone; the id itself if there is no entry."""
        return next(((now or was).name for key, was, now in self.entries(collection) if key == id), id)

    def common(self, collection: str) -> Iterator[tuple[str, Any, Any]]:
        """Yield the entries of a collection that are there before and after."""
        return ((id, was, now) for id, was, now in self.entries(collection) if was and now)


def quoted(texts: Iterable[str]) -> str:
    """Return texts in quotation marks, the last one behind "and"."""
    return listed(f'"{text}"' for text in texts)


def listed(texts: Iterable[str]) -> str:
    """Return texts in a row, the last one behind "and"."""
    *others, last = texts
    return f"{', '.join(others)} and {last}" if others else last
