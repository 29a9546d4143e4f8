"""What a claim is, and where it comes from: a source that is listed, or a person who says it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationInfo,
    WithJsonSchema,
    WrapValidator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from guide.model.fields import Address, Day, Id, Text, hint, missing, reference


class Entry(BaseModel):
    """What all shapes share: hyphens in YAML, no field that the shape does not know, no change."""

    model_config = ConfigDict(
        alias_generator=lambda name: name.replace("_", "-"),
        extra="forbid",
        frozen=True,
        use_enum_values=False,
        defer_build=True,
    )


def one_is_missing(word: str, line: str, value: Any, rule: str) -> PydanticCustomError:
    """Return what is wrong with an entry in which a word and a field go together, and one of them is missing.

    line: how the field is written. value: what it holds here, or None where it is what is missing.
    """
    field = line.partition(":")[0]
    if value is None:
        return PydanticCustomError(rule, f"{word} asks for the field '{field}'; add it, as in {line}")
    return PydanticCustomError(rule, f"the field '{field}' goes with {word} alone; write that, or remove the field")


class Statement(Entry):
    """One thing that a source says, so that a claim can be compared with it by whoever does not have the source."""

    text: Text = Field(description="What the source says, in your own words; what somebody says of it since stays out.")
    hedge: Annotated[list[Text], Field(min_length=1)] | None = Field(
        None,
        description="If the source hedges: words of which whatever rests on it keeps one, such as [maybe, may].",
    )


class Source(Entry):
    """Where a claim comes from."""

    title: Text
    publisher: Text
    url: Address | None = Field(
        None, description="Left out only when the source has no public address; then say where it is kept."
    )
    kept: Text | None = Field(None, description="Where the source is kept, when it has no public address.")
    kind: Literal["vendor", "project", "standard", "book", "report", "blog", "own"] = Field(
        description="What it is: documentation of a vendor or of an open-source project, a standard or method, a book, "
        "a report, what somebody writes of their own, or something of ours."
    )
    read: Literal["opened", "model", "copy", "never"] = Field(
        description="How it was read: 'opened' where it lives, in the vendor's 'model' of its interface, in a 'copy', "
        "or 'never'."
    )
    checked: Day | None = Field(
        None, description="The day on which somebody opened it and found the claims in it; only with 'opened'."
    )
    read_on: Day | None = Field(None, description="The day on which the model or the copy was read; only with these.")
    as_of: Text | None = Field(
        None,
        description="The state of the source that was read: a date, a version, an edition; of a model, its version.",
    )
    statements: dict[Id, Statement] = Field(
        default_factory=dict,
        description="What it says, if not everybody can open it; claims then name one: <source>#<statement>.",
    )

    @model_validator(mode="after")
    def _has_an_address_or_a_place(self) -> Source:
        if (self.url is None) == (self.kept is None):
            message = "has both 'url' and 'kept', which says where a source without a public address is; remove one"
            if self.url is None:
                message = "needs its 'url', or, without a public address, where it is, such as 'kept: In our wiki.'"
            raise PydanticCustomError("source-address", message)
        return self

    @model_validator(mode="after")
    def _says_how_it_was_read(self) -> Source:
        if (self.read == "opened") != (self.checked is not None):
            raise one_is_missing("'read: opened'", "checked: YYYY-MM-DD", self.checked, "reading")
        if (self.read in ("model", "copy")) != (self.read_on is not None):
            raise one_is_missing("'read: model' or 'read: copy'", "read-on: YYYY-MM-DD", self.read_on, "reading")
        if self.read == "model" and not self.as_of:
            raise PydanticCustomError("reading", "'read: model' asks for the model's version under 'as-of'")
        return self

    @property
    def last_read(self) -> date | None:
        """The day on which it was read, however that was; None if it never was."""
        return self.checked or self.read_on


class Person(Entry):
    """Somebody who says it: a source that needs no entry of its own, since it is written where it is used."""

    by: Text = Field(description="Who says so, by name.")
    date: Day


_LISTED_SOURCE = TypeAdapter(reference("sources"))


def source_of(cited: str) -> str:
    """Return the id of a source that is cited, whether by itself or by a statement of it."""
    return cited.partition("#")[0]


def citation_fault(cited: str, known: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return what is wrong with the citation of a source that exists, as the rule and a message; None if nothing is.

    known: for each collection the ids that exist; below "statements", the statements by the source that has them.
    """
    source, mark, statement = cited.partition("#")
    if source != source.strip():
        return "unknown-reference", f"'{source.strip()}' stands before a space; write <source>#<statement> without one"
    statements = (known.get("statements") or {}).get(source)
    if statements is None or statement in statements or not (mark or statements):
        return None
    if not mark:
        example = f"{source}#{next(iter(statements))}"
        return "unnamed-statement", f"source '{source}' has statements; name the one that says it, such as {example}"
    if not statements:
        return "unknown-reference", f"source '{source}' has no statements; write '{source}' alone"
    named = [f"{source}#{id}" for id in statements]
    return "unknown-reference", missing("unknown statement", cited, named, f"the statements of '{source}'")


def _is_filled_in(value: Any, model: type[Entry]) -> bool:
    """Return whether a value is meant for a model, and is no placeholder for a text, as in "{your source}"."""
    return isinstance(value, dict) and (
        not value or any(value.values()) or any(key in model.model_fields for key in value)
    )


# What may be the name of a person, and is no id.
_PERSON = re.compile(r"(?=.*[A-ZÀ-Þ ])[^\W\d_]+\.?(?:[ '\u2019-][^\W\d_]+\.?)*")


def _source(value: Any, person: Callable[[Any], Person], info: ValidationInfo) -> Any:
    """Return a person, or else the id of a source that is listed, with that of its statement if it has any."""
    if isinstance(value, Person) or _is_filled_in(value, Person):
        return person(value)
    cited = value.strip() if isinstance(value, str) else ""
    known = (info.context or {}).get("sources")
    if known is not None and _PERSON.fullmatch(cited) and not (meant := hint(cited, known)).endswith("?"):
        message = (
            f"unknown source '{cited}', {meant}; for somebody who says so, write {{by: {cited}, date: YYYY-MM-DD}}"
        )
        raise PydanticCustomError("unknown-reference", message)
    _LISTED_SOURCE.validate_python(source_of(cited) if cited else value, context=info.context)
    fault = citation_fault(cited, info.context or {})
    if fault:
        raise PydanticCustomError(*fault)
    return cited


_SOURCE_SCHEMA = {"anyOf": [{"type": "string"}, Person.model_json_schema()]}
SomeSource = Annotated[Person, WrapValidator(_source), WithJsonSchema(_SOURCE_SCHEMA)]
Sources = Annotated[
    list[SomeSource],
    Field(
        min_length=1,
        description="Where the claim comes from: ids in data/sources/, or <source>#<statement> where the source has "
        "statements, or {by: name, date: day}.",
    ),
]


def persons(sources: Sequence[str | Person]) -> list[Person]:
    """Return who of the sources of a claim is a person."""
    return [source for source in sources if isinstance(source, Person)]


class Claim(Entry):
    """A sentence that somebody could doubt, with where it comes from."""

    text: Text = Field(description="One or two plain sentences; no Markdown, no HTML.")
    sources: Sources


def _word(value: Any, claim: Callable[[Any], Claim]) -> Any:
    """Return a word as the text that it is, or with its sources."""
    is_claim = isinstance(value, Claim) or _is_filled_in(value, Claim)
    return claim(value) if is_claim else _PLAIN_WORD.validate_python(value)


_PLAIN_WORD = TypeAdapter(Text)
_WORD_SCHEMA = {"anyOf": [{"type": "string"}, {"type": "object", "required": ["text", "sources"]}]}
SearchWords = Annotated[
    list[Annotated[Claim, WrapValidator(_word), WithJsonSchema(_WORD_SCHEMA)]],
    Field(description="Other words by which people look for it: those that it says itself, others as {text, sources}."),
]


def texts_of(words: Sequence[str | Claim]) -> list[str]:
    """Return words to search by as texts, whether they have sources of their own or not."""
    return [word if isinstance(word, str) else word.text for word in words]
