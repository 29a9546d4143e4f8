"""What people write where a record's status stands: words, sentences, days.

Nothing is guessed. "Not yet accepted", "accepted | rejected" and a placeholder give no status.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from guide.importing.dates import Dated, find_dates, without
from guide.importing.notes import shown
from guide.importing.wording import FIRST, IMAGE, LEADING, LINK, LONGEST, PARTLY, blanked
from guide.model.life_cycle import Status

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
_UNSURE_BEFORE = re.compile(
    r"\b(?:not|never|until|unless|if|when|once|to|will|would|should|could|may|might|must|can|awaiting|yet)\b", re.I
)
_UNSURE_AFTER = re.compile(
    r"\s*(?:\?|(?:by\b[^,;.]*\b)?(?:if|once|when|unless|until|pending|subject\s+to|provided)\b)", re.I
)
_EITHER = re.compile(r"^\W*(?:[|/]|\bor\b)\W*$", re.I)
_ADJECTIVE = re.compile(r"\b(?:the|this|an?|our)\s+$", re.I)
_SHORTCODE = re.compile(r":[a-z0-9_+-]+:")
_STRUCK = re.compile(r"~~.*?~~")
_UNCHECKED = re.compile(r"^\s*[-*+]\s+\[ \]")


@dataclass(frozen=True)
class Stage:
    """A status that a record says it has or had, and since when if it says so."""

    status: Status
    day: date | None


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
    for line in text[:LONGEST].split("\n"):
        if not _UNCHECKED.match(line):
            plain = _bare(line)
            dates = find_dates(plain, day_first)
            plain = without(plain, dates)
            words = list(_WORD.finditer(plain))
            doubts += [(offset + one.start, one.why) for one in dates if one.day is None]
            if _is_a_choice(plain, words):
                return Said(why=f"the status {shown(line)} leaves a choice", doubts=tuple(doubts))
            for word, stage, leads in _stages(plain, words, dates):
                if stage.status != word.lastgroup:
                    what = "is superseded in part only; taken as accepted, and amended"
                    doubts.append((offset + word.start(), what))
                found.append((leads, stage))
        offset += len(line) + 1
    leading = [stage for leads, stage in found if leads]
    stages = in_order(leading or [stage for _, stage in found])
    return Said(stages, "" if stages else _why_unknown(text, found), tuple(doubts))


def _stages(plain: str, words: list[re.Match[str]], dates: list[Dated]) -> Iterator[tuple[re.Match[str], Stage, bool]]:
    """Yield the stages that a line surely names, each with its word, and whether it is the record's own."""
    sure = [word for word in words if not _is_unsure(plain, word)]
    # Where a line starts with something else, a status in it is one of something else.
    is_own = bool(sure and FIRST.search(plain[: sure[0].start()]))
    for word, day in zip(sure, _days(sure, dates), strict=True):
        before, status = plain[: word.start()], Status(word.lastgroup)
        leads = bool(is_own and LEADING.search(before) and not _ADJECTIVE.search(before))
        is_partly = status is Status.SUPERSEDED and PARTLY.search(before)
        yield word, Stage(Status.ACCEPTED, None) if is_partly else Stage(status, day), leads


def _why_unknown(text: str, found: list[tuple[bool, Stage]]) -> str:
    if found:
        names = ", ".join(stage.status for _, stage in found)
        return f"the status names what cannot follow each other ({names})"
    first = next((line for line in text.split("\n") if line.strip()), "")
    return f"the status {shown(first)} is none that is known here" if first else "the status is empty"


def _bare(line: str) -> str:
    """Return a line without links, images, struck words and emoji in letters, everything else in its place."""

    def link(match: re.Match[str]) -> str:
        alone = _WORD.fullmatch(match["text"].strip(" *_"))
        return f" {match['text']}".ljust(len(match[0])) if alone else " " * len(match[0])

    bare = LINK.sub(link, blanked(line, IMAGE))
    for pattern in (_STRUCK, _SHORTCODE):
        bare = blanked(bare, pattern)
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
