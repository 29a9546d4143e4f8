"""What is said of how a page of docs/ is laid out: its headings, and the calls that draw a block."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.checks import check
from tests.engine.sample import edit

PAGE = "docs/crossing.md"
HEAD = "# The crossing\n"
BREAKS = "the id of this heading would change with its words, and links to it would break; write behind the heading:"
ALONE = (
    "draws a block, not a piece of a sentence; put the call at the start of a line, with an empty line above and below"
)

# (path, what stands there, what is put in its place), and every line that is printed then.
CASES = [
    pytest.param(
        [(PAGE, HEAD, HEAD + "\n## How it goes\n\n### It went {: .x }\n\n## Kept {: #so }\n\nOff\n---\n\n## Off\n")],
        [
            f"{PAGE}:{line}:1: {BREAKS} {{: #{id} }} [page-heading]"
            for line, id in ((6, "how-it-goes"), (8, "it-went"), (12, "off"), (15, "off_1"))
        ],
        id="headings without an id of their own",
    ),
    pytest.param(
        [(PAGE, HEAD, HEAD + "> Quoted\n> more\n> ---\n\n## How it goes\n")],
        [f"{PAGE}:9:1: {BREAKS} {{: #how-it-goes }} [page-heading]"],
        id="a heading below what only some take for one",
    ),
    pytest.param(
        [
            (
                PAGE,
                HEAD,
                HEAD
                + "See {{ timeline() }} here, {{ provider('team') }}.\n\n- {{ rejected() }}\n\n    {{ picture_of_draft('A', 'b') }}\n\n"
                "   {{ feed_links() }} then\n\n<div>{{ picture_of_check() }}</div>\n",
            )
        ],
        [
            f"{PAGE}:{line}:{column}: '{name}' {ALONE} [call-within-text]"
            for line, column, name in ((5, 5, "timeline"), (7, 3, "rejected"), (9, 5, "picture_of_draft"))
        ],
        id="calls that draw blocks within a sentence, or set in",
    ),
]


@pytest.mark.parametrize(("edits", "expected"), CASES)
def test_what_is_wrong_with_the_layout_of_a_page_is_said_with_its_place(
    edits: list[tuple[str, str, str]], expected: list[str], sample: Path
) -> None:
    for path, old, new in edits:
        edit(sample, path, old, new)
    assert [str(problem) for problem in check(sample)] == expected
