"""Printing what comes in parts, as text or as Markdown for a summary."""

from __future__ import annotations

import re

import click

from guide.changes.report import Part

# What Markdown, HTML or the code host would take for more than text; a mention of somebody or of an issue too.
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>()#+!|~&@:$]|(?<=www)\.", re.I)

format_option = click.option(
    "--format", type=click.Choice(["text", "markdown"]), default="text", help="How to print it."
)


def as_text(parts: list[Part]) -> str:
    """Return the parts as lines to read in a terminal."""
    lines = []
    for part in parts:
        lines += ["", part.title] if lines else [part.title]
        for line in part.lines:
            lines += [f"  {line.text}", *([f"    before: {line.was}"] if line.was else [])]
    return "\n".join(lines)


def as_markdown(parts: list[Part], heading: str, nothing: str = "") -> str:
    """Return the parts as Markdown in which their words are nothing but text; nothing: what is said of none."""
    lines = [f"## {heading}"]
    for part in parts:
        lines += ["", f"### {escaped(part.title)}", ""]
        for line in part.lines:
            lines += [f"- {escaped(line.text)}", *([f"    - before: {escaped(line.was)}"] if line.was else [])]
    return "\n".join(lines if parts else [*lines, "", nothing])


def escaped(text: str) -> str:
    """Return a text as Markdown that shows it; what has a meaning becomes the number of its character."""
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", " ".join(text.split()))
