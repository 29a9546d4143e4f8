"""How the site is built: by both engines alike, and not at all from a guide with problems."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from urllib.parse import urljoin

import pytest

from bench.logs import copy_guide
from macros.built import BuiltSite
from macros.cli import main
from tests.site_fixtures import BuiltPage, build, engine, read_pages


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of everything that the site is built from."""
    return copy_guide(tmp_path)


def test_zensical_builds_the_same_pages_with_the_same_text(copy: Path, site: Path, pages: dict[str, BuiltPage]) -> None:
    done = subprocess.run(
        [engine("zensical"), "build"], cwd=copy, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    theirs = read_pages(copy / "site")
    assert set(theirs) == set(pages)
    different = [
        address for address in pages if address != "404.html" and theirs[address].text() != pages[address].text()
    ]
    assert different == []
    # Theirs is not finished, so /print/ is not there.
    assert BuiltSite(copy / "site").offered() == [one for one in BuiltSite(site).offered() if one != "print/"]


def test_zensical_leads_every_link_to_the_same_place(copy: Path, pages: dict[str, BuiltPage]) -> None:
    subprocess.run([engine("zensical"), "build"], cwd=copy, capture_output=True, timeout=300, check=True)
    theirs = read_pages(copy / "site")

    def targets(page: BuiltPage) -> list[str]:
        links = [element.get("href") for element in page.article.iter("a") if element.get("rel") != "edit"]
        links += [element.get("href") for element in page.tree.iter("link") if element.get("rel") == "alternate"]
        return [urljoin(f"/{page.address}", target) for target in links if target]

    different = [
        address for address in pages if address != "404.html" and targets(theirs[address]) != targets(pages[address])
    ]
    assert different == []


@pytest.mark.parametrize("name", ["mkdocs", "zensical"])
def test_the_sites_address_may_be_written_without_its_slash(
    name: str, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.setenv("GUIDE_SITE_URL", "https://example.org/guide")
    decision = copy / "adr" / "0002-take-the-lightest-pattern.md"
    decision.write_text(decision.read_text("utf-8").replace("history:", "formerly: [0002-old]\nhistory:", 1), "utf-8")
    subprocess.run([engine(name), "build"], cwd=copy, capture_output=True, timeout=300, check=True)
    assert main(["--root", str(copy), "finish", str(copy / "site")]) == 0
    pages = ["", f"adr/{decision.stem}/", "adr/0002-old/", "print/"]
    for part in ["feed.xml", "feed.json", *(f"{page}index.html" for page in pages)]:
        ours = re.findall(r"https://example\.org/[^\s\"<&)]*", (copy / "site" / part).read_text("utf-8"))
        assert ours, part
        assert [address for address in ours if not address.startswith("https://example.org/guide/")] == [], part


def test_a_guide_with_problems_is_not_built_and_an_earlier_site_stays(copy: Path) -> None:
    earlier = copy / "site" / "index.html"
    earlier.parent.mkdir()
    earlier.write_text("the site of yesterday")
    projects = copy / "data" / "projects.yml"
    projects.write_text(projects.read_text("utf-8").replace("certainty: reported", "certainty: sure", 1), "utf-8")
    done = build(copy, copy / "site")
    assert done.returncode != 0
    assert "unknown value of 'certainty' 'sure'" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert earlier.read_text() == "the site of yesterday"


def test_a_broken_link_in_a_page_fails_the_build(copy: Path) -> None:
    page = copy / "docs" / "contribute.md"
    page.write_text(page.read_text("utf-8") + "\n[nowhere](nowhere.md)\n", "utf-8")
    done = build(copy, copy / "site")
    assert done.returncode != 0
    assert "nowhere.md" in done.stdout + done.stderr


def test_a_build_that_is_fine_says_nothing_and_nothing_about_mkdocs_2(copy: Path) -> None:
    done = build(copy, copy / "site")
    assert done.returncode == 0
    assert done.stdout + done.stderr == ""
