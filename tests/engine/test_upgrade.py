"""A later engine goes into a guide with content of its own, which stays as it is."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.engine.built_site import ROOT
from tests.engine.git_repository import Repository
from tests.engine.whole_guide import MARKER

SCRIPT = ROOT / ".ci" / "upgrade"
# What is the engine's in upstream's first commit; upstream's content is that of the sample.
ENGINE = {
    ".ci/upgrade": SCRIPT.read_text("utf-8"),
    ".github/CODEOWNERS": "* @upstream/team\n",
    ".github/workflows/check.yml": "name: Check\n",
    "Makefile": "build:\n",
    "guide/old.py": "OLD = 1\n",
    "guide/kept.py": "KEPT = 1\n",
    "mkdocs.yml": f"site_name: Upstream\n\n{MARKER}. ----\nplugins: [search]\n",
}
# What the fork has of its own, and changes in it: all of that has to stay.
CONTENT = {
    "adr/0001-our-first.md": "# Ours\n",
    "adr/0008-our-eighth.md": "# Ours, too\n",
    "data/needs.yml": "ours: {}\n",
    "docs/index.md": "# Ours\n",
    "mkdocs.yml": f"# Ours & only ours.\nsite_name: Fork\nnav: [index.md]\n\n{MARKER}. ----\nplugins: [search]\n",
    ".github/CODEOWNERS": "* @fork/team\n",
    ".github/workflows/backup.yml": "name: Ours\n",
    "LICENSE": "Ours.\n",
    "catalog-info.yaml": "kind: Component\n",
}


class Fork(Repository):
    """A fork with content of its own; upstream has a later engine, and more content."""

    def __init__(self, folder: Path) -> None:
        self.upstream = Repository(folder / "upstream")
        for path, text in ENGINE.items():
            self.upstream.write(path, text)
        self.upstream.commit("An engine")
        self.root, self.clock = folder / "fork", self.upstream.clock
        self.upstream.git("clone", "--quiet", str(self.upstream.root), str(self.root))
        self.git("remote", "rename", "origin", "upstream")
        self.git("rm", "-r", "--quiet", "adr", "data", "docs")
        for path, text in CONTENT.items():
            self.write(path, text)
        self.commit("Our content")

    def upgrade(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Fetch, and run the script as README says: that of the engine that is to come."""
        self.git("fetch", "--quiet", "upstream")
        script = self.git("show", "upstream/main:.ci/upgrade")
        command = ["bash", "-s", *arguments]
        return subprocess.run(command, cwd=self.root, input=script, capture_output=True, text=True, check=False)

    def files(self) -> dict[str, str]:
        """Return the files that are staged for the next commit, with what they hold."""
        return {path: self.read(path) for path in self.git("ls-files").splitlines()}


@pytest.fixture
def fork(tmp_path: Path) -> Fork:
    fork = Fork(tmp_path)
    upstream = fork.upstream
    upstream.write("guide/new.py", "NEW = 2\n")
    upstream.write("guide/kept.py", "KEPT = 2\n")
    upstream.git("mv", "guide/old.py", "macros.py")
    upstream.write("macros/page.py", "")
    for folder in ("overrides", "tests"):
        upstream.write(f"{folder}/x", "")
    upstream.write("AGENTS.md", "# New\n")
    upstream.write(".github/CODEOWNERS", "* @upstream/another-team\n")
    upstream.write("adr/0008-their-eighth.md", "# Theirs\n")
    upstream.write("docs/index.md", "# Theirs\n")
    upstream.write("LICENSE", "Theirs.\n")
    upstream.write("mkdocs.yml", f"site_name: Upstream\n\n{MARKER}. ----\nplugins: [search, macros]\n")
    upstream.commit("A later engine, and more content")
    return fork


def test_all_of_the_engine_is_the_later_one_and_all_of_the_content_as_it_was(fork: Fork) -> None:
    done = fork.upgrade("upstream/main")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("The engine of upstream/main is here, staged for a commit; content is as it was.")
    files = fork.files()
    top, _, engine = files.pop("mkdocs.yml").partition(MARKER)
    assert f"{top}{MARKER}. ----\nplugins: [search]\n" == CONTENT["mkdocs.yml"]
    assert engine == ". ----\nplugins: [search, macros]\n"
    assert {path: text for path, text in files.items() if path in CONTENT} == {
        path: text for path, text in CONTENT.items() if path != "mkdocs.yml"
    }
    assert {path: text for path, text in files.items() if path not in CONTENT and path[0] != "."} == {
        "AGENTS.md": "# New\n",
        "Makefile": "build:\n",
        "guide/kept.py": "KEPT = 2\n",
        "guide/new.py": "NEW = 2\n",
        "macros.py": "OLD = 1\n",
        "macros/page.py": "",
        "overrides/x": "",
        "tests/x": "",
    }
    assert fork.git("diff", "--name-only") == ""


def test_what_is_taken_over_already_is_not_taken_over_again(fork: Fork) -> None:
    fork.upgrade("upstream/main")
    fork.commit("The later engine")
    assert fork.upgrade("upstream/main").returncode == 0
    assert fork.git("status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("before", "arguments", "told"),
    [
        pytest.param({}, [], "name the revision that has the later engine, such as upstream/main", id="no revision"),
        pytest.param(
            {},
            ["upstream/mian"],
            "git knows no engine by the name 'upstream/mian'; fetch it first: git fetch upstream",
            id="an unknown revision",
        ),
        pytest.param(
            {"docs/index.md": "# Changed\n"},
            ["upstream/main"],
            "there are changes that are not committed, so nothing was changed; commit or stash them first",
            id="a change",
        ),
        pytest.param(
            {"new.md": "# New\n"},
            ["upstream/main"],
            "there are changes that are not committed, so nothing was changed; commit or stash them first",
            id="a new file",
        ),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    before: dict[str, str], arguments: list[str], told: str, fork: Fork
) -> None:
    for path, text in before.items():
        fork.write(path, text)
    files, status = fork.files(), fork.git("status", "--porcelain")
    done = fork.upgrade(*arguments)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"{told}\n")
    assert (fork.files(), fork.git("status", "--porcelain")) == (files, status)


def test_settings_without_a_mark_are_not_guessed_at(fork: Fork) -> None:
    fork.write("mkdocs.yml", "site_name: Fork\n")
    fork.commit()
    done = fork.upgrade("upstream/main")
    remedy = "add it below what is yours"
    assert done.stderr == f'mkdocs.yml has no line that starts with "{MARKER}"; {remedy}\n'
    assert fork.git("status", "--porcelain") == ""


def test_the_changes_begin_with_the_version_that_the_engine_has() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    newest = re.search(r"^## (\S+) - \d{4}-\d\d-\d\d$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert newest
    assert newest[1] == version
