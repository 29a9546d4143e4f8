"""What is common to the sentences in which people state a status or a relation."""

from __future__ import annotations

import re
from enum import Enum
from urllib.parse import unquote, urlsplit

# What stands where a statement is of a part, and where it may be of one.
_PART = re.compile(
    r"\b(?:part(?:ial)?(?:ly)?|in\s+parts?|(?:parts?|portions?|aspects?|sections?|points?|pieces)\s+.*\bof|narrowly"
    r"|largely|mostly|mainly|teilweise|zum\s+teil|partiellement|en\s+partie|parcialmente|em\s+parte|en\s+parte"
    r"|parzialmente|in\s+parte)\b",
    re.I,
)
_PERHAPS_BEFORE = re.compile(r"\b(?:section|chapter|paragraph|point|rule|clause)s?\b", re.I)
# What is said of something that a record holds, as in "supersedes the deferral in ADR 5".
_HELD = re.compile(
    r"\b(?!(?:all|whole|entirety|decisions?|both|each|as|instead|favou?r|light|place|lieu)\b)[^\W\d_]+\s+(?:in|of|from)\b"
    r"(?!\s+(?:favou?r|full|whole|light|order|place)\b)",
    re.I,
)
_PERHAPS_BEHIND = re.compile(
    r"^[^\w?]*\?|^['\u2019]s\b|^\W*(?:for|or|if|once|when|unless|until|was|were|would|is|(?:in|on)(?=\s+[^\W\d])"
    r"(?!\s+(?:favou?r|full|whole|light|order|place|turn|its|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)))\b"
    r"|\b(?:except|excluding|only|apart\s+from|as\s+far\s+as|regarding|concerning|as\s+regards"
    r"|with\s+(?:respect|regard)|as\s+of\s+version|from\s+version|since\s+version)\b",
    re.I,
)
_END = re.compile(r"[;\n]|\.(?:\s|$)|,?\s+(?:which|who|see)\b|\((?:see|cf)\b", re.I)
_FILLERS = (
    r"[\W\d_]*(?:(?:this|the|decision|record|adr|it|is|was|has|been|were|now|currently|later|since|then|and|but|first"
    r"|initially|finally|note|update|edit|warning|caution|important|superseded|deprecated|status|changed\s+to|fully"
    r"|completely|entirely|wholly|part(?:ial)?ly|in\s+part|narrowly|largely|mostly"
    r"|ist|war|wurde|vollständig|teilweise|zum\s+teil|a|été|est|entièrement|partiellement|en\s+partie|ha|sido|fue"
    r"|parcialmente|en\s+parte|foi|em\s+parte|è|stat[oa]|parzialmente|in\s+parte)\W+)*$"
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
# An address that stands by itself, without the marks behind it.
ADDRESS = re.compile(r"<?(?P<target>https?://[^\s<>|]*[^\s<>|.,;:!?()\[\]'\"*_`])>?", re.I)
_STRUCK = re.compile(r"~~.*?~~")
# What is written where there is nothing to name; some in other languages.
NOTHING = (
    r"(?:(?:none|nothing|n/?a|tbd|keine[rsn]?|nichts|aucune?|rien|ningun[oa]|nada|nenhum|nessun[oa])\b"
    r"|[-\u2013\u2014]+\s{0,2}$)"
)
# Nobody states a status at greater length; what comes after it is something else.
_LONGEST = 5000


class Extent(Enum):
    """How much of a record a statement is about."""

    WHOLE = "whole"
    PART = "part"
    UNSURE = "unsure"


def extent(before: str, between: str, behind: str) -> Extent:
    """Return how much of a record is meant by a word such as "superseded".

    before: what stands before the word in its line; between: what stands between it and the record that it names;
    behind: what stands behind that, or behind the word if it names none.
    """
    behind = _END.split(behind, maxsplit=1)[0]
    if _PART.search(re.split(r"[;,.]", before)[-1]) or _PART.search(between) or _PART.search(behind):
        return Extent.PART
    is_unsure = (
        any(pattern.search(between) for pattern in (_PERHAPS_BEFORE, _HELD))
        or _PERHAPS_BEHIND.search(between)
        or _PERHAPS_BEHIND.search(behind)
    )
    return Extent.UNSURE if is_unsure else Extent.WHOLE


def stated(text: str) -> list[str]:
    """Return the lines of a text that may state something, without what is struck."""
    return blanked(text[:_LONGEST], _STRUCK).split("\n")


def blanked(text: str, pattern: re.Pattern[str]) -> str:
    """Return a text with spaces in place of what a pattern finds."""
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def path_of(target: str) -> str:
    """Return the path in the target of a link, or an empty text."""
    try:
        return unquote(urlsplit(target).path)
    except ValueError:
        return ""
