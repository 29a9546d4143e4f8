"""The guide as a whole: it is sound, it is published whole, and it keeps what it has promised."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.checks import check
from guide.command.main import main
from guide.model.decision import FOLDER
from guide.model.guide import Guide
from macros.addresses import address_of, where
from tests.engine.built_site import BuiltPage


def test_the_check_finds_nothing(root: Path) -> None:
    assert [str(problem) for problem in check(root)] == []


def test_every_page_and_every_decision_is_published_and_nothing_else(
    guide: Guide, own_pages: dict[str, BuiltPage]
) -> None:
    written = {address_of(path.removeprefix("docs/")) for path in guide.prose}
    written |= {where("decisions", decision.name) for decision in guide.decisions.values()}
    assert sorted(written - set(own_pages)) == []
    # A draft has a page in the preview of a pull request.
    assert [address for address in set(own_pages) - written if not address.startswith(f"{FOLDER}/draft-")] == []


def test_every_promised_address_leads_somewhere(root: Path, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = main(["--root", str(root), "addresses", str(site)])
    assert (result, capsys.readouterr().out) == (0, "")
