"""The Content-Security-Policy of every page: nothing inline runs, nothing comes from elsewhere, and all still works."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.engine.browser.watching import open_whole, watching
from tests.engine.published import KINDS, MOVED, NOWHERE, Published

POLICY = "meta[@http-equiv='Content-Security-Policy']"


@pytest.fixture
def watched(browser: Browser, host: Published) -> Iterator[tuple[Page, list[str]]]:
    """A page of the browser, and a list that fills with what goes wrong on it."""
    with watching(browser, host.address) as watched:
        yield watched


def directives(policy: str) -> dict[str, list[str]]:
    """Read a policy: what each of its directives allows."""
    return {name: allowed for name, *allowed in (one.split() for one in policy.split(";"))}


def test_every_page_allows_only_what_comes_from_its_own_host(host: Published) -> None:
    assert MOVED in host.pages
    faults = []
    for address, page in host.pages.items():
        found = page.tree.findall(f".//{POLICY}")
        allowed = directives(found[0].get("content")) if len(found) == 1 else {}
        if allowed.get("default-src") != ["'none'"] or allowed.get("base-uri") != ["'none'"]:
            faults.append(f"{address}: {allowed}")
        sources = {name: set(hosts) - {"'none'", "'self'"} for name, hosts in allowed.items()}
        faults += [
            f"{address}: {name} allows {source}"
            for name, left in sources.items()
            for source in left
            if (name, source) != ("img-src", "data:") and not (name == "style-src" and source.startswith("'sha256-"))
        ]
    assert faults == []


def test_the_policy_stands_before_everything_that_it_is_about(host: Published) -> None:
    late = []
    for address, page in host.pages.items():
        before = page.html[: page.html.index("Content-Security-Policy")]
        if re.search("<(script|link|style|body|base|img)", before) or b"charset" not in page.html.encode()[:1024]:
            late.append(address)
    assert late == []


def test_nothing_stands_inline_that_the_policy_would_have_to_forbid(host: Published) -> None:
    inline = []
    for address, page in host.pages.items():
        for element in page.tree.iter():
            script = element.tag == "script" and not element.get("src") and element.get("type") != "application/json"
            handlers = [name for name in element.attrib if name.startswith("on") or name == "style"]
            unsafe = [value for value in element.attrib.values() if value.strip().lower().startswith("javascript:")]
            if script or handlers or unsafe or element.tag in ("style", "iframe", "object", "embed", "base"):
                inline.append(f"{address}: <{element.tag}> {element.attrib}")
    assert inline == []


@pytest.mark.browser
def test_pages_of_the_other_engine_open_without_what_their_policy_forbids_an_error_or_another_host(
    browser: Browser, published_by_zensical: Published
) -> None:
    # It makes the same elements of a page, see above; test_pages_in_browser.py opens each kind as MkDocs makes it.
    with watching(browser, published_by_zensical.address) as (page, faults):
        for address in [*KINDS[::3], "print/"]:
            open_whole(page, published_by_zensical.address + address)
    assert faults == []


def use(page: Page, host: Published) -> None:
    """Do what needs script: search, choose a scheme of colours, choose a pattern, filter, copy."""
    page.goto(host.address)
    page.get_by_title("Switch to dark mode").click()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    page.goto(host.address + "choose/")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    page.locator("#choose input[value=yes]").first.check()
    assert page.locator("#choose-status").inner_text()
    page.goto(host.address + "adr/")
    page.locator(".filter select").first.select_option("accepted")
    page.goto(host.address + "new-project/")
    page.locator(".checklist .tick").first.check()
    page.get_by_role("button", name="Copy as Markdown").click()


@pytest.mark.browser
def test_everything_still_works_under_the_policy(host: Published, watched: tuple[Page, list[str]]) -> None:
    page, faults = watched
    use(page, host)
    assert faults == []


@pytest.mark.browser
def test_search_works_under_the_policy_even_where_nothing_was_found(
    host: Published, watched: tuple[Page, list[str]]
) -> None:
    page, faults = watched
    page.goto(host.address + NOWHERE, wait_until="networkidle")
    page.locator(".md-search__button, .md-search__input").click()
    page.keyboard.type("medals")
    page.locator("a[href*='projects/medals/']").first.click(timeout=10_000)
    page.wait_for_url(re.compile("/guide/projects/medals"))
    assert faults == []


INJECTED = {
    "a script": "<script>window.ran = true</script>",
    "a handler": "<b id='it' onclick='window.ran = true'>x</b>",
    "a link": "<a id='it' href='javascript:void(window.ran = true)'>x</a>",
    "a picture that cannot be loaded": "<img src='data:x' onerror='window.ran = true'>",
    "a script from elsewhere": "<script src='https://example.org/x.js'></script>",
    "a script in an address": "<script src='data:text/javascript,window.ran=true'></script>",
    "a frame": "<iframe srcdoc='<script>parent.ran = true</script>'></iframe>",
}


def ran(page: Page, address: str, injected: str, *, with_policy: bool) -> bool:
    """Open a page into which something was injected, click on each part that is to be clicked; say whether any ran."""

    def inject(route: Route) -> None:
        html = route.fetch().text().replace("</article>", injected + "</article>")
        if not with_policy:
            html = html.replace("Content-Security-Policy", "X")
        assert injected in html
        route.fulfill(body=html, content_type="text/html")

    page.route(address, inject)
    page.route(
        "https://example.org/*", lambda route: route.fulfill(body="window.ran = true", content_type="text/javascript")
    )
    page.goto(address)
    page.evaluate("for (const one of document.querySelectorAll('[id=it]')) one.click()")
    page.wait_for_timeout(50)
    page.unroute_all()
    return page.evaluate("window.ran === true")


@pytest.mark.browser
def test_nothing_that_is_injected_into_a_page_runs(tab: Page, server: str) -> None:
    assert not ran(tab, f"{server}words/", "".join(INJECTED.values()), with_policy=True)


@pytest.mark.browser
@pytest.mark.parametrize("injected", INJECTED.values(), ids=INJECTED)
def test_what_is_injected_would_run_without_the_policy(injected: str, tab: Page, server: str) -> None:
    assert ran(tab, f"{server}words/", injected, with_policy=False)
