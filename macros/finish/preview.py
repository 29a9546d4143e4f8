"""The preview of a change: the pages that become different, in one file that needs nothing besides itself."""

from __future__ import annotations

import re
from base64 import b64encode
from bisect import bisect_right
from collections.abc import Sequence
from hashlib import sha256
from html import unescape
from importlib.util import find_spec
from itertools import groupby
from mimetypes import guess_type
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from markupsafe import Markup

from guide.problems import Place, Problem
from macros.finish.built_site import BuiltSite
from macros.finish.changed_pages import Cause, ChangedPage
from macros.finish.passages import Difference, marked
from macros.finish.print_page import chapter, name_of
from macros.page import Page, Site
from macros.render import render

# A margin, which is there in every colour and in print. A row of a table has none, so its first cell has it.
_MARKS = """
.md-typeset .preview-note { border: 1px dashed var(--guide-line); padding: 0 .6rem; }
.md-typeset > article:target { background: none !important; }
.md-typeset :not(tr)[data-changed], .md-typeset tr[data-changed] > :first-child {
  border-inline-start: .25rem solid var(--guide-focus); padding-inline-start: .5rem;
}
"""
_POLICY = "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'"
# In bytes: what a browser opens at once, and a code host keeps.
LARGEST = 5_000_000
_OWN = Path(__file__).parents[2] / "overrides" / "assets"
_PICTURE = re.compile(r'(?<=\ssrc=")\.\./([^"]*)(?=")')
# How many lines are shown before and after the line of a problem.
_AROUND = 2
_GROUPS = {
    Cause.ANY: "Every page",
    Cause.OWN: "Pages whose text has changed",
    Cause.OTHER: "Pages that show what has changed elsewhere",
}


class _Chapter(NamedTuple):
    """A page in the preview: what its ids start with, its title, how it has changed, and what is on it."""

    name: str
    title: str
    page: ChangedPage
    different: Difference


def preview(
    site: Site,
    built: BuiltSite | None,
    pages: Sequence[ChangedPage],
    problems: Sequence[Problem],
    *,
    commit: str,
    note: str,
    root: Path,
) -> str:
    """Return the file: what is wrong, at its lines, and some pages of a built site with what is different marked.

    commit: what it is a preview of. note: what else has to be said of it. root: where the files with problems are.
    """
    styles = Markup(_styles())
    digest = b64encode(sha256(styles.encode()).digest()).decode()
    shown = [page for page in pages if built and built.page(page.address)]
    addresses = [page.address for page in shown]
    chapters = []
    for page in shown:
        title, article = chapter(page.address, addresses, built, site.settings.address)
        article = _PICTURE.sub(lambda match: _inline(built.folder, match[1]), article)
        chapters.append(_Chapter(name_of(page.address), title, page, marked(article, page.before, page.after)))
    chapters.sort(key=lambda one: _group(one.page.cause))

    def with_first(count: int) -> str:
        return render(
            "preview.html",
            Page(site, ""),
            commit=commit,
            note=note,
            excerpts=[(problem, _lines_around(root, problem.place)) for problem in problems],
            styles=styles,
            policy=f"{_POLICY}; style-src 'sha256-{digest}'",
            causes=Cause,
            groups=[
                (_GROUPS[cause], list(group))
                for cause, group in groupby(chapters[:count], key=lambda one: _group(one.page.cause))
            ],
            left_out=chapters[count:],
        )

    # A chapter is longer than its mention among what is left out, so that more of them never make a smaller file.
    counts = range(len(chapters) + 1)
    too_many = bisect_right(counts, LARGEST, key=lambda count: len(with_first(count).encode()))
    return with_first(max(too_many - 1, 0))


def _group(cause: Cause) -> Cause:
    """Return under which heading a page stands: one of its own is looked at first, whether it is new or was there."""
    return Cause.OWN if cause is Cause.NEW else cause


def _inline(folder: Path, path: str) -> str:
    """Return a picture of the site as an address that holds the picture itself; an empty one if there is none."""
    file = folder / unquote(unescape(path))
    if not file.is_file():
        return "data:,"
    return f"data:{guess_type(file.name)[0] or 'image/png'};base64,{b64encode(file.read_bytes()).decode()}"


def _styles() -> str:
    """Return the styles of the site: the theme's, and those of overrides/."""
    theme = Path(find_spec("material").origin).parent / "templates" / "assets" / "stylesheets"
    files = [*theme.glob("palette.*.css"), *theme.glob("main.*.css"), *sorted(_OWN.glob("*.css"))]
    text = "\n".join(file.read_text("utf-8") for file in files)
    return re.sub(r"/\*# sourceMappingURL=.*?\*/", "", text).replace("</", "<\\/") + _MARKS


def _lines_around(root: Path, place: Place) -> list[tuple[int, str, bool]]:
    """Return the lines around a place: the number of each, its text, and whether it is the one that is wrong."""
    file = root / place.path
    lines = file.read_bytes().decode("utf-8", "replace").splitlines() if file.is_file() else []
    first = max(place.line - _AROUND, 1)
    shown = enumerate(lines[first - 1 : place.line + _AROUND], start=first)
    return [(number, line[:400], number == place.line) for number, line in shown]
