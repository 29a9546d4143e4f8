"""Rendering a view's template, with everything from the data escaped where it lands."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined

from guide.model.guide import Guide
from guide.problems import Place
from macros.addresses import relative


@dataclass(frozen=True)
class Page:
    """What a view needs to know of the page that it is drawn on.

    base: what its links are relative to, as an address from the site's root, such as "patterns/serverless/".
    repository: the address of the repository on the code host, without a slash at its end.
    branch: the branch that the code host edits.
    site: the address at which the site is published, with a slash at its end.
    """

    guide: Guide
    base: str
    repository: str
    branch: str = "main"
    site: str = "/"

    def link(self, address: str) -> str:
        """Return an address from the site's root as a link from this page."""
        return relative(address, self.base)

    def absolute(self, address: str) -> str:
        """Return an address from the site's root as the whole address that others can link to."""
        return self.site + address

    def edit(self, place: Place) -> str:
        """Return where the code host lets one edit a file, at a line of it."""
        return f"{self.repository}/edit/{self.branch}/{quote(place.path)}#L{place.line}"

    def new(self, path: str, text: str) -> str:
        """Return where the code host lets one add a file, its name and its text filled in."""
        return f"{self.repository}/new/{self.branch}?filename={quote(path, safe='')}&value={quote(text, safe='')}"

    def show(self, place: Place) -> str:
        """Return where the code host shows a line of a file."""
        return f"{self.repository}/blob/{self.branch}/{quote(place.path)}?plain=1#L{place.line}"


View = Callable[..., str]


def compiled(root: Path) -> FileSystemBytecodeCache | None:
    """Return where templates are kept compiled between builds, as Python keeps modules; None if nothing can be written.

    root: the project's root; what is kept lies in .cache/ there, apart for each version of Jinja. Jinja knows a
    template by its text alone: after a change to how templates are read, remove .cache/templates.
    """
    folder = root / ".cache" / "templates"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(folder), f"%s-{version('jinja2')}") if os.access(folder, os.W_OK) else None


@cache
def _environment() -> Environment:
    here = Path(__file__).parent
    environment = Environment(
        loader=FileSystemLoader(here / "templates"),
        bytecode_cache=compiled(here.parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # macros/hooks.py makes a new environment when a template may have changed.
        auto_reload=False,
    )
    environment.filters["markdown"] = escape_markdown
    return environment


def render(template: str, page: Page, **names: object) -> str:
    """Render a template of macros/templates/ for a page; ``names`` are what it draws."""
    return draw(template, page=page, guide=page.guide, link=page.link, **names)


def draw(template: str, **names: object) -> str:
    """Render a template of macros/templates/ that stands on no page."""
    return _environment().get_template(template).render(**names)


def escape_markdown(text: str) -> str:
    """Return a text on one line so that Markdown, and HTML in it, shows it to the letter; for headings and phrases."""
    shown = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;")
    return re.sub(r"([\\`*_{}\[\]()>#+.!-])", r"\\\1", shown)
