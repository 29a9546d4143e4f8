"""The option ``--date``, for what was decided on another day than today."""

from __future__ import annotations

import argparse
from datetime import date


def add_date(command: argparse.ArgumentParser) -> None:
    """Let a command take the day of what it writes or asks for; today, if it is not given."""
    command.add_argument("--date", type=_day, default=date.today(), metavar="YYYY-MM-DD", help="the day, if not today")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not a day that exists, as YYYY-MM-DD") from None
