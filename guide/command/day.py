"""The option ``--date``, for what was decided on another day than today."""

from __future__ import annotations

import argparse
from datetime import date

from guide.model.fields import latest_day


def add_date(command: argparse.ArgumentParser, *, writes: bool = True) -> None:
    """Let a command take the day of what it does; today, if it is not given.

    writes: whether it writes the day down as one on which something happened, so that it must have come.
    """
    kind = _past_day if writes else _day
    command.add_argument("--date", type=kind, default=date.today(), metavar="YYYY-MM-DD", help="the day, if not today")


def _past_day(text: str) -> date:
    day = _day(text)
    if day > latest_day():
        raise argparse.ArgumentTypeError(f"{day} has not come yet; give today, or a day before it")
    return day


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not a day that exists, as YYYY-MM-DD") from None
