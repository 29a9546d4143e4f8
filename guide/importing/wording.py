"""What is common to the sentences in which people state a status or a relation."""

from __future__ import annotations

import re

PARTLY = re.compile(r"\b(?:part(?:ial)?ly|in\s+part|narrowly)\s+$", re.I)
_FILLERS = (
    r"[\W\d_]*(?:(?:this|the|decision|record|adr|it|is|was|has|been|were|now|currently|later|since|then|and|but|first"
    r"|initially|finally|status|part(?:ial)?ly|in\s+part|narrowly)\W+)*$"
)
# What stands before a word that states something of the record: nothing, or the end of another statement.
LEADING = re.compile(rf"(?:^|[;,.|()\u2192\u21d2>]|\bthen\b|\bnow\b|\bbut\b|\s[-\u2013\u2014]\s){_FILLERS}", re.I)
# The same at the start of a line, or of a cell of a table.
FIRST = re.compile(rf"(?:^|\|){_FILLERS}", re.I)
IMAGE = re.compile(r"!\[[^\[\]\n]*\](?:\([^()\n]*\)|\[[^\[\]\n]*\])")
LINK = re.compile(
    r"\[(?P<text>[^\[\]\n]*)\]"
    r"(?:\([ \t]*<?(?P<target>[^()\s>]*)>?(?:[ \t][^()\n]*)?\)|\[(?P<label>[^\[\]\n]*)\])"
)
# Nobody states a status at greater length; what comes after it is something else.
LONGEST = 5000


def blanked(text: str, pattern: re.Pattern[str]) -> str:
    """Return a text with spaces in place of what a pattern finds."""
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
