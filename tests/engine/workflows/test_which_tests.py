"""A change of content runs the tests of the content, and any other change all tests."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.engine.built_site import ROOT
from tests.engine.git_repository import Repository

SETTINGS = "site_name: The Crossing\nnav: [crossing.md]\n\n# ---- The engine's part\ntheme: material\n"
CONTENT, ALL = "the content's", "all"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository in which it is only said which tests are run."""
    repository = Repository(tmp_path / "guide")
    (repository.root / ".ci").mkdir()
    shutil.copy(ROOT / ".ci/test", repository.root / ".ci/test")
    repository.write(".ci/run", f"echo {ALL}")
    repository.write("Makefile", f'test-content:\n\t@echo "{CONTENT}"\n')
    repository.write("mkdocs.yml", SETTINGS)
    repository.write("guide/rule.py", "")
    repository.commit()
    repository.branch("change")
    return repository


def run(repository: Repository, since: str = "main") -> str:
    done = subprocess.run(
        ["bash", ".ci/test"],
        cwd=repository.root,
        env={name: value for name, value in os.environ.items() if not name.startswith("MAKE")} | {"SINCE": since},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()[-1]


@pytest.mark.parametrize(
    ("files", "tests"),
    [
        ({"data/limits.yml": "x"}, CONTENT),
        ({"adr/draft-x.md": "x", "docs/x.md": "x"}, CONTENT),
        ({"mkdocs.yml": SETTINGS.replace("[crossing.md]", "[x.md]")}, CONTENT),
        ({"mkdocs.yml": SETTINGS.replace("material", "other")}, ALL),
        ({"guide/rule.py": "x"}, ALL),
        ({"data/limits.yml": "x", "guide/rule.py": "x"}, ALL),
        ({"README.md": "x"}, ALL),
        ({".ci/run": f"echo {ALL} # x"}, ALL),
    ],
)
def test_what_has_changed_says_which_tests_are_needed(
    files: dict[str, str], tests: str, repository: Repository
) -> None:
    for path, text in files.items():
        repository.write(path, text)
    repository.commit()
    assert run(repository) == tests


def test_what_main_has_changed_meanwhile_is_none_of_the_change(repository: Repository) -> None:
    repository.write("data/limits.yml", "x")
    repository.commit()
    repository.go("main")
    repository.write("guide/rule.py", "x")
    repository.commit()
    repository.go("change")
    assert run(repository) == CONTENT


@pytest.mark.parametrize("since", ["", "nowhere"])
def test_without_a_base_all_tests_run(since: str, repository: Repository) -> None:
    assert run(repository, since) == ALL
