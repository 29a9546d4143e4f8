"""Every figure that is watched is what the vendor's model says in the version that is locked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest

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
    text = report(watched(Watch(service="lambda", at=at, says=says)), date(2020, 1, 1))
    assert (text == "") == (told is None)
    if told:
        assert NAME in text
        assert f"> {says}\n" in text
        assert told in text.partition("Now:")[2]


def test_a_service_that_is_gone_says_nothing() -> None:
    assert documentation("no-such-service", "Invoke") is None


def test_a_source_that_was_opened_long_ago_is_told() -> None:
    guide = watched()
    id, source = next((id, one) for id, one in guide.sources.items() if one.checked)
    day = source.checked
    assert f"- `{id}`, opened on {day}: " in report(guide, date(day.year + 2, 1, 1))
    assert report(guide, date(1999, 1, 1)) == ""
