"""What git says: a thin wrapper that turns every failure of git into one sentence."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path

from guide.disk.text_files import decode
from guide.problems import RefusedError

_DEEPEN = "fetch all of it: git fetch --unshallow"


class Git:
    """The repository in which a folder lies; every path that goes in or comes out is relative to the folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def __call__(self, *arguments: str, given: bytes = b"") -> bytes:
        """Run git in the folder and return what it prints; raise RefusedError with git's own last line."""
        done = self._run(*arguments, given=given)
        if done.returncode != 0:
            raise _failure(arguments[0], done)
        return done.stdout

    def _run(self, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        environment = os.environ | {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
        command = ["git", "--literal-pathspecs", *arguments]
        try:
            return subprocess.run(
                command, cwd=self.root, env=environment, input=given, capture_output=True, check=False
            )
        except FileNotFoundError:
            raise RefusedError("git is not installed, or not on the PATH; install it first") from None

    def is_repository(self) -> bool:
        """Return whether the folder lies in a repository that has a commit; raise RefusedError if git can't tell.

        It can't where the folder belongs to somebody else, as in a container: to go on without the
        history would give numbers that are taken.
        """
        done = self._run("rev-parse", "--verify", "--quiet", "HEAD")
        if done.returncode != 0 and done.stderr and b"not a git repository" not in done.stderr:
            raise _failure("rev-parse", done)
        return done.returncode == 0

    def check_history(self) -> None:
        """Raise RefusedError in a shallow repository, where not all of the history can be read."""
        if self.is_repository() and self("rev-parse", "--is-shallow-repository").strip() == b"true":
            raise RefusedError(f"this clone lacks a part of its history, where numbers may be taken; {_DEEPEN}")

    def find(self, revision: str) -> str | None:
        """Return the commit that a revision names, or None if there is none."""
        done = self._run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        return done.stdout.decode().strip() or None

    def tracked(self, folders: Iterable[str]) -> list[str]:
        """Return the files in some folders that git knows, whatever the working tree holds."""
        return _names(self("ls-files", "-z", "--", *folders))

    def uncommitted(self) -> list[str]:
        """Return what is different in the working tree and the index from the last commit, new files included."""
        return _names(self("status", "--porcelain", "-z", "--untracked-files=all", "--", "."))

    def commit(self, revision: str) -> str:
        """Return the commit that a revision names; raise RefusedError if there is none."""
        if not self.is_repository():
            raise RefusedError(f"'{self.root}' is not in a git repository with a commit")
        commit = self.find(revision)
        if commit is None:
            remote, _, branch = revision.partition("/")
            fetch = "git fetch"
            if remote in self("remote").decode("utf-8", "replace").split():
                # A clone of one branch keeps another under its name only if it is named in full.
                fetch = f"git fetch {remote} {branch}:refs/remotes/{revision}"
            raise RefusedError(f"git knows no revision '{revision}'; check its spelling, or fetch it first: {fetch}")
        return commit

    def common_ancestor(self, revision: str) -> str:
        """Return the last commit that a revision and HEAD have in common; raise RefusedError if there is none."""
        done = self._run("merge-base", "HEAD", self.commit(revision))
        if done.returncode != 0:
            shallow = self("rev-parse", "--is-shallow-repository").strip() == b"true"
            remedy = _DEEPEN if shallow else "name the revision that this branch was started from"
            raise RefusedError(f"'{revision}' and this branch have no commit in common; {remedy}")
        return done.stdout.decode().split()[0]

    def files(self, commit: str, folder: str) -> frozenset[str]:
        """Return the files that a commit holds in a folder and below, or in all if it has no name."""
        listed = self("ls-tree", "-r", "-z", "--name-only", commit, *(["--", f"{folder}/"] if folder else []))
        return frozenset(_names(listed))

    def read(self, commit: str, paths: Iterable[str]) -> Mapping[str, str]:
        """Return the texts of files of a commit, with ``\\n`` as line end; what is missing or not UTF-8 is left out."""
        wanted = [path for path in paths if "\n" not in path]
        asked = "".join(f"{commit}:./{path}\n" for path in wanted)
        out = self("cat-file", "--batch", given=asked.encode("utf-8", "surrogateescape"))
        texts, at = {}, 0
        for path in wanted:
            end = out.index(b"\n", at)
            head = out[at:end].split()
            at = end + 1
            if head[-1] == b"missing" or not head[-1].isdigit():
                continue
            size = int(head[-1])
            with suppress(UnicodeDecodeError):
                texts[path] = decode(out[at : at + size])
            at += size + 1
        return texts

    def changed(self, commit: str, folder: str) -> frozenset[str]:
        """Return the files of a commit in a folder that are different, or gone, in the working tree."""
        return frozenset(
            _names(
                self("diff", "--name-only", "--no-renames", "--relative", "-z", "--diff-filter=a", commit, "--", folder)
            )
        )

    def ever(self, folder: str, after: str | None = None) -> frozenset[str]:
        """Return every name that a file in a folder has had in the history of HEAD, or in that after a commit."""
        range = f"{after}..HEAD" if after else "HEAD"
        log = self._log("--format=", "-z", "-m", range, folder=folder)
        return frozenset(name.strip("\n") for name in _names(log))

    def removals(self, folder: str) -> Iterator[tuple[str, list[str]]]:
        """Yield the commits of this branch that took files out of a folder, the newest first, each with these."""
        log = self._log("--first-parent", "-m", "--format=%x00%H", "--diff-filter=D", "HEAD", folder=folder)
        for block in log.decode("utf-8", "replace").split("\0")[1:]:
            commit, *names = filter(None, block.splitlines())
            yield commit, names

    def subjects(self, folder: str) -> dict[str, str]:
        """Return the first line of the message of the commit that brought each file of a folder to this branch."""
        options = ("--first-parent", "-m", "--reverse", "--diff-filter=A", "--format=%x00%s")
        subjects: dict[str, str] = {}
        for block in self._log(*options, "HEAD", folder=folder).decode("utf-8", "replace").split("\0")[1:]:
            subject, _, names = block.partition("\n")
            subjects.update(dict.fromkeys(filter(None, names.splitlines()), subject))
        return subjects

    def arrivals(self, folder: str) -> Mapping[str, tuple[int, int]]:
        """Return when each file of a folder came into this branch, as ranks by which the oldest is first.

        A merge brings all of its files at once; among these, the one that was written first is first.
        """
        branch = self._added("--first-parent", "-m", folder=folder)
        written = self._added(folder=folder)
        return {path: (rank, written.get(path, len(written))) for path, rank in branch.items()}

    def added_on(self) -> Mapping[str, date]:
        """Return, by path, the day of the commit that added each file of the folder, under whatever name."""
        options = ("--reverse", "--name-status", "--find-renames", "--relative", "--format=%as", "--diff-filter=AR")
        log = self("-c", "core.quotepath=false", "log", *options, "HEAD", "--", ".").decode("utf-8", "surrogateescape")
        days: dict[str, date] = {}
        for line in log.splitlines():
            status, *paths = line.split("\t")
            if not paths and status:
                day = date.fromisoformat(status)
            elif paths:
                days[paths[-1]] = days.get(paths[0], day) if status.startswith("R") else day
        return days

    def _added(self, *options: str, folder: str) -> dict[str, int]:
        """Return, by path, how late among the commits the one stands that added the file last."""
        log = self._log("--reverse", "--format=%x00", "--diff-filter=A", *options, "HEAD", folder=folder)
        added: dict[str, int] = {}
        for index, block in enumerate(log.decode("utf-8", "replace").split("\0")):
            added.update(dict.fromkeys((line for line in block.splitlines() if line), index))
        return added

    def _log(self, *options: str, folder: str) -> bytes:
        """Return the history of the files in a folder, with their names."""
        return self("log", "--name-only", "--no-renames", "--relative", *options, "--", folder)

    def move(self, moves: Mapping[str, str]) -> None:
        """Rename files in git's index, as `git mv` does, whatever the working tree holds: all of them or none.

        moves: the new path of each file, by its old one; those that are not in the index are left out.
        """
        if not moves or not self.is_repository():
            return
        listed = _names(self("ls-files", "--stage", "-z", "--", *moves))
        above = self("rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").removesuffix("\n")
        lines = []
        for entry in listed:
            about, _, old = entry.partition("\t")
            nothing = "0" * len(about.split()[1])
            lines += [f"0 {nothing}\t{above}{old}\0", f"{about}\t{above}{moves[old]}\0"]
        if lines:
            self("update-index", "-z", "--index-info", given="".join(lines).encode("utf-8", "surrogateescape"))

    def branch(self) -> str | None:
        """Return the branch that is checked out, or None if a commit is."""
        done = self._run("symbolic-ref", "--quiet", "--short", "HEAD")
        return done.stdout.decode().strip() or None

    def main_branch(self) -> str | None:
        """Return which branch is the main one: what the remote says, or else the one of that name; None if neither."""
        done = self._run("symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD")
        default = done.stdout.decode().strip().removeprefix("origin/")
        names = [name for name in ("main", "master") if self.tips(name)]
        return default or next(iter(names), None)

    def tips(self, branch: str) -> frozenset[str]:
        """Return the commits at which a branch stands, here and at the remote."""
        listed = self("for-each-ref", "--format=%(objectname)", f"refs/heads/{branch}", f"refs/remotes/origin/{branch}")
        return frozenset(listed.decode().split())


def _failure(command: str, done: subprocess.CompletedProcess[bytes]) -> RefusedError:
    """Return what to raise when git has failed: git's own line that says why."""
    lines = [line.strip() for line in done.stderr.decode("utf-8", "replace").splitlines() if line.strip()]
    reasons = [line for line in lines if line.startswith("fatal: ")] or lines
    reason = reasons[-1].removeprefix("fatal: ") if reasons else f"exit status {done.returncode}"
    how = f"; to trust it: {lines[-1]}" if "dubious ownership" in reason else ""
    return RefusedError(f"git {command} failed: {reason}{how}")


def _names(out: bytes) -> list[str]:
    """Return the names in what git prints with -z."""
    return [name for name in out.decode("utf-8", "surrogateescape").split("\0") if name]
