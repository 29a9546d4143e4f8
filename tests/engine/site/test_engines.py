"""How the site is built: by both engines alike, and not at all from a guide with problems."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from urllib.parse import urljoin

import pytest

from guide.command.main import main
from guide.disk.listing import is_passed_over
from macros.finish.built_site import BuiltSite
from tests.bench.logs import copy_guide
from tests.engine.git_repository import proposal
from tests.engine.site_fixtures import BuiltPage, build, engine, litter, read_pages


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of everything that the site is built from, in which others have left their files."""
    litter(copy_guide(tmp_path))
    return tmp_path


def left(site: Path) -> list[str]:
    """Return what nobody wrote for it, but is in a built site."""
    return [str(file.relative_to(site)) for file in site.rglob("*") if is_passed_over(file.name)]


def test_zensical_builds_the_same_pages_with_the_same_text(copy: Path, site: Path, pages: dict[str, BuiltPage]) -> None:
    done = subprocess.run(
        [engine("zensical"), "build"], cwd=copy, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert left(copy / "site") == []
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


@pytest.mark.parametrize("name", ["mkdocs", "zensical"])
def test_a_draft_has_a_page_that_says_so_and_its_address_leads_to_the_decision_that_it_becomes(
    name: str, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")

    def built() -> dict[str, BuiltPage]:
        subprocess.run([engine(name), "build", "--clean"], cwd=copy, capture_output=True, timeout=300, check=True)
        assert main(["--root", str(copy), "finish", str(copy / "site")]) == 0
        return read_pages(copy / "site")

    def targets(page: BuiltPage) -> set[str]:
        links = [element.get("href") for element in page.tree.iter("a")]
        return {urljoin(f"/{page.address}", target) for target in links if target}

    (copy / "adr" / "draft-dig.md").write_text(proposal("Dig", "Rather than [swim](draft-swim.md)."), "utf-8")
    (copy / "adr" / "draft-swim.md").write_text(proposal("Swim"), "utf-8")
    serverless = copy / "docs" / "serverless.md"
    serverless.write_text(serverless.read_text("utf-8") + "\nSee [dig](adr/draft-dig.md).\n", "utf-8")
    swim = copy / "adr" / "draft-swim.md"
    swim.write_text(swim.read_text("utf-8").replace("get across", "get [across](draft-dig.md#decision-outcome)"))
    published = [address for address, page in built().items() if not page.leads_on]
    assert [address for address in published if "draft" in address] == []
    monkeypatch.setenv("GUIDE_DRAFTS", "shown")
    pages = built()
    assert "This is a draft. Nothing is decided yet." in pages["adr/draft-dig/"].text()
    assert "/adr/draft-swim/" in targets(pages["adr/draft-dig/"])
    assert "/adr/draft-dig/#decision-outcome" in targets(pages["adr/draft-swim/"])
    assert "/adr/draft-dig/" in targets(pages["serverless/"])

    assert main(["--root", str(copy), "land"]) == 0
    monkeypatch.delenv("GUIDE_DRAFTS")
    dig, swim = (f"adr/{next((copy / 'adr').glob(f'[0-9]*-{one}.md')).stem}/" for one in ("dig", "swim"))
    pages = built()
    assert "This is a proposal. Nothing is decided yet." in pages[dig].text()
    assert f"/{swim}" in targets(pages[dig])
    assert f"/{dig}#decision-outcome" in targets(pages[swim])
    assert f"/{dig}" in targets(pages["serverless/"])
    for old, new in (("adr/draft-dig/", dig), ("adr/draft-swim/", swim)):
        assert targets(pages[old]) == {f"/{new}"}
        assert f'content="0; url=../../{new}"' in pages[old].html
        assert f"/{old}" not in targets(pages["adr/"])


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
    assert left(copy / "site") == []
