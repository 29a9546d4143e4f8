"""The site is the same from wherever it is built."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.built_site import read_pages
from tests.engine.forked import run
from tests.engine.small_site import write_small_site


@pytest.mark.parametrize("name", ["mkdocs", "zensical"])
def test_a_build_from_another_folder_makes_the_same_pages(name: str, tmp_path: Path) -> None:
    guide = write_small_site(tmp_path / "guide")
    (tmp_path / "elsewhere").mkdir()
    built = []
    for folder, config in (("guide", "mkdocs.yml"), ("elsewhere", "../guide/mkdocs.yml")):
        done = run(name, "build", "-f", config, folder=tmp_path / folder)
        assert done.returncode == 0, done.stdout + done.stderr
        built.append({address: page.text(page.tree) for address, page in read_pages(guide / "site").items()})
        (guide / "site").rename(tmp_path / f"built-{folder}")
    assert built[0] == built[1]
    decision = next(text for address, text in built[0].items() if address.startswith("adr/0"))
    assert "Decision makers" in decision
