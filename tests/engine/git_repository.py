"""Real git repositories that hold the sample guide, with colleagues who work on branches of it."""

from __future__ import annotations

import atexit
import functools
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from guide.command.main import main
from tests.engine.built_site import ROOT
from tests.engine.sample import decision, write_sample

# What is printed after files were renamed: git has staged their names, not what was written into them.
COMMIT = "Commit all that has changed with it: git add --all && git commit"


@functools.cache
def _begun() -> Path:
    """Return the folder of a repository with the sample guide as its first commit, which each test gets a copy of."""
    folder = Path(tempfile.mkdtemp(prefix="sample-"))
    atexit.register(shutil.rmtree, folder)
    write_sample(folder)
    shutil.copy(ROOT / ".gitignore", folder / ".gitignore")
    _git(folder, 1_700_000_000, "init", "--quiet", "--initial-branch=main", "--template=")
    _git(folder, 1_700_000_000, "add", "--all")
    _git(folder, 1_700_000_000, "commit", "--quiet", "--message", "The sample")
    _git(folder, 1_700_000_000, "repack", "-adq")  # one file in place of a folder for each object, to be copied sooner
    return folder


def _git(root: Path, clock: int, *arguments: str) -> str:
    """Run git in a folder at a time, and return what it prints."""
    who = {"GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "a@example.org"}
    who |= {"GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "a@example.org"}
    when = {"GIT_AUTHOR_DATE": f"{clock} +0000", "GIT_COMMITTER_DATE": f"{clock} +0000"}
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    done = subprocess.run(
        ["git", *arguments], cwd=root, env=os.environ | who | when | alone, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"git {' '.join(arguments)}: {done.stdout}{done.stderr}"
    return done.stdout


class Repository:
    """A repository with the sample guide as its first commit on main."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.clock = 1_700_000_000
        shutil.copytree(_begun(), root, symlinks=True, dirs_exist_ok=True)

    def git(self, *arguments: str) -> str:
        """Run git, a minute after the last time, and return what it prints."""
        self.clock += 60
        return _git(self.root, self.clock, *arguments)

    def commit(self, message: str = "A change") -> None:
        """Commit everything."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)

    def branch(self, name: str, start: str = "main") -> None:
        """Start a branch and go there."""
        self.git("checkout", "--quiet", "-b", name, start)

    def go(self, name: str) -> None:
        """Go to a branch."""
        self.git("checkout", "--quiet", name)

    def merge(self, *names: str) -> None:
        """Merge branches, one after the other, each by a merge commit."""
        for name in names:
            self.git("merge", "--quiet", "--no-ff", "--no-edit", name)

    def guide(self, *arguments: str) -> int:
        """Run the command guide and return its exit status."""
        return main(["--root", str(self.root), *arguments])

    def write(self, path: str, text: str) -> None:
        """Write a file."""
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, "utf-8")

    def read(self, path: str) -> str:
        """Return what is in a file."""
        return (self.root / path).read_text("utf-8")

    def decisions(self) -> list[str]:
        """Return the names of the decisions' files, their endings left out."""
        names = {file.stem for file in (self.root / "adr").glob("*.md")}
        return sorted(names - {"README", "template"})


def proposal(title: str, text: str = "We have to get across.") -> str:
    """Return the text of a proposed decision; ``text`` is its context."""
    written = decision(title, status="proposed", history="  - {status: proposed, date: 2026-02-02}")
    return written.replace("We have to get across, see [the crossing](../docs/crossing.md).", text)
