"""Two commands at once: one that changes the guide waits for another, and none that reads it ever does."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import Mock

import pytest

from guide.checks import check
from guide.command.main import main
from guide.disk import lock as locking
from guide.disk.lock import alone
from guide.disk.placing import stage
from tests.engine.sample import edit

WRITING = [
    ["status", "2", "deprecated"],
    ["supersede", "1", "--by", "2"],
    ["amend", "1", "--by", "2"],
    ["new", "Swim"],
    ["land"],
    ["renumber", "1"],
    ["schemas"],
    ["import", "log"],
    ["addresses", "--write", "built"],
]
READING = [
    ["check"],
    ["choose"],
    ["review"],
    ["import", "--dry-run", "log"],
    ["addresses", "built"],
    ["finish", "built"],
]


@pytest.fixture
def guide(sample: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample guide, its site and a log, in the folder from which commands are called."""
    edit(sample, "built/index.html", "", "<article><h1>Home</h1></article>")
    edit(sample, "log/0003-a.md", "", "# A\n")
    monkeypatch.chdir(sample)
    return sample


@pytest.fixture
def at_work(guide: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Another command that changes the guide, and is slow."""
    monkeypatch.setattr(locking, "_PATIENCE", 0.05)
    with alone(guide, "land"):
        yield


@pytest.mark.parametrize("command", WRITING, ids=" ".join)
@pytest.mark.usefixtures("at_work")
def test_whoever_waits_in_vain_is_told_who_is_at_work(
    command: list[str], guide: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {file: file.read_bytes() for file in guide.rglob("*.md")}
    assert main(command) == 1
    said = f"guide land (process {os.getpid()}) is at work here; try again once it has ended\n"
    assert capsys.readouterr() == ("", said)
    assert {file: file.read_bytes() for file in guide.rglob("*.md")} == before


@pytest.mark.parametrize("command", READING, ids=" ".join)
@pytest.mark.usefixtures("at_work")
def test_a_command_that_reads_does_not_wait(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    main(command)
    assert "at work" not in capsys.readouterr().err


def test_a_command_that_reads_leaves_alone_what_another_is_about_to_change(
    guide: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", Mock(side_effect=AssertionError("it waits")))
    with alone(guide, "land"):
        (guide / ".cache/guide/journal.json").write_text("{}")
        assert main(["check"]) == 0
        assert capsys.readouterr() == ("", "")
        assert (guide / ".cache/guide/journal.json").exists()
        with pytest.raises(AssertionError, match="it waits"):
            main(["land"])


def test_of_many_changes_at_once_none_is_lost(guide: Path) -> None:
    day = ["--date", "2026-03-03"]
    for number in range(3, 9):
        text = (guide / "adr/0002-stay-dry.md").read_text("utf-8")
        edit(guide, f"adr/000{number}-by-{number}.md", "", text)
    people = [
        threading.Thread(target=main, args=(["--root", str(guide), "amend", "1", "--by", str(number), *day],))
        for number in range(3, 9)
    ]
    for one in people:
        one.start()
    for one in people:
        one.join()
    amended = re.search(r"amended-by: \[(.*)\]", (guide / "adr/0001-cross-by-raft.md").read_text("utf-8"))[1]
    assert sorted(amended.split(", ")) == ["3", "4", "5", "6", "7", "8"]
    assert check(guide) == []


def look(guide: Path, change: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """Have something changed when a command looks at the guide as it is, before it writes."""

    def meanwhile(_: Path) -> list[str]:
        change()
        return []

    monkeypatch.setattr("guide.command.status.check", meanwhile)


def last(guide: Path, change: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """Have something changed when a command has written all but the last bit."""
    monkeypatch.setattr("guide.disk.transaction.stage", lambda file, data: (stage(file, data), change()))


@pytest.mark.parametrize("moment", [look, last])
def test_what_an_editor_saves_meanwhile_is_not_overwritten(
    moment: Callable[..., None], guide: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = guide / "adr/0002-stay-dry.md"
    changed = file.read_text("utf-8").replace("# Stay dry", "# Stay very dry")
    moment(guide, lambda: file.write_text(changed, "utf-8"), monkeypatch)
    assert main(["status", "2", "deprecated"]) == 1
    said = "adr/0002-stay-dry.md has been changed meanwhile, so nothing was changed; call the command again\n"
    assert capsys.readouterr() == ("", said)
    assert file.read_text("utf-8") == changed
