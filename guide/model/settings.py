"""What mkdocs.yml says of the site: its name, its address, and where its files are edited."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from guide.disk.text_files import read_text
from guide.model.fields import is_web_address
from guide.problems import Place, Problem, RefusedError
from guide.text.yaml import compose, read_yaml

FILE = "mkdocs.yml"
_EDIT = re.compile(r"edit/(.+)/docs/?")
# What the site cannot be built without: whether a text is right for it, and what it is.
_NEEDED: dict[str, Callable[[str], object]] = {
    "site_name": bool,
    "site_url": is_web_address,
    "repo_url": is_web_address,
    "edit_uri": _EDIT.fullmatch,
}
_WANTED = {
    "site_name": "what the site is called",
    "site_url": "the address at which it is published; it starts with https:// or http://",
    "repo_url": "the address of the repository; it starts with https:// or http://",
    "edit_uri": "'edit/<branch>/docs/', from which edit links follow",
}
# What is said of an address that is not plain; what it holds may be a password.
MORE = "holds more than an address to which a path can be added; write"


def plain_address(address: str) -> str:
    """Return an address without what keeps a path from being added to it: a user, a query, a fragment."""
    return re.sub(r"[?#].*$", "", re.sub(r"^([^/]*//)[^/?#]*@", r"\1", address))


def plain_repository(address: str) -> str:
    """Return the address of a repository as a page, to which a path can be added: without the .git of a clone."""
    return re.sub(r"\.git/*$", "", plain_address(address))


_PLAIN = {"site_url": plain_address, "repo_url": plain_repository}


@dataclass(frozen=True)
class Settings:
    """The settings of the site that the guide uses itself.

    name: what the site is called.
    address: the address at which it is published, with a slash at its end.
    repository: the address of the repository on the code host, without a slash at its end.
    branch: the branch that the code host edits.
    description: what the site is about, in a sentence; empty where mkdocs.yml does not say.
    """

    name: str
    address: str
    repository: str
    branch: str
    description: str = ""

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Settings:
        """Return the settings among all of mkdocs.yml, as an engine has read it; raise RefusedError if one is wrong."""
        branch = _EDIT.fullmatch(str(values["edit_uri"]))
        if not branch:
            raise RefusedError(f"{FILE}: edit_uri must be {_WANTED['edit_uri']}")
        repository = str(values["repo_url"]).rstrip("/")
        address, description = site_address(str(values["site_url"])), str(values.get("site_description") or "")
        return cls(str(values["site_name"]), address, repository, branch[1], description)


def site_address(written: str) -> str:
    """Return the site's address with a slash at its end, whether it was written with one or not."""
    return f"{written.rstrip('/')}/"


def read_settings(root: Path) -> Settings:
    """Read the settings for a command, which no engine has called; raise RefusedError if they cannot be read."""
    values = {name: _value(node) for name, node in read_fields(root).items()}
    missing = [name for name in _NEEDED if not values.get(name)]
    if missing:
        raise RefusedError(f"{FILE} does not say {' and '.join(missing)}; add what is missing")
    return Settings.of(values)


def settings_problems(root: Path) -> tuple[Problem, ...]:
    """Return what is wrong with the settings of a site, which would keep it from being built."""
    if not (root / FILE).exists():
        return ()
    text, unread = read_text(root / FILE, FILE)
    document = read_yaml(text, FILE)
    if unread or not document.values:
        return unread or document.problems
    return tuple(_wrong_settings(_fields(text)))


def _wrong_settings(fields: Mapping[str, yaml.Node]) -> Iterator[Problem]:
    for name, needs in _NEEDED.items():
        node = fields.get(name)
        value = str(_value(node) or "") if node else ""
        plain = _PLAIN[name](value) if name in _PLAIN else value
        place = Place(FILE, node.start_mark.line + 1, node.start_mark.column + 1) if node else Place(FILE)
        if not needs(value):
            fault = f"'{value}' is not" if value else "is empty; write" if node else "is missing; write"
            yield Problem(place, f"{name}: {fault} {_WANTED[name]}", "site-settings")
        elif plain != value:
            yield Problem(place, f"{name}: {MORE} {plain}", "site-settings")


def read_fields(root: Path) -> dict[str, yaml.Node]:
    """Return the fields of mkdocs.yml with their places; raise RefusedError if they cannot be read."""
    text, problems = read_text(root / FILE, FILE)
    if problems:
        raise RefusedError(str(problems[0]))
    return _fields(text)


def _fields(text: str) -> dict[str, yaml.Node]:
    try:
        node = compose(text)
    except yaml.YAMLError as error:
        raise RefusedError(f"{FILE} cannot be read: {error}") from None
    return {key.value: value for key, value in node.value} if isinstance(node, yaml.MappingNode) else {}


def repository_in(text: str) -> str:
    """Return the address of the repository in the text of mkdocs.yml, whatever the environment says; empty if none."""
    try:
        node = _fields(text).get("repo_url")
    except RefusedError:
        return ""
    while isinstance(node, yaml.SequenceNode) and node.value:
        node = node.value[-1]
    return str(node.value).rstrip("/") if isinstance(node, yaml.ScalarNode) else ""


def _value(node: yaml.Node) -> Any:
    """Return a value as the engines read it: behind ``!ENV`` stand names of variables, and what holds without them."""
    if not isinstance(node, yaml.SequenceNode) or node.tag != "!ENV":
        return node.value
    *names, otherwise = [item.value for item in node.value]
    return next((os.environ[name] for name in names if name in os.environ), otherwise)
