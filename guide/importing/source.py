"""Where a log comes from: what it is called, and where its files stand for good on the code host."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote, urljoin

from guide.disk.git import Git
from guide.problems import RefusedError

_SAYS_LITTLE = {"adr", "adrs", "architecture", "decisions", "doc", "docs", "log", "records"}
_REMOTE = re.compile(
    r"(?:(?:https?|ssh|git)://)?(?:[^@/]*@)?(?P<host>[\w.-]+\.[\w-]+)(?::[0-9]+(?=/))?[:/]/*"
    r"(?P<path>[\w.~-]+(?:/[\w.~-]+?)+?)(?:\.git)?/*"
)
# How the address of a file begins behind that of the repository, by a part of the host's name.
_FILES = {"gitlab": "-/blob", "bitbucket": "src", "codeberg": "src/commit", "gitea": "src/commit"}
_REVISION = r"(?:-/)?(?:blob|tree|raw|src(?:/(?:branch|commit|tag))?)/[^/]+/"


class Source:
    """The folder of a log, and the repository that it lies in, if it does.

    folder: the log's folder, whole. top: that of the repository, or None. place: the log's path in it, or an empty
    text.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.top = next((one for one in (self.folder, *self.folder.parents) if (one / ".git").exists()), None)
        self.place = self.folder.relative_to(self.top).as_posix().removeprefix(".") if self.top else ""
        self.git = Git(self.folder)

    def name(self, root: Path) -> str:
        """Return what the log is called in ``imported-from``: its path in its repository, with the repository's name.

        It holds nothing of the machine: the repository is called as at its remote, or else as its folder is. Outside of
        a repository it is the log's folder, with those around it as long as they say little, such as "adr", and inside
        of the guide the path from the guide's root.
        """
        if self.folder.is_relative_to(root.resolve()):
            return self.folder.relative_to(root.resolve()).as_posix()
        if self._remote:
            return f"{self._remote['path']}/{self.place}".rstrip("/")
        top = self.top if self.top and self.top.name else None
        around = (self.folder, *self.folder.parents)
        top = top or next((one for one in around if one.name.lower() not in _SAYS_LITTLE), self.folder)
        return self.folder.relative_to(top.parent).as_posix() if top.name else "log"

    def is_former_name(self, origin: str, path: str) -> bool:
        """Return whether a record may have been imported before under another name of its repository.

        origin: where a decision was imported from; path: the record's path in the log's folder.
        """
        return bool(self.top) and origin.partition("/")[2] == f"{self.place}/{path}".lstrip("/")

    def permanent(self, path: str) -> str | None:
        """Return the address at which the code host keeps a file or a folder as it is now, or None if it has none.

        path: from the top of the repository.
        """
        path = path.strip("/")
        kind = self._files.get(path)
        if not (kind and self._remote):
            return None
        host = self._remote["host"]
        way = next((way for name, way in _FILES.items() if name in host), kind)
        return f"https://{host}/{self._remote['path']}/{way.replace('blob', kind)}/{self._commit}/{quote(path)}"

    def beside(self, folder: str, target: str) -> str | None:
        """Return what a link from a folder of the log means that leads beside the files, such as to an issue."""
        if not self._remote:
            return None
        base = f"https://{self._remote['host']}/{self._remote['path']}/"
        address = urljoin(f"{base}blob/HEAD/{self.place}/{folder}/".replace("//", "/").replace(":/", "://"), target)
        return address if re.match(rf"{re.escape(base)}(?:issues|pull|wiki|releases|discussions)\b", address) else None

    def is_elsewhere(self, target: str, inside: str) -> bool:
        """Return whether a link surely leads out of the log: into another repository, or to a file beside the log.

        target: what it leads to, as it is written; inside: the path from the log's folder, if it is no address.
        """
        path = self.path_at(target)
        if path is None and "://" in target:
            return bool(self._remote) and f"/{self._remote['path']}/".lower() not in target.lower()
        file = Path(os.path.normpath(self.folder / inside if path is None else self.top / path))
        return not file.is_relative_to(self.folder) and is_there(file)

    def path_at(self, address: str) -> str | None:
        """Return the path from the top of the repository that an address at the code host means, or None."""
        if not self._remote:
            return None
        base = re.escape(f"{self._remote['host']}/{self._remote['path']}/")
        match = re.match(rf"https?://{base}{_REVISION}(?P<path>[^?#]+)", address, re.I)
        return unquote(match["path"]) if match else None

    @cached_property
    def days(self) -> Mapping[str, date]:
        """The day of the commit that added each file, by its path in the log's folder."""
        return self.git.added_on() if self._commit else {}

    @cached_property
    def _commit(self) -> str:
        try:
            return self.git.find("HEAD") or "" if self.top and self.git.is_repository() else ""
        except RefusedError:
            return ""  # what git cannot tell is not needed here

    @cached_property
    def _remote(self) -> re.Match[str] | None:
        names = self.git("remote").decode("utf-8", "replace").split() if self._commit else []
        remote = "origin" if "origin" in names else next(iter(names), "")
        address = self.git("remote", "get-url", remote).decode("utf-8", "replace").strip() if remote else ""
        return _REMOTE.fullmatch(address)

    @cached_property
    def _files(self) -> Mapping[str, str]:
        """What each path of the commit is to the code host: a "blob", or a "tree" of them."""
        names = Git(self.top).files("HEAD", "") if self._commit else ()
        folders = {str(parent): "tree" for name in names for parent in PurePosixPath(name).parents[:-1]}
        return folders | dict.fromkeys(names, "blob")


def is_there(file: Path) -> bool:
    """Return whether there is a file or a folder, whatever a link calls it."""
    try:
        return file.exists()
    except OSError:
        return False  # its name is too long to be one
