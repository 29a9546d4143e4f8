"""Rendering a view's template, with everything from the data escaped where it lands."""

from __future__ import annotations

import os
import re
from functools import cache
from importlib.metadata import version
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from guide.model.claims import texts_of
from guide.model.entries import Level
from macros.addresses import ATOM, JSON_FEED, choose_address, where
from macros.page import Page
from macros.referring import MOST_REFERRING, referring_to

TEMPLATES = Path(__file__).parent / "templates"
# The end of what stands apart on a page, with no space before what follows it. The index of the search leaves out these
# tags, and would run the words on both sides together.
_APART = re.compile(r"(</(?:td|th|dt|dd|summary|small|option|legend)>)(?=<)")


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
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        bytecode_cache=compiled(TEMPLATES.parents[1]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # macros/hooks.py makes a new environment when a template may have changed.
        auto_reload=False,
    )
    environment.filters["markdown"] = escape_markdown
    environment.globals |= {
        "where": where,
        "choose_address": choose_address,
        "texts_of": texts_of,
        "levels": list(Level),
        "referring_to": referring_to,
        "most_referring": MOST_REFERRING,
        "feeds": {"atom": ATOM, "json": JSON_FEED},
    }
    return environment


def render(template: str, page: Page, **names: object) -> str:
    """Render a template of macros/templates/ for a page; ``names`` are what it draws."""
    return draw(template, page=page, guide=page.guide, link=page.link, **names)


def draw(template: str, **names: object) -> str:
    """Render a template of macros/templates/ that stands on no page."""
    return _APART.sub(r"\1 ", _environment().get_template(template).render(**names))


def escape_markdown(text: str) -> Markup:
    """Return a text on one line so that Markdown, and HTML in it, shows it to the letter; for headings and phrases."""
    shown = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;")
    # A template would escape it once more.
    return Markup(re.sub(r"([\\`*_{}\[\]()>#+.!-])", r"\\\1", shown))
