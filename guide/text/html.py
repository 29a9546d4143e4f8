"""The HTML that a page may hold: an allow list of tags, attributes and addresses, which is what code hosts show.

What a page finally holds is cleaned by it (``clean``), so that nothing else is ever published. What would be
cleaned away is reported with its place before (``faults``), since a reader would miss it.

Source of the tags: GitHub's list in https://github.com/gjtorikian/html-pipeline/blob/main/lib/html_pipeline/sanitization_filter.rb
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from html import escape, unescape
from typing import NamedTuple
from urllib.parse import urlsplit

import nh3

SCHEMES = frozenset({"http", "https", "mailto"})
# fmt: off
TAGS = frozenset([
    "a", "abbr", "b", "bdo", "blockquote", "br", "caption", "cite", "code", "dd", "del", "details", "dfn", "div", "dl",
    "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li",
    "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub",
    "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var", "wbr",
])
# fmt: on
_EVERYWHERE = frozenset({"align", "class", "data-search-exclude", "dir", "id", "lang", "title"})
_ATTRIBUTES = {
    "a": frozenset({"aria-label", "href", "name"}),
    "details": frozenset({"open"}),
    "img": frozenset({"alt", "height", "src", "width"}),
    "li": frozenset({"value"}),
    "ol": frozenset({"reversed", "start", "type"}),
    "td": frozenset({"colspan", "headers", "rowspan", "valign"}),
    "th": frozenset({"colspan", "headers", "rowspan", "scope", "valign"}),
    "time": frozenset({"datetime"}),
}
# What Markdown makes by itself: code in its colours, footnotes, admonitions, and the links beside headings.
_CLASS = re.compile(
    r"[a-z][a-z0-9]{0,2}|language-[\w+#.-]+|highlight|footnote(?:-ref|-backref)?|here|admonition(?:-title)?"
    r"|note|abstract|info|tip|success|question|warning|failure|danger|bug|example|quote|attention|caution|error|hint"
    r"|important",
    re.A,
)
# The theme's own ids start with two underscores; its scripts believe what stands in them.
_ID = re.compile(r"(?!__)\S+")

_NAME = r"[a-z][a-z0-9]*+"
# An attribute without anything that parsers read differently, and without characters by which one piece of a page could
# be taken for another.
_VALUE = r"(?:\"(?P<a>[^\"<>]*+)\"|'(?P<b>[^'<>]*+)'|(?P<c>[^\s\"'<>=`]++))"
_ATTRIBUTE = rf"\s++(?P<name>[a-z][a-z0-9:_-]*+)(?:\s*+=\s*+{_VALUE})?"
_PLAINLY = re.sub(r"\?P<\w+>", "?:", _ATTRIBUTE)
_TAG = re.compile(rf"<(?:/(?P<end>{_NAME})\s*+|(?P<start>{_NAME})(?P<rest>(?:{_PLAINLY})*+)\s*+/?+)>", re.I | re.A)
_ATTRIBUTES_OF_TAG = re.compile(_ATTRIBUTE, re.I | re.A)
_ADDRESSES = frozenset({"href", "src"})
# What a piece of HTML has at least in which an address may be changed, or quotes.
_LEADS_OR_QUOTES = re.compile(r"href|src|=\s*[^\s\"]", re.I | re.A)
# A comment ends where a browser ends it: '<!-->' is one already, and '--!>' closes one too.
COMMENT = re.compile(r"<!--(?:-?>|.*?--!?>)", re.S)
# The same; what is open to the end is taken as a whole, so that no text is searched for its end twice.
COMMENT_OR_OPEN = re.compile(rf"{COMMENT.pattern}|(?P<open><!--.*)", re.S)
_COMMENT_OR_TAG = re.compile(rf"{COMMENT_OR_OPEN.pattern}|{_TAG.pattern}", re.I | re.A | re.S)
_OPENS = re.compile(r"<(?=[a-z/!?])", re.I)
_WRITTEN_NAME = re.compile(r"</?\s*([a-z][^\s<>/]{0,30})", re.I)
# What browsers drop from an address.
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\x9f\u200b\ufeff]")
# An address that needs no closer look: no colon but that of the web's own schemes, and nothing in disguise.
_PLAIN_ADDRESS = re.compile(r"(?:https?://)?[\w./#?=%+~-]*", re.A)
_LONGEST_SHOWN = 60


class Fault(NamedTuple):
    """Something that a page may not hold, in a few words with its remedy, and its offset."""

    what: str
    offset: int


def is_safe_address(address: str) -> bool:
    """Return whether following the address can only lead to a page or a mail, never to script."""
    if _PLAIN_ADDRESS.fullmatch(address):
        return True
    try:
        return urlsplit(_UNSEEN.sub("", unescape(address))).scheme.lower() in SCHEMES | {""}
    except ValueError:
        return False


def is_own_address(address: str) -> bool:
    """Return whether what is at the address lies on the site itself."""
    try:
        parts = urlsplit(_UNSEEN.sub("", unescape(address)).replace("\\", "/"))
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc


def clean(html: str) -> str:
    """Return the HTML of a page without anything that is not allowed."""
    return _CLEANER.clean(html)


def with_faults_as_text(html: str) -> str:
    """Return the HTML of a page with each tag that is not allowed as text, and pictures of other hosts as links."""
    parts, at, in_link = [], 0, False
    for opens in _OPENS.finditer(html):
        if opens.start() < at:
            continue
        match = COMMENT_OR_OPEN.match(html, opens.start()) or _TAG.match(html, opens.start())
        kind = match.lastgroup if match else "open"
        tag = (match["end"] or match["start"] or "").lower() if match and match.re is _TAG else ""
        parts.append(html[at : opens.start()])
        at = match.end() if match and (tag in TAGS or kind is None) else opens.end()
        parts.append(html[opens.start() : at] if at > opens.end() else "&lt;")
        if tag == "a":
            in_link = bool(match["start"])
        elif tag == "img":
            parts[-1] = _picture(match, in_link)
    return "".join([*parts, html[at:]])


def _picture(tag: re.Match[str], in_link: bool) -> str:
    """Return a picture if a page may hold it, or a link to it, or what it is called."""
    values = {one["name"].lower(): one["a"] or one["b"] or one["c"] or "" for one in _attributes(tag)}
    source, called = values.get("src", ""), values.get("alt", "")
    if source and not address_fault(unescape(source), is_picture=True):
        return tag[0]
    called = called or shortened(source)
    is_link = source and is_safe_address(source) and not in_link
    return f'<a href="{source}">{called}</a>' if is_link else called


def _attributes(tag: re.Match[str]) -> Iterator[re.Match[str]]:
    return _ATTRIBUTES_OF_TAG.finditer(tag.string, *tag.span("rest"))


def faults(html: str, classes: frozenset[str] = frozenset()) -> Iterator[Fault]:
    """Yield what is not allowed in a text in which every tag counts; comments are.

    classes: more names of classes that are allowed.
    """
    offset, reported = 0, set()
    while opens := _OPENS.search(html, offset):
        offset = opens.start()
        match = COMMENT_OR_OPEN.match(html, offset) or _TAG.match(html, offset)
        kind = match.lastgroup if match else ""
        if kind == "open":
            yield Fault("a comment is never closed", offset)
        elif not match or (kind == "end" and match["end"].lower() not in TAGS and match["end"] not in reported):
            yield Fault(_what_opens(html, offset, match), offset)
        elif kind != "end" and match.re is _TAG:
            reported.add(match["start"])
            yield from _tag_faults(match, classes)
        offset = match.end() if match else offset + 1


def with_addresses(html: str, lead: Callable[[str], str | None]) -> str:
    """Return a piece of HTML with what each tag leads to and loads changed, and with its attributes in double quotes.

    lead: gives another address for one, or None to leave it out. As in ``addresses``, only what the rules allow is
    looked for.
    """
    if not _LEADS_OR_QUOTES.search(html):
        return html  # as most blocks of code are

    def attribute(match: re.Match[str]) -> str:
        group = next((group for group in "abc" if match[group] is not None), None)
        if not group:
            return match[0]
        value = unescape(match[group])
        changed = lead(value) if match["name"].lower() in _ADDRESSES else value
        if changed is None:
            return ""
        return match[0] if group == "a" and changed == value else f' {match["name"]}="{escape(changed)}"'

    def tag(match: re.Match[str]) -> str:
        start, end = (match.span("rest")[side] - match.start() for side in (0, 1))
        return match[0][:start] + _ATTRIBUTES_OF_TAG.sub(attribute, match["rest"]) + match[0][end:]

    return _COMMENT_OR_TAG.sub(lambda match: tag(match) if match["start"] else match[0], html)


def addresses(html: str, start: int = 0, end: int | None = None) -> Iterator[tuple[str, int, int]]:
    """Yield where each tag leads and what it loads, with the offsets at which that starts and ends as it is written.

    start, end: the part of the text to look at.

    Only what the rules allow is looked for: tags that are written plainly, outside of comments.
    """
    for tag in _COMMENT_OR_TAG.finditer(html, start, len(html) if end is None else end):
        for attribute in _attributes(tag) if tag["start"] else ():
            group = next((group for group in "abc" if attribute[group] is not None), None)
            if group and attribute["name"].lower() in _ADDRESSES:
                yield unescape(attribute[group]), *attribute.span(group)


def attribute_fault(tag: str, name: str, value: str, classes: frozenset[str] = frozenset()) -> str | None:
    """Return what is wrong with an attribute, as the same message whatever the tag was written in, or None.

    tag: the name of the tag, or an empty text where it is not known, as in an attribute list.
    """
    name = name.lower()
    allowed = _ATTRIBUTES.get(tag, frozenset()) if tag else frozenset().union(*_ATTRIBUTES.values())
    if name not in allowed | _EVERYWHERE:
        return f"the attribute '{name}' is not allowed on a page"
    if name == "class":
        wrong = next((word for word in value.split() if word not in classes and not _CLASS.fullmatch(word)), None)
        return f"the class '{shortened(wrong)}' is not one that Markdown makes by itself" if wrong else None
    if name in ("id", "name") and value and not _ID.fullmatch(value):
        return f"the {name} '{shortened(value)}' is not allowed on a page"
    if name in _ADDRESSES:
        return address_fault(value, is_picture=name == "src")
    return None


def address_fault(address: str, is_picture: bool) -> str | None:
    """Return what is wrong with the address of a link or a picture, or None."""
    if not is_safe_address(address):
        return f"the address '{shortened(address)}' is neither of the web nor of a mail"
    if is_picture and not is_own_address(address):
        where = "is on another host, from which pages load nothing; put the file beside the text"
        return f"the picture '{shortened(address)}' {where}"
    return None


def shortened(text: str) -> str:
    """Return a text that is short enough for a message."""
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _tag_faults(match: re.Match[str], classes: frozenset[str]) -> Iterator[Fault]:
    tag = match["start"].lower()
    if tag not in TAGS:
        yield Fault(f"the tag <{match['start']}> is not allowed on a page", match.start())
        return
    for attribute in _attributes(match):
        value = unescape(attribute["a"] or attribute["b"] or attribute["c"] or "")
        what = attribute_fault(tag, attribute["name"], value, classes)
        if what:
            yield Fault(what, attribute.start("name"))


def _what_opens(html: str, offset: int, tag: re.Match[str] | None) -> str:
    """Return what is wrong with something that opens like a tag and is no tag that may stand there."""
    name = _WRITTEN_NAME.match(html, offset)
    if not name:
        return f"'{shortened(html[offset : offset + 9])}' is neither a tag nor a comment"
    return f"the tag <{name[1]}> is not {'allowed on a page' if tag else 'written plainly'}"


@lru_cache(maxsize=1024)
def _kept(tag: str, name: str, value: str) -> str | None:
    """Return the value of an attribute of a rendered page, or None to drop it."""
    if name == "class":
        return " ".join(word for word in value.split() if _CLASS.fullmatch(word)) or None
    return None if attribute_fault(tag, name, value) else value


_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    # What stands between these was never meant to be read.
    clean_content_tags={"script", "style"},
    attributes={tag: set(_ATTRIBUTES.get(tag, frozenset()) | _EVERYWHERE) for tag in TAGS},
    attribute_filter=_kept,
    url_schemes=set(SCHEMES),
    link_rel=None,
)
