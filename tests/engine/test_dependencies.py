"""What the guide is built of: each dependency has its reason, one locked version, and is there when it is needed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from itertools import chain, combinations
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.engine.built_site import ROOT

LOCKS = ("requirements.txt", "requirements-content.txt", "requirements-test.txt")
# Where the guide is built and tested; a lock may hold another version of a package for each.
PLACES = [
    {"python_full_version": version, "python_version": version.rpartition(".")[0], "sys_platform": system}
    for version in ("3.11.0", "3.11.9", "3.12.0", "3.13.0", "3.14.0")
    for system in ("linux", "darwin", "win32")
]
# What is made and installed for a target, in this order.
CONTENT, TESTS = LOCKS[1:]
BASE = [".venv", "requirements.txt", "."]
LOOKING = [*BASE, CONTENT]
WHOLE = [*LOOKING, TESTS]
LIGHT = ["serve", "build", "check", "preview", "annotate", "adr", "land", "addresses", "review", "schemas"]
LOOKS = ["test-content", "links"]
HEAVY = ["test", "hostile", "bench", "lock"]
TARGETS = {**dict.fromkeys(LIGHT, BASE), **dict.fromkeys(LOOKS, LOOKING), **dict.fromkeys(HEAVY, WHOLE)}
# The newest models, beside those that are locked.
TARGETS["figures"] = [*WHOLE, "botocore"]
# What make runs, instead of the real thing: it notes each call, and fails where BROKEN stands in it.
STAND_IN = """#!/bin/sh
echo "$(basename "$0") $*" >> calls
case "$*" in
    *"${BROKEN:-no word of any}"*) exit 1;;
    "-m venv .venv")
        mkdir -p .venv/bin
        for name in guide lychee mkdocs pip python ruff uv; do cp "$0" ".venv/bin/$name"; done;;
    "build .cache/site") mkdir -p .cache/site;;
esac
"""


def project() -> dict[str, list[str]]:
    """Return the dependencies that pyproject.toml names, by the lock that holds them."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = told["dependency-groups"]
    assert groups["build"] == told["build-system"]["requires"]
    base = [*told["project"]["dependencies"], *groups.pop("build")]
    assert list(groups) == ["content", "test"]
    return dict(zip(LOCKS, (base, *groups.values()), strict=True))


def locked(lock: str) -> list[tuple[Requirement, set[str]]]:
    """Return the entries of a lock, each with its hashes."""
    entries = re.split(r"\n(?=\S)", (ROOT / lock).read_text("utf-8").strip())
    return [(Requirement(one.split(" \\")[0]), set(re.findall(r"--hash=(\S+)", one))) for one in entries]


def test_every_dependency_says_why_it_is_there() -> None:
    lines = (ROOT / "pyproject.toml").read_text("utf-8").splitlines()
    listed = [index for index, line in enumerate(lines) if re.match(r'    "[A-Za-z]', line)]
    assert len(listed) == sum(map(len, project().values()))
    assert [lines[index].strip() for index in listed if not lines[index - 1].strip().startswith("# ")] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_dependency_is_locked_with_hashes(lock: str) -> None:
    held = locked(lock)
    names = {entry.name for entry, _ in held}
    assert {canonicalize_name(Requirement(one).name) for one in project()[lock]} - names == set()
    unsafe = [
        str(entry)
        for entry, hashes in held
        if not re.fullmatch(r"==[^,*]+", str(entry.specifier))
        or not hashes
        or not all(one.startswith("sha256:") for one in hashes)
    ]
    assert unsafe == []


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place['sys_platform']} {place['python_full_version']}")
def test_no_package_has_two_versions(place: dict[str, str]) -> None:
    versions: dict[str, set[str]] = {}
    for entry, _ in chain.from_iterable(map(locked, LOCKS)):
        if entry.marker is None or entry.marker.evaluate(place):
            versions.setdefault(entry.name, set()).add(str(entry.specifier))
    assert {name: several for name, several in versions.items() if len(several) > 1} == {}


@pytest.mark.parametrize(("first", "second"), list(combinations(LOCKS, 2)))
def test_what_two_locks_hold_has_the_same_versions_and_hashes(first: str, second: str) -> None:
    first, second = (
        {(entry.name, str(entry.specifier)): hashes for entry, hashes in locked(lock)} for lock in (first, second)
    )
    shared = {name for name, _ in first} & {name for name, _ in second}
    assert shared
    assert {key: hashes for key, hashes in second.items() if key[0] in shared and first.get(key) != hashes} == {}


class Copy:
    """A copy of the project whose programs are stand-ins."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("Makefile", "pyproject.toml", *LOCKS):
            shutil.copy(ROOT / name, folder / name)
        (folder / "stand-in").write_text(STAND_IN, "utf-8")
        (folder / "stand-in").chmod(0o755)
        # No npm, so that nothing but .venv is set up.
        self.path = folder / "programs"
        self.path.mkdir()
        for name in ("basename", "cp", "mkdir", "mv", "rm", "sh", "touch"):
            (self.path / name).symlink_to(shutil.which(name))

    def make(self, target: str, *, broken: str = "") -> list[str]:
        """Make a target, and return what was made or installed for it, in order."""
        (self.folder / "calls").write_text("", "utf-8")
        environment = {"PATH": str(self.path), "PYTHON": "./stand-in", **({"BROKEN": broken} if broken else {})}
        command = [shutil.which("make"), "--silent", target]
        done = subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False)
        assert (done.returncode == 0) == (not broken), done.stderr
        calls = (self.folder / "calls").read_text("utf-8").splitlines()
        return [call.split()[-1] for call in calls if call.startswith(("stand-in ", "pip "))]

    def change(self, name: str) -> None:
        """Have a file be newer than everything that was made of it."""
        newest = max(made.stat().st_mtime_ns for made in (self.folder / ".venv").glob("ready*"))
        os.utime(self.folder / name, ns=(newest + 1, newest + 1))


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


@pytest.mark.parametrize(("target", "needed"), TARGETS.items())
def test_a_target_sets_up_what_it_needs_and_no_more(target: str, needed: list[str], copy: Copy) -> None:
    assert copy.make(target) == needed


def test_every_target_is_tried() -> None:
    targets = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text("utf-8"), re.M)[1].split()
    assert sorted(targets) == sorted([*TARGETS, "actionlint"])


def test_an_earlier_site_stays_as_long_as_no_other_is_built(copy: Copy) -> None:
    for name in ("earlier", "broken"):
        (copy.folder / "site").mkdir(exist_ok=True)
        (copy.folder / "site" / name).touch()
        copy.make("build", broken="build" if name == "broken" else "")
        assert "guide build .cache/site" in (copy.folder / "calls").read_text("utf-8").splitlines()
        assert [file.name for file in (copy.folder / "site").iterdir()] == ([name] if name == "broken" else [])


def test_nothing_is_installed_twice(copy: Copy) -> None:
    made = [copy.make(target) for target in ("check", "build", "links", "test", "test", "test-content", "check")]
    assert made == [BASE, [], [CONTENT], [TESTS], [], [], []]


@pytest.mark.parametrize("part", BASE[1:])
def test_an_environment_left_half_made_is_made_anew(part: str, copy: Copy) -> None:
    half = copy.make("check", broken=part if part != "." else "--editable")
    assert half == BASE[: BASE.index(part) + 1]
    assert copy.make("check") == BASE
    assert copy.make("check") == []


@pytest.mark.parametrize("lock", [CONTENT, TESTS])
def test_what_the_tests_need_left_half_installed_is_made_anew_when_it_is_needed(lock: str, copy: Copy) -> None:
    assert copy.make("test", broken=lock) == WHOLE[: WHOLE.index(lock) + 1]
    assert copy.make("check") == []
    assert copy.make("test") == WHOLE
    assert copy.make("test") == []


@pytest.mark.parametrize("changed", [*LOCKS, "pyproject.toml"])
def test_a_change_of_a_dependency_makes_all_anew_that_hangs_on_it(changed: str, copy: Copy) -> None:
    copy.make("test")
    copy.change(changed)
    at_once = [] if changed in (CONTENT, TESTS) else BASE
    assert copy.make("check") == at_once
    assert copy.make("test") == WHOLE[len(at_once) :]


def scripts(commands: str) -> str:
    """Return the scripts of .ci/ that some commands call, and those that these call."""
    called = [(ROOT / script).read_text("utf-8") for script in re.findall(r"bash (\.ci/\w+)", commands)]
    return "\n".join([*called, *map(scripts, called)])


def test_jobs_install_what_the_tests_need_only_where_they_need_it() -> None:
    heavy = {}
    for file in (ROOT / ".github" / "workflows").iterdir():
        for name, job in yaml.safe_load(file.read_text("utf-8"))["jobs"].items():
            commands = "\n".join(step.get("run", "") for step in job["steps"])
            called = re.findall(r"\bmake ([\w-]+)", commands + scripts(commands))
            needed = {target: TARGETS[target] for target in called if TARGETS[target] != BASE}
            heavy |= {f"{file.name} {name}": needed} if needed else {}
    assert heavy == {
        "check.yml check": {"test-content": LOOKING, "test": WHOLE},
        "figures.yml figures": {"figures": [*WHOLE, "botocore"]},
        "links.yml links": {"links": LOOKING},
    }
