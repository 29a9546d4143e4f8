"""The rules as a whole: each can fail, all run on the shipped guide, and one run finds everything."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from guide.checks import check, sentences
from tests.engine.built_site import ROOT
from tests.engine.checks import (
    test_decisions_on_answers,
    test_navigation,
    test_numbers_in_texts,
    test_problems_in_data,
    test_problems_in_decisions,
    test_problems_in_exclusions,
    test_problems_in_figures,
    test_problems_in_front_matter,
    test_problems_in_kinds,
    test_problems_in_layout,
    test_problems_in_links,
    test_problems_in_pages,
    test_problems_in_sources,
    test_problems_in_statements,
    test_problems_in_yaml,
    test_since,
    test_structure,
)
from tests.engine.sample import edit
from tests.engine.whole_guide import write_content

TABLES = [
    test_decisions_on_answers,
    test_navigation,
    test_numbers_in_texts,
    test_problems_in_yaml,
    test_problems_in_data,
    test_problems_in_decisions,
    test_problems_in_exclusions,
    test_problems_in_figures,
    test_problems_in_front_matter,
    test_problems_in_kinds,
    test_problems_in_layout,
    test_problems_in_links,
    test_problems_in_statements,
    test_problems_in_pages,
    test_problems_in_sources,
    test_structure,
    test_since,
]
# Proven below, in test_files, test_promises and test_superseding_by_hand: a table of edits to texts cannot show them.
SHOWN_ELSEWHERE = {"date-of-change", "encoding", "docs-adr-link", "promised-address", "unreadable-file"}

# The rules of version 1.0.0.
FIRST = """
address allowed-html amends capability-missing changed-number claim-without-source considered-options cost date
dead-link decision-history decision-in-force decision-name decision-outcome decision-title docs-adr-link duplicate-id
duplicate-key duplicate-number empty empty-section encoding former-name front-matter future-date id idle-need
lost-decision lost-name missing-field missing-page missing-section navigation need-unanswered number number-taken
open-point page-anchor page-call page-fields page-link page-macro pattern-order placeholder promised-address
published-file purpose question-answered readable-text settled-decision source-address status status-change supersedes
supersedes-circle unconfirmed-without-question unknown-collection unknown-field unknown-reference unknown-value
unreachable-pattern unreadable-file unused-source wrong-type yaml-syntax
"""


def test_the_sample_is_sound(sample: Path) -> None:
    assert check(sample) == []


def test_every_rule_has_a_case_that_makes_it_fail() -> None:
    lines = [line for table in TABLES for case in table.CASES for line in case.values[1]]
    shown = {re.search(r"\[([a-z-]+)\]$", line)[1] for line in lines}
    assert shown | SHOWN_ELSEWHERE == set(sentences())


def test_every_rule_says_in_one_sentence_what_it_asks_for() -> None:
    assert [name for name, text in sentences().items() if not re.fullmatch(r"[A-Z].+\.", text)] == []


def test_the_changes_name_each_rule_that_came_later_since_content_may_have_to_follow() -> None:
    told = re.findall(r"`([a-z-]+)`", (ROOT / "CHANGELOG.md").read_text("utf-8"))
    assert sorted(set(sentences()) - {*re.findall("[a-z-]+", FIRST), *told}) == []


def test_what_is_wrong_with_words_keeps_nothing_from_being_told_in_the_same_run(sample: Path) -> None:
    edit(sample, "adr/0002-stay-dry.md", "* Stay\n", "")
    edit(sample, "data/needs.yml", "words: [breeze]", "words: [breeze, gale]")
    edit(
        sample,
        "docs/crossing.md",
        "# The crossing\n",
        "# The crossing\n[no](no.md) and [none](patterns/kite.md#none).\n",
    )
    assert {problem.rule for problem in check(sample)} == {"considered-options", "search-word", "page-link"}
    assert sum(problem.rule == "page-link" for problem in check(sample)) == 2


def test_the_text_of_a_decision_is_checked_though_its_front_matter_is_broken(sample: Path) -> None:
    edit(sample, "adr/0002-stay-dry.md", "status: accepted\ndate", "status: acepted\ndate")
    edit(sample, "adr/0002-stay-dry.md", "# Stay dry", "Stay dry")
    edit(sample, "adr/0002-stay-dry.md", "../docs/crossing.md", "../docs/crosing.md")
    assert [problem.rule for problem in check(sample)] == ["status", "decision-title", "dead-link"]


def test_a_file_that_is_not_utf_8_is_reported_with_the_byte(sample: Path) -> None:
    (sample / "data" / "tools.yml").write_bytes(b"oar:\n  name: Rud\xe9r\n")
    edit(sample, "data/projects.yml", "tool: oar", "tool: unknown")
    expected = "data/tools.yml:2:12: byte 0xe9 is not UTF-8; save the file as UTF-8 [encoding]"
    assert [str(problem) for problem in check(sample)] == [expected]


def test_a_decision_that_is_not_utf_8_is_reported_too(sample: Path) -> None:
    (sample / "adr" / "0002-stay-dry.md").write_bytes(b"---\nstatus: \xff\n---\n")
    expected = "adr/0002-stay-dry.md:2:9: byte 0xff is not UTF-8; save the file as UTF-8 [encoding]"
    assert [str(problem) for problem in check(sample)] == [expected]


@pytest.mark.parametrize("left", ["a file", "a copy", "nothing"])
def test_docs_adr_that_is_no_link_is_reported_with_the_way_to_mend_it(left: str, sample: Path) -> None:
    link = sample / "docs" / "adr"
    link.unlink()
    if left == "a file":  # as git leaves it on Windows without symbolic links
        link.write_text("../adr")
    elif left == "a copy":
        shutil.copytree(sample / "adr", link)
    lines = [str(problem) for problem in check(sample)]
    assert lines == [
        "docs/adr:1:1: is not the link to ../adr; take that out of the change, or run: git config core.symlinks true "
        "&& git checkout -- docs/adr (on Windows, switch on Developer Mode first) [docs-adr-link]"
    ]


@pytest.mark.parametrize("path", ["data/projects.yml", "adr/0001-cross-by-raft.md"])
@pytest.mark.parametrize("change", ["byte order mark", "carriage returns"])
def test_a_byte_order_mark_and_carriage_returns_are_fine(change: str, path: str, sample: Path) -> None:
    file = sample / path
    text = file.read_text("utf-8")
    data = b"\xef\xbb\xbf" + text.encode() if change == "byte order mark" else text.replace("\n", "\r\n").encode()
    file.write_bytes(data)
    assert check(sample) == []


@pytest.mark.parametrize(
    "text",
    [
        "[" * 3000,
        "[" * 100_000,
        "x: &a [*a]\n",
        "{" * 500,
        "- " * 3000 + "x",
        "? " * 500,
        "\x00",
        "%YAML 9.9\n---\nx: y\n",
        "!!python/object:os.x {}",
    ],
)
def test_strange_yaml_gives_a_problem_and_never_a_traceback(text: str, sample: Path) -> None:
    edit(sample, "data/limits.yml", "", text)
    edit(sample, "adr/0002-stay-dry.md", "", f"---\n{text}\n---\n# X\n")
    paths = {problem.place.path for problem in check(sample)}
    assert {"data/limits.yml", "adr/0002-stay-dry.md"} <= paths


@pytest.mark.parametrize(
    ("path", "old", "new", "rule"),
    [
        ("adr/0001-write-down-what-we-decide.md", "## Considered Options", "## Options", "missing-section"),
        ("adr/0001-write-down-what-we-decide.md", "\n# ", "\n# <svg> ", "allowed-html"),
        ("data/questions.yml", "office:\n", "new-round:\n", "duplicate-key"),
        ("data/projects/north.yml", "pattern: airship", "pattern: airships", "unknown-reference"),
        ("docs/choose.md", "tree_picture()", "tree_pictures()", "page-macro"),
    ],
)
def test_the_rules_run_on_a_whole_guide(path: str, old: str, new: str, rule: str, tmp_path: Path) -> None:
    write_content(tmp_path)
    assert check(tmp_path) == []
    edit(tmp_path, path, old, new)
    assert rule in {problem.rule for problem in check(tmp_path)}
