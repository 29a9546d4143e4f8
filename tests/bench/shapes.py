"""Measuring how long the check takes with texts of shapes that nobody writes; a test holds it to proportion."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.engine.checks.test_slow_inputs import FILES_OF, MARKDOWN, YAML, checked, cost
from tests.engine.sample import decision, write_sample


def slowest(count: int) -> list[tuple[str, int, float]]:
    """Return the shapes that take the check longest, each with its size in characters and its seconds."""
    with tempfile.TemporaryDirectory() as folder:
        found = list(_measured(Path(folder)))
    return sorted(found, key=lambda one: one[2], reverse=True)[:count]


def _measured(folder: Path) -> Iterator[tuple[str, int, float]]:
    texts = {name: ("data/limits.yml", make(2 * n)) for name, (make, n) in YAML.items()}
    texts |= {name: (path, make(2 * n)) for name, (path, make, n) in FILES_OF.items()}
    for name, (make, n) in MARKDOWN.items():
        texts[name] = ("adr/0002-stay-dry.md", f"{decision('Stay dry')}\n{make(2 * n)}\n")
    for number, (name, (path, text)) in enumerate(texts.items()):
        root = write_sample(folder / str(number))
        yield name, len(text), min(cost(checked(root, path, text)) for _ in range(3))
