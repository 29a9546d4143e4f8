"""The lists of a decision: on the site they are what a code host makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown_it import MarkdownIt

from guide.text.lists import indented
from tests.engine.built_site import BuiltPage

# A list as ("ul" or "ol", its items); an item as its text and the lists in it.
List = tuple[str, list[tuple[str, list["List"]]]]


def lists(html: str) -> tuple[list[List], str]:
    """Return the lists of a text as HTML, and what stands outside of them, both without spaces that mean nothing."""
    body = html5lib.parseFragment(html, namespaceHTMLElements=False)
    outside = " ".join(" ".join(_texts(body)).split())
    return [_list(one) for one in body if one.tag in ("ul", "ol")], outside


def _list(element: Element) -> List:
    items = []
    for item in element:
        text = " ".join(" ".join(_texts(item)).split())
        items.append((text, [_list(one) for one in item if one.tag in ("ul", "ol")]))
    return element.tag, items


def _texts(element: Element) -> list[str]:
    """Return the texts in an element, those in lists left out."""
    texts = [element.text or ""]
    for child in element:
        if child.tag not in ("ul", "ol"):
            texts += _texts(child)
        texts.append(child.tail or "")
    return texts


def on_the_site(text: str) -> tuple[list[List], str]:
    """Return the lists that the site shows."""
    return lists(Markdown(extensions=["tables"]).convert("\n".join(indented(text.split("\n")))))


def on_a_code_host(text: str) -> tuple[list[List], str]:
    """Return the lists that a code host shows."""
    return lists(MarkdownIt("commonmark").enable("table").render(text))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("* a\n  * b\n    * c\n* d", id="two spaces under a bullet"),
        pytest.param("1. a\n   * b\n   * c\n2. d", id="three spaces under a number"),
        pytest.param("10. a\n    - b\n11. c", id="four spaces under a number of two digits"),
        pytest.param("* a\n    * b\n        * c", id="four spaces, as Python-Markdown wants them"),
        pytest.param("*   a\n    * b\n*   c", id="a marker with three spaces behind it"),
        pytest.param("* a\n\t* b\n\t\t* c", id="tabs"),
        pytest.param("Options:\n* a\n* b", id="a list right below a paragraph"),
        pytest.param("Options:\n1. a\n2. b", id="a numbered list right below a paragraph"),
        pytest.param("In the year\n2018. It was so", id="a number at the start of a line is no list"),
        pytest.param("A line\n- \nB", id="a dash alone is no list"),
        pytest.param("* a\n\n  more of a\n\n* b", id="a second paragraph in an item"),
        pytest.param("1. a\n\n   more of a\n\n   * b\n\n     more of b\n2. c", id="paragraphs in nested items"),
        pytest.param("* a that\n  goes on\n* b\nthat goes on", id="lines that go on, indented and not"),
        pytest.param("1. a\n   * b that\n   goes on\n2. c", id="a nested line that goes on less indented"),
        pytest.param("* a\n\nText after it.\n\n* b", id="a paragraph between two lists"),
        pytest.param("* a\n\n\n  * b", id="two empty lines"),
        pytest.param("1) a\n2) b", id="numbers with a parenthesis"),
        pytest.param("* a\n\n---\n\n* b", id="a rule between two lists"),
        pytest.param("* a\n\n  more of a\n  * b", id="a list right below the second paragraph of an item"),
        pytest.param(" * a\n * b\n   * c", id="a list that is indented by one space"),
        pytest.param("* a\n# Title\n* b", id="a heading between two lists"),
    ],
)
def test_a_list_is_on_the_site_what_it_is_on_the_code_host(text: str) -> None:
    assert on_the_site(text) == on_a_code_host(text)


@dataclass(frozen=True)
class Item:
    """An item to be written down: its words, and the items below it."""

    words: str
    below: tuple[Item, ...]


WORDS = st.text("abc ", min_size=1, max_size=8).map(lambda text: f"w{text}".strip())
ITEMS = st.recursive(
    st.builds(Item, WORDS, st.just(())),
    lambda below: st.builds(Item, WORDS, st.lists(below, max_size=3).map(tuple)),
    max_leaves=12,
)


def written(items: list[Item], marker: str, column: int, further: int, loose: bool) -> list[str]:
    """Return the lines of a list, its items indented as far as the text of the one above, and up to three further."""
    lines = []
    for place, item in enumerate(items, start=1):
        mark = f"{place}." if marker == "1." else marker
        lines.append(f"{' ' * column}{mark} {item.words}")
        inner = written(list(item.below), marker, column + len(mark) + 1 + further, further, loose)
        lines += ["", *inner] if loose and inner else inner
        lines += [""] if loose else []
    return lines


@given(
    st.lists(ITEMS, min_size=1, max_size=4),
    st.sampled_from(["*", "-", "+", "1."]),
    st.integers(0, 3),
    st.integers(0, 1),
    st.booleans(),
)
def test_however_deep_and_far_a_list_is_indented_its_items_stay_where_they_belong(
    items: list[Item], marker: str, column: int, further: int, loose: bool
) -> None:
    text = "\n".join(written(items, marker, column, further, loose))
    assert on_the_site(text) == on_a_code_host(text)


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="*-+0123456789\t\r\n\x0b\x0c"), max_size=30)))
def test_a_text_without_a_list_stays_as_it_is(lines: list[str]) -> None:
    assert indented(lines) == [line if line.strip(" ") else "" for line in lines]


def test_a_page_of_a_decision_shows_its_nested_lists(pages: dict[str, BuiltPage]) -> None:
    article = pages["adr/0021-what-the-bell-says/"].article
    assert len(article.findall(".//ol/li/ul/li")) == 3
