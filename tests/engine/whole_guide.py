"""A whole organisation that is unlike ours: its content stands in organisation/, and most of its log is made here."""

from __future__ import annotations

import functools
import random
import shutil
import struct
import tempfile
import zlib
from datetime import date, timedelta
from pathlib import Path

from guide.model.guide import Guide
from guide.model.load import load
from tests.engine.built_site import ROOT

ORGANISATION = Path(__file__).parent / "organisation"
ENGINE = ("guide", "macros", "overrides")
CONTENT = ("adr", "data", "docs")
# From this line of mkdocs.yml on stands what is the engine's.
MARKER = "# ---- The engine's part"
# How many decisions there are, those that stand in organisation/adr/ among them.
LENGTH = 42

_FIRST_DAY = date(2019, 3, 4)
_DAYS_BETWEEN = 43
# Which decision was superseded by which later one; two of them make a chain.
_SUCCESSORS = {4: 7, 7: 12, 10: 18, 20: 30}
_ENDED = {6: "deprecated", 14: "rejected", 16: "deprecated", 22: "rejected"}
_THINGS = ("stamps", "ribbons", "paddles", "ink", "feathers", "bells", "lanterns", "envelopes", "kites", "biscuits")
_FOR = ("the harbour", "the hill", "the lighthouse", "rainy days", "the baker", "Sundays", "the school", "the goat")
_WORDS = ("tide", "letter", "bag", "wind", "pier", "door", "dog", "parcel", "rope", "moon", "gull", "soup", "oar")
_PATTERNS = ("bottle", "pigeon", "bicycle", "mail-boat", "airship")
_PROJECTS = ("ice", "seeds", "tea", "wool", "medals", "night-bag")


def settings() -> str:
    """Return mkdocs.yml: the organisation's part, and the engine's as it stands in the repository."""
    _, marker, engine = (ROOT / "mkdocs.yml").read_text("utf-8").partition(MARKER)
    assert marker, f"no line of mkdocs.yml starts with '{MARKER}'"
    return f"{(ORGANISATION / 'mkdocs.yml').read_text('utf-8')}\n{marker}{engine}"


def write_content(root: Path) -> Path:
    """Write all that is the organisation's into a folder that has no content yet, and return the folder."""
    for name in CONTENT:
        shutil.copytree(ORGANISATION / name, root / name, symlinks=True)
    (root / "mkdocs.yml").write_text(settings(), "utf-8")
    (root / "docs" / "assets" / "card.png").write_bytes(_picture(1200, 630))
    written = {int(file.name[:4]): file.stem for file in (root / "adr").glob("[0-9]*.md")}
    names = {number: written.get(number) or _name(number) for number in range(1, LENGTH + 1)}
    for number in sorted(names.keys() - written.keys()):
        (root / "adr" / f"{names[number]}.md").write_text(_decision(number, names), "utf-8")
    return root


def write_whole_guide(root: Path) -> Path:
    """Write the organisation's content and the engine that builds its site into a folder, and return the folder."""
    root.mkdir(parents=True, exist_ok=True)
    for name in ENGINE:
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    return write_content(root)


@functools.cache
def whole_guide() -> Guide:
    """Return the guide of the organisation as it is read."""
    with tempfile.TemporaryDirectory() as folder:
        guide, problems = load(write_content(Path(folder)))
    assert problems == ()
    return guide


@functools.cache
def _picture(width: int, height: int) -> bytes:
    """Return a PNG of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(b"".join(b"\0" + b"\x7a\x4a\x00" * width for _ in range(height)), 9)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def _title(number: int) -> str:
    chosen = random.Random(number)
    return f"{chosen.choice(_THINGS)} for {chosen.choice(_FOR)}, on day {number}".capitalize()


def _name(number: int) -> str:
    return f"{number:04}-{_title(number).lower().replace(',', '').replace(' ', '-')}"


def _day(number: int) -> date:
    return _FIRST_DAY + timedelta(days=number * _DAYS_BETWEEN)


def _prose(chosen: random.Random, sentences: int) -> str:
    return "\n".join(" ".join(chosen.choices(_WORDS, k=12)).capitalize() + "." for _ in range(sentences))


def _history(number: int) -> list[tuple[str, date]]:
    """Return each status that a decision has had, with its day."""
    begun = [("proposed", _day(number) - timedelta(days=5))]
    end = _ENDED.get(number)
    if end == "rejected":
        return [*begun, ("rejected", _day(number))]
    accepted = [*begun, ("accepted", _day(number))]
    if number in _SUCCESSORS:
        return [*accepted, ("superseded", _day(_SUCCESSORS[number]))]
    return [*accepted, (end, _day(number + 3))] if end else accepted


def _decision(number: int, names: dict[int, str]) -> str:
    """Return the text of a decision as a post office may write it, with links, a table and code."""
    chosen = random.Random(number)
    history = _history(number)
    status, day = history[-1]
    older = [old for old, new in _SUCCESSORS.items() if new == number]
    changes = "\n".join(f"  - {{status: {one}, date: {when}}}" for one, when in history)
    one, two = chosen.sample(_THINGS, 2)
    other = names[chosen.choice([known for known in names if known != number])]
    return f"""\
---
status: {status}
date: {day}
decision-makers: [{chosen.choice(["Bo", "Cleo", "Dov"])}]
summary: {_prose(chosen, 1)}
patterns: [{chosen.choice(_PATTERNS)}]
projects: [{chosen.choice(_PROJECTS) if number % 3 == 0 else ""}]
supersedes: {older}
superseded-by: [{_SUCCESSORS.get(number, "")}]
history:
{changes}
tags: [{chosen.choice(_WORDS)}]
---

# {_title(number)}

## Context and Problem Statement

{_prose(chosen, 3)}

See also [another one]({other}.md) and [the ways](../docs/patterns/index.md).

## Considered Options

* More {one}
* Fewer {two}
* Neither

## Decision Outcome

Chosen option: "More {one}", because {_prose(chosen, 1).lower()}

| what | before | after |
| --- | --- | --- |
| {chosen.choice(_WORDS)} | {chosen.randint(1, 99)} | {chosen.randint(1, 99)} |

```yaml
{chosen.choice(_WORDS)}: ${{{{ {chosen.choice(_WORDS)}.{chosen.choice(_WORDS)} }}}}
```

### Consequences

* Good, because {_prose(chosen, 1).lower()}
* Bad, because {_prose(chosen, 1).lower()}
"""
