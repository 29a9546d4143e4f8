"""What a value looks like, on one line: shown where one is missing, and made from the models as the check is."""

from __future__ import annotations

from datetime import date
from enum import EnumType
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel, WrapValidator


def example(model: type[BaseModel], field: str) -> str:
    """Return a field of a model as a line of YAML; what stands in braces is to be filled in, and the check knows it.

    field: the name that it has in YAML.
    """
    shape = next(one.annotation for one in model.model_fields.values() if one.alias == field)
    return f"{field}: {value_like(field, shape)}"


def example_entry(id: str, model: type[BaseModel]) -> str:
    """Return an entry of an id, with every field that it must have, as a line of YAML."""
    return f"{id}: {_entry(model)}"


def value_like(name: str, shape: Any) -> str:
    """Return a value of a type, of the field of a name."""
    if any(isinstance(said, WrapValidator) for said in getattr(shape, "__metadata__", ())):
        return f"{{{name}}}"  # which may be written in more than one way
    shape = plain(shape)
    if get_origin(shape) is list:
        (item,) = get_args(shape)
        return f"[{value_like(name.removesuffix('s'), item)}]"
    if get_origin(shape) is dict:
        return "{" + f"your-id: {value_like(name.removesuffix('s'), get_args(shape)[1])}" + "}"
    if isinstance(shape, type) and issubclass(shape, BaseModel):
        return _entry(shape)
    return f"{{{' or '.join(words_of(shape)) or ('YYYY-MM-DD' if shape is date else name)}}}"


def words_of(shape: Any) -> list[str]:
    """Return the words that a field may hold, if they are listed."""
    if isinstance(shape, EnumType):
        return [str(word) for word in shape]
    return list(get_args(shape)) if get_origin(shape) is Literal else []


def plain(shape: Any) -> Any:
    """Return a type without what is said of it besides."""
    return plain(get_args(shape)[0]) if get_origin(shape) is Annotated else shape


def _entry(model: type[BaseModel]) -> str:
    required = (str(field.alias) for field in model.model_fields.values() if field.is_required())
    return "{" + ", ".join(example(model, name) for name in required) + "}"
