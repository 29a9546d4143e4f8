"""The rules for the statements of sources: each carries a claim, and no claim is surer than what it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from guide.checks.registry import Finding, rule
from guide.model.claims import source_of
from guide.model.entries import Certainty
from guide.model.guide import Guide, citations_in
from guide.problems import Place
from guide.text.macro_calls import read_calls
from guide.text.yaml import Document, Lines


@rule
def unused_statement(guide: Guide) -> Iterator[Finding]:
    """A statement of a source is used by at least one claim, or cited on a page."""
    are_read = all(path in guide.prose for path in guide.pages if path.startswith("docs/") and path.endswith(".md"))
    if not (guide.is_whole and are_read):
        return  # something may well rest on it that could not be read
    used = set(citations_in(document for document in guide.documents if document.path.startswith("data/")))
    used.update(cited for cited_there in guide.citations.values() for cited in cited_there)
    # That a source is not used at all, or is cited by a wrong name, is told of there.
    told = guide.sources.keys() - {source_of(cited) for cited in used}
    told |= {source_of(cited) for cited in used if _is_wrong(guide, cited)}
    for source, entry in guide.sources.items():
        for id in entry.statements if source not in told else ():
            if f"{source}#{id}" not in used:
                place = guide.place("sources", source, "statements", id, key=True)
                yield (
                    place,
                    f"nothing rests on '{source}#{id}'; cite it in a claim or on a page, or remove it",
                )


def _is_wrong(guide: Guide, cited: str) -> bool:
    """Return whether a citation names no statement that there is, of a source that has some."""
    source = guide.sources.get(source_of(cited))
    return bool(source and source.statements) and cited.partition("#")[2] not in source.statements


@rule
def sharper_claim(guide: Guide) -> Iterator[Finding]:
    """A claim is no surer than its statements, unless a person says so."""
    hedged = {
        f"{source}#{id}": _Hedge(statement.hedge, guide.place("sources", source, "statements", id, "hedge", key=True))
        for source, entry in guide.sources.items()
        for id, statement in entry.statements.items()
        if statement.hedge
    }
    for document in guide.documents:
        for claim in _claims(document, hedged) if hedged and document.path.startswith("data/") else ():
            yield from _sharper_entry(claim)
    for page, cited in guide.citations.items():
        if not hedged.keys().isdisjoint(cited):
            yield from _sharper_paragraphs(f"docs/{page}", guide.prose[f"docs/{page}"], hedged)


class _Hedge(NamedTuple):
    """The words by which a statement hedges, and where they stand."""

    words: Sequence[str]
    place: Place

    @property
    def told(self) -> str:
        """Return that it hedges, for a message to start with behind the statement that it quotes."""
        return f"is hedged in {self.place.path}:{self.place.line}"


class _Claim(NamedTuple):
    """What a mapping of data/ says of itself, its place in the document, and the hedged statements that it cites."""

    document: Document
    path: tuple[str | int, ...]
    said: Mapping[str, Any]
    cited: Mapping[str, _Hedge]


def _claims(document: Document, hedged: Mapping[str, _Hedge]) -> Iterator[_Claim]:
    """Yield what rests on hedged statements alone; where a person says it too, it is known from that person."""
    waiting: list[tuple[tuple[str | int, ...], Any]] = [((), document.value)]
    while waiting:
        path, value = waiting.pop()
        items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        waiting += [((*path, key), item) for key, item in items]
        sources = value.get("sources") if isinstance(value, dict) and path else None
        if isinstance(sources, list) and all(isinstance(source, str) for source in sources):
            cited = {source: hedged[source] for source in sources if source in hedged}
            if cited:
                yield _Claim(document, path, value, cited)


def _sharper_entry(claim: _Claim) -> Iterator[Finding]:
    texts = {field: text for field, text in claim.said.items() if isinstance(text, str)}
    certainty = texts.pop("certainty", "")
    for cited, hedge in claim.cited.items():
        remedy = "name in its sources who says so, as {by: name, date: YYYY-MM-DD}"
        if certainty == Certainty.REPORTED:
            message = f"'{cited}' {hedge.told}, so this is no more than '{Certainty.UNCONFIRMED}'"
            yield claim.document.place(*claim.path, "certainty"), f"{message}; write that, or {remedy}"
        if not says(texts.values(), hedge.words):
            field = next((name for name in ("text", "summary", "reason", "why") if name in texts), None)
            place = claim.document.place(*claim.path, *([field] if field else []), key=not field)
            yield place, f"{_lost(cited, hedge)}, or {remedy}"


def _sharper_paragraphs(path: str, text: str, hedged: Mapping[str, _Hedge]) -> Iterator[Finding]:
    lines = Lines(text)
    for call in read_calls(text).calls:
        start, end = text.rfind("\n\n", 0, call.start), text.find("\n\n", call.end)
        paragraph = text[max(start, 0) : end if end >= 0 else None]
        for argument in call.arguments if call.name == "cite" else ():
            hedge = hedged.get(argument.text)
            if hedge and not says([paragraph], hedge.words):
                place: Place = lines.place(path, argument.offset)
                yield place, f"{_lost(argument.text, hedge)} in this paragraph"


def _lost(cited: str, hedge: _Hedge) -> str:
    """Return that a hedge is lost, and how to keep it."""
    words = " or ".join(f"'{word}'" for word in hedge.words)
    return f"'{cited}' {hedge.told}, and what rests on it is not; say {words}"


def says(texts: Iterable[str], words: Iterable[str]) -> bool:
    """Return whether one of the texts holds one of the words, whatever their case and the spaces between them."""
    sought = [re.compile(rf"(?<!\w){re.escape(_normalised(word))}(?!\w)") for word in words]
    normalised = [_normalised(text) for text in texts]
    return any(word.search(text) for word in sought for text in normalised)


def _normalised(text: str) -> str:
    return " ".join(text.split()).casefold()
