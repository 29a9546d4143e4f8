"""Dates as people write them. One that can be read in two ways is not read, unless somebody says how."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from guide.model.fields import latest_day

# The months in English, German, French, Spanish, Portuguese and Italian, January first.
_NAMES = """
jan january januar jänner janvier enero janeiro gennaio
feb february februar février fevrier febrero fevereiro febbraio
mar march märz mars marzo março
apr april avril abril aprile
may mai mayo maio maggio
jun june juni juin junio junho giugno
jul july juli juillet julio julho luglio
aug august août aout agosto
sep sept september septembre septiembre setembro settembre
oct october oktober octobre octubre outubro ottobre
nov november novembre noviembre novembro
dec december dezember décembre diciembre dezembro dicembre
"""
_MONTHS = {name: month for month, names in enumerate(_NAMES.split("\n")) for name in names.split()}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|\.|º)?"
_YEAR = r"(?P<year>[0-9]{4})(?![0-9])"
_FORMS = (
    re.compile(r"(?<![0-9])(?P<year>[0-9]{4})([-/.])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})(?![0-9])"),
    re.compile(r"(?<![0-9])(?P<first>[0-9]{1,2})(?P<mark>[-/.])(?P<second>[0-9]{1,2})(?P=mark)" + _YEAR),
    re.compile(rf"(?<![0-9]){_DAY}(?:\s+(?:of|de))?[\s-]+{_MONTH}\b\.?,?[\s-]+(?:de\s+)?{_YEAR}", re.I),
    re.compile(rf"\b{_MONTH}\b\.?\s+{_DAY},?\s+{_YEAR}", re.I),
    re.compile(r"(?<![0-9])(?P<year>[0-9]{4})年(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日"),
)


# What is said to be earlier is a slip of the pen.
_FIRST = date(1970, 1, 1)


@dataclass(frozen=True)
class Dated:
    """A date in a text: where it stands, the day, or why there is none that it surely means."""

    start: int
    end: int
    day: date | None
    why: str = ""


def find_dates(text: str, day_first: bool | None = None) -> list[Dated]:
    """Return the dates in a text in their order.

    day_first: how to read 05/02/2018, or None if nobody has said it.
    """
    return sorted(_found(text, day_first), key=lambda one: one.start)


def without(text: str, dates: Iterable[Dated]) -> str:
    """Return a text with spaces in place of the dates that were found in it."""
    for one in dates:
        text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    return text


def one_date(text: str, day_first: bool | None = None) -> tuple[date | None, str]:
    """Return the one day that a text names, or None and why there is none, in half a sentence."""
    found = find_dates(text, day_first)
    doubtful = next((one for one in found if one.day is None), None)
    if doubtful:
        return None, doubtful.why
    days = {one.day for one in found}
    if len(days) == 1:
        return days.pop(), ""
    return None, "names several days" if days else "holds no day that can be read"


def day_in_name(digits: str) -> date | None:
    """Return the day that eight digits at the start of a file's name stand for, or None."""
    return _day(int(digits[:4]), int(digits[4:6]), int(digits[6:])) if re.fullmatch("[0-9]{8}", digits) else None


def _found(text: str, day_first: bool | None) -> Iterator[Dated]:
    for form in _FORMS:
        for match in form.finditer(text):
            parts, year = match.groupdict(), int(match["year"])
            if "first" in parts:
                yield _numeric(match, year, day_first)
            else:
                written = parts["month"].lower()
                month = int(written) if written.isdigit() else _MONTHS[written]
                yield _dated(match, _day(year, month, int(parts["day"])))


def _numeric(match: re.Match[str], year: int, day_first: bool | None) -> Dated:
    first, second = int(match["first"]), int(match["second"])
    by_day, by_month = _day(year, second, first), _day(year, first, second)
    if match["mark"] == ".":  # wherever dots are used, the day comes first
        return _dated(match, by_day)
    if by_day and by_month and by_day != by_month:
        if day_first is not None:
            return _dated(match, by_day if day_first else by_month)
        both = f"{by_day.day} {by_day:%B} or {by_month.day} {by_month:%B}"
        why = f"'{match[0]}' may mean {both}; say which with --dates day-first or --dates month-first"
        return Dated(match.start(), match.end(), None, why)
    return _dated(match, by_day or by_month)


def _dated(match: re.Match[str], day: date | None) -> Dated:
    written = " ".join(match[0].split())
    if not day:
        return Dated(match.start(), match.end(), None, f"'{written}' is not a day that exists")
    if not _FIRST <= day <= latest_day():
        return Dated(match.start(), match.end(), None, f"'{written}' is no day on which it can have been decided")
    return Dated(match.start(), match.end(), day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
