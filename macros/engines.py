"""What differs between the engines that build the site, MkDocs and Zensical, and the site as it was read last.

Both engines ask for the macros before they draw with them, and then render page after page. So the guide is read, and
looked at for problems, when they ask; what a page needs afterwards is what was read then.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from markdown import Markdown

from guide.checks.registry import run
from guide.model.decision import FOLDER
from guide.model.load import load
from guide.model.settings import Settings
from guide.problems import Place, Problem, RefusedError
from macros.addresses import address_of
from macros.page import Site

try:
    from mkdocs.exceptions import PluginError as BrokenGuideError
except ImportError:  # Zensical comes without MkDocs

    class BrokenGuideError(Exception):  # type: ignore[no-redef]
        """The guide has problems, so no site can be built from it."""


# Whether the engine shows the site while one writes, rather than builds it. Both are called so; MkDocs tells its hooks
# too, but Zensical tells nobody. mkdocs.yml hands it on to the templates.
SERVING = [word for word in sys.argv[1:] if not word.startswith("-")][:1] == ["serve"]

_UNWRITTEN = "is not written yet; write it with: guide pages"


@dataclass
class _Read:
    """What was read last: the site, and what every page shows in its place while that is served with problems."""

    site: Site | None = None
    problems: tuple[Problem, ...] = ()


_read = _Read()


def read_site(root: Path, settings: Mapping[str, Any]) -> Site:
    """Read the guide in ``root`` and look what is wrong with it; return the site that an engine builds from it.

    settings: mkdocs.yml as the engine has read it.

    While it is served, ``problems_shown`` tells the problems. A build is no place to show them: then BrokenGuideError
    is raised, with every problem.
    """
    try:
        own = Settings.of(settings)
    except RefusedError as error:
        raise BrokenGuideError(str(error)) from None
    guide, found = load(root)
    if _read.site is None or guide is not _read.site.guide:
        # The check counts these pages as there, but no file holds them for an engine to build.
        unwritten = [Problem(Place(path), _UNWRITTEN, "missing-page") for path in guide.missing]
        problems = tuple(sorted({*found, *run(guide), *unwritten}))
        if problems and SERVING:
            print("The guide has problems, which every page shows for now:", *problems, sep="\n", file=sys.stderr)
        if problems and not SERVING:
            raise BrokenGuideError("the guide has problems:\n" + "\n".join(map(str, problems)))
        _read.problems = problems
    _read.site = Site(guide, own)
    return _read.site


def site_read() -> Site:
    """Return the site as it was read last."""
    assert _read.site  # the engine has asked for the macros by then
    return _read.site


def problems_shown() -> tuple[Problem, ...]:
    """Return what every page shows in its place: the problems of a guide that is served, as it was looked at last."""
    return _read.problems


def page_of(md: Markdown) -> tuple[str, Any]:
    """Return the path below docs/ of the page that is being rendered, and the engine's page; outside, it is empty.

    MkDocs registers the page's file with its processor of relative links, Zensical the page with a preprocessor of its
    own. Zensical asks for the macros only where they are used, which may be later, so the site is read here if need be.
    """
    if "relpath" in md.treeprocessors:
        file: Any = md.treeprocessors["relpath"].file
        return file.src_uri, file.page
    if "rendering_context" in md.preprocessors:
        context: Any = md.preprocessors["rendering_context"]
        if _read.site is None:
            read_site(Path(context.config["root_dir"]), context.config)
        return context.page.path, context.page
    return "", None


def is_decision(md: Markdown) -> bool:
    """Return whether the page that is being rendered is that of a decision."""
    return page_of(md)[0].startswith(f"{FOLDER}/")


def path_of(page: Any) -> str:
    """Return the path below docs/ of an engine's page."""
    return page.path if _is_zensicals(page) else page.file.src_uri


def base_of(page: Any) -> str:
    """Return the address that an engine takes links in a page's raw HTML to be relative to, for the engine's page.

    MkDocs leaves such links alone, so it is the page's own address. Zensical takes them to start
    at the source, as links in Markdown do, and rewrites them; so it is the source's folder.
    """
    path = path_of(page)
    if not _is_zensicals(page):
        return address_of(path)
    folder = PurePosixPath(path).parent.as_posix()
    return "" if folder == "." else f"{folder}/"


def _is_zensicals(page: Any) -> bool:
    return hasattr(page, "path")
