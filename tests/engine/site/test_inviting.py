"""How the tests of invited changes follow what is said: in each guide, whichever collections and addresses it has."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from guide.model.promises import FILE
from tests.content.invited.copy import Copy, follow
from tests.content.invited.entries import ANEW, ENTRIES, add_all, remove_all, rename_all
from tests.content.invited.following import follow_an_address
from tests.engine.promised import LIST, PAGES, write_site
from tests.engine.sample import edit


def test_an_anchor_that_an_added_pattern_takes_away_leads_on_until_the_pattern_is_removed(
    sample: Path, tmp_path: Path
) -> None:
    (sample / FILE).write_text(LIST, "utf-8")
    copy = Copy(sample, tmp_path / "copy")
    site = copy.root / "site"
    write_site(site, PAGES | {"docks/": ["anchor"]})
    follow(copy, follow_an_address, "addresses", str(site))
    assert "/docks/#rope -> /docks/\n" in copy.read(FILE)
    shutil.rmtree(site)
    write_site(site, PAGES)
    follow(copy, follow_an_address, "finish", str(site))
    assert copy.read(FILE) == LIST


@pytest.mark.parametrize("written", [None, "{}\n", "# None yet\n{ } # none"])
def test_a_collection_without_an_entry_gets_one_whether_it_has_a_file_or_not(
    written: str | None, sample: Path, tmp_path: Path
) -> None:
    edit(sample, "data/projects.yml", "tool: oar", "tool: unknown")
    for name in ("tools", "kinds"):
        file = sample / f"data/{name}.yml"
        file.unlink() if written is None else file.write_text(written, "utf-8")
    copy = Copy(sample, tmp_path / "copy")
    assert copy.messages("check") == []
    add_all(copy)
    # The first kind of work of all would ask for one for each need.
    added = {"patterns", *ENTRIES} - {"kinds"}
    assert [one for one in added if not any(id.startswith("invited-") for id in getattr(copy.guide, one))] == []
    assert copy.guide.kinds == {}
    copy.commit()
    rename_all(copy)
    assert f"invited-tool{ANEW}" in copy.guide.entries["tools"]
    copy.commit()
    remove_all(copy)
    assert copy.guide.entries["tools"] == {}
    assert [str(file) for file in copy.root.glob("data/**/*.yml") if "invited-" in file.read_text("utf-8")] == []
