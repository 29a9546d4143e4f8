"""Changing single values in YAML and front matter, every other character left as it is.

PyYAML says where a value starts and ends, and only that piece of the text is replaced: comments,
order, quotes and layout stay to the letter. The functions take a text with ``\\n`` as line end and
return the changed one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

import yaml

from guide.disk.text_files import decode
from guide.model.decision import FRONT_MATTER
from guide.problems import RefusedError
from guide.text.yaml import compose

YamlPath = tuple[str | int, ...]


def set_field(text: str, name: str, value: str) -> str:
    """Return a decision's text with a field of its front matter set to a value, given as YAML on one line.

    A field that is missing is added as the last one. Raises RefusedError if the front matter is
    broken, or the field holds more than one plain value.
    """
    front = _Front(text)
    node = front.field(name)
    if node is None:
        return front.with_line(f"{name}: {value}")
    if not isinstance(node, yaml.ScalarNode) or node.style in ("|", ">"):
        raise RefusedError(f"'{name}' is not a single value; write '{name}: {value}' into the file by hand")
    start, end = front.span(node)
    return text[:start] + (value if start != end else f" {value}") + text[end:]


def add_to_list(text: str, name: str, item: str) -> str:
    """Return a decision's text with an item, given as YAML on one line, at the end of a list of its front matter.

    A list that is missing is added as the last field. Raises RefusedError like ``set_field``.
    """
    front = _Front(text)
    node = front.field(name)
    if node is None:
        return front.with_line(f"{name}:\n  - {item}" if item.startswith("{") else f"{name}: [{item}]")
    start, end = front.span(node)
    if isinstance(node, yaml.ScalarNode) and not node.value.strip():
        return f"{text[:start]}{'' if start != end else ' '}[{item}]{text[end:]}"
    if not isinstance(node, yaml.SequenceNode):
        raise RefusedError(f"'{name}' is not a list; write '{name}: [{item}]' into the file by hand")
    if not node.value:
        return f"{text[:start]}[{item}]{text[end:]}"
    last = front.offset + _end(node.value[-1])
    if node.flow_style:
        return f"{text[:last]}, {item}{text[last:]}"
    if text[last - 1] == "\n":  # a block scalar reaches to the next line
        last -= 1
    line = text.find("\n", last)
    indent = " " * node.start_mark.column
    return f"{text[:line]}\n{indent}- {item}{text[line:]}"


def replace_number(text: str, name: str, old: int, new: int) -> str:
    """Return a decision's text with a number in a list of its front matter replaced."""
    front = _Front(text)
    node = front.field(name)
    items = node.value if isinstance(node, yaml.SequenceNode) else []
    for item in reversed(items):
        if _number(item) == old:
            start, end = front.span(item)
            text = f"{text[:start]}{new}{text[end:]}"
    return text


def replace_decision(text: str, old: int | str, new: int, keep: Collection[YamlPath] = ()) -> str:
    """Return a text of data/ with the number of a decision written wherever a field 'decision' names it.

    old: the number that stands there, or the name of a draft. keep: the paths of such fields that are left alone.
    """
    for path, node in reversed(_decisions(text)):
        named = node.value.removesuffix(".md") if isinstance(node, yaml.ScalarNode) else None
        if old in (_number(node), named) and path not in keep:
            text = f"{text[: node.start_mark.index]}{new}{text[node.end_mark.index :]}"
    return text


def decisions_named(text: str) -> dict[YamlPath, int]:
    """Return the number that each field 'decision' of a text of data/ names, by the field's path."""
    numbers = ((path, _number(node)) for path, node in _decisions(text))
    return {path: number for path, number in numbers if number is not None}


def _decisions(text: str) -> list[tuple[YamlPath, yaml.Node]]:
    try:
        node = compose(text)
    except yaml.YAMLError:
        return []
    return [(path, value) for path, value in _values(node, (), set()) if path[-1] == "decision"]


def text_of(data: bytes, path: str) -> str:
    """Return what a file holds with ``\\n`` as line end; raise RefusedError, which names it, if it is not UTF-8."""
    try:
        return decode(data)
    except UnicodeDecodeError:
        raise RefusedError(f"'{path}' is not UTF-8; save it as UTF-8 first") from None


class _Front:
    """The front matter of a decision's text, with the places of its fields."""

    def __init__(self, text: str) -> None:
        match = FRONT_MATTER.match(text)
        if not match:
            raise RefusedError("there is no front matter to change; see what is wrong with: guide check")
        self.text, self.offset, self.end = text, match.start("yaml"), match.end("yaml")
        try:
            node = compose(match["yaml"])
        except yaml.YAMLError:
            raise RefusedError("the front matter is not YAML; see what is wrong with: guide check") from None
        if not isinstance(node, yaml.MappingNode):
            raise RefusedError("the front matter holds no fields; see what is wrong with: guide check")
        self.node = node

    def field(self, name: str) -> yaml.Node | None:
        """Return the value of a field, or None if there is no such field."""
        return next((value for key, value in self.node.value if key.value == name), None)

    def span(self, node: yaml.Node) -> tuple[int, int]:
        """Return from where to where in the whole text a value reaches."""
        return self.offset + node.start_mark.index, self.offset + _end(node)

    def with_line(self, line: str) -> str:
        """Return the text with one more line, or several, at the end of the front matter."""
        if self.node.flow_style:
            raise RefusedError("the front matter is written in one pair of braces; write one field a line instead")
        return f"{self.text[: self.end]}{line}\n{self.text[self.end :]}"


def _end(node: yaml.Node) -> int:
    """Return where a value ends; a block collection ends with what it holds, not where the next token starts."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    return node.end_mark.index


def _number(node: yaml.Node) -> int | None:
    written = node.value if isinstance(node, yaml.ScalarNode) else ""
    return int(written) if re.fullmatch(r"[0-9]+", written) else None


def _values(node: yaml.Node | None, path: YamlPath, seen: set[int]) -> Iterator[tuple[YamlPath, yaml.Node]]:
    """Yield every value in a parsed YAML text with its path, in the order of the text; what has an alias, once."""
    if isinstance(node, yaml.MappingNode):
        items: Iterable[tuple[str | int, yaml.Node]] = ((str(key.value), value) for key, value in node.value)
    elif isinstance(node, yaml.SequenceNode):
        items = enumerate(node.value)
    else:
        return
    for name, value in items:
        if id(value) not in seen:
            seen.add(id(value))
            yield (*path, name), value
            yield from _values(value, (*path, name), seen)
