"""The navigation of mkdocs.yml: which pages it names, where, and which pages need no place in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml
from pathspec import GitIgnoreSpec

from guide.model.settings import FILE, read_fields
from guide.problems import Place, RefusedError


@dataclass(frozen=True)
class Navigation:
    """What mkdocs.yml says of the navigation.

    place: where it starts. named: each page, as a path below docs/, with its place. titles: what it calls pages, of
    those that it does not leave to call themselves.
    others: what it leads to that is neither a page nor another site, with its place.
    left_out: the patterns of pages that are reached otherwise, as git reads them, below docs/.
    """

    place: Place
    named: Mapping[str, Place]
    titles: Mapping[str, str]
    others: Mapping[str, Place]
    left_out: GitIgnoreSpec

    def needs(self, page: str) -> bool:
        """Return whether a page, given as a path below docs/, has to stand in the navigation and does not."""
        return page not in self.named and not self.left_out.match_file(page)


def read_navigation(root: Path) -> Navigation | None:
    """Read the navigation; None where there is none, so that the engines make their own, or it cannot be read."""
    try:
        fields = read_fields(root)
    except RefusedError:
        return None
    if "nav" not in fields:
        return None
    found = [(title, page) for title, page in _pages(fields["nav"]) if "://" not in page.value]
    leads_to = {page.value: _place(page) for _, page in found}
    named = {page: place for page, place in leads_to.items() if page.endswith(".md")}
    others = {page: place for page, place in leads_to.items() if page not in named}
    patterns = [fields[name] for name in ("not_in_nav", "exclude_docs") if name in fields]
    left_out = [line for node in patterns if isinstance(node, yaml.ScalarNode) for line in node.value.splitlines()]
    titles = {page.value: title for title, page in found if title}
    return Navigation(_place(fields["nav"]), named, titles, others, GitIgnoreSpec.from_lines(left_out))


def _pages(node: yaml.Node, title: str = "") -> Iterator[tuple[str, yaml.ScalarNode]]:
    """Yield what a part of the navigation leads to, each with its title; an empty one if it has none there."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _pages(item)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _pages(value, str(key.value))
    elif isinstance(node, yaml.ScalarNode):
        yield title, node


def _place(node: yaml.Node) -> Place:
    return Place(FILE, node.start_mark.line + 1, node.start_mark.column + 1)
