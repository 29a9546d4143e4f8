"""Reading without guessing: texts stay texts, places are right, and nothing that is read raises."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from guide.disk.text_files import to_text
from guide.problems import Place
from guide.text.yaml import read_yaml

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
    text, problems = to_text(data, "x")
    assert bool(problems) == (not _is_utf8(data) or b"\0" in data)
    assert "\r" not in text
    assert not (text and problems)


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
