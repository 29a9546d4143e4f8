"""Which file may be meant by one that is not there: one with a name like it, whatever its folder and its ending are."""

from __future__ import annotations

import pytest

from guide.model.page_address import nearest

FILES = ["index.md", "adr.md", "post.md", "patterns/index.md", "patterns/kite.md", "pots/kite.md", "pictures/raft.png"]


@pytest.mark.parametrize(
    ("file", "meant"),
    [
        ("pots.md", "post.md"),
        ("pages/post.md", "post.md"),
        ("mail.md", None),
        ("patterns/nomad.md", None),
        ("patterns/kites.md", "patterns/kite.md"),
        ("pot/kite.md", "pots/kite.md"),
        ("pattern/index.md", "patterns/index.md"),
        ("patterns/indx.md", "patterns/index.md"),
        ("nomads/index.md", None),
        ("indx.md", "index.md"),
        ("raft.png", "pictures/raft.png"),
        ("pictures/raft.jpg", "pictures/raft.png"),
        ("pictures/raft", "pictures/raft.png"),
        ("patterns/raft.md", None),
        ("", None),
        ("x" * 201, None),
    ],
)
def test_the_file_that_may_be_meant_has_a_name_like_it(file: str, meant: str | None) -> None:
    assert nearest(file, FILES) == meant


def test_among_very_many_files_none_is_looked_for() -> None:
    assert nearest("post.md", [f"post-{number}.md" for number in range(501)]) is None
