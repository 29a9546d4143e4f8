"""What a guide starts with: which files are written, which stay, and which go.

The files of ``files/`` are written in every start. What they are about, patterns, needs, capabilities and sources, is
either here already and stays, or comes from ``example/``. In them ``<< … >>`` is filled in, since pages have braces of
their own.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from jinja2 import Environment, StrictUndefined

from guide.disk.git import Git
from guide.disk.text_files import decode, encoded
from guide.disk.transaction import Write
from guide.life.draft import FIRST_PROPOSAL, heading
from guide.model.claims import source_of
from guide.model.guide import citations_in
from guide.model.own_pages import own_pages
from guide.model.settings import FILE as SETTINGS
from guide.problems import RefusedError
from guide.start.prune import without_entries, without_judgements, without_places, without_statements
from guide.text.yaml import read_yaml

# The line of mkdocs.yml with which the engine's part begins.
ENGINE_PART = "# ---- The engine's part"
# What may stay: the collections that say of no organisation how it deploys.
KEPT = ("patterns", "needs", "kinds", "limits", "capabilities", "sources")
_CONTENT = ("adr", "data", "docs")
# The link that makes decisions pages, and the pictures of the site.
_STAYS = ("docs/adr", "docs/assets/")
_START = Path(__file__).parent


@dataclass(frozen=True)
class Organisation:
    """Whose guide it will be.

    name: what the guide is called. repository, site: their addresses. team: who is asked for reviews.
    """

    name: str
    repository: str
    site: str
    team: str


def writes(root: Path, organisation: Organisation, today: date, *, keep: bool) -> dict[str, Write]:
    """Return what to write so that a guide becomes another organisation's, by path; a file that goes holds nothing.

    keep: whether the collections of ``KEPT`` stay.

    Raises RefusedError where mkdocs.yml does not say which part of it is the engine's.
    """
    here = {path: _held(root / path) for path in Git(root).tracked(_CONTENT) if not path.startswith(_STAYS)}
    kept = {path: data for path, data in here.items() if keep and _collection(path) in KEPT}
    about = {path: _kept(path, decode(data)) for path, data in kept.items()} or dict(_files("example"))
    shown = asdict(organisation) | {"today": today, "first_proposal": FIRST_PROPOSAL} | _names(about)
    started = {path: _filled_in(text, shown) for path, text in _files("files")}
    new = dict(_beside(about, started)) | about
    new[SETTINGS] += _engine_part(root)
    new |= own_pages(_names(new))
    new = dict(_without_unused_sources(new))
    planned = {}
    for path in sorted(here.keys() | new.keys()):
        before = _held(root / path)
        after = new.get(path)
        planned[path] = Write(before, None if after is None else encoded(after, like=before if path in kept else b""))
    return planned


def _held(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def _kept(path: str, text: str) -> str:
    """Return what stays of a file that is kept: all but what rests on decisions or is about projects, which go."""
    prune = {"patterns": without_judgements, "kinds": without_places}.get(_collection(path))
    return prune(text) if prune else text


def _collection(path: str) -> str:
    """Return the collection that a file of data/ holds, by its path from the root; an empty text for another file."""
    folder, _, name = path.partition("/")
    return PurePosixPath(name).parts[0].removesuffix(".yml") if folder == "data" else ""


def _files(folder: str) -> Iterator[tuple[str, str]]:
    """Yield the files with which a guide starts, each with its path from the root and its text."""
    for file in sorted((_START / folder).rglob("*")):
        if file.is_file():
            yield file.relative_to(_START / folder).as_posix(), file.read_text("utf-8")


def _filled_in(text: str, shown: Mapping[str, Any]) -> str:
    environment = Environment(
        variable_start_string="<<",
        variable_end_string=">>",
        block_start_string="<%",
        block_end_string="%>",
        comment_start_string="<#",
        comment_end_string="#>",
        trim_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        autoescape=False,
    )
    # A text between double quotes means the same in JSON and in YAML.
    environment.filters |= {"quoted": lambda text: json.dumps(text, ensure_ascii=False), "heading": heading}
    return environment.from_string(text).render(shown)


def _names(about: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return, by collection, the names of the entries that have one by their ids, the patterns in their order."""
    read: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for path, text in about.items():
        if path.endswith(".yml") and _collection(path):
            read[_collection(path)].update(read_yaml(text, path).value)
    read["patterns"] = dict(sorted(read["patterns"].items(), key=lambda item: int(item[1]["order"])))
    return {
        collection: {id: entry["name"] for id, entry in entries.items() if "name" in entry}
        for collection, entries in read.items()
    }


def _beside(kept: Mapping[str, str], started: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the files with which a guide starts, without the sources that are kept, each at a path that is free."""
    ids = {id for path, text in kept.items() if _collection(path) == "sources" for id in read_yaml(text, path).value}
    for path, text in started.items():
        left = without_entries(text, ids) if _collection(path) == "sources" else text
        while path in kept:
            path = path.replace(".yml", "-more.yml")
        if left:
            yield path, left


def _engine_part(root: Path) -> str:
    _, mark, rest = decode((root / SETTINGS).read_bytes()).partition(f"\n{ENGINE_PART}")
    if not mark:
        remedy = "add it below what is an organisation's own: names, addresses and navigation"
        raise RefusedError(f'{SETTINGS} has no line that starts with "{ENGINE_PART}"; {remedy}')
    return f"{ENGINE_PART}{rest}"


def _without_unused_sources(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the files of a guide with their texts, but for the sources and statements on which nothing rests there."""
    data = {path: text for path, text in texts.items() if path.endswith(".yml") and path != SETTINGS}
    cited = set(citations_in(read_yaml(text, path) for path, text in data.items()))
    used = {source_of(one) for one in cited}
    for path, text in texts.items():
        left = text
        if _collection(path) == "sources":
            left = without_entries(without_statements(text, cited), read_yaml(text, path).value.keys() - used)
        if left:
            yield path, left
