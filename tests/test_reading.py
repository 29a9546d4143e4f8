"""Reading without guessing: texts stay texts, places are right, and nothing that is read raises."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import html5lib
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from macros.markup import dangers, headings, html_dangers, is_safe_address, links, without_code
from macros.problems import Place
from macros.reading import read_text, read_yaml

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=12)
NAMES = st.text("abcdefghij-", min_size=1, max_size=6)
TREES = st.recursive(TEXT, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3))


def scalars(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], str]]:
    """Return every text in a structure with its path."""
    if isinstance(value, str):
        return [(path, value)]
    items = value.items() if isinstance(value, dict) else enumerate(value)
    return [found for key, item in items for found in scalars(item, (*path, key))]


def written_at(text: str, place: Place, in_brackets: bool) -> str:
    """Return the text that is written at a place, as YAML's own scanner reads the line from there on."""
    rest = text.split("\n")[place.line - 1][place.column - 1 :]
    # Behind a bracket, if it stands in some, so that a comma or a bracket ends it.
    tokens = yaml.scan(f"[{rest}" if in_brackets else rest, Loader=yaml.SafeLoader)
    return next(token.value for token in tokens if isinstance(token, yaml.ScalarToken))


@given(
    st.dictionaries(NAMES, TREES, min_size=1, max_size=3),
    st.sampled_from([None, "'", '"']),
    st.booleans(),
    st.integers(1, 9),
)
def test_what_is_written_comes_back_as_text_each_in_its_place(
    tree: dict[str, Any], quotes: str | None, in_brackets: bool, first_line: int
) -> None:
    options = {"default_style": quotes, "default_flow_style": in_brackets, "width": 10_000}
    text = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, **options)
    document = read_yaml(text, "x.yml", first_line)
    assert document.problems == ()
    assert document.value == tree
    assert list(document.texts()) == scalars(tree)
    moved = "\n" * (first_line - 1) + text
    for path, value in scalars(tree):
        assert written_at(moved, document.place(*path), in_brackets) == value
        if isinstance(path[-1], str):
            assert written_at(moved, document.place(*path, key=True), in_brackets) == path[-1]


@pytest.mark.parametrize(
    "word", ["no", "on", "yes", "null", "~", "0012", "1_000", "2026-11-23", "2025-30-01", "1e3", "0x1F", ".inf"]
)
def test_a_word_stays_the_word_that_it_is(word: str) -> None:
    assert read_yaml(f"x: {word}\n", "x.yml").value == {"x": word}


@given(st.binary(max_size=60))
def test_no_bytes_make_reading_raise(data: bytes) -> None:
    class File:
        def read_bytes(self) -> bytes:
            return data

    text, problems = read_text(File(), "x")  # type: ignore[arg-type]
    assert bool(problems) == (not text and not _is_utf8(data))
    assert "\r" not in text


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True


@given(st.text(max_size=80) | st.text(":-?[]{}&*!|>'\"%@`#, \n\tab", max_size=40))
def test_no_text_makes_reading_yaml_raise(text: str) -> None:
    document = read_yaml(text, "x.yml")
    assert all(problem.place.line >= 1 and problem.place.column >= 1 for problem in document.problems)


def test_front_matter_keeps_its_lines(tmp_path: Path) -> None:
    document = read_yaml("a: b\nc: [d]\n", "x.md", first_line=2)
    assert str(document.place("c", 0)) == "x.md:3:5"
    assert str(document.place("c", key=True)) == "x.md:3:1"
    assert str(document.place("nothing", "here")) == "x.md:2:1"


@given(st.text(max_size=120) | st.text("`~<>!-[]()#ab \n", max_size=80))
def test_blanking_code_moves_nothing(text: str) -> None:
    plain = without_code(text)
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
        ("<!--> [a](b.md) -->", ["b.md"]),
        ("`` ` [a](b.md) ` ``", []),
        ("> ```\n> [a](b.md)\n> ```", []),
    ],
)
def test_links_are_found_outside_of_code(text: str, targets: list[str]) -> None:
    assert [link.target for link in links(without_code(text))] == targets


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# A\n\n## B ##\n", [(1, "A"), (2, "B")]),
        ("```\n# not one\n```\n# One", [(1, "One")]),
        ("## With an id {: #id }", [(2, "With an id")]),
        ("#No", []),
        ("# C# and `{x}` <b>y</b>", [(1, "C# and {x} <b>y</b>")]),
        ("A\n===\n\nB\n---\n", [(1, "A"), (2, "B")]),
        ("B\n---\n", [(2, "B")]),
    ],
)
def test_headings_are_found_outside_of_code(text: str, found: list[tuple[int, str]]) -> None:
    assert [(heading.level, heading.text) for heading in headings(without_code(text), text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "<script>",
        "<SCRIPT src=x>",
        "<script",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "<a href='javascript:x'>",
        "<a href='java\tscript:x'>",
        "<a href='&#106;avascript:x'>",
        "<iframe>",
        "<object data=x>",
        "<form action='javascript:x'>",
        "<div style='background:url(x)'>",
        "<base href='https://example.org'>",
        "[x](javascript:x)",
        "[x](vbscript:x)",
        "[x](data:text/html,x)",
        "![x](JAVASCRIPT:x)",
        "[x]: javascript:x",
        "# T { onclick=x }",
        "# T {: style='color: red' }",
        "[x](y.md){ href=javascript:x }",
        r"\`<script>\`",
        "<!--> <script> -->",
        "<!-- x --!> <script> -->",
        "<!-- never closed",
        "<![CDATA[ > <img src=x> ]]>",
        '<noscript><p title="</noscript><img src=x onerror=x>">',
        "<svg><a><set attributeName=href to=javascript:x></a></svg>",
        "<b title== x/onclick=x>",
        "</b title='><img src=x onerror=x>'>",
        "[x]:\n  javascript:x",
        "<https://example.org/onclick=alert(1)>",
    ],
)
def test_what_could_run_script_is_found(text: str) -> None:
    assert list(dangers(without_code(text)))


@pytest.mark.parametrize(
    "text",
    [
        "a < b and c > d",
        "`<script>`",
        "```html\n<script>alert(1)</script>\n```",
        "<https://example.org>",
        "<br> <kbd>x</kbd> <details><summary>x</summary></details>",
        "[x](https://example.org/?on=1) [y](mailto:a@example.org) [z](#a) [w](0001-x.md)",
        "once = twice {and} more",
        "turn the option on = fine",
        "~~~\n<script>\n~~~\n\n``<script> ` ``",
        "<!-- <script> -->",
        "<img src='a.png' alt=\"a > b\"> <a href=https://example.org/?a=b>x</a> <https://example.org/?a=b>",
        "List<String> <your name> <a@example.org> a <b or c> d, x <- y",
        "{: #id .class title='on = off' }",
    ],
)
def test_what_is_harmless_is_left_alone(text: str) -> None:
    assert list(dangers(without_code(text))) == []


PIECES = st.sampled_from(
    [
        *["<", ">", '"', "'", "=", "/", "!", "?", "-", " ", "\n", "\t", "\f", "\0", "`", "\\", "x", "&lt;", "&#60;"],
        *[
            "<!--",
            "-->",
            "--!>",
            "<!",
            "<?",
            "</",
            "/>",
            "<![CDATA[",
            "]]>",
            "<p>",
            "</p>",
            "</br ",
            "<b>",
            "<details ",
        ],
        *[
            "<a ",
            "href=",
            "href=javascript:x",
            '<b title="',
            " onclick=x",
            "<img src=x onerror=x>",
            "<script>",
            "</script>",
        ],
        *["<table>", "<select>", "<svg>", "<math>", "<title>", "</title>", "<xmp>", "<noscript>", "</noscript>"],
    ]
)


def runs(html: str, scripting: bool) -> bool:
    """Return whether a browser that reads a page with this in the middle would run something of it."""
    page = f"<!doctype html><p>{html}</p> text \"'>--> text"
    for element in html5lib.HTMLParser(namespaceHTMLElements=False).parse(page, scripting=scripting).iter():
        if isinstance(element.tag, str):
            handlers = any(str(name).lower().startswith("on") for name in element.attrib)
            if handlers or element.tag.endswith("script") or not is_safe_address(element.get("href", "")):
                return True
    return False


@given(st.lists(PIECES, max_size=14).map("".join), st.booleans())
@example('<noscript><p title="</noscript><img src=x onerror=x>">', True)
@example("<![CDATA[ > <img src=x onerror=x> ]]>", False)
@example("<br\0</p onclick=x>", False)
@example("<b title== x/onclick=x>", False)
def test_what_a_browser_would_run_is_found(html: str, scripting: bool) -> None:
    assert list(html_dangers(html)) or not runs(html, scripting)


@pytest.mark.parametrize(
    ("address", "safe"), [("x.md", True), ("//example.org", True), ("ftp://x", False), ("http://[", False)]
)
def test_only_addresses_that_lead_to_a_page_or_a_mail_are_safe(address: str, safe: bool) -> None:
    assert is_safe_address(address) is safe
