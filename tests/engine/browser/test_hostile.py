"""Whatever a pull request holds: no published page runs it, leads anywhere by itself, or asks anything of another host.

A part of the values stands in decisions of its own, all of them in data/; `make hostile` tries each everywhere.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import feedparser
import pytest
from playwright.sync_api import Browser, Dialog, Page, Request, expect

from guide.checks import check
from guide.command.main import main
from guide.text.attachments import svg_fault
from macros.finish.built_site import BuiltPage
from tests.engine.browser_fixtures import fill_window, serving
from tests.engine.built_site import build, made_once
from tests.engine.forked import run
from tests.engine.hostile import FIRST, HOST, RUN, VALUES, one_line, spoil_data, write_decisions
from tests.engine.sample import edit
from tests.engine.small_site import write_small_site
from tests.engine.whole_guide import write_whole_guide

EVERY = os.environ.get("GUIDE_HOSTILE") == "all"
CHOSEN = VALUES if EVERY else [*VALUES[:16], *VALUES[16::12]]
# What a head may hold: the names of its elements, each with the attributes that it may have.
HEAD = {
    "link": {"rel", "href", "type", "title"},
    "meta": {"charset", "name", "content", "property", "http-equiv"},
    "title": set(),
    "script": {"src", "type"},
    "noscript": set(),
}
LOOK = (Path(__file__).parent.parent / "hostile.js").read_text("utf-8").strip()
SEEN = f"[({LOOK})(), [...document.head.children].map((one) => [one.localName, one.getAttributeNames()])]"


@dataclass
class Watch:
    """What went wrong on the pages that a tab of a browser opened."""

    page: Page
    policy: bool
    faults: list[str]

    def open(self, address: str, *, redirects: bool = False) -> None:
        """Open a page and look at everything on it; ``redirects`` says whether it leads to another by itself."""
        self.page.goto(address)
        here = self.page.url.partition("#")[0]
        if redirects:
            self.page.wait_for_url(lambda url: url.partition("#")[0] != address)
        elif here != address:
            self.faults.append(f"{address} led to {here}")
        self.look()

    def look(self) -> None:
        """Look at what is on the page now."""
        acting, head = self.page.evaluate(SEEN)
        self.faults += [f"{self.page.url}: {one}" for one in acting]
        for name, attributes in head:
            if name not in HEAD or set(attributes) - HEAD[name]:
                self.faults.append(f"{self.page.url}: <{name}> {attributes} in the head")


def watch(browser: Browser, *, policy: bool) -> Iterator[Watch]:
    """Open a tab, with the policy on or bypassed; the browser of the tests knows no other host."""
    context = browser.new_context(bypass_csp=not policy, color_scheme="light")
    context.set_default_timeout(10_000)
    page, faults = fill_window(context.new_page()), []

    def dialog(dialog: Dialog) -> None:
        faults.append(f"{page.url}: {dialog.message}")
        dialog.dismiss()

    def request(request: Request) -> None:
        if not request.url.startswith("http://127.0.0.1:"):
            faults.append(f"{page.url} asks for {request.url}")

    page.on("dialog", dialog)
    context.on("request", request)
    yield Watch(page, policy, faults)
    context.close()


@pytest.fixture(params=[True, False], ids=["with the policy", "without the policy"])
def tab(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Watch]:
    """A tab of the browser."""
    yield from watch(browser, policy=request.param)


def _name_anew(file: Path, at: int) -> None:
    """Let an entry's page make itself, and the navigation call it by its name."""
    if file.suffix == ".md":
        file.unlink(missing_ok=True)
        return
    lines = file.read_text("utf-8").split("\n")
    lines[at] = re.sub(r"^( *- ).*: (\S+)$", r"\1\2", lines[at])
    file.write_text("\n".join(lines), "utf-8")


def take_out(root: Path) -> None:
    """Empty the lines of a guide that the check names, until it names none: what one line hid comes to light then."""
    for _ in range(9):
        problems = check(root)
        if not problems:
            return
        for problem in problems:
            file, at = root / problem.place.path, problem.place.line - 1
            if problem.rule in ("page-name", "page-title"):
                _name_anew(file, at)
                continue
            lines = file.read_text("utf-8").split("\n")
            indent = len(lines[at]) - len(lines[at].lstrip())
            lines[at] = ""
            # What stands below a key of data goes with it.
            while file.suffix == ".yml" and at + 1 < len(lines) and lines[at + 1][: indent + 1].isspace():
                at += 1
                lines[at] = ""
            file.write_text("\n".join(lines), "utf-8")
    assert [str(problem) for problem in check(root)] == []


def spoil(folder: Path) -> None:
    """Write a guide that holds every value in its data, and the chosen ones in addresses that have moved."""
    root = write_whole_guide(folder / "guide")
    assert spoil_data(root, VALUES) * 2 > len(VALUES)
    moved = [f"/patterns/#{one_line(value).replace(' ', '')} -> /patterns/#needs\n" for value in CHOSEN]
    with (root / "data" / "addresses.txt").open("a", encoding="utf-8") as file:
        file.writelines(sorted(set(moved)))
    lines = [one_line(value) for value in VALUES]
    called = [line for line in lines if not re.search(r"[\"{}\\\\]", line)]
    with (root / "docs" / "contribute.md").open("a", encoding="utf-8") as file:
        file.writelines(f"\n{line}\n" for line in lines)
        file.writelines(f'\n[x]({{{{ repository("{line}") }}}}) {{{{ repository("{line}") }}}}\n' for line in called)
    # A page of docs/ says of itself what a decision does not: what it is called.
    whole = json.dumps(" ".join(called[:40]))
    edit(root, "docs/sources.md", "title: Where it is from\n", f"title: {whole}\n")
    edit(root, "docs/open-points.md", "description: What", f"description: {whole}\n# What")
    take_out(root)
    assert main(["--root", str(root), "pages"]) == 0


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The spoilt guide."""
    return made_once("spoilt", spoil, tmp_path_factory) / "guide"


def hostile_guide(spoilt: Path, root: Path, *, refused: bool) -> Path:
    """Copy the spoilt guide, and write the chosen values into decisions."""
    shutil.copytree(spoilt, root, symlinks=True)
    write_decisions(root, CHOSEN, refused=refused)
    return root


def take_out_styles(site: Path) -> None:
    """Empty the styles of a site: they are the same whatever it holds, and take a third of the time of each page."""
    for file in site.rglob("*.css"):
        file.write_text("", "utf-8")


@pytest.fixture(scope="module")
def allowed(spoilt: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address and the folder of a site that holds what the check calls fine."""

    def make(folder: Path) -> None:
        root = hostile_guide(spoilt, folder / "guide", refused=False)
        take_out(root)
        done = build(root, folder / "site")
        assert done.returncode == 0, done.stdout + done.stderr
        take_out_styles(folder / "site")

    site = made_once("allowed", make, tmp_path_factory) / "site"
    with serving(site) as address:
        yield address, site


def past_the_check(root: Path) -> None:
    """Have a guide built whatever is wrong with it."""
    (root / "unchecked.py").write_text(
        "import macros\n"
        "from macros import engines\n"
        "load = engines.load\n"
        "engines.run, engines.load = (lambda guide: ()), (lambda root: (load(root)[0], ()))\n"
        "define_env = macros.define_env\n",
        "utf-8",
    )
    edit(root, "mkdocs.yml", "module_name: macros\n", "module_name: unchecked\n")


@pytest.fixture(scope="module")
def unchecked(spoilt: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address and the folder of a site that was built past the check, and holds what it refuses too."""

    def make(folder: Path) -> None:
        root = hostile_guide(spoilt, folder / "guide", refused=True)
        # Beside what it refuses of a text: nothing is imported here, so each lacks what a decision of our own has.
        lacks = {"decision-title", "missing-section", "placeholder"}
        assert {problem.rule for problem in check(root)} == {"allowed-html", "dead-link"} | lacks
        past_the_check(root)
        done = build(root, folder / "site")
        assert (folder / "site" / "index.html").is_file(), done.stdout + done.stderr
        take_out_styles(folder / "site")

    site = made_once("unchecked", make, tmp_path_factory) / "site"
    with serving(site) as address:
        yield address, site


@pytest.mark.parametrize("name", ["mkdocs", "zensical"])
@pytest.mark.parametrize(
    "text",
    [
        "{{ cycler.__init__.__globals__.os.mkdir('it-ran') }}",
        "{% set x = cycler.__init__.__globals__.os.mkdir('it-ran') %}",
        "<script>it ran</script>",
    ],
)
def test_a_page_that_nobody_has_checked_is_not_built_and_runs_nothing(name: str, text: str, tmp_path: Path) -> None:
    root = write_small_site(tmp_path / "guide")
    past_the_check(root)
    with (root / "docs" / "sources.md").open("a", encoding="utf-8") as file:
        file.write(f"\n{text}\n")
    done = run(name, "build", folder=root)
    assert not (root / "it-ran").exists()
    page = root / "site" / "sources" / "index.html"
    assert not page.is_file() or "it ran" not in page.read_text("utf-8"), done.stdout + done.stderr


def addresses(site: Path) -> tuple[list[str], list[str]]:
    """Return the addresses of the pages of a site, and of those that only lead on."""
    pages, ways = [], []
    for file in sorted(site.rglob("index.html")):
        address = file.relative_to(site).as_posix().removesuffix("index.html")
        (ways if BuiltPage(file.read_text("utf-8")).is_redirect else pages).append(address)
    return pages, ways


@pytest.mark.parametrize("host", ["allowed", "unchecked"])
def test_no_page_acts_on_a_reader(host: str, tab: Watch, request: pytest.FixtureRequest) -> None:
    at, site = request.getfixturevalue(host)
    pages, ways = addresses(site)
    assert len(pages) > 40
    assert len(ways) >= len(CHOSEN)
    # The policy can only take away, so that a few pages tell what it leaves; decisions and projects are alike.
    alike = [address for address in pages if address.count("/") > 1 and not address.startswith("patterns/")]
    few = [*(address for address in pages if address not in alike), *alike[::6]]
    if host == "allowed":
        # What the data hold is the same on both sites, so of this one those are opened that name one of its decisions.
        named = re.compile(rf"adr/{FIRST // 1000}\d{{3}}-")
        few = [address for address in few if named.search((site / address / "index.html").read_text("utf-8"))]
        assert len(few) > 8
    opened = pages if EVERY else few[::5] if tab.policy else few
    for address in dict.fromkeys([*opened, "print/", "404.html"]):
        tab.open(at + address)
    for address in ways if EVERY else ways[::64] if tab.policy else ways[::16]:
        tab.open(at + address, redirects=True)
    assert not tab.faults, "\n".join(tab.faults)


def test_what_the_search_finds_does_not_act_on_a_reader(tab: Watch, allowed: tuple[str, Path]) -> None:
    tab.open(allowed[0])
    box, found = tab.page.get_by_role("textbox", name="Search"), tab.page.locator(".md-search-result__item")
    for query in ("script", "onerror alert", "hostile"):
        box.fill("")
        expect(found).to_have_count(0)
        box.fill(query)
        found.filter(has_text=query.split()[0]).first.wait_for(state="attached")
        tab.look()
    assert not tab.faults, "\n".join(tab.faults)


def test_what_programs_read_is_sound_whatever_it_says(allowed: tuple[str, Path]) -> None:
    _, site = allowed
    assert feedparser.parse((site / "feed.xml").read_bytes()).bozo == 0
    assert len(json.loads((site / "feed.json").read_text("utf-8"))["items"]) > len(CHOSEN)
    badges = sorted(site.glob("badges/*.svg"))
    assert len(badges) > len(CHOSEN)
    assert {file.name: svg_fault(file.read_bytes()) for file in badges if svg_fault(file.read_bytes())} == {}


def test_a_value_that_nothing_keeps_from_it_acts_and_is_noticed(browser: Browser, tmp_path: Path) -> None:
    acting = f"<script>{RUN}</script><img src='https://{HOST}/x'><meta http-equiv=refresh content='9;url=x'>"
    (tmp_path / "index.html").write_text(f"<!doctype html><title>x</title>{acting}", "utf-8")
    with serving(tmp_path) as address:
        for tab in watch(browser, policy=False):
            tab.open(address)
            said = "\n".join(tab.faults)
    for what in (
        ": 1",
        f"asks for https://{HOST}/x",
        "a script",
        "another host in src",
        "a meta element",
        "0 policies",
    ):
        assert what in said
