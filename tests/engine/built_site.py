"""Building a site and reading its pages."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from filelock import FileLock

from tests.engine.forked import run

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class BuiltPage:
    """A page of the built site: its address from the site's root, and its HTML.

    parsed: the folder in which processes that share the tests leave each other what they have parsed, if there is one.
    """

    address: str
    html: str
    parsed: Path | None = None

    # Most tests look at a few pages, and parsing one takes as long as building it.
    @cached_property
    def _parsed(self) -> tuple[Element, tuple[str, ...]]:
        file = self.parsed / sha256(self.html.encode()).hexdigest() if self.parsed else None
        if file and file.exists():
            return pickle.loads(file.read_bytes())
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        tree = parser.parse(self.html)
        faults = tuple(f"{line}:{column} {code} {details}" for (line, column), code, details in parser.errors)
        if file:
            written = file.with_name(f"{file.name}.{os.getpid()}")
            written.write_bytes(pickle.dumps((tree, faults)))
            written.replace(file)
        return tree, faults

    @property
    def tree(self) -> Element:
        """The elements of the page."""
        return self._parsed[0]

    @property
    def faults(self) -> tuple[str, ...]:
        """What is not valid HTML."""
        return self._parsed[1]

    @property
    def leads_on(self) -> bool:
        """Whether it is no page of its own, but leads from an earlier address to a page."""
        if "data-moved" not in self.html:
            return False
        return self.tree.find(".//a[@data-moved]") is not None and self.tree.find(".//article") is None

    @property
    def article(self) -> Element:
        """What is the page's own, without the frame around it."""
        return self.tree.find(".//article")

    def text(self, element: Element | None = None) -> str:
        """Return the text of an element (of the article, if none is given) with single spaces."""
        return " ".join("".join((element if element is not None else self.article).itertext()).split())


def engine(name: str) -> Path:
    """Return the program of an engine, as installed beside the Python that runs the tests."""
    return Path(sys.executable).parent / name


def build(root: Path, into: Path) -> subprocess.CompletedProcess[str]:
    """Build the site of a guide with MkDocs, strictly, and return how that went."""
    return run("mkdocs", "build", "--strict", "--site-dir", into, folder=root)


def litter(root: Path) -> set[str]:
    """Leave in a guide what editors, desktops and git leave beside the files that one writes; return the names."""
    names = {
        ".DS_Store",
        "index.md~",
        "#index.md#",
        "x.md.orig",
        "x.md.bak",
        ".index.md.swp",
        "Thumbs.db",
        ".#index.md",
    }
    for folder in ("adr", "data", "docs", "docs/patterns"):
        for name in names - {".#index.md"}:
            (root / folder / name).write_bytes(b"\xff\0")
        (root / folder / ".#index.md").symlink_to("somebody@a-host.1:2")
        (root / folder / ".idea").mkdir()
        (root / folder / ".idea" / "index.md").write_bytes(b"\xff\0")
    return names | {".idea"}


def read_pages(site: Path, parsed: Path | None = None) -> dict[str, BuiltPage]:
    """Read every page of a built site, by its address; the page for what is not found is '404.html'."""
    pages = {}
    for file in sorted(site.rglob("*.html")):
        address = file.relative_to(site).as_posix().removesuffix("index.html")
        pages[address] = BuiltPage(address, file.read_text("utf-8"), parsed)
    return pages


def made_once(name: str, make: Callable[[Path], object], factory: pytest.TempPathFactory) -> Path:
    """Return a folder that ``make`` fills, once in a run: where several processes share the tests, for all of them."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, made = shared / name, shared / f"{name}.made"
    with FileLock(shared / f"{name}.lock"):
        if not made.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            made.touch()
    return folder
