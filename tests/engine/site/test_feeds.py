"""The feeds: a feed reader learns of every change of every decision, once."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from guide.life.draft import clean_title
from guide.model.decision import Decision
from guide.model.front_matter import Change, Correction
from guide.model.guide import Guide
from guide.model.life_cycle import Status
from guide.model.load import load
from macros.finish.feeds import LONGEST, entries, feeds
from tests.engine.built_site import BuiltPage
from tests.engine.pages import site_of
from tests.engine.published import SITE as PUBLISHED
from tests.engine.sample import decision, edit
from tests.engine.whole_guide import whole_guide

GUIDE = whole_guide()
NAME = "Kettle Post & Sons"
ONE = GUIDE.decisions[8]
SITE = "https://example.org/guide/"
TEXT = st.text(st.characters(codec="utf-8"), min_size=1)
AUTHOR = {"type": "object", "required": ["name"], "properties": {"name": {"type": "string", "minLength": 1}}}
# The members that JSON Feed 1.1 asks for, and the shapes that it gives them.
JSON_FEED = Draft202012Validator(
    {
        "type": "object",
        "required": ["version", "title", "items", "home_page_url", "feed_url"],
        "properties": {
            "version": {"const": "https://jsonfeed.org/version/1.1"},
            "items": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["id", "content_text", "url", "title", "date_published"],
                    "properties": {
                        "id": {"type": "string", "minLength": 1},
                        "date_published": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$"},
                        "authors": {"type": "array", "items": AUTHOR},
                    },
                },
            },
        },
    }
)


def read(guide: Guide, site_url: str = SITE) -> tuple[Any, dict[str, Any]]:
    """Return both feeds of a guide, the Atom feed as a feed reader reads it."""
    written = feeds(site_of(guide, site_url))
    atom = feedparser.parse(written["feed.xml"].encode(), sanitize_html=False)
    assert not atom.bozo, atom.get("bozo_exception")
    return atom, json.loads(written["feed.json"])


def changed(one: Decision, title: str = "", **front: object) -> Decision:
    """Return a decision with another title or other front matter."""
    body = f"# {title}\n" if title else one.body
    return replace(one, body=body, front=one.front.model_copy(update=front))


@pytest.mark.parametrize("name", ["feed.xml", "feed.json"])
def test_the_feeds_are_in_the_site_and_every_page_names_them(
    name: str, site: Path, pages: dict[str, BuiltPage]
) -> None:
    assert (site / name).read_text("utf-8") == feeds(site_of(GUIDE, PUBLISHED, name=NAME))[name]
    for address, page in pages.items():
        alternates = [link.get("href") for link in page.tree.iter("link") if link.get("rel") == "alternate"]
        up = urlsplit(PUBLISHED).path if address == "404.html" else "../" * address.count("/")
        assert f"{up}{name}" in [href.removeprefix("./") for href in alternates], address


def test_a_feed_reader_sees_an_entry_for_every_change_the_newest_first(sample: Path) -> None:
    history = "  - {status: proposed, date: 2025-01-01}\n  - {status: accepted, date: 2025-02-02}\n"
    superseded = history + "  - {status: superseded, date: 2026-02-02}"
    old = decision("Row", status="superseded", history=superseded, superseded_by="3")
    edit(sample, "adr/0002-stay-dry.md", "", old)
    edit(sample, "adr/0003-sail.md", "", decision("Sail & &lt;swim>", supersedes="2"))
    guide, problems = load(sample)
    assert problems == ()
    atom, feed = read(replace(guide, decisions={number: guide.decisions[number] for number in (2, 3)}))
    expected = [
        ("ADR 3 accepted: Sail & <swim>", "2026-02-02", "adr/0003-sail/"),
        ("ADR 2 superseded: Row", "2026-02-02", "adr/0002-stay-dry/"),
        ("ADR 2 accepted: Row", "2025-02-02", "adr/0002-stay-dry/"),
        ("ADR 2 proposed: Row", "2025-01-01", "adr/0002-stay-dry/"),
    ]
    assert [(one.title, one.updated[:10], one.link.removeprefix(SITE)) for one in atom.entries] == expected
    assert [
        (one["title"], one["date_published"][:10], one["url"].removeprefix(SITE)) for one in feed["items"]
    ] == expected
    assert atom.entries[1].summary.startswith("Superseded by ADR 3: Sail &amp; &lt;swim&gt;. It said: ")
    assert feed["items"][1]["content_text"].startswith("Superseded by ADR 3: Sail & <swim>. It said: ")
    assert atom.feed.updated == atom.entries[0].updated


def test_the_feeds_of_a_whole_guide_are_valid_and_not_empty() -> None:
    atom, feed = read(GUIDE)
    assert atom.version == "atom10"
    assert len(atom.entries) == len(feed["items"]) >= len(GUIDE.decisions)
    assert [error.message for error in JSON_FEED.iter_errors(feed)] == []
    assert {link.rel: link.href for link in atom.feed.links} == {"alternate": f"{SITE}adr/", "self": f"{SITE}feed.xml"}


def test_as_long_as_nothing_has_landed_the_feeds_are_there_and_empty_and_do_not_change() -> None:
    guide = replace(GUIDE, decisions={})
    atom, feed = read(guide)
    assert (atom.entries, feed["items"]) == ([], [])
    assert atom.feed.updated == f"{guide.as_of}T00:00:00+00:00"
    assert [error.message for error in JSON_FEED.iter_errors(feed)] == []


@example("Â¡", "0", ["\u200b"])
@given(TEXT, TEXT, st.lists(TEXT.filter(str.strip), max_size=3))
def test_whatever_a_decision_says_both_feeds_can_be_read(title: str, summary: str, makers: list[str]) -> None:
    one = changed(ONE, summary=summary, decision_makers=makers or ["unknown"])
    one.__dict__["title"] = title  # what reading made of the heading
    guide = replace(GUIDE, decisions={ONE.number: one})
    (atom, feed), written = read(guide), feeds(site_of(guide, SITE))
    assert [error.message for error in JSON_FEED.iter_errors(feed)] == []
    assert len(atom.entries) == len(feed["items"]) == len(one.front.history)
    # As plain XML, since feedparser "repairs" a text such as "Â¡", which looks as if it was encoded twice.
    title_in_atom = ElementTree.fromstring(written["feed.xml"].encode()).findtext(".//{*}entry/{*}title")
    assert title_in_atom == feed["items"][0]["title"] == clean_title(f"ADR {ONE.number} accepted: {title}")


def test_an_id_stays_when_a_decision_is_reworded_moved_or_goes_on(sample: Path) -> None:
    one = ONE
    later = [*one.front.history, Change(status=Status.DEPRECATED, date=date(2030, 1, 1))]
    correction = Correction(date=date(2027, 1, 1), reason="A typing error")
    ways = [
        changed(one, title="Another title", summary="Another summary"),
        replace(one, slug="renamed", path=f"adr/{ONE.number:04}-renamed.md"),
        changed(one, status=Status.DEPRECATED, history=later, corrections=[correction]),
    ]
    before = {entry.id for entry in entries(replace(GUIDE, decisions={ONE.number: one}))}
    for other in ways:
        atom, feed = read(replace(GUIDE, decisions={ONE.number: other}), "https://elsewhere.example/")
        assert before <= {entry.id for entry in atom.entries} == {item["id"] for item in feed["items"]}


def test_a_correction_is_an_entry_with_its_reason() -> None:
    one = changed(ONE, corrections=[Correction(date=date(2027, 1, 1), reason="A wrong year")])
    atom, _ = read(replace(GUIDE, decisions={ONE.number: one}))
    assert (atom.entries[0].title, atom.entries[0].summary) == (
        f"ADR {ONE.number} corrected: {one.title}",
        "A wrong year",
    )


@given(st.lists(st.tuples(st.integers(1, 9), st.dates(date(2010, 1, 1), date(2030, 1, 1))), min_size=1, max_size=400))
def test_of_a_long_history_the_newest_are_told_each_once(changes: list[tuple[int, date]]) -> None:
    decisions = {}
    for number in {number for number, _ in changes}:
        days = sorted(day for other, day in changes if other == number)
        decisions[number] = replace(
            changed(ONE, history=[Change(status=Status.ACCEPTED, date=day) for day in days]),
            number=number,
        )
    guide = replace(GUIDE, decisions=decisions)
    told = json.loads(feeds(site_of(guide, SITE))["feed.json"])["items"]
    assert len({item["id"] for item in told}) == len(told) == min(len(changes), LONGEST)
    days = [item["date_published"][:10] for item in told]
    assert days == sorted((str(day) for _, day in changes), reverse=True)[:LONGEST]


def test_who_decided_is_named_only_where_it_is_known() -> None:
    known, unknown = (
        read(replace(GUIDE, decisions={ONE.number: changed(ONE, decision_makers=makers)}))
        for makers in (["Ada", "Grace"], ["unknown"])
    )
    assert known[0].entries[0].author == "Ada, Grace"
    assert known[1]["items"][0]["authors"] == [{"name": "Ada"}, {"name": "Grace"}]
    assert unknown[1]["items"][0]["authors"] == []
    assert unknown[0].entries[0].get("author") is None
