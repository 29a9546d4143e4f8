"""Which passages of a page are marked as new or different, and what is told of before."""

from __future__ import annotations

import pytest

from macros.finish.passages import marked, passages

TABLE = "<table><tr><td>Kite</td><td><p>no</p></td></tr><tr><td>Raft</td><td>yes</td></tr></table>"
# The page before, as it is, as it is built with MARK where a mark goes, and the texts of before.
CASES = {
    "a paragraph": ("<p>One.</p><p>Two.</p>", "<p>One.</p><p>Three.</p>", "<p>One.</p><pMARK>Three.</p>", ["Two."]),
    "a new paragraph": ("<p>One.</p>", "<p>New.</p><p>One.</p>", '<p class="x">One.</p>', []),
    "what is gone": ("<p>One.</p><p>Two.</p>", "<p>One.</p>", "<p>One.</p>", ["Two."]),
    "a row of a table": (
        TABLE,
        TABLE.replace(">no<", ">yes<"),
        TABLE.replace("<tr>", "<trMARK>", 1).replace(">no<", ">yes<"),
        ["Kite no"],
    ),
    "an item of a list, not those in it": (
        "<ul><li>One<ul><li>Two</li></ul></li></ul>",
        "<ul><li>Once<ul><li>Two</li></ul></li></ul>",
        "<ul><liMARK>Once<ul><li>Two</li></ul></li></ul>",
        ["One"],
    ),
    "a heading, deeper in the built page": ("<h1>A</h1>", "<h1>B</h1>", '<h2MARK id="b">B</h2>', ["A"]),
    "words that stand twice": ("<p>Yes</p><p>Yes</p>", "<p>Yes</p>", "<p>Yes</p>", ["Yes"]),
    "a picture by what it shows": ('<p><img alt="A"></p>', '<p><img alt="B"></p>', '<pMARK><img alt="B"></p>', ["A"]),
    "the number of a source": ("<p>A <a>1</a></p>", "<p>A <a>2</a></p>", "<p>A <a>2</a></p>", []),
    "the number of a line": ("<p>In line 4 of a</p>", "<p>In line 5 of a</p>", "<p>In line 5 of a</p>", []),
    "what the engine adds": ("<p>One.</p>", "<p>One.</p>", "<p>One.</p><p>As of today.</p>", []),
    "spaces and lines": ("<p>One two.</p>", "<p>One\n two.</p>", "<p>One two.</p>", []),
    "a page without a state before": ("", "", "<p>One.</p>", []),
}


@pytest.mark.parametrize(("before", "after", "wanted", "gone"), CASES.values(), ids=CASES)
def test_a_passage_that_is_not_as_it_was_is_marked(before: str, after: str, wanted: str, gone: list[str]) -> None:
    different = marked(wanted.replace("MARK", ""), before, after)
    assert different.html == wanted.replace("MARK", " data-changed")
    assert different.count == wanted.count("MARK")
    assert list(different.gone) == gone


def test_a_passage_is_found_whatever_is_left_open() -> None:
    assert [one.text for one in passages("<ul><li>A<li>B</ul></p><p>C<div>D</div>E")] == ["A", "B", "C E", "D"]
