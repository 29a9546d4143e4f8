"""A Python-Markdown extension that puts a link beside every heading whose id is a promise.

An id that is written down survives rewording, and so do MADR's own headings, which name the parts
of every decision. Any other heading gets its id from its words, and no link that would outlive them.
Both engines load Markdown extensions, so both show the same links.
"""

from __future__ import annotations

from functools import lru_cache
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import remove_fnrefs, render_inner_html, slugify, strip_tags
from markdown.inlinepatterns import SimpleTagInlineProcessor, SubstituteTagInlineProcessor
from markdown.treeprocessors import Treeprocessor
from pymdownx.saneheaders import SaneHeadersProcessor

MADR = (
    "Context and Problem Statement",
    "Decision Drivers",
    "Considered Options",
    "Decision Outcome",
    "Consequences",
    "Confirmation",
    "Pros and Cons of the Options",
    "More Information",
)
# The class of the link beside a heading; macros/templates/parts.html draws the same beside rows and claims.
LINK_CLASS = "here"
_TAGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
MADR_IDS = frozenset(slugify(name, "-") for name in MADR)


class HeadingLinks(Extension):
    """Registers the step that puts links beside headings."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        # After attribute lists (8) have given headings their ids, before the table of contents (5) makes up the rest.
        md.treeprocessors.register(_Links(md), "heading-links", 7)
        # A '#' without a space behind it is text, as in "#789 is the last".
        md.parser.blockprocessors.register(SaneHeadersProcessor(md.parser), "hashheader", 70)
        # Text between two tildes is struck, and a backslash ends a line; both before what is escaped (180).
        md.ESCAPED_CHARS.append("~")
        md.inlinePatterns.register(SimpleTagInlineProcessor(r"(~~)(?=\S)(.+?)(?<=\S)~~", "del"), "struck", 75)
        md.inlinePatterns.register(SubstituteTagInlineProcessor(r"\\\n", "br"), "line-end", 185)


class _Links(Treeprocessor):
    """Puts the link behind the heading and not into it, where it would become a part of its name."""

    def run(self, root: Element) -> None:
        taken = {element.get("id") for element in root.iter()}
        for parent in list(root.iter()):
            for heading in [child for child in parent if child.tag in _TAGS]:
                # MADR's headings are plain words, so that only the name of another has to be rendered.
                name = "".join(remove_fnrefs(heading).itertext())
                id = id_of(name)
                if "id" not in heading.attrib and id in MADR_IDS and id not in taken:
                    heading.set("id", id)
                    taken.add(id)
                    _put_behind(parent, heading, name)
                elif "id" in heading.attrib:
                    name = unescape(strip_tags(render_inner_html(remove_fnrefs(heading), self.md)))
                    _put_behind(parent, heading, name)


@lru_cache(maxsize=1024)
def id_of(name: str) -> str:
    """Return the id that a heading gets from its words; a long log has the same ones again and again."""
    return slugify(name, "-")


def _put_behind(parent: Element, heading: Element, title: str) -> None:
    names = {"class": LINK_CLASS, "href": f"#{heading.get('id')}", "aria-label": f"Link to {title}"}
    link = Element("a", names)
    link.tail = heading.tail
    parent.insert(list(parent).index(heading) + 1, link)


def makeExtension(**options: Any) -> HeadingLinks:  # noqa: N802  (Python-Markdown's name)
    """Return the extension (called by Python-Markdown)."""
    return HeadingLinks(**options)
