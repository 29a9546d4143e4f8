"""Logs in the forms of other tools, and the import of one into the sample guide."""

from __future__ import annotations

import subprocess
import textwrap
from dataclasses import dataclass
from pathlib import Path

import pytest

from guide.command.main import main
from guide.model.decision import FRONT_MATTER
from tests.engine.sample import write_sample

TODAY = "2026-02-02"
LOG = Path("ferry/doc/adr")


@dataclass
class Ran:
    """What an import has said: its exit status, the first line, what it says of records, and where each is now."""

    status: int
    counts: str
    said: list[str]
    moved: list[str]


@dataclass
class Guide:
    """The sample guide beside a log of records, and what the commands print about them."""

    root: Path
    log: Path
    capsys: pytest.CaptureFixture[str]

    def add(self, path: str, text: str | bytes) -> None:
        """Add a file to the log; a text is written as UTF-8, without the indentation that it has in a test."""
        file = self.log / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else textwrap.dedent(text).lstrip("\n").encode())

    def run(self, *arguments: str) -> Ran:
        """Run the import on the first day of the sample, and return what it said."""
        self.capsys.readouterr()
        status = main(["--root", str(self.root), "import", "--date", TODAY, *arguments, str(self.log)])
        printed = self.capsys.readouterr()
        assert printed.err == ""
        counts, *lines = printed.out.splitlines()
        lines = [line.strip() for line in lines if line.startswith("  ")]
        moved = [line for line in lines if " -> adr/" in line]
        return Ran(status, counts, [line for line in lines if line not in moved], moved)

    def check(self) -> list[str]:
        """Return what ``guide check`` says."""
        self.capsys.readouterr()
        main(["--root", str(self.root), "check"])
        return self.capsys.readouterr().out.splitlines()

    def files(self) -> dict[str, bytes]:
        """Return every file of the guide with what is in it, but what commands note of themselves."""
        found = (file for file in sorted(self.root.rglob("[!.]*")) if file.is_file() and ".cache" not in file.parts)
        return {file.relative_to(self.root).as_posix(): file.read_bytes() for file in found}

    def text(self, name: str) -> str:
        """Return what is in a file of adr/."""
        return (self.root / "adr" / name).read_bytes().decode("utf-8")

    def body(self, name: str) -> str:
        """Return the text of a decision without its front matter."""
        text = self.text(name)
        return text[FRONT_MATTER.match(text).end() :]

    def front(self, name: str, *fields: str) -> str:
        """Return fields of a decision's front matter as they are written, by default its status and history."""
        lines = FRONT_MATTER.match(self.text(name))["yaml"].splitlines()
        wanted = [line for line in lines if line.split(":")[0] in (fields or ("status",))]
        history = [line.strip(" -{}") for line in lines if line.startswith("  - ")]
        return " / ".join([*wanted, *([] if fields else history)])

    def settle(self, files: dict[str, str], expected: dict[str, str]) -> None:
        """Import a log, and compare fields of the decisions that come of it; a draft's name is its slug."""
        for path, text in files.items():
            self.add(path, text)
        ran = self.run()
        assert (ran.status, self.check()) == (0, [])
        for name, fields in expected.items():
            file = f"{name}.md" if name[0] in "01" else f"draft-{name}.md"
            assert self.front(file, *(one.split(":")[0] for one in fields.split(" / "))) == fields
        assert self.run().moved == []


NYGARD = """\
# {title}

Date: {date}

## Status

{status}

## Context

We have to get across.

## Decision

{decision}

## Consequences

We are there.
"""


def nygard(title: str, status: str = "Accepted", date: str = "2018-04-10", decision: str = "We will row.") -> str:
    """Return a record as adr-tools writes it."""
    return NYGARD.format(title=title, status=status, date=date, decision=decision)


def committed(folder: Path, remote: str) -> str:
    """Make a repository of a folder, with a remote, and return its commit, of a day in April 2023."""
    for command in (
        ["init", "--quiet"],
        ["add", "--all"],
        [
            "-c",
            "user.name=a",
            "-c",
            "user.email=a@example.org",
            "commit",
            "--quiet",
            "--message=x",
            "--date=2023-04-05",
        ],
        ["remote", "add", "origin", remote],
    ):
        subprocess.run(["git", *command], cwd=folder, check=True)
    return subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=folder, check=True, capture_output=True, text=True
    ).stdout.strip()


@pytest.fixture
def guide(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Guide:
    """The sample guide, and an empty log beside it."""
    (tmp_path / LOG).mkdir(parents=True)
    return Guide(write_sample(tmp_path / "guide"), tmp_path / LOG, capsys)
