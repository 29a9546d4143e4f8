"""The rules of the house, for every file that is committed."""

from __future__ import annotations

import re
import subprocess
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.engine.built_site import ROOT

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


def test_the_readme_says_of_everything_at_the_top_whose_it_is() -> None:
    table = (ROOT / "README.md").read_text("utf-8").partition("| path | whose | what |")[2].partition("\n\n")[0]
    rows = [line.split(" | ") for line in table.splitlines()[2:]]
    assert {whose for _, whose, _ in rows} == {"content", "engine", "both"}
    told = {path.partition("/")[0] for paths, _, _ in rows for path in re.findall(r"`([^`]+)`", paths)}
    top = {file.relative_to(ROOT).parts[0] for file in committed()}
    assert {name for name in top if not any(fnmatch(name, pattern) for pattern in told)} == set()
    assert {pattern for pattern in told if not any(fnmatch(name, pattern) for name in top)} == set()


def test_what_comes_with_the_engine_leads_to_no_content() -> None:
    files = [file for file in committed() if file.parent == ROOT and file.suffix == ".md"]
    assert len(files) > 3
    leading = [file.name for file in files if re.search(r"\]\((?:\./)?(?:adr|data|docs)/", file.read_text("utf-8"))]
    assert leading == []
