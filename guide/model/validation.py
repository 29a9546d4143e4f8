"""Turning what was read into entries, and what does not fit into problems in plain words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from guide.model.example import example, plain, value_like
from guide.model.fields import ID, TAKE_OUT, hint, one_of
from guide.model.life_cycle import RELATION_FIELDS
from guide.problems import Problem
from guide.text.yaml import Document

Model = TypeVar("Model", bound=BaseModel)

_ID_HELP = "write it in small letters, digits and single hyphens, such as 'fast-deployment'"
# What the models say with a name of their own, which is the name of the rule.
_OWN_RULES = {
    "reading",
    "watch",
    "unknown-reference",
    "empty",
    "one-line",
    "date",
    "number",
    "address",
    "source-address",
    "cost",
    "instead",
    "unnamed-statement",
}

# What a field must hold, by the kind of fault, and how to write it.
_MAPPING = ("a mapping", "write each field as 'name: value'")
_SHAPES = {
    "string_type": ("a text", "write a text, in quotes if need be"),
    "list_type": ("a list", "write [one, two]"),
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
    "int_type": ("a number", "write a number like 7"),
    "date_type": ("a date", "write a day as YYYY-MM-DD"),
}


def validate(
    model: type[Model], document: Document, path: tuple[str | int, ...], value: Any, known: Mapping[str, Any]
) -> tuple[Model | None, list[Problem]]:
    """Validate one entry.

    model: the shape that it must have.
    document, path, value: where the entry stands in what was read, and the entry itself.
    known: for each collection the ids that exist, against which references are checked.

    Returns the entry, or None when it does not fit, and the problems that were found.
    """
    try:
        return model.model_validate(value, context=known), []
    except ValidationError as error:
        details = _without_followers(model, error.errors(include_url=False))
        return None, [problem for detail in details for problem in _problems(model, document, path, detail)]


def is_id(text: str) -> bool:
    """Return whether the text may serve as an id, and so as a part of an address."""
    return bool(re.fullmatch(ID, text))


def id_problem(document: Document, path: tuple[str | int, ...]) -> Problem:
    """Return the problem of a key that is not fit to be an id."""
    place = document.place(*path, key=True)
    return Problem(place, f"'{path[-1]}' is not an id; {_ID_HELP}", "id")


def _without_followers(model: type[BaseModel], details: list[ErrorDetails]) -> list[ErrorDetails]:
    """Leave out that a field is missing where it is there, only misspelt: that is one problem, not two."""
    misspelt = set()
    for detail in details:
        if detail["type"] == "extra_forbidden":
            *inside, name = detail["loc"]
            close = get_close_matches(str(name), _fields_at(model, tuple(inside)), n=1)
            misspelt.update((*inside, field) for field in close)
    return [detail for detail in details if detail["type"] != "missing" or detail["loc"] not in misspelt]


def _problems(
    model: type[BaseModel], document: Document, path: tuple[str | int, ...], detail: ErrorDetails
) -> Iterator[Problem]:
    kind, value = detail["type"], detail["input"]
    is_key = bool(detail["loc"]) and detail["loc"][-1] == "[key]"
    at = (*path, *(part for part in detail["loc"] if part != "[key]"))
    name = at[-1] if at else ""
    place = document.place(*at, key=is_key)
    if kind == "missing":
        source = name == "sources"
        line = example(_model_at(model, detail["loc"][:-1]), str(name))
        message = "lacks 'sources'; a claim without a source does not go in" if source else f"lacks the field '{name}'"
        message += f", so write {line}" if source else f"; add it, as in {line}"
        rule = "claim-without-source" if source else "missing-field"
        yield Problem(document.place(*at[:-1], key=True), message, rule)
    elif kind == "extra_forbidden":
        written = _written_at(document, at[:-1])
        fields = [field for field in _fields_at(model, detail["loc"][:-1]) if field not in written]
        # Nobody knows a shape by heart, so all of it that is not there yet is named, however long it is.
        remedy = f", {hint(str(name), fields, len(fields))}" if fields else "; take it out"
        remedy += "" if not fields or remedy.endswith("?") else TAKE_OUT
        yield Problem(document.place(*at, key=True), f"unknown field '{name}'{remedy}", "unknown-field")
    elif isinstance(value, dict) and value and not any(value.values()):
        written = "{" + ", ".join(map(str, value)) + "}"
        message = f"'{_field_name(at)}' still holds the placeholder {written}; write the value in its place"
        yield Problem(place, message, "placeholder")
    elif kind in ("enum", "literal_error"):
        words = detail["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        subject = "status" if name == "status" else f"value of '{_field_name(at)}'"
        if isinstance(value, str):
            fault = f"unknown {subject} '{value}'" if value else f"'{_field_name(at)}' is empty"
        else:
            fault = f"'{_field_name(at)}' must be a word, not {_shape(value)}"
        yield Problem(place, f"{fault}; {one_of(words)}", "status" if name == "status" else "unknown-value")
    elif kind == "string_pattern_mismatch":
        yield id_problem(document, at) if is_key else Problem(place, f"'{value}' is not an id; {_ID_HELP}", "id")
    elif kind in _SHAPES:
        each = "each entry of " if at and isinstance(name, int) else ""
        subject = f"{each}'{_field_name(at)}'" if at else "the front matter"
        wanted, remedy = _SHAPES[kind]
        if kind == "list_type" and _is_plain(value):
            remedy = f"write [{_item(name, value)}]"
        form = _form_at(model, detail["loc"], kind)
        remedy = f"write {form}" if form else remedy
        if not value and detail["loc"] and _may_be_left_out(model, detail["loc"]):
            remedy += ", or remove the line"
        yield Problem(place, f"{subject} must be {wanted}, not {_shape(value)}; {remedy}", "wrong-type")
    elif kind in ("date", "number") and not value:
        form = "a day as YYYY-MM-DD" if kind == "date" else "a number like 7 or 0007"
        yield Problem(place, f"'{_field_name(at)}' is empty; write {form}", "empty")
    elif kind == "too_short":
        source = name == "sources"
        remedy = "name at least one source" if source else "it needs at least one entry"
        rule = "claim-without-source" if source else "empty"
        yield Problem(place, f"'{_field_name(at)}' is empty; {remedy}", rule)
    else:
        rule = kind if kind in _OWN_RULES else "wrong-type"
        subject = f"'{_field_name(at)}' " if kind in ("empty", "one-line") else ""
        is_unknown = detail["msg"].startswith("unknown ") and not detail["msg"].endswith(TAKE_OUT)
        may_go = kind == "unknown-reference" and is_unknown and _may_be_left_out(model, detail["loc"])
        yield Problem(place, f"{subject}{detail['msg']}{TAKE_OUT if may_go else ''}", rule)


def _is_plain(value: Any) -> bool:
    """Return whether a value is a text that may stand in a list as it is."""
    return isinstance(value, str) and bool(re.fullmatch(r"[\w.-]+(?: [\w.-]+)*", value))


def _item(field: Any, value: str) -> str:
    """Return a plain value as an item of a list; where a number belongs, that of the decision it names."""
    named = re.fullmatch(r"0*([0-9]+)-[a-z0-9-]+(?:\.md)?", value) if field in RELATION_FIELDS else None
    return named[1] if named else value


def _field_name(path: tuple[str | int, ...]) -> str:
    """Return the name of the innermost field on the path; items of a list go by their list's name."""
    return str(next((part for part in reversed(path) if isinstance(part, str)), ""))


def _shape(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return f"the text '{value}'" if value else "empty"


def _form_at(model: type[BaseModel], loc: tuple[str | int, ...], kind: str) -> str:
    """Return how an entry with fields of its own, or a list of such, is written; an empty text if it is neither."""
    shape: Any = None
    if kind == "model_type" and loc:
        shape = _model_at(model, loc)
    elif kind == "list_type" and loc and (inside := _model_at(model, loc[:-1])):
        lists = (plain(field.annotation) for field in inside.model_fields.values() if field.alias == loc[-1])
        shape = next((one for one in lists if get_origin(one) is list and _is_model(get_args(one)[0])), None)
    return value_like(str(loc[-1]), shape) if shape else ""


def _written_at(document: Document, path: tuple[str | int, ...]) -> Collection[str]:
    """Return the names of the fields that are written at a path."""
    value = document.value
    for part in path:
        value = value[part]
    return value


def _fields_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    """Return the names of the fields that the model at a location inside an entry knows."""
    return [str(field.alias) for field in _model_at(model, loc).model_fields.values()]


def _may_be_left_out(model: type[BaseModel], loc: tuple[str | int, ...]) -> bool:
    """Return whether what is at a location inside an entry may go: what is not required, or has others beside it."""
    *inside, name = loc
    if name == "[key]":
        return True
    if isinstance(name, int):
        return name > 0 or _may_be_left_out(model, tuple(inside))
    holder = _model_at(model, tuple(inside))
    fields = holder.model_fields.values() if holder else ()
    return any(field.alias == name and not field.is_required() for field in fields)


def _model_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> type[BaseModel] | None:
    """Return the model at a location inside an entry, or None if something else stands there."""
    parts = iter(loc)
    for name in parts:
        written = next((field.annotation for field in model.model_fields.values() if field.alias == name), None)
        if get_origin(written) in (dict, list):
            next(parts, None)  # the key or the index
        model = next((shape for shape in map(plain, (*get_args(written), written)) if _is_model(shape)), None)
        if model is None:
            return None
    return model


def _is_model(shape: Any) -> bool:
    return isinstance(shape, type) and issubclass(shape, BaseModel)
