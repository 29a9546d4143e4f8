"""How the tests of invited changes follow what is said: in each guide, whichever collections and addresses it has."""

from __future__ import annotations

import shutil
from pathlib import Path

from guide.model.promises import FILE
from tests.content.invited.copy import Copy, follow
from tests.content.invited.following import follow_an_address
from tests.engine.site.test_promises import LIST, PAGES, write_site


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
