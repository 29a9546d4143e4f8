"""Two halves: the engine knows no content, and within it no room knows one above it."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

from guide.checks import check
from tests.engine.built_site import ROOT
from tests.engine.whole_guide import write_content

# The rooms of guide/, from the one that knows nothing of the others to the one that may use all.
FLOORS = ["problems", "disk", "text", "model", "rule", "changes", "life", "checks", "importing", "start", "command"]
# What another organisation brings, and what stands in the repository besides.
CONTENT = ["adr", "data", "docs", "mkdocs.yml"]
# Whoever reads one of these reads what an organisation has written.
READING = re.compile(r"""ROOT\s*/\s*["'](?:data|adr|docs)\b|\bload\(ROOT\)|\bcheck\(ROOT\)|\bcopy_guide\(""")


def modules(package: str) -> dict[str, Path]:
    """Return the modules of a package by their dotted names."""
    files = (ROOT / package).rglob("*.py")
    return {".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): file for file in files}


def imported(file: Path) -> Iterator[str]:
    """Yield the modules that a module imports, those inside of functions included."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def test_only_the_command_of_guide_knows_what_draws() -> None:
    names = modules("guide")
    assert len(names) > 40
    knowing = [name for name, file in names.items() if any(one.startswith("macros") for one in imported(file))]
    assert [name for name in knowing if not name.startswith("guide.command")] == []
    assert knowing != []


def test_no_room_imports_one_above_it() -> None:
    floors = {name: place for place, name in enumerate(FLOORS)}
    up = []
    for name, file in modules("guide").items():
        room = name.partition(".")[2].partition(".")[0]
        for one in imported(file) if room else ():
            other = one.split(".")[1] if one.startswith("guide.") else ""
            if other and floors[other] > floors[room]:
                up.append(f"{name} -> {one}")
    assert up == []


def test_no_module_imports_itself_by_way_of_others() -> None:
    names = modules("guide") | modules("macros")
    links = {
        name: {one if one in names else one.rpartition(".")[0] for one in imported(file)} & names.keys() - {name}
        for name, file in names.items()
    }
    assert len(list(TopologicalSorter(links).static_order())) == len(names)


def test_the_tests_of_the_engine_read_nothing_that_an_organisation_has_written() -> None:
    files = [file for file in (ROOT / "tests" / "engine").rglob("*.py") if file != Path(__file__).resolve()]
    found = [str(file.relative_to(ROOT)) for file in files if READING.search(file.read_text("utf-8"))]
    assert len(files) > 60
    assert found == []


def test_another_organisations_content_goes_in_without_a_change_to_the_engine(tmp_path: Path) -> None:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in filter(None, done.stdout.split("\0")):
        file = ROOT / name
        if name.partition("/")[0] not in CONTENT and (file.is_symlink() or file.is_file()):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, tmp_path / name, follow_symlinks=False)
    write_content(tmp_path)
    assert check(tmp_path) == []
    # A part of the tests, which would see content if they read any; that the site is built, those of the site show.
    tests = [
        f"tests/engine/{room}"
        for room in ("checks/test_schema.py", "command/test_choose_cli.py", "rule/test_ladder.py")
    ]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "0", *tests]
    # It is a run of its own, whatever run this is a part of.
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    done = subprocess.run(command, cwd=tmp_path, env=own, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
