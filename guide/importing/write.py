"""Writing imported decisions: their front matter, and what is kept of theirs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from guide.importing.planned import Planned
from guide.life.draft import heading
from guide.model.life_cycle import RELATION_FIELDS

_PLAIN = re.compile(r"[A-Za-z][\w./@-]*(?: [\w./@-]+)*", re.A)
_YAML_WORDS = {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "none"}


def decision_text(one: Planned, body: str, origin: str, dead: Iterable[str] = ()) -> str:
    """Return the text of the decision that a record becomes.

    body: its text, to the letter but for the links. origin: where it comes from, for ``imported-from``.
    dead: its links that lead nowhere.

    What is added gets the line ends that the record has.
    """
    record = one.record
    lists = {"consulted": record.consulted, "informed": record.informed, "tags": record.tags}
    lists |= {"dead-links": sorted(dead)}
    lines = [
        "---",
        f"status: {one.status}",
        f"date: {one.day}",
        f"decision-makers: {_list(record.makers or ['unknown'])}",
        f"summary: {scalar(record.summary)}",
        *(f"{name}: []" for name in ("answers", "patterns", "projects", "tools")),
        *(f"{name}: [{', '.join(map(str, sorted(one.relations.get(name, ()))))}]" for name in RELATION_FIELDS),
        *([f"successor: {scalar(one.successor)}"] if one.successor else []),
        "history:",
        *(f"  - {{status: {status}, date: {day}}}" for status, day in one.history),
        *(f"{name}: {_list(values)}" for name, values in lists.items() if values),
        f"imported-from: {scalar(origin)}",
        *([f"imported-number: {record.number}"] if record.number and record.number != one.number else []),
        "---",
        *([] if record.title_line else [f"# {heading(record.title)}", ""]),
    ]
    end = "\r\n" if record.text.count("\r\n") * 2 > record.text.count("\n") else "\n"
    return end.join(lines) + end + body + (end.join(_kept(one, origin)) if record.kept else "")


def _kept(one: Planned, origin: str) -> Iterable[str]:
    """Return the lines that keep what has no place in our front matter."""
    fields = "\n".join(text for _, text in one.record.kept)
    fence = "`" * max([3, *(len(ticks) + 1 for ticks in re.findall("`+", fields))])
    said = f"The front matter of `{origin}` said this too:"
    apart = [] if one.record.body.endswith(("\n", "\r")) else [""]
    block = [f"{fence}yaml", *fields.split("\n"), fence]
    return [*apart, "", "## From the imported file", "", said, "", *block, ""]


def _list(values: Iterable[str]) -> str:
    return f"[{', '.join(map(scalar, values))}]"


def scalar(text: str) -> str:
    """Return a text as YAML on one line, in quotes where it needs them."""
    plain = _PLAIN.fullmatch(text) and text.lower() not in _YAML_WORDS
    return text if plain else json.dumps(text, ensure_ascii=False)
