"""What a page tells about itself: to whoever searches, to whoever is sent a link, and to a browser."""

from __future__ import annotations

import struct
import xml.etree.ElementTree as ElementTree
from collections import Counter
from urllib.parse import urljoin

import pytest

from tests.engine.built_site import BuiltPage
from tests.engine.published import MOVED, SITE, STATUSES, Published
from tests.engine.whole_guide import whole_guide

ELSEWHERE = ["404.html", "print/"]
CARD = "assets/card.png"


def meta(page: BuiltPage) -> dict[str, str]:
    """Return what a page says in its metadata, by name or property; each may be there only once."""
    said = [(one.get("name") or one.get("property"), one.get("content")) for one in page.tree.iter("meta")]
    said = [(name, content) for name, content in said if name]
    assert [name for name, count in Counter(name for name, _ in said).items() if count > 1] == []
    return dict(said)


def link(page: BuiltPage, rel: str) -> str | None:
    """Return where a page's link of a kind leads, or None without one."""
    found = page.tree.find(f".//head/link[@rel='{rel}']")
    return found.get("href") if found is not None else None


def test_every_page_has_a_card_of_its_own(host: Published) -> None:
    faults = []
    for address, page in host.pages.items():
        said = meta(page)
        title = page.text(page.tree.find(".//title")).removesuffix(" - Kettle Post & Sons")
        if address != "404.html" and said.get("og:title") != title:
            faults.append(f"{address} is called {said.get('og:title')}")
        if not said.get("og:title") or said.get("og:description") != said.get("description"):
            faults.append(f"{address} says {said}")
        if said.get("og:image") != SITE + CARD or said.get("twitter:card") != "summary_large_image":
            faults.append(f"{address} shows {said.get('og:image')}")
        if said.get("og:type") != ("website" if address == "" else "article"):
            faults.append(f"{address} is a {said.get('og:type')}")
    assert faults == []


@pytest.mark.parametrize("status", STATUSES)
def test_a_decision_has_its_number_in_its_title_and_says_there_whether_it_holds(status: str, host: Published) -> None:
    page = host.pages[STATUSES[status]]
    decision = next(one for one in whole_guide().decisions.values() if STATUSES[status] == f"adr/{one.name}/")
    called = f"ADR {decision.number}: {decision.title}"
    assert page.text(page.tree.find(".//h1")) == called
    assert meta(page)["og:title"] == (called if status == "accepted" else f"{called} ({status})")


def test_the_way_on_at_the_foot_of_a_page_is_called_what_it_shows(host: Published) -> None:
    links = [link for page in host.pages.values() for link in page.tree.iterfind(".//footer//a[@class]")]
    called = {" ".join("".join(link.itertext()).split()) for link in links if "md-footer__link" in link.get("class")}
    assert {'Next From "other" islands & rocks', "Previous Words"} <= called
    # Its name is its text, so that no label can say anything else.
    assert [link.get("aria-label") for link in links if link.get("aria-label")] == []


def test_every_page_names_its_one_address(host: Published) -> None:
    assert host.pages[MOVED].leads_on
    for address, page in host.pages.items():
        place = urljoin(SITE + address, page.tree.find(".//a[@data-moved]").get("href")) if page.leads_on else None
        expected = None if address == "404.html" else place or SITE + address
        assert (link(page, "canonical"), meta(page).get("og:url")) == (expected, expected), address


def test_every_page_has_our_mark_as_its_icon(host: Published) -> None:
    icons = {urljoin(SITE + address, link(page, "icon") or "") for address, page in host.pages.items()}
    assert icons == {SITE + "assets/mark.svg"}


def test_the_picture_of_a_card_is_as_large_as_it_says(host: Published) -> None:
    picture = (host.folder / CARD).read_bytes()
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    size = tuple(int(meta(host.pages[""])[f"og:image:{side}"]) for side in ("width", "height"))
    assert struct.unpack(">II", picture[16:24]) == size


def test_the_sitemap_names_every_page_but_those_that_are_none_of_their_own(host: Published) -> None:
    tree = ElementTree.parse(host.folder / "sitemap.xml")
    named = {one.text for one in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    own = {address for address, page in host.pages.items() if not page.leads_on and address not in ELSEWHERE}
    assert named == {SITE + address for address in own}


def test_robots_may_read_all_and_are_told_where_the_sitemap_is(host: Published) -> None:
    lines = (host.folder / "robots.txt").read_text("utf-8").splitlines()
    assert lines == ["User-agent: *", "Allow: /", "", f"Sitemap: {SITE}sitemap.xml"]
