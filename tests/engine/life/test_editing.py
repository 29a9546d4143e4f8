"""Changing one value of a file: whatever its layout, only what was asked for changes."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from guide.disk.text_files import encoded
from guide.life.edit import add_to_list, replace_number, set_field, text_of
from guide.problems import RefusedError

WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=20).map(str.strip)
COMMENT = st.sampled_from(["", "  # a remark", "  # another: with a colon", "   "])


@st.composite
def lists(draw: st.DrawFn, name: str, items: st.SearchStrategy[str]) -> str:
    """A list field as people write one: on one line, on several, or with its items below."""
    values = draw(st.lists(items, max_size=4))
    style = draw(st.sampled_from(["flow", "flow over lines", "block", "block at the margin"]))
    if not values:
        return f"{name}: []{draw(COMMENT)}"
    if style == "flow":
        return f"{name}: [{', '.join(values)}]{draw(COMMENT)}"
    if style == "flow over lines":
        lines = f",{draw(COMMENT)}\n  ".join(values)
        return f"{name}: [\n  {lines}\n]{draw(COMMENT)}"
    indent = "  " if style == "block" else ""
    return "\n".join([f"{name}:{draw(COMMENT)}", *(f"{indent}- {value}{draw(COMMENT)}" for value in values)])


@st.composite
def scalars(draw: st.DrawFn, name: str, folded: Collection[str] = ()) -> str:
    """A text field as people write one: plain, in quotes, or folded over lines where that is allowed."""
    word = draw(WORDS.filter(bool))
    style = draw(st.sampled_from(["plain", "single", "double", *folded]))
    if style == "single":
        return f"{name}: '{word.replace(chr(39), chr(39) * 2)}'{draw(COMMENT)}"
    if style == "double":
        escaped = word.replace("\\", "\\\\").replace('"', '\\"')
        return f'{name}: "{escaped}"{draw(COMMENT)}'
    if style == "folded":
        return f"{name}: >-\n  Folded text\n  over: two lines # and no remark"
    return f"{name}: plain text{draw(COMMENT)}"


@st.composite
def decisions(draw: st.DrawFn) -> str:
    """The text of a decision whose fields stand in any order and layout, with remarks and empty lines between."""
    numbers = st.integers(1, 9999).map(str) | st.integers(1, 99).map("{:04}".format)
    words = st.sampled_from(["Ada", "'Grace H.'", '"x, y"', "engineering"])
    fields = [
        draw(scalars("status")),
        draw(scalars("summary", folded=["folded"])),
        draw(scalars("review-by")),
        draw(lists("supersedes", numbers)),
        draw(lists("decision-makers", words)),
        draw(lists("tags", words)),
    ]
    between = st.sampled_from(["", "\n", "# a line of its own\n"])
    front = "".join(f"{draw(between)}{field}\n" for field in draw(st.permutations(fields)))
    return f"---\n{front}---\n\n# A title\n\nstatus: not front matter\n"


def parts(text: str) -> tuple[dict[str, Any], str]:
    """Return the front matter as it is read, and the rest."""
    front, _, body = text.removeprefix("---\n").partition("\n---\n")
    return yaml.load(front, yaml.BaseLoader), body


def remarks(text: str) -> list[str]:
    """Return the remarks of a front matter in their order."""
    return [token for token in ("a line of its own", "a remark", "another: with") for _ in range(text.count(token))]


@given(
    decisions(),
    st.sampled_from(["status", "review-by", "new-field"]),
    st.sampled_from(["accepted", '"a: b"', "2026-02-02"]),
)
def test_a_field_is_set_and_nothing_else_changes(text: str, name: str, value: str) -> None:
    before, body = parts(text)
    after, same_body = parts(changed := set_field(text, name, value))
    assert after == before | {name: yaml.load(value, yaml.BaseLoader)}
    assert same_body == body
    assert remarks(changed) == remarks(text)


@given(decisions(), st.sampled_from(["supersedes", "decision-makers", "tags", "formerly"]))
def test_an_item_is_added_at_the_end_of_a_list_and_nothing_else_changes(text: str, name: str) -> None:
    before, body = parts(text)
    after, same_body = parts(changed := add_to_list(text, name, "77"))
    assert after == before | {name: [*before.get(name, []), "77"]}
    assert same_body == body
    assert remarks(changed) == remarks(text)


@given(decisions(), st.integers(1, 99), st.integers(1, 99))
def test_a_number_is_replaced_wherever_a_list_names_it_and_nothing_else_changes(text: str, old: int, new: int) -> None:
    before, body = parts(text)
    after, same_body = parts(replace_number(text, "supersedes", old, new))
    numbers = [str(new) if int(one) == old else one for one in before["supersedes"]]
    assert (after, same_body) == (before | {"supersedes": numbers}, body)


@given(decisions(), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_a_file_keeps_its_line_ends_and_its_byte_order_mark(text: str, end: str, mark: bool) -> None:
    before = (b"\xef\xbb\xbf" if mark else b"") + text.replace("\n", end).encode()
    data = encoded(changed := set_field(text_of(before, "a.md"), "status", "rejected"), like=before)
    assert data.startswith(b"\xef\xbb\xbf") == mark
    assert data.decode("utf-8-sig") == changed.replace("\n", end)


def test_lines_that_stay_keep_their_own_ends_in_a_file_that_mixes_them() -> None:
    before = b"---\r\nstatus: draft\r\nsummary: x\n---\r\n\nText.\r"
    data = encoded(set_field(text_of(before, "a.md"), "status", "rejected"), like=before)
    assert data == before.replace(b"draft", b"rejected")


@pytest.mark.parametrize("value", [">-\n  Folded", "|\n  As it is", "[a, b]", "{a: b}"])
def test_what_is_no_single_value_is_left_for_a_person_to_change(value: str) -> None:
    with pytest.raises(RefusedError, match="'summary' is not a single value; write 'summary: x' into the file by hand"):
        set_field(f"---\nsummary: {value}\n---\n", "summary", "x")
