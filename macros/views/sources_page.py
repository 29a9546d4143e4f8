"""What /sources/ shows: every source, with the claims that rest on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from guide.model.claims import Person, Source
from guide.model.guide import Guide
from macros.addresses import address_of, parts, where
from macros.page import Page
from macros.render import render

# What the name of a part of a pattern starts with, by the field in which it stands.
_KINDS = {
    "choose_when": "when: ",
    "benefits": "benefit: ",
    "drawbacks": "drawback: ",
    "asks": "asks: ",
    "needs": "need: ",
}
# What sources of each kind are called, in the order in which they are shown.
_NAMES = {
    "book": "Books",
    "standard": "Standards and methods",
    "vendor": "Vendors",
    "project": "Open-source projects",
    "report": "Reports",
    "blog": "What people write of their own",
    "own": "Our own",
}


class Claim(NamedTuple):
    """Something that rests on sources: what it is about, where it stands, and what to call it there."""

    sources: Sequence[str | Person]
    about: str
    address: str
    name: str


def sources(page: Page) -> str:
    """Return every source, its statements if it has any, and the claims that rest on each."""
    # By what is cited, and by what they are about: the address and the name of each claim, once.
    claims: dict[str, dict[str, dict[tuple[str, str], None]]] = {cited: {} for cited in page.guide.citable}
    for claim in _claims(page.guide):
        for cited in claim.sources:
            if isinstance(cited, Person):
                continue  # who stands beside the claim
            claims[cited].setdefault(claim.about, {})[claim.address, claim.name] = None
    return render("sources.md", page, claims=claims, kinds=_by_kind(page.guide), names=_NAMES)


def _by_kind(guide: Guide) -> dict[str, dict[str, Source]]:
    """Return the sources kind by kind, those of each by publisher and title; no kind of which there is none."""
    order = sorted(guide.sources.items(), key=lambda one: (one[1].publisher.casefold(), one[1].title.casefold()))
    kinds = {kind: {id: source for id, source in order if source.kind == kind} for kind in _NAMES}
    return {kind: sources for kind, sources in kinds.items() if sources}


def _claims(guide: Guide) -> Iterator[Claim]:
    for path, cited in guide.citations.items():
        yield Claim(cited, "Text of pages", address_of(path), path)
    for collection in ("patterns", "capabilities", "tools"):
        for id, entry in getattr(guide, collection).items():
            yield Claim(entry.summary.sources, entry.name, where(collection, id), "what it is")
            for field, key, part in parts(collection, entry):
                yield Claim(part.sources, entry.name, where(collection, id, field, key), _name(guide, field, key))
    for id, question in guide.questions.items():
        yield Claim(question.sources, "Questions", where("questions", id), question.question)
    for id, project in guide.projects.items():
        yield Claim(project.sources, "Projects", where("projects", id), project.name)
        for key, answer in project.needs.items():
            name = f"{project.name}, {guide.needs[key].name}"
            yield Claim(answer.sources, "Projects", where("projects", id, "recommended"), name)
    for collection in ("takeaways", "guidelines", "limits"):
        for id, entry in getattr(guide, collection).items():
            name = getattr(entry, "name", _words(id))
            yield Claim(entry.sources, collection.capitalize(), where(collection, id), name)
    for id, limit in guide.limits.items():
        for was in limit.was:
            yield Claim(was.sources, "Limits", where("limits", id), limit.name)
    for collection in ("needs", "kinds"):
        for id, entry in getattr(guide, collection).items():
            for word in entry.words:
                if not isinstance(word, str):
                    yield Claim(word.sources, entry.name, where(collection, id), word.text)
    for id, kind in guide.kinds.items():
        for claim in (kind.why, *kind.places.values()):
            yield Claim(claim.sources, "Kinds of work", where("kinds", id), kind.name)


def _name(guide: Guide, field: str, id: str) -> str:
    """Return what to call a part of an entry: what stands for it there, or what it says in short."""
    name = getattr(guide, field)[id].name if field in ("capabilities", "needs") else _words(id)
    return _KINDS.get(field, "") + name


def _words(id: str) -> str:
    """Return the words of an id, which say in short what it stands for."""
    return id.replace("-", " ")
