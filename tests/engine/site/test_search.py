"""The search: what an engineer types on the first day is among the first three results."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.bench.logs import copy_guide, write_log
from tests.engine.site_fixtures import build, serving
from tests.engine.whole_guide import whole_guide

pytestmark = pytest.mark.browser
GUIDE = whole_guide()

# What is typed, and the page, or the part of a page, that must be among the first three.
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
    ("forge", "projects/forge/"),
    ("unconfirmed", "open-points/"),
    ("current options", "projects/"),
    # tools
    ("capistrano", "projects/#tool-capistrano"),
    ("edeliver", "projects/#tool-edeliver"),
    ("elixir", "projects/#tool-edeliver"),
    ("codedeploy", "projects/#tool-aws-codedeploy"),
    ("forge", "projects/#tool-forge"),
    ("laravel forge", "projects/#tool-forge"),
    # decisions by number and by word
    ("adr 2", "adr/0002-take-the-lightest-pattern/"),
    ("ADR 5", "adr/0005-no-kubernetes-until-there-are-several-services/"),
    ("adr-0005", "adr/0005-no-kubernetes-until-there-are-several-services/"),
    ("5", "adr/0005-no-kubernetes-until-there-are-several-services/"),
    ("0007", "adr/0007-publish-with-mkdocs-and-material/"),
    ("kubernetes", "adr/0005-no-kubernetes-until-there-are-several-services/"),
    ("k8s", "adr/0005-no-kubernetes-until-there-are-several-services/"),
    ("mkdocs", "adr/0007-publish-with-mkdocs-and-material/"),
    ("zensical", "adr/0007-publish-with-mkdocs-and-material/"),
    ("lightest", "adr/0002-take-the-lightest-pattern/"),
    ("existing projects", "adr/0006-existing-projects-keep-their-mechanism/"),
    ("decision log", "adr/"),
    # choosing, and needs by what people call them
    ("preferred option", "choose/"),
    ("which pattern", "choose/"),
    ("decision tree", "choose/"),
    ("websocket", "choose/"),
    ("websocket", "patterns/#need-held-connections"),
    ("gpu", "patterns/#need-large-instances"),
    ("cold start", "patterns/#need-tail-latency"),
    ("daemon", "patterns/#need-untriggered"),
    ("appup", "patterns/#need-hot-upgrade"),
    ("lock-in", "patterns/#need-portable-artefact"),
    # patterns and capabilities
    ("serverless", "patterns/serverless/"),
    ("lambda", "patterns/serverless/"),
    ("container", "patterns/container/"),
    ("containers", "patterns/container/"),
    ("docker", "patterns/container/"),
    ("ecs", "patterns/container/"),
    ("virtual machines", "patterns/virtual-machine/"),
    ("vm", "patterns/virtual-machine/"),
    ("ec2", "patterns/virtual-machine/"),
    ("erlang release", "patterns/language-package/"),
    ("monitoring", "production-environment/#monitoring"),
    ("observability", "production-environment/#monitoring"),
    ("request routing", "production-environment/#request-routing"),
    # guidelines
    ("guidelines", "new-project/"),
    ("checklist", "new-project/"),
    ("secrets", "new-project/"),
    ("rollback", "new-project/"),
    ("roll back", "new-project/"),
    ("health check", "new-project/"),
    ("logs", "new-project/"),
    # opportunities and limits
    ("serverless opportunities", "serverless/"),
    ("cron", "serverless/#scheduled-jobs"),
    ("webhook", "serverless/#webhooks"),
    ("websocket", "serverless/#websocket-server"),
    ("timeout", "serverless/"),
    ("lambda limits", "serverless/#limits"),
    # changing the guide
    ("adr template", "contribute/"),
    ("new adr", "contribute/"),
    ("import adrs", "contribute/#import"),
    ("add a project", "contribute/#project"),
]
# Each entry that says by which words people look for it, and where they are to be led.
WORDS = [(f"patterns/#need-{id}", need.words) for id, need in GUIDE.needs.items()]
WORDS += [(f"serverless/#{id}", kind.words) for id, kind in GUIDE.opportunities.items() if kind.words]
# Enough decisions that the numbers of some begin with those of others.
MANY = 60


@dataclass(frozen=True)
class Search:
    """A page with its search open."""

    page: Page
    site: str

    def first_three(self, query: str) -> list[list[str]]:
        """Type a query and return the first three results: for each the page, and its parts, some folded away."""
        box, said = self.page.locator(".md-search__input"), self.page.locator(".md-search-result__meta")
        results = self.page.locator(".md-search-result__item")
        for text in ("", query):
            # At once and then a key, so that there are no results but those of the whole query.
            box.fill(text)
            box.press("End")
            if not text:
                expect(said).to_have_text("Type to start searching")
                expect(results).to_have_count(0)
        expect(said).to_contain_text("matching document")
        found = results.evaluate_all(
            """(items) => items.slice(0, 3).map((item) => [...item.querySelectorAll("a")]
                .map((link) => link.origin + link.pathname + link.hash))"""
        )
        return [[link.removeprefix(self.site) for link in item] for item in found]


def open_search(browser: Browser, site: str) -> Search:
    """Return the search of a site, ready to be typed into."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(site)
    page.locator(".md-search__input").click()
    expect(page.locator(".md-search-result__meta")).to_have_text("Type to start searching")
    return Search(page, site)


@pytest.fixture(scope="module")
def search(browser: Browser, server: str) -> Iterator[Search]:
    """The search of our guide."""
    search = open_search(browser, server)
    yield search
    search.page.close()


@pytest.fixture(scope="module")
def long_log(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Search]:
    """The search of a guide with many decisions."""
    root = copy_guide(tmp_path_factory.mktemp("long"))
    write_log(root, MANY)
    done = build(root, root / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    with serving(root / "site") as site:
        search = open_search(browser, site)
        yield search
        search.page.close()


@pytest.mark.parametrize(("query", "expected"), QUERIES, ids=[" finds ".join(row) for row in QUERIES])
def test_what_is_typed_finds_its_page_among_the_first_three(query: str, expected: str, search: Search) -> None:
    found = search.first_three(query)
    matching = [links for links in found if (expected in links if "#" in expected else links[0] == expected)]
    assert len(matching) == 1, found


@pytest.mark.parametrize(("expected", "words"), WORDS, ids=[expected for expected, _ in WORDS])
def test_every_word_by_which_people_look_for_something_finds_it(
    expected: str, words: list[str], search: Search
) -> None:
    found = {word: search.first_three(word) for word in words}
    lost = {word: results for word, results in found.items() if not any(expected in links for links in results)}
    assert lost == {}, "these words of the data lead elsewhere; leave them out, or write ones that fewer pages have"


@pytest.mark.parametrize("written", ["ADR {}", "adr{}", "ADR-{}", "decision {}", "#{}", "{}", "{:04}"])
@pytest.mark.parametrize("number", [1, 5, MANY - 1])
def test_a_decision_is_the_first_found_by_its_number_however_many_there_are(
    number: int, written: str, long_log: Search
) -> None:
    assert long_log.first_three(written.format(number))[0][0].startswith(f"adr/{number:04}-")


def test_what_is_found_nowhere_is_said_to_be(search: Search) -> None:
    assert search.first_three("xylophone") == []
    expect(search.page.locator(".md-search-result__meta")).to_have_text("No matching documents")
