"""What people write where a record's status stands: words, sentences, days.

Nothing is guessed. "Not yet accepted", "accepted | rejected" and a placeholder give no status.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import pairwise

from guide.importing.dates import Dated, find_dates, without
from guide.importing.notes import shown
from guide.importing.references import VERB
from guide.importing.wording import ADDRESS, FIRST, IMAGE, LEADING, LINK, NOTHING, Extent, blanked, extent, stated
from guide.model.life_cycle import Status

# In English, German, French, Spanish, Portuguese and Italian; those of ``_ALONE`` where a line says nothing else.
_WORDS = {
    Status.PROPOSED: r"propos(?:ed?|al)|draft|pending(?=\W*$)|rfc|wip|(?:in|under)\s+(?:review|discussion)"
    r"|vorgeschlagen|entwurf|proposée?|brouillon|propuest[oa]|propost[oa]|borrador|rascunho|bozza",
    Status.ACCEPTED: r"accept(?:ed)?|approved?|adopted|agreed|akzeptiert|angenommen|beschlossen|genehmigt|acceptée?"
    r"|approuvée?|adoptée?|aceptad[oa]|aprobad[oa]|aceit[oa]|aprovad[oa]|accettat[oa]|approvat[oa]",
    Status.REJECTED: r"reject(?:ed)?|declined|abgelehnt|verworfen|rejetée?|refusée?|rechazad[oa]|rejeitad[oa]"
    r"|recusad[oa]|rifiutat[oa]|respint[oa]",
    Status.DEPRECATED: r"deprecated?|obsolete|veraltet|obsolète|obsolet[oa]?",
    Status.SUPERSEDED: r"super(?:s|c|sc)e+ded|replaced|obsoleted(?=\s+by)|(?:ersetzt|abgelöst)\s+durch|remplacée?"
    r"|durch\s(?:(?!teilweise|zum\s+teil)[^.;,\n])*(?:ersetzt|abgelöst)|reemplazad[oa]|sustituid[oa]|substituíd[oa]|sostituit[oa]",
}
_ALONE = re.compile(
    r"[\W\d_]*(?:(?P<proposed>review|on\s+hold)|(?P<accepted>implemented|implementable|completed?|active|decided)"
    r"(?:\W+(?:(?:in|since|as\s+of)\s+)?(?:v|version|release)?\s*[0-9][\w.]*)?)[\W\d_]*",
    re.I,
)
# In English, German, French, Spanish, Portuguese and Italian.
_UNSURE_BEFORE = re.compile(
    r"\b(?:not|never|no|until|unless|if|when|once|(?<!changed )to|will|would|should|could|may|might|must|can|cannot"
    r"|awaiting|yet|nearly|almost|maybe|perhaps|possibly|probably|likely|soon|hopefully|provisionally|conditionally"
    r"|tentatively|nicht|noch|wird|werden|soll|vorläufig|bedingt"
    r"|pas|plus|sera|seront|provisoirement|será|provisionalmente|deja|dejó|não|deixa|deixou|provisoriamente"
    r"|vielleicht|wahrscheinlich|voraussichtlich|peut-être|probablement|quizás?|tal\s+vez|probablemente|talvez|provavelmente"
    r"|non|sarà|forse|probabilmente|provvisoriamente)\b|n't\b",
    re.I,
)
_BY_WHOM = r"(?:(?:by|von|vom|durch|par|por|da)\b[^,;.]*(?:\b|,\s*))?"
_IF = r"if|once|when|unless|until|wenn|sobald|falls|bis"
_UNSURE_AFTER = re.compile(
    r"[\s,;(]*(?:\?|(?:with\s+)?(?:conditions?|reservations?|provisional|conditional|tentative|partial)(?:ly)?\b"
    r"|in\s+part\b|by\b(?:[^;.]|\b\w\.){0,80}?\b(?:pending|subject\s+to)\b"
    rf"|{_BY_WHOM}(?:{_IF}|pending|subject\s+to|provided|vorbehaltlich|(?:mit|unter)\s+(?:auflagen|bedingungen|vorbehalt(?:en)?)"
    r"|(?:avec|sous)\s+(?:réserves?|conditions?)|con\s+(?:condiciones|condizioni|reservas?|riserv[ae])"
    r"|com\s+(?:condições|ressalvas?|reservas?)|sujei?t[oa]\s+a)\b)",
    re.I,
)
_ONLY_IF = re.compile(rf"\s*(?:\?|{_BY_WHOM}(?:{_IF})\b)", re.I)
_BY_NOTHING = re.compile(rf"(?:[-\s]+(?:by|par|por|da)\b|(?<=durch))[^\w\u2013\u2014-]+{NOTHING}", re.I)
# A label that nothing stands behind, nor below.
_LEFT_EMPTY = re.compile(
    r"^[ \t>*_+-]*(?:super(?:s|c|sc)e+ded|replaced|ersetzt|abgelöst|remplacée?)[-\s]+(?:by|durch|par)[ \t*_]*:[ \t*_]*"
    r"(?=\s*\Z|\n\s*[-*+>]?[ \t*_]*[^\W\d_][\w -]*[*_]*:)",
    re.M | re.I,
)
_PARTLY_ACCEPTED = re.compile(r"\bpart(?:ial)?ly\s+$", re.I)
_EITHER = re.compile(r"^\W*(?:[|/]|\bor\b|\boder\b|\bou\b)\W*$", re.I)
# "Accepted (was: proposed)".
_FORMER = re.compile(r"\(\s*(?:was|formerly|previously)\b[\W\d]*$", re.I)
# What says that the later of two statuses stands behind, or, in brackets, may be said of another record.
_IN_TURN = re.compile(r"\b(?:again|then|later|now|wieder|dann|puis|luego|depois|poi)\b|(?<!\])\(", re.I)
_ADJECTIVE = re.compile(r"\b(?:the|this|an?|our)\s+$", re.I)
_SENTENCE_END = re.compile(r"(?<!\b\w)\.\s")
_SHORTCODE = re.compile(r":[a-z0-9_+-]+:")
_UNCHECKED = re.compile(r"^\s*[-*+]\s+\[ \]")
# Another record, links left out.
_REFERENT = re.compile(r"^\W*(?:by|with)?\W*(?:(?:adr|decision|record|rfc)s?\b)?[\W\d]*", re.I)
# What else is done on a day.
_OTHER_VERB = re.compile(
    r"\b(?!(?:accepted|adopted|agreed|approved|dated|decided|ratified|recorded|signed|voted)\b)(?-i:[a-z]+ed|[A-Z]+ED)\b"
    r"|\b(?:written|geändert|ergänzt|überarbeitet|bestätigt|verlängert|umgesetzt|modifiée?|révisée?|confirmée?|prolongée?"
    r"|modificad[oa]|revisad[oa]|confirmad[oa]|actualizad[oa]|modificat[oa]|aggiornat[oa]|confermat[oa])\b",
    re.I,
)
# What stands before a day on which something ends or is looked at again.
_NOT_SINCE = re.compile(
    r"\b(?:until|till|before|expir\w+|valid|effective|appl(?:y|ies|icable)|in\s+(?:force|effect)|gültig|review\w*"
    r"|revisit\w*|next)\W*(?:on|by|date|from|since|ab|as\s+of)?\W*$|\bby\s$",
    re.I,
)
# A statement of a few words, none of them a mark of something else, in which another status may stand.
_STATEMENT = re.compile(r"\W*[^\W\d_][\w'-]*(?:\s+[^\W\d_][\w'-]*){0,2}[\s.!*]*")


@dataclass(frozen=True)
class Reading:
    """How to read what is not clear by itself, as whoever imports a log has said it.

    day_first: whether 05/02/2018 is in February, or None if nobody has said it.
    statuses: what words mean, in small letters. days: the day of a record that gives none, by its path.
    """

    day_first: bool | None = None
    statuses: Mapping[str, Status] = field(default_factory=dict)
    days: Mapping[str, date] = field(default_factory=dict)

    @cached_property
    def word(self) -> re.Pattern[str]:
        """What finds the words for a status, each in a group named after it."""
        told = {re.escape(word): status for word, status in sorted(self.statuses.items(), reverse=True)}
        other = rf"(?!(?:{'|'.join(told)})(?![\w-]))" if told else ""
        groups = [
            f"(?P<{status}>{'|'.join([*(word for word in told if told[word] is status), f'{other}(?:{words})'])})"
            for status, words in _WORDS.items()
        ]
        return re.compile(rf"(?<![\w-])(?:{'|'.join(groups)})(?!\w|-(?!by\b))", re.I)


@dataclass(frozen=True)
class Stage:
    """A status that a record says it has or had, and since when if it says so."""

    status: Status
    day: date | None


@dataclass(frozen=True)
class Said:
    """What a text says about the status: its stages, the last one being the present, or why there are none.

    word: what it says instead, on its first line. is_partly: whether it says that a part of it is superseded.
    """

    stages: tuple[Stage, ...] = ()
    why: str = ""
    doubts: tuple[tuple[int, str], ...] = ()
    """Days that cannot be read, each with the line of the text on which it stands, counted from 0."""
    word: str = ""
    is_partly: bool = False

    @property
    def status(self) -> Status | None:
        """The present status, if it is known."""
        return self.stages[-1].status if self.stages else None

    @property
    def day(self) -> date | None:
        """The day since which it has that, if it is said."""
        return self.stages[-1].day if self.stages else None


AS_WRITTEN = Reading()


def understand(text: str, reading: Reading = AS_WRITTEN) -> Said:
    """Return what a text says about a status; the text may be a word, a sentence, a list or a table."""
    found: list[tuple[bool, Stage]] = []
    doubts: list[tuple[int, str]] = []
    first, why, is_partly, is_below, bare = "", "", False, False, set[str]()
    for number, line in enumerate(stated(blanked(text, _LEFT_EMPTY))):
        if _UNCHECKED.match(line):
            continue
        plain = _bare(line, reading.word)
        dates = find_dates(plain, reading.day_first)
        sure = [one for one in dates if not _NOT_SINCE.search(plain[: one.start])]
        plain, dates = without(plain, dates), sure
        alone = _ALONE.fullmatch(plain)
        words = [alone] if alone else list(reading.word.finditer(plain))
        doubts += [(number, one.why) for one in dates if one.day is None]
        first = first or (plain.strip() and line)
        bare |= {str(word.lastgroup) for word in words if not dates and not plain.replace(word[0], "").strip(" \t-+|")}
        if len(bare) > 2:
            why = "lists what a status may be"
        if _is_a_choice(plain, [] if dates and "|" not in plain else words):
            why = why or f"{shown(line)} leaves a choice"
            break
        if not words and not found and first is line and _STATEMENT.fullmatch(plain):
            break  # what it says is a status that is none here, whatever stands below it
        if words or plain.strip(" \t()*_-"):
            is_below = bool(words)
        elif is_below and dates and found and not found[-1][1].day:
            found[-1] = found[-1][0], Stage(found[-1][1].status, dates[0].day)
        for word, stage, leads in _stages(plain, words, dates):
            how_much = extent(plain[: word.start()], "", _REFERENT.sub("", plain[word.end() :]))
            if not stage.status.is_retired or how_much is Extent.WHOLE:
                is_former = bool(found) and _FORMER.search(plain[: word.start()])
                found.insert(len(found) - bool(is_former), (leads, stage))
            elif leads:
                is_partly = True
                if how_much is Extent.PART and stage.status is Status.SUPERSEDED:
                    found.append((leads, Stage(Status.ACCEPTED, None)))
                elif not found:
                    why = f"{shown(line)} may be that of a part"
    leading = [stage for leads, stage in found if leads]
    named = leading or [stage for _, stage in found]
    # "Superseded by 12, accepted 2019-01-05" says the present first.
    if named and named[0].status.is_retired and not named[0].day and all(stage.day for stage in named[1:]):
        named = named if _IN_TURN.search(text) else [*named[1:], named[0]]
    stages = () if why else in_order(named)
    if found and not (why or stages):
        why = f"names what cannot follow each other ({', '.join(stage.status for _, stage in found)})"
    elif not (why or stages):
        why = shown(first) if first else "is empty"
    return Said(stages, why, tuple(doubts), " ".join(re.sub("[*_`]", " ", first).split()), is_partly)


def _stages(plain: str, words: list[re.Match[str]], dates: list[Dated]) -> Iterator[tuple[re.Match[str], Stage, bool]]:
    """Yield the stages that a line surely names, each with its word, and whether it is the record's own."""
    sure = [word for word in words if not _is_unsure(plain, word)]
    # Where a sentence starts with something else, a status in it is one of something else.
    own: dict[int, bool] = {}
    for word, day in zip(sure, _days(plain, sure, dates), strict=True):
        start = plain.rfind(". ", 0, word.start()) + 1
        before = plain[start : word.start()]
        is_own = own.setdefault(start, bool(FIRST.search(before)))
        leads = bool(is_own and LEADING.search(before) and not _ADJECTIVE.search(before))
        yield word, Stage(Status(word.lastgroup), day), leads


def _bare(line: str, word: re.Pattern[str]) -> str:
    """Return a line without links, images and emoji in letters, everything else in its place."""

    def link(match: re.Match[str]) -> str:
        alone = word.fullmatch(match["text"].strip(" *_"))
        return f" {match['text']}".ljust(len(match[0])) if alone else " " * len(match[0])

    bare = LINK.sub(link, blanked(line, IMAGE))
    for pattern in (ADDRESS, _SHORTCODE):
        bare = blanked(bare, pattern)
    return re.sub(r"[*_`\[\]]", " ", bare)


def _is_a_choice(plain: str, words: list[re.Match[str]]) -> bool:
    """Return whether a line offers several statuses, as a template does."""
    pairs = list(pairwise(words))
    between = [plain[one.end() : two.start()] for one, two in pairs]
    either = any(_EITHER.match(text) and one[0] != two[0] for text, (one, two) in zip(between, pairs, strict=True))
    is_list = not re.search(r"[^\W\d_]", "".join(between).replace(" and ", ""))
    many = len({word.lastgroup for word in words}) > 2 and is_list
    return either or many or bool(re.search(r"[{<][^}>]*\|", plain))


def _is_unsure(plain: str, word: re.Match[str]) -> bool:
    clause = re.split(r"[,;.]", plain[: word.start()])[-1]
    is_retired = Status(word.lastgroup).is_retired
    before = _UNSURE_BEFORE.search(clause) or (_PARTLY_ACCEPTED.search(clause) and not is_retired)
    after = _ONLY_IF if is_retired else _UNSURE_AFTER
    return bool(before or after.match(plain, word.end()) or _BY_NOTHING.match(plain, word.end()))


def _days(plain: str, words: list[re.Match[str]], dates: list[Dated]) -> list[date | None]:
    """Return the day of each status of a line: the one behind it, or before it where the line starts with a day."""
    edges = [0, *(edge for word in words for edge in word.span()), len(plain)]
    around = list(zip(edges[::2], edges[1::2], strict=True))
    is_before = words and dates and dates[0].start < words[0].start()
    days: list[date | None] = []
    for start, end in around[:-1] if is_before else around[1:]:
        stop = None if is_before else _SENTENCE_END.search(plain, start, end)
        inside = [one for one in dates if start <= one.start < (stop.start() if stop else end)]
        gaps = {one: plain[start : one.start] for one in inside}
        near = {one.day for one, gap in gaps.items() if not (_OTHER_VERB.search(gap) or VERB.search(gap))}
        days.append(near.pop() if len(near) == 1 else None)
    return days


def in_order(stages: list[Stage]) -> tuple[Stage, ...]:
    """Return stages each of which can follow the one before, the oldest first; none if they contradict each other."""
    days = [stage.day for stage in stages]
    if None not in days:
        stages = sorted(stages, key=lambda stage: str(stage.day))
    # A record that was deprecated and then superseded is superseded.
    if Status.SUPERSEDED in [stage.status for stage in stages]:
        stages = [stage for stage in stages if stage.status is not Status.DEPRECATED]
    kept: list[Stage] = []
    for stage in stages:
        if kept and kept[-1].status is stage.status:
            kept[-1] = Stage(stage.status, kept[-1].day or stage.day)
        elif kept and stage.status not in kept[-1].status.reachable:
            return ()
        else:
            kept.append(stage)
    return tuple(kept)
