"""What is wrong with the names, the addresses and the navigation in mkdocs.yml is told before a build fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.checks import check
from tests.engine.sample import edit, page

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
PAGES = "one of: crossing.md, patterns/kite.md, patterns/raft.md, projects/balloon.md, projects/ferry.md"
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
            "mkdocs.yml:8:15: the navigation names 'patterns/kit.md', and docs/ has no such page; "
            "did you mean 'patterns/kite.md'? [navigation]",
        ],
        id="a page under another name",
    ),
    pytest.param(
        [("docs/post.md", "", page("Post")), ("mkdocs.yml", "- The crossing: cr", "- adr.md\n  - The crossing: cr")],
        [
            "mkdocs.yml:6:5: the navigation names 'adr.md', and docs/ has no such page; did you mean 'post.md'? "
            "[navigation]"
        ],
        id="a page that alone is gone, where one alone is not named",
    ),
    pytest.param(
        [("mkdocs.yml", "- The crossing: cr", "- adr.md\n  - The crossing: cr")],
        [f"mkdocs.yml:6:5: the navigation names 'adr.md', and docs/ has no such page; {PAGES} [navigation]"],
        id="a page that is like no other",
    ),
    pytest.param(
        [("mkdocs.yml", "Kite: patterns/kite.md", "Dragon: patterns/kite.md")],
        [
            "mkdocs.yml:8:17: the title in the navigation 'Dragon' does not name the pattern 'Kite'; "
            "write its present name there, or the path alone [page-name]",
        ],
        id="a pattern by another name",
    ),
    pytest.param(
        [("docs/on-the-way.md", "", page("On the way"))],
        [
            "mkdocs.yml:6:3: docs/on-the-way.md is not in the navigation; "
            "add a line to 'nav', such as: - On the way: on-the-way.md [navigation]"
        ],
        id="a new page",
    ),
    pytest.param(
        [("docs/1-2.md", "", page("Halves"))],
        [
            "mkdocs.yml:6:3: docs/1-2.md is not in the navigation; "
            "add a line to 'nav', such as: - \"1 2\": 1-2.md [navigation]"
        ],
        id="a new page whose title must stand in quotes",
    ),
    pytest.param(
        [("mkdocs.yml", "- patterns/raft.md", "- patterns/raft.md\n      - patterns/raft\n  - Empty:\n  - 5")],
        [
            "mkdocs.yml:10:9: the navigation leads to 'patterns/raft', which is no page; "
            "did you mean 'patterns/raft.md'? [navigation]",
            f"mkdocs.yml:11:11: the navigation leads nowhere here; {PAGES} [navigation]",
            f"mkdocs.yml:12:5: the navigation leads to '5', which is no page; {PAGES} [navigation]",
        ],
        id="what is neither a page nor another site",
    ),
    pytest.param(
        [("mkdocs.yml", "", "site_name:\nsite_url: example.org\nrepo_url: 'http://['\nedit_uri: edit/main/\n")],
        [
            "mkdocs.yml:1:11: site_name: is empty; write what the site is called [site-settings]",
            "mkdocs.yml:2:11: site_url: 'example.org' is not the address at which it is published; "
            "it starts with https:// or http:// [site-settings]",
            "mkdocs.yml:3:11: repo_url: 'http://[' is not the address of the repository; "
            "it starts with https:// or http:// [site-settings]",
            "mkdocs.yml:4:11: edit_uri: 'edit/main/' is not 'edit/<branch>/docs/', from which edit links follow "
            "[site-settings]",
        ],
        id="settings without which no site is built",
    ),
    pytest.param(
        [("mkdocs.yml", "", "site_name: A\nsite_url: https://example.org/\nrepo_url: https://example.org/code\n")],
        [
            "mkdocs.yml:1:1: edit_uri: is missing; write 'edit/<branch>/docs/', from which edit links follow "
            "[site-settings]"
        ],
        id="a setting that is missing",
    ),
    pytest.param(
        [
            (
                "mkdocs.yml",
                "",
                "site_name: A\nsite_url: !ENV [NO_SUCH, 'https://ada:pw@example.org:80/a/?b#c']\n"
                "repo_url: https://example.org/code.git/\nedit_uri: edit/main/docs/\n",
            )
        ],
        [
            f"mkdocs.yml:{place}: holds more than an address to which a path can be added; write {plain} "
            "[site-settings]"
            for place, plain in [
                ("2:11: site_url", "https://example.org:80/a/"),
                ("3:11: repo_url", "https://example.org/code"),
            ]
        ],
        id="addresses to which no path can be added",
    ),
    pytest.param(
        [("mkdocs.yml", "", "site_name: A: B\n")],
        [
            "mkdocs.yml:1:13: is not YAML (mapping values are not allowed in this context); "
            "a text that holds ': ' must stand in quotes [yaml-syntax]"
        ],
        id="settings that cannot be read",
    ),
    pytest.param(
        [
            ("docs/patterns/raft/index.md", "", page("Raft")),
            ("docs/crossing/README.md", "", page("The crossing")),
            ("docs/projects/index.md", "", page("What crosses")),
            ("docs/projects/README.md", "", page("What crosses")),
            ("data/projects.yml", "ferry:", "boat:"),
            ("docs/projects/boat/index.md", "", page("Boat")),
        ],
        [
            f"{path}:1:1: has the address /{address}/, which {other} has too; rename one of the two, "
            "or make one page of both [page-address]"
            for path, address, other in [
                ("docs/crossing/README.md", "crossing", "docs/crossing.md"),
                ("docs/patterns/raft/index.md", "patterns/raft", "docs/patterns/raft.md"),
                ("docs/projects/README.md", "projects", "docs/projects/index.md"),
                ("docs/projects/boat/index.md", "projects/boat", "docs/projects/boat.md"),
            ]
        ],
        id="pages that take each other's address, also that of a page that is not written yet",
    ),
    pytest.param([("docs/projects/more.md", "", page("More"))], [], id="a page that needs no place in it"),
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
