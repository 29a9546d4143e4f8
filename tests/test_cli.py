"""The command `guide check`, as a contributor and a workflow see it."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from macros.cli import main
from macros.problems import Place, Problem
from tests.sample import edit
from tests.site_fixtures import engine


def test_a_sound_guide_is_checked_in_silence(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(sample), "check"]) == 0
    assert capsys.readouterr() == ("", "")


def test_problems_are_printed_a_line_each_and_make_it_fail(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(sample, "data/projects.yml", "pattern: raft", "pattern: rafft")
    edit(sample, "data/projects.yml", "certainty: reported", "certainty: sure")
    assert main(["--root", str(sample), "check"]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "data/projects.yml:3:12: unknown pattern 'rafft', did you mean 'raft'? [unknown-reference]",
        "data/projects.yml:5:14: unknown value of 'certainty' 'sure'; one of: confirmed, reported, unconfirmed"
        " [unknown-value]",
    ]
    assert err == "2 problems found. What each rule asks for: docs/contribute.md\n"


def test_the_same_problems_are_shown_at_the_lines_of_a_pull_request(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(sample, "data/projects.yml", "pattern: raft", "pattern: rafft")
    assert main(["--root", str(sample), "check", "--format", "github"]) == 1
    assert capsys.readouterr().out == (
        "::error file=data/projects.yml,line=3,col=12,title=unknown-reference::"
        "unknown pattern 'rafft', did you mean 'raft'?\n"
    )


def test_what_a_workflow_command_cannot_hold_is_escaped() -> None:
    problem = Problem(Place("a,b:c.yml", 1, 2), "100 %\nof: it, all", "x")
    assert problem.annotation() == "::error file=a%2Cb%3Ac.yml,line=1,col=2,title=x::100 %25\\nof: it, all"


def test_outside_of_a_guide_it_says_where_to_call_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--root", str(tmp_path), "check"])
    assert stopped.value.code == 2
    assert "there is no data/ in" in capsys.readouterr().err


def test_schemas_are_written_once(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(sample), "schemas"]) == 0
    written = capsys.readouterr().out.splitlines()
    assert len(written) == 11
    assert all(re.fullmatch(r"wrote data/schema/[a-z]+\.json", line) for line in written)
    assert main(["--root", str(sample), "schemas"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["--root", str(sample), "check"]) == 0


@pytest.mark.parametrize(("encoding", "shown"), [("utf-8", "Über ☃ ab"), ("cp1252", "Über \\u2603 ab")])
def test_a_title_that_a_terminal_cannot_show_is_printed_all_the_same(encoding: str, shown: str, sample: Path) -> None:
    edit(sample, "adr/0002-stay-dry.md", "# Stay dry", "# Über ☃ ab")
    edit(sample, "adr/0002-stay-dry.md", "history:", "review-by: 2026-01-01\nhistory:")
    done = subprocess.run(
        [engine("guide"), "--root", sample, "review"],
        env=os.environ | {"PYTHONIOENCODING": encoding},
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode(encoding).splitlines() == [
        f"adr/0002-stay-dry.md: accepted, review by 2026-01-01: {shown}"
    ]
