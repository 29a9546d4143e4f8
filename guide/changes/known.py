"""What is known now and was not, or is not known any more; figures, guidelines, and what has come or gone."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from guide.changes.report import Comparison, Line
from guide.model.claims import Claim, Entry, Source
from guide.model.entries import Limit
from guide.model.fields import NOUNS, UNKNOWN
from guide.model.guide import COLLECTIONS, Guide, LocatedPoint


def figures(compared: Comparison) -> Iterator[Line]:
    """Yield the figures that are different, or of which something else is told of earlier days."""
    for _, was, now in compared.common("limits"):
        before, after = _moved(was), _moved(now)
        if before != after:
            is_kept = was.value in (now.value, *(former.value for former in now.was))
            yield Line(f"{now.name}: {after}{'' if is_kept else _to_keep(was)}", before)


def _to_keep(limit: Limit) -> str:
    """Return that what a figure was is not kept, and how it would be: what was put right has never been so."""
    sources = ", ".join(one if isinstance(one, str) else f"{{by: {one.by}, date: {one.date}}}" for one in limit.sources)
    line = f"was: [{{value: {json.dumps(limit.value, ensure_ascii=False)}, until: YYYY-MM-DD, sources: [{sources}]}}]"
    return f"; what it was is not kept; if it has moved, add {line}"


def _moved(limit: Limit) -> str:
    """Return the value of a figure, with those of earlier days."""
    days = ((former.value, "" if former.until == UNKNOWN else f" until {former.until}") for former in limit.was)
    return "".join([limit.value, *(f"; was {value}{until}" for value, until in days)])


def known(compared: Comparison) -> Iterator[Line]:
    """Yield what is said of projects that is different, and the open points that come and go."""
    for _, was, now in compared.common("projects"):
        for field, collection in (("pattern", "patterns"), ("tool", "tools")):
            before, after = compared.now(collection, getattr(was, field)), getattr(now, field)
            if before != after:
                yield Line(f"{now.name}: {field} {compared.name(collection, after)}", compared.name(collection, before))
        if was.certainty is not now.certainty:
            by = f" by {now.confirmed_by.by}, {now.confirmed_by.date}" if now.confirmed_by else ""
            yield Line(f"{now.name}: certainty {now.certainty}{by}", was.certainty)
        answered = compared.by_new_id("needs", was.answers)
        for need in dict.fromkeys([*now.answers, *answered]):
            before, after = answered.get(need, UNKNOWN), now.answers.get(need, UNKNOWN)
            if before != after and need in compared.after.needs:
                yield Line(f'{now.name}: need "{compared.name("needs", need)}" {after}', before)
    before, after = _open(compared.before, compared), _open(compared.after)
    yield from (Line(f"open now: {_asked(after[key], compared.after)}") for key in after if key not in before)
    for key, point in before.items():
        if key not in after:
            answer = _answer(compared, point) if point.is_listed else ""
            yield Line(f"no longer open: {_asked(point, compared.before)}{answer}")


def _open(guide: Guide, compared: Comparison | None = None) -> dict[tuple[str, str, str], LocatedPoint]:
    """Return what is open, by its collection, its entry of now and its id."""
    return {
        (point.collection, compared.now(point.collection, point.entry) if compared else point.entry, point.id): point
        for point in guide.open_points()
    }


def _asked(point: LocatedPoint, guide: Guide) -> str:
    return f"{getattr(guide, point.collection)[point.entry].name}: {point.question}"


def _answer(compared: Comparison, point: LocatedPoint) -> str:
    """Return what a point was about, as it is now, behind its question; nothing if its entry is gone."""
    was = getattr(compared.before, point.collection)[point.entry]
    now = getattr(compared.after, point.collection).get(compared.now(point.collection, point.entry))
    if now is None:
        return ""
    before, after = (getattr(entry, point.about.replace("-", "_")) for entry in (was, now))
    collection = {"pattern": "patterns", "tool": "tools"}.get(point.about)
    if collection:
        before, after = compared.name(collection, compared.now(collection, before)), compared.name(collection, after)
    if before == after:
        return f" The field '{point.about}' says the same as before{f': {after}' if isinstance(after, str) else ''}"
    words = _in_words(before, after)
    return f" Its {point.about}: {words}" if words else f" The field '{point.about}' says something else than before"


def _in_words(before: Any, after: Any) -> str:
    """Return what a field says now: a text, a claim, or those of several claims that are new; nothing if it is none."""
    if isinstance(after, Claim):
        return after.text
    if isinstance(after, Mapping):
        return " ".join(one.text for id, one in after.items() if isinstance(one, Claim) and one != before.get(id))
    return after if isinstance(after, str) else ""


def statements(compared: Comparison) -> Iterator[Line]:
    """Yield what sources are said to say that is different, with their hedges."""
    for _, was, now in compared.common("sources"):
        before, after = _said_by(was), _said_by(now)
        for id in dict.fromkeys([*after, *before]):
            if id not in before or id not in after:
                yield Line(f"{now.title}, {'new' if id in after else 'gone'}: {(after | before)[id]}")
            elif before[id] != after[id]:
                yield Line(f"{now.title}: {after[id]}", before[id])


def _said_by(source: Source) -> dict[str, str]:
    """Return the statements of a source by their ids, each with its hedge."""
    return {
        id: f"{statement.text} (hedged: {', '.join(statement.hedge)})" if statement.hedge else statement.text
        for id, statement in source.statements.items()
    }


def guidelines(compared: Comparison) -> Iterator[Line]:
    """Yield the guidelines that are different."""
    for _, was, now in compared.common("guidelines"):
        if (was.level, was.text) != (now.level, now.text):
            yield Line(f"{now.level}: {now.text}", f"{was.level}: {was.text}")
        if was.phase is not now.phase:
            yield Line(f"phase {now.phase}: {now.text}", f"phase {was.phase}")


def entries(compared: Comparison) -> Iterator[Line]:
    """Yield the entries that have come, have gone, or have another name, and what needs are no longer known by."""
    for old, id in compared.renamed.get("needs", {}).items():
        need = compared.after.needs[id]
        if old not in need.formerly:
            remedy = f"so that old addresses of the page that chooses keep its answer, add formerly: [{old}]"
            yield Line(f"need {need.name} has the id {id} now; {remedy}", old)
    for collection in COLLECTIONS:
        if collection == "questions":
            continue  # which another part describes
        noun = noun_of(collection)
        for _, was, now in compared.entries(collection):
            before, after = (called(entry) if entry else "" for entry in (was, now))
            if not before:
                yield Line(f"new {noun}: {after}")
            elif not after:
                yield Line(f"gone {noun}: {before}")
            elif before != after and hasattr(now, "name"):
                yield Line(f"{noun} {after} has this name now", before)


def noun_of(collection: str) -> str:
    """Return what an entry of a collection is called in a sentence."""
    return {"limits": "figure", "kinds": "kind of work"}.get(collection) or NOUNS.get(
        collection, collection.removesuffix("s")
    )


def called(entry: Entry) -> str:
    """Return what an entry is called, or what it says."""
    return next(text for field in ("name", "title", "text", "question") if (text := getattr(entry, field, "")))
