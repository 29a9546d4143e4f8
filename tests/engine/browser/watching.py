"""What goes wrong on pages that a browser opens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from tests.engine.browser_fixtures import fill_window
from tests.engine.published import NOWHERE


@contextmanager
def watching(browser: Browser, address: str) -> Iterator[tuple[Page, list[str]]]:
    """Give a page for a site, and a list of what its policy forbids, it asks of others and goes wrong besides."""
    page, faults = fill_window(browser.new_page(color_scheme="light", reduced_motion="reduce")), []

    def note(said: object) -> None:
        faults.append(f"{page.url}: {said}")

    page.expose_function("report", note)
    page.add_init_script(
        "addEventListener('securitypolicyviolation', ({violatedDirective, blockedURI, sourceFile, lineNumber}) => "
        "report([violatedDirective, blockedURI, sourceFile, lineNumber].join(' ')))"
    )
    page.on("pageerror", note)
    page.on("request", lambda one: note(f"asks for {one.url}") if not one.url.startswith(address) else None)
    page.on("requestfailed", lambda one: note(f"{one.failure} {one.url}") if _is_lost(one) else None)
    page.on("console", lambda said: note(said.text) if _is_fault(said) else None)
    yield page, faults
    page.close()


def _is_lost(request: Request) -> bool:
    """Return whether a request failed, and not because the next page was opened meanwhile."""
    return request.failure != "net::ERR_ABORTED"


def _is_fault(said: ConsoleMessage) -> bool:
    """Return whether a line of the console is an error, other than that what is not found was not found."""
    return said.type == "error" and not said.location["url"].endswith(NOWHERE)


def open_whole(page: Page, address: str) -> None:
    """Open a page, and wait until its scripts have begun, if it has any, and its heading is there."""
    page.goto(address)
    page.locator("html:is(.js, :not(:has(script)))").wait_for()
    assert page.locator("h1").first.inner_text()
