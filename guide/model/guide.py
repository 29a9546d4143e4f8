"""The Guide: everything that we know and decided, read once, never changed."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any, get_args, get_type_hints

from guide.model import entries as shapes
from guide.model.claims import Claim, Person, Source, source_of
from guide.model.decision import Decision
from guide.model.fields import UNKNOWN, is_named
from guide.model.kinds import Kind
from guide.model.life_cycle import RELATIONS, Relation, Status
from guide.model.navigation import Navigation
from guide.problems import Place
from guide.text.yaml import Document


def _empty() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, eq=False)
class _Data:
    """What is in data/: each collection, a file or a folder of its name, by id in the order in which it is written."""

    sources: Mapping[str, Source] = field(default_factory=_empty)
    questions: Mapping[str, shapes.Question] = field(default_factory=_empty)
    needs: Mapping[str, shapes.Need] = field(default_factory=_empty)
    capabilities: Mapping[str, shapes.Capability] = field(default_factory=_empty)
    takeaways: Mapping[str, shapes.Takeaway] = field(default_factory=_empty)
    limits: Mapping[str, shapes.Limit] = field(default_factory=_empty)
    patterns: Mapping[str, shapes.Pattern] = field(default_factory=_empty)
    tools: Mapping[str, shapes.Tool] = field(default_factory=_empty)
    projects: Mapping[str, shapes.Project] = field(default_factory=_empty)
    guidelines: Mapping[str, shapes.Guideline] = field(default_factory=_empty)
    kinds: Mapping[str, Kind] = field(default_factory=_empty)


# The collections, and the shape of their entries.
COLLECTIONS = {name: get_args(hint)[1] for name, hint in get_type_hints(_Data).items()}


@dataclass(frozen=True, eq=False)
class Guide(_Data):
    """What is in data/ and adr/, read and never changed.

    ``patterns`` are in their order, the lightest first; ``decisions`` by number, drafts apart.
    ``entries`` holds, for each collection, the document of every entry, those included that did not
    fit their shape and are therefore missing from the collection.
    """

    decisions: Mapping[int, Decision] = field(default_factory=_empty)
    drafts: tuple[Decision, ...] = ()
    unsound: tuple[Decision, ...] = ()
    """Decisions whose front matter is broken, so that only their text can be checked."""
    documents: tuple[Document, ...] = ()
    entries: Mapping[str, Mapping[str, Document]] = field(default_factory=_empty)
    citations: Mapping[str, tuple[str, ...]] = field(default_factory=_empty)
    """The sources that the prose of each page in docs/ cites, by the page's path below docs/."""
    prose: Mapping[str, str] = field(default_factory=_empty)
    """The texts of the pages in docs/, by path from the project's root."""
    pages: frozenset[str] = frozenset()
    """The files below docs/ and adr/, as paths from the project's root, that a link may lead to."""
    navigation: Navigation | None = None
    """What the navigation of mkdocs.yml names; None where there is none."""
    missing: Mapping[str, str] = field(default_factory=_empty)
    """The texts of those of them that no file holds yet: pages that make themselves, see ``guide.model.own_pages``."""

    def place(self, collection: str, entry: str, *path: str | int, key: bool = False) -> Place:
        """Return where an entry, or the value at a path inside it, stands in data/."""
        document = self.entries[collection][entry]
        return document.place(entry, *path, key=key or not path)

    @property
    def is_whole(self) -> bool:
        """Whether everything could be read, so that what is not here does not exist."""
        lost = any(len(ids) != len(getattr(self, collection)) for collection, ids in self.entries.items())
        return not lost and self.is_read

    @property
    def is_read(self) -> bool:
        """Whether every file of data/ and all front matter could be read, though some entry may not fit its shape."""
        return not any(document.problems or not isinstance(document.value, dict) for document in self.documents)

    @cached_property
    def citable(self) -> tuple[str, ...]:
        """Whatever a claim may cite: each source by its id, and each statement of one, such as "notes#etl"."""
        sources = self.sources.items()
        return tuple(cited for id, source in sources for cited in (id, *(f"{id}#{name}" for name in source.statements)))

    def projects_on(self, pattern: str) -> Mapping[str, shapes.Project]:
        """Return the projects that are deployed by a pattern."""
        return {id: project for id, project in self.projects.items() if project.pattern == pattern}

    def patterns_in_use(self) -> list[str]:
        """Return the ids of the patterns that at least one project is deployed by, the lightest first."""
        return [id for id in self.patterns if self.projects_on(id)]

    def patterns_surely_in_use(self) -> list[str]:
        """Return those of the patterns in use by which a project is deployed of which that is not unconfirmed."""
        unsure = shapes.Certainty.UNCONFIRMED
        return [
            id
            for id in self.patterns_in_use()
            if any(project.certainty is not unsure for project in self.projects_on(id).values())
        ]

    def tools_on(self, pattern: str) -> list[str]:
        """Return the ids of the tools, each once, with which projects are deployed by a pattern."""
        used = [project.tool for project in self.projects_on(pattern).values() if project.tool != UNKNOWN]
        return list(dict.fromkeys(used))

    def projects_with(self, tool: str) -> Mapping[str, shapes.Project]:
        """Return the projects that are deployed with a tool."""
        return {id: project for id, project in self.projects.items() if project.tool == tool}

    def all_decisions(self) -> Iterator[Decision]:
        """Yield the decisions by number and then the drafts."""
        yield from self.decisions.values()
        yield from self.drafts

    def decision_at(self, path: str) -> Decision | None:
        """Return the decision in a file, given as a path from the project's root."""
        decision = self.text_at(path)
        return decision if decision and decision.is_sound else None

    @cached_property
    def _texts_by_path(self) -> dict[str, Decision]:
        return {decision.path: decision for decision in self.texts()}

    def text_at(self, path: str) -> Decision | None:
        """Return the decision in a file like ``decision_at``, those with broken front matter included."""
        return self._texts_by_path.get(path)

    @cached_property
    def _numbers(self) -> list[int]:
        return list(self.decisions)

    def beside(self, decision: Decision) -> tuple[Decision | None, Decision | None]:
        """Return the decisions before and after one by their numbers; a draft comes after all of them."""
        numbers = self._numbers
        at = bisect_left(numbers, decision.number) if decision.number else len(numbers)
        before = self.decisions[numbers[at - 1]] if at > 0 else None
        after = self.decisions[numbers[at + 1]] if at + 1 < len(numbers) else None
        return before, after

    def projects_beside(self, project: str) -> tuple[str | None, str | None]:
        """Return the ids of the projects before and after one in the order in which they are written."""
        ids = [None, *self.projects, None]
        at = ids.index(project)
        return ids[at - 1], ids[at + 1]

    @cached_property
    def as_of(self) -> date:
        """The day of the newest thing that is known: a change of a decision, or a look at a source."""
        changes = [change.date for decision in self.decisions.values() for change in decision.front.history]
        looks = [source.last_read for source in self.sources.values() if source.last_read]
        return max([*changes, *looks], default=date.min)

    def texts(self) -> Iterator[Decision]:
        """Yield every decision whose text can be checked, those with broken front matter included."""
        yield from self.all_decisions()
        yield from self.unsound

    def decisions_about(self, subject: str, id: str) -> list[Decision]:
        """Return the decisions about something, those in force first, then the newest first.

        subject: the field of the front matter: "answers", "patterns", "projects" or "tools".
        """
        about = [decision for decision in self.decisions.values() if id in getattr(decision.front, subject)]
        return sorted(about, key=lambda decision: (decision.front.status is not Status.ACCEPTED, -decision.number))

    def is_about_itself(self, decision: Decision) -> bool:
        """Return whether a decision is about the guide itself: it names nothing else, and changes none that does."""
        changed = [number for _, numbers in decision.front.related for number in numbers if number in self.decisions]
        is_known = decision.front.names_nothing and not decision.front.imported_from
        return is_known and all(self.decisions[number].front.names_nothing for number in changed)

    def in_force(self, decision: Decision) -> list[Decision]:
        """Return what is in force in the place of a superseded decision today, at the ends of the chains from it."""
        ends: dict[str, Decision] = {}
        seen = {decision.path}
        waiting = list(decision.front.replaced_by)
        while waiting:
            newer = self.decisions.get(waiting.pop(0))
            if newer is None or newer.path in seen:
                continue
            seen.add(newer.path)
            waiting += newer.front.replaced_by
            if newer.front.status is Status.ACCEPTED and not newer.front.replaced_by:
                ends[newer.path] = newer
        return list(ends.values())

    def phases(self, pattern: str | None = None) -> dict[shapes.Phase, dict[str, shapes.Guideline]]:
        """Return the guidelines phase by phase, those that apply to a pattern or all; no phase that has none."""
        applying = {
            id: guideline
            for id, guideline in self.guidelines.items()
            if pattern is None or not guideline.patterns or pattern in guideline.patterns
        }
        phases = {phase: {id: one for id, one in applying.items() if one.phase is phase} for phase in shapes.Phase}
        return {phase: guidelines for phase, guidelines in phases.items() if guidelines}

    def resting_on(self, decision: Decision) -> dict[str, shapes.Guideline]:
        """Return the guidelines that a decision adopted."""
        called = decision.number or decision.name
        return {id: guideline for id, guideline in self.guidelines.items() if guideline.decision == called}

    def adopting(self, guideline: str) -> Decision | None:
        """Return the decision that adopted a guideline, or the draft that will; None if it could not be read."""
        return self.called(self.guidelines[guideline].decision)

    def called(self, name: int | str) -> Decision | None:
        """Return the decision of a number, or the draft of a name; None if it could not be read."""
        return next((found for found in self.all_decisions() if (found.number or found.name) == name), None)

    def judgements(self) -> Iterator[tuple[str, str, shapes.Judgement]]:
        """Yield each judgement of a pattern, with the pattern and the need that it answers with no."""
        for id, pattern in self.patterns.items():
            for need, answer in pattern.needs.items():
                if answer.judgement:
                    yield id, need, answer.judgement

    def judged_by(self, decision: Decision) -> list[tuple[str, str]]:
        """Return the judgements that rest on a decision, each by its pattern and its need."""
        called = decision.number or decision.name
        return [(id, need) for id, need, judgement in self.judgements() if judgement.decision == called]

    def moved_since(self, decision: Decision) -> list[tuple[str, shapes.FormerValue]]:
        """Return the figures of which a decision names a value of earlier days: each by its id, with that value."""
        texts = (decision.front.summary, decision.body)
        return [(id, was) for id, was in self._former if any(is_named(was.value, text) for text in texts)]

    @cached_property
    def _former(self) -> list[tuple[str, shapes.FormerValue]]:
        return [(id, was) for id, limit in self.limits.items() for was in limit.was]

    def held_by(self, pattern: str, need: str) -> list[Decision]:
        """Return the decisions in force that rest on what a pattern answers to a need."""
        return self._held.get((pattern, need), [])

    @cached_property
    def _held(self) -> dict[tuple[str, str], list[Decision]]:
        held = defaultdict[tuple[str, str], list[Decision]](list)
        for decision in self.decisions.values():
            grounds = decision.front.rests_on if decision.front.status is Status.ACCEPTED else ()
            for pair in dict.fromkeys((ground.pattern, ground.need) for ground in grounds):
                held[pair].append(decision)
        return held

    def answering(self, question: str) -> list[Decision]:
        """Return the accepted decisions that answer a question; the rules see to it that it is one."""
        about = self.decisions_about("answers", question)
        return [decision for decision in about if decision.front.status is Status.ACCEPTED]

    def proposing(self, question: str) -> list[Decision]:
        """Return the proposals, and the drafts of any status, that would answer a question once they are accepted."""
        return [decision for decision in self._pending if question in decision.front.answers]

    def aiming_at(self, decision: Decision) -> list[tuple[Relation, list[Decision]]]:
        """Return the proposals, and the drafts of any status, that would change a decision, relation by relation."""
        by = (
            (one, [new for new in self._pending if decision.number in new.front.numbers(one.field)])
            for one in RELATIONS
        )
        return [(relation, proposals) for relation, proposals in by if proposals]

    @cached_property
    def _pending(self) -> list[Decision]:
        """The proposals, and the drafts that are accepted, which change nothing before they land."""
        every = ((one, one.front.status) for one in self.all_decisions())
        return [one for one, is_ in every if is_ is Status.PROPOSED or (is_ is Status.ACCEPTED and not one.number)]

    def open_points(self) -> Iterator[LocatedPoint]:
        """Yield what we do not know about our projects and tools, and where it can be settled."""
        unknown = {"pattern": "Which pattern is it deployed by?", "tool": "Which tool deploys it?"}
        for collection in ("projects", "tools"):
            for id, entry in getattr(self, collection).items():
                for name, asked in unknown.items():
                    if getattr(entry, name, None) == UNKNOWN:
                        place = self.place(collection, id, name)
                        yield LocatedPoint(collection, id, name, asked, name, place, is_listed=False)
                for key, point in entry.open.items():
                    place = self.place(collection, id, point.about)
                    yield LocatedPoint(collection, id, key, point.question, point.about, place, is_listed=True)

    def others_open(self, point: LocatedPoint) -> list[LocatedPoint]:
        """Return what else is open about the entry of a point once its answer is written into the field it is about."""
        others = (one for one in self.open_points() if (one.collection, one.entry) == (point.collection, point.entry))
        return [one for one in others if one != point and (one.is_listed or one.about != point.about)]

    def certainty_once_settled(self, point: LocatedPoint) -> shapes.Certainty:
        """Return how surely a project is known once somebody who knows it has answered one of its points."""
        now, others = self.projects[point.entry].certainty, self.others_open(point)
        if not others:
            return shapes.Certainty.CONFIRMED
        # As long as somebody doubts what is written, the answer to something else makes it no surer.
        is_doubted = any(one.is_doubt and one.is_listed for one in others)
        return now if is_doubted or now is shapes.Certainty.CONFIRMED else shapes.Certainty.REPORTED

    def sources_for(self, point: LocatedPoint) -> tuple[tuple[str, ...], Sequence[str | Person]]:
        """Return where in its entry, and with which sources so far, the answer to a point says how it is known."""
        entry = getattr(self, point.collection)[point.entry]
        if isinstance(entry, shapes.Project):
            return ("sources",), entry.sources
        field = point.about if isinstance(getattr(entry, point.about, None), Claim) else "summary"
        return (field, "sources"), getattr(entry, field).sources


def citations_in(documents: Iterable[Document]) -> Iterator[str]:
    """Yield what claims in some documents of data/ name as their sources, with the statement if they name one."""
    for document in documents:
        for path, text in document.texts():
            if len(path) > 1 and path[-2] == "sources":
                yield text


def sources_named(documents: Iterable[Document]) -> set[str]:
    """Return the ids of the sources that claims in some documents of data/ name."""
    return {source_of(cited) for cited in citations_in(documents)}


@dataclass(frozen=True)
class LocatedPoint:
    """Something we do not know: of which entry, the question, the field that would settle it, and its line."""

    collection: str
    entry: str
    id: str
    question: str
    about: str
    place: Place
    is_listed: bool
    """Whether it has lines of its own, under ``open``; if not, it is open since its field says "unknown"."""

    @property
    def is_doubt(self) -> bool:
        """Whether it leaves it in doubt how a project is deployed."""
        return self.collection == "projects" and self.about in ("pattern", "tool", "certainty")
