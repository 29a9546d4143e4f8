"""A decision whose file is renamed stays the same for the check, and its earlier names stay with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.checks import check
from tests.engine.git_repository import Repository

DRY = "adr/0002-stay-dry.md"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path / "guide")
    repository.branch("ours")
    return repository


def since(repository: Repository) -> list[str]:
    return [str(problem) for problem in check(repository.root, "main")]


def test_a_decision_that_was_renamed_is_still_the_same(repository: Repository) -> None:
    repository.git("mv", DRY, "adr/0002-keep-dry.md")
    lost = (
        f"adr/0002-keep-dry.md:1:1: was called {DRY} on main; rename it back, or write "
        "'formerly: [0002-stay-dry]', so that its address leads here [lost-name]"
    )
    assert since(repository) == [lost]
    text = repository.read("adr/0002-keep-dry.md").replace("history:", "formerly: [draft-dry]\nhistory:")
    repository.write("adr/0002-keep-dry.md", text)
    assert since(repository) == [lost.replace("[0002", "[draft-dry, 0002")]
    text = text.replace("[draft-dry]", "[draft-dry, 0002-stay-dry]")
    repository.write("adr/0002-keep-dry.md", text)
    assert since(repository) == []
    repository.write("adr/0002-keep-dry.md", text.replace("has to.", "may."))
    rules = [problem.rule for problem in check(repository.root, "main")]
    assert rules == ["settled-decision"]


def test_a_decision_that_was_renamed_is_not_gone_while_its_front_matter_is_broken(repository: Repository) -> None:
    repository.git("mv", DRY, "adr/0002-keep-dry.md")
    repository.write(
        "adr/0002-keep-dry.md", repository.read("adr/0002-keep-dry.md").replace("answers: []", "answers: [x]")
    )
    assert [problem.rule for problem in check(repository.root, "main")] == ["unknown-reference"]
