"""The code that turns data/ and adr/ into pages."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from macros import link_rules, page_rules, title_rules  # noqa: F401  (their rules register themselves)
from macros.addresses import address_of
from macros.engines import path_of, problems_shown, read_site
from macros.page import Page
from macros.page_macros import MACROS, PageMacro


def define_env(env: Any) -> None:
    """Register the macros (called by mkdocs-macros-plugin, and by Zensical for every page)."""
    site = read_site(Path(env.project_dir), env.conf)
    if problems_shown():
        # macros.problems_page puts the problems in the place of each page. MkDocs has no page yet, and gets none of
        # their text from macros/hooks.py; Zensical is told to call no macro on the page that it has.
        page = getattr(env, "page", None)
        if page:
            page.meta["render_macros"] = False
        return

    def on_page(draw: PageMacro, *arguments: str) -> str:
        return draw(Page(site, address_of(path_of(env.page))), *arguments)

    for name, draw in MACROS.items():
        env.macro(partial(on_page, draw), name)
