"""What messages show of the input: everything that can be seen, and an escape for all else."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.checks import check
from guide.command.main import main
from guide.problems import Place, Problem, RefusedError, printable
from tests.engine.sample import edit

JOINERS = "\u200c\u200d"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two\nlines", r"two\nlines"),
        ("two\r\nlines", r"two\r\nlines"),
        ("a\ttab", r"a\ttab"),
        ("\x1b[31mred", r"\x1b[31mred"),
        ("\x00 \x7f \x85", r"\x00 \x7f \x85"),
        ("line\u2028paragraph\u2029", r"line\u2028paragraph\u2029"),
        ("\u202etfel ot thgir", r"\u202etfel ot thgir"),
        ("\u2066isolated\u2069 \u200fmark", r"\u2066isolated\u2069 \u200fmark"),
        ("no\u200bspace \ufeff soft\u00adhyphen", r"no\u200bspace \ufeff soft\xadhyphen"),
        ("half \udce9 a pair", r"half \udce9 a pair"),
        ("a tag \U000e0041", r"a tag \U000e0041"),
        ("Zürich, 東京, \u05e9\u05dc\u05d5\u05dd and a no-break\u00a0space", None),
        (
            "a family \U0001f468\u200d\U0001f469\u200d\U0001f467 and \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            None,
        ),
        (r"a backslash \n that was typed", None),
    ],
)
def test_what_cannot_be_seen_is_shown_by_an_escape(text: str, shown: str | None) -> None:
    assert printable(text) == (text if shown is None else shown)


@given(st.text(st.characters()))
def test_what_is_shown_stands_on_one_line_and_turns_nothing_around(text: str) -> None:
    shown = printable(text)
    assert {unicodedata.category(char) for char in shown if char not in JOINERS}.isdisjoint(
        ["Cc", "Cf", "Cs", "Zl", "Zp"]
    )
    assert len(shown.splitlines()) <= 1
    assert printable(shown) == shown
    shown.encode("utf-8")


@given(path=st.text(st.characters()), message=st.text(st.characters()))
def test_a_problem_is_one_line_whatever_it_quotes(path: str, message: str) -> None:
    problem = Problem(Place(path), message, "rule")
    for line in (str(problem), problem.annotation("/x"), str(RefusedError(message))):
        assert len(line.splitlines()) <= 1
        assert printable(line) == line


# Where the input goes into a message: (file, what stands there, what is put in its place).
QUOTED = [
    ("data/projects.yml", "pattern: raft", r'pattern: "ra\u202Eft\nx"'),
    ("data/projects.yml", "certainty: reported", r'certainty: "su\nre"'),
    ("data/projects.yml", "ferry:\n", '"fer\\nry":\n'),
    ("data/projects.yml", "  pattern: raft", r'  "pat\ntern": raft'),
    ("data/needs.yml", "words: [sea]", r'words: "se\na"'),
    ("data/sources.yml", "url: https://example.org/log", r'url: "no\naddress"'),
    ("data/sources.yml", "checked: 2026-01-01", r'checked: "2026\n01"'),
    ("adr/0002-stay-dry.md", "supersedes: []", r'supersedes: "x\ny"'),
    ("adr/0002-stay-dry.md", "status: accepted\ndate", 'status: "ac\\ncepted"\ndate'),
    ("adr/0002-stay-dry.md", "../docs/crossing.md", "../docs/cros\u202esing.md"),
    ("data/a\nb.yml", "", "x: y\n"),
    ("adr/a\u202eb.md", "", "x\n"),
]


@pytest.mark.parametrize(("path", "old", "new"), QUOTED)
def test_a_line_of_the_check_holds_one_problem_whatever_was_written(
    path: str, old: str, new: str, sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(sample, path, old, new)
    problems = check(sample)
    assert problems
    assert main(["--root", str(sample), "check"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines == [str(problem) for problem in problems]
    assert [printable(line) for line in lines] == lines
    assert any("\\n" in line or "\\u202e" in line for line in lines)
