"""Every link that opens the code host opens the right file there, at the right line or with the right text."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit
from xml.etree.ElementTree import Element

import pytest

from guide.checks import check
from guide.life.blank import blank
from guide.model.guide import COLLECTIONS
from guide.model.load import load
from macros.editing import starting
from tests.engine.built_site import BuiltPage
from tests.engine.pages import page_of
from tests.engine.sample import edit
from tests.engine.whole_guide import whole_guide, write_content

GUIDE = whole_guide()
REPOSITORY = "https://code.example/kettle/post/"
PLACEHOLDER = re.compile(r"(?<=[ \[])\{[^{}]*\}")


class Link(NamedTuple):
    """A link to the code host: the page that it is on, what it does there, to which path, and the rest of it."""

    page: str
    action: str
    path: str
    query: str
    line: int | None


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository of the organisation."""
    return write_content(tmp_path_factory.mktemp("repository"))


def links(page: BuiltPage, within: Element | None = None) -> Iterator[Link]:
    """Yield what leads from a page, or from a part of it, into the repository on the code host."""
    for element in (page.tree if within is None else within).iter("a"):
        address = element.get("href") or ""
        if address.startswith(REPOSITORY):
            parts = urlsplit(address.removeprefix(REPOSITORY))
            action, _, path = parts.path.partition("/trunk")
            line = re.fullmatch(r"L(\d+)", parts.fragment)
            assert line or not parts.fragment, address
            yield Link(page.address, action, unquote(path.strip("/")), parts.query, int(line[1]) if line else None)


def all_links(pages: dict[str, BuiltPage], *actions: str) -> list[Link]:
    found = [link for page in pages.values() for link in links(page) if link.action in actions]
    assert len({link.path for link in found}) > 0
    return found


def entry_at(file: Path, line: int) -> str:
    """Return the id of the entry that a line of a file of data/ belongs to."""
    lines = file.read_text("utf-8").splitlines()[:line]
    return next(before for before in reversed(lines) if re.match(r"[a-z]", before)).removesuffix(":")


def test_a_link_into_the_repository_does_what_the_code_host_knows(pages: dict[str, BuiltPage]) -> None:
    assert {link.action for page in pages.values() for link in links(page)} == {
        "edit",
        "new",
        "blob",
        "tree",
        "issues/new",
    }


@pytest.mark.parametrize("action", ["edit", "blob"])
def test_a_file_that_is_edited_or_shown_is_there_and_so_is_its_line(
    action: str, root: Path, pages: dict[str, BuiltPage]
) -> None:
    dead = []
    for link in all_links(pages, action):
        file = root / link.path
        # The code host does not follow the link docs/adr.
        is_there = file.is_file() and not link.path.startswith("docs/adr/")
        if not is_there or (link.line or 1) > len(file.read_text("utf-8").splitlines()):
            dead.append(link)
    assert dead == []


def test_a_folder_that_is_shown_is_there(root: Path, pages: dict[str, BuiltPage]) -> None:
    assert [link for link in all_links(pages, "tree") if not (root / link.path).is_dir()] == []


@pytest.mark.parametrize("collection", ["projects", "patterns"])
def test_every_line_on_the_page_of_an_entry_is_one_of_that_entry(
    collection: str, root: Path, pages: dict[str, BuiltPage]
) -> None:
    for id in getattr(GUIDE, collection):
        found = [link for link in links(pages[f"{collection}/{id}/"]) if link.line]
        assert {entry_at(root / link.path, link.line) for link in found} == {id}
        assert {Path(link.path).parts[:2] for link in found} == {("data", collection)}
        assert {link.action for link in found} == {"edit", "blob"}


def test_every_line_of_an_open_point_is_one_of_what_it_is_about(root: Path, pages: dict[str, BuiltPage]) -> None:
    page, seen = pages["open-points/"], set()
    for part in page.article.iter("div"):
        # What awaits confirmation is a decision; see test_decision_pages.
        is_entry = part.get("id") and part.get("id") != "decisions"
        found = [link for link in links(page, part) if link.line] if is_entry else []
        for link in found:
            entry = entry_at(root / link.path, link.line)
            seen.add(entry)
            assert part.get("id") in (f"projects-{entry}", f"tools-{entry}")
    assert seen == {point.entry for point in GUIDE.open_points()}


# The pencil of each kind of page, what it is called, and the page's own file where its foot leads to that.
PENCILS = [
    ("", "edit/data/questions.yml", "Edit data/questions.yml", "docs/index.md"),
    ("choose/", "edit/data/needs.yml", "Edit data/needs.yml", "docs/choose.md"),
    ("patterns/", "tree/data/patterns", "Edit a file of data/patterns/", "docs/patterns/index.md"),
    (
        "patterns/bicycle/",
        "edit/data/patterns/bicycle.yml",
        "Edit line 3 of data/patterns/bicycle.yml",
        "docs/patterns/bicycle.md",
    ),
    (
        "production-environment/",
        "edit/data/capabilities.yml",
        "Edit data/capabilities.yml",
        "docs/production-environment.md",
    ),
    ("new-project/", "edit/data/guidelines.yml", "Edit data/guidelines.yml", "docs/new-project.md"),
    ("serverless/", "edit/data/kinds.yml", "Edit data/kinds.yml", "docs/serverless.md"),
    ("projects/", "tree/data/projects", "Edit a file of data/projects/", "docs/projects/index.md"),
    ("projects/kyma/", "edit/data/projects/south.yml", "Edit line 11 of data/projects/south.yml", ""),
    ("open-points/", "tree/data/projects", "Edit a file of data/projects/", "docs/open-points.md"),
    ("sources/", "edit/data/sources.yml", "Edit data/sources.yml", "docs/sources.md"),
    ("adr/", "tree/adr", "Edit a file of adr/", "docs/adr.md"),
    ("adr/0028-sunday-post/", "edit/adr/0028-sunday-post.md", "Edit this page", ""),
    ("words/", "edit/docs/words.md", "Edit this page", ""),
    ("contribute/", "edit/docs/contribute.md", "Edit this page", ""),
]


@pytest.mark.parametrize(("address", "opens", "called", "own"), PENCILS)
def test_the_pencil_opens_what_the_page_is_drawn_from(
    address: str, opens: str, called: str, own: str, pages: dict[str, BuiltPage]
) -> None:
    page = pages[address]
    (pencil,) = [link for link in page.article.iter("a") if link.get("rel") == "edit"]
    (link,) = (link for link in links(page, pencil))
    assert (f"{link.action}/{link.path}", pencil.get("title")) == (opens, called)
    feet = [one for one in page.article.iter("p") if one.get("class") == "edit-this"]
    files = [link.path for foot in feet for link in links(page, foot) if link.path.startswith("docs/")]
    assert files == ([own] if own else [])
    assert len(feet) == (called != "Edit this page")


def test_every_page_has_one_pencil(pages: dict[str, BuiltPage]) -> None:
    counts = {
        address: sum(link.get("rel") == "edit" for link in page.tree.iter("a"))
        for address, page in pages.items()
        if not page.leads_on and address not in ("404.html", "print/")
    }
    assert {address for address, count in counts.items() if count != 1} == set()


def left(root: Path, name: str) -> set[str]:
    """Return the rules of the problems of a guide, all of which are those of one file."""
    found = check(root)
    assert {problem.place.path for problem in found} == {name}
    return {problem.rule for problem in found}


def to_fill_in(text: str) -> set[int]:
    """Return the lines of a file of data/ that hold a placeholder."""
    lines = enumerate(text.splitlines(), start=1)
    left = re.compile(rf"{PLACEHOLDER.pattern}|^ *your-[a-z]+:")
    return {number for number, line in lines if left.search(line) and not line.lstrip().startswith("#")}


def test_a_new_file_has_a_free_name_and_a_text_in_which_only_the_placeholders_are_wrong(
    root: Path, tmp_path: Path, pages: dict[str, BuiltPage]
) -> None:
    started = {(link.path, link.query) for link in all_links(pages, "new")}
    told = {}
    for number, (path, query) in enumerate(sorted(started)):
        filled_in = parse_qs(query, strict_parsing=True)
        assert (path, set(filled_in)) == ("", {"filename", "value"})
        (name,), (text,) = filled_in["filename"], filled_in["value"]
        assert not (root / name).exists()
        copy = tmp_path / str(number)
        shutil.copytree(root, copy, symlinks=True)
        edit(copy, name, "", text)
        told[name] = left(copy, name)
    assert told == {"adr/draft-your-title.md": {"placeholder"}, "data/patterns/your-pattern.yml": {"placeholder"}}


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_every_placeholder_of_a_blank_entry_is_told_and_nothing_else_of_it(collection: str, sample: Path) -> None:
    name, text = blank(load(sample)[0], collection)
    (sample / name).unlink(missing_ok=True)
    told = {problem for problem in check(sample) if problem.place.path == name}
    edit(sample, name, "", text)
    told = {problem for problem in check(sample) if problem.place.path == name} - told
    assert {problem.rule for problem in told} == {"placeholder"}
    assert {problem.place.line for problem in told} == to_fill_in(text)


@pytest.mark.parametrize(
    ("most", "rest"), [(None, {}), (2, {"need-unanswered": len(GUIDE.needs) - 2, "capability-missing": 1})]
)
def test_a_blank_pattern_that_is_filled_in_is_a_pattern_and_the_check_names_the_rest(
    most: int | None, rest: dict[str, int], root: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "guide"
    shutil.copytree(root, copy, symlinks=True)
    name, text = blank(GUIDE, "patterns", most)
    values = {"order": "9", "sources": next(iter(GUIDE.sources))}
    text = PLACEHOLDER.sub(lambda match: values.get(match[0][1:-1], match[0][1:-1].partition(" or ")[0]), text)
    edit(copy, name, "", text)
    assert "your-pattern" in load(copy)[0].patterns
    asked = {"placeholder", "navigation", "unreachable-pattern", "pattern-without-kind", "expected-pattern"}
    told = Counter(problem.rule for problem in check(copy) if problem.rule not in asked)
    assert told == rest


def test_an_address_that_the_code_host_would_refuse_holds_as_much_as_has_room() -> None:
    page = page_of(GUIDE, "contribute/")
    assert "Not all" not in unquote(starting(page, "patterns").address)
    needs = {f"need-{number}": next(iter(GUIDE.needs.values())) for number in range(60)}
    address = starting(page_of(replace(GUIDE, needs=needs), "contribute/"), "patterns").address
    assert 7_800 < len(address) <= 8_000
    shown = unquote(address)
    named = [f"\n    {id}:\n" in shown for id in needs]
    assert named == sorted(named, reverse=True)
    assert shown.endswith("\n    # Not all 60 have room here: the check names each other one, with its shape.\n")
