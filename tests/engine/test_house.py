"""The rules of the house, for every file that is committed."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.engine.site_fixtures import ROOT

# Written in pieces, so that this file does not name what it forbids.
HOSTS = ["files." + "pythonhosted", "pypi." + "org/simple", "registry." + "npmjs"]
PLACES = [f"(?:^|[^\\w.-])/{folder}/" for folder in ("wo" + "rk", "ro" + "ot", "o" + "pt", "fa" + "rm")]
OPTIONS = ["--(?:extra-)?" + "index-url", "--find-" + "links"]


def committed() -> list[Path]:
    """Return every file of the repository that git knows."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("pattern", [*HOSTS, *PLACES, *OPTIONS])
def test_no_file_names_a_registry_or_a_path_of_a_machine(pattern: str) -> None:
    found = []
    for file in committed():
        if file.suffix in {".png", ".ico", ".woff2"}:
            continue
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
            if re.search(pattern, line):
                found.append(f"{file.relative_to(ROOT)}:{number}: {line.strip()[:100]}")
    assert found == []


def test_every_source_file_can_be_read_in_one_sitting() -> None:
    suffixes = {".py", ".js", ".mjs", ".css", ".yml", ".html", ".j2"}
    long = {
        str(file.relative_to(ROOT)): lines
        for file in committed()
        if file.suffix in suffixes and (lines := len(file.read_text("utf-8").splitlines())) > 350
    }
    assert long == {}
