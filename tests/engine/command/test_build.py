"""Building the site in one go: from the pages that are missing to the addresses that are promised."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from guide.command.main import main
from tests.engine.built_site import engine
from tests.engine.sample import edit
from tests.engine.small_site import write_small_site


def test_what_is_missing_is_written_before_and_what_was_promised_is_asked_for_after_the_build(tmp_path: Path) -> None:
    root = write_small_site(tmp_path / "guide")
    (root / "docs/patterns/kite.md").unlink()
    (root / "data/addresses.txt").write_text("/lost/\n/patterns/kite/\n", "utf-8")
    # From another folder, as the path of the site is then one from there.
    call = [engine("guide"), "--root", root, "build", "built"]
    done = subprocess.run(call, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1
    assert "wrote docs/patterns/kite.md\n" in done.stdout
    assert (
        [line for line in done.stdout.splitlines() if "promised-address" in line]
        == [line for line in done.stdout.splitlines() if "/lost/" in line]
        != []
    )
    assert "Kite" in (tmp_path / "built/patterns/kite/index.html").read_text("utf-8")


def test_of_a_guide_with_problems_nothing_is_built(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(sample, "adr/0001-cross-by-raft.md", "status: accepted\ndate", "status: acepted\ndate")
    assert main(["--root", str(sample), "build", str(sample / "built")]) == 1
    said = capsys.readouterr()
    assert "unknown status 'acepted'" in said.out
    assert said.err.startswith("1 problem found.")
    assert not (sample / "built").exists()


def test_what_keeps_mkdocs_from_building_ends_it(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (sample / "mkdocs.yml").open("a") as settings:
        settings.write("theme: {name: nothing}\n")
    assert main(["--root", str(sample), "build", str(sample / "built")]) == 1
    said = capsys.readouterr()
    assert "Unrecognised theme name: 'nothing'" in said.err
    assert "there is no site" not in said.err
