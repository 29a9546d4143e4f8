"""What people write where a record's status stands: words, sentences, days, and links to other records.

Nothing is guessed. "Not yet accepted", "accepted | rejected" and a placeholder give no status.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from macros.importing.dates import Dated, find_dates
from macros.importing.notes import shown
from macros.models import Status

_WORDS = {
    Status.PROPOSED: r"proposed?|proposal|draft|pending|rfc|wip|(?:in|under)\s+(?:review|discussion)",
    Status.ACCEPTED: r"accept(?:ed)?|approved?|adopted|agreed",
    Status.REJECTED: r"reject(?:ed)?|declined",
    Status.DEPRECATED: r"deprecated?|obsolete",
    Status.SUPERSEDED: r"super(?:s|c|sc)e+ded|replaced",
}
_WORD = re.compile(
    r"(?<![\w-])(?:" + "|".join(f"(?P<{status}>{words})" for status, words in _WORDS.items()) + r")(?![\w-])", re.I
)
# Statuses after which another may have followed; a record that was deprecated and then superseded is superseded.
_FOLLOWS = {
    Status.PROPOSED: {Status.ACCEPTED, Status.REJECTED, Status.DEPRECATED, Status.SUPERSEDED},
    Status.ACCEPTED: {Status.DEPRECATED, Status.SUPERSEDED},
}
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
_UNSURE_BEFORE = re.compile(
    r"\b(?:not|never|until|unless|if|when|once|to|will|would|should|could|may|might|must|can|awaiting|yet)\b", re.I
)
_UNSURE_AFTER = re.compile(
    r"\s*(?:\?|(?:by\b[^,;.]*\b)?(?:if|once|when|unless|until|pending|subject\s+to|provided)\b)", re.I
)
_PARTLY = re.compile(r"\b(?:part(?:ial)?ly|in\s+part|narrowly)\s+$", re.I)
_EITHER = re.compile(r"^\W*(?:[|/]|\bor\b)\W*$", re.I)
_FILLERS = (
    r"[\W\d_]*(?:(?:this|the|decision|record|adr|it|is|was|has|been|were|now|currently|later|since|then|and|but|first"
    r"|initially|finally|status|part(?:ial)?ly|in\s+part|narrowly)\W+)*$"
)
_LEADING = re.compile(rf"(?:^|[;,.|()\u2192\u21d2>]|\bthen\b|\bnow\b|\bbut\b|\s[-\u2013\u2014]\s){_FILLERS}", re.I)
_FIRST = re.compile(rf"(?:^|\|){_FILLERS}", re.I)
_ADJECTIVE = re.compile(r"\b(?:the|this|an?|our)\s+$", re.I)
_IMAGE = re.compile(r"!\[[^\[\]\n]*\](?:\([^()\n]*\)|\[[^\[\]\n]*\])")
_LINK = re.compile(
    r"\[(?P<text>[^\[\]\n]*)\]"
    r"(?:\([ \t]*<?(?P<target>[^()\s>]*)>?(?:[ \t][^()\n]*)?\)|\[(?P<label>[^\[\]\n]*)\])"
)
_NAME = re.compile(r"(?<![\w/.-])(?P<name>[\w./-]+\.md)\b|(?<![\w-])(?P<stem>[0-9]{8}-[\w-]+)")
_NUMBER = re.compile(r"(?:\badr[-\s_#]*|#|(?<![\w.-])(?=0))0*(?P<number>[1-9][0-9]{0,4})(?![\w.]*\w)", re.I)
_FIRST_NUMBER = re.compile(r"^[\s:]*0*(?P<number>[1-9][0-9]{0,4})(?![\w-])")
_SHORTCODE = re.compile(r":[a-z0-9_+-]+:")
_STRUCK = re.compile(r"~~.*?~~")
_UNCHECKED = re.compile(r"^\s*[-*+]\s+\[ \]")
# What stands between two records that a relation names both.
_BETWEEN = re.compile(r"(?:[\s,&+/*_#-]|\b(?:and|as\s+well\s+as|by|adrs?|decisions?)\b|\([^()]*\))*", re.I)
# Nobody states a status at greater length; what comes after it is something else.
_LONGEST = 5000


@dataclass(frozen=True)
class Stage:
    """A status that a record says it has or had, and since when if it says so."""

    status: Status
    day: date | None


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


@dataclass(frozen=True)
class Said:
    """What a text says about the status: its stages, the last one being the present, or why there are none."""

    stages: tuple[Stage, ...] = ()
    why: str = ""
    doubts: tuple[tuple[int, str], ...] = ()
    """What could not be read or taken as it is, each with its offset into the text."""

    @property
    def status(self) -> Status | None:
        """The present status, if it is known."""
        return self.stages[-1].status if self.stages else None


def understand(text: str, day_first: bool | None = None) -> Said:
    """Return what a text says about a status; the text may be a word, a sentence, a list or a table."""
    found: list[tuple[bool, Stage]] = []
    doubts: list[tuple[int, str]] = []
    offset = 0
    for line in text[:_LONGEST].split("\n"):
        if not _UNCHECKED.match(line):
            plain = _bare(line)
            dates = find_dates(plain, day_first)
            for one in dates:
                plain = plain[: one.start] + " " * (one.end - one.start) + plain[one.end :]
            doubts += [(offset + one.start, one.why) for one in dates if one.day is None]
            words = list(_WORD.finditer(plain))
            if _is_a_choice(plain, words):
                return Said(why=f"the status {shown(line)} leaves a choice", doubts=tuple(doubts))
            sure = [word for word in words if not _is_unsure(plain, word)]
            days = _days(sure, dates)
            # Where a line starts with something else, a status in it is one of something else.
            states = bool(sure and _FIRST.search(plain[: sure[0].start()]))
            for word, day in zip(sure, days, strict=True):
                before = plain[: word.start()]
                leads = bool(states and _LEADING.search(before) and not _ADJECTIVE.search(before))
                stage = Stage(Status(word.lastgroup), day)
                if stage.status is Status.SUPERSEDED and _PARTLY.search(before):
                    doubts.append((offset + word.start(), "is superseded in part only; taken as accepted, and amended"))
                    stage = Stage(Status.ACCEPTED, None)
                found.append((leads, stage))
        offset += len(line) + 1
    leading = [stage for leads, stage in found if leads]
    stages = in_order(leading or [stage for _, stage in found])
    if stages:
        return Said(stages, doubts=tuple(doubts))
    first = next((line for line in text.split("\n") if line.strip()), "")
    why = f"the status {shown(first)} is none that is known here" if first else "the status is empty"
    if found:
        names = ", ".join(stage.status for _, stage in found)
        why = f"the status names what cannot follow each other ({names})"
    return Said(why=why, doubts=tuple(doubts))


def references(text: str) -> Iterator[Reference]:
    """Yield the records that a text says the record supersedes, amends, clarifies, or is by them."""
    text = text[:_LONGEST]
    plain = _blanked(_blanked(text, _LINK), _IMAGE)
    verbs = list(_VERB.finditer(plain))
    # "Superseded [by](0005-use-y.md)": the link's text is a part of the relation, so links are looked at whole.
    for index, verb in enumerate(verbs):
        end = verbs[index + 1].start() if index + 1 < len(verbs) else len(text)
        stop = text.find("\n", verb.end(), end)
        before = plain[plain.rfind("\n", 0, verb.start()) + 1 : verb.start()]
        relation = str(verb.lastgroup).replace("_", "-")
        if _PARTLY.search(before):
            relation = {"supersedes": "amends", "superseded-by": "amended-by"}.get(relation, relation)
        found = list(_named(text, verb.end(), end if stop < 0 else stop, relation))
        is_sure, after = bool(_LEADING.search(before)), 0
        for one, length in found:
            between = text[after : one.offset] if after else ""
            is_sure, after = is_sure and bool(_BETWEEN.fullmatch(between)), one.offset + length
            yield replace(one, is_sure=is_sure)


def relation_at(line: str) -> bool:
    """Return whether a line, its marks left out, starts with a relation, as in "* [Supersedes] [2. Use X](…)"."""
    return bool(_VERB.match(re.sub(r"^\s*(?:[-*+>]|[0-9]+[.)])?[\s*_\[]*", "", line)))


def _named(text: str, start: int, end: int, relation: str) -> list[tuple[Reference, int]]:
    """Return the records that a part of a text names, in their order, each with the length of what names it."""
    part = text[start:end]
    found: list[tuple[Reference, int]] = []

    def add(match: re.Match[str], target: str, number: str | None) -> None:
        one = Reference(
            relation, target, int(number) if number else None, start + match.start(), shown(match[0].strip(" :"))
        )
        found.append((one, match.end() - match.start()))

    for link in _LINK.finditer(part):
        target = link["target"] if link["target"] is not None else f"[{link['label'] or link['text']}]"
        number = _NUMBER.search(link["text"]) or _FIRST_NUMBER.match(link["text"])
        add(link, target, number and number["number"])
    rest = _blanked(part, _LINK)
    for name in _NAME.finditer(rest):
        add(name, name["name"] or f"{name['stem']}.md", None)
    rest = _blanked(rest, _NAME)
    for dated in find_dates(rest):
        rest = rest[: dated.start] + " " * (dated.end - dated.start) + rest[dated.end :]
    numbers = list(_NUMBER.finditer(rest))
    first = _FIRST_NUMBER.match(rest)
    if first and all(first.start("number") != match.start("number") for match in numbers):
        numbers.append(first)
    for match in numbers:
        add(match, "", match["number"])
    return sorted(found, key=lambda one: one[0].offset)


def _blanked(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def _bare(line: str) -> str:
    """Return a line without links, images, struck words and emoji in letters, everything else in its place."""

    def link(match: re.Match[str]) -> str:
        alone = _WORD.fullmatch(match["text"].strip(" *_"))
        return f" {match['text']}".ljust(len(match[0])) if alone else " " * len(match[0])

    bare = _LINK.sub(link, _blanked(line, _IMAGE))
    for pattern in (_STRUCK, _SHORTCODE):
        bare = _blanked(bare, pattern)
    return re.sub(r"[*_`\[\]]", " ", bare)


def _is_a_choice(plain: str, words: list[re.Match[str]]) -> bool:
    """Return whether a line offers several statuses, as a template does."""
    pairs = pairwise(words)
    either = any(_EITHER.match(plain[one.end() : two.start()]) and one[0] != two[0] for one, two in pairs)
    return either or bool(re.search(r"[{<][^}>]*\|", plain))


def _is_unsure(plain: str, word: re.Match[str]) -> bool:
    clause = re.split(r"[,;.]", plain[: word.start()])[-1]
    return bool(_UNSURE_BEFORE.search(clause) or _UNSURE_AFTER.match(plain, word.end()))


def _days(words: list[re.Match[str]], dates: list[Dated]) -> list[date | None]:
    """Return the day of each status of a line: the one behind it, or before it where the line starts with a day."""
    before = bool(words and dates and dates[0].start < words[0].start())
    days: list[date | None] = []
    for index, word in enumerate(words):
        if before:
            start, end = (words[index - 1].end() if index else 0), word.start()
        else:
            start, end = (
                word.end(),
                (words[index + 1].start() if index + 1 < len(words) else dates[-1].end + 1 if dates else 0),
            )
        near = {one.day for one in dates if start <= one.start < end}
        days.append(near.pop() if len(near) == 1 else None)
    return days


def in_order(stages: list[Stage]) -> tuple[Stage, ...]:
    """Return stages each of which can follow the one before, the oldest first; none if they contradict each other."""
    days = [stage.day for stage in stages]
    if None not in days:
        stages = sorted(stages, key=lambda stage: str(stage.day))
    if Status.SUPERSEDED in [stage.status for stage in stages]:
        stages = [stage for stage in stages if stage.status is not Status.DEPRECATED]
    kept: list[Stage] = []
    for stage in stages:
        if kept and kept[-1].status is stage.status:
            kept[-1] = Stage(stage.status, kept[-1].day or stage.day)
        elif kept and stage.status not in _FOLLOWS.get(kept[-1].status, ()):
            return ()
        else:
            kept.append(stage)
    return tuple(kept)
