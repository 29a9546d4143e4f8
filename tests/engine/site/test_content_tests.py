"""The tests of the content: they hold for the whole organisation, and each notices what it asks for.

Whatever a page or a file of the site loses here, one of them has to fail.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from inspect import signature
from pathlib import Path

import pytest

from guide.model.guide import Guide
from guide.model.load import load
from tests.content import test_built_pages, test_entries, test_statements, test_whole_site
from tests.engine.built_site import ROOT, BuiltPage, build, read_pages
from tests.engine.forked import run
from tests.engine.whole_guide import write_whole_guide

Check = Callable[..., None]


def of_entries(name: str, *arguments: str) -> Check:
    """Return a test of entries, with what it is asked of."""
    return partial(getattr(test_entries, name), *arguments)


PLACES = "test_every_entry_has_its_page_or_its_place_on_one_with_a_link_to_copy"
PROJECTS = "test_every_project_is_a_row_with_what_is_known_of_it_and_a_page"
OPEN_POINTS = "test_every_open_point_leads_to_the_line_that_would_settle_it"
stated = test_statements.test_every_statement_stands_with_its_source_with_its_hedge_and_a_link_to_copy
leading = test_statements.test_a_claim_and_the_statement_that_it_rests_on_lead_to_each_other
unique = test_built_pages.test_every_page_has_one_h1_a_title_and_a_description_of_its_own
named = test_built_pages.test_every_page_has_one_name_in_its_title_its_heading_and_the_navigation
printed = test_built_pages.test_every_link_of_the_printed_document_leads_somewhere_in_it_or_to_a_file_or_out_of_the_site
published = test_whole_site.test_every_page_and_every_decision_is_published_and_nothing_else

# The test, the page, and what is put in place of what on it; "^" stands for the start of the article.
CASES: list[tuple[str, Check, str, str, str]] = [
    ("a row", of_entries(PROJECTS), "projects/", r'<tr id="hill-letters">.*?</tr>', ""),
    ("a certainty", of_entries(PROJECTS), "projects/", r'certainty-confirmed">confirmed', '">unconfirmed'),
    ("a summary", of_entries(PROJECTS), "projects/hill-letters/", "birds do not mind", "birds may mind"),
    ("a name", of_entries(PROJECTS), "projects/hill-letters/", r"(<h1[^>]*>)Letters", r"\1Post"),
    (
        "a row too many",
        of_entries("test_the_table_of_the_projects_has_no_other_row"),
        "projects/",
        r'(<tr) id="hill-letters"(>.*?</tr>)',
        r'\1 id="hill-letters"\2<tr id="ghost"><td>Ghost</td></tr>',
    ),
    ("an anchor", of_entries(PLACES, "takeaways"), "new-project/", r'href="#takeaway-light-hands"', 'href="#"'),
    (
        "a limit",
        of_entries("test_every_text_of_the_data_is_on_a_page"),
        "serverless/",
        "Two pigeons carry",
        "Two carry",
    ),
    (
        "what a pattern is",
        of_entries("test_every_pattern_has_a_page_that_says_what_it_is"),
        "patterns/pigeon/",
        "A letter is tied to a pigeon",
        "",
    ),
    (
        "a line of the log",
        of_entries("test_every_decision_is_a_line_of_the_log_and_a_page"),
        "adr/",
        'id="adr-17"',
        'id="adr-7017"',
    ),
    (
        "what was decided",
        of_entries("test_every_question_is_answered_by_what_its_decision_says_or_names_what_is_proposed"),
        "",
        "The lightest messenger that can carry",
        "",
    ),
    (
        "the address of a source",
        of_entries("test_every_source_says_what_it_is_and_where"),
        "sources/",
        r'href="https://example.org/almanac"',
        "",
    ),
    ("the line of an open point", of_entries(OPEN_POINTS), "open-points/", r"(/edit/[^\"#]*)#L\d+", r"\1#L1"),
    ("a statement", stated, "sources/", "letter to vanish", "letter to stay"),
    ("a hedge", stated, "sources/", "“maybe”", ""),
    ("the link of a statement", stated, "sources/", 'href="#grandmother-sorrow"', 'href="#"'),
    ("a claim on a statement", leading, "sources/", r'href="[^"]*#takeaway-no-letter-is-lost"', 'href="../adr/"'),
    ("a statement that a page cites", leading, "", r'href="[^"]*#grandmother-at-the-counter"', 'href="sources/"'),
    ("an end tag", test_built_pages.test_the_html_is_valid, "words/", "^", "<p><div></p>"),
    (
        "an id that is there already",
        test_built_pages.test_no_id_stands_twice_on_a_page,
        "adr/",
        "^",
        '<i id="timeline"></i>',
    ),
    ("a second h1", unique, "words/", "^", "<h1>Again</h1>"),
    ("a description of its own", unique, "words/", r'(<meta name="description" content=")[^"]*', r"\1"),
    ("the name of a page in its heading", named, "words/", r"(<h1[^>]*>)Words", r"\1Phrases"),
    ("the name of a page in its title", named, "words/", "<title>Words", "<title>Phrases"),
    ("the name of a page in the navigation", named, "words/", r'(aria-current="page">)Words', r"\1Phrases"),
    (
        "the link of a heading",
        test_built_pages.test_every_heading_and_row_has_a_link_that_survives_rewording,
        "words/",
        "^",
        '<h2 id="new">New</h2>',
    ),
    (
        "a mark of Jinja",
        test_built_pages.test_no_template_marker_and_no_error_of_a_macro_is_left,
        "words/",
        "^",
        "{{ x }}",
    ),
    (
        "a page that loads only what is its own",
        test_built_pages.test_nothing_that_a_page_loads_comes_from_another_host,
        "words/",
        "^",
        '<img src="https://elsewhere.example/x.png">',
    ),
]


@pytest.fixture(scope="module")
def organisation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole organisation, in a folder of its own."""
    return write_whole_guide(tmp_path_factory.mktemp("content") / "organisation")


@pytest.fixture(scope="module")
def guide(organisation: Path) -> Guide:
    """The organisation's guide."""
    return load(organisation)[0]


@pytest.fixture(scope="module")
def built(organisation: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the organisation's site."""
    site = tmp_path_factory.mktemp("built")
    done = build(organisation, site)
    assert done.returncode == 0, done.stdout + done.stderr
    return site


@pytest.fixture(scope="module")
def own_pages(built: Path) -> dict[str, BuiltPage]:
    """The pages of the organisation's site, but the one for what is not found."""
    pages = read_pages(built)
    return {
        address: pages[address]
        for address in pages
        if address not in ("404.html", "print/") and not pages[address].leads_on
    }


def spoilt(page: BuiltPage, old: str, new: str) -> BuiltPage:
    """Return a page with something put in place of something on it."""
    pattern = r"(<article[^>]*>)" if old == "^" else old
    html, count = re.subn(pattern, rf"\1{new}" if old == "^" else new, page.html, flags=re.S)
    assert count, f"{old} is not on /{page.address}"
    return replace(page, html=html)


def ask(check: Check, guide: Guide, pages: dict[str, BuiltPage]) -> None:
    """Run a test with what it takes."""
    given = {"guide": guide, "own_pages": pages, "pages": pages}
    check(**{name: given[name] for name in signature(check).parameters})


@pytest.mark.parametrize(
    ("check", "address", "old", "new"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_what_a_page_loses_is_noticed(
    check: Check, address: str, old: str, new: str, guide: Guide, own_pages: dict[str, BuiltPage]
) -> None:
    ask(check, guide, own_pages)
    with pytest.raises(AssertionError, match="assert"):
        ask(check, guide, own_pages | {address: spoilt(own_pages[address], old, new)})


def test_a_page_that_is_missing_is_noticed(guide: Guide, own_pages: dict[str, BuiltPage]) -> None:
    ask(published, guide, own_pages)
    for lost in ("words/", "adr/0017-the-lightest-messenger/"):
        with pytest.raises(AssertionError, match=lost):
            ask(published, guide, {address: page for address, page in own_pages.items() if address != lost})
    with pytest.raises(AssertionError, match="ghost/"):
        ask(published, guide, own_pages | {"ghost/": own_pages["words/"]})


@pytest.mark.parametrize("dead", ['<a href="#ghost">', '<a href="../ghost/">', '<img src="ghost.png">'])
def test_what_the_document_that_is_printed_lacks_is_noticed(dead: str, tmp_path: Path) -> None:
    file, text = tmp_path / "print" / "index.html", '<p id="here"><a href="#here">'
    file.parent.mkdir()
    file.write_text(text, "utf-8")
    printed(tmp_path)
    file.write_text(text + dead, "utf-8")
    with pytest.raises(AssertionError, match="ghost"):
        printed(tmp_path)


@pytest.mark.long
def test_they_hold_for_another_organisation(organisation: Path, built: Path) -> None:
    # What is invited takes as long again as all the others. It is made up whatever the content is, and tried on what a
    # new guide starts with, once with the patterns of this organisation.
    tests = ["tests/content", *(f"--ignore=tests/content/test_invited_{what}.py" for what in ("changes", "decisions"))]
    done = run("pytest", *tests, folder=ROOT, environment={"GUIDE_ROOT": str(organisation), "GUIDE_SITE": str(built)})
    assert done.returncode == 0, done.stdout
    assert "skipped" not in done.stdout
