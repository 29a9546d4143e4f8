"""A repository with the sample guide, on a branch that changes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.git_repository import Repository

PROJECTS, RAFT = "data/projects.yml", "adr/0001-cross-by-raft.md"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path / "guide")
    repository.branch("ours")
    return repository
