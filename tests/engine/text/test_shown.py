"""The check and the page: what a reader would see of a text, the check has read too."""

from __future__ import annotations

import random

import pytest
import yaml

from guide.checks.text_rules import text_faults
from guide.text.html import is_safe_address
from guide.text.link_places import every_link
from guide.text.markdown import read_markup
from guide.text.rendered import EXTENSIONS, shown
from tests.engine.built_site import ROOT

PIECES = [
    *["a", "b c", "\n", "\n", "\n\n", "\n\n", "    ", "  ", "\t", "> ", "- ", "* ", "1. ", "# ", "## ", "*", "_", "**"],
    *[
        "`",
        "``",
        "```\n",
        "~~~\n",
        "|",
        "| a | b |\n|---|---|\n",
        "---\n",
        "===\n",
        "term\n:   ",
        "\\",
        "é",
        "\u2013",
        "'",
    ],
    *["[x](dead.md)", "[x]( dead.md )", "[x](<dead.md>)", "[x](dead.md 'y')", "![x](dead.png)", "[x](dead page.md)"],
    *["[x][r]", "![x][r]", "[r]: dead.md\n", "[r]: <dead.md>\n", "[r]:\n  dead.md\n", "[^1]", "[^1]: ", "(", ")", "["],
    *["<http://ok.x>", "<x@y.z>", "[x](javascript:1)", "[r]: javascript:1\n", "![x](https://e.x/y.png)", "]", "!["],
    *["<b>", "</b>", "<div>", "</div>\n", "<script>", "</script>", "<b onclick=x>", "<!-- ", "-->", "<details>\n", '"'],
    *[
        '<a href="dead.md">',
        "<a href='javascript:x'>",
        "<img src=https://e.x/a.png>",
        "<your name>",
        "&lt;",
        "<summary>",
    ],
    *[
        "{: onclick=x }",
        "{ .md-x }",
        "{: #__config }",
        "!!! note\n",
        "!!! md-overlay\n",
        "&#60;script&#62;",
        "<summary>",
    ],
    *["{: href='dead.md' }", "{ src=dead.png }", '<a href = "dead page.md">', "<img alt='' src='dead.png'>"],
    *["[x](dead(1).md)", "![[x](dead.md)](dead.png)", "[r]: dead2.md\n", "[x](dead.md#a%2Db)", '[x](dead.md "y")'],
]


def told(text: str) -> tuple[set[str], set[str]]:
    """Return the links that the check looks at, and what it says is not allowed."""
    links = {link.target for link in every_link(read_markup(text))}
    return links, {fault.what for fault in text_faults(read_markup(text), is_decision=True)}


@pytest.mark.parametrize("seed", range(12))
def test_what_a_page_shows_the_check_has_read(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(60):
        text = "".join(chance.choices(PIECES, k=chance.randint(1, 14)))
        page = shown(text, is_decision=True)
        links, faults = told(text)
        assert {target for target in page.targets if "dead" in target} <= links, text
        # An unclosed comment hides from one reader what another shows.
        assert "<!--" in text or {fault.what for fault in page.faults} <= faults, text


@pytest.mark.parametrize("seed", range(6))
def test_every_link_is_told_where_it_is_written(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(60):
        text = "".join(chance.choices(PIECES, k=chance.randint(1, 14)))
        for link in read_markup(text).links:
            written = text[link.offset : link.end]
            assert link.target.removeprefix("mailto:") == " ".join(written.split()), text


def test_the_check_reads_with_the_extensions_that_the_site_is_built_with() -> None:
    class Loader(yaml.SafeLoader):
        """Reads mkdocs.yml, whatever its tags would do."""

    for tag in ("!ENV", "tag:yaml.org,2002:python/name:"):
        Loader.add_multi_constructor(tag, lambda loader, suffix, node: None)
    configured = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), Loader)["markdown_extensions"]
    names = {name if isinstance(name, str) else next(iter(name)) for name in configured}
    options = {name: value for one in configured if isinstance(one, dict) for name, value in one.items()}
    # Lists are read so where the text is a decision's, and the pages' own steps change no text.
    assert names - {"macros.decision_pages"} == set(EXTENSIONS)
    assert [options[name] for name in ("toc", "tables")] == [EXTENSIONS[name] for name in ("toc", "tables")]


def test_an_address_is_safe_or_told() -> None:
    page = shown("[a](b.md) [c](ftp://x)", is_decision=True)
    assert {target for target in page.targets if not is_safe_address(target)} == {"ftp://x"}
    assert [fault.what for fault in page.faults] == ["the address 'ftp://x' is neither of the web nor of a mail"]
