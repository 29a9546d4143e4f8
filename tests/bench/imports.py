"""Measuring how long it takes to bring a long log, in the form of adr-tools."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.bench.logs import copy_guide
from tests.bench.measure import Run, program, run
from tests.engine.import_logs import nygard

RECORDS = 600
_PARAGRAPH = "The queue grew, and [the one before]({before}) says why. See `src/report.py`, and ADR {number}.\n\n"


def write_records(folder: Path) -> None:
    """Write a log in which each tenth record supersedes the one before, and each links it."""
    folder.mkdir(parents=True)
    for number in range(101, 101 + RECORDS):
        before = f"{number - 1:04}-use-queue-{number - 1}.md" if number > 101 else "https://example.org/"
        status = f"Accepted\n\nSupersedes [{number - 1}. Queue]({before})" if number % 10 == 0 else "Accepted"
        text = _PARAGRAPH.format(before=before, number=number - 1) * 12
        (folder / f"{number:04}-use-queue-{number}.md").write_text(
            nygard(f"{number}. Use queue {number}", status, f"20{10 + number // 100}-0{1 + number % 9}-11", text),
            "utf-8",
        )


def import_records() -> Run:
    """Import the log into a copy of the guide, and return what that took."""
    with tempfile.TemporaryDirectory() as folder:
        copy_guide(Path(folder) / "guide")
        write_records(Path(folder) / "ferry" / "adr")
        return run([program("guide"), "import", "../ferry/adr"], Path(folder) / "guide")
