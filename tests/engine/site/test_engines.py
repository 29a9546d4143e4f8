"""How the site is built: by both engines alike, and not at all from a guide with problems."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest

from guide.command.main import main
from guide.disk.listing import is_passed_over
from macros.finish.built_site import BuiltSite
from tests.engine.built_site import BuiltPage, build, read_pages
from tests.engine.forked import run
from tests.engine.git_repository import proposal
from tests.engine.published import Published
from tests.engine.small_site import write_small_site


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A small guide and its engine."""
    return write_small_site(tmp_path)


def test_a_build_that_is_fine_says_nothing_and_nothing_about_mkdocs_2(published: Published) -> None:
    assert published.said == ""


def test_what_others_left_in_the_folders_is_not_in_the_site(host: Published) -> None:
    assert [file for file in host.folder.rglob("*") if is_passed_over(file.name)] == []


def test_both_engines_build_the_same_pages_with_the_same_text(
    published: Published, published_by_zensical: Published
) -> None:
    ours, theirs = published.pages, published_by_zensical.pages
    assert set(theirs) == set(ours)
    different = [
        address for address in ours if address != "404.html" and text_of(theirs[address]) != text_of(ours[address])
    ]
    assert different == []
    assert BuiltSite(published_by_zensical.folder).offered() == BuiltSite(published.folder).offered()


def text_of(page: BuiltPage) -> str:
    """Return the text of a page without its frame; of one that leads on, and of the whole guide, all of it."""
    return page.text(page.tree.find(".//body") if page.leads_on or page.address == "print/" else None)


def test_both_engines_lead_every_link_to_the_same_place(published: Published, published_by_zensical: Published) -> None:
    def targets(page: BuiltPage) -> list[str]:
        links = [link.get("href") for article in page.tree.iter("article") for link in article.iter("a")]
        links += [element.get("href") for element in page.tree.iter("link") if element.get("rel") == "alternate"]
        return [urljoin(f"/{page.address}", target) for target in links if target]

    ours, theirs = published.pages, published_by_zensical.pages
    different = [
        address for address in ours if address != "404.html" and targets(theirs[address]) != targets(ours[address])
    ]
    assert different == []


@pytest.mark.parametrize("name", ["mkdocs", "zensical"])
def test_the_sites_address_may_be_written_without_its_slash(
    name: str, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUIDE_SITE_URL", "https://post.example/guide")
    decision = copy / "adr" / "0001-cross-by-raft.md"
    decision.write_text(decision.read_text("utf-8").replace("history:", "formerly: [0001-old]\nhistory:", 1), "utf-8")
    assert run(name, "build", folder=copy).returncode == 0
    assert main(["--root", str(copy), "finish", str(copy / "site")]) == 0
    pages = ["", f"adr/{decision.stem}/", "adr/0001-old/", "print/"]
    for part in ["feed.xml", "feed.json", *(f"{page}index.html" for page in pages)]:
        ours = re.findall(r"https://post\.example/[^\s\"<&)]*", (copy / "site" / part).read_text("utf-8"))
        assert ours, part
        assert [address for address in ours if not address.startswith("https://post.example/guide/")] == [], part


@pytest.mark.parametrize("name", ["mkdocs", "zensical"])
def test_a_draft_has_a_page_that_says_so_and_its_address_leads_to_the_decision_that_it_becomes(
    name: str, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def built() -> dict[str, BuiltPage]:
        assert run(name, "build", "--clean", folder=copy).returncode == 0
        assert main(["--root", str(copy), "finish", str(copy / "site")]) == 0
        return read_pages(copy / "site")

    def targets(page: BuiltPage) -> set[str]:
        links = [element.get("href") for element in page.tree.iter("a")]
        return {urljoin(f"/{page.address}", target) for target in links if target}

    (copy / "adr" / "draft-dig.md").write_text(proposal("Dig", "Rather than [swim](draft-swim.md)."), "utf-8")
    (copy / "adr" / "draft-swim.md").write_text(proposal("Swim"), "utf-8")
    crossing = copy / "docs" / "crossing.md"
    ways = "[dig](adr/draft-dig.md), [swim][s] and <a href='../adr/draft-dig/#dig'>*dig*</a>.\n\n[s]: adr/draft-swim.md"
    notes = "[notes](https://example.org/adr/draft-dig.md)"
    crossing.write_text(f"{crossing.read_text('utf-8')}\nSee {ways}\n\nAnd {notes}.\n", "utf-8")
    dry = copy / "adr" / "0002-stay-dry.md"
    dry.write_text(dry.read_text("utf-8") + "\nOr [dig](draft-dig.md), or <a href='draft-dig.md'>swim</a>.\n", "utf-8")
    swim = copy / "adr" / "draft-swim.md"
    swim.write_text(swim.read_text("utf-8").replace("get across", "get [across](draft-dig.md#decision-outcome)"))
    published = built()
    assert [address for address, page in published.items() if "draft" in address and not page.leads_on] == []
    assert [*(copy / "site" / "adr").glob("draft-*/index.md")] == []
    # What leads to a draft shows its text alone, until the draft has a page.
    for page, said in (("crossing/", "See dig, swim and dig. And notes."), ("adr/0002-stay-dry/", "Or dig, or swim.")):
        assert said in published[page].text()
        assert [to for to in targets(published[page]) if to.startswith("/adr/draft-")] == []
    assert "https://example.org/adr/draft-dig.md" in targets(published["crossing/"])
    monkeypatch.setenv("GUIDE_DRAFTS", "shown")
    pages = built()
    assert "This is a draft. Nothing is decided yet." in pages["adr/draft-dig/"].text()
    beside = (copy / "site" / "adr" / "draft-dig" / "index.md").read_text("utf-8")
    assert beside.startswith("# Draft: Dig\n\n- State: proposed on ")
    assert "/adr/draft-swim/" in targets(pages["adr/draft-dig/"])
    assert "/adr/draft-dig/#decision-outcome" in targets(pages["adr/draft-swim/"])
    assert {"/adr/draft-dig/", "/adr/draft-dig/#dig", "/adr/draft-swim/"} <= targets(pages["crossing/"])
    assert "/adr/draft-dig/" in targets(pages["adr/0002-stay-dry/"])

    assert main(["--root", str(copy), "land"]) == 0
    monkeypatch.delenv("GUIDE_DRAFTS")
    dig, swim = (f"adr/{next((copy / 'adr').glob(f'[0-9]*-{one}.md')).stem}/" for one in ("dig", "swim"))
    pages = built()
    assert "This is a proposal. Nothing is decided yet." in pages[dig].text()
    assert f"/{swim}" in targets(pages[dig])
    assert f"/{dig}#decision-outcome" in targets(pages[swim])
    assert {f"/{dig}", f"/{dig}#dig", f"/{swim}"} <= targets(pages["crossing/"])
    assert f"/{dig}" in targets(pages["adr/0002-stay-dry/"])
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
