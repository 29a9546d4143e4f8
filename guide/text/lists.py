"""The lists of decisions, as a code host reads them.

There a list may follow a paragraph at once, and what is indented as far as an item's text belongs to
the item (https://spec.commonmark.org/0.31.2/#list-items). Python-Markdown wants an empty line and four
spaces, and makes neighbours, or plain text, of the rest. So lists are indented anew before it reads
them, see ``guide.text.code_host``.
"""

from __future__ import annotations

import re

_MARKER = re.compile(r"(?P<marker>[-*+]|(?P<number>[0-9]{1,9})[.)])(?P<space> +|$)(?P<text>.*)")
_RULE = re.compile(r"(?:\* *){3,}$|(?:- *){3,}$|(?:_ *){3,}$")
# What ends a paragraph, so that it does not go on in a line that is not indented.
_BLOCK = re.compile(r"#{1,6}(?: |$)|>|\||:?-+:?\||\x02")
_STEP = 4


def indented(lines: list[str]) -> list[str]:
    """Return the lines of a text with its lists as Python-Markdown wants them; text without a list stays as it is."""
    result: list[str] = []
    open_items: list[int] = []  # the column at which the text of each open item starts, the outermost first
    in_paragraph = False
    after_text = False  # whether the lines above, up to the last empty one, begin with something that is no item
    for line in lines:
        text = line.expandtabs(_STEP).lstrip(" ")
        column = len(line.expandtabs(_STEP)) - len(text)
        if not text:
            result.append("")
            in_paragraph = after_text = False
            continue
        held = sum(1 for start in open_items if column >= start)
        inside = column - (open_items[held - 1] if held else 0)
        marker = None if inside >= _STEP or _RULE.match(text) else _MARKER.match(text)
        if marker and in_paragraph and held == len(open_items) and not _interrupts(marker):
            marker = None
        if marker:
            if after_text or (result and result[-1].lstrip()[:1] == ">"):
                result.append("")
            after_text = False
            del open_items[held:]
            result.append(" " * (_STEP * held) + f"{_written(marker)} {marker['text']}".rstrip())
            open_items.append(column + len(marker["marker"]) + _spaces(marker))
            in_paragraph = bool(marker["text"])
        elif open_items and in_paragraph and held < len(open_items) and not _BLOCK.match(text):
            result.append(" " * (_STEP * len(open_items)) + text)  # the paragraph goes on, however far it is indented
        else:
            after_text = after_text or not result or not result[-1] or not held
            if open_items and in_paragraph and text[0] == ">":
                result.append("")
            del open_items[held:]
            result.append(" " * (_STEP * held + inside) + text if held else line)
            in_paragraph = not _BLOCK.match(text) and (in_paragraph or inside < _STEP)
    return result


def _interrupts(marker: re.Match[str]) -> bool:
    """Return whether a list may begin right below a paragraph: any but an empty item, or a number other than 1."""
    return bool(marker["text"]) and marker["number"] in (None, "1")


def _spaces(marker: re.Match[str]) -> int:
    """Return how many spaces lie between a marker and its text; with more than four the text is code."""
    spaces = len(marker["space"])
    return spaces if marker["text"] and spaces <= _STEP else 1


def _written(marker: re.Match[str]) -> str:
    """Return a marker as Python-Markdown knows it."""
    return f"{marker['number']}." if marker["number"] else marker["marker"]
