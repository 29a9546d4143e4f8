"""/guide.json: all that the pages say, as data for programs, and the JSON Schema that it keeps to.

A program chooses as the page does by the entry "rule": the first of "patterns" that answers none of a service's needs
with "no", and of whose pairs under "excluding" the service does not have both.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from guide.model.decision import Decision
from guide.model.front_matter import FrontMatter
from guide.model.guide import COLLECTIONS
from guide.model.life_cycle import Status
from guide.model.schema import schema
from guide.rule.recommend import Rule
from macros.addresses import GUIDE_JSON, GUIDE_SCHEMA, address_of, where
from macros.page import Site
from macros.views.choose_page import rule_as_data

# Goes up when a field goes or comes to mean something else; what is added changes nothing for those who read the rest.
VERSION = 1
_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_ADDRESS = {"type": "string", "format": "uri", "description": "Where it stands on the site."}
_RULE = {
    "type": "object",
    "description": "What to choose by: the first of 'patterns' that answers none of the needs that a service has with "
    "'no', and of whose pairs under 'excluding' it does not have both.",
    "properties": {
        "needs": _TEXTS,
        "patterns": {**_TEXTS, "description": "Lightest first."},
        "answers": {"type": "object", "description": "By pattern and need: yes, no, or at-a-cost."},
        "excluding": {"type": "object", "description": "By pattern, the pairs of needs that it can't meet at once."},
        "common": {"type": "object", "description": "How many kinds of work have a need; one left out, none has."},
    },
    "required": ["needs", "patterns", "answers", "excluding", "common"],
}
_OF_QUESTIONS = {
    "answered-on": {"type": "string", "format": "uri", "description": "The page that answers it."},
    "answered-by": {"type": "array", "items": {"type": "integer"}, "description": "The decisions that answer it."},
}
_OF_DECISIONS = {
    "title": _TEXT,
    "in-force": {"type": "boolean", "description": "Whether it is what is decided today."},
    "text": {"type": "string", "description": "What it says, as Markdown; links start at its file in the repository."},
}


_MORE = {"questions": _OF_QUESTIONS, "decisions": _OF_DECISIONS}


def guide_json(site: Site) -> dict[str, str]:
    """Return the text of /guide.json and of its schema, by their addresses."""
    return {GUIDE_JSON: _text(_data(site)), GUIDE_SCHEMA: _text(_schema(site))}


def _data(site: Site) -> dict[str, Any]:
    guide, address = site.guide, site.settings.address
    data: dict[str, Any] = {
        "$schema": address + GUIDE_SCHEMA,
        "version": VERSION,
        "name": site.settings.name,
        "address": address,
        "rule": rule_as_data(Rule.of(guide)),
    }
    for collection in COLLECTIONS:
        entries = getattr(guide, collection).items()
        data[collection] = {id: _entry(entry, address + where(collection, id)) for id, entry in entries}
    for id, question in data["questions"].items():
        question["answered-on"] = address + address_of(guide.questions[id].page)
        question["answered-by"] = [decision.number for decision in guide.answering(id)]
    decisions = guide.decisions.items()
    data["decisions"] = {str(number): _decision(decision, address) for number, decision in decisions}
    return data


def _entry(entry: BaseModel, address: str) -> dict[str, Any]:
    # A source may be an id or a person, and pydantic would warn of the ids.
    fields = entry.model_dump(mode="json", by_alias=True, exclude_none=True, warnings=False)
    return fields | {"address": address}


def _decision(decision: Decision, address: str) -> dict[str, Any]:
    return {
        "title": decision.title,
        "in-force": decision.front.status is Status.ACCEPTED,
        **_entry(decision.front, address + where("decisions", decision.name)),
        "text": decision.body.strip(),
    }


def _schema(site: Site) -> dict[str, Any]:
    shapes = {name: schema(name, model) for name, model in COLLECTIONS.items()}
    shapes["decisions"] = schema("decisions", FrontMatter) | {"propertyNames": {"pattern": "^[0-9]+$"}}
    defs: dict[str, Any] = {}
    for name, shape in shapes.items():
        for model, one in shape.pop("$defs").items():
            defs.setdefault(model, one)
        more = {"address": _ADDRESS, **_MORE.get(name, {})}
        entry = defs[shape["additionalProperties"]["$ref"].rpartition("/")[2]]
        entry["properties"] |= more
        entry["required"] = [*entry.get("required", []), *more]
        for key in ("$schema", "title"):
            shape.pop(key)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": site.settings.address + GUIDE_SCHEMA,
        "title": f"{site.settings.name}, as data",
        "type": "object",
        "properties": {
            "$schema": _TEXT,
            "version": {"const": VERSION},
            "name": _TEXT,
            "address": _ADDRESS,
            "rule": _RULE,
            **shapes,
        },
        "required": ["version", "name", "address", "rule", *shapes],
        "$defs": defs,
    }


def _text(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
