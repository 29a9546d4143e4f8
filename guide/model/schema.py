"""The JSON Schemas of data/, made from the models, so that an editor knows what the checks know."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import DictSchema

from guide.disk.transaction import Write, carry_out
from guide.model.fields import ID
from guide.model.guide import COLLECTIONS
from guide.problems import Problem
from guide.text.yaml import Lines

FOLDER = "guide/schema"
# What an editor reads in a comment at the top of a file.
_NAMED = re.compile(r"\A(?:#.*\n|[ \t]*\n)*?# *yaml-language-server *: *\$schema=(?P<schema>\S*).*")


class _Schemas(GenerateJsonSchema):
    """Refuses an entry whose key is no id, which the check does too; pydantic's own schemas let it pass."""

    def dict_schema(self, schema: DictSchema) -> JsonSchemaValue:
        written = super().dict_schema(schema)
        return written | {"additionalProperties": False} if "patternProperties" in written else written


def schema(collection: str, model: type[BaseModel]) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a file of a collection: a mapping from id to entry."""
    entry = model.model_json_schema(ref_template="#/$defs/{model}", schema_generator=_Schemas)
    shapes = entry.pop("$defs", {})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"data/{collection}",
        "type": "object",
        "propertyNames": {"pattern": ID},
        "additionalProperties": {"$ref": f"#/$defs/{model.__name__}"},
        "$defs": {model.__name__: entry, **shapes},
    }


def named_schema(text: str, path: str, collection: str) -> Iterator[Problem]:
    """Yield a problem if a file of data/ names a schema for editors that is not the one of its collection."""
    named, schema = _NAMED.match(text), f"{'../' * path.count('/')}{FOLDER}/{collection}.json"
    if named and named["schema"] != schema:
        line = f"# yaml-language-server: $schema={schema}"
        message = f"editors find another schema here than that of '{collection}'; write: {line}"
        yield Problem(Lines(text).place(path, named.start("schema")), message, "editor-schema")


def schema_texts() -> dict[str, str]:
    """Return the text of every schema file by its path from the project's root."""
    return {
        f"{FOLDER}/{name}.json": json.dumps(schema(name, model), indent=2, ensure_ascii=False) + "\n"
        for name, model in COLLECTIONS.items()
    }


def stale_schemas(root: Path) -> Iterator[str]:
    """Yield the paths of the schema files that are missing or not what the models say."""
    for path, text in schema_texts().items():
        file = root / path
        if not file.exists() or file.read_bytes().replace(b"\r\n", b"\n") != text.encode("utf-8"):
            yield path


def write_schemas(root: Path) -> list[str]:
    """Write the schema files that are stale, all or none of them, and return their paths."""
    texts, stale = schema_texts(), list(stale_schemas(root))
    writes = {}
    for path in stale:
        before = (root / path).read_bytes() if (root / path).exists() else None
        writes[path] = Write(before, texts[path].encode("utf-8"))
    carry_out(root, writes)
    return stale
