"""The guide as it stood at a git revision."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from guide.disk.git import Git
from guide.model.decision import FOLDER
from guide.model.guide import Guide
from guide.model.load import load
from guide.problems import RefusedError

_FOLDERS = ("data", FOLDER, "docs")


@contextmanager
def guide_at(root: Path, revision: str) -> Iterator[tuple[Guide, Path]]:
    """Give the guide as it was when this branch left a revision, and the folder in which it is for that time.

    Raises RefusedError if git does not know the revision, or the guide of that time cannot be read as one of today:
    it had problems, or an older layout.
    """
    git = Git(root)
    git.check_history()
    commit = git.common_ancestor(revision)
    missing = [folder for folder in _FOLDERS if not git.files(commit, folder)]
    if missing:
        raise RefusedError(f"{revision} has no {missing[0]}/, so it has another layout")
    with TemporaryDirectory() as folder:
        archive = git("archive", "--format=tar", commit, "--", *_FOLDERS)
        try:
            with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
                # The first releases of Python 3.11, such as that of Debian 12, know no filter, and need none: what git
                # archives lies within its folder, and a link that leads out of it is refused when the guide is read.
                tar.extraction_filter = getattr(tarfile, "data_filter", None)
                tar.extractall(folder)
        except tarfile.TarError as error:
            raise RefusedError(f"{revision} cannot be read: {error}") from None
        guide, problems = load(Path(folder))
        if problems:
            others = f" and {len(problems) - 1} more" if len(problems) > 1 else ""
            raise RefusedError(f"{revision} does not load as a guide of today: {sorted(problems)[0]}{others}")
        yield guide, Path(folder)
