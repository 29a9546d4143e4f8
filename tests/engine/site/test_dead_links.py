"""The check and the built site agree on which pages hold a dead link, whatever is written on them."""

from __future__ import annotations

import posixpath
import random
import shutil
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from guide.checks import check
from guide.command.main import main
from tests.engine.built_site import BuiltPage, build, read_pages
from tests.engine.forked import run
from tests.engine.sample import edit, page
from tests.engine.small_site import write_small_site

# What a text is made up of: blocks, what may hide a link, what may be one, and what links may lead to.
PIECES = [
    *["a", "\n", "\n\n", "\n\n", "    ", "\t", "> ", "- ", "1. ", "## ", "**", "`", "```\n", "~~~\n", "\\", "|", "'"],
    *['"', "| a | b |\n|---|---|\n", "---\n", "term\n:   ", "!!! note\n    ", "<!-- ", "-->", "<b>", "<details>\n"],
    *["(", "[", "]", "[x](dead.md)", "[x](<dead.md> 'y')", "![x](dead.png)", "[x](dead page.md)", "[x](&#100;ead.md)"],
    *["[a\nb](dead.md)", "[x][r]", "![x][r]", "[r]: dead.md\n", "[r]:\n  ../crossing.md\n", "[^1]", "[^1]: "],
    *["![[x](dead.md)](d.png)", "{: href='dead.md' }", "{: #foo }", "![x](dead.png){: src='../crossing.md' }"],
    *["[x](dead.md){: #bar }", "[x](#foo)", "[x](#nope)", "<a id='foo'></a>", "<a name=foo></a>"],
    *["<!-- <a id='foo'> -->", "[x](#f%6fo)", "[x](#t)", "[x](#page-sources)", "[x](../cros%73ing.md)"],
    *["[x](../crossing.md)", "[x](../crossing.md#the-crossing)", "[x](../crossing.md#nope)"],
    *["[x](../adr/0002-stay-dry.md)", "[x](../patterns/index.md#need-wind)", "[x](../patterns/index.md#need-wnd)"],
    *["<a href='../../crossing/'>x</a>", '<a href="../../crossing/#nope">x</a>', "<a href=dead/>x</a>"],
    *["<a href='dead.md'>", '<a href = "de ad/">x</a>', "<img src='dead.png' alt=''>"],
    *['<a href="../../patterns/#need-wind">x</a>', '<a href="../../print/">x</a>'],
    *['<a href="../../badges/adr-2.svg">x</a>', '<a href="../../badges/no.svg">x</a>', "<http://ok.example>"],
    *["<x@ok.example>", '<a href="../../adr/0002-stay-dry/#stay-dry">x</a>', '<a href="../../assets/guide.js">x</a>'],
]
COUNT = 120
# Every way to write a link as HTML that leads somewhere.
SOUND = """\
<a href='../patterns/kite/'>a</a> <a href=../patterns/#need-wind>b</a> <a href="../print/">c</a> <a href='./'>d</a>
<a id='foo'></a> [e](#foo) <a name=bar></a> [f](#bar) <a href='#foo'>g</a> <a href="../">h</a>

<img src='../badges/adr-2.svg' alt=''>

<div title='a "b"'><a HREF = "../adr/0002-stay-dry/#stay-dry">i</a></div>
"""


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small guide with many pages of made-up texts, of which each may hold dead links but nothing else is wrong."""
    root = write_small_site(tmp_path_factory.mktemp("guide"))
    chance = random.Random(17)
    (root / "docs" / "t").mkdir()
    edit(root, "mkdocs.yml", "  /projects/*\n", "  /projects/*\n  /t/*\n  /boats/*\n")
    # Both pages lie one folder deep on the site, and one of their files does not.
    edit(root, "docs/crossing.md", "# The crossing\n", f"# The crossing\n\n[boats](boats/README.md#boats)\n\n{SOUND}\n")
    edit(root, "docs/boats/README.md", "", page("Boats", f"\n[crossing](../crossing.md)\n\n{SOUND}\n"))
    for number in range(COUNT):
        text = "".join(chance.choices(PIECES, k=chance.randint(1, 9)))
        (root / "docs" / "t" / f"{number}.md").write_text(page("T", f"\n{text}\n"), "utf-8")
    for path in {problem.place.path for problem in check(root) if problem.rule != "page-link"}:
        (root / path).unlink()
    return root


@pytest.mark.parametrize("name", ["mkdocs", "zensical"])
def test_the_pages_that_the_check_says_hold_a_dead_link_are_those_that_do(name: str, guide: Path) -> None:
    said = {problem.place.path for problem in check(guide)}
    assert run(name, "build", "--clean", folder=guide).returncode == 0
    assert main(["--root", str(guide), "finish", str(guide / "site")]) == 0
    pages = read_pages(guide / "site")
    texts = {f"docs/t/{file.name}": file.read_text("utf-8") for file in (guide / "docs" / "t").iterdir()}
    dead = {path: _dead(pages[f"t/{Path(path).stem}/"], pages, guide / "site") for path in texts}
    # MkDocs finds no anchor that is written so, and refuses to build it; a browser does.
    by_engine = {path for path, text in texts.items() if "f%6fo" in text} & said
    assert len(said) > COUNT / 4
    assert len(texts) - len(said) > COUNT / 8
    assert {path for path in texts if dead[path]} - said == set()
    assert [texts[path] for path in said - by_engine if not dead[path]] == []
    for address in ("crossing/", "boats/", "print/"):
        assert _dead(pages[address], pages, guide / "site") == [], address


def test_what_the_check_finds_nothing_wrong_with_is_built(guide: Path, tmp_path: Path) -> None:
    shutil.copytree(guide, tmp_path, symlinks=True, dirs_exist_ok=True, ignore=shutil.ignore_patterns("site"))
    for path in {problem.place.path for problem in check(tmp_path)}:
        (tmp_path / path).unlink()
    assert check(tmp_path) == []
    built = build(tmp_path, tmp_path / "site")
    assert (built.returncode, built.stderr) == (0, "")


def _dead(page: BuiltPage, pages: dict[str, BuiltPage], site: Path) -> list[str]:
    """Return the links and pictures of a built page that lead to nothing on the site."""
    found = [element.get("href") for element in page.tree.iter("a")]
    found += [element.get("src") for element in page.tree.iter("img")]
    return [target for target in found if target is not None and not _leads(target, page, pages, site)]


def _leads(target: str, page: BuiltPage, pages: dict[str, BuiltPage], site: Path) -> bool:
    parts = urlsplit(target)
    if parts.scheme or parts.netloc:
        return True
    way = posixpath.normpath(posixpath.join(page.address, unquote(parts.path)))
    file = site / way / "index.html" if (site / way).is_dir() else site / way
    if way.startswith("..") or not file.is_file():
        return False
    there = pages.get(file.relative_to(site).as_posix().removesuffix("index.html"))
    names = (
        {name for element in there.tree.iter() for name in (element.get("id"), element.get("name"))} if there else ()
    )
    return not parts.fragment or unquote(parts.fragment) in names
