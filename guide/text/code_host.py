"""A Python-Markdown extension that reads the text of a decision as a code host does, which shows it as CommonMark.

Python-Markdown reads lists, tables and HTML by rules of its own, by which text would be lost or run together. So the
lines are changed before it reads them. Both engines load Markdown extensions.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import groupby
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from guide.text.lists import indented

# What starts a block of HTML that ends at the next empty line (https://spec.commonmark.org/0.31.2/#html-blocks, 6).
_HTML = re.compile(
    r" {0,3}</?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir"
    r"|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link"
    r"|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead"
    r"|title|tr|track|ul)(?:\s|/?>|$)",
    re.I,
)
# What starts one that ends elsewhere (1 and 2); Python-Markdown reads them so too.
_TO_ITS_END = re.compile(r" {0,3}<(?:(?P<tag>script|pre|style|textarea)(?:\s|>|$)|!--)", re.I)
_BELOW_HEAD = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_QUOTED = re.compile(r" {0,3}> ?")
_BETWEEN_CELLS = re.compile(r"(?<!\\)\|")


class CodeHost(Extension):
    """Registers the steps."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        register(md, lambda _: True)


def register(md: Markdown, applies: Callable[[Markdown], bool]) -> None:
    """Let a converter read texts as a code host does.

    applies: whether it is such a text that is being converted.
    """
    # After fences (25) have been set aside, before raw HTML is (20).
    md.preprocessors.register(_Step(md, _html_apart, applies), "code-host-html", 22)
    # After it: what looks like a table or a list in it is none.
    md.preprocessors.register(_Step(md, lambda _, lines: blocks_apart(lines), applies), "code-host-blocks", 15)


class _Step(Preprocessor):
    """Changes the lines of a text."""

    def __init__(
        self, md: Markdown, change: Callable[[Markdown, list[str]], list[str]], applies: Callable[[Markdown], bool]
    ) -> None:
        super().__init__(md)
        self.change, self.applies = change, applies

    def run(self, lines: list[str]) -> list[str]:
        return self.change(self.md, lines) if self.applies(self.md) else lines


def _html_apart(md: Markdown, lines: list[str]) -> list[str]:
    """Set blocks of HTML aside up to the next empty line, so that what follows within a tag is read as Markdown."""
    result: list[str] = []
    block: list[str] = []
    end = ""  # what ends the HTML in which the line stands, if it is of the kind that an empty line does not end
    for line in [*lines, ""]:
        if block and line.strip():
            block.append(line)
            continue
        if block:
            result += ["", md.htmlStash.store("\n".join(block)), ""]
            block = []
        opens = None if end else _TO_ITS_END.match(line)
        if opens:
            end = f"</{opens['tag'].lower()}>" if opens["tag"] else "-->"
        elif not end and _HTML.match(line):
            block = [line]
            continue
        if end and end in line.lower():
            end = ""
        result.append(line)
    return result[:-1]


def blocks_apart(lines: list[str]) -> list[str]:
    """Return lines with their lists and tables as Python-Markdown wants them, those in quotations too."""
    result: list[str] = []
    for is_quoted, group in groupby(lines, lambda line: bool(_QUOTED.match(line))):
        found = list(group)
        inner = [_QUOTED.sub("", line, count=1) for line in found] if is_quoted else []
        apart = blocks_apart(inner) if inner else []
        result += [f"{found[0][: found[0].index('>')]}> {line}".rstrip() for line in apart] if apart != inner else found
    return indented(tables_apart(result))


def tables_apart(lines: list[str]) -> list[str]:
    """Return lines with an empty one before each table that stands right below a paragraph."""
    result: list[str] = []
    in_table = False
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        in_table = in_table and bool(line.strip())
        if not in_table and "|" in line and _BELOW_HEAD.fullmatch(below) and _cells(line) == _cells(below):
            in_table = True
            if result and result[-1].strip():
                result.append("")
        result.append(line)
    return result


def _cells(row: str) -> int:
    return len(_BETWEEN_CELLS.split(row.strip().removeprefix("|").removesuffix("|")))


def makeExtension(**options: Any) -> CodeHost:  # noqa: N802  (Python-Markdown's name)
    """Return the extension (called by Python-Markdown)."""
    return CodeHost(**options)
