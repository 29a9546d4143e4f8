"""The other records that a record names: what it supersedes, amends or clarifies, and what does so to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guide.importing.dates import find_dates, without
from guide.importing.notes import shown
from guide.importing.wording import IMAGE, LEADING, LINK, LONGEST, PARTLY, blanked

_RELATIONS = {
    "supersedes": r"super(?:s|c|sc)e+d(?:es|ing)|replaces",
    "superseded-by": r"super(?:s|c|sc)e+ded|replaced",
    "amends": r"amends|amending",
    "amended-by": r"amended",
    "clarifies": r"clarifies",
    "clarified-by": r"clarified",
}
_VERB = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(f"(?P<{name.replace('-', '_')}>{words})" for name, words in _RELATIONS.items())
    + r")(?![\w-])(?:[-\s]+(?:by|with)\b)?",
    re.I,
)
_NAME = re.compile(r"(?<![\w/.-])(?P<name>[\w./-]+\.md)\b|(?<![\w-])(?P<stem>[0-9]{8}-[\w-]+)")
_NUMBER = re.compile(r"(?:\badr[-\s_#]*|#|(?<![\w.-])(?=0))0*(?P<number>[1-9][0-9]{0,4})(?![\w.]*\w)", re.I)
_FIRST_NUMBER = re.compile(r"[\s:]*0*(?P<number>[1-9][0-9]{0,4})(?![\w-])")
# What stands between two records that a relation names both.
_BETWEEN = re.compile(r"(?:[\s,&+/*_#-]|\b(?:and|as\s+well\s+as|by|adrs?|decisions?)\b|\([^()]*\))*", re.I)


@dataclass(frozen=True)
class Reference:
    """Another record that a text names: by a relation, and by the target of a link, a file's name, or a number.

    is_sure: whether the relation is one of the whole record, and to this one.
    """

    relation: str
    target: str
    number: int | None
    offset: int
    written: str
    is_sure: bool = True


def references(text: str) -> Iterator[Reference]:
    """Yield the records that a text says the record supersedes, amends, clarifies, or is by them."""
    text = text[:LONGEST]
    plain = blanked(blanked(text, LINK), IMAGE)
    verbs = list(_VERB.finditer(plain))
    # "Superseded [by](0005-use-y.md)": the link's text is a part of the relation, so links are looked at whole.
    for index, verb in enumerate(verbs):
        end = verbs[index + 1].start() if index + 1 < len(verbs) else len(text)
        stop = text.find("\n", verb.end(), end)
        before = plain[plain.rfind("\n", 0, verb.start()) + 1 : verb.start()]
        relation = str(verb.lastgroup).replace("_", "-")
        if PARTLY.search(before):
            relation = {"supersedes": "amends", "superseded-by": "amended-by"}.get(relation, relation)
        is_sure, behind = bool(LEADING.search(before)), None
        for match, target, number in _named(text, verb.end(), end if stop < 0 else stop):
            is_sure = is_sure and (behind is None or bool(_BETWEEN.fullmatch(text, behind, match.start())))
            behind = match.end()
            yield Reference(relation, target, number, match.start(), shown(match[0].strip(" :")), is_sure)


def relation_at(line: str) -> bool:
    """Return whether a line, its marks left out, starts with a relation, as in "* [Supersedes] [2. Use X](…)"."""
    return bool(_VERB.match(re.sub(r"^\s*(?:[-*+>]|[0-9]+[.)])?[\s*_\[]*", "", line)))


def _named(text: str, start: int, end: int) -> list[tuple[re.Match[str], str, int | None]]:
    """Return what names a record in a part of a text, in its order, with the target and the number."""
    found: list[tuple[re.Match[str], str, int | None]] = []
    for link in LINK.finditer(text, start, end):
        target = link["target"] if link["target"] is not None else f"[{link['label'] or link['text']}]"
        number = _NUMBER.search(link["text"]) or _FIRST_NUMBER.match(link["text"])
        found.append((link, target, int(number["number"]) if number else None))
    # What is left is looked at in its place, so that every offset is one into the text.
    rest = " " * start + blanked(text[start:end], LINK)
    found += [(name, name["name"] or f"{name['stem']}.md", None) for name in _NAME.finditer(rest)]
    rest = blanked(rest, _NAME)
    rest = without(rest, find_dates(rest))
    numbers = {match.start("number"): match for match in _NUMBER.finditer(rest)}
    first = _FIRST_NUMBER.match(rest, start)
    if first:
        numbers.setdefault(first.start("number"), first)
    found += [(match, "", int(match["number"])) for match in numbers.values()]
    return sorted(found, key=lambda one: one[0].start())
