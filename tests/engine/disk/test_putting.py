"""Putting a file in place: it is there whole or as it was, and stays what it was in every other way."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from guide.command.main import main
from guide.disk.placing import discard, place, put, stage
from tests.engine.sample import edit

DRY = "adr/0002-stay-dry.md"


def test_a_file_is_made_with_its_folders_or_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b" / "c.md"
    for data in (b"one", b"", b"\xff two"):
        put(file, data)
        assert file.read_bytes() == data
        assert list(file.parent.iterdir()) == [file]


def test_whoever_reads_a_file_while_it_is_written_gets_it_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    put(file, b"one")
    with file.open("rb") as reader:
        put(file, b"two")
        assert reader.read() == b"one"


def test_the_longest_name_that_a_disk_allows_can_be_written(tmp_path: Path) -> None:
    file = tmp_path / ("ü" * 126 + ".md")
    put(file, b"x")
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_a_file_keeps_its_mode(mode: int, tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"one")
    file.chmod(mode)
    put(file, b"two")
    assert file.stat().st_mode & 0o777 == mode


def test_a_new_file_has_the_mode_that_every_program_gives_one(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"")
    put(tmp_path / "b.md", b"")
    assert (tmp_path / "b.md").stat().st_mode == (tmp_path / "a.md").stat().st_mode


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can give a file away: this did NOT run")
def test_a_file_stays_its_owners_when_root_writes_it(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"one")
    os.chown(file, 1234, 5678)
    put(file, b"two")
    assert (file.stat().st_uid, file.stat().st_gid) == (1234, 5678)


@pytest.mark.parametrize("there", [True, False], ids=["a file", "nothing"])
def test_what_a_link_leads_to_is_written_and_the_link_stays(there: bool, tmp_path: Path) -> None:
    file, link = tmp_path / "elsewhere" / "a.md", tmp_path / "link.md"
    file.parent.mkdir()
    if there:
        file.write_bytes(b"one")
    link.symlink_to("elsewhere/a.md")
    put(link, b"two")
    assert link.is_symlink()
    assert file.read_bytes() == b"two"
    assert list(file.parent.iterdir()) == [file]


def test_what_was_written_beside_a_file_can_be_taken_or_left(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    stage(file, b"one")
    assert not file.exists()
    place(file)
    stage(file, b"two")
    discard(file)
    discard(file)
    assert file.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [file]


def only_to_be_read(guide: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(os, "access", lambda _, what: what != os.W_OK)  # root, as whom tests may run, is never refused
    return f"{DRY}' cannot be read or written: {os.strerror(errno.EACCES)}"


def folder_of_commands(guide: Path, _: object) -> str:
    (guide / ".cache").write_text("no folder")
    return f".cache/guide' cannot be read or written: {os.strerror(errno.ENOTDIR)}"


def lock(guide: Path, _: object) -> str:
    (guide / ".cache" / "guide" / "lock").mkdir(parents=True)
    return f".cache/guide/lock' cannot be read or written: {os.strerror(errno.EISDIR)}"


def journal(guide: Path, _: object) -> str:
    (guide / ".cache" / "guide" / "journal.json").mkdir(parents=True)
    return f".cache/guide/journal.json' cannot be read or written: {os.strerror(errno.EISDIR)}"


@pytest.mark.parametrize("obstacle", [only_to_be_read, folder_of_commands, lock, journal])
def test_a_file_that_cannot_be_written_is_named_on_one_line_and_nothing_is_changed(
    obstacle: object, sample: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (sample / DRY).read_bytes()
    said = obstacle(sample, monkeypatch)
    assert main(["--root", str(sample), "status", "2", "deprecated"]) == 1
    assert capsys.readouterr() == ("", f"'{sample}/{said}\n")
    assert (sample / DRY).read_bytes() == before
    assert [file.name for file in (sample / "adr").iterdir() if file.name.startswith(".")] == []


def test_a_schema_that_is_a_folder_is_named(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (sample / "guide/schema/needs.json").mkdir(parents=True)
    assert main(["--root", str(sample), "schemas"]) == 1
    said = f"'{sample}/guide/schema/needs.json' cannot be read or written: {os.strerror(errno.EISDIR)}\n"
    assert capsys.readouterr() == ("", said)
    assert [file.name for file in (sample / "guide/schema").iterdir()] == ["needs.json"]


def test_a_page_of_the_site_that_cannot_be_written_is_named(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(sample, "built/index.html", "", "<article><h1>Home</h1></article>")
    (sample / "built/robots.txt").mkdir()
    assert main(["--root", str(sample), "finish", str(sample / "built")]) == 1
    said = f"'{sample}/built/robots.txt' cannot be read or written: {os.strerror(errno.EISDIR)}\n"
    assert capsys.readouterr().err == said
