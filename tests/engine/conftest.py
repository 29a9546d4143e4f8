"""What the tests of the engine start from: made-up guides, and a browser to open their sites with."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

import guide.command.group  # noqa: F401  (once for all tests, and with it every rule)
from tests.engine.browser_fixtures import browser, playwright
from tests.engine.published import _window, host, pages, published, published_by_zensical, server, site, tab
from tests.engine.sample import write_sample

__all__ = [
    "_window",
    "browser",
    "host",
    "pages",
    "playwright",
    "published",
    "published_by_zensical",
    "sample",
    "server",
    "site",
    "tab",
]

# No test fails because a machine is busy.
settings.register_profile("guide", deadline=None)
settings.load_profile("guide")


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The sample guide in a folder of its own."""
    return write_sample(tmp_path)
