"""A new file of data/ to fill in, as the code host's editor opens it: one entry with every field that it has to have.

It is made from the models, so it asks for what the check asks for, which names each place that is left to fill in.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, get_args, get_origin

from annotated_types import MinLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from guide.model.claims import Source
from guide.model.example import words_of
from guide.model.fields import NOUNS
from guide.model.guide import COLLECTIONS, Guide

_HEADER = """\
# yaml-language-server: $schema={up}guide/schema/{collection}.json
# Replace everything in {{braces}}; `guide check` names every place that is left.
# Ids that start with "your-" are yours to choose: small letters and hyphens.

"""
_ID = "your-id"
# What no entry can do without though its field may be left out, since another may stand in its place.
_NEEDED_TOO = {(Source, "url")}


def _id_for(collection: str) -> str:
    return f"your-{NOUNS.get(collection, 'entry')}"


# The ids that stand for one to be chosen; messages show them too.
PLACEHOLDER_IDS = frozenset({_ID, *map(_id_for, COLLECTIONS)})


def blank(guide: Guide, collection: str, most: int | None = None) -> tuple[str, str]:
    """Return the path and the text of a new file of a collection, with one entry to fill in.

    A collection whose entries lie in a folder gets another file there.
    most: how many needs and how many capabilities it names, if not all of them; the check then asks for the others.
    """
    name = _id_for(collection)
    in_folder = any(document.path.startswith(f"data/{collection}/") for document in guide.documents)
    path = f"data/{collection}/{name}.yml" if in_folder else f"data/{collection}.yml"
    lines = [f"{name}:", *_Blank(guide, most).fields(COLLECTIONS[collection], "  ")]
    header = _HEADER.format(up="../" * path.count("/"), collection=collection)
    return path, header + "\n".join(lines) + "\n"


class _Blank:
    """Writes what the models ask for; what a description says is said once in a file."""

    def __init__(self, guide: Guide, most: int | None) -> None:
        self._guide = guide
        self._most = most
        self._said: set[str] = set()

    def fields(self, model: type[BaseModel], indent: str) -> Iterator[str]:
        """Yield the lines of the fields of a model."""
        for attribute, field in model.model_fields.items():
            if not field.is_required() and (model, attribute) not in _NEEDED_TOO:
                continue
            if field.description and field.description not in self._said:
                self._said.add(field.description)
                yield f"{indent}# {field.description}"
            name = field.alias or attribute
            yield from self._value(name, name, field.annotation, indent, must_hold=_must_hold(field))

    def _value(self, key: str, name: str, shape: Any, indent: str, *, must_hold: bool = False) -> Iterator[str]:
        """Yield the lines of a key and its value; name: what the value is called; must_hold: something, if a list."""
        while get_origin(shape) is Annotated:
            shape, *rules = get_args(shape)
            must_hold = must_hold or any(isinstance(rule, FieldInfo) and _must_hold(rule) for rule in rules)
        if get_origin(shape) is list:
            yield f"{indent}{key}: {f'[{{{name}}}]' if must_hold else '[]'}"
        elif get_origin(shape) is dict:
            ids = [*getattr(self._guide, name)] if name in COLLECTIONS else [_ID]
            named = ids[: self._most]
            yield f"{indent}{key}:{'' if ids else ' {}'}"
            for id in named:
                yield from self._value(id, name, get_args(shape)[1], f"{indent}  ")
            if len(named) < len(ids):
                yield f"{indent}  # Not all {len(ids)} have room here: the check names each other one, with its shape."
        elif isinstance(shape, type) and issubclass(shape, BaseModel):
            yield f"{indent}{key}:"
            yield from self.fields(shape, f"{indent}  ")
        else:
            words = words_of(shape)
            yield f"{indent}{key}: {{{' or '.join(words) or name}}}"


def _must_hold(field: FieldInfo) -> bool:
    return any(isinstance(rule, MinLen) for rule in field.metadata)
