"""What the macros of a page draw is there for links, and what is left without them is text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, TemplateSyntaxError

from guide.checks import check
from guide.command.main import main
from guide.text.macro_calls import read_calls, without_calls
from tests.engine.checks.test_problems_in_pages import UNDESCRIBED
from tests.engine.sample import edit
from tests.engine.small_site import write_small_site

PAGE = "docs/crossing.md"
DRY = "adr/0002-stay-dry.md"
LIKE = 'a page calls a macro with texts, as in {{ name("id") }}, and to show two braces it writes &#123;&#123;'
HEAD = "# The crossing\n"


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (DRY, "../docs/crossing.md", "../docs/projects/ferry.md#recommended", []),
        (DRY, "../docs/crossing.md", "../docs/projects/index.md#tool-oar", []),
        (PAGE, "A page, with a list:", "One {{ cite('log') }}, see [below](#page-sources)", []),
        (
            PAGE,
            "A page, with a list:",
            'See <a href="../patterns/">this</a> and <a href="../patterns/index/">that</a>.',
            [
                f"{PAGE}:6:50: the link '../patterns/index/' leads to no page; write it as Markdown, with the way to a file [page-link]"
            ],
        ),
        # What stands between two rulers is no front matter.
        (
            PAGE,
            "---\ndescription: About crossing.\n---\n",
            "[Below](#below)\n\n---\n\n## Below {: #below }\n\n---\n\n",
            [UNDESCRIBED],
        ),
        (
            "docs/projects/index.md",
            "{{ tools() }}",
            "",
            [
                "docs/projects/index.md:1:1: nothing here is called #tool-oar, and docs/index.md leads there; call the macro that draws it [page-call]"
            ],
        ),
        # The heading of a capability's section is written by hand.
        (
            "docs/production-environment.md",
            "## Steering {: #steering }\n\n{{ capability('steering') }}\n\n",
            "",
            [
                "docs/production-environment.md:1:1: nothing here is called #steering, and docs/patterns/index.md leads there; write '## Steering {: #steering }', and below it: {{ capability(\"steering\") }} [page-call]"
            ],
        ),
        (
            "docs/patterns/kite.md",
            "{{ pattern('kite') }}",
            "{{ pattern('raft') }}",
            [
                "docs/patterns/kite.md:1:1: nothing here is called #when-light, #benefit-fast, #drawback-fragile, …, and docs/sources.md leads there; call the macro that draws it [page-call]"
            ],
        ),
    ],
)
def test_what_the_macros_of_a_page_draw_is_there_for_links(
    path: str, old: str, new: str, expected: list[str], tmp_path: Path
) -> None:
    root = write_small_site(tmp_path / "guide")
    edit(root, path, old, new)
    assert [str(problem) for problem in check(root)] == expected


JINJA = st.lists(
    st.sampled_from(
        ["{{", "}}", "{%", "%}", "{#", "#}", " ", "\n", "-", "cite", "(", ")", '"a"', "'b'", ",", "|", "x"]
    ),
    max_size=14,
).map("".join)


@given(JINJA)
def test_what_is_left_of_a_page_without_its_calls_is_text_alone(text: str) -> None:
    found = read_calls(text)
    assert all(text[call.start : call.end].startswith("{{") for call in found.calls)
    assert all(0 <= fault.offset <= len(text) for fault in found.faults)
    assert len(without_calls(text)) == len(text)
    if not found.faults:
        # Jinja itself finds nothing to run in what is left: it draws it as it is, but for its comments.
        plain = "".join(value for _, kind, value in Environment().lex(without_calls(text)) if kind == "data")
        try:
            assert Environment().from_string(without_calls(text)).render() == plain
        except TemplateSyntaxError as error:
            raise AssertionError(text) from error


# In an entry of each collection, a line of whose value only a placeholder is left.
LEFT = [
    ("data/sources.yml", "title: The ship's log", "title: {title}"),
    ("data/questions.yml", "question: How do we get across?", "question: {question}"),
    ("data/needs.yml", "why: A breeze will do.", "why: {why}"),
    ("data/capabilities.yml", "name: Steering", "name: {name}"),
    ("data/takeaways.yml", "text: Travel light.", "text: {text}"),
    ("data/limits.yml", "value: 100 m", "value: {value}"),
    ("data/patterns/kite.yml", "answer: yes", "answer: {yes or no}"),
    ("data/tools.yml", "name: Oar", "name: {name}"),
    ("data/projects.yml", "tool: oar", "tool: {tool}"),
    ("data/projects.yml", "sources: [log]\nballoon:", "sources: [{by: {your name}, date: 2026-01-01}]\nballoon:"),
    ("data/guidelines.yml", "why: It saves trouble.", "why: {why}"),
    ("data/kinds.yml", "expect: kite", "expect: {kind}"),
    ("adr/0001-cross-by-raft.md", "summary: What is decided.", "summary: {summary}"),
]


@pytest.mark.parametrize(("path", "old", "new"), LEFT)
def test_a_placeholder_that_is_left_in_an_entry_is_told_alone_and_no_page_is_drawn_without_that_entry(
    path: str, old: str, new: str, tmp_path: Path
) -> None:
    root = write_small_site(tmp_path / "guide")
    edit(root, path, old, new)
    assert [(problem.place.path, problem.rule) for problem in check(root)] == [(path, "placeholder")]


def test_a_preview_tells_of_a_placeholder_that_is_left(tmp_path: Path) -> None:
    root = write_small_site(tmp_path / "guide")
    edit(root, "data/projects.yml", "tool: oar", "tool: {tool}")
    preview = tmp_path / "preview.html"
    command = ["preview", str(root / "site"), "--since", "main", "--output", str(preview)]
    assert main(["--root", str(root), *command]) == 0
    assert "&#39;tool&#39; still holds the placeholder {tool}" in preview.read_text("utf-8")
