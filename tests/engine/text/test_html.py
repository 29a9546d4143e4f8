"""The HTML that a page may hold: what is not on the list is told, and never published."""

from __future__ import annotations

import html5lib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from guide.checks.text_rules import text_faults
from guide.text.html import TAGS, clean, faults, is_safe_address
from guide.text.markdown import read_markup

# Each is told wherever it stands in a decision's text.
NOT_ALLOWED = [
    "<script>",
    "<SCRIPT src=x>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href='javascript:x'>",
    "<a href='java\tscript:x'>",
    "<a href='&#106;avascript:x'>",
    "<iframe>",
    "<object data=x>",
    "<form action='javascript:x'>",
    "<div style='background:url(x)'>",
    "<td style='text-align: left'>",
    "<base href='https://example.org'>",
    "<meta http-equiv=refresh content='0;url=https://example.org'>",
    "<link rel=stylesheet href=x.css>",
    "<input name=password>",
    "<video src='https://example.org/x.mp4'>",
    "<img src='https://example.org/x.png'>",
    "<img src='//example.org/x.png'>",
    r"<img src='\\example.org/x.png'>",
    "<img src='x.png' srcset='https://example.org/x.png'>",
    "<table background='https://example.org/x.png'>",
    "![x](https://example.org/x.png)",
    "![x][y]\n\n[y]: https://example.org/x.png",
    "<p class='md-overlay'>",
    "<p id='__config'>",
    "# `__config`",
    "[x](javascript:x)",
    "[x](vbscript:x)",
    "[x](data:text/html,x)",
    "![x](JAVASCRIPT:x)",
    "[x]\n\n[x]: javascript:x",
    "[x]\n\n[x]:\n  javascript:x",
    "> [x]\n>\n> [x]: tel:123",
    "- See [x]\n\n    [x]: ssh://git@host/x",
    "<ftp://example.org/x>",
    "# T { onclick=x }",
    "# T {: style='color: red' }",
    "# T {: .md-overlay }",
    "# T {: #__config }",
    "[x](y.md){ href=javascript:x }",
    "!!! md-overlay\n    x",
    r"\`<script>\`",
    "<!--> <script> -->",
    "<!-- x --!> <script> -->",
    "<!-- never closed",
    "<![CDATA[ > <img src=x> ]]>",
    "<?php echo 1 ?>",
    '<noscript><p title="</noscript><img src=x onerror=x>">',
    "<svg><a><set attributeName=href to=javascript:x></a></svg>",
    "</b title='><img src=x onerror=x>'>",
    "List<String>",
    '<b title="><meta http-equiv=refresh content=0;url=x <!--">x</b>',
    "<a class=\"here\"><b title='</a><meta http-equiv=refresh>'>x</b></a>",
    "Term\n:   Text\n\n    <script>",
    "<div>\n<https://example.org>\n</div>",
]


@pytest.mark.parametrize("text", NOT_ALLOWED)
def test_what_would_be_cleaned_away_is_told(text: str) -> None:
    assert list(text_faults(read_markup(f"{text}\n\nMore.\n"), is_decision=True))


@pytest.mark.parametrize(
    "text",
    [
        "a < b and c > d <3",
        "`<script>`",
        "```html\n<script>alert(1)</script>\n```",
        "- a\n\n  ```html\n  <script>alert(1)</script>\n  ```",
        "    <script>indented</script>",
        "<https://example.org> <https://example.org/?a=b> <a@example.org>",
        "<br> <kbd>x</kbd> <details open><summary>x</summary></details>",
        "[x](https://example.org/?on=1) [y](mailto:a@example.org) [z](#a) [w](0001-x.md)",
        "once = twice {and} more {a=b}",
        "turn the option on = fine",
        "~~~\n<script>\n~~~\n\n``<script> ` ``",
        "<!-- <script> -->",
        "<img src='a.png' alt=\"a &gt; b\"> <a href=https://example.org/?a=b>x</a>",
        "# T {: #id .k title='on = off' }",
        "A note[^1].\n\n[^1]: Here.\n",
        "!!! note\n    x",
        "A note[^<b>].\n\n[^<b>]: Here.\n",
        "| a |\n|:-:|\n| b |\n",
        "<b title== x/onclick=x> is text",
        '<a name="spot"></a> <p align="center" dir="ltr">x</p>',
    ],
)
def test_what_code_hosts_show_is_left_alone(text: str) -> None:
    assert list(text_faults(read_markup(text), is_decision=True)) == []


PIECES = st.sampled_from(
    [
        *["<", ">", '"', "'", "=", "/", "!", "?", "-", " ", "\n", "\t", "\f", "\0", "`", "\\", "x", "&lt;", "&#60;"],
        *["<!--", "-->", "--!>", "<!", "<?", "</", "/>", "<![CDATA[", "]]>", "<p>", "</p>", "</br ", "<b>"],
        *["<details ", "<a ", "href=", "href=javascript:x", '<b title="', " onclick=x", "<img src=x onerror=x>"],
        *["<script>", "</script>", "<style>", "</style>", "<textarea>", "<template>", "<form>", "<input name=x>"],
        *["<table>", "<select>", "<svg>", "<math>", "<title>", "</title>", "<xmp>", "<noscript>", "</noscript>"],
        *["<img src=https://example.org/x>", "<td style='text-align: left'>", '<p id="__x" class="md-x k">'],
    ]
)


def elements(html: str, *, scripting: bool) -> list[tuple[str, dict[str, str]]]:
    """Return the elements that a browser makes of a piece of HTML in a page, each with its attributes."""
    page = html5lib.HTMLParser(namespaceHTMLElements=False).parse(f"<!doctype html><body>{html}", scripting=scripting)
    return [(one.tag, dict(one.attrib)) for one in page.find("body").iter() if isinstance(one.tag, str)][1:]


@given(st.lists(PIECES, max_size=14).map("".join), st.booleans())
@example('<noscript><p title="</noscript><img src=x onerror=x>">', True)
@example("<![CDATA[ > <img src=x onerror=x> ]]>", False)
@example("<br\0</p onclick=x>", False)
@example("<b title== x/onclick=x>", False)
def test_nothing_but_what_is_allowed_is_left(html: str, scripting: bool) -> None:
    for tag, attributes in elements(clean(html), scripting=scripting):
        assert tag in TAGS
        assert not any(name.startswith("on") or name == "srcset" for name in attributes)
        assert is_safe_address(attributes.get("href", ""))
        assert not attributes.get("src", "").startswith(("http", "//"))
        assert "style" not in attributes
        assert not attributes.get("id", "").startswith("__")
        assert "md-" not in attributes.get("class", "")


@given(st.lists(PIECES, max_size=14).map("".join))
def test_what_is_not_told_is_left_as_it_is(html: str) -> None:
    if not list(faults(html)):
        assert elements(clean(html), scripting=True) == elements(html, scripting=True)


@pytest.mark.parametrize(
    ("address", "safe"), [("x.md", True), ("//example.org", True), ("ftp://x", False), ("http://[", False)]
)
def test_only_addresses_that_lead_to_a_page_or_a_mail_are_safe(address: str, safe: bool) -> None:
    assert is_safe_address(address) is safe
