"""Reading YAML without guessing: every scalar stays text, and every value keeps its place.

PyYAML's own constructors follow YAML 1.1, where ``no`` is false, ``0012`` is ten and
``2025-30-01`` raises a ValueError. So only its parser is used here; what a text means is for the
models to say. What an engine makes of front matter is of no consequence to us.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml

from guide.problems import Place, Problem

Path_ = tuple[str | int, ...]

# What a value has that is written without a tag.
_TAGS = {f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map")}

# No file of ours comes near; libyaml itself brings the process down somewhere above twenty thousand.
_DEEPEST = 100
_NOT_READ = (
    (
        re.compile(r"^(?:<{7}|>{7})(?= |$)", re.M),
        "'{found}' marks a merge conflict; keep what is right of both sides, and remove the marks",
    ),
    # YAML 1.1 counts these as line ends, which no editor and no code host does.
    (
        re.compile("[\x85\u2028\u2029]"),
        "an invisible line end (U+{code:04X}); remove it, or write a space in its place",
    ),
    # libyaml compares each with all before it.
    (
        re.compile("^%TAG", re.M),
        "tags (%TAG) are not used here; remove the line, or indent it if it belongs to a text",
    ),
)

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
            place = places.get(path[:depth]) or self.values.get(path[:depth])
            if place:
                return place
        return Place(self.path)

    def texts(self) -> Iterator[tuple[Path_, str]]:
        """Yield every text in the document with its path, in the order in which they are written."""
        return texts_in(self.value)


def texts_in(value: Any, path: Path_ = ()) -> Iterator[tuple[Path_, str]]:
    """Yield every text in a value that was read from YAML, with its path below that of the value itself."""
    if isinstance(value, str):
        yield path, value
        return
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        yield from texts_in(item, (*path, key))


class Lines:
    """Where the lines of a text start, so that no place has to be counted from its beginning."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(end.end() for end in re.finditer("\n", text))]

    def place(self, path: str, offset: int, first_line: int = 1) -> Place:
        """Return the place of an offset into the text, whose first line is that line of a file."""
        line = bisect_right(self._starts, offset)
        return Place(path, line - 1 + first_line, offset - self._starts[line - 1] + 1)


# Most files that are read again, to show the site while it is written or to compare two revisions, are the same.
@lru_cache(maxsize=1024)
def read_yaml(text: str, path: str, first_line: int = 1) -> Document:
    """Parse a YAML text.

    text: the YAML, with ``\\n`` as line end.
    path: the file's path from the project's root, for messages.
    first_line: the line of the file on which the text starts (front matter starts on the second).

    Returns the document; what could not be read is among its problems and missing from its value.
    """
    builder = _Builder(path, first_line)
    try:
        node = compose(text)
        value = builder.build(node, ()) if node else ""
    except yaml.YAMLError as error:
        return Document(path, problems=(_syntax_problem(error, text, path, first_line),))
    return Document(path, value, builder.keys, builder.values, tuple(builder.problems))


class NotReadError(yaml.YAMLError):
    """What YAML allows and we do not read, or would read in another place than people see it.

    line and column are counted from 0.
    """

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.line, self.column = line, column


def compose(text: str) -> yaml.Node | None:
    """Return the nodes of a YAML text, or None if it holds nothing; raise yaml.YAMLError if it cannot be read.

    They are no deeper than a function that calls itself can walk. What stands behind an alias is the very node that
    its anchor stands on, so code that walks them has to remember which it has seen.
    """
    for pattern, message in _NOT_READ:
        found = pattern.search(text)
        if found:
            _, line, column = Lines(text).place("", found.start(), 0)
            raise NotReadError(message.format(found=found[0], code=ord(found[0][0])), line, column - 1)
    # A level takes one of these characters at least, so most texts need no second look.
    if sum(map(text.count, "[{-?:")) > _DEEPEST:
        depth = 0
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                message = "is nested too deeply to be read; close the brackets that are open, or indent less"
                raise NotReadError(message, event.start_mark.line, event.start_mark.column)
    return yaml.compose(text, Loader=yaml.CBaseLoader)


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
        # An alias gives the very node that its anchor stands on: a second visit, or a circle.
        is_alias = id(node) in self.seen
        if is_alias:
            self.problem(node, "aliases (*name) are not used here; write the value out in both places", "yaml-syntax")
        self.seen.add(id(node))
        if isinstance(node, yaml.ScalarNode) or is_alias:
            return node.value if isinstance(node, yaml.ScalarNode) else "*"
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


# A field that is written as empty, on the line above.
_EMPTY = re.compile(r"(?P<key>[\w-]+): *(?P<brackets>\{\}|\[\]) *(?:#[^\n]*)?(?:\n[ \t]*)*\Z")


def _syntax_problem(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem:
    if isinstance(error, NotReadError):
        return Problem(Place(path, error.line + first_line, error.column + 1), str(error), "yaml-syntax")
    if isinstance(error, yaml.reader.ReaderError):
        place = Lines(text).place(path, error.position, first_line)
        return Problem(place, "a control character, which YAML does not allow; remove it", "yaml-syntax")
    what, mark = error.problem, error.problem_mark
    # A quote that is never closed is noticed at the end of the file, but is to be mended where it is opened.
    if "unexpected end of stream" in what and error.context_mark:
        mark = error.context_mark
    remedy = next((remedy for key, remedy in _REMEDIES if key in what), "compare it with the entries around it")
    before = text.split("\n")[mark.line][: mark.column] if mark.line <= text.count("\n") else ""
    if "mapping values" in what and re.fullmatch(r"[ -]*[\w-]+ *", before):
        remedy = "indent it like the line above, and write that one as 'name: value', with a space behind the colon"
    elif opened := _EMPTY.search("\n".join(text.split("\n")[: mark.line])):
        remedy = f"remove {opened['brackets']} behind '{opened['key']}:', since what stands below it takes its place"
    elif "expected key" in what and re.search(r"['\"] *$", before):
        remedy = "put the whole text in double quotes; a quote before it ends it too early"
    place = Place(path, mark.line + first_line, mark.column + 1)
    return Problem(place, f"is not YAML ({what}); {remedy}", "yaml-syntax")
