"""The other records that a record names: what it supersedes, amends or clarifies, and what does so to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guide.importing.dates import find_dates, without
from guide.importing.notes import shown
from guide.importing.wording import ADDRESS, IMAGE, LEADING, LINK, NOTHING, Extent, blanked, extent, stated

# In English, German, French, Spanish, Portuguese and Italian.
_RELATIONS = {
    "supersedes": r"super(?:s|c|sc)e+d(?:es|ing)|replaces|(?:ersetzt|löst\s+ab)(?!\s+durch)|remplace|reemplaza"
    r"|sustituye|substitui|sostituisce",
    "superseded-by": r"super(?:s|c|sc)e+ded|replaced|(?:ersetzt|abgelöst)\s+durch|remplacée?\s+par"
    r"|(?:reemplazad|sustituid|substituíd)[oa]\s+por|sostituit[oa]\s+da",
    "amends": r"amends|amending",
    "amended-by": r"amended",
    "clarifies": r"clarifies",
    "clarified-by": r"clarified",
}
# What is done to a part of a record.
_IN_PART = {"supersedes": "amends", "superseded-by": "amended-by"}
# The fields, headings and labels that name records by themselves, each with the relation.
NAMES = {name.replace("-", " "): name for name in _RELATIONS}
NAMES |= {"replaces": "supersedes", "replaced by": "superseded-by"}
_VERB = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(f"(?P<{name.replace('-', '_')}>{words})" for name, words in _RELATIONS.items())
    + r")(?![\w-])(?:[-\s]+(?:by|with)\b)?",
    re.I,
)
_FILE = re.compile(r"(?<![\w/.-])(?P<target>[\w./-]+\.md)\b")
_DATED_NAME = re.compile(r"(?<![\w-])(?P<target>[0-9]{8}-[\w-]+)")
# A number in a folder, as in a log whose numbers begin anew each year: "2020/02".
_IN_FOLDER = re.compile(
    r"(?:\b(?:adr|rfc)[-\s_#]*|(?<![\w./-]))"
    r"(?P<target>(?:[\w.-]+/)*(?:[0-9]{4}/|[a-z][\w-]*/(?=0))[0-9]{1,5})(?![\w/-])",
    re.I,
)
# The same in words: "ADR-2020-02".
_OF_YEAR = re.compile(r"\b(?:adr|rfc)[-\s_#]*(?P<target>[0-9]{4}-[0-9]{1,5})(?![\w/-])", re.I)
# What is said to be the other record where there is none.
_NONE = re.compile(rf"{NOTHING}|-+", re.I)
# A number that is said to be of something else, such as a pull request or another body, is none.
_ELSEWHERE = r"(?!\W{0,3}(?:an?\s+)?(?:pull|merge|issue|ticket)\b|\s+of\s)"
_NUMBER = re.compile(
    r"(?:\b(?:adr|rfc|decision|record)(?:\s+(?:no\.?|number))?[-\s_#]*|#|(?<![\w./-])(?=0))"
    r"0*(?P<number>[1-9][0-9]{0,4})(?![\w.]*\w)" + _ELSEWHERE,
    re.I,
)
# A number without a mark counts what follows it, as in "Replaces 3 services", unless it is a title or one of these.
_FIRST_NUMBER = re.compile(
    r"[\s:]*(?:by\s+)?0*(?P<number>[1-9][0-9]{0,4})(?![\w/-])"
    + _ELSEWHERE
    + r"(?!\s+(?!(?:on|since|and|or|in|at|from|as"
    r"|once|if|when|unless|until|with|for|due|because|after|but|which|see|is|was|am|vom|seit|und|le|et|el|em|e|il|y)\b)"
    r"(?-i:[^\W\d_A-Z]))",
    re.I,
)
# What may follow it: more of them, and nothing else.
_MORE_NUMBERS = re.compile(r"(?:\s*(?:,|&|,?\s+and\b)\s*[0-9]{1,5}\b)+(?=\s*(?:[.;|(]|$))", re.I)
_BARE_NUMBER = re.compile(r"\b0*(?P<number>[1-9][0-9]{0,4})\b")
# What stands between two records that a relation names both, and between it and the first.
_BETWEEN = re.compile(r"(?:[\s,&+/*_#`-]|\b(?:and|as\s+well\s+as|by|adrs?|decisions?)\b|\([^()]*\))*", re.I)
# What is named by its title alone, behind one of these words.
_BY = ("by", "with", "durch", "par", "por")
_TITLED = re.compile(r"[\s:*_]*(?P<title>[^\s:*_].*?)[\s.*_]*$")
_ITEM = re.compile(r"\s*(?:[-*+]|[0-9]+[.)])\s")


@dataclass(frozen=True)
class Reference:
    """Another record that a text names: by a relation, and by the target of a link, a file's name, or a number.

    extent: how much of the record the relation is about, and whether it is surely that of this one.
    words: what the record is called there. line: the line of the text, counted from 0.
    """

    relation: str
    target: str
    number: int | None
    line: int
    written: str
    extent: Extent = Extent.WHOLE
    words: str = ""


def references(text: str, relation: str = "") -> Iterator[Reference]:
    """Yield the records that a text says the record supersedes, amends, clarifies, or is by them.

    relation: what the text is headed by, so that each of its lines may name a record by itself.
    """
    for number, line in enumerate(stated(text)):
        plain = blanked(blanked(line, LINK), IMAGE)
        verbs = list(_VERB.finditer(plain))
        if not verbs and relation and line.strip():
            yield from _named(line, plain, relation, 0, len(line), number, "")
            relation = relation if _ITEM.match(line) else ""
        for index, verb in enumerate(verbs):
            end = verbs[index + 1].start() if index + 1 < len(verbs) else len(line)
            said = str(verb.lastgroup).replace("_", "-")
            found = list(_named(line, plain, said, verb.end(), end, number, plain[: verb.start()]))
            yield from found
            # What it is said of may stand in the list below.
            relation = said if not found and LEADING.search(plain[: verb.start()]) else ""


def relation_at(line: str) -> bool:
    """Return whether a line, its marks left out, starts with a relation, as in "* [Supersedes] [2. Use X](…)"."""
    start = r"^\s*(?:[-*+>]|[0-9]+[.)])?[\s*_\[(|]*(?:this\s+(?:adr|decision|record)\s+)?"
    start = re.sub(start + r"(?:(?:is|was)\s+)?(?:part(?:ial)?ly\s+|in\s+part\s+)?", "", line, flags=re.I)
    return bool(_VERB.match(start))


def _named(line: str, plain: str, relation: str, start: int, end: int, number: int, before: str) -> Iterator[Reference]:
    """Yield the records that a part of a line names behind a relation; before: what stands before that."""
    is_by = plain[:start].rstrip().lower().endswith(_BY)
    # "Superseded 2020/02" says a month.
    is_month = relation.endswith("-by") and start and not is_by
    places = [one for one in _places(line, start, end) if not (is_month and one[0].re is _IN_FOLDER)]
    titled = _TITLED.match(line, start, end) if not places else None
    if titled and is_by and not _NONE.fullmatch(titled["title"]):
        yield Reference(relation, "", None, number, shown(titled["title"]), words=titled["title"])
    is_sure, at = bool(LEADING.search(before)), start
    for index, (match, target, numbered) in enumerate(places):
        if index:
            is_sure = is_sure and bool(_BETWEEN.fullmatch(line, at, match.start()))
        stop = places[index + 1][0].start() if index + 1 < len(places) else end
        how_much = extent(before, plain[start : match.start()] if not index else "", plain[match.end() : stop])
        words = match.groupdict().get("text") or re.split(r"[;\n|]|\.\s", line[match.end() : stop], maxsplit=1)[0]
        written = shown(match[0].strip(" :"))
        # "#31" is a pull request as well, by which nobody should lose a decision.
        if relation in _IN_PART and not target and match[0].lstrip()[:1] == "#":
            how_much = Extent.UNSURE
        done = _IN_PART.get(relation, relation) if how_much is Extent.PART else relation
        yield Reference(done, target, numbered, number, written, how_much if is_sure else Extent.UNSURE, words)
        at = match.end()


def _places(text: str, start: int, end: int) -> list[tuple[re.Match[str], str, int | None]]:
    """Return what names a record in a part of a text, in its order, with the target and the number."""
    found: list[tuple[re.Match[str], str, int | None]] = []
    for link in LINK.finditer(text, start, end):
        target = link["target"] if link["target"] is not None else f"[{link['label'] or link['text']}]"
        number = _NUMBER.search(link["text"]) or _FIRST_NUMBER.match(link["text"])
        found.append((link, target, int(number["number"]) if number else None))
    # What is left is looked at in its place, so that every offset is one into the text.
    rest = " " * start + blanked(text[start:end], LINK)
    for pattern in (ADDRESS, _FILE, _DATED_NAME, _IN_FOLDER, _OF_YEAR):
        ending = ".md" if pattern is _DATED_NAME else ""
        found += [(match, match["target"] + ending, None) for match in pattern.finditer(rest)]
        rest = blanked(rest, pattern)
    rest = without(rest, find_dates(rest))
    numbers = {match.start("number"): match for match in _NUMBER.finditer(rest)}
    first = _FIRST_NUMBER.match(rest, start)
    if first:
        numbers.setdefault(first.start("number"), first)
        more = _MORE_NUMBERS.match(rest, first.end())
        others = _BARE_NUMBER.finditer(rest, *more.span()) if more else ()
        numbers |= {match.start("number"): match for match in others if match.start("number") not in numbers}
    found += [(match, "", int(match["number"])) for match in numbers.values()]
    return sorted(found, key=lambda one: one[0].start())
