"""The rule for the words by which people look for an entry: they lead to an answer, so they are claims as well."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.checks.registry import Finding, rule
from guide.model.guide import Guide

# What is written without a space around each word: Thai, Lao, Tibetan, Burmese, Khmer, Japanese, Chinese, Korean.
_JOINED = (
    r"\u0e00-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_WORD = re.compile(rf"[{_JOINED}]+|[^\W{_JOINED}]+")
_IS_JOINED = re.compile(rf"[{_JOINED}]")
# Two words are forms of one where the shorter of them, at least this long, starts the longer.
_STEM = 4


@rule
def search_word(guide: Guide) -> Iterator[Finding]:
    """A word to search by is one that its entry says itself, or names its source."""
    if not guide.is_whole:
        return  # it may well be said where something could not be read
    said = {("needs", id): _need_says(guide, id) for id in guide.needs}
    said |= {("kinds", id): _kind_says(guide, id) for id in guide.kinds}
    for (collection, id), texts in said.items():
        words = {word for text in texts for word in _split(text)}
        for index, text in enumerate(getattr(guide, collection)[id].words):
            if isinstance(text, str) and not all(_is_said(word, words) for word in _split(text)):
                remedy = "say it there, or give its source: {text: " + text + ", sources: [...]}"
                place = guide.place(collection, id, "words", index)
                yield place, f"nothing that '{id}' says holds '{text}', which leads people to it; {remedy}"


def _need_says(guide: Guide, id: str) -> list[str]:
    """Return the texts of a need, with what the patterns answer to it."""
    need = guide.needs[id]
    answers = [pattern.needs[id] for pattern in guide.patterns.values() if id in pattern.needs]
    said = (text for one in answers for text in (one.reason, one.cost or ""))
    return [need.name, need.question, need.counts or "", need.why, *said]


def _kind_says(guide: Guide, id: str) -> list[str]:
    """Return the texts of a kind of work, with the figure that decides it."""
    kind = guide.kinds[id]
    figures = [guide.limits[kind.limit]] if kind.limit else []
    said = [kind.name, kind.summary, kind.why.text, kind.instead or "", *(place.text for place in kind.places.values())]
    return [*said, *(text for figure in figures for text in (figure.name, figure.text))]


def _split(text: str) -> list[str]:
    return [word.casefold().removesuffix("s") for word in _WORD.findall(text)]


def _is_said(word: str, said: set[str]) -> bool:
    if word in said:
        return True
    if _IS_JOINED.match(word):
        return any(word in one for one in said)
    return any(
        len(short) >= _STEM and long.startswith(short)
        for one in said
        for short, long in (sorted((word, one), key=len),)
    )
