"""The page that a reader gets where nothing is: it helps at any depth, and below any path."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser

from guide.command.main import main
from guide.model.load import load
from macros.addresses import address_of
from tests.engine.published import Published
from tests.engine.site_fixtures import ROOT

QUESTIONS = load(ROOT)[0].questions


@pytest.fixture(scope="session", params=["published", "published_by_zensical"])
def host(request: pytest.FixtureRequest) -> Published:
    """The published site, as each engine builds it."""
    return request.getfixturevalue(request.param)


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


def test_finishing_a_site_again_leaves_it_as_it_is(published: Published) -> None:
    before = (published.folder / "404.html").read_bytes()
    assert main(["--root", str(ROOT), "finish", str(published.folder), "--site-url", published.address]) == 0
    assert (published.folder / "404.html").read_bytes() == before


@pytest.mark.browser
@pytest.mark.parametrize("address", ["nothing", "patterns/nothing/", "a/b/c/d/nothing.html"])
def test_a_reader_finds_the_way_from_it(address: str, browser: Browser, host: Published) -> None:
    page = browser.new_page()
    assert page.goto(host.address + address).status == 404
    assert page.get_by_role("heading", level=1).inner_text() == "There is no such page"
    assert page.evaluate("[...document.images].every((image) => image.naturalWidth > 0)")
    page.get_by_role("link", name=QUESTIONS["new-project"].question).click()
    page.wait_for_url(host.address + "new-project/")
    page.close()
