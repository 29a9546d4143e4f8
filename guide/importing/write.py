"""Writing imported decisions: their front matter, what the rules will say of them, and the files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from guide.checks.registry import run
from guide.disk.transaction import Write, carry_out
from guide.importing.notes import Note
from guide.importing.plan import Planned
from guide.life.draft import heading
from guide.model.decision import FOLDER, Decision, read_decision
from guide.model.guide import Guide
from guide.model.life_cycle import RELATION_FIELDS
from guide.problems import Problem, RefusedError

_PLAIN = re.compile(r"[A-Za-z][\w./@-]*(?: [\w./@-]+)*", re.A)
_YAML_WORDS = {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "none"}


def decision_text(one: Planned, body: str, origin: str) -> str:
    """Return the text of the decision that a record becomes.

    body: its text, to the letter but for the links.
    origin: where it comes from, for ``imported-from``.

    The front matter gets the line ends that the record has.
    """
    record = one.record
    makers = ", ".join(map(scalar, record.makers)) or "unknown"
    lines = [
        "---",
        f"status: {one.status}",
        f"date: {one.day}",
        f"decision-makers: [{makers}]",
        f"summary: {scalar(record.summary)}",
        *(f"{name}: []" for name in ("answers", "patterns", "projects", "tools")),
        *(f"{name}: [{', '.join(map(str, one.relations.get(name, [])))}]" for name in RELATION_FIELDS),
        "history:",
        *(f"  - {{status: {status}, date: {day}}}" for status, day in one.history),
        *([f"tags: [{', '.join(map(scalar, record.tags))}]"] if record.tags else []),
        f"imported-from: {scalar(origin)}",
        "---",
        *([] if record.has_title else [f"# {heading(record.title)}", ""]),
    ]
    end = "\r\n" if record.text.count("\r\n") * 2 > record.text.count("\n") else "\n"
    return end.join(lines) + end + body


def scalar(text: str) -> str:
    """Return a text as YAML on one line, in quotes where it needs them."""
    plain = _PLAIN.fullmatch(text) and text.lower() not in _YAML_WORDS
    return text if plain else json.dumps(text, ensure_ascii=False)


def announced(guide: Guide, texts: Mapping[str, str], planned: Mapping[str, Planned]) -> Iterator[Note]:
    """Yield what ``guide check`` will say of the imported decisions, at the lines of their records.

    guide: the guide before the import; texts: what will be in the new files, by path; planned: the
    records that become these, by the same path.
    """
    decisions, drafts, documents = dict(guide.decisions), list(guide.drafts), list(guide.documents)
    numbers = {*decisions, *(one.number for one in planned.values() if one.number)}
    found: list[Problem] = []
    read: dict[str, Decision] = {}
    for path, text in texts.items():
        decision, document, problems = read_decision(
            path, text.replace("\r\n", "\n").replace("\r", "\n"), {"decisions": numbers}
        )
        found += problems
        documents.append(document)
        if decision is None or not decision.is_sound:
            continue
        read[path] = decision
        if decision.number is None:
            drafts.append(decision)
        else:
            decisions[decision.number] = decision
    return _notes(
        replace(
            guide,
            decisions=dict(sorted(decisions.items())),
            drafts=tuple(drafts),
            documents=tuple(documents),
        ),
        found,
        read,
        planned,
    )


def _notes(
    guide: Guide, found: list[Problem], read: Mapping[str, Decision], planned: Mapping[str, Planned]
) -> Iterator[Note]:
    for problem in sorted({*found, *run(guide)}):
        path = problem.place.path
        if path not in planned:
            continue
        record = planned[path].record
        line = 1
        if path in read and problem.place.line >= read[path].first_line:
            added = 0 if record.has_title else 2
            line = record.line(0) + max(problem.place.line - read[path].first_line - added, 0)
        yield Note(record.path, line, f"{problem.message} [{problem.rule}]")


def write(root: Path, texts: Mapping[str, str], attachments: Mapping[str, Path]) -> None:
    """Write new files; if one cannot be written, or is there already, none is."""
    files = {f"{FOLDER}/{place}": file.read_bytes() for place, file in attachments.items()}
    files |= {path: text.encode("utf-8") for path, text in texts.items()}
    try:
        carry_out(root, {path: Write(None, data) for path, data in files.items()})
    except FileExistsError as error:
        raise RefusedError(f"'{error.filename}' has appeared meanwhile, so nothing was imported; try again") from None
