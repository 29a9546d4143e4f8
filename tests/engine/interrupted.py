"""A guide for each command that changes one, to stop the command in the middle of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from guide.command.main import main
from guide.disk.transaction import JOURNAL
from guide.model.schema import write_schemas
from tests.engine.faults import End, Fault, left_behind, run_apart
from tests.engine.git_repository import Repository, proposal
from tests.engine.import_logs import nygard
from tests.engine.promised import PAGES, write_site
from tests.engine.sample import decision, page

Tree = dict[str, bytes]
Prepare = Callable[[Repository], list[str]]

DAY = ("--date", "2026-03-03")


def land(repository: Repository) -> list[str]:
    """Two drafts that link each other, a page and data that link them; one of them git does not know yet."""
    repository.write("adr/draft-dig.md", proposal("Dig", "See [swim](draft-swim.md)."))
    repository.write("docs/crossing.md", page("The crossing", "\n[swim](adr/draft-swim.md)\n"))
    log = repository.read("data/sources.yml").replace("The ship's log", "See adr/draft-swim.md")
    repository.write("data/sources.yml", log)
    repository.write("adr/draft-swim.md", proposal("Swim"))
    repository.git("add", "adr/draft-swim.md")
    repository.git("commit", "--quiet", "--message", "A draft")
    return ["land"]


def renumber(repository: Repository) -> list[str]:
    """A decision that another one names and a page links."""
    repository.write("adr/0003-swim.md", proposal("Swim"))
    repository.write("docs/crossing.md", page("The crossing", "\n[swim](adr/0003-swim.md)\n"))
    repository.branch("ours")
    repository.commit()
    repository.write("adr/0004-dig.md", proposal("Dig").replace("supersedes: []", "supersedes: [3]"))
    return ["renumber", "3"]


def status(repository: Repository) -> list[str]:
    """A proposal, not committed yet, that takes the place of one decision and amends another."""
    text = proposal("Swim").replace("supersedes: []", "amends: [1]\nsupersedes: [2]")
    repository.write("adr/0003-swim.md", text)
    return ["status", "3", "accepted", *DAY]


def supersede(repository: Repository) -> list[str]:
    """A decision that another one is to replace."""
    repository.write("adr/0003-swim.md", decision("Swim"))
    return ["supersede", "2", "--by", "3", *DAY]


def amend(repository: Repository) -> list[str]:
    """A decision that another one is to change in part."""
    return ["amend", "1", "--by", "2", *DAY]


def import_(repository: Repository) -> list[str]:
    """A log of two records, with a picture in a folder of its own."""
    log = repository.root.parent / "log"
    (log / "images").mkdir(parents=True, exist_ok=True)
    (log / "images" / "a.png").write_bytes(b"a")
    (log / "0003-a.md").write_text(nygard("3. A", decision="![a](images/a.png)"), "utf-8")
    (log / "0004-b.md").write_text(nygard("4. B"), "utf-8")
    return ["import", str(log), *DAY]


def addresses(repository: Repository) -> list[str]:
    """A list of addresses that lacks some of the site, which is built."""
    write_site(repository.root / "site", PAGES)
    repository.write("data/addresses.txt", "/\n/docks/\n")
    return ["addresses", "--write", str(repository.root / "site")]


def schemas(repository: Repository) -> list[str]:
    """Two schemas that are stale."""
    write_schemas(repository.root)
    for name in ("needs", "tools"):
        repository.write(f"guide/schema/{name}.json", "{}\n")
    return ["schemas"]


def new(repository: Repository) -> list[str]:
    """A decision that is started."""
    return ["new", "Use a boat", *DAY]


COMMANDS: list[Prepare] = [
    land, renumber, status, supersede, amend, import_, addresses, schemas, new,
]  # fmt: skip


class Case:
    """A guide, a command on it, and what it is before the command and after it."""

    def __init__(self, folder: Path, prepare: Prepare, *, git: bool = True) -> None:
        self.folder = folder
        repository = Repository(folder / "0" / "guide")
        self.command = prepare(repository)
        if not git:
            shutil.rmtree(repository.root / ".git")
        self.start = repository.root
        self.before = tree(self.start)
        self.after = tree(self.copy(1))
        assert self.before == self.after
        assert self.run(self.root(1)) == 0
        self.after = tree(self.root(1))
        assert self.before != self.after

    def root(self, number: int) -> Path:
        return self.folder / str(number) / "guide"

    def copy(self, number: int) -> Path:
        """Return a copy of the guide as it is before the command."""
        return shutil.copytree(self.start, self.root(number), symlinks=True)

    def run(self, root: Path) -> int:
        return main(["--root", str(root), *(part.replace(str(self.start), str(root)) for part in self.command)])

    def faults(self, fault: Fault, *, lasting: bool = False) -> Iterator[tuple[Path, End]]:
        """Yield, for each step of the command, a guide in which the fault came at that step, and how it ended."""
        root = self.copy(2)
        for step in count(1):
            end = run_apart(root, lambda: self.run(root), step, fault, lasting=lasting)
            if not end.faulty:
                assert step > 8
                return
            yield root, end
            if tree(root) != self.before or (root / JOURNAL).exists():
                shutil.rmtree(root)
                self.copy(2)

    def killed(self) -> Iterator[Path]:
        """Yield each guide that is left when the command is killed before one of its steps."""
        root = self.copy(2)
        copies = left_behind(root, lambda: self.run(root), self.folder / "killed")
        assert len(copies) > 8
        for left in copies:
            shutil.rmtree(root)
            left.rename(root)  # a command notes whole paths
            yield root

    def half_done(self) -> Iterator[Path]:
        """Yield guides in which the command was killed when some of its files had changed."""
        for root in self.killed():
            if content(root) not in (self.before, self.after) and (root / JOURNAL).exists():
                yield root


def tree(root: Path) -> Tree:
    """Return what is in the files of a guide, hidden ones too, but not what git and commands note of themselves."""
    found = {}
    for folder, names, files in os.walk(root):
        names[:] = [name for name in names if name not in {".git", ".cache"}]
        for name in files:
            path = Path(folder, name)
            found[path.relative_to(root).as_posix()] = path.read_bytes()
    return found


def content(root: Path) -> Tree:
    """Return what is in the files of a guide, but not what a command that was stopped has written beside them."""
    return {path: data for path, data in tree(root).items() if "/.guide-" not in path}
