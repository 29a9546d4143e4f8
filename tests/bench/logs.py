"""Making logs of any length, of decisions like those that people write."""

from __future__ import annotations

import random
import shutil
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[2]
PARTS = ("adr", "data", "docs", "guide", "macros", "overrides", "mkdocs.yml")
# What the decisions are made of; none of it says anything about us.
_THINGS = ("queues", "caches", "retries", "feature flags", "read replicas", "webhooks", "batch jobs", "image builds")
_FOR = ("mail", "reports", "search", "uploads", "billing", "sign-in", "exports", "notifications", "thumbnails")
_WORDS = ("service", "request", "deploy", "image", "worker", "queue", "timeout", "alert", "log", "owner", "key", "cost")
_FIRST_DAY = date(2012, 1, 2)
# Every tenth decision is replaced by the one that comes this much later.
_EVERY, _LATER = 10, 7


def copy_guide(into: Path) -> Path:
    """Copy what the site is built from into a folder, and return the folder."""
    into.mkdir(parents=True, exist_ok=True)
    for name in PARTS:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, into / name, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, into / name)
    return into


def write_log(root: Path, length: int) -> None:
    """Write decisions into the guide in ``root`` until it has as many as asked for; the same ones every time."""
    first = len(list((root / "adr").glob("[0-9]*.md"))) + 1
    names = {number: _name(number) for number in range(first, length + 1)}
    for number, name in names.items():
        (root / "adr" / f"{name}.md").write_text(_decision(number, names), "utf-8")


def _title(number: int) -> str:
    chosen = random.Random(number)
    return f"Use {chosen.choice(_THINGS)} for {chosen.choice(_FOR)}, part {number}"


def _name(number: int) -> str:
    return f"{number:04}-{_title(number).lower().replace(',', '').replace(' ', '-')}"


def _prose(chosen: random.Random, sentences: int) -> str:
    lines = [" ".join(chosen.choices(_WORDS, k=14)).capitalize() + "." for _ in range(sentences)]
    return "\n".join(lines)


def _decision(number: int, names: dict[int, str]) -> str:
    """Return the text of a decision of some 60 lines, with a table, code, and links to decisions and pages."""
    chosen = random.Random(number)
    day = _FIRST_DAY + timedelta(days=number)
    newer = number + _LATER if number % _EVERY == 0 and number + _LATER in names else None
    older = number - _LATER if number % _EVERY == _LATER % _EVERY and number - _LATER in names else None
    status, since = ("superseded", _FIRST_DAY + timedelta(days=newer)) if newer else ("accepted", day)
    changes = [f"  - {{status: proposed, date: {day - timedelta(days=6)}}}", f"  - {{status: accepted, date: {day}}}"]
    if newer:
        changes.append(f"  - {{status: superseded, date: {since}}}")
    history = "\n".join(changes)
    other = names[chosen.choice(list(names))]
    one, two, three = (f"{thing} of our own" for thing in chosen.sample(_THINGS, 3))
    return f"""\
---
status: {status}
date: {since}
decision-makers: [engineering]
summary: {_prose(chosen, 1)}
answers: []
patterns: [{chosen.choice(["serverless", "container", "virtual-machine"])}]
projects: []
tools: []
supersedes: [{older or ""}]
superseded-by: [{newer or ""}]
history:
{history}
---

# {_title(number)}

## Context and Problem Statement

{_prose(chosen, 5)}

See also [an earlier thought]({other}.md) and [the patterns](../docs/patterns/container.md).

## Decision Drivers

* {_prose(chosen, 1)}
* {_prose(chosen, 1)}

## Considered Options

* {one}
* {two}
* {three}

## Decision Outcome

Chosen option: "{one}", because {_prose(chosen, 2).lower()}

| what | before | after |
| --- | --- | --- |
| {chosen.choice(_WORDS)} | {chosen.randint(1, 99)} | {chosen.randint(1, 99)} |
| {chosen.choice(_WORDS)} | {chosen.randint(1, 99)} | {chosen.randint(1, 99)} |

```yaml
{chosen.choice(_WORDS)}:
  {chosen.choice(_WORDS)}: ${{{{ secrets.TOKEN }}}}
```

### Consequences

* Good, because {_prose(chosen, 1).lower()}
* Bad, because {_prose(chosen, 1).lower()}

## More Information

Read again when `{chosen.choice(_WORDS)}` changes; <https://example.org/{number}> has the numbers.
"""
