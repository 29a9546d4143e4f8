"""Proposing a decision from the site: where it starts, and the pictures of what it becomes."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import html5lib
import pytest

from guide.life.draft import TEMPLATE
from macros.page_macros import MACROS
from tests.engine.built_site import BuiltPage
from tests.engine.pages import page_of
from tests.engine.whole_guide import whole_guide

GUIDE = whole_guide()
PAGE = page_of(GUIDE, "contribute/", branch="trunk")
EXAMPLE = ("Weigh every letter", "A letter is weighed before it goes.")
PICTURES = {"picture_of_check": (), "picture_of_draft": EXAMPLE, "picture_of_decision": EXAMPLE}


def text(html: str) -> str:
    """Return the text of a piece of HTML with single spaces."""
    return " ".join("".join(html5lib.parseFragment(html, namespaceHTMLElements=False).itertext()).split())


def test_a_proposal_starts_on_the_code_host_with_its_name_and_the_template_filled_in() -> None:
    address = urlsplit(MACROS["new_decision"](PAGE))
    assert f"{address.scheme}://{address.netloc}{address.path}" == "https://example.org/guide/new/trunk"
    filled_in = parse_qs(address.query, strict_parsing=True)
    assert filled_in == {
        "filename": ["adr/draft-your-title.md"],
        "value": [TEMPLATE],
    }


def test_the_address_is_short_enough_for_the_code_host() -> None:
    # GitHub answers 414 to longer ones; web servers commonly stop at 8 KB.
    assert len(MACROS["new_decision"](PAGE)) < 8_000


@pytest.mark.parametrize(
    "kind",
    ["project", "source", "tool", "need", "guideline", "question", "capability", "pattern", "page"],
)
def test_the_page_says_where_to_add_each_kind_of_thing(kind: str) -> None:
    assert f"\n| add a {kind}" in MACROS["contribute"](PAGE, *EXAMPLE)


@pytest.mark.parametrize("path", ["contribute/", "adr/"])
def test_the_site_offers_to_propose_a_decision(path: str, pages: dict[str, BuiltPage]) -> None:
    links = [link.get("href", "") for link in pages[path].article.iter("a")]
    offered = [link for link in links if "/new/trunk?filename=adr" in link]
    assert len(offered) == 1


def test_the_pictures_show_what_is_said_and_drawn_today() -> None:
    check, draft, decision = (text(MACROS[name](PAGE, *said)) for name, said in PICTURES.items())
    assert "adr/draft-use-queues-for-mail.md:6:7: 'date' still holds the placeholder" in check
    assert check.endswith("more")
    assert draft.startswith("Draft: Weigh every letter This is a draft. Nothing is decided yet.")
    assert (
        f"ADR {max(GUIDE.decisions) + 1}: Weigh every letter {EXAMPLE[1]} Status accepted since {GUIDE.as_of}"
        in decision
    )
    assert f"proposed on {GUIDE.as_of}, accepted on {GUIDE.as_of}" in decision
    assert "A letter is weighed before it goes." in decision


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_looked_at_and_not_used(name: str) -> None:
    fragment = html5lib.parseFragment(MACROS[name](PAGE, *PICTURES[name]), namespaceHTMLElements=False)
    assert [part.tag for part in fragment if "inert" in part.attrib] == ["div"]
    assert [part for part in fragment.iter() if "id" in part.attrib] == []
