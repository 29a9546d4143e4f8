"""The JSON Schemas: what an editor says is what the models say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from guide.model.guide import COLLECTIONS
from guide.model.schema import schema_texts, stale_schemas, write_schemas
from tests.engine.built_site import ROOT
from tests.engine.sample import FILES
from tests.engine.whole_guide import ORGANISATION

DATA = sorted(ORGANISATION.glob("data/**/*.yml"))


def loaded(text: str) -> object:
    """Load YAML the way an editor does, by YAML 1.2: there `no` is a text, and so is a date.

    PyYAML's other loaders follow YAML 1.1, and would make a boolean of the one and a date of the other.
    """
    return yaml.load(text, yaml.BaseLoader)


def test_no_schema_is_stale() -> None:
    assert list(stale_schemas(ROOT)) == [], "run: make schemas"


def test_a_stale_schema_is_noticed_and_written_anew(tmp_path: Path) -> None:
    write_schemas(tmp_path)
    assert list(stale_schemas(tmp_path)) == []
    (tmp_path / "guide/schema/needs.json").write_text("{}")
    (tmp_path / "guide/schema/tools.json").unlink()
    assert list(stale_schemas(tmp_path)) == ["guide/schema/needs.json", "guide/schema/tools.json"]


@pytest.mark.parametrize("file", DATA, ids=lambda file: file.relative_to(ORGANISATION).as_posix())
def test_a_file_of_data_names_its_schema_and_passes_it(file: Path) -> None:
    text = file.read_text("utf-8")
    collection = file.stem if file.parent.name == "data" else file.parent.name
    up = "../" if file.parent.name == "data" else "../../"
    assert text.splitlines()[0] == f"# yaml-language-server: $schema={up}guide/schema/{collection}.json"
    schema = json.loads((ROOT / "guide" / "schema" / f"{collection}.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(loaded(text))] == []


@pytest.mark.parametrize(
    ("path", "id", "wrong"),
    [
        ("data/projects.yml", "ferry", {"certainty": "sure"}),
        ("data/projects.yml", "ferry", {"sources": []}),
        ("data/projects.yml", "ferry", {"open": {"Not An Id": {"question": "Whose?", "about": "tool"}}}),
        ("data/needs.yml", "wind", {"words": "breeze"}),
        ("data/guidelines.yml", "look-first", {"level": "always"}),
        ("data/guidelines.yml", "look-first", {"phase": "later"}),
        ("data/guidelines.yml", "look-first", {"decision": "first"}),
        ("data/limits.yml", "height", {"value": ["100 m"]}),
        ("data/kinds.yml", "letters", {"started-by": "chance"}),
        ("data/patterns/kite.yml", "kite", {"benefits": {}}),
        ("data/patterns/kite.yml", "kite", {"summary": {"text": "It flies."}}),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else None,
)
def test_a_wrong_value_is_refused_by_the_schema_too(path: str, id: str, wrong: dict[str, object]) -> None:
    collection = path.removeprefix("data/").removesuffix(".yml").split("/")[0]
    validator = Draft202012Validator(json.loads(schema_texts()[f"guide/schema/{collection}.json"]))
    entry = loaded(FILES[path])[id]
    assert validator.is_valid({id: entry})
    assert not validator.is_valid({id: entry | wrong})


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_a_field_that_the_models_do_not_know_is_refused_by_the_schema_too(collection: str) -> None:
    schema = json.loads(schema_texts()[f"guide/schema/{collection}.json"])
    texts = [text for path, text in FILES.items() if path.startswith((f"data/{collection}.", f"data/{collection}/"))]
    (id, entry), *_ = loaded(texts[0]).items()
    validator = Draft202012Validator(schema)
    assert validator.is_valid({id: entry})
    assert not validator.is_valid({id: entry | {"colour": "blue"}})
    assert not validator.is_valid({"Not An Id": entry})
    for field in entry:
        if field in schema["$defs"][COLLECTIONS[collection].__name__].get("required", []):
            assert not validator.is_valid({id: {key: value for key, value in entry.items() if key != field}})
