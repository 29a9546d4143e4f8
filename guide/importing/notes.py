"""What an import has to say of the records, by kinds, each with the places that it is said of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from guide.problems import printable

MEANING, TASK, PAGES, LEFT_OUT = (
    "What changed a meaning",
    "What is left to do",
    "What the pages show otherwise",
    "What was left out",
)


class Kind(Enum):
    """What can be said of a place in a record: the part of the report in which it stands, and the sentence."""

    SUPERSEDED = MEANING, "says accepted, but a later record supersedes it; imported as superseded"
    SUCCEEDED = MEANING, "says deprecated, and by what it is superseded; imported as superseded"
    DEPRECATED = (
        MEANING,
        "says superseded, but by nothing of this log; imported as deprecated since the day that it gives",
    )
    SUCCESSOR = MEANING, "is superseded by what stands outside of the log; its address is kept"
    IN_PART = MEANING, "is superseded in part only; imported as accepted, and amended where the other is in force"
    PART_OF = MEANING, "supersedes a part of a record, by its own words or by that one's; imported as amending it"
    NOT_IN_FORCE = MEANING, "is superseded or amended by a record that is not in force; stays as it is until then"
    NOT_RETIRED = MEANING, "supersedes a record that never held or was given up, by its own words; not written"
    NEVER_HELD = MEANING, "is superseded by its own words, though it never held or was given up; not written"
    EARLIER = MEANING, "is superseded by a record that was decided before it, by the words of one of them"
    SEVERAL = MEANING, "is superseded by several records, by its own words"
    CIRCLE = MEANING, "would supersede or amend itself, or what superseded it; left in the text alone"
    NO_FIELD = MEANING, "relates to a record in a way that has no field here; the text says it"
    RENUMBERED = MEANING, "has another number, since its own is taken"
    NUMBERS = MEANING, "gives several numbers; the first of these was followed"
    NAME = MEANING, "names a record by another number than its own, or by none; the name was followed"
    TITLE = MEANING, "has no title of its own; this one was put above the text"
    TITLES = MEANING, "gives two titles; the heading was followed"
    OTHER_DATE = MEANING, "has no date but under another name, which was taken"
    DATES = MEANING, "gives several dates; the first was taken"
    GIT_DATE = MEANING, "has no date; that of the commit which added it was taken"
    LINE_BY_LINE = MEANING, "has front matter that is no YAML; read line by line"

    STATUS = TASK, "says a status that is none here; imported as a draft"
    NO_STATUS = TASK, "says nothing of its status that can be read; imported as a draft"
    NO_PART = TASK, "has no number, no status and no section of a decision, so it may be none; imported as a draft"
    NO_DAY = TASK, "does not say since when; imported as a draft"
    CONFLICT = TASK, "holds the marks of a merge that nobody has settled; they are shown as they are"
    DATE = TASK, "gives a date that cannot be read"
    DAY = TASK, "gives a day that is not in the history; add it there if it is known what happened then"
    HISTORY = TASK, "gives a day that does not fit what followed; it stays in the text"
    UNSURE = TASK, "names a record, but perhaps of a part or of something else; if all is meant, say so by a command"
    UNKNOWN = TASK, "names a record that is not in this log"
    UNNUMBERED = (
        TASK,
        "relates to a record, and one of them is a draft without a number; say so once that has landed",
    )
    OLD_NUMBER = TASK, "says in its text a number that is another decision's here"
    INDEX = TASK, "has a table with the statuses of records, which is not read; each record has to say its own"
    CHANGED = TASK, "was imported before, and says something else now; left as it was (if this is another log: --name)"
    NOT_FIELDS = TASK, "has front matter that cannot be read as a whole"

    DEAD = PAGES, "has a link that led to nothing there already; its text alone is shown"
    ANCHOR = PAGES, "has a link to an anchor that is not there; it leads to the top of the page"
    NOT_SHOWN = PAGES, "holds what no page may; it is shown as text, or a picture as a link"
    STAYED = PAGES, "shows or links a file that was not brought along"
    KEPT = PAGES, "has fields that have no place here; they are kept at the end of the text"

    MOVED = LEFT_OUT, "says only where a record is now; links to it lead there"
    TEMPLATE = LEFT_OUT, "is a template"
    OVERVIEW = LEFT_OUT, "is an overview or notes, and no record"
    NOT_READ = LEFT_OUT, "cannot be read"
    LINK = LEFT_OUT, "is a link to another place"
    OTHER_FORM = LEFT_OUT, "is in a form that is not read; save it as Markdown"
    REST = LEFT_OUT, "is reStructuredText; convert each: pandoc -f rst -t gfm NAME.rst -o NAME.md"
    ASCIIDOC = (
        LEFT_OUT,
        "is AsciiDoc; convert each: asciidoctor -b docbook -o - NAME.adoc | pandoc -f docbook -t gfm -o NAME.md",
    )

    def __init__(self, part: str, sentence: str) -> None:
        self.part, self.sentence = part, sentence


@dataclass(frozen=True)
class Note:
    """One thing to say: the record's path in its folder, the line counted from 1, and what it is there."""

    kind: Kind
    path: str
    line: int = 1
    what: str = ""


def shown(text: str, longest: int = 60) -> str:
    """Return a text as it is quoted in a note: on one line, and cut."""
    line = printable(" ".join(text.split()))
    return f"'{line}'" if len(line) <= longest else f"'{line[:longest].rstrip()}…'"
