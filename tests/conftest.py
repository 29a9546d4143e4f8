"""The order of all tests, and where they keep their files."""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from pathlib import Path

import pytest

# Where Linux keeps files in memory. Those of all tests, some 200,000, take 1 GB, and a disk a quarter of their time.
_MEMORY = Path("/dev/shm")
_ENOUGH = 4 * 2**30


def pytest_configure() -> None:
    """Keep the files of the tests in memory until all are done, where there is room and TMPDIR names no other place."""
    if "TMPDIR" in os.environ or not os.access(_MEMORY, os.W_OK) or shutil.disk_usage(_MEMORY).free < _ENOUGH:
        return
    folder = tempfile.mkdtemp(prefix="guide-tests-", dir=_MEMORY)
    # At the end of this process, after all that is made later and goes then by itself.
    weakref.finalize(pytest_configure, shutil.rmtree, folder, ignore_errors=True)
    # For all that is started from here, and for this process, which may have looked already.
    os.environ["TMPDIR"] = tempfile.tempdir = folder


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have the long tests start first, so that workers who share the tests are done at about the same time."""
    items.sort(key=lambda item: "long" not in item.keywords)
