"""The preview of a change: the pages that become different, in one file that needs nothing besides itself."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import unescape
from importlib.util import find_spec
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote

from markupsafe import Markup

from guide.model.guide import Guide
from guide.problems import Problem
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
# How many lines are shown around one that is wrong.
_AROUND = 2


@dataclass(frozen=True)
class Excerpt:
    """The lines around a problem: the number of each, its text, and whether it is the one that is wrong."""

    problem: Problem
    lines: tuple[tuple[int, str, bool], ...]


def changed_pages(before: Guide, after: Guide) -> list[str]:
    """Return the addresses of the pages that are new, or say something else than before: decisions, then the others."""
    texts = {decision.path: (decision.front, decision.body) for decision in before.all_decisions()}
    decisions = [
        where("decisions", one.name) for one in after.all_decisions() if texts.get(one.path) != (one.front, one.body)
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
    names = {
        "title": f"Preview of {commit}: {site.settings.name}",
        "commit": commit,
        "note": note,
        "excerpts": [_excerpt(root, problem) for problem in problems],
        "styles": styles,
        "policy": f"{_POLICY}; style-src 'sha256-{_hash(styles)}'",
    }
    chapters, left_out = [], []
    size = len(styles.encode())
    for address in addresses:
        page = built and built.page(address)
        if not page:
            continue
        title, article = chapter(address, list(addresses), built, site.settings.address)
        article = Markup(_PICTURE.sub(lambda match: _inline(built.folder, match[1]), article))
        size += len(article.encode())
        if size > LARGEST * 0.98:
            left_out.append((title, address))
        else:
            chapters.append((name_of(address), title, address, article))
    return render("preview.html", Page(site, ""), chapters=chapters, left_out=left_out, **names)


def _inline(folder: Path, path: str) -> str:
    """Return a picture of the site as an address that holds the picture itself; an empty one if there is none."""
    file = folder / unquote(unescape(path))
    if not file.is_file():
        return "data:,"
    return f"data:{guess_type(file.name)[0] or 'image/png'};base64,{b64encode(file.read_bytes()).decode()}"


def _styles() -> str:
    """Return the styles of the site: the theme's, and those of overrides/."""
    theme = Path(find_spec("material").origin).parent / "templates" / "assets" / "stylesheets"
    files = [
        *sorted(theme.glob("palette.*.css")),
        *sorted(theme.glob("main.*.css")),
        _OWN / "base.css",
        _OWN / "pages.css",
    ]
    text = "\n".join(file.read_text("utf-8") for file in files)
    return re.sub(r"/\*# sourceMappingURL=.*?\*/", "", text).replace("</", "<\\/")


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


def _excerpt(root: Path, problem: Problem) -> Excerpt:
    return Excerpt(problem, tuple(_lines(root / problem.place.path, problem.place.line)))


def _lines(file: Path, wrong: int) -> Iterator[tuple[int, str, bool]]:
    text = file.read_bytes().decode("utf-8", "replace") if file.is_file() else ""
    for number, line in enumerate(text.splitlines()[: wrong + _AROUND], start=1):
        if number >= wrong - _AROUND:
            yield number, line[:400], number == wrong
