"""What pages can call: each macro is listed on /contribute/, and can be called as it says."""

from __future__ import annotations

import re
from pathlib import Path

import html5lib
import pytest

from guide.checks.registry import RULES
from guide.model.load import load
from macros.page_macros import MACROS, PageMacro, example, sentence, takes
from tests.engine.pages import page_of
from tests.engine.sample import edit


@pytest.mark.parametrize("draw", MACROS.values(), ids=MACROS)
def test_a_macro_says_in_a_sentence_what_it_shows(draw: PageMacro) -> None:
    assert re.fullmatch(r"[A-Z].+[^.]\.", sentence(draw))


def test_each_is_listed_with_a_call_that_works_in_this_guide(sample: Path) -> None:
    guide, _ = load(sample)
    drawn = html5lib.parseFragment(MACROS["macros"](page_of(guide, "contribute/")), namespaceHTMLElements=False)
    calls = ["".join(code.itertext()) for code in drawn.iter("code")]
    assert calls == [f"{{{{ {example(guide, draw)} }}}}" for draw in MACROS.values()]
    edit(sample, "docs/calls.md", "", "# Calls\n\n" + "\n\n".join(calls) + "\n")
    changed, problems = load(sample)
    assert problems == ()
    assert list(RULES["page-macro"](changed)) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [("cite", "ids of sources"), ("pattern", "the id of a pattern"), ("choose", "the id of a question"), ("rules", "")],
)
def test_it_says_what_a_macro_takes(name: str, said: str) -> None:
    assert takes(MACROS[name]) == said
