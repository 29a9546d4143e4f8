"""A guideline and the decision behind it come in one change: it names the draft, and landing writes the number."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.checks import check
from guide.command.main import main
from guide.model.load import load
from macros.page_macros import MACROS
from tests.engine.git_repository import Repository, proposal
from tests.engine.pages import page_of
from tests.engine.sample import decision, edit

DRAFT, FILE = "adr/draft-stop-first.md", "data/guidelines.yml"


def add_guideline(root: Path, called: str) -> None:
    """Add a guideline that names a decision."""
    entry = "stop-first:\n  level: must\n  text: Stop first.\n  why: It saves more.\n  serves: travel-light\n"
    rest = f"  sources: [log]\n  decision: {called}  # with it\n  phase: run\n"
    edit(root, FILE, "look-first:", f"{entry}{rest}look-first:")


@pytest.mark.parametrize("called", ["draft-stop-first", "draft-stop-first.md", "'draft-stop-first'"])
def test_landing_writes_the_number_in_place_of_the_draft(called: str, tmp_path: Path) -> None:
    repository = Repository(tmp_path / "guide")
    repository.write(DRAFT, decision("Stop first"))
    add_guideline(repository.root, called)
    repository.commit()
    assert [str(problem) for problem in check(repository.root)] == []
    assert "Stop first (a draft)" in MACROS["checklist"](page_of(load(repository.root)[0], ""))
    assert repository.guide("land") == 0
    assert "\n  decision: 3  # with it\n  phase: run\nlook-first:" in repository.read(FILE)
    assert check(repository.root) == []


PLACE = f"{FILE}:7:13: "


@pytest.mark.parametrize(
    ("called", "text", "said"),
    [
        (
            "draft-stop-first",
            proposal("Stop first"),
            f"{PLACE}guideline 'stop-first' rests on draft-stop-first, which is proposed; "
            f"accept it in the same change: in {DRAFT}, write 'status: accepted' and a line with its day under "
            f"'history', or run: guide status {DRAFT} accepted [decision-in-force]",
        ),
        (
            "draft-stop-frist",
            decision("Stop first"),
            f"{PLACE}there is no draft 'draft-stop-frist'; did you mean 'draft-stop-first'? [unknown-reference]",
        ),
        (
            "99",
            decision("Stop first"),
            f"{PLACE}unknown decision 99; name one that adr/ holds [unknown-reference]",
        ),
        ("first", decision("Stop first"), f"{PLACE}'first' is not a number; write it like 7 or 0007 [number]"),
    ],
)
def test_what_a_guideline_cannot_rest_on_is_told(called: str, text: str, said: str, sample: Path) -> None:
    (sample / DRAFT).write_text(text, "utf-8")
    add_guideline(sample, called)
    assert [str(problem) for problem in check(sample)] == [said]


def test_the_remedy_of_a_proposed_draft_mends_it(sample: Path) -> None:
    (sample / DRAFT).write_text(proposal("Stop first"), "utf-8")
    add_guideline(sample, "draft-stop-first")
    assert main(["--root", str(sample), "status", DRAFT, "accepted"]) == 0
    assert check(sample) == []
