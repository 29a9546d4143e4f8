"""Whatever happens in the middle of a command, its files are all changed or none, and nothing is lost."""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from guide.command.main import main
from guide.disk.transaction import JOURNAL, Write, carry_out, recover
from tests.engine.faults import Fault, fill_up, kill, run_apart
from tests.engine.git_repository import Repository, proposal
from tests.engine.interrupted import COMMANDS, Case, Prepare, content, import_, land, new, renumber, status, tree
from tests.engine.sample import page


def git_status(root: Path) -> str:
    return subprocess.run(["git", "status", "--porcelain"], cwd=root, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def case(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    monkeypatch.setattr(os, "fsync", lambda _: None)  # nobody cuts the power here, and disks take their time
    return Case(tmp_path, request.param)


def named(prepare: Prepare) -> str:
    return prepare.__name__.strip("_")


def check(root: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Run the check, and return what it says of a command that was stopped."""
    capsys.readouterr()
    main(["--root", str(root), "check"])
    return [line for line in capsys.readouterr().err.splitlines() if "was stopped" in line]


@pytest.mark.parametrize("case", COMMANDS, ids=named, indirect=True)
def test_a_command_that_is_killed_at_any_step_is_put_back_or_done_by_the_next_one(
    case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    ends: Counter[str] = Counter()
    known = {"before": (case.before, git_status(case.start)), "after": (case.after, git_status(case.root(1)))}
    for root in case.killed():
        left = tree(root), git_status(root)
        told = check(root, capsys)
        found = tree(root), git_status(root)
        end = next((end for end, there in known.items() if there == found), None)
        assert end, f"neither as before nor as after: {found}"
        ends[end] += 1
        # It is silent only where the command had not begun to change anything, or had just ended.
        assert len(told) == 1 if left != found else len(told) <= 1
        assert not (root / JOURNAL).exists()
        if ends == {"before": 3}:  # what is as it was before can be done as before; once shows it
            assert case.run(root) == 0
            assert (tree(root), git_status(root)) == known["after"]
    assert ends["before"] > 3
    assert ends["after"] > 1


def test_what_was_stopped_is_told_on_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = next(Case(tmp_path, status).half_done())
    (told,) = check(root, capsys)
    said = (
        r"guide status \(process \d+\) was stopped before its end, and every file is put back as it was; call it again"
    )
    assert re.fullmatch(said, told)
    assert check(root, capsys) == []


def mend_and_land(repository: Repository) -> list[str]:
    """A draft, and a page that a branch brought which still links a decision by its earlier name."""
    dry = repository.read("adr/0002-stay-dry.md").replace("history:", "formerly: [draft-stay-dry]\nhistory:")
    repository.write("adr/0002-stay-dry.md", dry)
    repository.write("docs/crossing.md", page("The crossing", "\n[dry](adr/draft-stay-dry.md)\n"))
    repository.write("adr/draft-swim.md", proposal("Swim"))
    repository.commit()
    return ["land"]


def test_links_are_mended_before_drafts_land_and_whichever_is_stopped_the_next_run_does_the_rest(
    tmp_path: Path,
) -> None:
    case = Case(tmp_path, mend_and_land)
    for root in case.killed():
        case.run(root)
        assert tree(root) == case.after


def test_without_git_it_is_put_back_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = Case(tmp_path, land, git=False)
    for root in case.half_done():
        assert "every file is put back" in check(root, capsys)[0]
        assert tree(root) == case.before


@pytest.mark.parametrize("prepare", [land, renumber], ids=named)
def test_after_a_reset_by_git_nothing_is_done_that_was_not_asked_for(
    prepare: Prepare, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = Case(tmp_path, prepare)
    for root in case.half_done():
        subprocess.run(["git", "reset", "--quiet", "--hard"], cwd=root, check=True)
        reset = content(root)
        (told,) = check(root, capsys)
        if "nothing was put back, since this was changed later: " in told:
            assert tree(root) == reset
        else:
            assert tree(root) == case.before


def test_what_somebody_has_changed_since_is_left_alone_and_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for root in Case(tmp_path, status).half_done():
        file = root / "adr" / "0001-cross-by-raft.md"
        file.write_text(file.read_text("utf-8") + "More.\n", "utf-8")
        found = content(root)
        (told,) = check(root, capsys)
        said = "nothing was put back, since this was changed later: adr/0001-cross-by-raft.md; see it with: git status"
        assert told.endswith(said)
        assert tree(root) == found
        assert check(root, capsys) == []


def test_what_was_done_to_its_end_and_committed_is_not_put_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = Case(tmp_path, land)
    told = []
    for root in case.killed():
        if tree(root) == case.after and (root / JOURNAL).exists():
            subprocess.run(["git", "add", "--all"], cwd=root, check=True)
            told += check(root, capsys)
            assert tree(root) == case.after
    assert told
    assert {line.partition("was stopped ")[2] for line in told} == {"before its end, and all that it does was done"}


@pytest.mark.parametrize("noted", ["", "{", "[]", '{"before": {"a": 1}}', '{"before": 1, "after": {}, "moves": {}}'])
def test_a_note_that_cannot_be_read_changes_nothing(
    noted: str, sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (sample / JOURNAL).parent.mkdir(parents=True)
    (sample / JOURNAL).write_text(noted)
    before = tree(sample)
    said = "was stopped, and what it noted cannot be read; see what it has changed with: git status"
    assert check(sample, capsys) == [f"another guide command {said}"]
    assert tree(sample) == before
    assert check(sample, capsys) == []


NO_SPACE = "cannot be read or written: No space left on device"


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("case", [land, status, import_, new], ids=named, indirect=True)
def test_when_the_disk_is_full_at_any_step_nothing_is_changed_and_the_file_is_named(
    lasting: bool, case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    for root, end in case.faults(fill_up, lasting=lasting):
        if end.status:
            error = end.printed.splitlines()[-1]
            assert re.search(rf"'{re.escape(str(root))}/[^']+' {NO_SPACE}", error), error
        if (root / JOURNAL).exists():
            assert "the next guide command tries to put back what is left" in end.printed
            assert "every file is put back" in check(root, capsys)[0]
        assert tree(root) == (case.before if end.status else case.after)


@pytest.mark.parametrize("case", [land, status, import_], ids=named, indirect=True)
def test_no_file_is_cut_where_none_may_grow_large(case: Case) -> None:
    ends = set()
    for number, limit in enumerate([0, 100, 400, 1_000, 3_000, 10_000, 10_000_000], start=2):
        root = case.copy(number)

        def limited(root: Path = root, limit: int = limit) -> int:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))  # git is held to it too
            return case.run(root)

        end = run_apart(root, limited)
        ends.add(end.status)
        if end.status:
            said = rf"('{re.escape(str(root))}/[^']+' cannot be read or written: File too large|git \S+ failed: .*)\n"
            assert re.fullmatch(said, end.printed)
        assert tree(root) == (case.before if end.status else case.after)
        assert not (root / JOURNAL).exists()
    assert ends == {0, 1}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with 3 MB, if one can be made."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "none", disk]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here, since only root may: this test did NOT run")
    try:
        yield disk
    finally:
        subprocess.run(["umount", disk], check=True)


@pytest.mark.parametrize("prepare", [land, status, import_], ids=named)
def test_on_a_disk_that_is_really_full_nothing_is_lost(
    prepare: Prepare, small_disk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = Case(small_disk, prepare)
    ends = set()
    for free in range(24):  # so many pages of 4 kB
        root = case.copy(2)
        filler = _filled(small_disk / "filler", free)
        capsys.readouterr()
        status = case.run(root)
        error = capsys.readouterr().err
        filler.unlink()
        ends.add(status)
        assert status == 0 or re.search(r"'[^']+' " + NO_SPACE + "|^git ", error), error
        check(root, capsys)
        assert tree(root) == (case.before if status else case.after), f"{free}: {error}"
        shutil.rmtree(root.parent)
    assert ends == {0, 1}


def _filled(file: Path, free: int) -> Path:
    """Fill the disk with a file, but for some pages."""
    with suppress(OSError), file.open("wb", buffering=0) as stream:
        while True:
            stream.write(b"x" * 4096)
    os.truncate(file, max(file.stat().st_size - free * 4096, 0))
    return file


def remove_some(root: Path) -> int:
    """Remove two files, one of them the last of its folder, write a third and make a fourth."""
    writes = {path: Write((root / path).read_bytes(), None) for path in ("data/tools.yml", "docs/projects/ferry.md")}
    writes["data/needs.yml"] = Write((root / "data/needs.yml").read_bytes(), b"{}\n")
    try:
        carry_out(root, writes | {"docs/new/page.md": Write(None, b"# New\n")})
    except OSError:
        return 1
    return 0


@pytest.mark.parametrize("fault", [kill, fill_up])
def test_files_that_are_removed_are_put_back_too(fault: Fault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)
    start = Repository(tmp_path / "start").root
    (start / "docs/projects/balloon.md").unlink()
    before, after, ends = tree(start), None, []
    for step in range(1, 100):
        root = shutil.copytree(start, tmp_path / str(step), symlinks=True)
        end = run_apart(root, lambda root=root: remove_some(root), step, fault)
        recover(root, "a command")
        assert not (root / JOURNAL).exists()
        if not end.faulty:
            after = tree(root)
            break
        ends.append(tree(root))
    assert after == {
        path: data for path, data in before.items() if path not in ("data/tools.yml", "docs/projects/ferry.md")
    } | {"data/needs.yml": b"{}\n", "docs/new/page.md": b"# New\n"}
    assert not (root / "docs/projects").exists()
    assert before in ends
    assert [end for end in ends if end not in (before, after)] == []
