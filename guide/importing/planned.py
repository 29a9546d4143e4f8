"""What a record is planned to become, and the text of the decision that it then is."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, count

from guide.importing.records import Record
from guide.life.draft import heading
from guide.model.decision import Decision
from guide.model.life_cycle import RELATION_FIELDS, Status

_PLAIN = re.compile(r"[A-Za-z][\w./@-]*(?: [\w./@-]+)*", re.A)
_YAML_WORDS = {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "none"}


@dataclass
class Planned:
    """What a record becomes, or became when it was imported before (then ``existing`` is that decision).

    body: its text, to the letter but for the links. dead_links: those that lead nowhere.
    """

    record: Record
    existing: Decision | None = None
    status: Status | None = None
    day: date | None = None
    history: list[tuple[Status, date]] = field(default_factory=list)
    number: int | None = None
    name: str = ""
    successor: str = ""
    relations: dict[str, set[int]] = field(default_factory=dict)
    body: str = ""
    dead_links: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        if self.existing:
            self.status, self.day = self.existing.front.status, self.existing.front.date
            self.number, self.name = self.existing.number, self.existing.name
        else:
            self.status, self.day = self.record.said.status, self.record.said.day or self.record.day

    @property
    def is_draft(self) -> bool:
        """Whether its status or its day could not be known."""
        return self.status is None or self.day is None

    @property
    def is_decided(self) -> bool:
        """Whether it is, or was, in force, as far as that is known."""
        return not self.is_draft and self.status.was_in_force

    @property
    def decided(self) -> date | None:
        """The day on which it was decided, which is when it superseded another."""
        if self.existing:
            history = self.existing.front.history
            return next((change.date for change in history if change.status is Status.ACCEPTED), history[0].date)
        stages = [stage for stage in self.record.said.stages if stage.day]
        accepted = next((stage.day for stage in stages if stage.status is Status.ACCEPTED), None)
        return accepted or self.record.day or next((stage.day for stage in stages if not stage.status.is_retired), None)

    @property
    def path(self) -> str:
        """The path of the decision's file from the project's root."""
        return f"adr/{self.name}.md"


def free_name(wanted: str, is_free: Callable[[str], bool]) -> str:
    """Return a name of a file that is free, which is the one that is wanted or has a number behind that."""
    stem, suffix = posixpath.splitext(wanted)
    return next(filter(is_free, chain([wanted], (f"{stem}-{number}{suffix}" for number in count(2)))))


def decision_text(one: Planned, log: str) -> str:
    """Return the text of the decision that a record becomes; log: what the log is called in ``imported-from``.

    What is added gets the line ends that the record has.
    """
    record, origin = one.record, f"{log}/{one.record.path}"
    lists = record.lists | {"dead-links": sorted(one.dead_links)}
    lines = [
        "---",
        f"status: {one.status}",
        f"date: {one.day}",
        f"decision-makers: {_list(record.makers or ['unknown'])}",
        f"summary: {_scalar(record.summary)}",
        *(f"{name}: []" for name in ("answers", "patterns", "projects", "tools")),
        *(f"{name}: [{', '.join(map(str, sorted(one.relations.get(name, ()))))}]" for name in RELATION_FIELDS),
        *([f"successor: {_scalar(one.successor)}"] if one.successor else []),
        "history:",
        *(f"  - {{status: {status}, date: {day}}}" for status, day in one.history),
        *(f"{name}: {_list(values)}" for name, values in lists.items() if values),
        f"imported-from: {_scalar(origin)}",
        *([f"imported-number: {record.number}"] if record.number and record.number != one.number else []),
        "---",
        *([] if record.title_line else [f"# {heading(record.title)}", ""]),
    ]
    end = "\r\n" if record.text.count("\r\n") * 2 > record.text.count("\n") else "\n"
    return end.join(lines) + end + one.body + (end.join(_kept(record, origin)) if record.kept else "")


def _kept(record: Record, origin: str) -> list[str]:
    """Return the lines that keep what has no place in our front matter."""
    fields = "\n".join(text for _, text in record.kept)
    fence = "`" * max([3, *(len(ticks) + 1 for ticks in re.findall("`+", fields))])
    said = f"The front matter of `{origin}` said this too:"
    apart = [] if record.body.endswith(("\n", "\r")) else [""]
    block = [f"{fence}yaml", *fields.split("\n"), fence]
    return [*apart, "", "## From the imported file", "", said, "", *block, ""]


def _list(values: Iterable[str]) -> str:
    return f"[{', '.join(map(_scalar, values))}]"


def _scalar(text: str) -> str:
    """Return a text as YAML on one line, in quotes where it needs them."""
    plain = _PLAIN.fullmatch(text) and text.lower() not in _YAML_WORDS
    return text if plain else json.dumps(text, ensure_ascii=False)
