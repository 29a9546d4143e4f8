"""How a decision is started: the name of its file, what is in it, and that nothing is ever overwritten."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown_it import MarkdownIt

from guide.checks import check
from guide.command.main import main
from guide.life.draft import LONGEST_SLUG, clean_title, draft_text, heading, slug
from guide.model.decision import is_decision_name, read_decision
from tests.engine.sample import decision, edit

DAY = date(2026, 2, 2)


@pytest.fixture
def guide(sample: Path) -> Path:
    """The sample guide."""
    return sample


def new(guide: Path, *arguments: str) -> int:
    return main(["--root", str(guide), "new", "--date", "2026-02-02", *arguments])


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Use X for Y", "use-x-for-y"),
        ("  Use\tX \n for   Y ", "use-x-for-y"),
        ("Don't use 'X' & \"Y\"/Z", "dont-use-x-and-y-z"),
        ("../../etc/passwd", "etc-passwd"),
        ("Straße über Ärger", "strasse-uber-arger"),
        ("使用队列", "shi-yong-dui-lie"),
        ("Использовать очереди", "ispolzovat-ocheredi"),
        ("🚀 Ship it", "rocket-ship-it"),
        ("\u202eevil\x00\x1b[31m", "evil-31m"),
        ("...!!!", "decision"),
        ("word " * 60, "word-word-word-word-word-word-word-word-word-word-word-word"),
        ("x" * 300, "x" * 60),
        ("CON", "con"),
        ("2026", "2026"),
    ],
)
def test_a_title_gives_a_sensible_name(title: str, name: str) -> None:
    assert slug(clean_title(title)) == name


@given(st.text(max_size=300))
def test_any_text_gives_a_name_that_a_decision_may_have(text: str) -> None:
    name = slug(clean_title(text))
    assert is_decision_name(f"draft-{name}")
    assert len(name) <= LONGEST_SLUG


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=300))
def test_any_title_is_the_title_of_its_draft(text: str) -> None:
    title = clean_title(text)
    if title:
        decision, _, problems = read_decision("adr/draft-x.md", draft_text(title, DAY), {})
        assert problems == []
        assert decision is not None
        assert decision.title == title


@pytest.mark.parametrize(
    "title",
    [
        "Use C#",
        "<b>bold</b>",
        "a *b* _c_ `d`",
        "[x](y)",
        "x {#id}",
        "AT&amp;T & co",
        "snake_case",
        "a\\b \\* c",
        "1. x",
        "~~0~~",
        "~5 or ~6",
        "~5",
    ],
)
def test_a_title_is_shown_to_the_letter(title: str) -> None:
    shown = Markdown(extensions=["attr_list"]).convert(f"# {heading(title)}")
    inner = re.fullmatch(r"<h1>(.*)</h1>", shown)
    assert inner
    # A code host strikes out what stands between two tildes, or two pairs of them.
    assert "<s>" not in MarkdownIt("commonmark").enable("strikethrough").render(f"# {heading(title)}")
    plain = {"&lt;": "<", "&gt;": ">", "&#96;": "`", "&#126;": "~", "&#92;": "\\", "&amp;": "&"}
    assert re.sub(r"&(?:lt|gt|#96|#126|#92|amp);", lambda match: plain[match[0]], inner[1]) == title


def test_a_new_decision_is_prefilled_and_says_what_to_do_next(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(guide, "Use a boat", "--supersedes", " 2, ", "--amends", "0001") == 0
    assert capsys.readouterr().out.splitlines() == [
        "wrote adr/draft-use-a-boat.md, and what to do next is:",
        "1. Fill in what stands in {braces}; the comments explain each section.",
        "2. See what is still missing: make check",
        "3. Commit it on a branch and open a pull request. It gets its number when it has landed on main.",
    ]
    text = (guide / "adr" / "draft-use-a-boat.md").read_text("utf-8")
    front = [line for line in text.split("---\n")[1].splitlines() if not line.startswith("#")]
    assert front == [
        "status: proposed",
        "date: 2026-02-02",
        "decision-makers: [engineering]",
        "summary: >-",
        "  {What is decided, in one or two sentences}",
        "answers: []",
        "patterns: []",
        "projects: []",
        "tools: []",
        "rests-on: []",
        "supersedes: [2]",
        "amends: [1]",
        "history:",
        "  - {status: proposed, date: 2026-02-02}",
        "review-by: 2026-08-03",
    ]
    assert "\n# Use a boat\n" in text


def test_whatever_is_not_filled_in_is_a_problem_and_nothing_else_is(guide: Path) -> None:
    new(guide, "Use a boat")
    found = check(guide)
    assert {problem.rule for problem in found} == {"placeholder"}
    text = (guide / "adr" / "draft-use-a-boat.md").read_text("utf-8")
    assert len(found) == len(re.findall(r"(?<!in )\{[A-Z a-z,]+\}", text))


def test_nothing_is_overwritten(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new(guide, "Use a boat")
    edit(guide, "adr/draft-use-a-boat.md", "", "mine")
    capsys.readouterr()
    assert new(guide, "Use a boat!") == 1
    said = "adr/draft-use-a-boat.md exists already, so nothing was written; give yours another title\n"
    assert capsys.readouterr() == ("", said)
    assert (guide / "adr" / "draft-use-a-boat.md").read_text("utf-8") == "mine"


def test_of_two_who_start_the_same_at_once_one_is_told(guide: Path) -> None:
    with ThreadPoolExecutor(8) as people:
        results = list(people.map(lambda _: new(guide, "Use a boat"), range(8)))
    assert sorted(results) == [0] + [1] * 7
    assert "# Use a boat" in (guide / "adr" / "draft-use-a-boat.md").read_text("utf-8")


def test_a_name_that_a_landed_decision_had_is_not_given_again(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(guide, "adr/0002-stay-dry.md", "supersedes: []", "formerly: [draft-use-a-boat]\nsupersedes: []")
    assert new(guide, "Use a boat") == 1
    assert (
        capsys.readouterr().err == "adr/draft-use-a-boat.md is what ADR 2 was called before; give yours another title\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([" \n"], "a decision needs a title; say in a few words what is decided"),
        (["X", "--supersedes", "9"], "there is no decision '9'; there are 1, 2, draft-fly"),
        (["X", "--supersedes", "two"], "there is no decision 'two'; there are 1, 2, draft-fly"),
        (
            ["X", "--supersedes", "draft-fly"],
            "adr/draft-fly.md is proposed, so there is nothing to supersede; name an accepted decision",
        ),
        (["X", "--amends", "2"], "ADR 2 is rejected, so there is nothing to amend; name an accepted decision"),
    ],
)
def test_what_cannot_be_started_is_told_in_a_sentence(
    arguments: list[str], said: str, guide: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (guide / "adr" / "0002-stay-dry.md").read_text("utf-8")
    edit(guide, "adr/0002-stay-dry.md", "", text.replace("status: accepted", "status: rejected"))
    edit(guide, "adr/draft-fly.md", "", text.replace("status: accepted", "status: proposed"))
    assert new(guide, *arguments) == 1
    assert capsys.readouterr() == ("", f"{said}\n")
    assert [file.name for file in (guide / "adr").glob("draft-*")] == ["draft-fly.md"]


def test_whoever_proposes_what_was_rejected_is_told_and_may_go_on(
    guide: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rejected = {"status": "rejected", "history": "  - {status: rejected, date: 2026-02-02}"}
    edit(guide, "adr/0007-use-queues-for-mail.md", "", decision("Use queues for mail", **rejected))
    assert new(guide, "Use a queue for mail") == 0
    told = capsys.readouterr().out.splitlines()
    path = "adr/0007-use-queues-for-mail.md"
    assert told[0] == f"ADR 7 has a similar title and has been rejected since 2026-02-02; read it first: {path}"
    assert (guide / "adr/draft-use-a-queue-for-mail.md").is_file()
    assert new(guide, "Something else altogether") == 0
    assert "similar" not in capsys.readouterr().out
