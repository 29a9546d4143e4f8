"""The page that a reader gets where nothing is: it helps at any depth, and below any path."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Page

from guide.command.main import main
from macros.addresses import address_of
from tests.engine.published import SITE, Published
from tests.engine.whole_guide import whole_guide, write_content

QUESTIONS = whole_guide().questions


def test_it_asks_the_questions_and_leads_to_their_pages(host: Published) -> None:
    page = host.pages["404.html"]
    links = page.article.findall(".//ul[@class='questions']/li/a")
    asked = {page.text(link): urljoin(host.address + "no/such/page/", link.get("href")) for link in links}
    assert asked == {one.question: host.address + address_of(one.page) for one in QUESTIONS.values()}


def test_all_its_links_lead_somewhere_whatever_the_depth_it_is_shown_at(host: Published) -> None:
    page = host.pages["404.html"]
    targets = [one.get("href") or one.get("src") for one in page.tree.iter() if one.get("href") or one.get("src")]
    inside = [target for target in targets if not urlsplit(target).netloc and not target.startswith("#")]
    assert len(inside) > 20
    for target in inside:
        path = urlsplit(urljoin(host.address + "no/such/page/", target)).path
        assert path.startswith(urlsplit(host.address).path), target
        below = path.removeprefix(urlsplit(host.address).path)
        assert below in host.pages or (host.folder / below).is_file(), target


def test_finishing_a_site_again_leaves_it_as_it_is(published: Published, tmp_path: Path) -> None:
    site = shutil.copytree(published.folder, tmp_path / "site")
    before = {file: file.read_bytes() for file in site.rglob("*") if file.is_file()}
    root = write_content(tmp_path / "guide")
    assert main(["--root", str(root), "finish", str(site), "--site-url", SITE]) == 0
    assert {file: file.read_bytes() for file in site.rglob("*") if file.is_file()} == before


@pytest.mark.browser
@pytest.mark.parametrize("address", ["nothing", "patterns/nothing/", "a/b/c/d/nothing.html"])
def test_a_reader_finds_the_way_from_it(address: str, tab: Page, host: Published) -> None:
    assert tab.goto(host.address + address).status == 404
    assert tab.get_by_role("heading", level=1).inner_text() == "Page not found"
    assert tab.evaluate("[...document.images].every((image) => image.naturalWidth > 0)")
    tab.get_by_role("link", name=QUESTIONS["new-round"].question).click()
    tab.wait_for_url(host.address + "new-project/")
