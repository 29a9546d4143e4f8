"""Serving a built site on this machine, and a browser to open it with."""

from __future__ import annotations

import functools
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.bench.measure import CHROMIUM_FLAGS

# Two lists that pop up below the address bar are made anew with each window, which takes longer than the window. Only
# the last such switch counts, so the others are what Playwright switches off itself.
SWITCHED_OFF = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup"]
SWITCHED_OFF += ["AimEnabled", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "LensOverlay", "MediaRouter"]
SWITCHED_OFF += ["NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding", "PreconnectToSearch"]
SWITCHED_OFF += ["AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync"]
SWITCHED_OFF += ["DestroyProfileOnBrowserClose", "ThirdPartyStoragePartitioning"]
FLAGS = [*CHROMIUM_FLAGS, f"--disable-features={','.join(SWITCHED_OFF)}"]
# Pages are drawn without a graphics processor, so the process for one only adds to the time.
FLAGS += ["--in-process-gpu", "--disable-software-rasterizer"]
# There is no other host than this machine.
FLAGS += ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]


class _Quiet(SimpleHTTPRequestHandler):
    """Lets what it sends be kept for ten minutes, since most pages ask for the same scripts and styles."""

    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing about requests."""


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """Serve a built site below a path, as a host does that serves several sites, and give its address."""
    below = site.parent / f"served by {os.getpid()}"
    below.mkdir(exist_ok=True)
    (below / "guide").symlink_to(site)
    http = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=below))
    threading.Thread(target=http.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{http.server_port}/guide/"
    http.shutdown()
    http.server_close()


def fill_window(page: Page) -> Page:
    """Have a page fill its window: what else stands in one is drawn too, a tenth of what it takes to open a page."""
    session = page.context.new_cdp_session(page)
    window = session.send("Browser.getWindowForTarget")["windowId"]
    session.send("Browser.setWindowBounds", {"windowId": window, "bounds": {"windowState": "fullscreen"}})
    session.detach()
    return page


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright, for as long as the tests run."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """The Chromium that is installed; without one the test is skipped, but fails where CI is true."""
    chromium = shutil.which("chromium")
    if not chromium:
        missing = "no Chromium on the PATH: this browser test did NOT run"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
    yield browser
    browser.close()
