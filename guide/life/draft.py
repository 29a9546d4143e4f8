"""A new decision: the name of its file, and its text from the template."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from anyascii import anyascii

from guide.life.edit import add_to_list
from guide.problems import JOINERS

# What the code host's editor calls a new draft, until its author does.
UNNAMED = "draft-your-title"
TEMPLATE = Path(__file__).with_name("template.md").read_text("utf-8")
# What explains the draft that a new guide starts with, and goes with the other explanations.
FIRST_PROPOSAL = """\
# A first proposal, and an example of one. Change it until you agree, or delete it and name your own under
# data/questions.yml; `guide status draft-take-the-lightest-pattern accepted` accepts it."""
LONGEST_SLUG = 60
_DAY = "{YYYY-MM-DD}"
_REVIEW_AFTER = timedelta(days=182)


def clean_title(text: str) -> str:
    """Return a title on one line, without what cannot be seen; empty if nothing is left."""
    if text.isprintable():
        return " ".join(text.split())
    seen = (char if char in JOINERS or unicodedata.category(char)[0] != "C" else " " for char in text)
    return " ".join("".join(seen).split())


def slug(title: str) -> str:
    """Return a title as small letters, digits and single hyphens, cut between words at 60 characters.

    Other scripts are spelt in Latin letters and emoji by their names; "decision" stands for a title
    of which nothing can be spelt.
    """
    spelt = "".join(_spelt(character) for character in unicodedata.normalize("NFC", title))
    words = re.findall(r"[a-z0-9]+", re.sub("['\u2019`]", "", spelt).lower().replace("&", " and "))
    name = "-".join(words)
    if len(name) > LONGEST_SLUG:
        whole = name[: LONGEST_SLUG + 1].rpartition("-")[0]
        name = whole or name[:LONGEST_SLUG]
    return name or "decision"


def _spelt(character: str) -> str:
    # A Chinese or Japanese character is a word or a syllable; without spaces they would run together.
    ideograph = unicodedata.name(character, "").startswith("CJK ")
    return f" {anyascii(character)} " if ideograph else anyascii(character)


def heading(title: str) -> str:
    """Return a title as the text of a Markdown heading that shows it to the letter.

    Characters that are Markdown only in some places are left alone where they are not, as in "snake_case".
    """
    text = re.sub(r"&(?=#?\w+;)", "&amp;", title).replace("<", "&lt;").replace("`", "&#96;")
    # One alone strikes nothing through, and Python-Markdown knows no backslash before it.
    text = text.replace("~", "&#126;") if text.count("~") > 1 else text
    text = re.sub(r"\\(?=[!-/:-@\[-`{-~])", "&#92;", text)
    text = re.sub(r"([*\[\]{}]|(?<![^\W_])_|_(?![^\W_])|#(?=#*$))", r"\\\1", text)
    return re.sub(r"^([+>-]|\d+\.)(?=\s)", lambda match: f"\\{match[1]}" if len(match[1]) == 1 else match[1], text)


def draft_text(title: str, today: date, related: Mapping[str, Sequence[int]] | None = None) -> str:
    """Return the text of a new draft.

    title: what is decided, as a clean title.
    today: the day of the proposal; somebody should look again half a year later.
    related: the numbers of the decisions that it would change, by the field of the relation, such as "supersedes".
    """
    text = TEMPLATE.replace(f"review-by: {_DAY}", f"review-by: {today + _REVIEW_AFTER}").replace(_DAY, str(today))
    text = re.sub(r"^# \{.*$", lambda _: f"# {heading(title)}", text, count=1, flags=re.M)
    for name, numbers in (related or {}).items():
        for number in numbers:
            text = add_to_list(text, name, str(number))
    return text


def without_explanations(text: str) -> str:
    """Return a decision's text without the comments of the template, or of the first proposal, to the letter."""
    for comment in re.findall(r"^<!--.*?-->\n+", TEMPLATE, re.S | re.M):
        text = text.replace(comment, "", 1)
    front, mark, body = text.partition("\n---\n")
    explained = [*TEMPLATE.partition("\n---\n")[0].splitlines(), *FIRST_PROPOSAL.splitlines()]
    lines = {line for line in explained if line.startswith("#")}
    kept = [line for line in front.split("\n") if line not in lines]
    return "\n".join(kept) + mark + body
