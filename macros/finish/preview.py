"""The preview of a change: the pages that become different, in one file that needs nothing besides itself."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from html import unescape
from importlib.util import find_spec
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote

from markupsafe import Markup

from guide.model.guide import Guide
from guide.problems import Place, Problem
from macros.addresses import address_of, where
from macros.drawn_page import drawn_page
from macros.finish.built_site import BuiltSite
from macros.finish.print_page import chapter, name_of
from macros.page import Page, Site
from macros.render import render

_POLICY = "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'"
# In bytes: what a browser opens at once, and a code host keeps.
LARGEST = 5_000_000
_OWN = Path(__file__).parents[2] / "overrides" / "assets"
_PICTURE = re.compile(r'(?<=\ssrc=")\.\./([^"]*)(?=")')
# A source that is added gives others another number, which changes nothing of a page.
_NUMBERS = re.compile(r">\d+</a>")
# How many lines are shown before and after the line of a problem.
_AROUND = 2


def changed_pages(before: Guide, after: Guide) -> list[str]:
    """Return the addresses of the pages that are new, or say something else than before: decisions, then the others."""
    texts = {decision.path: (decision.front, decision.body) for decision in before.all_decisions()}
    decisions = [
        where("decisions", decision.name)
        for decision in after.all_decisions()
        if texts.get(decision.path) != (decision.front, decision.body)
    ]
    pages = [
        address_of(path.removeprefix("docs/"))
        for path in after.prose
        if path not in before.prose or _text(before, path) != _text(after, path)
    ]
    return [*decisions, *pages]


def _text(guide: Guide, path: str) -> str:
    return _NUMBERS.sub("></a>", drawn_page(guide, path).text)


def preview(
    site: Site,
    built: BuiltSite | None,
    addresses: Sequence[str],
    problems: Sequence[Problem],
    *,
    commit: str,
    note: str,
    root: Path,
) -> str:
    """Return the file: what is wrong, at its lines, and the pages at some addresses of a built site.

    commit: what it is a preview of. note: what else has to be said of it. root: where the files with problems are.
    """
    styles = Markup(_styles())
    size = len(styles.encode())
    chapters, left_out = [], []
    for address in addresses:
        if not built or not built.page(address):
            continue
        title, article = chapter(address, list(addresses), built, site.settings.address)
        article = Markup(_PICTURE.sub(lambda match: _inline(built.folder, match[1]), article))
        size += len(article.encode())
        if size > LARGEST * 0.98:
            left_out.append((title, address))
        else:
            chapters.append((name_of(address), title, address, article))
    digest = b64encode(sha256(styles.encode()).digest()).decode()
    return render(
        "preview.html",
        Page(site, ""),
        commit=commit,
        note=note,
        excerpts=[(problem, _lines_around(root, problem.place)) for problem in problems],
        styles=styles,
        policy=f"{_POLICY}; style-src 'sha256-{digest}'",
        chapters=chapters,
        left_out=left_out,
    )


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
    return re.sub(r"/\*# sourceMappingURL=.*?\*/", "", text).replace("</", "<\\/")


def _lines_around(root: Path, place: Place) -> list[tuple[int, str, bool]]:
    """Return the lines around a place: the number of each, its text, and whether it is the one that is wrong."""
    file = root / place.path
    lines = file.read_bytes().decode("utf-8", "replace").splitlines() if file.is_file() else []
    first = max(place.line - _AROUND, 1)
    shown = enumerate(lines[first - 1 : place.line + _AROUND], start=first)
    return [(number, line[:400], number == place.line) for number, line in shown]
