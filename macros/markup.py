"""Finding headings, links and raw HTML in a decision's Markdown, each with its place.

This reads just enough Markdown for the rules, and reads it fast: a log of a thousand decisions is
checked in about a second. What a page finally shows is up to Python-Markdown; nothing here has to
be right for a page to be safe (``macros.pages`` looks at the rendered HTML again).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urlsplit

_FENCE = re.compile(r"^[ \t>*+-]*(?P<fence>`{3,}|~{3,})(?P<info>.*)$")
# A backtick behind a backslash shows itself and starts no code. To start with a sign and look behind it then is
# some times faster than the other way round.
_INLINE_CODE = re.compile(r"(`(?<![`\\]`)`*)(?!`)((?:(?!\n[ \t]*\n).)+?)(?<!`)\1(?!`)", re.S)
# A comment ends where a browser ends it: '<!-->' is one already, and '--!>' closes one too.
_COMMENT = re.compile(r"<!--(?:-?>|.*?--!?>)", re.S)
# The same; what is open to the end is taken as a whole, so that no text is searched for its end twice.
_COMMENT_OR_OPEN = re.compile(rf"{_COMMENT.pattern}|(?P<open><!--.*)", re.S)
_ATTRIBUTES = r"(?:(?<!\\)\{(?::|[ \t]*[#.])[^}\n]*\}[ \t]*)?"
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*)$", re.M)
# What may stand behind a heading's text: more signs like those before it, and attributes.
_BEHIND_HEADING = re.compile(rf"[ \t]*(?:(?<!\\)#+)?[ \t]*{_ATTRIBUTES}$")
_UNDERLINE = re.compile(r"^(?:=+|-+) *$", re.M)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()>#+.!-])")
_LINKED = re.compile(r"!?\[((?:\\.|[^\[\]\\])*)\]\([^()\s]*\)")
_EMPHASIS = re.compile(r"(?<!\\)(`+|\*\*?|(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w))")
# Without any of these a line of Markdown reads as it is written, and most do.
_MARKED = re.compile(r"[\[\\`*_&]")
_TARGET = r"(?:<(?P<{0}a>[^<>\n]*)>|(?P<{0}b>[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*))"
_INLINE_LINK = re.compile(r"\]\(\s*" + _TARGET.format("i") + r"(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^)]*\)))?\s*\)")
# A target with spaces is one for Python-Markdown, though not for a code host.
_SPACED_LINK = re.compile(r"\]\(\s*(?P<inside>(?:[^()\n]|\([^()\n]*\)|\n(?![ \t]*\n))*)\)")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*(?:\n[ \t]*)?" + _TARGET.format("d"), re.M)
_ATTRIBUTE_LIST = re.compile(r"\{[^{}\n]*")
_ATTRIBUTE = re.compile(r"\b(?P<name>[a-z]+)[ \t]*=[ \t]*(?:\"(?P<a>[^\"]*)|'(?P<b>[^']*)|(?P<c>[^\s\"']*))", re.I)
# A tag that every parser reads alike.
_PLAIN_TAG = re.compile(
    r"<[a-z][a-z0-9:-]*(?:\s+[^\s\"'<>/=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|(?!=)[^\s\"'<>`]+))?)*\s*/?>"
    r"|<https?://[^\s<>]*>"
    r"|</[a-z][a-z0-9:-]*\s*>",
    re.I,
)

# An address that a tag leads to or shows.
HTML_TARGET = re.compile(r"<[a-z][^<>]*?\b(?:href|src)\s*=\s*([\"']?)(?P<target>[^\s\"'<>]+)\1", re.I)
# What most pieces of HTML consist of, highlighted code above all, and what needs no closer look.
_HARMLESS = re.compile(
    r"[^<]*(?:<(?:/?(?:a|abbr|b|br|code|div|em|i|kbd|li|ol|p|pre|span|strong|sub|sup|table|tbody|td|th|thead|tr|ul)"
    r"(?: (?:class|id|title)=\"[^\"<>]*\")*|https?://[^\s<>=\"']*)>[^<]*)*",
    re.I,
)

# An address that needs no closer look: no colon but that of the web's own schemes, and nothing in disguise.
_PLAIN_ADDRESS = re.compile(r"(?:https?://)?[\w./#?=%+~-]*", re.A)
SAFE_SCHEMES = frozenset({"", "http", "https", "mailto"})
_ACTIVE_TAGS = frozenset(
    [
        # These run script, send what is typed elsewhere, or change what is around them.
        "script",
        "iframe",
        "frame",
        "object",
        "embed",
        "applet",
        "base",
        "meta",
        "link",
        "style",
        "form",
        "input",
        "button",
        "textarea",
        "select",
        "template",
        # What is inside of these, a browser reads by rules of its own, so that script can hide there.
        "math",
        "noembed",
        "noframes",
        "noscript",
        "plaintext",
        "svg",
        "title",
        "xmp",
    ]
)
_ADDRESS_ATTRIBUTES = frozenset({"href", "src", "action", "formaction", "data", "poster", "xlink:href", "background"})


class Heading(NamedTuple):
    """A heading: its level from 1 to 6, its text, and the offset at which its line starts."""

    level: int
    text: str
    offset: int


class Link(NamedTuple):
    """The target of a link or an image, and the offsets at which it starts and ends as it is written."""

    target: str
    offset: int
    end: int


class Danger(NamedTuple):
    """Something that could run script in a reader's browser, in a few words, and its offset."""

    what: str
    offset: int


def without_code(text: str) -> str:
    """Return the text with code and comments blanked out, every other character in its old place."""
    plain = _INLINE_CODE.sub(_blank, without_fences(text))
    return _COMMENT_OR_OPEN.sub(_blank_comment, plain) if "<!--" in plain else plain


def _blank(match: re.Match[str]) -> str:
    """Return spaces for every character of a match but its line ends."""
    return re.sub(r"[^\n]", " ", match[0])


def _blank_comment(match: re.Match[str]) -> str:
    return match[0] if match["open"] else _blank(match)


def without_fences(text: str) -> str:
    """Return the text with its fenced code blanked out, code inside of lines left alone."""
    lines, fence = [], ""
    for line in text.split("\n"):
        match = _FENCE.match(line)
        if fence:
            closes = match and match["fence"].startswith(fence) and not match["info"].strip()
            fence = "" if closes else fence
            lines.append(" " * len(line))
        elif match and "`" not in match["info"]:
            fence = match["fence"]
            lines.append(" " * len(line))
        else:
            lines.append(line)
    return "\n".join(lines)


def without_comments(text: str) -> str:
    """Return the text with its comments blanked out, those in code left alone."""
    plain = without_fences(text)
    plain = _INLINE_CODE.sub(_blank, plain)
    kept = list(text)
    for match in _COMMENT_OR_OPEN.finditer(plain):
        if not match["open"]:
            kept[match.start() : match.end()] = _blank(match)
    return "".join(kept)


def headings(plain: str, text: str) -> list[Heading]:
    """Return the headings of a text in their order; ``plain`` is the text with its code blanked out."""
    found = []
    for match in _HEADING.finditer(plain):
        written = text[slice(*match.span(2))]
        if written.endswith(("#", "}", " ", "\t")):
            written = _BEHIND_HEADING.sub("", written, count=1)
        found.append(Heading(len(match[1]), as_text(written), match.start()))
    under = [
        Heading(1 if plain[end] == "=" else 2, as_text(text[start:end].strip()), start)
        for start, end in underlined(plain)
    ]
    return sorted([*found, *under], key=lambda heading: heading.offset) if under else found


def underlined(plain: str) -> Iterator[tuple[int, int]]:
    """Yield where the headings start that have a line of '=' or '-' below them, and where that line does."""
    for match in _UNDERLINE.finditer(plain) if "\n=" in plain or "\n-" in plain else ():
        start = plain.rfind("\n", 0, max(match.start() - 1, 0)) + 1
        before = plain[plain.rfind("\n", 0, max(start - 1, 0)) + 1 : start]
        if plain[start : match.start()].strip() and not before.strip() and not _HEADING.match(plain, start):
            yield start, match.start()


def as_text(markdown: str) -> str:
    """Return what a reader sees of a line of Markdown: links by their text, no marks of code or emphasis."""
    if not _MARKED.search(markdown):
        return markdown.strip()
    text = _LINKED.sub(r"\1", markdown)
    return unescape(_ESCAPED.sub(r"\1", _EMPHASIS.sub("", text))).strip()


def links(plain: str) -> Iterator[Link]:
    """Yield the links and images of a text whose code is blanked out, reference definitions included."""
    plainly = set()
    for pattern, group, sign in ((_INLINE_LINK, "i", "]("), (_DEFINITION, "d", "]:")):
        for match in pattern.finditer(plain) if sign in plain else ():
            plainly.add(match.start())
            name = f"{group}a" if match[f"{group}a"] is not None else f"{group}b"
            if match[name]:
                yield Link(unescape(match[name]), *match.span(name))
    for match in _SPACED_LINK.finditer(plain):
        target = _without_title(match["inside"])
        if target and match.start() not in plainly:
            start = match.start("inside")
            yield Link(unescape(" ".join(target.split())), start, start + len(target))


def html_links(plain: str) -> Iterator[Link]:
    """Yield the links and images of a text that are written as HTML, its code blanked out."""
    for match in HTML_TARGET.finditer(plain) if "<" in plain else ():
        yield Link(unescape(match["target"]), *match.span("target"))


def _without_title(inside: str) -> str:
    """Return what stands between the parentheses of a link without a title in quotes at its end."""
    text = inside.rstrip()
    start = text.rfind(text[-1], 0, -1) if text[-1:] in ("'", '"') else -1
    return text[:start].rstrip() if start > 0 and text[start - 1].isspace() else text


def dangers(plain: str) -> Iterator[Danger]:
    """Yield what could run script: active tags, handlers, unsafe addresses, also in attribute lists."""
    for link in links(plain):
        if not is_safe_address(link.target):
            yield Danger(f"the address '{link.target}' could run script", link.offset)
    for attributes in _ATTRIBUTE_LIST.finditer(plain):
        for match in _ATTRIBUTE.finditer(plain, *attributes.span()):
            what = _unsafe_attribute(match["name"].lower(), match["a"] or match["b"] or match["c"] or "")
            if what:
                yield Danger(what, match.start("name"))
    if "<" in plain:
        yield from html_dangers(plain)


def is_safe_address(address: str) -> bool:
    """Return whether following the address can only lead to a page or a mail, never to script.

    Browsers drop tabs, line ends and leading control characters from an address, so we do too.
    """
    if _PLAIN_ADDRESS.fullmatch(address):
        return True
    bare = re.sub(r"[\x00-\x20\x7f-\x9f\u200b\ufeff]", "", unescape(address))
    try:
        return urlsplit(bare).scheme.lower() in SAFE_SCHEMES
    except ValueError:
        return False


class _Tags(HTMLParser):
    """Collects the dangers among the tags of a text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, tuple[int, int]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        written = self.get_starttag_text() or ""
        if "=" in written and not _PLAIN_TAG.fullmatch(written):
            self.found.append((f"the tag <{tag}> is not written plainly and could hide script", self.getpos()))
        if tag in _ACTIVE_TAGS:
            self.found.append((f"the tag <{tag}> could run script", self.getpos()))
        for name, value in attrs:
            what = _unsafe_attribute(name, value or "")
            if what:
                self.found.append((what, self.getpos()))

    def parse_comment(self, i: int, report: bool = True) -> int:
        """Return where the comment ends for a browser; HTMLParser would hide what stands behind '<!-->'."""
        match = _COMMENT.match(self.rawdata, i)
        if match:
            return match.end()
        self.found.append(("a comment that is never closed could hide script", self.getpos()))
        return i + len("<!--")

    def parse_endtag(self, i: int) -> int:
        """Return where an end tag ends; a browser reads one with attributes further than HTMLParser does."""
        end = super().parse_endtag(i)
        if end > i and self.rawdata[i + 2].isalpha() and not _PLAIN_TAG.match(self.rawdata, i):
            self.found.append(("an end tag that is more than its name could hide script", self.getpos()))
        return end

    def parse_html_declaration(self, i: int) -> int:
        """Return where '<!…>' ends: at the first '>', save that a section '<![CDATA[' may hide it."""
        if self.rawdata[i:].upper().startswith("<![CDATA["):
            self.found.append(("the section <![CDATA[ could hide script", self.getpos()))
            return i + len("<![CDATA[")
        return self.rawdata.find(">", i) + 1 or -1


def _unsafe_attribute(name: str, value: str) -> str | None:
    """Return what an attribute could do, or None if nothing."""
    if re.fullmatch(r"on.+|srcdoc|style", name, re.S):
        return f"the attribute '{name}' could run script"
    if name in _ADDRESS_ATTRIBUTES and not is_safe_address(value):
        return f"the address '{value}' could run script"
    return None


def html_dangers(plain: str) -> Iterator[Danger]:
    """Yield the tags, attributes and addresses in a piece of HTML that could run script."""
    if _HARMLESS.fullmatch(plain):
        return
    parser = _Tags()
    parser.feed(plain.replace("\0", "\ufffd"))
    # Not closed: what HTMLParser would hold back, such as '<script' at the very end, is no tag yet
    # for a browser either, unless a page goes on behind it; quotes and an extra '>' settle that.
    parser.feed(">\"'>")
    starts = [0, *(match.end() for match in re.finditer("\n", plain))] if parser.found else []
    for what, (line, column) in parser.found:
        yield Danger(what, starts[line - 1] + column)
