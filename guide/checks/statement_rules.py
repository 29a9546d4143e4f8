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
from guide.text.yaml import texts_in

_PAGES, _STATEMENTS = "docs/", "notes"
# How many phrases of a place are compared with words that it does not say, and how long these are.
_COMPARED, _LONGEST = 500, 100


@rule
def statement_told(guide: Guide) -> Iterator[Finding]:
    """What the notes say is told where each statement says, in the words that it names and with its hedge."""
    for id, statement in guide.notes.items():
        for place, words in statement.told.items():
            try:
                texts = texts_at(guide, place)
            except LookupError as fault:
                if str(fault):
                    yield guide.place(_STATEMENTS, id, "told", place, key=True), str(fault)
                continue
            for index, word in enumerate(words):
                if not says(texts, word):
                    message = f"'{place}' does not say '{word}'; {_remedy(texts, word)}"
                    yield guide.place(_STATEMENTS, id, "told", place, index), message
            for index, word in enumerate(statement.hedge or ()):
                if not says(texts, word):
                    message = f"'{place}' leaves out the hedge '{word}'; {_remedy(texts, word)}"
                    yield guide.place(_STATEMENTS, id, "hedge", index), message


def texts_at(guide: Guide, place: str) -> list[str]:
    """Return what a place tells, as it reads: the paragraphs of a page, or every text of an entry or a field of it.

    place: "docs/<page>.md", or "<collection>/<id>" with the fields behind it.

    Raises LookupError if there is no such place, with the reason; without one if the place may be in a file that could
    not be read, of which another problem tells.
    """
    if place in guide.prose:
        text = guide.prose[place]
        return list(read_markup(without_calls(text[body_start(text) :])).paragraphs())
    if place.startswith(_PAGES):
        is_unread = place in guide.pages
        raise LookupError("" if is_unread else f"there is no page '{place}', {hint(place, sorted(guide.prose))}")
    return [text for _, text in texts_in(_value_at(guide, place))]


def _value_at(guide: Guide, place: str) -> Any:
    """Return what was read at a place of data/, whether it fits its shape or not; raise LookupError as ``texts_at``."""
    collection, _, rest = place.partition("/")
    if not rest:
        message = "is no place; write <collection>/<id> with the fields behind it, or docs/<page>.md"
        raise LookupError(f"'{place}' {message}")
    if collection == _STATEMENTS:
        message = "is a statement, which no page tells; name the entry or the page that tells it"
        raise LookupError(f"'{place}' {message}")
    if collection not in COLLECTIONS:
        raise LookupError(f"there is no collection '{collection}', {hint(collection, COLLECTIONS)}")
    value: Any = {id: document.value[id] for id, document in guide.entries.get(collection, {}).items()}
    above = collection
    for name in rest.split("/"):
        if not isinstance(value, dict) or name not in value:
            if not guide.is_read:
                raise LookupError
            if isinstance(value, dict):
                raise LookupError(f"'{above}' holds no '{name}', {hint(name, value)}")
            raise LookupError(f"'{above}' is a value without fields; name it alone")
        value, above = value[name], f"{above}/{name}"
    return value


def says(texts: Iterable[str], words: str) -> bool:
    """Return whether one of the texts holds the words, whatever their case and the spaces between them."""
    sought = re.compile(rf"(?<!\w){re.escape(_normalised(words))}(?!\w)")
    return any(sought.search(_normalised(text)) for text in texts)


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
