"""What the command says of itself: its help, what can be typed, and what was typed wrong."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest

from guide.command.main import main
from guide.model.life_cycle import Status
from guide.model.load import load
from tests.engine.built_site import engine
from tests.engine.sample import edit

COMMANDS = {
    "Everyday commands": ["check", "changes", "preview", "choose", "new", "status", "supersede", "amend", "review"],
    "Rare commands": ["import", "land", "renumber", "build", "pages", "finish", "addresses", "schemas", "init"],
}
ALL = [command for commands in COMMANDS.values() for command in commands]


@pytest.fixture
def help_of(sample: Path, capsys: pytest.CaptureFixture[str]):
    """What the help says, of all or of one command, in a guide."""

    def show(*command: str) -> str:
        assert main(["--root", str(sample), *command, "--help"]) == 0
        said = capsys.readouterr()
        assert said.err == ""
        return said.out

    return show


def rows(text: str, title: str) -> dict[str, str]:
    """Return the words that a help lists under a title, each with what it means."""
    _, _, rest = text.partition(f"\n{title}:\n")
    part = re.sub(r"\n {4,}", " ", rest.partition("\n\n")[0])
    return dict(re.findall(r"^  (\S+)(?:  +(.+))?$", part, re.M))


def test_the_help_lists_each_command_once_with_what_it_does(help_of) -> None:
    text = help_of()
    listed = {title: rows(text, title) for title in COMMANDS}
    assert {title: list(commands) for title, commands in listed.items()} == COMMANDS
    for commands in listed.values():
        for command, meaning in commands.items():
            assert meaning.endswith(".")
            assert meaning in help_of(command)


def test_the_help_calls_the_guide_by_the_name_of_its_site(help_of, sample: Path) -> None:
    assert "\n  The Crossing: checks it and looks after it.\n" in help_of()
    edit(sample, "mkdocs.yml", "The Crossing", "The Ferry")
    assert "\n  The Ferry: checks it and looks after it.\n" in help_of()
    (sample / "mkdocs.yml").unlink()
    assert "\n  Checks the guide and looks after it.\n" in help_of()


@pytest.mark.parametrize("command", ALL)
def test_each_example_of_a_help_is_a_call_that_the_command_takes(
    command: str, help_of, sample: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sample)
    text = help_of(command)
    examples = text.partition("\nExamples:\n")[2].splitlines()
    # These take nothing.
    assert examples or command in ("land", "schemas")
    for example in examples:
        program, called, *arguments = shlex.split(example)
        assert (program, called) == ("guide", command)
        status, said = main(["--root", str(sample), called, *arguments]), capsys.readouterr().err
        # The sample is in no repository, so that there is nothing to compare it with.
        assert status in (0, 1) or said.startswith("cannot be compared: ")
        assert "Usage:" not in said


def test_the_help_of_choose_lists_the_ids_of_this_guide_and_shows_calls_that_answer(help_of, sample: Path) -> None:
    guide, _ = load(sample)
    text = help_of("choose")
    assert rows(text, "Needs") == {id: need.question for id, need in guide.needs.items()}
    patterns = rows(text, "Patterns, the lightest first")
    assert patterns == {id: pattern.name for id, pattern in guide.patterns.items()}
    for example in text.partition("\nExamples:\n")[2].splitlines():
        assert main(["--root", str(sample), *shlex.split(example)[1:]]) == 0


def test_the_help_of_choose_lists_nothing_where_there_is_no_guide(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(tmp_path), "choose", "--help"]) == 0
    text = capsys.readouterr().out
    assert "--yes need" in text
    assert not re.search("^(?:Needs|Patterns|Examples)", text, re.M)


def test_the_help_of_status_says_what_may_follow_what(help_of) -> None:
    listed = rows(help_of("status"), "What a status may become")
    assert list(listed) == list(Status)
    for status, following in listed.items():
        assert {one for one in Status if one in following.split()} == set(Status(status).following)


WRONG = [
    ("chekc", "No such command 'chekc'. Did you mean 'check'?"),
    ("superseed 1", "No such command 'superseed'. Did you mean 'supersede'?"),
    ("check --sinc main", "No such option '--sinc'. Did you mean '--since'?"),
    ("check --format json", "Invalid value for '--format': 'json' is not one of 'text', 'github'."),
    ("status 1", "Missing argument 'status'. Choose from:"),
    ("status 1 acepted", "'acepted' is not one of 'proposed', 'accepted', 'rejected', 'deprecated', 'superseded'."),
    ("supersede 1", "Missing option '--by'."),
    ("new Dig deep", "Got unexpected extra argument (deep)"),
    ("choose --yes --no deep", "Option '--yes' requires an argument."),
    ("choose --no", "Option '--no' requires an argument."),
    ("review --date 2026-02-30", "'2026-02-30' is not a day that exists, as YYYY-MM-DD"),
]


@pytest.mark.parametrize(("typed", "said"), WRONG)
def test_what_is_typed_wrong_is_told_with_what_was_meant_and_changes_nothing(
    typed: str, said: str, sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {file: file.read_bytes() for file in sample.rglob("*") if file.is_file()}
    assert main(["--root", str(sample), *typed.split()]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert re.search(f"^Error: .*{re.escape(said)}$", err, re.M)
    assert {file: file.read_bytes() for file in sample.rglob("*") if file.is_file()} == before


def test_without_a_command_it_shows_its_help_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert list(rows(err, "Everyday commands")) == COMMANDS["Everyday commands"]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("guide che", ["check"]),
        ("guide re", ["renumber", "review"]),
        ("guide check --s", ["--since"]),
        ("guide check --format ", ["github", "text"]),
        ("guide status 2 acc", ["accepted"]),
    ],
)
def test_a_shell_completes_what_is_typed(typed: str, offered: list[str]) -> None:
    words = {"COMP_WORDS": typed, "COMP_CWORD": str(typed.count(" ")), "_GUIDE_COMPLETE": "bash_complete"}
    done = subprocess.run([engine("guide")], env=os.environ | words, capture_output=True, text=True, check=True)
    assert sorted(line.removeprefix("plain,") for line in done.stdout.splitlines()) == offered
