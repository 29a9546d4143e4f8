"""The site as a host publishes it: below a path, compressed, with its own page for what is not found.

It is built by each engine from a guide that has every kind of page: our own, with a decision of each
status and an address that has moved.
"""

from __future__ import annotations

import functools
import gzip
import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from guide.command.main import main
from tests.bench.logs import copy_guide
from tests.engine.sample import decision, edit
from tests.engine.site_fixtures import BuiltPage, engine, read_pages

PATH = "/guide/"
NOWHERE = "no/such/page/"
MOVED = "adr/draft-use-punched-cards/"
STATUSES = ["proposed", "rejected", "deprecated", "superseded", "accepted"]


@dataclass(frozen=True)
class Published:
    """A site on its host: its address, its folder, and its pages by their addresses from the site's root.

    sent: what the host has sent so far, each as (path, bytes of the compressed body); to be cleared before use.
    """

    address: str
    folder: Path
    pages: dict[str, BuiltPage]
    sent: list[tuple[str, int]]

    @property
    def opened(self) -> list[str]:
        """What a reader can open: every page, and something that is not there for the page that says so."""
        return [NOWHERE if address == "404.html" else address for address in self.pages]


class _Host(SimpleHTTPRequestHandler):
    """Compresses texts, lets them be cached for ten minutes, and has a page for what is not found, as GitHub Pages."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        status, file = HTTPStatus.OK, Path(self.translate_path(self.path))
        if file.is_dir():
            file /= "index.html"
        if not file.is_file():
            status, file = HTTPStatus.NOT_FOUND, Path(self.translate_path(f"{PATH}404.html"))
        body, kind = file.read_bytes(), self.guess_type(file)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "max-age=600")
        if not kind.startswith("image/") or kind == "image/svg+xml":
            body = gzip.compress(body, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.server.sent.append((self.path, len(body)))
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing about requests."""


@contextmanager
def _published(trial: Path, name: str, below: Path) -> Iterator[Published]:
    """Build the site with an engine for the address that it is then served at, given the way Pages names it."""
    http = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Host, directory=below))
    http.sent = []
    address = f"http://127.0.0.1:{http.server_port}{PATH}"
    done = subprocess.run(
        [engine(name), "build"],
        cwd=trial,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "GUIDE_SITE_URL": address.rstrip("/")},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    folder = below / PATH.strip("/")
    (trial / "site").rename(folder)
    assert main(["--root", str(trial), "finish", str(folder), "--site-url", address.rstrip("/")]) == 0
    threading.Thread(target=http.serve_forever, daemon=True).start()
    yield Published(address, folder, read_pages(folder), http.sent)
    http.shutdown()
    http.server_close()


@pytest.fixture(scope="session")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our guide with more decisions, so that there is one of each status, and an address that has moved."""
    root = copy_guide(tmp_path_factory.mktemp("trial"))
    for number, status in enumerate(STATUSES, start=9001):
        text = decision(
            f"Try what is {status}",
            status=status,
            history=f"  - {{status: {status}, date: 2026-02-02}}",
            supersedes="9004" if status == "accepted" else "",
            superseded_by="9005" if status == "superseded" else "",
        ).replace("../docs/crossing.md", "../docs/contribute.md")
        (root / "adr" / f"{number}-try-{status}.md").write_text(text, "utf-8")
    # Its address ends like that of another page.
    alike = decision("Contribute").replace("../docs/crossing.md", "../docs/contribute.md")
    (root / "adr" / "9006-contribute.md").write_text(alike, "utf-8")
    moved = MOVED.split("/")[1]
    edit(root, "adr/9005-try-accepted.md", "history:", f"formerly: [{moved}]\nhistory:")
    return root


@pytest.fixture(scope="session")
def published(trial: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    """The site as it is published, built by MkDocs."""
    with _published(trial, "mkdocs", tmp_path_factory.mktemp("mkdocs")) as site:
        yield site


@pytest.fixture(scope="session")
def published_by_zensical(trial: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    """The site as it would be published, built by Zensical."""
    with _published(trial, "zensical", tmp_path_factory.mktemp("zensical")) as site:
        yield site
