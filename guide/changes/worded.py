"""Where words and sources are different, field by field, and the texts of pages; nothing that only follows a new id."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from pydantic import BaseModel

from guide.changes.known import called, noun_of
from guide.changes.report import Comparison, Line
from guide.model.guide import COLLECTIONS
from guide.text.macro_calls import read_calls

# The fields that other parts of the report describe, as paths; `*` stands for any id.
_DESCRIBED = {
    "questions": {"question", "lists"},
    "limits": {"value", "was"},
    "projects": {"pattern", "tool", "certainty", "open", "needs"},
    "tools": {"open"},
    "sources": {"statements"},
    "guidelines": {"text", "level", "phase"},
    "patterns": {"needs.*.answer", "needs.*.excludes"},
}
# In characters: how long a text is in a line, and how much of it stands before what is different.
_LONGEST = 100
_BEFORE = 20
_TARGET = re.compile(r"(?<=\]\()[^()\s]*(?=[\s)])")


class _Difference(NamedTuple):
    """A field that is different: its path, and what it says before and now; nothing where it is not there."""

    path: tuple[str, ...]
    was: str
    now: str


def wording(compared: Comparison) -> Iterator[Line]:
    """Yield where the words or the sources of entries and pages are different, and nothing else says how."""
    for collection in COLLECTIONS:
        for _, was, now in compared.common(collection):
            for path, *texts in _differences(compared, was, now, ()):
                if not _is_described(collection, path):
                    before, after = _shortened(*texts)
                    name = f"{noun_of(collection)} {called(now)}, {'.'.join(path)}"
                    yield Line(f"{name}: {after}" if after else f"{name} is gone", before)
    yield from _pages(compared)


def _is_described(collection: str, path: tuple[str, ...]) -> bool:
    """Return whether another part of the report tells of the field at a path."""
    described = {"name"} | _DESCRIBED.get(collection, set())
    return path[0] in described or ".".join((path[0], "*", *path[2:])) in described


def _differences(compared: Comparison, was: Any, now: Any, path: tuple[str, ...]) -> Iterator[_Difference]:
    """Yield the fields inside of two values that are different, the ids of before read as those of now."""
    if _is_same(compared, was, now):
        return
    before, after = _fields(was), _fields(now)
    if before is None or after is None:
        yield _Difference(path, _brief(was), _brief(now))
        return
    before = {key if key in after else _id_of_now(compared, key, after): value for key, value in before.items()}
    for key in dict.fromkeys([*after, *before]):
        yield from _differences(compared, before.get(key), after.get(key), (*path, key))


def _fields(value: Any) -> dict[str, Any] | None:
    """Return the parts of an entry or a mapping by their names, or None if it is something else."""
    if isinstance(value, BaseModel):
        return {field.alias or name: getattr(value, name) for name, field in type(value).model_fields.items()}
    return dict(value) if isinstance(value, Mapping) else None


def _id_of_now(compared: Comparison, id: str, known: Mapping[str, Any]) -> str:
    return next((ids[id] for ids in compared.renamed.values() if ids.get(id) in known), id)


def _is_same(compared: Comparison, was: Any, now: Any) -> bool:
    """Return whether two values say the same, be it that an id in them is another one now."""
    if was == now or (not was and not now):
        return True
    if isinstance(was, str) and any(ids.get(was) == now for ids in compared.renamed.values()):
        return True
    if isinstance(was, str) and isinstance(now, str):
        # A claim names a statement behind the id of its source.
        (id, *statement), (id_now, *statement_now) = was.split("#"), now.split("#")
        return statement == statement_now and any(ids.get(id) == id_now for ids in compared.renamed.values())
    if isinstance(was, list | tuple) and isinstance(now, list | tuple) and len(was) == len(now):
        return all(_is_same(compared, *pair) for pair in zip(was, now, strict=True))
    return False


def _brief(value: Any) -> str:
    """Return what a value says, in short: of an entry its first text, of a list all of it."""
    fields = _fields(value)
    if fields is not None:
        return next((text for field in fields.values() if (text := _brief(field))), "")
    if isinstance(value, list | tuple):
        return ", ".join(map(_whole, value))
    return " ".join(str(value).split()) if value is not None else ""


def _shortened(was: str, now: str) -> tuple[str, str]:
    """Return two texts, each short enough for a line, from where they begin to be different."""
    same = next(
        (at for at, pair in enumerate(zip(was, now, strict=False)) if len({*pair}) > 1), min(len(was), len(now))
    )
    start = now.rfind(" ", 0, max(same - _BEFORE, 0)) + 1 if max(len(was), len(now)) > _LONGEST else 0
    was, now = (f"{'…' if start and text else ''}{text[start:]}" for text in (was, now))
    return tuple(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…" for text in (was, now))


def _whole(value: Any) -> str:
    fields = _fields(value)
    return str(value) if fields is None else " ".join(_brief(field) for field in fields.values())


def _pages(compared: Comparison) -> Iterator[Line]:
    """Yield the pages that are new, gone, or have other words; of the words the first that are different."""
    before, after = compared.before.prose, compared.after.prose
    moved = {compared.now("pages", path): path for path in before}
    for path, text in after.items():
        was = before.get(path, before.get(moved.get(path, "")))
        if was is None:
            yield Line(f"the text of {path} is new")
        elif was != text:
            yield from _first_words(compared, path, was, text)
    for path in before:
        if path not in after and compared.now("pages", path) not in after:
            yield Line(f"the text of {path} is gone")


def _first_words(compared: Comparison, path: str, was: str, now: str) -> Iterator[Line]:
    """Yield where the words of a page are different for the first time, if they are."""
    old = [line for line in _words(compared, was).split("\n") if line.strip()]
    lines = _words(compared, now, is_now=True).split("\n")
    new = [(number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    codes = SequenceMatcher(None, old, [line for _, line in new], autojunk=False).get_opcodes()
    different = [code for code in codes if code[0] != "equal"]
    if not different:
        return
    _, first, last, start, end = different[0]
    more = sum(max(last - first, end - start) for _, first, last, start, end in different) - 1
    others = f" and {more} more" if more else ""
    was_line = old[first].strip() if last > first else ""
    if end > start:
        number, line = new[start]
        before, after = _shortened(was_line, line.strip())
        yield Line(f"the text of {path}, line {number}{others}: {after}", before)
    else:
        yield Line(f"the text of {path} lacks a line{others}", _shortened(was_line, "")[0])


def _words(compared: Comparison, text: str, *, is_now: bool = False) -> str:
    """Return the text of a page by its words: where its links lead is left out, and an id is the one of now."""
    kept, at = [], 0
    for call in read_calls(text).calls:
        lines = "\n" * text.count("\n", call.start, call.end)
        arguments = [one.text if is_now else _renamed(compared, one.text) for one in call.arguments]
        kept += [text[at : call.start], f"{{{{ {call.name}({', '.join(arguments)}) }}}}{lines}"]
        at = call.end
    return _TARGET.sub("", "".join([*kept, text[at:]]))


def _renamed(compared: Comparison, id: str) -> str:
    return next((ids[id] for ids in compared.renamed.values() if id in ids), id)
