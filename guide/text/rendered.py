"""What a page shows of a text: the HTML that Python-Markdown makes of it, with the extensions of mkdocs.yml.

The rules read Markdown by ``guide.text.markdown``, which gives places and is fast. Wherever the two could differ and it
would matter, they ask here: for what the one takes for code and the other for a link, and for the ids of headings.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import Any, NamedTuple

from markdown import Markdown

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
# Of HTML that Python-Markdown or a template of ours has written, with every value between double quotes.
ID = re.compile(r"<[a-z][^<>]*?\s(?:id|name)=\"([^\"]+)\"", re.I)
TARGET = re.compile(r"<[a-z][^<>]*?\s(?:href|src)=\"([^\"]*)\"", re.I)


class Shown(NamedTuple):
    """What a text becomes on a page: the targets of its links and pictures, its ids, and what would be cleaned away."""

    targets: frozenset[str]
    ids: frozenset[str]
    faults: tuple[Fault, ...]


@lru_cache(maxsize=256)
def shown(text: str, *, is_decision: bool, classes: frozenset[str] = frozenset()) -> Shown:
    """Return what a text of Markdown without front matter becomes on a page.

    is_decision: whether its lists are read as a code host does, see ``guide.text.lists``.
    classes: names of classes that are allowed on the page besides those that Markdown makes.

    Of a text that would take too long, nothing is shown.
    """
    if read_markup(text).endless:
        return Shown(frozenset(), frozenset(), ())
    lists = {"guide.text.lists": {}} if is_decision else {}
    extensions = EXTENSIONS | lists
    html = Markdown(extensions=list(extensions), extension_configs=extensions).convert(text)
    targets, ids = (frozenset(map(unescape, pattern.findall(html))) for pattern in (TARGET, ID))
    return Shown(targets, ids, tuple(faults(html, classes)))
