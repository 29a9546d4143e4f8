"""/guide.json: a program knows from it what the pages say, and chooses as they do."""

from __future__ import annotations

import json
from copy import deepcopy
from random import Random
from typing import Any
from urllib.parse import urljoin

import pytest
from jsonschema import Draft202012Validator

from guide.model.guide import COLLECTIONS
from guide.rule.recommend import Rule
from macros.finish.built_site import BuiltSite
from tests.engine.guides import one_of_each_kind, subsets
from tests.engine.published import SITE, Published
from tests.engine.whole_guide import whole_guide

GUIDE = whole_guide()


@pytest.fixture(scope="module")
def data(published: Published) -> dict[str, Any]:
    """What a program reads."""
    return json.loads((published.folder / "guide.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def schema(published: Published) -> dict[str, Any]:
    """The schema that it is said to keep to."""
    return json.loads((published.folder / "guide.schema.json").read_text("utf-8"))


def choose(rule: dict[str, Any], needs: set[str]) -> str | None:
    """Return the pattern for some needs, as a program finds it from the data alone."""
    for pattern in rule["patterns"]:
        refused = any(rule["answers"][pattern][need] == "no" for need in needs)
        if not refused and not any({*pair} <= needs for pair in rule["excluding"][pattern]):
            return pattern
    return None


def test_a_program_chooses_from_it_as_the_page_does(data: dict[str, Any]) -> None:
    rule, random = Rule.of(GUIDE), Random(17)
    drawn = [{need for need in rule.needs if random.random() < share} for share in (0.1, 0.3) for _ in range(1000)]
    asked = [*map(set, subsets(one_of_each_kind(rule))), *drawn]
    assert len(asked) > 2000
    assert [needs for needs in asked if choose(data["rule"], needs) != rule.lightest(needs)] == []
    assert {choose(data["rule"], needs) for needs in asked} == {*GUIDE.patterns, None}


def test_everything_is_in_it_with_its_address_on_the_site(data: dict[str, Any], published: Published) -> None:
    built = BuiltSite(published.folder)
    for collection in [*COLLECTIONS, "decisions"]:
        assert [*data[collection]] == [*map(str, getattr(GUIDE, collection))]
        places = [entry["address"].removeprefix(SITE) for entry in data[collection].values()]
        assert [place for place in places if not built.has(place)] == []
        assert len({*places}) == len(places)
    texts = {id: limit.text for id, limit in GUIDE.limits.items()}
    assert {id: limit["text"] for id, limit in data["limits"].items()} == texts


def test_a_decision_says_whether_it_holds_and_what_took_its_place(data: dict[str, Any]) -> None:
    decision = data["decisions"]["9"]
    assert (decision["status"], decision["in-force"]) == ("superseded", False)
    newer = data["decisions"][str(decision["superseded-by"][0])]
    assert 9 in newer["supersedes"]
    assert GUIDE.decisions[9].body.strip() == decision["text"]
    assert not [one for one in data["decisions"].values() if "/draft-" in one["address"]]


def test_a_question_leads_to_its_page_and_to_the_decisions_that_answer_it(data: dict[str, Any]) -> None:
    answered = [question for question in data["questions"].values() if question["answered-by"]]
    assert answered
    for question in answered:
        assert question["answered-on"].startswith(SITE)
        assert all(data["decisions"][str(number)]["in-force"] for number in question["answered-by"])


def test_it_keeps_to_the_schema_that_it_names(data: dict[str, Any], schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)
    assert data["$schema"] == schema["$id"] == f"{SITE}guide.schema.json"
    assert [*Draft202012Validator(schema).iter_errors(data)] == []


@pytest.mark.parametrize("collection", [*COLLECTIONS, "decisions"])
def test_the_schema_refuses_what_no_entry_has(collection: str, data: dict[str, Any], schema: dict[str, Any]) -> None:
    validator = Draft202012Validator(schema)
    for change in ({"address": None}, {"no-such-field": "x"}):
        spoilt = deepcopy(data)
        entry = next(iter(spoilt[collection].values()))
        entry |= change
        assert not validator.is_valid(spoilt)


def test_both_engines_publish_the_same(published: Published, published_by_zensical: Published) -> None:
    for name in ("guide.json", "guide.schema.json"):
        assert (published.folder / name).read_bytes() == (published_by_zensical.folder / name).read_bytes()


def test_each_page_leads_programs_to_it(host: Published) -> None:
    for address in ("", "adr/", "patterns/bicycle/"):
        (link,) = [one for one in host.pages[address].tree.iter("link") if one.get("type") == "application/json"]
        assert urljoin(SITE + address, link.get("href")) == f"{SITE}guide.json"
