"""The text of a decision: on the site its blocks are what a code host makes of them."""

from __future__ import annotations

import html5lib
import pytest
from markdown import Markdown
from markdown_it import MarkdownIt

from guide.text.rendered import extensions

BLOCKS = {
    "h1",
    "h2",
    "h3",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "th",
    "td",
    "pre",
    "blockquote",
    "details",
    "summary",
    "div",
}
TEXTS = {
    "Markdown in a tag, behind an empty line": "<details open>\n<summary>Pros</summary>\n\n- one\n- two\n\n</details>",
    "a tag right below a paragraph": "**Option 1:** this.\n<details>\n<summary>Pros</summary>\n\n- one\n\n</details>\n",
    "HTML up to the next empty line": "<div>\n- no list\n\n- a list\n\n</div>",
    "tags in tags": "<div>\n\n<details>\n\n```\n<div>\n\n```\n\n</details>\n\n> quoted\n\n</div>",
    "a tag in a comment and in code": "<!-- a\n<div>\n\n-->\n\n`<div>`\n\n<pre>\n<div>\n\n</pre>\n\n- a",
    "a table right below a paragraph": "These metrics.\n|Name|Unit|\n|----|----|\n|a   |s   |\n\nAfter.",
    "a table in an item": "- item\n  |a|b|\n  |-|-|\n  |1|2|",
    "two tables": "a|b\n-|-\n1|2\n\nText\nc | d\n--- | ---\n3 | 4\nnone | less\n--- | ---",
    "a line of dashes that fits no head": "A | b\nthat goes on\n|---|",
    "a list right below a paragraph in a quotation": "> Said:\n> - one\n>\n> > So:\n> > 1. two\n>\n> Then.\nAfter",
    "a table in a quotation, in an item": "- item\n\n  > These.\n  > |a|b|\n  > |-|-|\n  > |1|2|",
    "a quotation right below the text of an item": "1. a\n   > b\n   > c\n2. d\n   - e\n     > f\n\nAfter.",
    "a quotation right below a list": "- a\n  - b\n> c\n> d\n\nAfter.",
    "what is struck, and a line that a backslash ends": "~~Proposed~~ Accepted ~ a~~\n\nOne\\\ntwo `~~no~~` \\~\\~no~~",
    "the number of an issue at the start of a line": "- #789 migrate\n- #790 add\n\n#791 is the last.\n\n# A title",
}


def outline(html: str) -> list[tuple[str, str]]:
    """Return the blocks of a text, each with the words that stand in it."""
    body = html5lib.parseFragment(html, namespaceHTMLElements=False)
    found = [one for one in body.iter() if one.tag in BLOCKS]
    return [("all", "".join("".join(body.itertext()).split())), *((one.tag, _words(one)) for one in found)]


def _words(block: object) -> str:
    return "".join("".join(block.itertext()).split())


@pytest.mark.parametrize("what", TEXTS)
def test_a_block_is_on_the_site_what_it_is_on_the_code_host(what: str) -> None:
    ours = extensions(is_decision=True)
    shown = Markdown(extensions=list(ours), extension_configs=ours).convert(TEXTS[what])
    assert outline(shown) == outline(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(TEXTS[what]))
