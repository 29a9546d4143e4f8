"""Renaming for real: each message is followed to the letter, and then every old link arrives in the browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from guide.checks import check
from guide.command.main import main
from guide.model.load import load
from guide.model.promises import FILE
from tests.engine.browser_fixtures import serving
from tests.engine.built_site import build
from tests.engine.published import MOVED, Published
from tests.engine.sample import edit
from tests.engine.whole_guide import write_whole_guide

pytestmark = pytest.mark.browser

DECISION = "0033-how-a-round-begins"
# Whether what an address names is where a reader looks: the first of the page, or the anchor in sight.
IN_SIGHT = """() => {
  const asked = decodeURIComponent(location.hash.slice(1));
  if (!asked) return true;
  const { top, bottom } = document.getElementById(asked)?.getBoundingClientRect() ?? { top: -1, bottom: -1 };
  return top >= 0 && bottom <= innerHeight;
}"""


def rename(root: Path, old: str, new: str) -> None:
    """Write a word anew wherever it stands for itself in data, decisions and pages, and in the names of files."""
    for folder in ("data", "docs", "adr"):
        for file in [one for one in root.glob(f"{folder}/**/*") if one.suffix in (".yml", ".md")]:
            text = file.read_text("utf-8")
            file.write_text(re.sub(rf"(?<![\w-]){re.escape(old)}(?![\w-])", new, text), "utf-8")
            if file.stem == old:
                file.rename(file.with_stem(new))


def guide(root: Path, command: str, site: Path, *options: str) -> int:
    """Run a command on a built site."""
    return main(["--root", str(root), command, str(site), *options])


def listed(root: Path) -> list[str]:
    """Return the addresses that a guide has promised."""
    lines = (root / FILE).read_text("utf-8").splitlines()
    return [line.partition(" -> ")[0] for line in lines if line.startswith("/")]


def follow_the_messages(root: Path, site: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Write what the check of the addresses says to write, and return those lines."""
    assert guide(root, "addresses", site) == 1
    written = []
    for message in capsys.readouterr().out.splitlines():
        found = re.fullmatch(rf"{FILE}:(\d+):1: .*(?:write|such as): (\S+ -> \S+) \[promised-address\]", message)
        line, remedy = found.groups()
        lines = (root / FILE).read_text("utf-8").splitlines()
        assert lines[int(line) - 1] == remedy.partition(" -> ")[0]
        lines[int(line) - 1] = remedy
        (root / FILE).write_text("\n".join([*lines, ""]), "utf-8")
        written.append(remedy)
    return written


def rename_much(root: Path) -> None:
    """Rename a need, a project, a decision, a page and a heading, which also goes to another page."""
    rename(root, "overnight", "by-morning")
    rename(root, "sunday-paper", "weekly-paper")
    rename(root, DECISION, "0033-begin")
    edit(root, "adr/0033-begin.md", "\nhistory:", f"\nformerly: [{DECISION}]\nhistory:")
    (root / "docs/words.md").rename(root / "docs/wording.md")
    for file in [*root.glob("docs/*.md"), *root.glob("adr/*.md"), root / "mkdocs.yml"]:
        text = file.read_text("utf-8")
        file.write_text(re.sub(r"\bwords\.md", "wording.md", text), "utf-8")
    edit(root, "docs/index.md", " {: #here }", " {: #to-do }")
    edit(root, "docs/sources.md", "{{ sources() }}", "{{ sources() }}\n\n## What one can do {: #here }\n\nText.")


def test_old_links_arrive_once_the_messages_are_followed(
    tmp_path: Path, published: Published, browser: Browser, capsys: pytest.CaptureFixture[str]
) -> None:
    root, site = write_whole_guide(tmp_path / "guide"), tmp_path / "built"
    assert guide(root, "addresses", published.folder, "--write") == 0
    capsys.readouterr()
    promised = listed(root)
    rename_much(root)
    assert [str(problem) for problem in check(root)] == []
    done = build(root, site)
    assert done.returncode == 0, done.stdout + done.stderr
    assert guide(root, "finish", site) == 0

    needs = [f"/patterns/{page}#need" for page in ("", *(f"{id}/" for id in sorted(load(root)[0].patterns)))]
    assert follow_the_messages(root, site, capsys) == [
        "/#here -> /sources/#here",
        "/choose/#tree.fragile.overnight -> /choose/#tree.fragile.by-morning",
        "/choose/#tree.overnight -> /choose/#tree.by-morning",
        *sorted(f"{one}-overnight -> {one}-by-morning" for one in needs),
        "/projects/#sunday-paper -> /projects/#weekly-paper",
        "/projects/sunday-paper/ -> /projects/weekly-paper/",
        "/serverless/#when-not-overnight -> /serverless/#when-not-by-morning",
        "/words/ -> /wording/",
    ]
    assert guide(root, "finish", site) == 0
    assert guide(root, "addresses", site) == 0
    assert guide(root, "addresses", site, "--write") == 0
    assert [line for line in promised if line not in listed(root)] == []

    gone = re.compile(r"overnight|sunday-paper|words/|how-a-round|/#here")
    old = [address.removeprefix("/") for address in promised if gone.search(address)]
    assert len(old) > 20
    # What leads on from one page leads on from the others beside it, and what keeps one anchor keeps the others.
    old = list({_kind(address): address for address in old}.values())
    assert len(old) > 10
    with serving(site) as server:
        for script in (True, False):
            size = {"width": 1200, "height": 900}
            context = browser.new_context(base_url=server, java_script_enabled=script, viewport=size)
            page = context.new_page()
            # Without script nothing is done for an anchor, so one of each page tells.
            asked = old if script else list({address.partition("#")[0]: address for address in old}.values())
            assert [fault for address in asked for fault in arrives(page, address, script=script)] == []
            context.close()


def _kind(address: str) -> tuple[str, str | bool]:
    """Return what an address has in common with those that lead on by the same way."""
    page, _, anchor = address.partition("#")
    is_moved = bool(re.match("words|projects/.|adr/.", page))
    return page.partition("/")[0], bool(anchor) if is_moved else anchor


def arrives(page: Page, address: str, *, script: bool) -> Iterator[str]:
    """Yield what is wrong with where an address from before leads, with script or without."""
    ways = {"words/": "wording/", "sunday-paper/": "weekly-paper/", f"{DECISION}/": "0033-begin/"}
    page.goto("about:blank")
    page.goto(address)
    anchor = address.partition("#")[2]
    is_moved = False
    for before, now in ways.items():
        if before in address:
            is_moved = True
            page.wait_for_url(f"**/{now}*")
    if script and address == "#here":
        page.wait_for_url("**/sources/#here")
        page.goto(f"?yes=a,b{address}")
        page.wait_for_url("**/sources/?yes=a,b#here")
    page.wait_for_load_state()
    if not page.locator("h1").inner_text():
        yield f"{address} leads to nothing"
    # No host and no refresh is told the anchor, so without script it is lost where the whole page has moved.
    if script or not is_moved:
        if anchor and not page.url.endswith(f"#{anchor}"):
            yield f"{address} leads to {page.url}, without its anchor"
        if not page.evaluate(IN_SIGHT):
            yield f"{address} leads to {page.url}, but its place is not in sight"
    if not script and address == "#here" and not page.locator("#here").get_by_role("link").is_visible():
        yield f"{address} has no pointer"


@pytest.mark.parametrize(
    ("link", "arrives"), [("?yes=a,b#summary", "?yes=a,b#summary"), ("#%zz", "#%zz"), ("?yes=a", "?yes=a")]
)
def test_a_way_to_what_has_moved_keeps_the_answers_and_the_anchor_of_a_link(
    link: str, arrives: str, server: str, tab: Page
) -> None:
    tab.goto(f"{MOVED}{link}")
    tab.wait_for_url(f"{server}adr/0001-write-down-what-we-decide/{arrives}")
