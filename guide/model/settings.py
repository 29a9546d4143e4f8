"""What mkdocs.yml says of the site: its name, its address, and where its files are edited."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from guide.disk.text_files import read_text
from guide.problems import RefusedError
from guide.text.yaml import compose

FILE = "mkdocs.yml"


@dataclass(frozen=True)
class Settings:
    """The settings of the site that the guide uses itself.

    name: what the site is called.
    address: the address at which it is published, with a slash at its end.
    repository: the address of the repository on the code host, without a slash at its end.
    branch: the branch that the code host edits.
    """

    name: str
    address: str
    repository: str
    branch: str

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Settings:
        """Return the settings among all of mkdocs.yml, as an engine has read it; raise RefusedError if one is wrong."""
        branch = re.fullmatch(r"edit/(.+)/docs/?", str(values["edit_uri"]))
        if not branch:
            raise RefusedError(f"{FILE}: edit_uri must be 'edit/<branch>/docs/', from which edit links follow")
        repository = str(values["repo_url"]).rstrip("/")
        return cls(str(values["site_name"]), site_address(str(values["site_url"])), repository, branch[1])


def site_address(written: str) -> str:
    """Return the site's address with a slash at its end, whether it was written with one or not."""
    return f"{written.rstrip('/')}/"


def read_settings(root: Path) -> Settings:
    """Read the settings for a command, which no engine has called; raise RefusedError if they cannot be read."""
    values = {name: _value(node) for name, node in read_fields(root).items()}
    missing = [name for name in ("site_name", "site_url", "repo_url", "edit_uri") if not values.get(name)]
    if missing:
        raise RefusedError(f"{FILE} does not say {' and '.join(missing)}; add what is missing")
    return Settings.of(values)


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
