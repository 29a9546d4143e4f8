"""A text beside each page, index.md: what the page says as Markdown, for assistants and whoever quotes it.

It holds no frame and no controls. Links are whole addresses, and a "¶" behind a heading or a row leads to it, so that
what is pasted somewhere can still be cited. That of a decision is the text that people wrote, see ``decision_text``;
that of any other page is made from the built page, so it is the same whichever engine has built it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.addresses import PAGE_TEXT, address_of, where
from macros.badges import markdown_text
from macros.finish.built_site import BuiltPage, BuiltSite
from macros.finish.decision_text import HERE, cite_as, decision_text
from macros.finish.print_page import LEFT_OUT
from macros.page import Site

_HEADING_AND_LINK = re.compile(r'(</h[1-6]>)\s*(<a\s[^<>]*\bclass="here"[^<>]*></a>)')
_HERE = re.compile(r'<a(?=[^<>]*\sclass="here")[^<>]*\shref="(#[^"]+)"[^<>]*></a>')
_DRAWING = re.compile(r'<svg\s[^<>]*\baria-label="([^"]*)"[^<>]*>.*?</svg>', re.S)
# What a link to the code host fills in: as long as a file, and of use to somebody who writes one.
_FILLED_IN = re.compile(r'href="(https?://[^"?]*\?(?:filename|title)=[^"&]*)&[^"]*')
_TERM = re.compile(r"<(/?)dt\b[^<>]*>")
_CODE_OR_ESCAPE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)|\\(.)", re.S)
# What is of use only with a script, and drawings that say nothing.
_NO_TEXT = [".with-script", "svg"]


def page_texts(site: Site, built: BuiltSite) -> Iterator[tuple[str, str]]:
    """Yield the text of each page of a built site with its address from the site's root."""
    for file in site.guide.prose:
        address = address_of(file.removeprefix("docs/"))
        page = built.page(address)
        if page:
            yield f"{address}{PAGE_TEXT}", _page_text(site, page, site.settings.address + address)
    for decision in site.guide.all_decisions():
        address = where("decisions", decision.name)
        # Drafts have a page only while they are shown.
        if decision.number or built.page(address):
            yield f"{address}{PAGE_TEXT}", decision_text(site, decision)


def _page_text(site: Site, page: BuiltPage, address: str) -> str:
    """Return a page as Markdown: its title, how to cite it, and what it says.

    address: the whole address of the page, at which its links start.
    """
    text = as_markdown(page.article, address)
    if not page.title:
        text = f"# {markdown_text(page.head['title'])}\n\n{text}"
    title, _, text = text.partition("\n")
    return f"{title}\n\n{cite_as(site, address)}\n{text}"


def as_markdown(article: str, address: str) -> str:
    """Return a page's article as Markdown, its links led on from the page's address."""
    # Not for every command: to import it takes as long as some of them do.
    from html_to_markdown import ConversionOptions, PreprocessingOptions, convert

    # A link to a heading or a row has no text on the page.
    html = _HERE.sub(rf' <a href="\1">{HERE}</a> ', _HEADING_AND_LINK.sub(r" \2\1", article))
    html = _TERM.sub(lambda tag: f"{tag[0]}<strong>" if not tag[1] else f"</strong>{tag[0]}", LEFT_OUT.sub("", html))
    html = _FILLED_IN.sub(r'href="\1', _DRAWING.sub(r"<p>\1</p>", html))
    for end, start in (("</span>", "<a "), ("</a>", "<span"), ("</a>", "<small")):
        # They stand apart on the page by their style alone.
        html = html.replace(end + start, f"{end} {start}")
    options = ConversionOptions(
        base_url=address,
        exclude_selectors=_NO_TEXT,
        # What a text says is no Markdown, and stays as it is when it is read as Markdown.
        escape_asterisks=True,
        escape_underscores=True,
        escape_misc=True,
        br_in_tables=True,
        compact_tables=True,
        extract_metadata=False,
        # It would guess from names what is a page's frame.
        preprocessing=PreprocessingOptions(enabled=False),
    )
    text = convert(html, options).content.strip() + "\n"
    return _CODE_OR_ESCAPE.sub(_without_need, text)


def _without_need(found: re.Match[str]) -> str:
    """Return a hyphen or a full stop without its backslash where it could begin no list; all else as it is."""
    if found[2] is None or found[2] not in "-.":
        return found[0]
    before = found.string[max(found.start() - 20, 0) : found.start()]
    before = before.rstrip("0123456789") if found[2] == "." else before
    return found[2] if before.strip() and not before[-1].isspace() else found[0]
