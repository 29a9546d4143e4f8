"""The report of an import, for people: counts first, then what changed a meaning, then what is left to do."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from guide.changes.report import Line, Part
from guide.importing.importer import Import
from guide.importing.notes import Kind, Note
from guide.model.decision import FOLDER
from guide.problems import counted, printable


def report(what: Import, folder: Path, explained_at: str, dry_run: bool) -> list[Part]:
    """Return what was imported, and what was not understood; each place as a path in the log's folder.

    explained_at: the address, from the site's root, that says what to do about the latter.
    """
    parts = [f"{counted(len(what.decisions), 'record')} {'would be imported' if dry_run else 'imported'}"]
    parts += [f"{what.drafts} as draft{'s' * (what.drafts != 1)}"] if what.drafts else []
    parts += [f"{what.before} imported before"] if what.before else []
    waiting = [
        f"{counted(n, 'draft')} {'waits' if n == 1 else 'wait'} for {option}" for option, n in what.waiting.items()
    ]
    found = [Part(", ".join(parts), _lines(waiting))]
    for name in dict.fromkeys(kind.part for kind in Kind):
        lines = [line for kind in Kind if kind.part == name and (line := _line(kind, what.notes))]
        found += [Part(f"{name} (see /{explained_at})", _lines(lines))] if lines else []
    found += [Part("What check will say", _lines(map(str, what.problems)))] if what.problems else []
    return [*found, *([Part("Where each is now", _lines(_places(what, folder)))] if what.decisions else [])]


def _line(kind: Kind, notes: Iterable[Note]) -> str:
    """Return the line of a kind, with its places, those of one file together."""
    mine = [note for note in notes if note.kind is kind]
    if kind is Kind.KEPT:
        counts = Counter(note.what for note in mine)
        places = [f"{name} ({counted(count, 'record')})" for name, count in counts.items()]
    else:
        mine.sort(key=lambda note: (note.path, note.line, note.what))
        places = [f"{note.path}:{note.line}{f' ({note.what})' if note.what else ''}" for note in mine]
    return f"{kind.sentence}: {', '.join(places)}" if places else ""


def _places(what: Import, folder: Path) -> Iterator[str]:
    yield from (f"{source} -> {path}" for source, path in what.decisions.items())
    for place, file in what.attachments.items():
        source = os.path.relpath(file, folder.resolve()) if isinstance(file, Path) else "a picture in the text"
        yield f"{source} -> {FOLDER}/{place}"


def _lines(texts: Iterable[str]) -> tuple[Line, ...]:
    return tuple(Line(printable(text)) for text in texts)
