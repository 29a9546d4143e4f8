"""A copy of the guide in a repository of its own, in which somebody works as the guide invites them to."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

from guide.command.main import main
from guide.model.guide import Guide
from guide.model.load import load
from tests.engine.built_site import ROOT, BuiltPage, build, read_pages
from tests.engine.forked import run

CONTENT = ("adr", "data", "docs", "mkdocs.yml")
TESTS = Path(__file__).parents[1]
_MESSAGE = re.compile(r"(?P<path>[^:\s]+):(?P<line>\d+):(?P<column>\d+): (?P<what>.+) \[(?P<rule>[a-z-]+)\]$")


class Message(NamedTuple):
    """What the check says of a place."""

    path: str
    line: int
    column: int
    what: str
    rule: str


class Copy:
    """The content of a guide, with the engine of this repository, on a branch main."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root = folder
        folder.mkdir()
        for name in CONTENT:
            if (root / name).is_dir():
                shutil.copytree(root / name, folder / name, symlinks=True)
            else:
                shutil.copy(root / name, folder / name)
        for name in ("guide", "macros", "overrides"):
            (folder / name).symlink_to(ROOT / name)
        self.write(".gitignore", ".cache/\nsite/\n")
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit()

    @property
    def guide(self) -> Guide:
        """The guide as it is read now."""
        return load(self.root)[0]

    def git(self, *arguments: str) -> str:
        """Run git and return what it prints."""
        who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
        done = subprocess.run(["git", *who, *arguments], cwd=self.root, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"git {' '.join(arguments)}: {done.stdout}{done.stderr}"
        return done.stdout

    def commit(self) -> None:
        """Commit everything, if there is anything to commit."""
        self.git("add", "--all")
        if self.git("status", "--porcelain"):
            self.git("commit", "--quiet", "--message", "A change")

    def branch(self, name: str) -> None:
        """Start a branch from main and go there."""
        self.git("checkout", "--quiet", "-b", name, "main")

    def merge(self, name: str) -> None:
        """Merge a branch into main and stay there."""
        self.git("checkout", "--quiet", "main")
        self.git("merge", "--quiet", "--no-ff", "--no-edit", name)

    def read(self, path: str) -> str:
        """Return what is in a file."""
        return (self.root / path).read_text("utf-8")

    def write(self, path: str, text: str) -> None:
        """Write a file."""
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, "utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace what stands in a file once."""
        text = self.read(path)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        self.write(path, text.replace(old, new))

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Run the command guide, and return its exit status and what it prints."""
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            status = main(["--root", str(self.root), *arguments])
        return status, out.getvalue(), err.getvalue()

    def do(self, *arguments: str) -> str:
        """Run the command guide, which has to succeed without a word of complaint, and return what it prints."""
        status, out, err = self.run(*arguments)
        assert (status, err) == (0, ""), f"guide {' '.join(arguments)}: {out}{err}"
        return out

    def messages(self, *arguments: str) -> list[Message]:
        """Return what a command, the check if none is given, finds wrong: each with file, line and column."""
        _, out, _ = self.run(*(arguments or ("check", "--since", "main")))
        found = messages_in(out)
        assert len(found) == len(out.splitlines()), out
        return found

    def land(self) -> bool:
        """Do on main what the workflow does there once a change is merged; return whether it changes something."""
        before = self.git("rev-parse", "HEAD")
        self.do("land")
        self.do("pages")
        self.commit()
        self.do("check")
        return before != self.git("rev-parse", "HEAD")

    def publish(self) -> dict[str, BuiltPage]:
        """Build the site, and return its pages."""
        done = build(self.root, self.root / "site")
        assert done.returncode == 0, done.stdout + done.stderr
        return read_pages(self.root / "site")

    def finish(self) -> dict[str, BuiltPage]:
        """Have what has been built lead on from what the list has come to say since, and return its pages."""
        self.do("finish", str(self.root / "site"))
        return read_pages(self.root / "site")

    def lead_on(self, mend: Mend) -> None:
        """Say in the list of the addresses where those lead that the site loses, as what looks at a built site asks."""
        built = build(self.root, self.root / "site")
        said = built.stdout + built.stderr
        found = messages_in(said)
        assert bool(found) == bool(built.returncode), said
        assert "WARNING" not in said, said
        for message in reversed(found):
            mend(self, message)
        # Once a page leads on, its anchors are asked for that are not where it leads to.
        for command in ("finish", "addresses"):
            follow(self, mend, command, str(self.root / "site"))

    def promise(self) -> None:
        """List on main what is new on the built site, as the workflow does."""
        assert self.run("addresses", "--write", str(self.root / "site"))[::2] == (0, "")
        self.commit()

    def pass_the_tests_of_the_content(self) -> None:
        """Have all other tests of the content run on the copy, and on the site that was built of it last."""
        others = [str(file) for file in sorted(TESTS.glob("test_*.py")) if "_invited_" not in file.name]
        own = {"GUIDE_ROOT": str(self.root), "GUIDE_SITE": str(self.root / "site")}
        done = run("pytest", *others, folder=ROOT, environment=own)
        assert done.returncode == 0, done.stdout[-3000:]


def messages_in(text: str) -> list[Message]:
    """Return the messages that stand on the lines of a text."""
    found = (_MESSAGE.search(line) for line in text.splitlines())
    return [
        Message(one["path"], int(one["line"]), int(one["column"]), one["what"], one["rule"]) for one in found if one
    ]


def said(pattern: str, what: str) -> str:
    """Return the part of a message that a pattern picks out."""
    found = re.search(pattern, what)
    assert found, f"'{pattern}' is not in '{what}'"
    return found[1]


Mend = Callable[[Copy, Message], None]


def follow(copy: Copy, mend: Mend, *arguments: str) -> list[Message]:
    """Mend what a command finds wrong, message by message, until nothing is left; return all that it has said."""
    said: list[Message] = []
    for _ in range(5):
        found = copy.messages(*arguments)
        if not found:
            return said
        # From the end on, so that no mend moves the place of another.
        for message in reversed(found):
            mend(copy, message)
        said += found
    raise AssertionError("\n".join(map(str, copy.messages(*arguments))))
