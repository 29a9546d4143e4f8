"""The command `guide check`, as a contributor and a workflow see it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from unittest.mock import Mock

import pytest

from guide.command.main import main
from guide.model.guide import COLLECTIONS
from guide.problems import Place, Problem
from tests.engine.built_site import ROOT, engine
from tests.engine.sample import edit


def test_a_sound_guide_is_checked_in_silence(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(sample), "check"]) == 0
    assert capsys.readouterr() == ("", "")


def test_problems_are_printed_a_line_each_and_make_it_fail(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(sample, "data/projects.yml", "pattern: raft", "pattern: rafft")
    edit(sample, "data/projects.yml", "certainty: reported", "certainty: sure")
    assert main(["--root", str(sample), "check"]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "data/projects.yml:3:12: unknown pattern 'rafft', did you mean 'raft'? If not, add it to data/patterns/"
        " [unknown-reference]",
        "data/projects.yml:5:14: unknown value of 'certainty' 'sure'; one of: confirmed, reported, unconfirmed"
        " [unknown-value]",
    ]
    assert err == "2 problems found. What each rule asks for: http://127.0.0.1:8000/contribute/#rules\n"


def test_the_same_problems_are_shown_at_the_lines_of_a_pull_request(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(sample, "data/projects.yml", "pattern: raft", "pattern: rafft")
    assert main(["--root", str(sample), "check", "--format", "github"]) == 1
    assert capsys.readouterr().out == (
        "::error file=data/projects.yml,line=3,col=12,title=unknown-reference::"
        "unknown pattern 'rafft', did you mean 'raft'? If not, add it to data/patterns/ "
        "(the rule: http://127.0.0.1:8000/contribute/#rule-unknown-reference)\n"
    )


def test_what_a_workflow_command_cannot_hold_is_escaped() -> None:
    problem = Problem(Place("a,b:c.yml", 1, 2), "100 %\nof: it, all", "x")
    assert problem.annotation("https://x/#y") == (
        "::error file=a%2Cb%3Ac.yml,line=1,col=2,title=x::100 %25\\nof: it, all (the rule: https://x/#y)"
    )


def test_outside_of_a_guide_it_says_where_to_call_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(tmp_path), "check"]) == 2
    assert "there is no data/ in" in capsys.readouterr().err


def test_schemas_are_written_once(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(sample), "schemas"]) == 0
    written = capsys.readouterr().out.splitlines()
    assert len(written) == len(COLLECTIONS)
    assert all(re.fullmatch(r"wrote guide/schema/[a-z]+\.json", line) for line in written)
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


def many_problems(guide: Path) -> None:
    """Give a guide more problems than a pipe holds."""
    for number in range(1500):
        edit(guide, f"adr/bad-{number}.md", "", "# No decision\n")


# How a shell calls it, the exit status of the first command, and what is said.
READERS = {
    "a reader that stops early": ("guide check | head -1", 141, "adr/bad-0.md:1:1: "),
    "one that reads what is said of errors too": ("guide check 2>&1 | head -1", 141, ""),
    "one that reads nothing": ("guide check | true", 141, ""),
    "none at all": ("guide check >&-", 1, "3000 problems found. "),
    "a full disk": ("guide check >/dev/full", 1, "the output cannot be written: No space left on device\n"),
}


@pytest.mark.parametrize("how", READERS)
def test_when_nobody_reads_what_is_printed_it_ends_without_a_word_of_python(how: str, sample: Path) -> None:
    line, status, said = READERS[how]
    many_problems(sample)
    done = subprocess.run(
        ["bash", "-c", f"{line}; exit ${{PIPESTATUS[0]}}"],
        cwd=sample,
        env=os.environ | {"PATH": f"{Path(engine('guide')).parent}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status
    assert said in done.stdout + done.stderr
    for word in ("Traceback", "Exception", "Broken pipe", "Errno"):
        assert word not in done.stdout + done.stderr


def test_whoever_interrupts_it_is_told_nothing_and_nothing_is_changed(
    sample: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (sample / "adr/0002-stay-dry.md").read_bytes()
    monkeypatch.setattr("guide.disk.transaction.place", Mock(side_effect=[None, KeyboardInterrupt]))
    assert main(["--root", str(sample), "status", "2", "deprecated"]) == 130
    assert capsys.readouterr() == ("", "")
    assert (sample / "adr/0002-stay-dry.md").read_bytes() == before


# A program that is interrupted while it imports what the command is made of.
INTERRUPTED = """
import sys
class Interrupt:
    def find_spec(self, name, *others):
        if name == "pydantic":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupt())
from guide.command.main import main
sys.exit(main(["--help"]))
"""


def test_whoever_interrupts_it_while_it_starts_is_told_nothing_of_python() -> None:
    done = subprocess.run([sys.executable, "-c", INTERRUPTED], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_a_title_that_begins_with_a_hyphen_is_a_title(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(sample), "new", "-Bar-"]) == 2
    assert 'guide new [OPTIONS] -- "-a title that begins with a hyphen"' in capsys.readouterr().err
    assert main(["--root", str(sample), "new", "--", "-Bar-"]) == 0
    assert "\n# -Bar-\n" in (sample / "adr/draft-bar.md").read_text("utf-8")


@pytest.mark.parametrize("title", ["-Bar-", "--help", "$HOME `id` \"x\" 'y' # $(shell id)", "Use queues"])
def test_make_hands_every_title_on_as_it_is(title: str, tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path / "Makefile")
    command = tmp_path / ".venv/bin/guide"
    command.parent.mkdir(parents=True)
    command.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    command.chmod(0o755)
    call = ["make", "--silent", f"--directory={tmp_path}", "--old-file=.venv/ready", "adr", f"title={title}"]
    (tmp_path / ".venv/ready").touch()
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["new", "--", title]
