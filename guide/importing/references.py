"""The other records that a record names: what it supersedes, amends or clarifies, and what does so to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from guide.importing.dates import find_dates, without
from guide.importing.notes import shown
from guide.importing.wording import ADDRESS, IMAGE, LEADING, LINK, NOTHING, Extent, blanked, extent, stated

# In English, German, French, Spanish, Portuguese and Italian.
_RELATIONS = {
    "supersedes": r"super(?:s|c|sc)e+d(?:es|ing)|replaces|obsoletes|ersetzt(?!\s+durch)|löst(?=\s[^.;\n]*\bab\b)"
    r"|remplace|reemplaza|sustituye|substitui|sostituisce|overrides|overrules|reverses|revokes",
    "superseded-by": r"super(?:s|c|sc)e+ded|replaced|obsoleted|(?:ersetzt|abgelöst)\s+durch|abgelöst$|remplacée?\s+par"
    r"|(?:reemplazad|sustituid|substituíd)[oa]\s+por|sostituit[oa]\s+da|(?:deprecated|obsolete|retired)"
    r"(?:\s+in\s+favou?r\s+of|(?=\s+by\s+(?:adr|rfc|decision|record|#?0|\s)))|overridden|overruled|reversed|revoked",
    "amends": r"amends|amending",
    "amended-by": r"amended",
    "clarifies": r"clarifies",
    "clarified-by": r"clarified",
}
# What is done to a part of a record.
_IN_PART = {"supersedes": "amends", "superseded-by": "amended-by"}
# What may be done to a part of a record as well, or to something that it said.
_DOUBTFUL = re.compile(r"overr|revers|revok", re.I)
# The fields, headings and labels that name records by themselves, each with the relation.
NAMES = {name.replace("-", " "): name for name in _RELATIONS}
NAMES |= dict.fromkeys(("replaces", "supercedes", "superseeds", "obsoletes", "ersetzt"), "supersedes")
NAMES |= dict.fromkeys(
    ("replaced by", "superceded by", "superseeded by", "obsoleted by", "successor", "ersetzt durch"), "superseded-by"
)
VERB = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(f"(?P<{name.replace('-', '_')}>{words})" for name, words in _RELATIONS.items())
    + r")(?!\w|-(?!by\b))(?:[-\s]+(?:by|with)\b)?",
    re.I,
)
_FILE = re.compile(r"(?<![\w/.-])(?P<target>[\w./-]+\.md)\b")
_DATED_NAME = re.compile(r"(?<![\w-])(?P<target>[0-9]{4}(?P<mark>-?)[0-9]{2}(?P=mark)[0-9]{2}-[\w-]+)")
# A number in a folder, as in a log whose numbers begin anew each year: "2020/02". Behind the folder's name: "A-0002".
IN_FOLDER = re.compile(
    r"(?:\b(?:adr|rfc)[-\s_#]*|(?<![\w./-]))(?P<target>(?:[\w.-]+/)*(?:(?:19|20)[0-9]{2}/|[a-z][\w-]*/)[0-9]{1,5}"
    r"|(?!(?:adr|rfc|decision|record)s?-)[a-z]\w*-0[0-9]{1,4})(?![\w/-])",
    re.I,
)
# The same in words: "ADR-2020-02".
_OF_YEAR = re.compile(r"\b(?:adr|rfc)[-\s_#]*(?P<target>(?:19|20)[0-9]{2}-[0-9]{1,5})(?![\w/-])", re.I)
# What is said to be the other record where there is none.
_NONE = re.compile(rf"[\W_]*{NOTHING}(?!\s+(?:but|except|other|else)\b)", re.I)
# A number that is said to be of something else, such as a pull request, is none.
_DIGITS = r"0*(?P<number>[1-9][0-9]{0,4})(?!\.?\w|\W{0,3}(?:an?\s+)?(?:pull|merge|issue|ticket)\b)"
_MARK = r"(?:\b(?:adr|rfc|decision|record)s?(?:\s+(?:nos?\.?|numbers?))?[-\s_#]*|#)"
_NUMBER = re.compile(rf"(?P<one>(?:{_MARK}|(?<![\w./-])(?=0)){_DIGITS})", re.I)
# A number without a mark counts what follows it, as in "Replaces 3 services", unless it is a title or one of these.
_COUNTS = (
    r"(?:[-/](?=[^\W\d])|\s+(?!(?:on|since|and|or|in|at|from|as|once|if|when|unless|until|with|for|due|because|after|but"
    r"|which|see|is|was|to|through|plus|entirely|completely|fully|am|vom|seit|und|bis|sowie|le|et|el|em|e|il|y)\b)"
    r"(?-i:[^\W\d_A-Z]))"
)
_FIRST_NUMBER = re.compile(
    r"(?:\s*[-*+]\s)?[\s:]*(?:\(\s*\)\s*)?(?:by\s+)?(?:both\s+)?(?:(?:nos?\.?|numbers?)\s+)?"
    rf"(?!(?:19|20)[0-9]{{2}}[-/])(?P<one>{_DIGITS})(?!{_COUNTS})",
    re.I,
)
_NEXT_NUMBER = re.compile(rf"(?P<one>{_MARK}?{_DIGITS})(?P<counts>{_COUNTS})?", re.I)
# What stands between two numbers that are those of records both, and between the first and the last of several.
_AND = r"[,;&+/\u3001\uff0c]|\b(?:and|plus|und|sowie|et|e|y|as\s+well\s+as)\b"
_TO = r"\s*(?:[-~\u2013\u2014\u2026\u2192]|\.{2,3}|\b(?:(?:up\s+)?to|through|thru|till|bis|a|al|à|até)\b)\s*"
_LISTED = re.compile(rf"(?:\s*(?:{_AND}))+\s*", re.I)
_GAP = re.compile(rf"(?:\s*\([^()]*\))?(?:{_TO}|{_LISTED.pattern}|\s+(?:(?:or|oder|ou)\s+|(?=#?[0-9])))", re.I)
# A number in the same sentence that nothing marks as that of a record.
_STRAY_NUMBER = re.compile(rf"(?<![\w./])(?<!\w-)(?P<one>{_DIGITS})(?!{_COUNTS}|\s+of\b|\s*%)", re.I)
# What may be no number of a record, though it stands behind one: a year, or what stands there by itself.
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_LONGEST_RANGE = 300
# A list that goes on in the next line.
_WRAPPED = re.compile(r"[\w)\]*](?:\s*[,&/]|\s+(?:and|und|et|y|plus|by|durch|par|por))[\s*_]*$", re.I)
# What stands between two records that a relation names both.
_BETWEEN = re.compile(
    rf"(?:{_AND}|[\s*_#`]|\b(?:by|adrs?|decisions?)\b|\([^()]*\)|\uff08[^\uff08\uff09]*\uff09)*", re.I
)
# What is of the record that stands before it, as in "Amends ADR 3 decisions 1 and 2".
_INSIDE = re.compile(r"\s+(?:decision|record)", re.I)
# What ends between a relation and the first record that may be named by it, as in "Supersedes all of it. See ADR 3".
_SENTENCE = re.compile(r"[^\W\d_].*[.;]\s")
# What is named by its title alone, behind one of these words.
_BY = ("by", "with", "durch", "par", "por")
_TITLED = re.compile(r"[\s:*_]*(?P<title>[^\s:*_].*?)[\s.*_]*$")
# What another record does to this one, by its relation to it, as in "ADR 12 supersedes this decision".
_PASSIVE = {"supersedes": "superseded-by", "amends": "amended-by", "clarifies": "clarified-by"}
_THIS = re.compile(
    r"\s+(?:(?P<it>it)|this|diese[nrs]?|cette|ce|est[ae]|quest[ao])\b"
    r"(?:\s+(?:adr|rfc|decision|record|one|entscheidung|décision|decisión|decisão|decisione)\b)?"
    r"(?!\s+(?!(?:as|at|but|except|for|from|if|in|on|only|once|partially|since|when|where|fully|entirely)\b)[^\W\d_])",
    re.I,
)
# What may stand before a relation at the start of a line.
_BEFORE_VERB = re.compile(
    r"^\s*(?:[-*+>]|[0-9]+[.)])?[\W_]*(?:(?:superseded|deprecated|note|update|warning|caution|important)\W*:\W*)?"
    r"(?:this\s+(?:(?:adr|decision|record)\s+)?)?(?:(?:is|was|has\s+been)\s+(?:now\s+)?)?"
    r"(?:part(?:ial)?ly\s+|in\s+part\s+)?",
    re.I,
)
_BY_IT = re.compile(r"\b(?:durch|von)\b", re.I)
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


class _Place(NamedTuple):
    """What names a record in a text: where it stands, the target, the number if it tells one, and the words of a link.

    is_doubtful: whether the number may be of something else.
    """

    start: int
    end: int
    target: str
    number: int | None = None
    text: str = ""
    is_doubtful: bool = False

    def reference(
        self, relation: str, how_much: Extent, is_sure: bool, line: str, number: int, words: str
    ) -> Reference:
        """Return what a line says of it, by the line's number and the words by which it is called."""
        done = _IN_PART.get(relation, relation) if how_much is Extent.PART else relation
        written, sure = shown(line[self.start : self.end]), how_much if is_sure else Extent.UNSURE
        return Reference(done, self.target, self.number, number, written, sure, words)


def references(text: str, relation: str = "") -> Iterator[Reference]:
    """Yield the records that a text says the record supersedes, amends, clarifies, or is by them.

    relation: what the text is headed by, so that each of its lines may name a record by itself.
    """
    for number, line in enumerate(unwrapped(stated(text))):
        plain = blanked(blanked(line, LINK), IMAGE)
        plain = without(plain, find_dates(plain))
        verbs = list(VERB.finditer(plain))
        if not verbs and relation and line.strip():
            yield from _named(line, plain, relation, 0, len(line), number, "")
            relation = relation if _ITEM.match(line) else ""
        for index, verb in enumerate(verbs):
            end = verbs[index + 1].start() if index + 1 < len(verbs) else len(line)
            said = str(verb.lastgroup).replace("_", "-")
            found = list(_doing(line, plain, verb, end, number))
            found = found or list(_named(line, plain, said, verb.end(), end, number, plain[: verb.start()]))
            yield from found
            # What it is said of may stand in the list below.
            relation = said if not found and LEADING.search(plain[: verb.start()]) else ""


def unwrapped(lines: list[str]) -> list[str]:
    """Return lines with those that continue a list behind the one in which it starts."""
    for at in range(len(lines) - 1, 0, -1):
        if _WRAPPED.search(lines[at - 1]) and not _ITEM.match(lines[at]):
            lines[at - 1 : at + 1] = f"{lines[at - 1]} {lines[at].strip()}", ""
    return lines


def relation_at(line: str) -> bool:
    """Return whether a line, its marks left out, starts with a relation, as in "* [Supersedes] [2. Use X](…)".

    It may start with the record that does something to this one, too.
    """
    if VERB.match(_BEFORE_VERB.sub("", line, count=1)):
        return True
    plain = blanked(line, LINK)
    verb = VERB.search(plain)
    this = verb and _THIS.match(plain, verb.end())
    return bool(verb) and not (this and this["it"]) and any(_doing(line, plain, verb, len(line), 0))


def _named(line: str, plain: str, relation: str, start: int, end: int, number: int, before: str) -> Iterator[Reference]:
    """Yield the records that a part of a line names behind a relation; before: what stands before that."""
    if _NONE.match(line[start:end]):
        return
    is_by = plain[:start].rstrip().lower().endswith(_BY)
    # "Superseded 2020/02" says a month.
    is_dated = relation.endswith("-by") and start and not is_by
    places = [
        one for one in _places(line, start, end) if not (is_dated and re.fullmatch("[0-9]{4}/[0-9]{1,2}", one.target))
    ]
    titled = _TITLED.match(line, start, end) if not places else None
    if titled and is_by:
        yield Reference(relation, "", None, number, shown(titled["title"]), words=titled["title"])
    is_sure, at = bool(LEADING.search(before)), start
    extents = _extents(plain, places, start, end, before)
    for index, (one, how_much) in enumerate(zip(places, extents, strict=True)):
        between = line[at : one.start]
        is_listed = _BETWEEN.fullmatch(between) and not _INSIDE.match(line, at)
        is_sure = is_sure and bool(is_listed if index else not _SENTENCE.search(between))
        stop = places[index + 1].start if index + 1 < len(places) else end
        words = one.text or re.split(r"[;\n|]|\.\s", line[one.end : stop], maxsplit=1)[0]
        # "#31" is a pull request as well, by which nobody should lose a decision.
        is_doubtful = one.is_doubtful or _DOUBTFUL.match(plain, len(before))
        if is_doubtful or (relation in _IN_PART and not one.target and line[one.start] == "#"):
            how_much = Extent.UNSURE
        yield one.reference(relation, how_much, is_sure, line, number, words)
        at = one.end


def _doing(line: str, plain: str, verb: re.Match[str], end: int, number: int) -> Iterator[Reference]:
    """Yield the record that does something to this one, which stands before the verb."""
    said, this = str(verb.lastgroup).replace("_", "-"), _THIS.match(plain, verb.end())
    relation = _PASSIVE.get(said, said)
    start = max(plain.rfind(mark, 0, verb.start()) for mark in (". ", ";")) + 1
    is_done = this or _BY_IT.search(plain, start, verb.start())
    for one in _places(line, start, verb.start())[-1:] if is_done else ():
        before = re.sub(rf"{_BY_IT.pattern}\W*$", "", plain[: one.start], flags=re.I)
        if this or before != plain[: one.start]:
            how_much = extent(before + plain[one.end : verb.start()], "", plain[(this or verb).end() : end])
            is_sure = LEADING.search(before) and not (this and this["it"])
            yield one.reference(relation, how_much, bool(is_sure), line, number, one.text)


def _extents(plain: str, places: list[_Place], start: int, end: int, before: str) -> list[Extent]:
    """Return how much of each record is meant; what is said behind the last of a list may be of them all."""
    found, is_qualified = list[Extent](), False
    for at in range(len(places) - 1, -1, -1):
        one = places[at]
        stop = next((other.start for other in places[at:] if other.start >= one.end and not other.is_doubtful), end)
        behind = plain[one.end : stop]
        how_much = extent(before, "" if at else plain[start : one.start], behind)
        if not _LISTED.fullmatch(behind):
            # What is in brackets is of the last alone.
            is_qualified = extent("", "", behind) is not Extent.WHOLE and not re.match(r"\s*[('\u2019]", behind)
        elif how_much is Extent.WHOLE and is_qualified:
            how_much = Extent.UNSURE
        found.insert(0, how_much)
    return found


def _places(text: str, start: int, end: int) -> list[_Place]:
    """Return what names a record in a part of a text, in its order."""
    found, text = list[_Place](), text[start:end]
    for link in LINK.finditer(text):
        target = link["target"] if link["target"] is not None else f"[{link['label'] or link['text']}]"
        number = _NUMBER.search(link["text"]) or _FIRST_NUMBER.match(link["text"])
        found.append(_Place(*link.span(), target, int(number["number"]) if number else None, link["text"]))
    rest = blanked(text, LINK)
    for pattern in (ADDRESS, _FILE, _DATED_NAME, IN_FOLDER, _OF_YEAR):
        ending = ".md" if pattern is _DATED_NAME else ""
        found += [_Place(*match.span(), match["target"] + ending) for match in pattern.finditer(rest)]
        rest = blanked(rest, pattern)
    rest = without(rest, find_dates(rest))
    first = _FIRST_NUMBER.match(rest)
    found += [_numbered(match) for match in [*([first] if first else []), *_NUMBER.finditer(rest)]]
    by_end = {one.end: one for one in found}
    ends = list(by_end)
    for at in ends:
        gap = _GAP.match(rest, at)
        match = gap and _NEXT_NUMBER.match(rest, gap.end())
        if match and match.end("one") not in by_end:
            is_doubtful = not gap[0].strip() or bool(_YEAR.fullmatch(match["one"]))
            by_end[match.end("one")] = _numbered(match, is_doubtful)
            ends.append(match.end("one"))
    if ends:
        stop = rest.find(". ", min(ends))
        for match in _STRAY_NUMBER.finditer(rest, min(ends), stop if stop > 0 else len(rest)):
            by_end.setdefault(match.end("one"), _numbered(match, True))
    places = _with_ranges(text, sorted(by_end.values()))
    return [one._replace(start=one.start + start, end=one.end + start) for one in places]


def _numbered(match: re.Match[str], is_doubtful: bool = False) -> _Place:
    counts = match.groupdict().get("counts") or re.match(r"\s+of\s", match.string[match.end("one") :], re.I)
    return _Place(*match.span("one"), "", int(match["number"]), is_doubtful=is_doubtful or bool(counts))


def _with_ranges(text: str, places: list[_Place]) -> list[_Place]:
    """Return the places, and each record between the first and the last of several, as in "ADR 3 to 5"."""
    # What is counted may be several numbers, as in "Replaces 3/4 of it".
    for at in range(len(places) - 1, 0, -1):
        one, after = places[at - 1 : at + 1]
        if after.is_doubtful and text[one.start] in "123456789" and _GAP.fullmatch(text, one.end, after.start):
            places[at - 1] = one._replace(is_doubtful=True)
    found: list[_Place] = []
    for one in places:
        first = found[-1] if found else one
        count = (one.number or 0) - (first.number or one.number or 0)
        if 0 < count <= _LONGEST_RANGE and re.fullmatch(_TO, text[first.end : one.start], re.I):
            found[-1] = first._replace(end=one.end, is_doubtful=one.is_doubtful)
            one = one._replace(start=first.start)
            found += [one._replace(target="", number=number, text="") for number in range(first.number + 1, one.number)]
        found.append(one)
    return found
