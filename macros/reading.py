"""Reading YAML without guessing: every scalar stays text, and every value keeps its place.

PyYAML's own constructors follow YAML 1.1, where ``no`` is false, ``0012`` is ten and
``2025-30-01`` raises a ValueError. So only its parser is used here; what a text means is for the
models to say. What an engine makes of front matter is of no consequence to us.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from macros.problems import Place, Problem

Path_ = tuple[str | int, ...]

# What a value has that is written without a tag.
_TAGS = {f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map")}

# No file of ours comes near; libyaml itself brings the process down somewhere above twenty thousand.
_DEEPEST = 100
# YAML 1.1 counts these as line ends, which no editor and no code host does.
_HIDDEN_LINE_END = re.compile("[\x85\u2028\u2029]")
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: .*)?$", re.M)

# What libyaml says, and what a person has to do about it.
_REMEDIES = (
    ("mapping values are not allowed", "a text that holds ': ' must stand in quotes"),
    (
        "cannot start any token",
        "indent with spaces, not with tabs, and put a text that starts with @, ` or % in quotes",
    ),
    ("expected key", "indent it like the lines around it, and close every quote and bracket above"),
    ("expected '-' indicator", "indent it like the lines around it; entries of a list start with '- '"),
    ("expected ',' or", "close the bracket, or put the text in quotes"),
    ("could not find expected ':'", "write 'name: value', or indent a text that goes on like the line before it"),
    ("expected ':'", "write 'name: value', or indent a text that goes on like the line before it"),
    ("unexpected end of stream", "close the quote that is opened here"),
    ("undefined alias", "put a text that starts with '*' in quotes"),
    ("alphabetic or numeric character", "put a text that starts with '*', '&' or '!' in quotes"),
    ("unknown escape character", "write a backslash in double quotes as \\\\, or use single quotes"),
    ("found a tab", "indent with spaces, not with tabs"),
    ("expected <document start>", "remove what stands after the end of the document"),
    ("found another document", "remove the line '---'"),
)


@dataclass(frozen=True)
class Document:
    """A YAML text as it was written: the value, and the place of every key and every item.

    ``value`` is made of ``str``, ``list`` and ``dict`` alone; an empty value is the empty text.
    ``keys`` and ``values`` map the path of a value, such as ``("ironboard", "sources", 0)``, to
    where its key and where the value itself stand.
    """

    path: str
    value: Any = ""
    keys: dict[Path_, Place] = field(default_factory=dict)
    values: dict[Path_, Place] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def place(self, *path: str | int, key: bool = False) -> Place:
        """Return where the value at ``path`` stands, or its key, or else what comes closest above it."""
        for depth in range(len(path), -1, -1):
            places = self.keys if key or depth < len(path) else self.values
            found = places.get(path[:depth]) or self.values.get(path[:depth])
            if found:
                return found
        return Place(self.path)

    def texts(self) -> Iterator[tuple[Path_, str]]:
        """Yield every text in the document with its path, in the order in which they are written."""
        yield from [((), self.value)] if isinstance(self.value, str) else _texts((), self.value)


def _texts(path: Path_, value: Any) -> Iterator[tuple[Path_, str]]:
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(item, str):
            yield (*path, key), item
        else:
            yield from _texts((*path, key), item)


def decode(data: bytes) -> str:
    """Return what a file holds as text with ``\\n`` as line end; raise UnicodeDecodeError if it is not UTF-8."""
    return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def read_text(file: Path, path: str) -> tuple[str, tuple[Problem, ...]]:
    """Read a file as UTF-8, with or without a byte order mark and with any line ends.

    Returns its text with ``\\n`` as line end and no problem, or an empty text and the problem.
    """
    data = file.read_bytes()
    try:
        return decode(data), ()
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = error.start - (before.rfind(b"\n") + 1) + 1
        place = Place(path, before.count(b"\n") + 1, column)
        what = f"byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8"
        return "", (Problem(place, what, "encoding"),)


def read_yaml(text: str, path: str, first_line: int = 1) -> Document:
    """Parse a YAML text.

    text: the YAML, with ``\\n`` as line end.
    path: the file's path from the project's root, for messages.
    first_line: the line of the file on which the text starts (front matter starts on the second).

    Returns the document; what could not be read is among its problems and missing from its value.
    """
    builder = _Builder(path, first_line)
    problem = _unreadable(text, path, first_line)
    if problem:
        return Document(path, problems=(problem,))
    try:
        node = yaml.compose(text, Loader=yaml.CBaseLoader)
        value = builder.build(node, ()) if node else ""
    except yaml.YAMLError as error:
        return Document(path, problems=(_syntax_problem(error, text, path, first_line),))
    return Document(path, value, builder.keys, builder.values, tuple(builder.problems))


class _Builder:
    """Turns the nodes of a parsed YAML text into plain values and remembers their places."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.keys: dict[Path_, Place] = {}
        self.values: dict[Path_, Place] = {}
        self.problems: list[Problem] = []
        self.seen: set[int] = set()

    def place(self, node: yaml.Node) -> Place:
        return Place(self.path, node.start_mark.line + self.first_line, node.start_mark.column + 1)

    def problem(self, node: yaml.Node, message: str, rule: str) -> None:
        self.problems.append(Problem(self.place(node), message, rule))

    def build(self, node: yaml.Node, path: Path_) -> Any:
        self.values[path] = self.place(node)
        if node.tag not in _TAGS:
            self.problem(node, "tags (!name) are not used here; write the value without it", "yaml-syntax")
        if isinstance(node, yaml.ScalarNode):
            return node.value
        # An alias gives the very node that its anchor stands on: a second visit, or a circle.
        if id(node) in self.seen:
            self.problem(node, "aliases (*name) are not used here; write the value out in both places", "yaml-syntax")
            return "*"
        self.seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*path, index)) for index, item in enumerate(node.value)]
        return self._mapping(node, path)

    def _mapping(self, node: yaml.MappingNode, path: Path_) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for key, item in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.problem(key, "a name must be a plain text; put it in quotes", "yaml-syntax")
                continue
            here = (*path, key.value)
            if key.value in mapping:
                first = self.keys[here].line
                message = f"duplicate key '{key.value}', first on line {first}; remove or rename one of them"
                self.problem(key, message, "duplicate-key")
                continue
            self.keys[here] = self.place(key)
            mapping[key.value] = self.build(item, here)
        return mapping


def _unreadable(text: str, path: str, first_line: int) -> Problem | None:
    """Return what keeps a text from being parsed at all, or from having the places that a reader sees."""
    conflict = _CONFLICT.search(text)
    if conflict:
        message = f"'{conflict[0][:7]}' marks a merge conflict; keep what is right of both sides, and remove the marks"
        return Problem(_place_in(text, conflict.start(), path, first_line), message, "yaml-syntax")
    hidden = _HIDDEN_LINE_END.search(text)
    if hidden:
        message = f"an invisible line end (U+{ord(hidden[0]):04X}); remove it, or write a space in its place"
        return Problem(_place_in(text, hidden.start(), path, first_line), message, "yaml-syntax")
    # A level takes one of these signs at least, so most texts need no second look.
    if sum(map(text.count, "[{-?:")) > _DEEPEST:
        depth = 0
        try:
            for event in yaml.parse(text, Loader=yaml.CBaseLoader):
                depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
                if depth > _DEEPEST:
                    mark = event.start_mark
                    place = Place(path, mark.line + first_line, mark.column + 1)
                    message = "is nested too deeply to be read; close the brackets that are open, or indent less"
                    return Problem(place, message, "yaml-syntax")
        except yaml.YAMLError:
            pass  # said when the text is composed
    return None


def _place_in(text: str, offset: int, path: str, first_line: int) -> Place:
    before = text[:offset]
    return Place(path, before.count("\n") + first_line, offset - (before.rfind("\n") + 1) + 1)


def _syntax_problem(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem:
    if isinstance(error, yaml.reader.ReaderError):
        place = _place_in(text, error.position, path, first_line)
        return Problem(place, "a control character, which YAML does not allow; remove it", "yaml-syntax")
    said = getattr(error, "problem", None) or str(error)
    # A quote that is never closed is noticed at the end of the file, but is to be mended where it is opened.
    opened = getattr(error, "context_mark", None) if "unexpected end of stream" in said else None
    mark = opened or getattr(error, "problem_mark", None)
    place = Place(path, mark.line + first_line, mark.column + 1) if mark else Place(path, first_line)
    remedy = next((remedy for key, remedy in _REMEDIES if key in said), "compare it with the entries around it")
    before = text.split("\n")[mark.line][: mark.column] if mark and mark.line <= text.count("\n") else ""
    if "mapping values" in said and re.fullmatch(r"[ -]*[\w-]+ *", before):
        remedy = "indent it like the line above, and write that one as 'name: value', with a space behind the colon"
    elif "expected key" in said and re.search(r"['\"] *$", before):
        remedy = "put the whole text in double quotes; a quote before it ends it too early"
    return Problem(place, f"is not YAML ({said}); {remedy}", "yaml-syntax")
