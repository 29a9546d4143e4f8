"""The site as a host publishes it: below a path, compressed, with its own page for what is not found.

It is built by each engine, once in a run, from the whole organisation, in whose folders others have left their files.
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
from playwright.sync_api import Browser, Error, Page

from guide.command.main import main
from tests.engine.browser_fixtures import fill_window
from tests.engine.built_site import BuiltPage, engine, litter, made_once, read_pages
from tests.engine.whole_guide import write_whole_guide

PATH = "/guide/"
# The address that it is built for, as Pages gives it, without the slash at its end. It is served somewhere else.
SITE = "https://post.example/guide/"
NOWHERE = "no/such/page/"
MOVED = "adr/0001-write-it-down/"
# A decision of each status.
STATUSES = {
    "proposed": "adr/0039-letters-by-kite/",
    "rejected": "adr/0003-one-colour-for-all-bags/",
    "deprecated": "adr/0005-keep-a-dovecote/",
    "superseded": "adr/0009-pigeons-before-bottles/",
    "accepted": "adr/0017-the-lightest-messenger/",
}
# One page of each kind; what holds for it holds for the others.
KINDS = [
    "",
    "choose/",
    "patterns/",
    "patterns/bicycle/",
    "production-environment/",
    "new-project/",
    "serverless/",
    "projects/",
    "projects/pepper/",
    "projects/harbour-letters/",
    "open-points/",
    "adr/",
    *STATUSES.values(),
    "adr/0011-read-the-tide-from-a-table/",
    "adr/0013-two-baskets/",
    "adr/0024-use-string/",
    "adr/0028-sunday-post/",
    "adr/0031-when-nobody-is-at-home/",
    "contribute/",
    "onboarding/",
    "words/",
    "sources/",
    MOVED,
    NOWHERE,
]
# Those of them that have the frame of a page, and are there.
FRAMED = [address for address in KINDS if address not in (MOVED, NOWHERE)]


@dataclass(frozen=True)
class Published:
    """A site on its host: its address, its folder, and its pages by their addresses from the site's root.

    said: what the engine printed while it built the site.
    sent: what the host has sent so far, each as (path, bytes of the compressed body); to be cleared before use.
    """

    address: str
    folder: Path
    pages: dict[str, BuiltPage]
    said: str
    sent: list[tuple[str, int]]


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


def _write(name: str, folder: Path) -> None:
    """Build the site with an engine, and finish it."""
    root = write_whole_guide(folder / "written")
    litter(root)
    command = [engine(name), "build", *(["--strict"] if name == "mkdocs" else [])]
    done = subprocess.run(
        command,
        cwd=root,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "GUIDE_SITE_URL": SITE.rstrip("/")},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (folder / "said").write_text(done.stdout + done.stderr, "utf-8")
    (folder / "parsed").mkdir()
    site = folder / "host" / PATH.strip("/")
    site.parent.mkdir()
    (root / "site").rename(site)
    assert main(["--root", str(root), "finish", str(site), "--site-url", SITE.rstrip("/")]) == 0


@contextmanager
def _published(name: str, factory: pytest.TempPathFactory) -> Iterator[Published]:
    """Serve the site that an engine builds."""
    made = made_once(name, functools.partial(_write, name), factory)
    below = made / "host"
    http = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Host, directory=below))
    http.sent = []
    threading.Thread(target=http.serve_forever, daemon=True).start()
    address, folder = f"http://127.0.0.1:{http.server_port}{PATH}", below / PATH.strip("/")
    pages, said = read_pages(folder, made / "parsed"), (made / "said").read_text("utf-8")
    yield Published(address, folder, pages, said, http.sent)
    http.shutdown()
    http.server_close()


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    """The site as it is published, built by MkDocs."""
    with _published("mkdocs", tmp_path_factory) as site:
        yield site


@pytest.fixture(scope="session")
def published_by_zensical(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    """The site as it would be published, built by Zensical."""
    with _published("zensical", tmp_path_factory) as site:
        yield site


@pytest.fixture(scope="session", params=["published", "published_by_zensical"])
def host(request: pytest.FixtureRequest) -> Published:
    """The published site, as each engine builds it."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="session")
def site(published: Published) -> Path:
    """The folder of the site as MkDocs builds it."""
    return published.folder


@pytest.fixture(scope="session")
def server(published: Published) -> str:
    """The address of the site as MkDocs builds it."""
    return published.address


@pytest.fixture(scope="session")
def _window(browser: Browser, server: str) -> Iterator[Page]:
    """A page of the browser for all tests, since to open another takes longer than most of them do."""
    permissions = ["clipboard-read", "clipboard-write"]
    page = fill_window(browser.new_page(base_url=server, reduced_motion="reduce", permissions=permissions))
    yield page
    page.close()


@pytest.fixture
def tab(_window: Page) -> Iterator[Page]:
    """A page of the browser, on which no script may fail; addresses are those below the site's root.

    Its size, its medium and what it has stored are as at the start for each test; what else one changes, it undoes.
    """
    errors: list[str] = []

    def note(error: Error) -> None:
        errors.append(f"{_window.url}: {error}")

    _window.set_viewport_size({"width": 1280, "height": 720})
    _window.on("pageerror", note)
    yield _window
    _window.evaluate("if (origin !== 'null') { localStorage.clear(); sessionStorage.clear(); }")
    _window.goto("about:blank")
    _window.mouse.move(0, 0)
    _window.emulate_media(media="null")
    _window.remove_listener("pageerror", note)
    assert errors == []


@pytest.fixture(scope="session")
def pages(published: Published) -> dict[str, BuiltPage]:
    """Every page that an engine made of the site, by its address."""
    return own_pages(published.pages)


def own_pages(pages: dict[str, BuiltPage]) -> dict[str, BuiltPage]:
    """Return the pages that an engine has made: not those that lead on, nor the whole guide in one document."""
    return {address: page for address, page in pages.items() if address != "print/" and not page.leads_on}
