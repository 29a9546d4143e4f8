"""The list of the rules, and how one is written.

A rule is a generator that takes the Guide and yields (place, message) for each thing that is
wrong. Its name is the function's, with hyphens; its docstring is the sentence that /contribute/
shows. What is found while a file is read, before there is a Guide, is only named here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from guide.life.main_branch import Base
from guide.model.guide import Guide
from guide.problems import Place, Problem

Finding = tuple[Place, str]
Rule = Callable[..., Iterable[Finding]]
RULES: dict[str, Rule] = {}
# These also take a base revision to compare the guide with, so they run only when one is named.
SINCE_RULES: dict[str, Rule] = {}
# These draw the pages first, so they are for the check alone: a build draws them anyway. What they draw is sound.
DRAWN_RULES: dict[str, Rule] = {}

FOUND_WHILE_READING = {
    "unreadable-file": "A file can be read, and is not a folder, a pipe or a link out of the guide.",
    "encoding": "A file is UTF-8.",
    "yaml-syntax": "YAML parses, without aliases and merge keys.",
    "duplicate-key": "A mapping has each key once.",
    "unknown-collection": "A file in data/ is named after a collection, or lies in a folder that is.",
    "editor-schema": "A file in data/ that names a schema for editors names the one of its collection.",
    "id": "An id consists of lower-case letters, digits and single hyphens.",
    "duplicate-id": "An id is used only once in its collection, across all its files.",
    "missing-field": "An entry has every required field.",
    "unknown-field": "An entry has only known fields.",
    "wrong-type": "A value has the type that its field asks for.",
    "unknown-value": "A value is one of those that its field allows.",
    "empty": "A field that is written down is not empty.",
    "one-line": "A name is written on one line.",
    "date": "A date is a day that exists, as YYYY-MM-DD.",
    "number": "A number is a whole number; leading zeros are ignored.",
    "address": "The address of a source is a web address.",
    "unknown-reference": "Every id, decision and page that is referred to exists.",
    "claim-without-source": "A claim names at least one source.",
    "source-address": "A source has either an address or a place where it is kept.",
    "watch": "A figure says where a model of its vendor states it, or why none does.",
    "reading": "A source says how it was read, and on which day or in which version.",
    "cost": "The answer 'at-a-cost' says what it costs, and no other answer does.",
    "instead": "A kind of work for which no pattern is expected says what to use instead, and no other does.",
    "unnamed-statement": "What rests on a source with statements names one of them.",
    "status": "The status of a decision is one of the known ones.",
    "front-matter": "A decision starts with front matter.",
    "decision-name": "A decision's file is called draft-<slug>.md, or <four digits>-<slug>.md once landed.",
    "duplicate-number": "No two decisions have the same number.",
    "published-file": "A file in adr/ or docs/ is a page, a picture or a document.",
    "promised-address": "A published address stays, or data/addresses.txt says where it leads; checked after a build.",
    "site-settings": "The file mkdocs.yml says what the site is called, and where it is published and edited.",
    "docs-adr-link": "The folder docs/adr is a link to ../adr.",
}


def _adding_to(rules: dict[str, Rule]) -> Callable[[Rule], Rule]:
    """Return a decorator that adds a generator of findings to some rules, under its own name."""

    def add(find: Rule) -> Rule:
        rules[find.__name__.replace("_", "-")] = find
        return find

    return add


rule, drawn_rule, since_rule = map(_adding_to, (RULES, DRAWN_RULES, SINCE_RULES))


def sentences() -> dict[str, str]:
    """Return every rule's name with its sentence, sorted by name."""
    own = {name: (find.__doc__ or "").strip() for name, find in (RULES | SINCE_RULES | DRAWN_RULES).items()}
    return dict(sorted((FOUND_WHILE_READING | own).items()))


def run(guide: Guide, rules: Mapping[str, Rule] = RULES, base: Base | None = None) -> Iterator[Problem]:
    """Yield what some of the rules find wrong with a guide.

    base: the revision to compare the guide with, for the rules that do.
    """
    for name, find in rules.items():
        for place, message in find(guide, base) if base else find(guide):
            yield Problem(place, message, name)
