"""What has moved, as Markdown: figures whose vendor says something else today, and sources read long ago.

Run as a program from the project's root, it prints the report, which is empty if there is nothing to tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from difflib import SequenceMatcher
from pathlib import Path

from guide.model.entries import Watch
from guide.model.guide import Guide
from guide.model.load import load
from tests.watch.models import NAME, documentation

# After which time somebody should read a source again.
_LONG = timedelta(days=365)
_REMEDY = (
    "Where a figure moved, write what it is now under `value`, what it was under `was`, the new words under `watch`; "
    "where the vendor only says it otherwise, the new words alone."
)


def moved(guide: Guide) -> Iterator[tuple[str, Watch, str | None]]:
    """Yield each figure, by its id, whose vendor does not say what is watched for: the words, and what stands there."""
    for id, limit in guide.limits.items():
        for watch in limit.watch:
            now = documentation(watch.service, watch.at)
            if now is None or watch.says not in now:
                yield id, watch, now


def read_long_ago(guide: Guide, today: date) -> Iterator[tuple[str, date]]:
    """Yield the sources, by their ids, that were last read more than a year ago, with the day."""
    for id, source in guide.sources.items():
        if source.last_read and today - source.last_read > _LONG:
            yield id, source.last_read


def report(guide: Guide, today: date) -> str:
    """Return what has moved, as Markdown; an empty text if nothing has."""
    figures = [_figure(guide, *one) for one in moved(guide)]
    sources = [f"- `{id}`, read on {day}: {_linked(guide, id)}" for id, day in read_long_ago(guide, today)]
    parts = []
    if figures:
        parts += [f"## Figures of which {NAME} says something else", _REMEDY, *figures]
    if sources:
        parts += ["## Sources that were read more than a year ago", "\n".join(sources)]
    return "\n\n".join([*parts, ""]) if parts else ""


def _figure(guide: Guide, id: str, watch: Watch, now: str | None) -> str:
    limit, place = guide.limits[id], guide.place("limits", id)
    there = "nothing is there any more" if now is None else f"> {_nearest(watch.says, now)}"
    return "\n\n".join(
        [
            f"### {limit.name}: {limit.value} (`{id}`)",
            f"It stands in {place.path}, line {place.line}. At `{watch.service}`, `{watch.at}`, it said:",
            f"> {watch.says}",
            "Now:",
            there,
        ]
    )


def _linked(guide: Guide, id: str) -> str:
    source = guide.sources[id]
    return f"[{source.title}]({source.url})" if source.url else source.title


def _nearest(words: str, text: str) -> str:
    """Return the sentence of a text that comes closest to some words."""
    sentences = re.split(r"(?<=[.:;]) ", text)
    return max(sentences, key=lambda one: SequenceMatcher(None, words, one, autojunk=False).ratio())


if __name__ == "__main__":
    print(report(load(Path.cwd())[0], date.today()), end="")
