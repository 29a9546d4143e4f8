"""What is added to a guide, and how somebody follows what the check then says is missing beside it."""

from __future__ import annotations

import re
from pathlib import Path

from guide.model.entries import Support
from guide.model.guide import Guide
from guide.model.kinds import NONE
from tests.content.invited.copy import Copy, Message, said
from tests.engine.sample import decision

DRAFT = "adr/draft-try-what-is-invited.md"
PAGE = "docs/invited-page.md"
TITLE = "Try what is invited"
# What stands behind each id once it is renamed.
ANEW = "-anew"
_CLAIM = "text: It is an invited claim., sources: [invited-source]"
ENTRIES = {
    "sources": """\
invited-source:
  title: A source
  publisher: Somebody
  url: https://example.org/invited
  kind: blog
  read: never
invited-paper:
  title: A paper
  publisher: Somebody
  kept: In a drawer.
  kind: blog
  read: never
  statements:
    invited-statement: {text: Somebody wants to try., hedge: [May, perhaps]}
""",
    "tools": f"""\
invited-tool:
  name: Invited tool
  summary: {{{_CLAIM}}}
  facts:
    invited-fact: {{text: It is an invited fact of a tool., sources: [invited-source]}}
""",
    "projects": """\
invited-project:
  name: Invited project
  pattern: invited-pattern
  tool: invited-tool
  certainty: confirmed
  summary: It is deployed.
  sources: [invited-source, {by: Ada Example, date: 2026-01-02}]
  needs:
    invited-need: {answer: "yes", sources: [invited-source]}
""",
    "guidelines": f"""\
invited-guideline:
  level: may
  phase: decide
  text: Try it.
  why: It helps.
  serves: invited-capability
  patterns: [invited-pattern]
  sources: [invited-source]
  decision: {Path(DRAFT).stem}
""",
    "questions": f"""\
invited-question:
  question: May one try it?
  sources: [invited-paper#invited-statement]
  page: {PAGE.removeprefix("docs/")}
""",
    "capabilities": f"""\
invited-capability:
  name: Invited capability
  summary: {{{_CLAIM}}}
  details:
    invited-detail: {{text: It is an invited detail of a capability., sources: [invited-source]}}
""",
    "needs": """\
invited-need:
  name: Invited need
  question: Does it need what is invited?
  why: It is an invited reason.
  words: [invited reason, {text: strange words, sources: [invited-source]}]
""",
    "kinds": f"""\
invited-kind:
  name: Invited kind of work
  words: [invited claim]
  summary: It is an invited kind of work.
  started-by: event
  expect: invited-pattern
  why: {{{_CLAIM}}}
  limit: invited-limit
  needs: [invited-need]
""",
    "limits": """\
invited-limit:
  name: Invited figure
  value: 7 invitations
  text: It is a figure of {limits.invited-limit}.
  sources: [invited-source]
  unwatched: Nobody models invitations.
""",
}
_PATTERN = f"""\
invited-pattern:
  name: Invited pattern
  order: {{order}}
  summary: {{{{{_CLAIM}}}}}
  choose-when:
    invited: {{{{{_CLAIM}}}}}
  benefits:
    invited: {{{{{_CLAIM}, needs: [invited-need]}}}}
  drawbacks:
    invited: {{{{{_CLAIM}, needs: []}}}}
  capabilities: {{{{}}}}
  asks:
    invited: {{{{{_CLAIM}}}}}
  needs: {{{{}}}}
"""
_GROUND = "rests-on: [{pattern: invited-pattern, need: invited-need, answer: yes}]"
_TEXT = """\
---
title: Invited page
description: What is invited, with a source and what was decided about it.
---
# Invited page

It is invited {{ cite("invited-source") }}, perhaps {{ cite("invited-paper#invited-statement") }},
whatever [the pattern](patterns/invited-pattern.md).

## What we decided about this {: #decisions }

{{ decisions_on("invited-question") }}
"""


def invited(guide: Guide) -> list[str]:
    """Return the collections to which an entry is added."""
    # The first kind of work of all would ask for one for each other need.
    return [collection for collection in ("patterns", *ENTRIES) if collection != "kinds" or guide.kinds]


def add_all(copy: Copy) -> None:
    """Add an entry of each kind, a page, and the decision behind them; nothing yet that the check will ask for."""
    order = max(pattern.order for pattern in copy.guide.patterns.values()) + 1
    entries = {"patterns": _PATTERN.format(order=order), **ENTRIES}
    for collection in invited(copy.guide):
        _add(copy, collection, entries[collection])
    copy.write(PAGE, _TEXT)
    text = decision(TITLE, answers="invited-question", patterns="invited-pattern")
    text = text.replace("history:", "projects: [invited-project]\ntools: [invited-tool]\nhistory:")
    text = text.replace("history:", f"{_GROUND}\nhistory:", 1)
    text = text.replace("What is decided.", "One may try it.")
    copy.write(DRAFT, text.replace("[the crossing](../docs/crossing.md)", f"[the page](../{PAGE})"))


def _add(copy: Copy, collection: str, entry: str) -> None:
    """Add an entry to the file of a collection, as one would in the browser; where there is none, in a new one."""
    path = _file(copy, collection)
    if not (copy.root / path).exists():
        schema = f"{'../' * path.count('/')}guide/schema/{collection}.json"
        copy.write(path, f"# yaml-language-server: $schema={schema}\n{entry}")
        return
    text = copy.read(path)
    # An empty collection is written as {}.
    text = (
        text.rstrip("\n") + "\n" if getattr(copy.guide, collection) else re.sub(r"^\{ *\}.*\n?", "", text, flags=re.M)
    )
    copy.write(path, text + entry)


def rename_all(copy: Copy) -> None:
    """Give each entry another id, and the page and the decision another name; nothing yet that has to follow."""
    (decided,) = (one.path for one in copy.guide.all_decisions() if one.title == TITLE)
    for path in (PAGE, decided):
        copy.git("mv", path, path.replace(".md", f"{ANEW}.md"))
    for path in [_file(copy, collection) for collection in invited(copy.guide)]:
        text = re.sub(r"^(invited-[a-z]+| {4}invited-statement):", rf"\1{ANEW}:", copy.read(path), flags=re.M)
        # As the list of changes asks, so that old addresses of the page that chooses keep its answer.
        copy.write(path, text.replace(f"invited-need{ANEW}:\n", f"invited-need{ANEW}:\n  formerly: [invited-need]\n"))


def remove_all(copy: Copy) -> None:
    """Remove each entry and the page again; the decision stays, as one that has landed does."""
    for path in [_file(copy, collection) for collection in invited(copy.guide)]:
        text = re.sub(r"^invited-.*", "", copy.read(path), flags=re.M | re.S)
        if path.endswith("/invited.yml"):
            copy.git("rm", "--quiet", "--force", path)
        else:
            copy.write(path, text if re.search(r"^\w", text, re.M) else f"{text}{{}}\n")
    copy.git("rm", "--quiet", PAGE.replace(".md", f"{ANEW}.md"))


def _file(copy: Copy, collection: str) -> str:
    """Return the path of the file that the entry of a collection is in, or is to be in."""
    folder = f"data/{collection}"
    return f"{folder}/invited.yml" if (copy.root / folder).is_dir() else f"{folder}.yml"


def complete(copy: Copy, message: Message) -> None:
    """Add what a message says is missing beside what was added."""
    _COMPLETED[message.rule](copy, message)


def _add_provision(copy: Copy, message: Message) -> None:
    id = said("who provides '(.+)'; add it here", message.what)
    _add_field(copy, message, f"{id}: {{provided-by: team, {_CLAIM}}}")


def _add_answer(copy: Copy, message: Message) -> None:
    """Answer a need: only the new pattern supports the new one, and it supports all others but those refused below."""
    entry, need = re.match("pattern '(.+)' leaves the need '(.+)' unanswered; add its answer", message.what).groups()
    answer = "yes" if entry == "invited-pattern" and need not in _refused(copy.guide) else "no"
    whole = f"{{answer: {answer}, reason: It is an invited answer., sources: [invited-source]}}"
    _add_field(copy, message, f"{need}: {whole}")


def _refused(guide: Guide) -> set[str]:
    """Return a need of each kind of work that no pattern fits, one of those that patterns refuse already."""
    others = [pattern.needs for id, pattern in guide.patterns.items() if id != "invited-pattern"]
    answers = {need: {needs[need].answer for needs in others if need in needs} for need in guide.needs}
    refused = [need for need, given in answers.items() if Support.NO in given]
    unfit = [kind.needs for kind in guide.kinds.values() if kind.is_service and kind.expect == NONE]
    return {next(need for need in refused if need in needs) for needs in unfit}


def _add_field(copy: Copy, message: Message, field: str) -> None:
    """Add a field to the mapping at a place, whichever way that is written."""
    lines = copy.read(message.path).split("\n")
    line = lines[message.line - 1]
    if "{" in line:
        lines[message.line - 1] = (
            line.replace("{}", f"{{{field}}}") if "{}" in line else line.replace("{", f"{{{field}, ", 1)
        )
    else:
        indent = re.match(" *", lines[message.line])[0]
        lines.insert(message.line, f"{indent}{field}")
    copy.write(message.path, "\n".join(lines))


def _add_to_navigation(copy: Copy, message: Message) -> None:
    """Add a line to the navigation: below one of the same folder, or else where the navigation starts."""
    line = said("add a line to 'nav', such as: (.+)", message.what)
    lines = copy.read(message.path).split("\n")
    folder = line.rpartition("/")[0].rpartition(" ")[2]
    beside = [at for at, other in enumerate(lines) if folder and re.search(rf"- (.* )?{folder}/[\w-]+\.md$", other)]
    at = beside[-1] if beside else message.line - 1
    lines.insert(at + bool(beside), re.match(" *", lines[at])[0] + line)
    copy.write(message.path, "\n".join(lines))


def _add_section(copy: Copy, message: Message) -> None:
    heading, call = re.search("write '(## .+)', and below it: (.+)$", message.what).groups()
    copy.write(message.path, f"{copy.read(message.path).rstrip()}\n\n{heading}\n\n{call}\n")


_COMPLETED = {
    "capability-missing": _add_provision,
    "need-unanswered": _add_answer,
    "page-call": _add_section,
    "navigation": _add_to_navigation,
}
