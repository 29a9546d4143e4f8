"""The shape of a kind of work: what one often deploys, and what an engineer expects for it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from guide.model.claims import Claim, Entry, SearchWords, Sources, one_is_missing
from guide.model.entries import Certainty
from guide.model.fields import Name, Text, reference

# The word for the pattern where no pattern is the answer.
NONE = "none"


class Place(Entry):
    """Where in our landscape a kind of work may be."""

    text: Text
    certainty: Certainty
    sources: Sources


class Kind(Entry):
    """A kind of work: what one often deploys, what it needs, and what an experienced engineer expects for it."""

    name: Name
    words: SearchWords = Field(default_factory=list)
    summary: Text = Field(description="What it is, in a sentence.")
    started_by: Literal["request", "event", "schedule", "itself"] = Field(
        description="What starts its work; 'itself' for what runs all the time."
    )
    expect: reference("patterns", NONE) = Field(
        description="The pattern that an experienced engineer expects for it; 'none' where no pattern is the answer."
    )
    instead: Text | None = Field(None, description="What is used where no pattern is; only with 'none'.")
    why: Claim = Field(description="Why the engineer expects that.")
    joins: reference("patterns") | None = Field(
        None,
        description="How that is deployed which it is split off, or whose code base and release it is part of; for "
        "what is split off not where an event or a schedule starts its work.",
    )
    limit: reference("limits") | None = Field(None, description="The figure that decides it, if one does.")
    needs: list[reference("needs")] = Field(
        description="What it needs. What stands neither here nor under 'depends' is not needed."
    )
    depends: list[reference("needs")] = Field(
        default_factory=list, description="What some services of this kind need, and others do not."
    )
    places: dict[reference("projects"), Place] = Field(
        default_factory=dict, description="Where in our landscape it may be, by project."
    )

    @field_validator("needs", "depends")
    @classmethod
    def _names_a_need_once(cls, needs: list[str], info: ValidationInfo) -> list[str]:
        before = info.data.get("needs") or []
        for at, need in enumerate(needs):
            if need in before:
                raise PydanticCustomError("needs", f"'{need}' stands under 'needs' already; take one of them out")
            if need in needs[:at]:
                raise PydanticCustomError("needs", f"'{need}' stands here twice; take one out")
        return needs

    @model_validator(mode="after")
    def _says_what_is_used(self) -> Kind:
        if (self.expect == NONE) != (self.instead is not None):
            raise one_is_missing(f"the expected pattern '{NONE}'", "instead: {instead}", self.instead, "instead")
        return self

    @property
    def is_service(self) -> bool:
        """Whether it is something that one deploys, of which the rule says how; the rest is told before the rule."""
        return bool(self.expect != NONE or self.needs or self.depends)
