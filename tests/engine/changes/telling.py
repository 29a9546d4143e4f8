"""What `guide changes` says of a branch."""

from __future__ import annotations

import pytest

from tests.engine.git_repository import Repository

PROJECTS, RAFT = "data/projects.yml", "adr/0001-cross-by-raft.md"


def changes(repository: Repository, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    capsys.readouterr()
    assert repository.guide("changes", "--since", "main", *options) == 0
    return capsys.readouterr().out
