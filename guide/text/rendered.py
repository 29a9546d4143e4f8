"""What a page shows of a text: the HTML that Python-Markdown makes of it, with the extensions of mkdocs.yml.

The rules read Markdown by ``guide.text.markdown``, which gives places and is fast. Wherever the two could differ and it
would matter, they ask here: for what the one takes for code and the other for a link, and for the ids of headings.
"""

from __future__ import annotations

from functools import lru_cache
from html import unescape
from html.parser import HTMLParser
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from guide.text.headings import LINK_CLASS
from guide.text.html import Fault, faults
from guide.text.markdown import read_markup

# The same as in mkdocs.yml, but for the steps that need the page of an engine; colours change nothing of this.
EXTENSIONS: dict[str, dict[str, Any]] = {
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "footnotes": {},
    "tables": {"use_align_attribute": True},
    "toc": {"permalink": False},
    "pymdownx.highlight": {"use_pygments": False},
    "pymdownx.superfences": {},
    "guide.text.headings": {},
}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Where an element leads, or what it loads.
_TARGETS = {"a": "href", "img": "src"}


class ShownHeading(NamedTuple):
    """A heading that is written as Markdown: its level, its id, and whether that outlives its words."""

    level: int
    id: str
    is_promised: bool


class Shown(NamedTuple):
    """What a text becomes on a page.

    links: the targets of links and pictures that are written as Markdown, which lead on from the file.
    html_links: those that are written as HTML, which lead on from the page's address.
    ids: what a link can lead to on the page. faults: what would be cleaned away.
    headings: those that are written as Markdown, in their order.
    """

    links: frozenset[str]
    html_links: frozenset[str]
    ids: frozenset[str]
    faults: tuple[Fault, ...]
    headings: tuple[ShownHeading, ...]

    @property
    def targets(self) -> frozenset[str]:
        """The targets of all its links and pictures."""
        return self.links | self.html_links


class _Elements(HTMLParser):
    """Notes the attributes of each element of a piece of HTML, as a browser reads them."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.targets: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value and (name == "id" or (name == "name" and tag == "a")):
                self.ids.add(value)
            elif value is not None and name == _TARGETS.get(tag):
                self.targets.add(value)


class _Written(Treeprocessor):
    """Notes what is written as Markdown: the targets, as an engine finds them when it leads them on, and headings."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.targets: set[str] = set()
        self.headings: list[tuple[int, str]] = []
        self.promised: set[str] = set()

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag in _HEADINGS:
                self.headings.append((int(element.tag[1]), element.get("id", "")))
            elif element.get("class") == LINK_CLASS:
                self.promised.add(element.get("href", "").removeprefix("#"))
            target = element.get(_TARGETS.get(element.tag, ""))
            if target is not None:
                # An address of mail is disguised by a mark of its own.
                self.targets.add(unescape(target.replace(AMP_SUBSTITUTE, "&")))


def extensions(*, is_decision: bool) -> dict[str, dict[str, Any]]:
    """Return the extensions by which a text becomes a page, each with its settings.

    is_decision: whether it is read as a code host does, see ``guide.text.code_host``.
    """
    return EXTENSIONS | ({"guide.text.code_host": {}} if is_decision else {})


@lru_cache(maxsize=256)
def shown(text: str, *, is_decision: bool, classes: frozenset[str] = frozenset()) -> Shown:
    """Return what a text of Markdown without front matter becomes on a page.

    is_decision: whether it is read as a code host does, see ``guide.text.code_host``.
    classes: names of classes that are allowed on the page besides those that Markdown makes.

    Of a text that would take too long, nothing is shown.
    """
    if read_markup(text).endless:
        return Shown(frozenset(), frozenset(), frozenset(), (), ())
    used = extensions(is_decision=is_decision)
    md = Markdown(extensions=list(used), extension_configs=used)
    markdown = _Written(md)
    # After all else, when attribute lists have given elements other targets and nothing is escaped any more.
    md.treeprocessors.register(markdown, "written", -1)
    html = md.convert(text)
    page, written = _Elements(), _Elements()
    page.feed(html)
    written.feed("\n".join(block for block in md.htmlStash.rawHtmlBlocks if isinstance(block, str)))
    return Shown(
        frozenset(markdown.targets),
        frozenset(written.targets),
        frozenset(page.ids),
        tuple(faults(html, classes)),
        tuple(ShownHeading(level, id, id in markdown.promised) for level, id in markdown.headings),
    )
