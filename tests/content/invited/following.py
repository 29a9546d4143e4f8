"""Following what the check says of the places that have to follow what was renamed or removed."""

from __future__ import annotations

import re

from guide.model.promises import FILE
from tests.content.invited.copy import Copy, Message, said
from tests.content.invited.mending import choice


def follow_a_name(copy: Copy, message: Message) -> None:
    """Write the new name of something where a message says that it is meant."""
    if not (copy.root / message.path).exists():
        return  # renamed by a mend just before, and told of again under its new name
    lines = copy.read(message.path).split("\n")
    at = message.line - 1
    if message.rule == "lost-name":
        formerly = next(index for index, line in enumerate(lines) if line.startswith("formerly:"))
        lines[formerly] = said("write '(formerly: .+)', so that", message.what)
    elif message.rule == "page-call":
        heading = said("write '(## .+)', and below it", message.what)
        name = heading.partition(" {:")[0]
        lines = [heading if line.startswith(f"{name} {{:") else line for line in lines]
    else:
        meant = re.search(r"did you mean '([^']+)'\?", message.what)
        assert meant, message
        old = said("(?:'|no page docs/)([^']+?)(?:'|;)", message.what)
        start, rest = lines[at][: message.column - 1], lines[at][message.column - 1 :]
        assert old in rest, message
        lines[at] = start + rest.replace(old, meant[1], 1)
    copy.write(message.path, "\n".join(lines))
    if "rename this page with it" in message.what:
        new = re.sub(r"[^/]+\.md$", f"{choice(message.what.partition('?')[0] + '?')}.md", message.path)
        copy.git("mv", message.path, new)


def forget(copy: Copy, message: Message) -> None:
    """Take out what names something that was removed."""
    if "or remove it" in message.what:
        copy.git("rm", "--quiet", "--force", "--ignore-unmatch", message.path)
    if not (copy.root / message.path).exists():
        return
    if "the link '" in message.what and "did you mean" in message.what:
        follow_a_name(copy, message)
        return
    lines = copy.read(message.path).split("\n")
    at, start = message.line - 1, lines[message.line - 1][: message.column - 1]
    id, rest = said("'([^']+)'", message.what), lines[message.line - 1][message.column - 1 :]
    value = r"(?:\{(?:[^{}]|\{[^{}]*\})*\}|[^,{}]*)"
    if "the link '" in message.what:
        # What it led to is gone, and nothing is like it.
        home = f"{'../' * message.path.count('/')}docs/index.md"
        lines[at] = start + rest.replace(id, home, 1)
    elif message.rule == "navigation" or not start.strip():
        # A line of its own, with the heading of the section that a macro fills.
        gone = {at, *(index for index, line in enumerate(lines) if line.endswith(f" {{: #{id} }}"))}
        lines = [line for index, line in enumerate(lines) if index not in gone]
    elif rest.startswith(f"{id}:"):
        lines[at] = start + re.sub(rf"^{id}: {value}(?:, )?", "", rest)
    elif start.startswith("rests-on: [{"):
        # The answer that a decision rested on is gone as a whole.
        lines[at] = re.sub(rf"\{{[^{{}}]*\b{id}\b[^{{}}]*\}}", "", lines[at])
    else:
        lines[at] = start + re.sub(rf"^{id}(?:, )?", "", rest)
    copy.write(message.path, "\n".join(lines))


def follow_an_address(copy: Copy, message: Message) -> None:
    """Write in the list of the addresses what a message says to write there, or take out what it says to remove."""
    assert (message.path, message.rule) == (FILE, "promised-address")
    lines = copy.read(FILE).split("\n")
    at = message.line - 1
    back = re.search(r"is on its page again; remove '( -> \S+)' here$", message.what)
    remedy = lines[at].removesuffix(back[1]) if back else said(r"(?:write|such as): (\S+ -> \S+)$", message.what)
    assert lines[at] != remedy
    assert lines[at].partition(" -> ")[0] == remedy.partition(" -> ")[0]
    lines[at] = remedy
    copy.write(FILE, "\n".join(lines))
