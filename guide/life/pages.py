"""Writing the pages that make themselves, see ``guide.model.own_pages``."""

from __future__ import annotations

from pathlib import Path

from guide.disk.transaction import Write, carry_out
from guide.model.load import load


def write_pages(root: Path) -> list[str]:
    """Write the pages of patterns and projects that have none, and return their paths; raise as ``carry_out`` does."""
    guide, _ = load(root)
    carry_out(root, {path: Write(None, text.encode()) for path, text in guide.missing.items()})
    return list(guide.missing)
