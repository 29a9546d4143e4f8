"""The rules of the house, for every file that is committed."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.engine.site_fixtures import ROOT

# Written in pieces, so that this file does not name what it forbids.
HOSTS = ["files." + "pythonhosted", "pypi." + "org/simple", "registry." + "npmjs"]
PLACES = [f"(?:^|[^\\w.-])/{folder}/" for folder in ("wo" + "rk", "ro" + "ot", "o" + "pt", "fa" + "rm")]
OPTIONS = ["--(?:extra-)?" + "index-url", "--find-" + "links"]
# The look of the site is one stylesheet, whose parts are numbered.
LONGEST = {".css": 600}


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


def test_every_dependency_says_why_it_is_there() -> None:
    lines = (ROOT / "pyproject.toml").read_text("utf-8").splitlines()
    listed = [index for index, line in enumerate(lines) if re.match(r'    "[A-Za-z]', line)]
    assert len(listed) >= 10
    assert [lines[index].strip() for index in listed if not lines[index - 1].strip().startswith("# ")] == []


def test_every_dependency_is_locked_with_hashes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    names = {re.match(r"[\w.-]+", one)[0].lower().replace("_", "-") for one in wanted}
    text = (ROOT / "requirements.txt").read_text("utf-8")
    locked = re.split(r"\n(?=\S)", text.strip())
    assert names - {re.match(r"[\w.-]+", one)[0].lower() for one in locked} == set()
    assert [one.split()[0] for one in locked if "==" not in one or "--hash=sha256:" not in one] == []


def test_every_source_file_can_be_read_in_one_sitting() -> None:
    suffixes = {".py", ".js", ".mjs", ".css", ".yml", ".html", ".j2"}
    long = {
        str(file.relative_to(ROOT)): lines
        for file in committed()
        if file.suffix in suffixes
        and (lines := len(file.read_text("utf-8").splitlines())) > LONGEST.get(file.suffix, 350)
    }
    assert long == {}
