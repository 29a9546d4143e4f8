"""Following a message about a decision to the letter: each rule has the mend that its message names."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.content.invited.copy import Copy, Message, said

# What somebody writes where only they know what to say.
WORDS = "What somebody has to say of it"
_DAY = "2026-01-02"


def mend(copy: Copy, message: Message) -> None:
    """Do in a decision what a message says is to be done."""
    lines = copy.read(message.path).split("\n")
    _MENDS[message.rule](lines, message.line - 1, message.column - 1, message.what)
    copy.write(message.path, "\n".join(lines))


def choice(what: str) -> str:
    """Return what a message says was meant, or the first of what it says there is to choose from; else nothing."""
    found = re.search(r"did you mean '([^']+)'\?", what) or re.search(r"one of: ([^,;]+)", what)
    return found[1] if found else ""


def _put(lines: list[str], line: int, column: int, old: str, new: str) -> None:
    """Put something in place of what stands at a place, or behind it on its line."""
    start, rest = lines[line][:column], lines[line][column:]
    assert old in rest, f"'{old}' is not in '{rest}'"
    lines[line] = start + rest.replace(old, new, 1)


def _named(lines: list[str], line: int, column: int, what: str) -> None:
    """Write what was meant in place of what the message quotes first."""
    _put(lines, line, column, said("'([^']+)'", what), choice(what))


def _reference(lines: list[str], line: int, column: int, what: str) -> None:
    """Name what there is; take it out where nothing is offered."""
    wrong = said("unknown [a-z ]+ '?([^';]+)", what)
    _put(lines, line, column, wrong, choice(what))


def _date(lines: list[str], line: int, column: int, what: str) -> None:
    assert what.endswith("write a day that exists as YYYY-MM-DD")
    _put(lines, line, column, said("'([^']+)'", what), _DAY)


def _missing(lines: list[str], line: int, column: int, what: str) -> None:
    shown = said("lacks the field '.+'; add it, as in (.+)", what)
    lines.insert(line, re.sub(r"\{.+\}", f"{WORDS}.", shown))


def _type(lines: list[str], line: int, column: int, what: str) -> None:
    lines[line] = lines[line][:column] + said(r"write (\[.+\])$", what)


def _title(lines: list[str], line: int, column: int, what: str) -> None:
    if "leave that out" in what:
        _put(lines, line, column, said("starts with '(.+)';", what) + " ", "")
    else:
        _put(lines, line, column, "# ", said(r"make it a heading of level 2 \('(.+)'\)", what))


def _section(lines: list[str], line: int, column: int, what: str) -> None:
    near, new = re.search(r"; rename '([^']+)'", what), re.search(r"add a line '([^']+)' and its text", what)
    if near:
        at = next(index for index, text in enumerate(lines) if text == f"## {near[1]}")
        lines[at] = "## " + said("no section '([^']+)'", what)
    else:
        lines += [new[1], "", f"{WORDS}.", ""]


def _outcome(lines: list[str], line: int, column: int, what: str) -> None:
    said = re.search("write '(Chosen option: .+)' with one of: ([^,]+)", what)
    lines[line] = said[1].replace("…", said[2], 1).replace("…", f"{WORDS}.")


def _options(lines: list[str], line: int, column: int, what: str) -> None:
    lines.insert(line + 1, "* " + said("add the others, '(.+)' among them", what).capitalize())


def _empty(lines: list[str], line: int, column: int, what: str) -> None:
    assert "fill it in" in what
    lines.insert(line + 1, f"\n{WORDS}.")


def _tag(lines: list[str], line: int, column: int, what: str) -> None:
    assert "remove it" in what
    name = said("<([a-z]+)>", what)
    lines[line] = re.sub(rf"</?{name}>", "", lines[line])


def _placeholder(lines: list[str], line: int, column: int, what: str) -> None:
    """Write words in place of braces, which may end on a later line: those that stand within them."""
    assert "write your text in its place" in what
    end = next(index for index in range(line, len(lines)) if "}" in lines[index])
    text = "\n".join(lines[line : end + 1])
    lines[line : end + 1] = (text[:column] + re.sub(r"\{([^{}]*)\}", r"\1", text[column:], count=1)).split("\n")


_MENDS: dict[str, Callable[[list[str], int, int, str], None]] = {
    "status": _named,
    "date": _date,
    "unknown-field": _named,
    "missing-field": _missing,
    "unknown-reference": _reference,
    "wrong-type": _type,
    "missing-section": _section,
    "decision-title": _title,
    "decision-outcome": _outcome,
    "dead-link": _named,
    "allowed-html": _tag,
    "considered-options": _options,
    "empty-section": _empty,
    "placeholder": _placeholder,
}
