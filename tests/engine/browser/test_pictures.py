"""The pictures that are drawn from the data, and the sources at the foot of the pages that refer to them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.model.life_cycle import Status
from macros.page_macros import MACROS
from macros.views.log_page import columns
from tests.engine.built_site import BuiltPage
from tests.engine.pages import page_of
from tests.engine.whole_guide import whole_guide

GUIDE = whole_guide()
WORDS = {"platform": "platform", "shared": "shared", "team": "the team"}


def test_who_provides_each_capability_stands_in_one_table_as_the_data_say(pages: dict[str, BuiltPage]) -> None:
    page = pages["production-environment/"]
    (table,) = page.article.iter("table")
    rows = [[page.text(cell) for cell in row] for row in table.find("tbody")]
    for row, (id, capability) in zip(rows, GUIDE.capabilities.items(), strict=True):
        provisions = [one.capabilities[id] for one in GUIDE.patterns.values()]
        assert row[0] == capability.name
        for cell, one in zip(row[1:], provisions, strict=True):
            assert cell.startswith(f"{WORDS[one.provided_by]} {one.text}")


def test_the_decisions_over_time_are_told_in_words_too(pages: dict[str, BuiltPage]) -> None:
    (picture,) = [one for one in pages["adr/"].article.iter() if one.get("role") == "img"]
    told = [int(number) for number in re.findall(rf"(\d+) (?:{'|'.join(Status)})", picture.get("aria-label"))]
    assert sum(told) == len(GUIDE.decisions)


@given(st.dictionaries(st.integers(1, 400), st.integers(1, 9), min_size=1, max_size=40))
def test_every_decision_is_in_one_bar_and_no_bar_is_higher_than_the_picture(begun: dict[int, int]) -> None:
    """begun: how many decisions were begun in which month, counted from January 2000."""
    decision = GUIDE.decisions[1]
    decisions = {}
    for month, count in begun.items():
        day = decision.front.date.replace(2000 + month // 12, month % 12 + 1, 1)
        change = decision.front.history[0].model_copy(update={"date": day})
        front = decision.front.model_copy(update={"history": [change]})
        for _ in range(count):
            number = len(decisions) + 1
            decisions[number] = type(decision)("", number, "", front, "", 1, decision.document)
    drawn = columns(replace(GUIDE, decisions=decisions))
    assert sum(column.total for column in drawn) == len(decisions)
    assert [column.label for column in drawn] == sorted(column.label for column in drawn)
    heights = [sum(height for *_, height in column.bars) for column in drawn]
    assert max(heights) == pytest.approx(90, abs=0.5)
    assert min(y for column in drawn for _, _, y, _ in column.bars) >= -0.5


def test_the_log_without_decisions_has_no_picture() -> None:
    page = page_of(replace(GUIDE, decisions={}), "adr/")
    assert MACROS["decisions_over_time"](page).strip() == ""


def test_the_foot_of_a_page_lists_what_it_cites_by_number_in_order(
    pages: dict[str, BuiltPage],
) -> None:
    with_sources = 0
    for address, page in pages.items():
        cites = [link for span in page.article.iter("span") if span.get("class") == "cite" for link in span.iter("a")]
        cited = dict.fromkeys(link.get("href").partition("#")[2] for link in cites)
        listed = [
            (item.find("a").text, item.find("a").get("href").partition("#")[2])
            for one in page.article.iter("details")
            if one.get("class") == "page-sources"
            for item in one.find("ul")
        ]
        assert listed == [(str(number), anchor) for number, anchor in enumerate(cited, start=1)], address
        numbers = {anchor: number for number, anchor in listed}
        assert [link.text for link in cites] == [numbers[link.get("href").partition("#")[2]] for link in cites], address
        with_sources += bool(listed)
    assert with_sources >= 15
