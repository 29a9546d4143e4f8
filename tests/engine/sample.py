"""A small, sound guide about nothing that exists, to spoil in tests."""

from __future__ import annotations

from pathlib import Path

DECISION = """\
---
status: {status}
date: {date}
decision-makers: [crew]
summary: {summary}
answers: [{answers}]
patterns: [{patterns}]
supersedes: [{supersedes}]
superseded-by: [{superseded_by}]
history:
{history}
---

# {title}

## Context and Problem Statement

We have to get across, see [the crossing](../docs/crossing.md).

## Considered Options

* {title}
* Stay

## Decision Outcome

Chosen option: "{title}", because somebody has to.
"""


def decision(title: str, **fields: str) -> str:
    """Return the text of a decision; fields that are not given are those of an accepted one."""
    given = {
        "status": "accepted",
        "date": "2026-02-02",
        "summary": "What is decided.",
        "answers": "",
        "patterns": "",
        "supersedes": "",
        "superseded_by": "",
        "history": "  - {status: accepted, date: 2026-02-02}",
    }
    return DECISION.format(title=title, **given | fields)


def page(title: str, text: str = "") -> str:
    """Return the text of a page of docs/ with a title."""
    return f"---\ndescription: What there is to know of {title}.\n---\n# {title}\n{text}"


FILES = {
    "mkdocs.yml": """\
site_name: The Crossing
site_url: !ENV [GUIDE_SITE_URL, "http://127.0.0.1:8000/"]
repo_url: https://example.org/crossing
edit_uri: edit/main/docs/
""",
    "data/sources.yml": """\
log:
  title: The ship's log
  publisher: crew
  url: https://example.org/log
  kind: own
  read: opened
  checked: 2026-01-01
chart:
  title: A chart
  publisher: crew
  kept: In the cabin.
  kind: own
  read: never
  statements:
    height:
      text: There is a height above which nobody goes.
""",
    "data/questions.yml": """\
how-to-cross:
  question: How do we get across?
  page: crossing.md
""",
    "data/needs.yml": """\
wind:
  name: Wind
  question: Is there wind?
  why: A breeze will do.
  words: [breeze]
water:
  name: Water
  question: Is there water in between?
  why: The sea is water too.
  words: [sea]
""",
    "data/capabilities.yml": """\
steering:
  name: Steering
  summary:
    text: It keeps the course.
    sources: [log]
  details: {}
""",
    "data/takeaways.yml": """\
travel-light:
  text: Travel light.
  sources: [log]
""",
    "data/limits.yml": """\
height:
  name: Height
  value: 100 m
  text: No higher than that.
  sources: [chart#height]
  unwatched: Nobody states it.
""",
    "data/patterns/kite.yml": """\
kite:
  name: Kite
  order: 1
  summary:
    text: It flies.
    sources: [log]
  choose-when:
    light:
      text: The load is light.
      sources: [log]
  benefits:
    fast:
      text: It is fast.
      sources: [log]
      needs: [wind]
  drawbacks:
    fragile:
      text: It breaks.
      sources: [log]
      needs: []
  capabilities:
    steering:
      provided-by: team
      text: Two lines.
      sources: [log]
  asks:
    string:
      text: Bring string.
      sources: [log]
  needs:
    wind:
      answer: yes
      reason: It lives on it.
      sources: [log]
    water:
      answer: no
      reason: It gets wet.
      sources: [log]
""",
    "data/patterns/raft.yml": """\
raft:
  name: Raft
  order: 2
  summary:
    text: It floats.
    sources: [log]
  choose-when:
    heavy:
      text: The load is heavy.
      sources: [log]
  benefits:
    dry:
      text: It is dry, mostly.
      sources: [log]
      needs: [water]
  drawbacks:
    slow:
      text: It is slow.
      sources: [log]
      needs: []
  capabilities:
    steering:
      provided-by: shared
      text: An oar and the current.
      sources: [log]
  asks:
    rope:
      text: Bring rope.
      sources: [log]
  needs:
    wind:
      answer: at-a-cost
      reason: It drifts.
      cost: A sail.
      sources: [log]
    water:
      answer: yes
      reason: It floats.
      sources: [log]
""",
    "data/tools.yml": """\
oar:
  name: Oar
  summary:
    text: A piece of wood.
    sources: [log]
  open:
    whose:
      question: Whose is it?
      about: summary
""",
    "data/projects.yml": """\
ferry:
  name: Ferry
  pattern: raft
  tool: oar
  certainty: reported
  summary: It crosses.
  sources: [log]
balloon:
  name: Balloon
  pattern: kite
  tool: unknown
  certainty: unconfirmed
  summary: It may cross.
  sources: [log]
  open:
    really:
      question: Does it cross?
      about: pattern
""",
    "data/guidelines.yml": """\
look-first:
  level: must
  text: Look before you leap.
  why: It saves trouble.
  serves: travel-light
  sources: [log]
  decision: 1
  phase: decide
""",
    "data/kinds.yml": """\
letters:
  name: Letters
  summary: Sheets of paper.
  started-by: request
  expect: kite
  why:
    text: They are light.
    sources: [log]
  limit: height
  needs: [wind]
  depends: [water]
parcels:
  name: Parcels
  summary: Boxes with a string around them.
  started-by: event
  expect: raft
  why:
    text: They must not get wet.
    sources: [log]
  needs: [wind, water]
""",
    "adr/0001-cross-by-raft.md": decision("Cross by raft", answers="how-to-cross", patterns="raft"),
    "adr/0002-stay-dry.md": decision("Stay dry"),
    "adr/README.md": "# Decisions\n",
    "docs/crossing.md": page("The crossing"),
    "docs/patterns/kite.md": page("Kite"),
    "docs/patterns/raft.md": page("Raft"),
    "docs/projects/ferry.md": page("Ferry"),
    "docs/projects/balloon.md": page("Balloon"),
}


def write_sample(root: Path) -> Path:
    """Write the sample guide into a folder and return the folder."""
    for path, text in FILES.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    (root / "docs" / "adr").symlink_to("../adr")
    return root


def edit(root: Path, path: str, old: str, new: str) -> None:
    """Replace the one place in a file where ``old`` stands; an empty ``old`` stands for the whole file."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    if not old:
        file.write_text(new, "utf-8")
        return
    text = file.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    file.write_text(text.replace(old, new), "utf-8")
