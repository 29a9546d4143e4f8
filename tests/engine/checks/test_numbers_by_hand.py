"""A number is given by landing: one that somebody has written into the name of a new file is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.checks.test_since import DRY, LANDED, repository_of, since
from tests.engine.git_repository import Repository, proposal

CALL = "call this file adr/draft-dig.md, and it gets its number when it lands [number-taken]"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return repository_of(tmp_path / "guide")


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("adr/0011-dig.md", proposal("Dig"), f"is new and has number 11 already; {CALL}"),
        ("adr/0003-dig.md", proposal("Dig"), f"number 3 is taken on main by adr/0003-fly.md; {CALL}"),
        ("adr/0004-dig.md", LANDED, ""),
        ("adr/0011-dig.md", proposal("Dig").replace("history:", "imported-from: x/0011-dig.md\nhistory:"), ""),
        ("adr/0011-dig.md", proposal("Dig").replace("status: proposed\n", "status: \n"), "'status' is empty"),
    ],
    ids=["a new one", "one that is taken", "one that has landed", "one of another log", "one that is broken as well"],
)
def test_only_landing_and_importing_give_a_number(path: str, text: str, said: str, repository: Repository) -> None:
    repository.write(path, text)
    told = since(repository)
    assert len(told) == bool(said)
    assert all(said in line and line.startswith(f"{path}:") for line in told)


def test_a_draft_of_main_that_somebody_numbers_is_a_draft_still(repository: Repository) -> None:
    repository.write("adr/0011-swim.md", repository.read("adr/draft-swim.md").replace("formerly: [draft-wade]\n", ""))
    (repository.root / "adr/draft-swim.md").unlink()
    assert f"adr/0011-swim.md:1:1: is new and has number 11 already; {CALL.replace('dig', 'swim')}" in since(repository)


def test_what_has_a_number_on_main_keeps_it_under_another_name(repository: Repository) -> None:
    text = repository.read(DRY)
    repository.write("adr/0002-keep-dry.md", text.replace("history:", "formerly: [0002-stay-dry]\nhistory:", 1))
    (repository.root / DRY).unlink()
    assert since(repository) == []
