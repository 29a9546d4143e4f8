"""The search: what an engineer types on the first day is among the first three results."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

# What is typed, and the page that must be among the first three.
QUERIES = [
    # projects
    ("ironboard", "projects/ironboard/"),
    ("flatchat", "projects/flatchat/"),
    ("phoeyonce", "projects/phoeyonce/"),
    ("ironbroker", "projects/ironbroker/"),
    ("registrar", "projects/registrar/"),
    ("ide images", "projects/ide-images/"),
    ("deployer app", "projects/deployer-app/"),
    ("etl", "projects/etl/"),
    # tools
    ("capistrano", "projects/#tool-capistrano"),
    ("edeliver", "projects/#tool-edeliver"),
    ("codedeploy", "projects/#tool-aws-codedeploy"),
    ("laravel forge", "projects/#tool-forge"),
    # decisions by number and by word
    ("adr 2", "adr/0002-take-the-lightest-pattern/"),
    ("adr 5", "adr/0005-no-kubernetes-until-there-are-several-services/"),
    ("0007", "adr/0007-publish-with-mkdocs-and-material/"),
    ("kubernetes", "adr/0005-no-kubernetes-until-there-are-several-services/"),
    ("k8s", "adr/0005-no-kubernetes-until-there-are-several-services/"),
    ("mkdocs", "adr/0007-publish-with-mkdocs-and-material/"),
    ("decision log", "adr/"),
    # needs by what people call them
    ("websocket", "choose/"),
    ("cron", "serverless/"),
    ("gpu", "choose/"),
    ("cold start", "choose/"),
    ("daemon", "choose/"),
    ("appup", "choose/"),
    ("lock-in", "choose/"),
    # patterns, capabilities, guidelines, limits
    ("lambda", "patterns/serverless/"),
    ("docker", "patterns/container/"),
    ("ec2", "patterns/virtual-machine/"),
    ("erlang release", "patterns/language-package/"),
    ("monitoring", "production-environment/#monitoring"),
    ("request routing", "production-environment/#request-routing"),
    ("secrets", "new-project/"),
    ("rollback", "new-project/"),
    ("health check", "new-project/"),
    ("checklist", "new-project/"),
    ("timeout", "serverless/"),
    ("unconfirmed", "open-points/"),
]


@pytest.fixture(scope="module")
def page(browser: Browser, server: str) -> Iterator[Page]:
    """The home page with its search open."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(10_000)
    page.goto(server)
    page.locator(".md-search__input").click()
    page.locator(".md-search-result__meta", has_text="Type to start searching").wait_for()
    yield page
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize(("query", "expected"), QUERIES, ids=[query for query, _ in QUERIES])
def test_what_is_typed_finds_its_page_among_the_first_three(query: str, expected: str, page: Page, server: str) -> None:
    box, results = page.locator(".md-search__input"), page.locator(".md-search-result__item")
    box.press("Control+a")
    box.press("Delete")
    page.locator(".md-search-result__meta", has_text="Type to start searching").wait_for()
    box.press_sequentially(query)
    # Results come while one types; those of the whole query say so in what each link marks on its page.
    results.locator(f'a[href*="?h={query.split()[0][:3]}"]').first.wait_for(state="attached")
    page.wait_for_function(
        """() => new Promise((done) => {
            const all = () => document.querySelector(".md-search-result__list").innerHTML;
            const before = all();
            setTimeout(() => done(before === all()), 150);
        })"""
    )
    found = page.evaluate(
        """() => [...document.querySelectorAll(".md-search-result__item")].slice(0, 3)
            .map((item) => [...item.querySelectorAll("a")].map((link) => link.origin + link.pathname + link.hash))"""
    )
    addresses = [[link.removeprefix(server) for link in item] for item in found]
    matching = [item for item in addresses if (expected in item if "#" in expected else item[0] == expected)]
    assert len(matching) == 1, addresses
