"""What the navigation of mkdocs.yml leaves out, or names though it is not there, is told before a build fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.checks import check
from tests.engine.sample import edit

NAV = """\
nav:
  - The crossing: crossing.md
  - Patterns:
      - Kite: patterns/kite.md
      - patterns/raft.md
  - Elsewhere: https://example.org/
not_in_nav: |
  /projects/*
"""
START = "edit_uri: edit/main/docs/\n"


@pytest.fixture
def guide(sample: Path) -> Path:
    """A guide with a navigation in which nothing is missing."""
    edit(sample, "mkdocs.yml", START, START + NAV)
    return sample


CASES = [
    pytest.param([], [], id="nothing is missing"),
    pytest.param(
        [("mkdocs.yml", "patterns/kite.md", "patterns/kit.md")],
        [
            "mkdocs.yml:6:3: docs/patterns/kite.md is not in the navigation; "
            "add a line to 'nav', such as: - Kite: patterns/kite.md [navigation]",
            "mkdocs.yml:8:15: the navigation names 'patterns/kit.md', and docs/ has no such page; "
            "did you mean 'patterns/kite.md'? [navigation]",
        ],
        id="a page under another name",
    ),
    pytest.param(
        [("docs/on-the-way.md", "", "# On the way\n")],
        [
            "mkdocs.yml:6:3: docs/on-the-way.md is not in the navigation; "
            "add a line to 'nav', such as: - On the way: on-the-way.md [navigation]"
        ],
        id="a new page",
    ),
    pytest.param([("docs/projects/more.md", "", "# More\n")], [], id="a page that needs no place in it"),
    pytest.param([("mkdocs.yml", NAV, "")], [], id="no navigation at all"),
]


@pytest.mark.parametrize(("edits", "said"), CASES)
def test_every_page_has_its_place_and_every_place_its_page(
    edits: list[tuple[str, str, str]], said: list[str], guide: Path
) -> None:
    for path, old, new in edits:
        edit(guide, path, old, new)
    assert [str(problem) for problem in check(guide)] == said


def test_an_edit_of_the_navigation_alone_is_seen(guide: Path) -> None:
    assert check(guide) == []
    edit(guide, "mkdocs.yml", "  - The crossing: crossing.md\n", "")
    assert [problem.rule for problem in check(guide)] == ["navigation"]
