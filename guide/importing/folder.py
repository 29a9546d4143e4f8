"""Finding the records of a log among the files of a folder, and reading them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from guide.disk.text_files import to_text
from guide.importing.notes import Kind, Note
from guide.importing.records import LISTINGS, Record
from guide.importing.statuses import AS_WRITTEN, Reading
from guide.problems import RefusedError

_BOM = b"\xef\xbb\xbf"
_MARKDOWN = (".md", ".markdown")
_OTHER_FORMS = {".rst": Kind.REST, ".adoc": Kind.ASCIIDOC, ".asciidoc": Kind.ASCIIDOC}
_OTHER_FORMS |= dict.fromkeys((".org", ".mdx", ".textile", ".html", ".docx"), Kind.OTHER_FORM)
_INDEX = re.compile(r"^\|?[^\n]*\bstatus\b[^\n]*\n[ \t]*\|?[ \t]*:?-+:?[ \t]*\|", re.M | re.I)
_TEMPLATES = {"template", "vorlage", "plantilla", "modelo", "modèle"}
# Words of which the name of a template consists, such as "adr-template-bare" or "0000-template".
_TEMPLATE_WORDS = {"adr", "madr", "nygard", "bare", "minimal", "short", "long", "full", "decision", "record", "example"}
_TEMPLATE_WORDS |= {"the", "project", *_TEMPLATES}
_NOT_RECORDS = {"toc", "changelog", "contributing", "license", "decision log", "adr log", "adr index", "decisions"}
_NOT_RECORDS |= {"adrs", "adr", "summary", "sidebar", "agents", "claude", "glossary", "code of conduct", "security"}


def read_folder(folder: Path, reading: Reading = AS_WRITTEN) -> tuple[list[Record], list[Note]]:
    """Read the records of a log.

    folder: where its files are, folders inside it included.

    Returns the records sorted by path, and a note for each other file of a kind that may be one.
    """
    if not folder.is_dir():
        raise RefusedError(f"'{folder}' is not a folder; name the one that holds the records")
    files = dict(sorted(_files(folder)))
    markdown = [path for path in files if path.lower().endswith(_MARKDOWN)]
    has_numbers = any(re.search("[0-9]", PurePosixPath(path).name) for path in markdown)
    records: list[Record] = []
    notes: list[Note] = []
    for path, file in files.items():
        name = PurePosixPath(path)
        form = _OTHER_FORMS.get(name.suffix.lower())
        if form:
            if name.stem not in LISTINGS and (form is not Kind.OTHER_FORM or re.search("[0-9]", name.name)):
                notes.append(Note(form, path))
            continue
        found = _read(path, file, reading, _why_left_out(path, file, has_numbers), _is_alone(path, markdown))
        if isinstance(found, Record):
            records.append(found)
        else:
            notes += [found, *(_table(path, file) if found.kind is Kind.OVERVIEW else ())]
    paths = {one.path: one for one in records}
    for one in tuple(records):
        now = paths.get(one.moved_to)
        if now is not one and now in records:
            now.former += (one, *one.former)
            records.remove(one)
            notes.append(Note(Kind.MOVED, one.path, 1, now.path))
    return records, notes


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files of a folder that may be records, with their paths in it, and the links to folders elsewhere."""
    for directory, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and name != "node_modules"]
        linked = [name for name in folders if (Path(directory) / name).is_symlink()]
        files = [name for name in files if name.lower().endswith((*_MARKDOWN, *_OTHER_FORMS)) and name[0] != "."]
        for file in (Path(directory) / name for name in linked + files):
            yield file.relative_to(folder).as_posix(), file


def _is_alone(path: str, markdown: Iterable[str]) -> bool:
    """Return whether a file stands for its folder: it is called README or index, and the only record in there."""
    folder, _, name = path.rpartition("/")
    beside = (one for one in markdown if one != path and one.startswith(f"{folder}/" if folder else ""))
    return name.partition(".")[0].lower() in LISTINGS and not any(beside)


def _why_left_out(path: str, file: Path, has_numbers: bool) -> Note | None:
    """Return what is the matter with a file that is no record, by its name; has_numbers: whether those of others do."""
    if file.is_symlink():
        return Note(Kind.LINK, path)
    if not file.is_file():
        return Note(Kind.NOT_READ, path, 1, "is no file")
    if not path.isprintable():
        return Note(Kind.NOT_READ, path, 1, "is called by characters that cannot be shown; rename it and import again")
    stem = PurePosixPath(path).stem
    words = re.findall(r"[^\W\d_]+", stem.lower())
    numbers = re.findall(r"[0-9]+", stem)
    is_first = all(int(number) == 0 for number in numbers)
    if _TEMPLATES & {*words} and {*words} <= _TEMPLATE_WORDS:
        return Note(Kind.TEMPLATE, path)
    if _TEMPLATES & {*words} and is_first and (numbers or has_numbers):
        return Note(Kind.TEMPLATE, path, 1, "perhaps")
    is_listing = " ".join(words) in _NOT_RECORDS | LISTINGS and is_first
    return Note(Kind.OVERVIEW, path) if is_listing else None


def _read(path: str, file: Path, reading: Reading, why: Note | None, is_alone: bool) -> Record | Note:
    """Return the record that a file holds, or why it is none; why: by its name; is_alone: see ``_is_alone``."""
    if why and not (why.what == "perhaps" or (why.kind is Kind.OVERVIEW and is_alone)):
        return why
    data = file.read_bytes().removeprefix(_BOM)
    _, faults = to_text(data, path)
    if faults:
        return Note(Kind.NOT_READ, path, faults[0].place.line, f"{faults[0].message} and import again")
    record = Record(path, data.decode("utf-8"), reading)
    endless = record.markup.endless
    if endless:
        return Note(Kind.NOT_READ, path, record.line(endless[0].offset), endless[0].what)
    says_so = record.title_line and (record.said.stages or (is_alone and record.number)) and (is_alone or record.day)
    return Note(why.kind, path) if why and not says_so else record


def _table(path: str, file: Path) -> Iterator[Note]:
    """Yield a note of a table in an overview that says the statuses of records."""
    text, _ = to_text(file.read_bytes(), path)
    table = _INDEX.search(text)
    if table:
        yield Note(Kind.INDEX, path, text.count("\n", 0, table.start()) + 1)
