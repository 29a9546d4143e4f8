"""The code that turns data/ and adr/ into pages."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from macros import page_rules  # noqa: F401  (its rules register themselves)
from macros.addresses import base_of
from macros.engines import Site, sound_guide
from macros.render import Page, View
from macros.views import choose_page, log_page, propose_form  # noqa: F401  (their views register themselves)
from macros.views.tables import VIEWS


def define_env(env: Any) -> None:
    """Register the views as macros (called by mkdocs-macros-plugin, and by Zensical for every page)."""
    guide = sound_guide(Path(env.project_dir))
    if guide is None:
        _leave_alone(env)
        return
    site = Site.of(env, guide)

    def on_page(draw: View, *arguments: str) -> str:
        return draw(Page(site.guide, base_of(env.page), site.repository, site.branch, site.address), *arguments)

    for name, draw in VIEWS.items():
        env.macro(partial(on_page, draw), name)


def _leave_alone(env: Any) -> None:
    """Have no macro called on Zensical's page, since macros.decision_pages puts problems in its place.

    MkDocs has no page yet, and gets none of their text from macros/hooks.py.
    """
    page = getattr(env, "page", None)
    if page:
        page.meta["render_macros"] = False
