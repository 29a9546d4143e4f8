"""What several tests of the page that chooses a pattern start from."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from guide.model.guide import Guide
from guide.rule.recommend import Rule
from tests.engine.whole_guide import whole_guide


@pytest.fixture(scope="module")
def guide() -> Guide:
    """A whole guide."""
    return whole_guide()


@pytest.fixture(scope="module")
def rule(guide: Guide) -> Rule:
    """The rule that follows from it."""
    return Rule.of(guide)


@pytest.fixture
def page(tab: Page) -> Page:
    """A page of the browser, which stands on /choose/; a test that opens another address takes ``tab``."""
    tab.goto("choose/")
    return tab
