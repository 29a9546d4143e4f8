"""The life of a decision: which status may follow which and what each means, and how decisions relate."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """Where a decision stands."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    DEPRECATED = "deprecated"
    SUPERSEDED = "superseded"

    @property
    def following(self) -> tuple[Status, ...]:
        """The statuses that may follow it, sorted. Nothing leads back: who changes their mind writes a new decision."""
        return _FOLLOWING.get(self, ())

    @property
    def reachable(self) -> frozenset[Status]:
        """The statuses that may follow it sooner or later."""
        return frozenset().union(*({status} | status.reachable for status in self.following))

    @property
    def was_in_force(self) -> bool:
        """Whether the decision holds or once held, and so can have changed an earlier one."""
        return self is Status.ACCEPTED or self in Status.ACCEPTED.reachable

    @property
    def is_retired(self) -> bool:
        """Whether the decision held once and no longer does."""
        return self in Status.ACCEPTED.reachable


_FOLLOWING = {
    Status.PROPOSED: (Status.ACCEPTED, Status.REJECTED),
    Status.ACCEPTED: (Status.DEPRECATED, Status.SUPERSEDED),
}


@dataclass(frozen=True)
class Relation:
    """What a decision does to an earlier one, once it is accepted itself; both sides say so in their front matter.

    field: the field of the newer decision, with the numbers of the earlier ones.
    back: the field of the earlier decision, with the numbers of the newer ones.
    verb, done: what the newer one does, as in "to supersede", and what the earlier one then is, as in "superseded".
    aim, does: what a proposal would do to the earlier one, and what the newer one does, in words.
    shown: what stands between the two where one is drawn above the other.
    replaces: whether the earlier one then is no longer in force, and has the status "superseded".
    """

    field: str
    back: str
    verb: str
    done: str
    aim: str
    does: str
    shown: str
    replaces: bool


RELATIONS = (
    Relation(
        "supersedes", "superseded-by", "supersede", "superseded",
        aim="replace", does="replaces another", shown="in place of", replaces=True,
    ),
    Relation(
        "amends", "amended-by", "amend", "amended",
        aim="change in part", does="changes another in part", shown="changes", replaces=False,
    ),
)  # fmt: skip
# The fields in which decisions name each other by number.
RELATION_FIELDS = tuple(field for relation in RELATIONS for field in (relation.field, relation.back))
