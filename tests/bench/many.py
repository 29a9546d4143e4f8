"""What a log of many decisions costs, beside the same Markdown built by Material alone."""

from __future__ import annotations

import gzip
import re
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.bench.logs import copy_guide, write_log
from tests.bench.measure import Run, program, run

SIZES = (100, 1000, 5000)
# Each is measured several times, one after the other, and the median counts.
REPEATS = {100: 5, 1000: 5, 5000: 3}
_BARE_EXTENSIONS = ("admonition", "attr_list", "def_list", "footnotes", "tables")


@dataclass(frozen=True)
class Row:
    """What was measured at one length of the log: programs, and bytes of pages."""

    length: int
    check: Run
    full: Run
    bare: Run
    page: int
    largest_page: int
    log: int
    log_zipped: int


def measure_all() -> Iterator[Row]:
    """Measure each length in a folder of its own; nothing is deleted before all is measured."""
    with tempfile.TemporaryDirectory() as folder:
        for length in SIZES:
            yield _measure(Path(folder) / str(length), length)


def _measure(folder: Path, length: int) -> Row:
    ours, bare = folder / "ours", folder / "bare"
    copy_guide(ours)
    own = {file.stem for file in (ours / "adr").glob("[0-9]*.md")}
    write_log(ours, length)
    _write_bare(ours, bare)
    guide, mkdocs = program("guide"), program("mkdocs")
    runs: list[tuple[Run, Run, Run]] = []
    for turn in range(REPEATS[length]):
        # In turns, so that whatever else the machine does meets all of them, and into new folders: right after
        # thousands of files were deleted, some file systems take longer to create others than we to build them.
        site = folder / f"site-{turn}"
        check = run([guide, "check"], ours)
        full = run([mkdocs, "build", "--strict", "--site-dir", str(site)], ours)
        alone = run([mkdocs, "build", "--site-dir", str(folder / f"bare-{turn}")], bare)
        runs.append((check, full, alone))
    # Our own decisions are as long as they are; those of the log are what the limit is about.
    # Their numbers alone lead on to them.
    written = [file for file in (site / "adr").glob("[0-9]*-*/index.html") if file.parent.name not in own]
    pages = [file.stat().st_size for file in written]
    log = (site / "adr" / "index.html").read_bytes()
    check, full, alone = (_median([each[index] for each in runs]) for index in range(3))
    return Row(
        length, check, full, alone, round(statistics.median(pages)), max(pages), len(log), len(gzip.compress(log))
    )


def _median(runs: list[Run]) -> Run:
    return sorted(runs, key=lambda one: one.seconds)[len(runs) // 2]


def _write_bare(ours: Path, bare: Path) -> None:
    """Write the same Markdown as a site of Material alone, the decisions out of the navigation."""
    shutil.copytree(ours / "docs", bare / "docs")
    (bare / "docs" / "adr" / "README.md").unlink()
    nav = re.search(r"^nav:\n(?: .*\n)+", (ours / "mkdocs.yml").read_text("utf-8"), re.M)[0]
    config = {
        "site_name": "Bare",
        "site_url": "https://example.org/",
        "theme": {"name": "material", "font": False},
        "nav": yaml.safe_load(nav)["nav"],
        "not_in_nav": "/adr/*\n/projects/*\n",
        "plugins": ["search"],
        "markdown_extensions": [
            *_BARE_EXTENSIONS,
            {"toc": {"permalink": "#"}},
            "pymdownx.highlight",
            "pymdownx.superfences",
        ],
    }
    (bare / "mkdocs.yml").write_text(yaml.safe_dump(config), "utf-8")
