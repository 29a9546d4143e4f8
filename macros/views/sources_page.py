"""What /sources/ shows: every source, with the claims that rest on it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from guide.model.guide import Guide
from macros.addresses import address_of, where
from macros.page import Page
from macros.render import render


class Claim(NamedTuple):
    """Something that rests on sources: what it is about, where it stands, and what to call it there."""

    sources: tuple[str, ...]
    about: str
    address: str
    name: str


def sources(page: Page) -> str:
    """Return every source with the claims that rest on it."""
    return render("sources.html", page, claims=claims_by_source(page.guide))


def claims_by_source(guide: Guide) -> dict[str, dict[str, list[tuple[str, str]]]]:
    """Return for each source the claims that rest on it: what they are about, each claim's address, and its name."""
    found: dict[str, dict[str, list[tuple[str, str]]]] = {id: {} for id in guide.sources}
    for claim in chain(_on_pages(guide), _of_patterns(guide), _of_work(guide), _for_projects(guide)):
        for source in claim.sources:
            named = found[source].setdefault(claim.about, [])
            if (claim.address, claim.name) not in named:
                named.append((claim.address, claim.name))
    return found


def _on_pages(guide: Guide) -> Iterator[Claim]:
    for path, cited in guide.citations.items():
        yield Claim(cited, "Text of pages", address_of(path), path)


def _of_patterns(guide: Guide) -> Iterator[Claim]:
    for id, pattern in guide.patterns.items():
        yield Claim(pattern.summary.sources, pattern.name, where("patterns", id), "what it is")
        for field, kind in _TRAITS.items():
            for key, trait in getattr(pattern, field).items():
                name = f"{kind}: {_words(key)}"
                yield Claim(trait.sources, pattern.name, where("patterns", id, field, key), name)
        for key, provision in pattern.capabilities.items():
            name = guide.capabilities[key].name
            yield Claim(provision.sources, pattern.name, where("patterns", id, "capabilities", key), name)
        for key, answer in pattern.needs.items():
            name = f"need: {guide.needs[key].name}"
            yield Claim(answer.sources, pattern.name, where("patterns", id, "needs", key), name)
    for id, capability in guide.capabilities.items():
        yield Claim(capability.summary.sources, capability.name, where("capabilities", id), "what it is")
        for key, detail in capability.details.items():
            yield Claim(detail.sources, capability.name, where("capabilities", id, "details", key), _words(key))


def _of_work(guide: Guide) -> Iterator[Claim]:
    for id, tool in guide.tools.items():
        yield Claim(tool.summary.sources, tool.name, where("tools", id), "what it is")
        for key, fact in tool.facts.items():
            yield Claim(fact.sources, tool.name, where("tools", id, "facts", key), _words(key))
    for id, project in guide.projects.items():
        yield Claim(project.sources, "Projects", where("projects", id), project.name)
        for key, said in project.needs.items():
            name = f"{project.name}, {guide.needs[key].name}"
            yield Claim(said.sources, "Projects", where("projects", id, "recommended"), name)


def _for_projects(guide: Guide) -> Iterator[Claim]:
    for id, takeaway in guide.takeaways.items():
        yield Claim(takeaway.sources, "Takeaways", where("takeaways", id), _words(id))
    for id, guideline in guide.guidelines.items():
        yield Claim(guideline.sources, "Guidelines", where("guidelines", id), _words(id))
    for id, limit in guide.limits.items():
        yield Claim(limit.sources, "Limits", where("limits", id), limit.name)
    for id, opportunity in guide.opportunities.items():
        for told in (opportunity.why, *opportunity.places.values()):
            yield Claim(told.sources, "Serverless work", where("opportunities", id), opportunity.name)


def _words(id: str) -> str:
    """Return the words of an id, which say in short what it stands for."""
    return id.replace("-", " ")


# The groups of claims on a pattern's page, and what one of each is called.
_TRAITS = {"choose_when": "when", "benefits": "benefit", "drawbacks": "drawback", "asks": "asks"}
