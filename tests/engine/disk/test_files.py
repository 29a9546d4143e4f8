"""What lies about in the folders of the guide: what is passed over, and what is a problem and hides no other."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.utils.yaml import get_yaml_loader, yaml_load
from pathspec.gitignore import GitIgnoreSpec

from guide.checks import check
from guide.command.main import main
from guide.disk.listing import PASSED_OVER, is_passed_over
from tests.engine.built_site import ROOT, engine
from tests.engine.sample import edit

LEFT_BY_OTHERS = [
    *[".DS_Store", ".git", ".#0005-no.md", ".projects.yml.swp", ".~lock.x#", ".x.md.un~"],
    *["projects.yml~", "0001-x.md~", "#0001-x.md#", "x.swp", "x.swo", "x.md.bak", "0001-x.md.orig"],
    *["Thumbs.db", "thumbs.db", "desktop.ini", "Desktop.ini"],
]
OF_THE_GUIDE = ["x.md", "0001-x.md", "projects.yml", "x~y.md", "#1.md", "a.swpx", "orig", "bak.md", "x.png", "~x"]

FOLDERS = ["adr", "adr/figures", "data", "data/sources", "data/patterns", "docs", "docs/patterns", "docs/assets"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_editors_desktops_and_git_leave_is_passed_over(folder: str, sample: Path) -> None:
    (sample / folder).mkdir(parents=True, exist_ok=True)
    for name in LEFT_BY_OTHERS:
        (sample / folder / name).write_bytes(b"\xff\0")
    assert check(sample) == []
    for name in LEFT_BY_OTHERS:
        (sample / folder / name).unlink()
        (sample / folder / name).symlink_to("nowhere")
    assert check(sample) == []


def test_a_folder_that_is_passed_over_is_not_looked_into(sample: Path) -> None:
    for folder in ("adr", "data", "docs"):
        (sample / folder / ".idea").mkdir()
        (sample / folder / ".idea" / "0009-x.md").write_bytes(b"\xff")
        (sample / folder / ".idea" / "needs.yml").symlink_to("nowhere")
    assert check(sample) == []


def test_the_engines_are_told_to_pass_over_the_same() -> None:
    with (ROOT / "mkdocs.yml").open("rb") as file:
        lines = yaml_load(file, get_yaml_loader())["exclude_docs"].split()
    # What starts with a dot is left out by MkDocs itself.
    patterns = [line.removeprefix("\\") for line in lines if not line.startswith("/")]
    assert sorted([".*", *patterns]) == sorted(PASSED_OVER)
    engines = GitIgnoreSpec.from_lines([".*", *lines])
    for name in (*LEFT_BY_OTHERS, *OF_THE_GUIDE):
        assert is_passed_over(name) == engines.match_file(f"adr/{name}") == (name in LEFT_BY_OTHERS), name


def _socket(file: Path) -> None:
    here = Path.cwd()
    os.chdir(file.parent)  # the path of a socket may be no longer than some hundred bytes
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(file.name)
    finally:
        os.chdir(here)


def _hidden(file: Path) -> None:
    secret = file.parent / ".secret"
    secret.write_text("x")
    file.symlink_to(secret.name)


THINGS: dict[str, tuple[Callable[[Path], object], str]] = {
    "folder": (Path.mkdir, "is a folder, and has the name of a file; rename it or remove it [unreadable-file]"),
    "pipe": (os.mkfifo, "is a named pipe, not a file; remove it [unreadable-file]"),
    "socket": (_socket, "is a socket, not a file; remove it [unreadable-file]"),
    "device": (lambda file: file.symlink_to("/dev/zero"), "is a device, not a file; remove it [unreadable-file]"),
    "dangling link": (
        lambda file: file.symlink_to("no\nwhere"),
        r"is a link that leads nowhere, to 'no\nwhere'; restore what it leads to, or remove it [unreadable-file]",
    ),
    "link to itself": (
        lambda file: file.symlink_to(file.name),
        "is a link that leads nowhere, to '{name}'; restore what it leads to, or remove it [unreadable-file]",
    ),
    "link to a folder": (
        lambda file: file.symlink_to("."),
        "is a link to a folder; put the folder itself in its place, or remove the link [unreadable-file]",
    ),
    "link out": (
        lambda file: file.symlink_to("/etc/passwd"),
        "is a link that leads out of the guide, to '/etc/passwd'; put the file itself in its place [unreadable-file]",
    ),
    "link to what is hidden": (
        _hidden,
        "is a link that leads out of the guide, to '.secret'; put the file itself in its place [unreadable-file]",
    ),
    "binary": (lambda file: file.write_bytes(b"\x89PNG"), "byte 0x89 is not UTF-8; save the file as UTF-8 [encoding]"),
    "UTF-16": (
        lambda file: file.write_bytes("x: y".encode("utf-16-le")),
        "byte 0x00 stands in no text; save the file as UTF-8 [encoding]",
    ),
}
TEXTS = [
    *["adr/0003-x.md", "adr/draft-x.md", "data/needs.yml", "data/sources/x.yml"],
    *["data/patterns/raft.yml", "data/addresses.txt", "docs/x.md", "docs/patterns/raft.md"],
]


@pytest.mark.parametrize("thing", THINGS)
@pytest.mark.parametrize("path", TEXTS)
def test_what_is_no_text_is_one_problem_and_the_rest_is_checked(thing: str, path: str, sample: Path) -> None:
    make, message = THINGS[thing]
    edit(sample, "data/projects.yml", "certainty: reported", "certainty: sure")
    edit(sample, "adr/0002-stay-dry.md", "# Stay dry", "Stay dry")
    file = sample / path
    file.unlink(missing_ok=True)
    file.parent.mkdir(exist_ok=True)
    make(file)
    lines = [str(problem) for problem in check(sample)]
    assert [line.split(": ", 1)[1] for line in lines if line.startswith(f"{path}:")] == [message.format(name=file.name)]
    others = [line for line in lines if not line.startswith(f"{path}:")]
    assert len(others) == 2
    assert others[0].startswith("adr/0002-stay-dry.md:13:1: has no title")
    assert others[1].startswith("data/projects.yml:5:14: unknown value of 'certainty' 'sure'")


@pytest.mark.parametrize(
    "path", ["adr/README.md", "adr/x.png", "docs/assets/x.css", "docs/x/y/z.svg", "data/schema/x.json"]
)
def test_what_an_engine_or_a_reader_would_open_is_a_file_too(path: str, sample: Path) -> None:
    file = sample / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    os.mkfifo(file)
    assert [str(problem) for problem in check(sample)] == [
        f"{path}:1:1: is a named pipe, not a file; remove it [unreadable-file]"
    ]


@pytest.mark.parametrize("folder", ["adr", "docs"])
def test_a_file_in_the_place_of_a_folder_is_a_problem(folder: str, sample: Path) -> None:
    (sample / folder).rename(sample / "gone")
    (sample / folder).write_text("x")
    expected = f"{folder}:1:1: is a file, and has the name of a folder; rename it or remove it [unreadable-file]"
    assert expected in [str(problem) for problem in check(sample)]


@pytest.mark.parametrize("path", ["adr/0002-stay-dry.md", "data/needs.yml", "docs/crossing.md", "data/addresses.txt"])
def test_a_file_that_may_not_be_read_is_a_problem(path: str, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (sample / "data/addresses.txt").touch()
    # Whoever runs the tests may be allowed to read everything.
    monkeypatch.setattr(os, "access", lambda file, _: Path(file) != sample / path)
    assert [str(problem) for problem in check(sample)] == [
        f"{path}:1:1: cannot be read, since you are not allowed to; change that with: chmod u+r [unreadable-file]"
    ]


@pytest.mark.parametrize("name", [b"a\nb.png", b"\xff.png", "\u202egnp.x".encode(), b"a\x07.md"])
def test_a_name_that_cannot_be_seen_is_a_problem(name: bytes, sample: Path) -> None:
    (sample / "docs" / os.fsdecode(name)).write_text("x")
    found = [problem.message for problem in check(sample)]
    assert found == ["has characters in its name that cannot be seen; rename it"]


def test_a_pipe_makes_no_command_wait(sample: Path) -> None:
    for path in (*TEXTS, "docs/assets/x.png"):
        (sample / path).unlink(missing_ok=True)
        (sample / path).parent.mkdir(exist_ok=True)
        os.mkfifo(sample / path)
    done = subprocess.run(
        [engine("guide"), "check"], cwd=sample, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1
    assert done.stdout.count("is a named pipe") == len(TEXTS) + 1
    assert "Traceback" not in done.stderr


def test_a_link_inside_of_the_guide_is_followed(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (sample / "CHANGES.md").write_text("---\ndescription: What has changed.\n---\n# Changes\n")
    (sample / "docs" / "changes.md").symlink_to("../CHANGES.md")
    edit(sample, "adr/0002-stay-dry.md", "../docs/crossing.md", "../docs/changes.md")
    assert main(["--root", str(sample), "check"]) == 0
    assert capsys.readouterr().out == ""
