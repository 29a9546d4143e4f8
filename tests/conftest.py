"""The order of all tests."""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have the long tests start first, so that workers who share the tests are done at about the same time."""
    items.sort(key=lambda item: "long" not in item.keywords)
