"""What many tests start from."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from tests.engine.sample import write_sample

pytest_plugins = ["tests.engine.built_site", "tests.engine.published"]

# No test fails because a machine is busy.
settings.register_profile("guide", deadline=None)
settings.load_profile("guide")


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The sample guide in a folder of its own."""
    return write_sample(tmp_path)
