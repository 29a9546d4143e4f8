"""What the engine that builds the site tells us, and the guide that it builds from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.addresses import site_address
from macros.guide import Guide
from macros.load import load
from macros.rules.registry import run

try:
    from mkdocs.exceptions import PluginError as BrokenGuideError
except ImportError:  # Zensical comes without MkDocs

    class BrokenGuideError(Exception):  # type: ignore[no-redef]
        """The guide has problems, so no site can be built from it."""


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
    def of(cls, env: Any) -> Site:
        """Read the guide for the environment of a macros plugin; raise BrokenGuideError if it has problems."""
        repository = str(env.conf["repo_url"]).rstrip("/")
        branch = re.fullmatch(r"edit/(.+)/docs/?", env.conf["edit_uri"])
        if not branch:
            raise BrokenGuideError("mkdocs.yml: edit_uri must be 'edit/<branch>/docs/', from which edit links follow")
        return cls(sound_guide(Path(env.project_dir)), repository, branch[1], site_address(env.conf["site_url"]))


def sound_guide(root: Path) -> Guide:
    """Return the guide in ``root``; raise BrokenGuideError with every problem of it, if there are any."""
    guide, found = load(root)
    problems = sorted({*found, *run(guide)})
    if problems:
        raise BrokenGuideError("the guide has problems:\n" + "\n".join(map(str, problems)))
    return guide
