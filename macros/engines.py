"""What the engine that builds the site tells us, and the guide that it builds from."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guide.checks.registry import run
from guide.model.guide import Guide
from guide.model.load import load
from guide.problems import Problem
from macros.addresses import site_address

try:
    from mkdocs.exceptions import PluginError as BrokenGuideError
except ImportError:  # Zensical comes without MkDocs

    class BrokenGuideError(Exception):  # type: ignore[no-redef]
        """The guide has problems, so no site can be built from it."""


# Whether the engine shows the site while one writes, rather than builds it. Both are called so; MkDocs tells its hooks
# too, but Zensical tells nobody. mkdocs.yml hands it on to the templates.
SERVING = [word for word in sys.argv[1:] if not word.startswith("-")][:1] == ["serve"]

# By root, the guide as it was looked at last, and what is wrong with it.
_looked_at: dict[Path, tuple[Guide, tuple[Problem, ...]]] = {}


@dataclass(frozen=True)
class Site:
    """The guide, and where its files are edited.

    repository: the address of the repository on the code host, without a slash at its end.
    branch: the branch that the code host edits.
    address: the address at which the site is published, with a slash at its end.
    """

    guide: Guide
    repository: str
    branch: str
    address: str

    @classmethod
    def of(cls, env: Any, guide: Guide) -> Site:
        """Return the site that the environment of a macros plugin tells of; raise BrokenGuideError if it cannot."""
        repository = str(env.conf["repo_url"]).rstrip("/")
        branch = re.fullmatch(r"edit/(.+)/docs/?", env.conf["edit_uri"])
        if not branch:
            raise BrokenGuideError("mkdocs.yml: edit_uri must be 'edit/<branch>/docs/', from which edit links follow")
        return cls(guide, repository, branch[1], site_address(env.conf["site_url"]))


def sound_guide(root: Path) -> Guide | None:
    """Return the guide in ``root``, or None if it has problems while one writes; ``problems_shown`` tells which.

    A build is no place to show them: then BrokenGuideError is raised, with every problem.
    """
    guide, found = load(root)
    last, problems = _looked_at.get(root.absolute(), (None, ()))
    if guide is not last:
        problems = tuple(sorted({*found, *run(guide)}))
        _looked_at[root.absolute()] = guide, problems
        if problems and SERVING:
            print("The guide has problems, which every page shows for now:", *problems, sep="\n", file=sys.stderr)
    if problems and not SERVING:
        raise BrokenGuideError("the guide has problems:\n" + "\n".join(map(str, problems)))
    return None if problems else guide


def problems_shown(root: Path) -> tuple[Problem, ...]:
    """Return what every page shows in its place: the problems of a guide that is served, as it was looked at last."""
    return _looked_at[root.absolute()][1] if SERVING and root.absolute() in _looked_at else ()
