"""The shapes of the data: one model for each kind of entry in ``data/``.

Field names are written with hyphens in YAML and with underscores in Python. A field's description
ends up in the JSON Schema, where an editor shows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from guide.model.claims import Claim, Entry, Person, SearchWords, SomeSource, Sources, one_is_missing, persons
from guide.model.fields import (
    UNKNOWN,
    DayOrUnknown,
    DecisionOrDraft,
    Id,
    Name,
    Number,
    Text,
    reference,
)


class Level(StrEnum):
    """How binding a guideline is (RFC 2119)."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"


class Phase(StrEnum):
    """When one works through a guideline, in the order of the work."""

    DECIDE = "decide"
    BUILD = "build"
    SET_UP = "set-up"
    RELEASE = "release"
    RUN = "run"


class Certainty(StrEnum):
    """How well we know something about ourselves."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"
    UNCONFIRMED = "unconfirmed"


class Provider(StrEnum):
    """Who provides a capability under a pattern."""

    PLATFORM = "platform"
    SHARED = "shared"
    TEAM = "team"


class Support(StrEnum):
    """What a pattern answers to a need."""

    YES = "yes"
    AT_A_COST = "at-a-cost"
    NO = "no"


class Trait(Claim):
    """A benefit or a drawback of a pattern."""

    needs: list[reference("needs")] = Field(
        description="The needs in whose answers it shows; none when it always counts."
    )


class OpenPoint(Entry):
    """Something that we do not know about ourselves and that a colleague can settle."""

    question: Text
    about: Text = Field(description="The field of this entry whose value would settle it.")


class Question(Entry):
    """One of the questions that the guide answers."""

    question: Text
    page: Text = Field(description="The page with the reasons, as a path below docs/.")
    lists: Literal["patterns-in-use"] | None = Field(
        None, description="What the answer starts with, counted from the data, before the decision's summary."
    )
    sources: list[SomeSource] = Field(default_factory=list, description="Where it is asked, as in any claim.")


class Need(Entry):
    """A yes/no property of a service that can rule a pattern out."""

    name: Name = Field(description="Two to four words, for tables.")
    question: Text = Field(description="A yes/no question that an engineer can answer without looking anything up.")
    counts: Text | None = Field(
        None, description="What counts as a yes and what does not, where the question alone leaves a doubt."
    )
    why: Text = Field(description="Why it matters, in a sentence.")
    words: SearchWords
    formerly: list[Id] = Field(
        default_factory=list,
        description="The needs of earlier days that it is a part of, by their ids: an old address of the page that "
        "chooses still answers it where that follows.",
    )


class Judgement(Entry):
    """What a 'no' rests on that says how we want to build, and not what can't be done."""

    decision: DecisionOrDraft = Field(
        description="The number of the decision behind it; of one that comes with it, the name of its draft."
    )
    instead: Text = Field(description="The way in which it could be done, in a sentence.")


class Answer(Entry):
    """What a pattern answers to a need, with the reason."""

    answer: Support
    reason: Text
    cost: Text | None = Field(None, description="What 'at-a-cost' costs; only with that answer.")
    in_short: Text | None = Field(
        None, description="The cost in two to five words, for tables and verdicts, such as 'compare the price'."
    )
    excludes: list[reference("needs")] = Field(
        default_factory=list,
        description="The needs that no way of paying the cost leaves room for; only with 'at-a-cost', and written on "
        "one side.",
    )
    judgement: Judgement | None = Field(
        None, description="What a 'no' rests on that is a judgement, since it could be done; only with 'no'."
    )
    sources: Sources

    @model_validator(mode="after")
    def _names_its_cost(self) -> Answer:
        if (self.answer is Support.AT_A_COST) != (self.cost is not None):
            raise one_is_missing("the answer 'at-a-cost'", "cost: {cost}", self.cost, "cost")
        return self

    @model_validator(mode="after")
    def _goes_with_its_answer(self) -> Answer:
        fields = (("in-short", self.in_short, Support.AT_A_COST), ("excludes", self.excludes, Support.AT_A_COST))
        for field, said, answer in (*fields, ("judgement", self.judgement, Support.NO)):
            if said and self.answer is not answer:
                message = f"'{field}' goes with the answer '{answer}' alone; change the answer or remove '{field}'"
                raise PydanticCustomError("answer", message)
        return self


class Provision(Claim):
    """Who provides a capability under a pattern, and with what."""

    provided_by: Provider
    text: Text = Field(description="With which concrete means.")


class Pattern(Entry):
    """One of the ways to deploy a service."""

    name: Name
    order: Number = Field(description="Its place when looking for the lightest pattern: 1 is looked at first.")
    summary: Claim = Field(description="What the pattern is.")
    choose_when: dict[Id, Claim] = Field(min_length=1, description="When it is the right one.")
    benefits: dict[Id, Trait] = Field(min_length=1)
    drawbacks: dict[Id, Trait] = Field(min_length=1)
    capabilities: dict[reference("capabilities"), Provision]
    asks: dict[Id, Claim] = Field(min_length=1, description="What it asks of the team.")
    needs: dict[reference("needs"), Answer]

    @property
    def standing_drawbacks(self) -> dict[str, Trait]:
        """The drawbacks that count whatever a service needs: those that show in the answer to no need."""
        return {id: drawback for id, drawback in self.drawbacks.items() if not drawback.needs}

    def telling(self, needs: Sequence[str]) -> str:
        """Return the need whose answer tells why a need, or two that exclude each other, rule the pattern out."""
        return next(need for need in needs if {*needs} <= {need, *self.needs[need].excludes})


class Capability(Entry):
    """One of the things that a production environment must provide."""

    name: Name
    summary: Claim
    details: dict[Id, Claim] = Field(description="What else is said of it, a claim each.")


class Tool(Entry):
    """A concrete means of deployment."""

    name: Name
    summary: Claim
    facts: dict[Id, Claim] = Field(
        default_factory=dict, description="What is known about the tool in general, not about our use of it."
    )
    open: dict[Id, OpenPoint] = Field(default_factory=dict, description="What we do not know about it.")


class ProjectAnswer(Entry):
    """What a project answers to a need: only what a source says of the project itself."""

    answer: Literal["yes", "no"] = Field(description="Leave the whole need out as long as nobody knows.")
    sources: Sources

    @model_validator(mode="before")
    @classmethod
    def _names_its_sources(cls, value: Any) -> Any:
        if isinstance(value, str) and value:
            if value == "unknown":
                raise PydanticCustomError("answer", "a need that is left out is unknown; remove the line")
            message = f"'{value}' does not say how we know; write 'answer' and 'sources' below the need"
            raise PydanticCustomError("answer", message)
        return value


class Project(Entry):
    """Something of ours that is deployed."""

    name: Name
    pattern: reference("patterns", UNKNOWN)
    tool: reference("tools", UNKNOWN)
    certainty: Certainty
    summary: Text = Field(description="What we know about how it is deployed, and how surely.")
    sources: Sources
    open: dict[Id, OpenPoint] = Field(default_factory=dict, description="What we do not know about it.")
    needs: dict[reference("needs"), ProjectAnswer] = Field(
        default_factory=dict, description="What the project needs; a need that is left out is unknown."
    )

    @property
    def confirmed_by(self) -> Person | None:
        """Who has confirmed it last, if that has been done."""
        if self.certainty is not Certainty.CONFIRMED:
            return None
        return max(persons(self.sources), key=lambda person: person.date, default=None)

    @property
    def answers(self) -> dict[str, str]:
        """What the project answers to each need of which it is known."""
        return {need: said.answer for need, said in self.needs.items()}


class Takeaway(Claim):
    """One of the conclusions that the guidelines rest on."""


class Guideline(Entry):
    """A rule for new projects."""

    level: Level
    phase: Phase = Field(description="When one works through it; the checklist goes phase by phase.")
    text: Text = Field(description="The rule, in one sentence, without its level.")
    why: Text
    serves: reference("purposes") = Field(description="The capability or the takeaway that it serves.")
    patterns: list[reference("patterns")] = Field(
        default_factory=list, description="The patterns it applies to; left out when it applies to all."
    )
    sources: Sources
    decision: DecisionOrDraft = Field(
        description="The number of the decision that adopted it; of one that comes with it, the name of its draft."
    )


class FormerValue(Entry):
    """What a figure was before it moved."""

    value: Text
    until: DayOrUnknown = Field(description="The day on which it moved, or 'unknown'.")
    sources: Sources


class Watch(Entry):
    """Where a vendor's model of its interface states a figure."""

    service: Text = Field(description="The interface, as the model calls it, such as 'lambda'.")
    at: Text = Field(description="The operation, the shape or the member of a shape that says it.")
    says: Text = Field(description="The words with the figure, as they stand there without marks.")


class Limit(Entry):
    """A figure that a vendor sets and may change."""

    name: Name
    value: Text = Field(
        description="The figure with its unit, as short as possible. Other texts name it as {limits.<id>}."
    )
    was: list[FormerValue] = Field(default_factory=list, description="What it was before, the latest value first.")
    text: Text = Field(description="What it means, in one or two sentences.")
    moves: Text | None = Field(None, description="Which newer forms of the service lift it, and at what price.")
    sources: Sources
    watch: list[Watch] = Field(
        default_factory=list, description="Where the vendor states it in a model of its interface; tests look there."
    )
    unwatched: Text | None = Field(None, description="Why no model states it; only without 'watch'.")

    @model_validator(mode="after")
    def _is_watched_or_says_why_not(self) -> Limit:
        if bool(self.watch) == (self.unwatched is not None):
            message = "needs either 'watch', where a model of the vendor states it, or 'unwatched', why none does"
            raise PydanticCustomError("watch", message)
        return self
