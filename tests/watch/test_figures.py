"""Every figure that is watched is what the vendor's model says in the version that is locked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest

from guide.model.claims import Source
from guide.model.entries import Watch
from guide.model.guide import Guide
from guide.model.load import load
from tests.engine.built_site import ROOT
from tests.engine.whole_guide import whole_guide
from tests.watch.models import NAME, documentation
from tests.watch.report import moved, report


@pytest.fixture(scope="module")
def guide() -> Guide:
    """The guide itself."""
    return load(ROOT)[0]


def test_the_vendor_says_what_is_watched_for(guide: Guide) -> None:
    assert [(id, watch.at, now) for id, watch, now in moved(guide)] == []


def watched(*watches: Watch) -> Guide:
    """Return a guide with one figure that is watched at these places."""
    guide = whole_guide()
    id, limit = next(iter(guide.limits.items()))
    return replace(guide, limits=MappingProxyType({id: limit.model_copy(update={"watch": list(watches)})}))


@pytest.mark.parametrize(
    ("at", "says", "told"),
    [
        ("Invoke", "the maximum payload size is 6 MB", None),
        ("Invoke", "For synchronous invocations, the maximum payload size is 5 MB", "maximum payload size is 6 MB"),
        ("CreateFunctionRequest.Timeout", "The default is 2 seconds", "The default is 3 seconds"),
        ("CreateFunctionRequest.Never", "It is so", "nothing is there any more"),
        ("Never", "It is so", "nothing is there any more"),
    ],
)
def test_what_has_moved_is_told_with_what_it_was_and_what_stands_there_now(
    at: str, says: str, told: str | None
) -> None:
    guide = watched(Watch(service="lambda", at=at, says=says))
    text = report(guide, date(2020, 1, 1))
    assert (text == "") == (told is None)
    if told:
        assert NAME in text
        place = guide.place("limits", id := next(iter(guide.limits)))
        assert f"(`{id}`)\n\nIt stands in {place.path}, line {place.line}." in text
        assert f"> {says}\n" in text
        assert told in text.partition("Now:")[2]


def test_a_service_that_is_gone_says_nothing() -> None:
    assert documentation("no-such-service", "Invoke") is None


@pytest.mark.parametrize(
    "read",
    [
        {"read": "opened", "checked": "2020-02-03"},
        {"read": "copy", "read-on": "2020-02-03"},
        {"read": "model", "read-on": "2020-02-03", "as-of": "sky 1.0"},
    ],
    ids=lambda read: read["read"],
)
def test_a_source_that_was_read_long_ago_is_told(read: dict[str, str]) -> None:
    sky = {"title": "The sky", "publisher": "Weather", "url": "https://example.org/sky", "kind": "vendor"}
    sources = {"sky": Source.model_validate(sky | read), "old": Source.model_validate(sky | {"read": "never"})}
    guide = replace(watched(), sources=MappingProxyType(sources))
    assert report(guide, date(2021, 2, 2)) == ""
    told = "- `sky`, read on 2020-02-03: [The sky](https://example.org/sky)\n\n"
    assert report(guide, date(2021, 2, 3)).endswith(f"more than a year ago\n\n{told}")
