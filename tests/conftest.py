"""What many tests start from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.sample import write_sample

pytest_plugins = ["tests.engine.site_fixtures", "tests.engine.published"]


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The sample guide in a folder of its own."""
    return write_sample(tmp_path)
