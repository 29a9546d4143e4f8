"""A code host with a repository that holds the engine and the sample guide, for the workflows to run on."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from guide.command.main import main
from tests.engine.built_site import ROOT, build
from tests.engine.code_host import ENGINE, NAV, PAGES, Host
from tests.engine.forked import programs
from tests.engine.git_repository import Repository


@pytest.fixture(scope="package")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the engine and the sample guide, whose addresses are all listed."""
    repository = Repository(tmp_path_factory.mktemp("start"))
    root = repository.root
    for name in ENGINE:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, root / name)
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    nav = "".join(f"  - {page}\n" for page in NAV)
    repository.write("mkdocs.yml", re.sub(r"^nav:\n(?: .*\n)+", f"nav:\n{nav}", settings, flags=re.M))
    for page, text in PAGES.items():
        repository.write(f"docs/{page}", text)
    done = build(root, root / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    assert main(["--root", str(root), "addresses", "--write", str(root / "site")]) == 0
    repository.commit("The engine")
    return root


@pytest.fixture(scope="package")
def forks() -> Iterator[Path]:
    """A folder with the programs that make calls, which need not be started anew each time."""
    with programs() as folder:
        yield folder


@pytest.fixture
def host(start: Path, forks: Path, tmp_path: Path) -> Host:
    return Host(tmp_path, start, forks)
