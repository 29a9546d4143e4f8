"""The rules for how texts name decisions: by a number that there is, and the one that their link leads to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from guide.checks.links import page_and_anchor
from guide.checks.registry import Finding, rule
from guide.model.decision import FOLDER, number_in
from guide.model.guide import Guide
from guide.problems import Place
from guide.text.macro_calls import without_calls
from guide.text.markdown import read_markup
from guide.text.yaml import Lines

_LINK = re.compile(r"\[ADR[ -]0*(?P<number>[1-9][0-9]{0,4})\b[^\[\]]*\]\(<?(?P<target>[^\s()<>]+)")
_NUMBER = re.compile(r"(?<![\w/.#-])ADR[ -]0*(?P<number>[1-9][0-9]{0,4})(?![\w.]*\w)")


@rule
def link_words(guide: Guide) -> Iterator[Finding]:
    """A link whose words name a decision leads to that decision."""
    for text, path, place in _texts(guide):
        for link in _LINK.finditer(text):
            file, _ = page_and_anchor(link["target"], path) or ("", "")
            number = number_in(PurePosixPath(file).name) if file.startswith(f"{FOLDER}/") else None
            if number and number != int(link["number"]):
                message = f"the link says ADR {link['number']} and leads to ADR {number}; make the one follow the other"
                yield place(link.start()), message


@rule
def unknown_number(guide: Guide) -> Iterator[Finding]:
    """A decision that a text names by its number exists."""
    if guide.unsound or not guide.is_read:
        return  # it may well exist where something could not be read
    for text, _, place in _texts(guide):
        for number, offset in _unknown(text, guide):
            yield place(offset), f"there is no ADR {number}; name one that exists, or put it between backticks"
    for decision in guide.all_decisions():
        # It is shown to the letter, so nothing in it is code.
        for number, _ in () if decision.front.imported_from else _unknown(decision.front.summary, guide):
            place = decision.document.place("summary")
            yield place, f"there is no ADR {number}; name one that exists, or take the number out"


def _unknown(text: str, guide: Guide) -> Iterator[tuple[str, int]]:
    """Yield each number by which a text names a decision that does not exist, with its offset."""
    for named in _NUMBER.finditer(text):
        if int(named["number"]) not in guide.decisions:
            yield named["number"], named.start()


def _texts(guide: Guide) -> Iterator[tuple[str, str, Callable[[int], Place]]]:
    """Yield the text of each decision and page without code and comments, its path, and what gives a place in it.

    Imported decisions are left out: they may mean the numbers of the log that they come from.
    """
    for decision in guide.texts():
        if not decision.front.imported_from:
            yield decision.plain, decision.path, decision.place
    for path, text in guide.prose.items():
        lines = Lines(text)
        yield (
            read_markup(without_calls(text)).plain,
            path,
            lambda offset, lines=lines, path=path: lines.place(path, offset),
        )
