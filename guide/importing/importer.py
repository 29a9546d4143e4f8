"""The import as a whole: from a folder of records to decisions, and what there is to say about it."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from guide.checks.links import broken
from guide.checks.registry import run
from guide.checks.text_rules import text_faults
from guide.disk import transaction
from guide.importing.finder import Finder
from guide.importing.folder import read_folder
from guide.importing.links import Attachments, Links
from guide.importing.notes import Kind, Note
from guide.importing.plan import plan
from guide.importing.planned import Planned, decision_text
from guide.importing.records import Record
from guide.importing.source import Source
from guide.importing.statuses import AS_WRITTEN, Reading
from guide.life.numbers import used_numbers
from guide.model.decision import FOLDER, Decision, number_in
from guide.model.guide import Guide
from guide.model.life_cycle import Status
from guide.model.load import load, read_decisions
from guide.problems import Problem, RefusedError

_TARGET = re.compile(r"(?<=\]\()[^)\n]*|(?<=\]:)[^\n]*|(?:href|src)=[^\s>]*")


@dataclass(frozen=True, kw_only=True)
class Import:
    """What an import does: the new files of adr/, and what could not be understood or will need a hand.

    decisions: the path of each new decision, by the path of its record in the log's folder.
    attachments: the files that come along, by their place in adr/.
    before: how many records were imported by an earlier run. waiting: how many drafts wait for each option.
    problems: what ``guide check`` will say of the new decisions.
    """

    decisions: dict[str, str]
    texts: dict[str, str]
    attachments: dict[str, Path | bytes]
    before: int
    drafts: int
    notes: tuple[Note, ...]
    waiting: Mapping[str, int]
    problems: tuple[Problem, ...]


def prepare(
    root: Path,
    folder: Path,
    name: str | None = None,
    reading: Reading = AS_WRITTEN,
    today: date | None = None,
    git_dates: bool = False,
) -> Import:
    """Find out what importing a log would do; nothing is written.

    root: the guide; folder: where the log's records are.
    name: what the log is called in ``imported-from``; its path in its repository, if not given.
    today: the day of the drafts. git_dates: whether a record that gives no day has that of its first commit.
    """
    own = (root / FOLDER).resolve()
    if folder.resolve() in (own, *own.parents) or folder.resolve().is_relative_to(own):
        raise RefusedError(f"'{folder}' holds the decisions of the guide itself; name the folder of another log")
    source = Source(folder)
    records, notes = read_folder(folder, replace(reading, days=source.days) if git_dates else reading)
    guide, _ = load(root)
    name = (name or source.name(root)).strip("/")
    imported = {one.front.imported_from: one for one in guide.texts() if one.front.imported_from}
    planned = [Planned(record, _known(record, name, imported, source)) for record in records]
    find = Finder(planned, source)
    taken = {file.stem for file in (root / FOLDER).glob("*.md")}
    taken |= {former for one in guide.all_decisions() for former in one.front.formerly}
    plan(planned, find, set(used_numbers(root)), taken, today or date.today())
    attachments = Attachments(folder, source.top or folder.resolve().parent, root / FOLDER)
    links = Links(find, attachments, imported, name)
    fresh = [one for one in planned if not one.existing]
    for one in planned:
        if not one.existing:
            one.body, one.dead_links = links.led(one.record)
            continue
        one.record.notes.clear()
        if not _is_in(one.record.body, one.existing):
            one.record.note(Kind.CHANGED, 1, one.existing.path)
    drawn = {one.path: decision_text(one, name) for one in fresh}
    guide = replace(guide, pages=guide.pages | drawn.keys() | {f"{FOLDER}/{place}" for place in attachments.placed})
    then, problems = _with(guide, drawn)
    for one in fresh:
        decision = then.text_at(one.path)
        _say_what_is_not_shown(one.record, decision)
        targets = {link.target for link in decision.links}
        one.dead_links = {target for target in targets if target in one.dead_links or broken(target, one.path, then)}
    texts = {one.path: decision_text(one, name) for one in fresh}
    if texts != drawn:
        then, problems = _with(guide, texts)
    problems += (problem for problem in run(then) if problem.place.path in texts)
    return Import(
        decisions={one.record.path: one.path for one in fresh},
        texts=texts,
        attachments=attachments.placed,
        before=len(planned) - len(fresh),
        drafts=sum(one.number is None for one in fresh),
        notes=tuple(dict.fromkeys([*notes, *(note for one in planned for note in one.record.notes)])),
        waiting=dict(sorted(Counter(_waiting(fresh, source.days)).items())),
        problems=tuple(sorted(set(problems))),
    )


def carry_out(root: Path, what: Import) -> None:
    """Write the new files of an import; if one cannot be written, or is there already, none is."""
    files = {
        f"{FOLDER}/{place}": one if isinstance(one, bytes) else one.read_bytes()
        for place, one in what.attachments.items()
    }
    files |= {path: text.encode("utf-8") for path, text in what.texts.items()}
    try:
        transaction.carry_out(root, {path: transaction.Write(None, data) for path, data in files.items()})
    except FileExistsError as error:
        raise RefusedError(f"'{error.filename}' has appeared meanwhile, so nothing was imported; try again") from None


def _known(record: Record, name: str, imported: Mapping[str, Decision], source: Source) -> Decision | None:
    """Return the decision that a record became before, if it did.

    Where its repository was called otherwise then, its text has to be the same.
    """
    former = (one for origin, one in imported.items() if source.is_former_name(origin, record.path))
    return imported.get(f"{name}/{record.path}") or next((one for one in former if _is_in(record.body, one)), None)


def _is_in(body: str, existing: Decision) -> bool:
    """Return whether a decision still says what a record says, whatever its links lead to."""
    then, now = (" ".join(_TARGET.sub("", text).split()) for text in (existing.body, body))
    return now in then


def _with(guide: Guide, texts: Mapping[str, str]) -> tuple[Guide, list[Problem]]:
    """Return a guide as it will be with new decisions, and what is wrong with their front matter."""
    plain = {path: text.replace("\r\n", "\n").replace("\r", "\n") for path, text in texts.items()}
    known = {"decisions": {*guide.decisions, *map(number_in, texts)}}
    problems: list[Problem] = []
    decisions, drafts, unsound, documents = read_decisions(plain, known, problems)
    then = replace(
        guide,
        decisions=dict(sorted({**guide.decisions, **decisions}.items())),
        drafts=(*guide.drafts, *drafts),
        unsound=(*guide.unsound, *unsound),
        documents=(*guide.documents, *documents),
    )
    return then, problems


def _say_what_is_not_shown(record: Record, decision: Decision) -> None:
    added = 0 if record.title_line else decision.body.find(record.markup.text[:20])
    for fault in text_faults(decision.markup, is_decision=True):
        line = record.line(0) + decision.body.count("\n", max(added, 0), fault.offset)
        record.note(Kind.NOT_SHOWN, line, re.split("[;,]", fault.what)[0])


def _waiting(fresh: list[Planned], days: Mapping[str, date]) -> Iterator[str]:
    """Yield the options that drafts wait for, once for each draft that all of them together would settle."""
    for record in (one.record for one in fresh if not one.number):
        reading = record.reading
        # The word for a status, without what it is done by, or a remark.
        word = re.split(r"\s+(?:by|durch|par|por|da)\b|\s*[(;,.]|\s[-\u2013\u2014]\s", record.said.word)[0]
        is_unknown = 0 < len(word) <= 30 and not reading.word.fullmatch(word)
        words = {word.lower(): Status.ACCEPTED} if is_unknown else {}
        every = Reading(day_first=True, statuses={**reading.statuses, **words}, days=days)
        options = {"day_first": "--dates", "days": "--git-dates", "statuses": f"--status {shlex.quote(word)}=…"}
        for name, option in options.items() if _settles(every, record) else ():
            if not _settles(replace(every, **{name: getattr(reading, name)}), record):
                yield option


def _settles(reading: Reading, record: Record) -> bool:
    return not Planned(Record(record.path, record.text, reading)).is_draft
