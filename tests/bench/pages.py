"""What the pages are like on a phone (Lighthouse), and how much of them comes over the wire."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, CDPSession, sync_playwright

from tests.bench.hosting import free_port, hosting, nginx
from tests.bench.logs import ROOT
from tests.bench.measure import CHROMIUM_FLAGS, program

LIGHTHOUSE = ROOT / "tests" / "bench" / "node" / "node_modules" / "lighthouse" / "cli" / "index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
JUDGED = ("", "choose/", "patterns/", "adr/0002-take-the-lightest-pattern/", "adr/")


@dataclass(frozen=True)
class Weight:
    """The bytes that come over the wire for a page, headers included: on a first visit, and as a second page."""

    address: str
    first: int
    second: int


def missing() -> list[str]:
    """Return what has to be installed before pages can be measured."""
    tools = {
        "chromium": shutil.which("chromium"),
        "nginx": nginx(),
        "Node.js with npm": shutil.which("node") and LIGHTHOUSE.is_file(),
    }
    return [name for name, found in tools.items() if not found]


@contextmanager
def published() -> Iterator[tuple[str, list[str]]]:
    """Build our guide and host it; yield its address and the addresses of its pages from there."""
    with tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), free_port()
        address = f"http://127.0.0.1:{port}/"
        command = [program("mkdocs"), "build", "--strict", "--quiet", "--site-dir", folder / "site"]
        environment = os.environ | {"GUIDE_SITE_URL": address, "NO_MKDOCS_2_WARNING": "1"}
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
        # nginx gives up the rights of whoever starts it, and still has to read what it serves.
        folder.chmod(0o755)
        sitemap = (folder / "site" / "sitemap.xml").read_text("utf-8")
        pages = re.findall(rf"<loc>{re.escape(address)}([^<]*)</loc>", sitemap)
        with hosting(folder, port):
            yield address, sorted({*pages, "print/"})


def judge(address: str, page: str) -> dict[str, int]:
    """Return what Lighthouse thinks of a page on a phone: a mark from 0 to 100 for each category."""
    command = ["node", LIGHTHOUSE, address + page, "--quiet", "--output=json", "--no-enable-error-reporting"]
    command += [f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={' '.join(CHROMIUM_FLAGS)}"]
    environment = os.environ | {"CHROME_PATH": shutil.which("chromium")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=True)
    found = json.loads(done.stdout)["categories"]
    return {category: round(found[category]["score"] * 100) for category in CATEGORIES}


def weigh(address: str, pages: list[str]) -> Iterator[Weight]:
    """Yield what each page costs by itself, and what it costs somebody who comes from the home page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS)
        for page in pages:
            first, reader = browser.new_context(), browser.new_context()
            _received(reader, address)
            yield Weight(page, _received(first, address + page), _received(reader, address + page))
            first.close()
            reader.close()
        browser.close()


def _received(context: BrowserContext, address: str) -> int:
    """Return how many bytes come over the wire until a page is at rest."""
    page = context.new_page()
    session: CDPSession = context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    page.close()
    return round(sum(sizes))
