"""What records say of each other, and which of it is surely meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from guide.importing.finder import Finder
from guide.importing.notes import Kind
from guide.importing.planned import Planned
from guide.importing.wording import Extent
from guide.model.fields import is_web_address
from guide.model.life_cycle import RELATIONS, Relation, Status

# What a record may say of another, by the field in which it is written here.
_BY_FIELD = {field: relation for relation in RELATIONS for field in (relation.field, relation.back)}
_AMENDS = next(relation for relation in RELATIONS if not relation.replaces)


@dataclass(frozen=True)
class Told:
    """What one record does to another, or part of it; who says so, and on which line."""

    relation: Relation
    new: Planned
    old: Planned
    teller: Planned
    line: int
    extent: Extent
    written: str

    @property
    def pair(self) -> tuple[str, str]:
        """The two records, by their paths."""
        return self.new.record.path, self.old.record.path


def related(every: list[Planned], find: Finder) -> list[Told]:
    """Return what records do to each other, as far as it is sure, and note on them what is not."""
    pairs: dict[tuple[str, str], list[Told]] = {}
    for one in _told(every, find):
        pairs.setdefault(one.pair, []).append(one)
    return _without_circles([meant for said in pairs.values() if (meant := _meant(said))])


def _told(every: list[Planned], find: Finder) -> Iterator[Told]:
    """Yield what records say of each other."""
    for one in (one for one in every if not one.existing):
        for reference in one.record.references:
            relation, back = _BY_FIELD.get(reference.relation), reference.relation.endswith("-by")
            what = f"{reference.relation.replace('-', ' ')} {reference.written}"
            other, why = find(one, reference)
            is_retired = back and one.status is Status.SUPERSEDED and reference.extent is Extent.WHOLE
            if not relation:
                one.record.note(Kind.NO_FIELD, reference.line, what)
            elif other is None and is_retired and relation.replaces and is_web_address(reference.target):
                one.successor = reference.target
                one.record.note(Kind.SUCCESSOR, reference.line, reference.target)
            elif other is None and reference.extent is not Extent.UNSURE:
                one.record.note(Kind.UNKNOWN, reference.line, what + why)
            elif other is one:
                one.record.note(Kind.CIRCLE, reference.line, what)
            elif other is not None:
                new, old = (other, one) if back else (one, other)
                extent = Extent.UNSURE if why else reference.extent
                yield Told(relation, new, old, one, reference.line, extent, what + why)


def _meant(said: list[Told]) -> Told | None:
    """Return what is surely meant by all that is said of two records, if anything is.

    What a record says of itself outweighs what another says of it with a qualification, or without one where it says
    that a part of it is meant.
    """
    doubtful = [one for one in said if one.extent is Extent.UNSURE]
    in_part = [one for one in said if one not in doubtful and not one.relation.replaces]
    whole = [one for one in said if one not in doubtful and one.relation.replaces]
    own = [one for one in whole if one.teller is one.old]
    is_partly = said[0].old.record.said.is_partly
    if own or (whole and not (doubtful or in_part or is_partly)):
        return (own or whole)[0]
    if in_part or (whole and is_partly):
        first = (in_part or whole)[0]
        if first.extent is Extent.PART and first.teller is first.new:
            first.new.record.note(Kind.PART_OF, first.line, first.written)
        return replace(first, relation=_AMENDS)
    if doubtful and not is_partly:
        doubtful[0].teller.record.note(Kind.UNSURE, doubtful[0].line, doubtful[0].written)
    return None


def _without_circles(told: list[Told]) -> list[Told]:
    """Return relations by which nothing supersedes itself, directly or by way of others."""
    while True:
        replacing = [one for one in told if one.relation.replaces]
        graph = TopologicalSorter[str]()
        for one in replacing:
            graph.add(*one.pair)
        try:
            graph.prepare()
        except CycleError as error:
            circle = error.args[1]
            pairs = {*pairwise(circle), *pairwise(reversed(circle))}
            # The one that the older record says, as far as the days are known.
            circling = (one for one in replacing if one.pair in pairs)
            wrong = min(circling, key=lambda one: (str(one.new.decided), one.pair))
            wrong.teller.record.note(Kind.CIRCLE, wrong.line, wrong.written)
            told = [one for one in told if one is not wrong]
        else:
            return told
