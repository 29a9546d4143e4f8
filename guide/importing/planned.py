"""What a record is planned to become."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, count

from guide.importing.records import Record
from guide.model.decision import Decision
from guide.model.life_cycle import Status


@dataclass
class Planned:
    """What a record becomes, or became when it was imported before (then ``existing`` is that decision)."""

    record: Record
    existing: Decision | None = None
    status: Status | None = None
    day: date | None = None
    history: list[tuple[Status, date]] = field(default_factory=list)
    number: int | None = None
    name: str = ""
    successor: str = ""
    relations: dict[str, set[int]] = field(default_factory=dict)

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
