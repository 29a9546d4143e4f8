"""What a change of the guide means to its readers: two states of it, compared in the words of its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from guide.changes import decided, known, recommended, worded
from guide.changes.report import Comparison, Line, Part

# In the order in which a reader of the guide would ask.
_PARTS: dict[str, Callable[[Comparison], Iterator[Line]]] = {
    "Answers on the home page": decided.answers,
    "The recommended pattern": recommended.recommended,
    "What patterns answer to needs": recommended.answers_of_patterns,
    "Decisions": decided.decisions,
    "Decisions that name what is renamed or gone": decided.named,
    "What sources say": known.statements,
    "Guidelines": known.guidelines,
    "Figures": known.figures,
    "What is known": known.known,
    "What comes and goes": known.entries,
    "Words and sources": worded.wording,
}


def compare(compared: Comparison) -> list[Part]:
    """Return what is different for readers, without the parts that are as they were."""
    parts = (Part(title, tuple(find(compared))) for title, find in _PARTS.items())
    return [part for part in parts if part.lines]
