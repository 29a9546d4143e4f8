"""Reading Markdown: its headings, links and code, each in its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.text.markdown import read_markup


@given(st.text(max_size=120) | st.text("`~<>!-[]()#ab \n", max_size=80))
def test_blanking_code_moves_nothing(text: str) -> None:
    plain = read_markup(text).plain
    assert len(plain) == len(text)
    assert [at for at, char in enumerate(plain) if char == "\n"] == [at for at, char in enumerate(text) if char == "\n"]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("[a](b.md)", ["b.md"]),
        ("![a](b.png 'title')", ["b.png"]),
        ("[a](<b c.md>)", ["b c.md"]),
        ("[a](b_(c).md)", ["b_(c).md"]),
        ("[a][b]\n\n[b]: c.md", ["c.md"]),
        ("[a](b.md) and [c](d.md#e)", ["b.md", "d.md#e"]),
        ("`[a](b.md)`", []),
        ("```\n[a](b.md)\n```", []),
        ("~~~ md\n[a](b.md)\n```\n[c](d.md)\n~~~", []),
        ("<!-- [a](b.md) -->", []),
        ("[^1]: a footnote", []),
        ("[a][b]\n\n[b]:\n  c.md", ["c.md"]),
        (r"\`[a](b.md)\`", ["b.md"]),
        ("`` ` [a](b.md) ` ``", []),
        ("> ```\n> [a](b.md)\n> ```", []),
    ],
)
def test_links_are_found_outside_of_code(text: str, targets: list[str]) -> None:
    assert [link.target for link in read_markup(text).links] == targets


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# A\n\n## B ##\n", [(1, "A"), (2, "B")]),
        ("```\n# not one\n```\n# One", [(1, "One")]),
        ("## With an id {: #id }", [(2, "With an id")]),
        ("#No", []),
        ("# C# and `{x}` <b>y</b>", [(1, "C# and {x} y")]),
        ("A\n===\n\nB\n---\n", [(1, "A"), (2, "B")]),
        ("B\n---\n", [(2, "B")]),
    ],
)
def test_headings_are_found_outside_of_code(text: str, found: list[tuple[int, str]]) -> None:
    assert [(heading.level, heading.text) for heading in read_markup(text).headings] == found


@pytest.mark.parametrize(
    ("text", "tables"),
    [
        ("| a | b |\n|---|:-:|\n| c | `d` |\n", [[["a", "b"], ["c", "`d`"]]]),
        ("\u00e9\n\na | b\n- | -\nc \\| d | e\n", [[["a", "b"], ["c \\| d", "e"]]]),
        ("> | \u2713 |\n> |---|\n", [[["\u2713"]]]),
        ("a | b\nc | d", []),
        ("```\n| a |\n|---|\n```", []),
    ],
)
def test_the_cells_of_tables_are_found_in_their_places(text: str, tables: list[list[list[str]]]) -> None:
    read = read_markup(text).tables
    assert [[[text[slice(*cell)].strip() for cell in row] for row in table] for table in read] == tables


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("# A\nb\nc", ["A", "b c"]),
        ("A *b* [c](d.md) `e`", ["A b c e"]),
        ("* a\n* b\n\n  c", ["a", "b", "c"]),
        ("|a|b|\n|-|-|\n|c|d|", ["a", "b", "c", "d"]),
        ("a <b>c</b> <!-- d -->", ["a c"]),
        ("<!-- a\n\nb -->\n\nc", ["c"]),
        ("> a\n\n```\nb\n```", ["a", "b"]),
        ("", []),
    ],
)
def test_a_text_is_read_paragraph_by_paragraph_without_its_marks(text: str, paragraphs: list[str]) -> None:
    assert [" ".join(one.split()) for one in read_markup(text).paragraphs() if one.strip()] == paragraphs
