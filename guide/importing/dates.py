"""Dates as people write them. One that can be read in two ways is not read, unless somebody says how."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from guide.model.fields import latest_day

# The months in English, German, French, Spanish, Portuguese and Italian, January first.
_NAMES = """
jan january januar jänner janvier janv enero ene janeiro gennaio gen
feb february februar février fevrier févr fév febrero fevereiro fev febbraio
mar march märz mrz mars marzo março
apr april avril avr abril abr aprile
may mai mayo maio maggio mag
jun june juni juin junio junho giugno giu
jul july juli juillet juil julio julho luglio lug
aug august août aout agosto ago
sep sept september septembre septiembre setembro settembre set
oct october oktober okt octobre octubre outubro out ottobre ott
nov november novembre noviembre novembro
dec december dezember dez décembre déc diciembre dic dezembro dicembre
"""
_MONTHS = {name: month for month, names in enumerate(_NAMES.split("\n")) for name in names.split()}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|\.|º)?"
_YEAR = r"(?P<year>[0-9]{4})(?![0-9])"
_SHORT = r"(?P<short>[0-9]{1,2}(?P<dash>[-/.])[0-9]{1,2}(?P=dash)[0-9]{2})(?![0-9/-]|\.\w)"
_FORMS = (
    re.compile(r"(?<![0-9])(?P<year>[0-9]{4})([-/.])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})(?![0-9]|-\w)"),
    re.compile(r"(?<![0-9])(?P<first>[0-9]{1,2})(?P<mark>[-/.])(?P<second>[0-9]{1,2})(?P=mark)" + _YEAR),
    re.compile(rf"(?<![\w/.-])(?<!adr )(?<!adrs ){_SHORT}", re.I),
    re.compile(rf"(?<![0-9]){_DAY}(?:\s+(?:of|de))?[\s-]+{_MONTH}\b\.?,?[\s-]+(?:de\s+)?{_YEAR}", re.I),
    re.compile(rf"\b{_MONTH}\b\.?\s+{_DAY},?\s+{_YEAR}", re.I),
    re.compile(r"(?<![0-9])(?P<year>[0-9]{4})年(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日"),
)
# What stands before a day.
_ON = re.compile(r"\b(?:on|in|at|as\s+of|am|vom|seit|le|du|el|il|em)\s+$", re.I)
# What is said to be earlier is a slip of the pen.
_FIRST = date(1970, 1, 1)


class Dated(NamedTuple):
    """A date in a text: where it stands, the day, or why there is none that it surely means."""

    start: int
    end: int
    day: date | None
    why: str


def find_dates(text: str, day_first: bool | None = None) -> list[Dated]:
    """Return the dates in a text in their order.

    day_first: how to read 05/02/2018, or None if nobody has said it.
    """
    matches = (match for form in _FORMS for match in form.finditer(text))
    return sorted((Dated(*match.span(), *_meant(match, day_first)) for match in matches), key=lambda one: one.start)


def without(text: str, dates: Iterable[Dated]) -> str:
    """Return a text with spaces in place of the dates that were found in it, and of a preposition before them."""
    for one in dates:
        before = _ON.sub(lambda match: " " * len(match[0]), text[: one.start])
        text = before + " " * (one.end - one.start) + text[one.end :]
    return text


def one_date(text: str, day_first: bool | None = None) -> tuple[date | None, str]:
    """Return the one day that a text names, or None and why there is none, in half a sentence."""
    found = find_dates(text, day_first)
    why = next((one.why for one in found if one.why), "")
    days = {one.day for one in found}
    if why or len(days) != 1:
        return None, why or ("names several days" if days else "holds no day that can be read")
    return days.pop(), ""


def _meant(match: re.Match[str], day_first: bool | None) -> tuple[date | None, str]:
    """Return the day that a date means, or None and why that is not sure."""
    parts, written = match.groupdict(), " ".join(match[0].split())
    if "short" in parts:
        return None, f"'{written}' has a year of two digits"
    if "first" in parts:
        first, second = match["first"], match["second"]
        day, other = _day(match["year"], second, first), _day(match["year"], first, second)
        if match["mark"] == ".":  # wherever dots are used, the day comes first
            other = day
        if day and other and day != other and day_first is None:
            return None, f"'{written}' may mean {day.day} {day:%B} or {other.day} {other:%B}"
        day = (day or other) if day_first else (other or day)
    else:
        month = parts["month"].lower()
        day = _day(match["year"], _MONTHS.get(month, month), match["day"])
    if not day:
        return None, f"'{written}' is not a day that exists"
    if not _FIRST <= day <= latest_day():
        return None, f"'{written}' is no day on which it can have been decided"
    return day, ""


def _day(year: str, month: str | int, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
