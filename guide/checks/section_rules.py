"""The rules for what a decision's text is made of. Structure is checked, style is not.

Imported decisions keep their text as it is, so these rules leave them alone; what their pages cannot show is made text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from itertools import zip_longest

from guide.checks.registry import Finding, rule
from guide.life.blank import PLACEHOLDER_IDS
from guide.life.draft import UNNAMED, slug
from guide.model.decision import Decision
from guide.model.fields import hint, one_of
from guide.model.guide import Guide
from guide.problems import Place
from guide.text.markdown import as_text

# MADR's headings that a decision cannot do without.
NEEDED = ("Context and Problem Statement", "Considered Options", "Decision Outcome")

# Not '${…}', '{{…}}', '/users/{id}' or an attribute list: those are something else.
_PLACEHOLDER = re.compile(r"(?<![^\s(\"'“*_>])\{(?![{}%:#.])[^{}]*\}(?!\})")
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_ITEM = re.compile(
    r"^(?P<indent> {0,3})(?:[*+-]|\d+[.)])[ \t]+(?P<text>.+(?:\n[ \t]+(?![*+-][ \t]|\d+[.)][ \t])\S.*)*)", re.M
)
_CHOSEN = re.compile(r"chosen\s+options?\W{0,4}[\"“„«](?P<name>[^\"”“»\n]+(?:\n[^\"”“»\n]+)*)[\"”“»]", re.I)
# What sets the name of an option apart from a remark about it.
_REMARK = re.compile(r"\s*(?::|;|,|\.|\(|\s[-\u2013\u2014]+\s).*$", re.S)


def written(guide: Guide) -> Iterator[Decision]:
    """Yield the decisions that were written here, and so are held to a structure."""
    return (decision for decision in guide.texts() if not decision.front.imported_from)


@rule
def placeholder(guide: Guide) -> Iterator[Finding]:
    """Nothing from a template is left to be filled in."""
    for decision in written(guide):
        if decision.name == UNNAMED:
            is_titled = decision.title and "{" not in decision.title
            name = f"draft-{slug(decision.title)}.md" if is_titled else "draft-use-queues-for-mail.md"
            remedy = f"rename it after its title, such as {name}"
            yield Place(decision.path), f"still has the name that it started with; {remedy}"
        for path, text in decision.document.texts():
            if text.startswith("{") and re.fullmatch(r"\{[^{}]*\}", text):
                place = decision.document.place(*path)
                yield place, f"still holds the placeholder {text}; write your text in its place"
        for match in _PLACEHOLDER.finditer(decision.plain) if "{" in decision.plain else ():
            shown = " ".join(match[0].split())
            remedy = "write your text in its place, or put it between backticks if it is none"
            yield decision.place(match.start()), f"still holds the placeholder {shown}; {remedy}"
    for document in guide.documents:
        for path, place in document.keys.items():
            if path[-1] in PLACEHOLDER_IDS:
                remedy = "write an id of your own in its place, such as 'fast-deployment'"
                yield place, f"still holds the placeholder '{path[-1]}'; {remedy}"


@rule
def missing_section(guide: Guide) -> Iterator[Finding]:
    """A decision has the sections that MADR asks for: its context, the considered options, the outcome."""
    for decision in written(guide):
        for name in NEEDED:
            if not section(decision, name):
                near = get_close_matches(name, [heading.text for heading in decision.headings], n=1)
                remedy = f"rename '{near[0]}'" if near else f"add a line '## {name}' and its text"
                title = next((heading.offset for heading in decision.headings if heading.level == 1), 0)
                yield decision.place(title), f"has no section '{name}'; {remedy}"


@rule
def empty_section(guide: Guide) -> Iterator[Finding]:
    """A section has a text, or is left out."""
    for decision in written(guide):
        for heading, after in zip_longest(decision.headings, decision.headings[1:]):
            if after and after.level > heading.level:
                continue  # what it says stands in the sections inside it
            span = heading.end, after.offset if after else len(decision.body)
            if heading.text and _is_empty(decision, span):
                yield decision.place(heading.offset), f"the section '{heading.text}' is empty; fill it in or remove it"


@rule
def considered_options(guide: Guide) -> Iterator[Finding]:
    """A decision considers at least two options, each once."""
    for decision in written(guide):
        span = _filled_section(decision, "Considered Options")
        if not span:
            continue
        place = decision.place(_line_after(decision, span[0]))
        named = options(decision)
        if not named:
            yield place, "lists no option; write each considered option on a line that starts with '* '"
        elif len(named) == 1:
            yield place, f"considers only one option, '{named[0]}'; add the others, 'do nothing' among them"
        same = list(map(_normalised, named))
        for index, name in enumerate(named):
            if same[index] in same[:index]:
                yield place, f"lists the option '{name}' twice; remove one of them"


@rule
def decision_outcome(guide: Guide) -> Iterator[Finding]:
    """The outcome of a decision names one of the considered options."""
    for decision in written(guide):
        span = _filled_section(decision, "Decision Outcome")
        named = options(decision)
        if not span or not named:
            continue
        text = decision.body[slice(*span)]
        # Most say it plainly; links and emphasis may be in between.
        chosen = _CHOSEN.search(text) or _CHOSEN.search(as_text(text))
        name = " ".join(chosen["name"].split()) if chosen else ""
        if chosen and not {name, as_text(name)}.isdisjoint(named):
            continue
        names = [form for option in named for form in _forms(option)]
        if chosen:
            if any(_abbreviates(form, names) for form in _forms(name)):
                continue
            place = decision.place(_line_after(decision, span[0]))
            yield place, f"the chosen option '{name}' is none of the considered ones; {hint(name, named)}"
        elif not any(_within(form, text) for form in names):
            place = decision.place(_line_after(decision, span[0]))
            yield place, f"names no considered option; write 'Chosen option: \"…\", because …' with {one_of(named)}"


def section(decision: Decision, name: str) -> tuple[int, int] | None:
    """Return from where to where in the body the section of a name reaches, its heading left out."""
    for index, heading in enumerate(decision.headings):
        if _normalised(heading.text) == _normalised(name):
            later = (other for other in decision.headings[index + 1 :] if other.level <= heading.level)
            end = next(later, None)
            return heading.end, end.offset if end else len(decision.body)
    return None


def _filled_section(decision: Decision, name: str) -> tuple[int, int] | None:
    """Return the section of a name like ``section``, unless it is empty or still holds a placeholder."""
    span = section(decision, name)
    filled = span and not _is_empty(decision, span) and not _PLACEHOLDER.search(decision.plain, *span)
    return span if filled else None


def options(decision: Decision) -> list[str]:
    """Return the considered options: the outer items of the list below that heading, or its headings."""
    span = section(decision, "Considered Options")
    if not span:
        return []
    items = list(_ITEM.finditer(decision.plain, *span))
    if items:
        outer = min(len(item["indent"]) for item in items)
        bodies = [decision.body[slice(*item.span("text"))] for item in items if len(item["indent"]) < outer + 2]
        return [" ".join(as_text(text).split()) for text in bodies]
    return [heading.text for heading in decision.headings if span[0] <= heading.offset < span[1]]


def _line_after(decision: Decision, offset: int) -> int:
    """Return the offset of the first line behind an offset that says something, for a message's place."""
    match = re.compile(r"\S").search(decision.plain, offset)
    return match.start() if match else max(offset - 1, 0)


def _is_empty(decision: Decision, span: tuple[int, int]) -> bool:
    # Code is blanked out in the plain text, but says something; a comment is, and does not.
    return not decision.plain[slice(*span)].strip() and not _COMMENT.sub("", decision.body[slice(*span)]).strip()


def _forms(option: str) -> Iterator[str]:
    """Yield an option as it is written, and its name without a remark about it."""
    yield option
    short = _REMARK.sub("", option)
    if len(short) > 1:
        yield short


@lru_cache(maxsize=1024)
def _normalised(text: str) -> str:
    """Return the words of a text in small letters, to compare names whatever their case, spaces and punctuation."""
    return " ".join(re.findall(r"\w+(?:[.+#'\u2019-]+\w+)*[+#]*", as_text(text).casefold()))


def _abbreviates(name: str, options: list[str]) -> bool:
    """Return whether a name is that of an option, or the words that an option starts with."""
    wanted = _normalised(name)
    return bool(wanted) and any(f"{_normalised(option)} ".startswith(f"{wanted} ") for option in options)


def _within(name: str, text: str) -> bool:
    """Return whether a text holds a name as whole words."""
    wanted = _normalised(name)
    return bool(wanted) and f" {wanted} " in f" {_normalised(text)} "
