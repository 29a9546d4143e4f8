"""How another log comes along stands on a page of its own, or on /contribute/ where there is no such page."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.checks import check
from tests.engine.built_site import BuiltPage, build, read_pages
from tests.engine.sample import edit
from tests.engine.small_site import write_small_site

PAGE = "# Another log\n\n{{ importing() }}\n"
CONTRIBUTE = '# Contribute\n\n{{ contribute("Use queues", "Mail is sent by a worker.") }}\n'
SAID = "A line of the report names the file and the line of the record"


@pytest.mark.parametrize("has_page", [False, True])
def test_an_organisation_may_give_importing_a_page_of_its_own(has_page: bool, tmp_path: Path) -> None:
    root = write_small_site(tmp_path / "guide")
    edit(root, "docs/contribute.md", "", CONTRIBUTE)
    if has_page:
        edit(root, "docs/import.md", "", PAGE)
        edit(root, "mkdocs.yml", "- contribute.md\n", "- contribute.md\n- import.md\n")
    assert check(root) == []
    built = build(root, tmp_path / "site")
    assert built.returncode == 0, built.stderr
    pages: dict[str, BuiltPage] = read_pages(tmp_path / "site")
    section = pages["contribute/"].tree.find(".//h2[@id='import']")
    assert section is not None
    assert (SAID in pages["contribute/"].text()) != has_page
    leads_there = [a for a in pages["contribute/"].article.iter("a") if a.get("href") == "../import/"]
    assert len(leads_there) == has_page
    assert not has_page or SAID in pages["import/"].text()
