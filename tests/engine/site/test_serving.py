"""What is seen while one writes: the site, and as long as the guide has problems these, in the place of every page."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.error import URLError

import html5lib
import pytest
from playwright.sync_api import Browser, Locator, Page, TimeoutError, WebSocket

from tests.engine.built_site import engine, read_pages
from tests.engine.sample import edit
from tests.engine.small_site import write_small_site

ENVIRONMENT = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
OPTIONS = {"mkdocs": ["--quiet", "--livereload", "--dev-addr"], "zensical": ["--dev-addr"]}
PAGES = ["", "projects/", "choose/", "adr/", "adr/0002-stay-dry/"]
TITLE = "The guide has problems"
LONGEST = 20

RIGHT, WRONG = "tool: oar\n  certainty: reported", 'tool: oar\n  certainty: "s<b>u</b>{{ x }}"'
SHOWN = "'s<b>u</b>{{ x }}'; one of: confirmed, reported, unconfirmed [unknown-value]"


def wait_until(holds: Callable[[], bool]) -> None:
    """Wait for something to hold; fail when it never does."""
    end = time.monotonic() + LONGEST
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


def answers(address: str) -> bool:
    """Return whether somebody answers at an address."""
    try:
        urllib.request.urlopen(address, timeout=LONGEST).close()
    except URLError:
        return False
    return True


@dataclass(frozen=True)
class Served:
    """A guide that an engine serves: where it is served, and the file of what is printed meanwhile."""

    address: str
    printed: Path

    def article(self, page: str) -> str:
        """Return the text of a page, which must come soon; Zensical answers before it has made all of them."""
        wait_until(lambda: answers(self.address + page))
        with urllib.request.urlopen(self.address + page, timeout=LONGEST) as answer:
            tree = html5lib.parse(answer.read(), namespaceHTMLElements=False)
        return " ".join("".join(tree.find(".//article").itertext()).split())


@contextmanager
def serving(name: str, root: Path) -> Iterator[Served]:
    """Have an engine serve the guide in a folder, the way `make serve` does; it must not end by itself."""
    with socket.create_server(("127.0.0.1", 0)) as one:
        where = f"127.0.0.1:{one.getsockname()[1]}"
    printed = root.parent / f"{root.name}.printed"
    with printed.open("w") as out:
        command = [engine(name), "serve", *OPTIONS[name], where]
        # What is ended leaves behind what it serves, so that has its place beside the guide.
        apart = ENVIRONMENT | {"TMPDIR": str(root.parent)}
        server = subprocess.Popen(command, cwd=root, env=apart, stdout=out, stderr=out)
    try:
        wait_until(lambda: answers(f"http://{where}/") or server.poll() is not None)
        yield Served(f"http://{where}/", printed)
        assert server.poll() is None, printed.read_text("utf-8")
    finally:
        server.terminate()
        server.wait()


def change(file: Path, old: str, new: str) -> None:
    """Replace the first place where ``old`` stands in a file."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def save_until(shown: Locator, state: Literal["visible", "detached"], file: Path) -> None:
    """Save a file again until something is shown or gone: Zensical tells two changes apart by their second."""
    for _ in range(LONGEST):
        with suppress(TimeoutError):
            shown.wait_for(state=state, timeout=1000)
            return
        file.touch()
    shown.wait_for(state=state)


def wait_for_connection(page: Page, sockets: list[WebSocket]) -> None:
    """Wait until Zensical's connection to a page has held; what is said before a closed one is opened again is lost.

    MkDocs has none: its page asks again and again.
    """
    held, end = 0, time.monotonic() + LONGEST
    while sockets and held < 6:
        assert time.monotonic() < end, "the page has no connection to its server"
        held = 0 if sockets[-1].is_closed() else held + 1
        page.wait_for_timeout(250)


@pytest.mark.parametrize("name", OPTIONS)
def test_every_page_shows_the_problems_and_comes_back_by_itself(name: str, tmp_path: Path, browser: Browser) -> None:
    root = write_small_site(tmp_path / "guide")
    projects = root / "data" / "projects.yml"
    change(projects, RIGHT, WRONG)
    with serving(name, root) as served:
        for address in PAGES:
            assert SHOWN in served.article(address), address
        assert SHOWN in served.printed.read_text("utf-8")

        page = browser.new_page()
        sockets: list[WebSocket] = []
        page.on("websocket", lambda socket: sockets.append(socket))
        page.goto(f"{served.address}projects/")
        problems = page.get_by_role("heading", name=TITLE)
        problems.wait_for()
        wait_for_connection(page, sockets)
        change(projects, WRONG, RIGHT)
        save_until(problems, "detached", projects)
        wait_until(lambda: not any(TITLE in served.article(address) for address in PAGES))
        wait_for_connection(page, sockets)
        decision = root / "adr" / "0001-cross-by-raft.md"
        change(decision, "summary: ", "sumary: ")
        save_until(page.get_by_text("unknown field 'sumary', did you mean 'summary'?"), "visible", decision)
        page.close()


def test_a_file_that_cannot_be_read_keeps_no_browser_waiting(tmp_path: Path) -> None:
    # With MkDocs; Zensical ends at a text that is not UTF-8, before it asks anybody.
    root = write_small_site(tmp_path / "guide")
    (root / "docs" / "projects" / "ferry.md").write_bytes(b"\xff")
    (root / "adr" / "0099-use-queues.md").symlink_to("nowhere")
    os.mkfifo(root / "docs" / "pipe.png")
    with serving("mkdocs", root) as served:
        shown = served.article("")
    for problem in (
        "docs/projects/ferry.md:1:1: byte 0xff is not UTF-8",
        "adr/0099-use-queues.md:1:1: is a link that leads nowhere",
        "docs/pipe.png:1:1: is a named pipe",
    ):
        assert problem in shown


def test_nothing_that_was_served_is_kept_for_a_build(tmp_path: Path) -> None:
    root = write_small_site(tmp_path / "guide")
    (root / "docs" / "x.png").symlink_to("nowhere")
    with serving("zensical", root) as served:
        assert "x.png:1:1: is a link that leads nowhere" in served.article("adr/0002-stay-dry/")
    # Zensical keeps what it has made of a page, and does not notice that this link is gone.
    (root / "docs" / "x.png").unlink()
    subprocess.run([engine("zensical"), "build"], cwd=root, capture_output=True, timeout=300, check=True)
    pages = read_pages(root / "site")
    assert [address for address, page in pages.items() if TITLE in page.html] == []
    assert [address for address, page in pages.items() if "Content-Security-Policy" not in page.html] == []


@pytest.mark.parametrize("name", OPTIONS)
def test_a_build_shows_no_problems_but_fails_wherever_it_writes_to(name: str, tmp_path: Path) -> None:
    root = write_small_site(tmp_path / "guide")
    change(root / "data" / "projects.yml", RIGHT, WRONG)
    edit(root, "mkdocs.yml", "site_name:", "site_dir: serve\nsite_name:")
    options = ["--site-dir", "serve"] if name == "mkdocs" else []
    done = subprocess.run(
        [engine(name), "build", *options], cwd=root, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert SHOWN in done.stdout + done.stderr


def test_a_port_that_is_taken_is_named_with_one_that_is_free(tmp_path: Path) -> None:
    root = write_small_site(tmp_path / "guide")
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        command = [engine("mkdocs"), "serve", *OPTIONS["mkdocs"], f"127.0.0.1:{port}"]
        done = subprocess.run(
            command, cwd=root, env=ENVIRONMENT, capture_output=True, text=True, timeout=60, check=False
        )
    assert done.returncode == 1
    said = f"Error: port {port} can't be had (Address already in use); use another one: make serve PORT="
    assert done.stdout == ""
    assert done.stderr.startswith(said)
    assert int(done.stderr.removeprefix(said)) > port
