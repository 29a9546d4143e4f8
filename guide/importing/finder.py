"""Which record of a log is meant by what another says of it: a path, a name, a title or a number."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher

from guide.importing.notes import Kind, shown
from guide.importing.planned import Planned
from guide.importing.references import Reference
from guide.importing.source import Source
from guide.importing.wording import path_of

_SUFFIX = re.compile(r"(?:\.(?:md|markdown|html?))?/*$", re.I)
_LISTING = re.compile(r"(?:/|^)(?:readme|index)$", re.I)
_NUMBERED = re.compile(r"^(?:[a-z][a-z_ -]*?)?0*(?P<number>[0-9]+)[-_. ]+", re.I)
PLACE = re.compile(r"^[./]*(?P<folder>[^/].*?)[/-]0*(?P<number>[0-9]+)$")
_MARKDOWN = (".md", ".markdown")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.I)
# What says of a number that it is counted elsewhere, such as "global ADR 2".
_ELSEWHERE = (
    r"\b(?:global|central|shared|common|company|corporate|group|organi[sz]ation|platform|root|parent|upstream|other)"
    r"(?:[-\s](?:wide|level))?\s+(?:adr|rfc|decision|record)s?[-\s#]*0*"
)
# How alike a name and that of the record with its number are, if it is a former name of that one.
_ALIKE = 0.6


class Finder:
    """Finds the record that a reference means, or a link leads to."""

    def __init__(self, every: Iterable[Planned], source: Source) -> None:
        self.source = source
        self.by_path, self.by_name, self.by_slug, self.by_title = (defaultdict[str, list](list) for _ in range(4))
        self.by_number = defaultdict[int | None, list[Planned]](list)
        self.numbers = defaultdict[str, set[int | None]](set)
        for one in every:
            records = (one.record, *one.record.former)
            keys = {_key(record.path) for record in records}
            numbers = {record.number for record in records} - {None}
            self.numbers[_folder(one)] |= numbers
            for index, names in (
                (self.by_path, keys),
                (self.by_name, map(posixpath.basename, keys)),
                (self.by_slug, map(_slug, keys)),
                (self.by_title, [_words(one.record.title)]),
                (self.by_number, numbers),
            ):
                for name in {*names}:
                    index[name].append(one)

    def at(self, path: str) -> Planned | None:
        """Return the record at a path in the log's folder, in any spelling."""
        found = self.by_path.get(_key(path), [])
        return found[0] if len(found) == 1 else None

    def called(self, path: str) -> Planned | None:
        """Return the only record with the name of a path, or with that name behind another number."""
        name = posixpath.basename(_key(path))
        found = self.by_name.get(name) or self.by_slug.get(_slug(name)) or []
        return found[0] if len(found) == 1 and _slug(name) else None

    def __call__(self, one: Planned, reference: Reference) -> tuple[Planned | None, str]:
        """Return the record, or None; and why it is not known which, or not sure that it is this one.

        A name outweighs a number, which it may have got since.
        """
        way, is_address = path_of(reference.target), bool(_ADDRESS.match(reference.target))
        # A link to something else, such as an issue or a program, is not led to a record by the number in its text.
        endings = _MARKDOWN if is_address else ("", *_MARKDOWN, ".html", ".htm")
        if reference.target and not (way and posixpath.splitext(way)[1].lower() in endings):
            return None, ""
        path = posixpath.normpath(posixpath.join(posixpath.dirname(one.record.path), way)) if way else ""
        if way and (self.source.is_elsewhere(reference.target, path) or (is_address and not _slug(way))):
            return None, ""
        key = _key(path)
        found = self.by_path.get(key) or self.by_name.get(posixpath.basename(key), [])
        place = PLACE.search(way)
        if place and not found:
            found = self.numbered(one, int(place["number"]), place["folder"])
        if way and len(found) == 1:
            return found[0], ""
        if is_address:
            return None, ""  # what another repository calls alike may be something else
        named = self.by_slug.get(_slug(way), []) if way else []
        named = named or self._titled(reference.words)
        number = reference.number if reference.number is not None else number_of(way)
        if number is None and not named:
            return None, ""
        numbered = self.numbered(one, number)
        if len(named) == 1:
            is_link = reference.written[:2] == "'["  # of which as much is said where links are led
            if named[0] not in numbered and number is not None and not is_link:
                one.record.note(Kind.NAME, reference.line, f"{reference.written}, which is {named[0].record.path}")
            return named[0], ""
        if len(numbered) != 1:
            return None, ", which several records are" if numbered or named else ""
        name, its_name = _slug(way), _slug(numbered[0].record.path)
        if name and SequenceMatcher(None, name, its_name, autojunk=False).ratio() < _ALIKE:
            return None, f", though {numbered[0].record.path} has that number: {shown(numbered[0].record.title)}"
        here, there = self.numbers[_folder(one)], self.numbers[_folder(numbered[0])]
        # Folders that share numbers count apart.
        if here is not there and len(here & there) * 2 >= min(len(here), len(there)) > 0:
            return numbered[0], f", which only {numbered[0].record.path} is"
        line = one.record.plain.split("\n")[reference.line - 1]
        for other in self.by_number[number]:
            folders = {*_folder(other).split("/")} - {*_folder(one).split("/")}
            is_named = any(f" {_words(folder)} " in f" {_words(line)} " for folder in folders)
            if is_named or (other is not numbered[0] and re.search(rf"{_ELSEWHERE}{number}\b", line, re.I)):
                return numbered[0], f", which may be {other.record.path}"
        return numbered[0], ""

    def numbered(self, one: Planned, number: int | None, folder: str = "") -> list[Planned]:
        """Return the records that a number in a record means: the one beside it, where each folder has that number.

        folder: what it stands behind: a folder, or what the names of files begin with.
        """
        found = self.by_number.get(number, [])
        if folder:
            way = re.compile(rf"/{re.escape(folder)}(?:/|-[^/]*$)", re.I)
            found = [other for other in found if way.search(f"/{self.source.folder.name}/{other.record.path}")]
        return [other for other in found if _folder(other) == _folder(one)] or found

    def _titled(self, words: str) -> list[Planned]:
        """Return the records whose titles some words begin with, after a number."""
        said = _words(re.sub(r"^\W*(?:adr|rfc)?[-\s_#]*[0-9]*(?!\w)", "", words, flags=re.I))
        begun = (title for title in self.by_title if len(title) > 5 and f"{said} ".startswith(f"{title} "))
        return [one for title in begun for one in self.by_title[title]]


def _folder(one: Planned) -> str:
    """Return the folder of a record, which is none of its own."""
    return posixpath.dirname(_key(one.record.path))


def _key(path: str) -> str:
    """Return a path as it is compared: without its ending, and that of a folder for the file that stands for it."""
    return unicodedata.normalize("NFC", _LISTING.sub("", _SUFFIX.sub("", path)).casefold())


def _slug(path: str) -> str:
    return _NUMBERED.sub("", posixpath.basename(_key(path)))


def number_of(path: str) -> int | None:
    """Return the number with which the name of a file starts, or None."""
    match = _NUMBERED.match(posixpath.basename(path))
    return int(match["number"]) if match else None


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
