"""The rule for data/notes.yml: what the notes say is told where each statement says that it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from itertools import islice
from typing import Any

from guide.checks.registry import Finding, rule
from guide.model.decision import body_start
from guide.model.fields import hint
from guide.model.guide import COLLECTIONS, Guide
from guide.text.macro_calls import without_calls
from guide.text.markdown import read_markup

_PAGES, _STATEMENTS = "docs/", "notes"
# How many phrases of a place are compared with words that it does not say, and how long these are.
_COMPARED, _LONGEST = 500, 100


@rule
def statement_told(guide: Guide) -> Iterator[Finding]:
    """What the notes say is told where each statement says, in the words that it names and with its hedge."""
    for id, statement in guide.notes.items():
        for place, words in statement.told.items():
            texts = texts_at(guide, place)
            if texts is None:
                fault = _place_fault(guide, place)
                if fault:
                    yield guide.place(_STATEMENTS, id, "told", place, key=True), fault
                continue
            for index, word in enumerate(words):
                if not says(texts, word):
                    message = f"'{place}' does not say '{word}'; {_remedy(texts, word)}"
                    yield guide.place(_STATEMENTS, id, "told", place, index), message
            for index, word in enumerate(statement.hedge or ()):
                if not says(texts, word):
                    message = f"'{place}' leaves out the hedge '{word}'; {_remedy(texts, word)}"
                    yield guide.place(_STATEMENTS, id, "hedge", index), message


def texts_at(guide: Guide, place: str) -> list[str] | None:
    """Return what a place tells, as it reads: the paragraphs of a page, or every text of an entry or a field of it.

    place: "docs/<page>.md", or "<collection>/<id>" with the fields behind it.

    Returns None when there is no such place.
    """
    if place in guide.prose:
        text = guide.prose[place]
        return list(read_markup(without_calls(text[body_start(text) :])).paragraphs())
    collection, _, rest = place.partition("/")
    value = _entries(guide, collection)
    for name in rest.split("/"):
        if collection == _STATEMENTS or not isinstance(value, dict) or name not in value:
            return None
        value = value[name]
    return list(_texts(value))


def says(texts: Iterable[str], words: str) -> bool:
    """Return whether one of the texts holds the words, whatever their case and the spaces between them."""
    sought = re.compile(rf"(?<!\w){re.escape(_normalised(words))}(?!\w)")
    return any(sought.search(_normalised(text)) for text in texts)


def _place_fault(guide: Guide, place: str) -> str | None:
    """Return why there is no such place; None when it may be in a file that could not be read, which is told there."""
    if place.startswith(_PAGES):
        unread = place in guide.pages
        return None if unread else f"there is no page '{place}', {hint(place, sorted(guide.prose))}"
    collection, _, rest = place.partition("/")
    if not rest:
        return f"'{place}' is no place; write <collection>/<id> with the fields behind it, or docs/<page>.md"
    if collection == _STATEMENTS:
        return f"'{place}' is a statement, which no page tells; name the entry or the page that tells it"
    if collection not in COLLECTIONS:
        return f"there is no collection '{collection}', {hint(collection, COLLECTIONS)}"
    if not guide.is_read:
        return None
    value, above = _entries(guide, collection), collection
    for name in rest.split("/"):
        if not isinstance(value, dict):
            break
        if name not in value:
            return f"'{above}' holds no '{name}', {hint(name, value)}"
        value, above = value[name], f"{above}/{name}"
    return f"'{above}' is a value without fields; name it alone"


def _entries(guide: Guide, collection: str) -> Any:
    """Return what was read of a collection by id, whether it fits its shape or not."""
    return {id: document.value[id] for id, document in guide.entries.get(collection, {}).items()}


def _texts(value: Any) -> Iterator[str]:
    """Yield every text in a value that was read from YAML."""
    if isinstance(value, str):
        yield value
        return
    for item in value.values() if isinstance(value, dict) else value:
        yield from _texts(item)


def _normalised(text: str) -> str:
    return " ".join(text.split()).casefold()


def _remedy(texts: Iterable[str], words: str) -> str:
    """Return what to do about words that no text says: those that were meant, or else to tell it again."""
    phrases = dict.fromkeys(islice(_phrases(texts, len(words.split())), _COMPARED))
    close = get_close_matches(_normalised(words), phrases, n=1, cutoff=0.6) if len(words) <= _LONGEST else ()
    return f"did you mean '{close[0]}'?" if close else "tell it there again, or name the words that tell it now"


def _phrases(texts: Iterable[str], length: int) -> Iterator[str]:
    for text in texts:
        words = re.findall(r"\w+(?:[.'\u2019-]\w+)*", text.casefold())
        for start in range(len(words) - length + 1):
            yield " ".join(words[start : start + length])
