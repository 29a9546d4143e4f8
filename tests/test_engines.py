"""How the site is built: by both engines alike, and not at all from a guide with problems."""

from __future__ import annotations

import subprocess
from pathlib import Path
from urllib.parse import urljoin

import pytest

from bench.logs import copy_guide
from macros.built import BuiltSite
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
        return [urljoin(f"/{page.address}", target) for target in links if target]

    different = [
        address for address in pages if address != "404.html" and targets(theirs[address]) != targets(pages[address])
    ]
    assert different == []


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
