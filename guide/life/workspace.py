"""The files of a guide as they will be: changes are collected, and written when all of them are known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from guide.disk.listing import fault_of, files_in, is_passed_over
from guide.disk.text_files import encoded
from guide.disk.transaction import Write, carry_out
from guide.life.edit import text_of
from guide.model.decision import FOLDER
from guide.problems import RefusedError
from guide.text.markdown import read_markup

_TARGET = re.compile(r"[^\s)>\"']*")
_ATTRIBUTE = re.compile(r"\b(?:href|src)\s*=\s*[\"']?", re.I)
# What only looks like a file of adr/ here: an address of another site, and where a decision was imported from.
_ELSEWHERE = re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s<>\"']*|^imported-from:.*$", re.I | re.M)
# How our own adr/ is written before a name, from any folder or for the code host.
_OURS = r"(?<![\w./-])(?:(?:\.{1,2}|docs|(?:blob|edit|raw|tree)/[^/\s]+)/)*adr/"
_LINK_TEXT = re.compile(r"\[ADR 0*(?P<number>\d+)\]\(<?(?:[^\s()]*/)?$")


class Workspace:
    """Texts by path from the project's root; ``moves`` are the renames that go with them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.texts: dict[str, str] = {}
        self.moves: dict[str, str] = {}
        self._read: dict[str, bytes] = {}

    def __getitem__(self, path: str) -> str:
        """Return what a file will hold."""
        if path not in self.texts:
            self._read[path] = (self.root / path).read_bytes()
            self.texts[path] = text_of(self._read[path], path)
        return self.texts[path]

    def __setitem__(self, path: str, text: str) -> None:
        """Let a file that exists hold a text from now on."""
        if self[path] != text:
            self.texts[path] = text

    def files(self) -> Iterator[str]:
        """Yield the paths of the files in which something may refer to a decision."""
        paths = [file.name for file in self.root.glob("*.md") if not (is_passed_over(file.name) or fault_of(file))]
        for folder, ending in ((FOLDER, ".md"), ("docs", ".md"), ("data", ".yml")):
            entries = files_in(self.root, folder)
            paths += [entry.path for entry in entries if entry.path.endswith(ending) and not entry.fault]
        yield from sorted(paths)

    def relink(self, names: Mapping[str, str]) -> None:
        """Rewrite, in every file, the links to files of adr/ that get another name (both without '.md')."""
        for path in self.files():
            if any(name in self[path] for name in names):
                self[path] = relinked(self[path], names, markdown=path.endswith(".md"))

    def write(self) -> list[str]:
        """Write what has changed, rename what is to be renamed, and return the paths, the new names included.

        Raises RefusedError or OSError, with everything as it was, if a file cannot be written or renamed.
        """
        writes = {}
        for path in sorted({*self.texts, *self.moves}):
            text, before = self[path], self._read[path]
            after = before if text == text_of(before, path) else encoded(text, like=before)
            if before != after or path in self.moves:
                writes[path] = Write(before, after)
        try:
            carry_out(self.root, writes, self.moves)
        except FileExistsError as error:
            taken = Path(error.filename).relative_to(self.root).as_posix()
            raise RefusedError(f"{taken} exists already, so nothing was renamed and nothing was changed") from None
        return sorted(self.moves.get(path, path) for path in writes)


def relinked(text: str, names: Mapping[str, str], markdown: bool) -> str:
    """Return a text with the links to renamed decisions rewritten, code and comments left alone.

    names: the new name of each renamed file, by its old one, both without '.md'. A link's text
    "ADR 12" follows the number. Outside of links, and in data, what is rewritten is what is written
    as adr/<name>.md or adr/<name>/.
    """
    plain = read_markup(text).plain if markdown else text
    spots: dict[int, tuple[int, str]] = {}
    if markdown:
        offsets = [link.offset for link in read_markup(text).links] + [
            match.end() for match in _ATTRIBUTE.finditer(plain)
        ]
        for offset in offsets:
            spots.update(_in_target(text, offset, names))
    plain = _ELSEWHERE.sub(lambda match: " " * len(match[0]), plain)
    for old, new in names.items():
        for match in re.finditer(rf"{_OURS}(?P<name>{re.escape(old)})(?=\.md\b|/(?![\w.-]))", plain):
            spots[match.start("name")] = (match.end("name"), new)
    for start in sorted(spots, reverse=True):
        end, new = spots[start]
        text = text[:start] + new + text[end:]
    return text


def _in_target(text: str, offset: int, names: Mapping[str, str]) -> Iterator[tuple[int, tuple[int, str]]]:
    """Yield what to replace in the target of a link that starts at an offset, and in the link's text."""
    target = _TARGET.match(text, offset)[0]
    path = re.split(r"[?#]", target)[0].rstrip("/")
    last = path.rpartition("/")[2]
    old = unquote(last).removesuffix(".md")
    if old not in names or urlsplit(target).scheme or target.startswith("/"):
        return
    start = offset + len(path) - len(last)
    yield start, (start + len(last), names[old] + (".md" if unquote(last).endswith(".md") else ""))
    label = _LINK_TEXT.search(text, max(0, start - 200), start)
    old_number, new_number = (re.match(r"\d{4,}(?=-)", name) for name in (old, names[old]))
    if label and old_number and new_number and int(label["number"]) == int(old_number[0]):
        yield label.start("number"), (label.end("number"), str(int(new_number[0])))
