"""The front matter of a decision: its fields, and what each holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import Field, WithJsonSchema, WrapValidator, create_model
from pydantic_core import PydanticCustomError

from guide.model.claims import Entry, Person
from guide.model.entries import Support
from guide.model.fields import Address, Day, Number, Text, reference
from guide.model.life_cycle import RELATION_FIELDS, RELATIONS, Relation, Status


class Change(Entry):
    """One status that a decision has had."""

    status: Status
    date: Day


class Correction(Entry):
    """A change of the text of a decision that is no longer open, and why it had to be made."""

    date: Day
    reason: Text


def _confirmation(value: Any, person: Callable[[Any], Person]) -> Any:
    """Return "no", or who has confirmed something and when."""
    if value == "no":
        return value
    if isinstance(value, str):
        message = "'confirmed' is 'no', or says who has confirmed it and when: {by: name, date: YYYY-MM-DD}"
        raise PydanticCustomError("confirmation", message)
    return person(value)


_CONFIRMATION_SCHEMA = {"anyOf": [{"const": "no"}, Person.model_json_schema()]}


class Ground(Entry):
    """What a pattern answers to a need, where a decision rests on that."""

    pattern: reference("patterns")
    need: reference("needs")
    answer: Support


# A field for each side of a relation: the numbers of the decisions on the other side.
_Related = create_model(
    "_Related",
    __base__=Entry,
    **{
        field.replace("-", "_"): (list[reference("decisions")], Field(default_factory=list))
        for field in RELATION_FIELDS
    },
)


class FrontMatter(_Related):
    """The front matter of a decision: MADR 4 with a few fields of ours, and those of the relations."""

    status: Status
    date: Day = Field(description="The day of the last change of status.")
    decision_makers: Annotated[list[Text], Field(min_length=1)]
    consulted: list[Text] = Field(default_factory=list, description="Whose opinion was asked for.")
    informed: list[Text] = Field(default_factory=list, description="Who was told of it.")
    summary: Text = Field(description="What is decided, in one or two sentences; shown wherever the decision is.")
    answers: list[reference("questions")] = Field(default_factory=list)
    patterns: list[reference("patterns")] = Field(default_factory=list)
    projects: list[reference("projects")] = Field(default_factory=list)
    tools: list[reference("tools")] = Field(default_factory=list)
    rests_on: list[Ground] = Field(
        default_factory=list, description="The answers of patterns that it rests on; they stay so while it is in force."
    )
    history: Annotated[
        list[Change], Field(min_length=1, description="One entry for each status it has had, oldest first.")
    ]
    confirmed: Annotated[Person, WrapValidator(_confirmation), WithJsonSchema(_CONFIRMATION_SCHEMA)] | None = Field(
        None,
        description="Of a decision that was made before anybody of the organisation had a say: 'no', or who of it has "
        "confirmed it, as {by: name, date: day}; left out where the organisation has made it itself.",
    )
    discussion: Address | None = Field(
        None,
        description="Where it was discussed; landing fills in the pull request that brought it.",
    )
    successor: Address | None = Field(
        None, description="Where what superseded it stands, if that is no decision of this log."
    )
    review_by: Day | None = Field(None, description="When somebody should look again.")
    corrections: list[Correction] = Field(
        default_factory=list, description="What was corrected after it was accepted, oldest first; shown on its page."
    )
    tags: list[Text] = Field(default_factory=list, description="Words to find it by, besides its subjects.")
    formerly: list[Text] = Field(
        default_factory=list, description="Earlier names of its file, without '.md'; their addresses lead here."
    )
    imported_from: Text | None = Field(
        None, description="Where it was imported from; its text is then kept as it is, whatever its structure."
    )
    imported_number: Number | None = Field(
        None, description="The number that it had there; a draft gets it when it lands, where that is free."
    )
    dead_links: list[Text] = Field(
        default_factory=list,
        description="The links of an imported text that led to nothing when it came; the page shows their text alone.",
    )

    def numbers(self, field: str) -> list[int]:
        """Return the numbers of the decisions that a field of a relation names, such as "superseded-by"."""
        return getattr(self, field.replace("-", "_"))

    @property
    def awaits_confirmation(self) -> bool:
        """Whether it holds as a starting position, which nobody in the organisation has confirmed yet."""
        return self.status is Status.ACCEPTED and self.confirmed == "no"

    @property
    def names_nothing(self) -> bool:
        """Whether it names no subject."""
        return not (self.answers or self.patterns or self.projects or self.tools)

    @property
    def related(self) -> list[tuple[Relation, list[int]]]:
        """What the decision does to earlier ones, relation by relation, in the order of their numbers."""
        return [(relation, sorted(self.numbers(relation.field))) for relation in RELATIONS]

    @property
    def named(self) -> list[tuple[str, list[int]]]:
        """The fields that name other decisions, each with their numbers."""
        return [(field, numbers) for field in RELATION_FIELDS if (numbers := self.numbers(field))]

    @property
    def relations(self) -> list[tuple[str, list[int]]]:
        """How it relates to other decisions, in words, with their numbers; one that never held would do it at most."""
        words = {}
        for relation in RELATIONS:
            would = f"Would have {relation.done}" if self.status is Status.REJECTED else f"Would {relation.verb}"
            words[relation.field] = relation.field.capitalize() if self.status.was_in_force else would
            words[relation.back] = relation.back.replace("-", " ").capitalize()
        return [(words[field], sorted(numbers)) for field, numbers in self.named]

    @property
    def replaced_by(self) -> list[int]:
        """The numbers of the decisions that took this one's place."""
        return [number for relation in RELATIONS if relation.replaces for number in self.numbers(relation.back)]

    @property
    def changed_by(self) -> list[int]:
        """The numbers of the decisions that changed this one in part, in their order."""
        partial = [relation.back for relation in RELATIONS if not relation.replaces]
        return sorted(number for field in partial for number in self.numbers(field))

    @property
    def replaces(self) -> list[int]:
        """The numbers of the decisions whose place this one takes."""
        return [number for relation in RELATIONS if relation.replaces for number in self.numbers(relation.field)]
