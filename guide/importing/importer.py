"""The import as a whole: from a folder of records to decisions, and the report about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from guide.importing.folder import log_name, read_folder, repository_around
from guide.importing.notes import Note
from guide.importing.plan import Planned, plan
from guide.importing.relink import Attachments, relinked
from guide.importing.write import announced, decision_text, write
from guide.life.numbers import used_numbers
from guide.model.decision import FOLDER, Decision
from guide.model.load import load
from guide.problems import RefusedError

_TARGET = re.compile(r"(?<=\]\()[^)\n]*|(?<=\]:)[^\n]*|(?:href|src)=[^\s>]*")


@dataclass(frozen=True)
class Import:
    """What an import does: the new files of adr/, and what could not be understood or will need a hand.

    decisions: the path of each new decision, by the path of its record in the log's folder.
    attachments: the files that come along, by their place in adr/.
    before: how many records were imported by an earlier run.
    announced: what ``guide check`` will say of the new decisions.
    """

    decisions: dict[str, str]
    texts: dict[str, str]
    attachments: dict[str, Path]
    before: int
    drafts: int
    notes: tuple[Note, ...]
    announced: tuple[Note, ...]


def prepare(
    root: Path, folder: Path, name: str | None = None, day_first: bool | None = None, today: date | None = None
) -> Import:
    """Find out what importing a log would do; nothing is written.

    root: the guide; folder: where the log's records are.
    name: what the log is called in ``imported-from``; its path in its repository, if not given.
    day_first: how 05/02/2018 is to be read, or None if nobody has said it.
    today: the day of the drafts.
    """
    own = (root / FOLDER).resolve()
    if folder.resolve() in (own, *own.parents) or folder.resolve().is_relative_to(own):
        raise RefusedError(f"'{folder}' holds the decisions of the guide itself; name the folder of another log")
    records, notes = read_folder(folder, day_first)
    guide, _ = load(root)
    name = (name or log_name(folder, root)).strip("/")
    imported = {one.front.imported_from: one for one in guide.texts() if one.front.imported_from}
    existing = {record.path: imported[origin] for record in records if (origin := f"{name}/{record.path}") in imported}
    taken = {file.stem for file in (root / FOLDER).glob("*.md")}
    taken |= {former for one in guide.all_decisions() for former in one.front.formerly}
    planned = plan(records, existing, used_numbers(root), taken, today or date.today())
    by_path = {one.record.path: one for one in planned}
    repository = repository_around(folder.resolve())
    attachments = Attachments(folder, repository or folder.resolve().parent, root / FOLDER)
    texts = {}
    for one in planned:
        if one.existing:
            one.record.notes = _changed_since(one, one.existing)
        else:
            body = relinked(one, by_path, attachments)
            texts[one.path] = decision_text(one, body, f"{name}/{one.record.path}")
    fresh = {one.path: one for one in planned if not one.existing}
    pages = guide.pages | set(texts) | {f"{FOLDER}/{place}" for place in attachments.placed}
    return Import(
        {one.record.path: path for path, one in fresh.items()},
        texts,
        dict(attachments.placed),
        len(existing),
        sum(one.number is None for one in fresh.values()),
        tuple(sorted({*notes, *(note for one in planned for note in one.record.notes)})),
        tuple(announced(replace(guide, pages=pages), texts, fresh)),
    )


def carry_out(root: Path, what: Import) -> None:
    """Write the files of an import; nothing that exists is overwritten."""
    write(root, what.texts, what.attachments)


def _changed_since(one: Planned, existing: Decision) -> list[Note]:
    """Return a note if a record that was imported before says something else now."""
    then, now = (" ".join(_TARGET.sub("", text).split()) for text in (existing.body, one.record.body))
    if now in then:
        return []
    what = f"was imported before as {existing.path}, but its text is another now; it was left out"
    return [Note(one.record.path, 1, f"{what} (if this is another log, name it with --name)")]
