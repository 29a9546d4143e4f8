"""The views: whatever a text in the data says, a page shows it as text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import html5lib
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment
from markdown import Markdown

from guide.model.load import load
from macros.addresses import address_of, relative
from macros.page import Page
from macros.page_macros import MACROS, collection_of, parameters
from macros.render import compiled, escape_markdown
from tests.engine.pages import page_of
from tests.engine.whole_guide import whole_guide, write_content

EVIL = """<b class="evil">&amp;</b>'"{{ 1 }}<script>"""
TEXTS = {"text", "name", "title", "publisher", "question", "why", "reason", "cost", "value", "moves", "kept", "as-of"}


def with_evil_texts(value: Any, key: str = "") -> Any:
    """Return what was read from YAML with something nasty behind every text that is shown as it is."""
    if isinstance(value, dict):
        return {name: with_evil_texts(item, name) for name, item in value.items()}
    if isinstance(value, list):
        return [with_evil_texts(item, key) for item in value]
    return f"{value} {EVIL}" if key in TEXTS or (key == "summary" and " " in value) else value


@pytest.fixture(scope="module")
def evil_page(tmp_path_factory: pytest.TempPathFactory) -> Page:
    """A page of a whole guide, whose every text tries to be HTML."""
    root = tmp_path_factory.mktemp("evil")
    write_content(root)
    for file in root.glob("data/**/*.yml"):
        value = with_evil_texts(yaml.load(file.read_text("utf-8"), yaml.BaseLoader))
        file.write_text(yaml.dump(value, allow_unicode=True), "utf-8")
    for file in root.glob("adr/0*.md"):
        text = re.sub(
            r"(?m)^summary: (>-\n  )?", lambda match: f"summary: >-\n  {EVIL}\n  ", file.read_text("utf-8"), count=1
        )
        file.write_text(text.replace("\n# ", f"\n# {EVIL} ", 1), "utf-8")
    guide, problems = load(root)
    assert problems == ()
    return page_of(guide, "patterns/x/")


def arguments(name: str, page: Page) -> list[tuple[str, ...]]:
    """Return with which arguments pages call a macro: every id of the collection that it draws one of."""
    draw = MACROS[name]
    taken = [collection_of(one, draw) for one in parameters(draw)]
    if len(taken) == 1 and taken[0]:
        return [(id,) for id in getattr(page.guide, taken[0])]
    given = {"provider": "team"}
    return [tuple(given.get(one.name, EVIL) for one in parameters(draw))]


@pytest.mark.parametrize("name", MACROS)
def test_every_text_of_the_data_is_shown_as_text_wherever_it_lands(name: str, evil_page: Page) -> None:
    for given_ids in arguments(name, evil_page):
        drawn = MACROS[name](evil_page, *given_ids)
        tree = html5lib.parseFragment(Markdown(extensions=["attr_list"]).convert(drawn), namespaceHTMLElements=False)
        assert [element for element in tree.iter("b") if element.get("class") == "evil"] == []
        scripts = [element for element in tree.iter("script") if element.get("type") != "application/json"]
        assert [element for element in scripts if not element.get("src")] == []


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), max_size=40))
def test_a_name_in_a_heading_is_shown_to_the_letter(text: str) -> None:
    name = " ".join(text.split())
    html = Markdown().convert(f"# x{escape_markdown(name)}x")
    heading = html5lib.parseFragment(html, namespaceHTMLElements=False).find("h1")
    assert heading is not None
    assert len(heading) == 0
    assert heading.text == f"x{name}x"


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("index.md", ""),
        ("adr.md", "adr/"),
        ("patterns/index.md", "patterns/"),
        ("README.md", ""),
        ("patterns/README.md", "patterns/"),
        ("patterns/no-README.md", "patterns/no-README/"),
        ("reindex.md", "reindex/"),
        ("patterns/container.md", "patterns/container/"),
        ("adr/0001-x.md", "adr/0001-x/"),
    ],
)
def test_a_page_has_the_address_that_its_file_says(page: str, address: str) -> None:
    assert address_of(page) == address


@pytest.mark.parametrize(
    ("address", "here", "link"),
    [
        ("adr/", "", "adr/"),
        ("adr/", "./", "adr/"),
        ("", "", "./"),
        ("#current-options", "", "./#current-options"),
        ("", "adr/", "../"),
        ("sources/#notes", "patterns/container/", "../../sources/#notes"),
        ("#current-options", "adr/0001-x/", "../../#current-options"),
    ],
)
def test_a_link_is_relative_so_that_the_site_may_lie_below_any_path(address: str, here: str, link: str) -> None:
    assert relative(address, here) == link


def test_a_takeaway_leads_to_its_guidelines_by_their_ids_since_their_texts_stand_below() -> None:
    guide = whole_guide()
    drawn = html5lib.parseFragment(MACROS["takeaways"](page_of(guide, "new-project/")), namespaceHTMLElements=False)
    found = {link.get("href"): "".join(link.itertext()) for one in drawn.iter("p") for link in one.iter("a")}
    names = {f"#{id}": id.replace("-", " ") for id, one in guide.guidelines.items() if one.serves in guide.takeaways}
    assert names
    assert {href: words for href, words in found.items() if href in names} == names


def test_templates_are_kept_compiled_until_they_change(tmp_path: Path) -> None:
    kept = tmp_path / ".cache" / "templates"
    for count, text in enumerate(["one", "one", "two"]):
        before = {file: file.stat().st_ino for file in kept.glob("*")}
        environment = Environment(loader=DictLoader({"a": text}), bytecode_cache=compiled(tmp_path))
        assert environment.get_template("a").render() == text
        after = {file: file.stat().st_ino for file in kept.glob("*")}
        assert after
        assert (before == after) == (count == 1)


def test_where_nothing_can_be_kept_templates_are_compiled_each_time(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("no folder")
    assert compiled(tmp_path) is None
