"""What stays on record of a decision: the answers that it rested on, and whether somebody has confirmed it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.engine.checks.test_since import CORRECTED, DRY, REMEDY, since
from tests.engine.git_repository import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path / "guide")
    repository.branch("ours")
    return repository


def test_what_a_decision_rested_on_is_named_as_long_as_there_is_a_need_of_that_name(repository: Repository) -> None:
    dry = repository.read(DRY)
    ground = "{pattern: kite, need: water, answer: no}"
    rested = dry.replace("history:", f"rests-on: [{ground}]\nhistory:", 1)
    repository.write(DRY, rested)
    # It may be said later what a decision rests on.
    assert since(repository) == []
    repository.commit()
    repository.git("branch", "--force", "main")
    remedy = f"rested on 'kite' answering 'water' with no; {REMEDY} [settled-decision]"
    for text in (dry, rested.replace("answer: no", "answer: yes")):
        repository.write(DRY, text)
        (said,) = (line for line in since(repository) if "settled-decision" in line)
        assert said.endswith(f"ADR 2 was accepted on main, and {remedy}")
    repository.write(DRY, dry.replace("history:", CORRECTED))
    assert since(repository) == []
    for file in repository.root.glob("data/**/*.yml"):
        file.write_text(re.sub(r"\bwater(?=[],:])", "river", file.read_text("utf-8")), "utf-8")
    repository.write(DRY, rested.replace("need: water", "need: river"))
    assert since(repository) == []


def test_what_awaits_confirmation_is_confirmed_by_somebody_and_not_by_silence(repository: Repository) -> None:
    dry = repository.read(DRY)
    repository.write(DRY, dry.replace("history:", "confirmed: no\nhistory:", 1))
    assert since(repository) == []
    repository.commit()
    repository.git("branch", "--force", "main")
    repository.write(DRY, dry.replace("history:", "confirmed: {by: Ada, date: 2026-02-03}\nhistory:", 1))
    assert since(repository) == []
    repository.write(DRY, dry)
    (said,) = since(repository)
    assert said.endswith(
        "ADR 2 says on main whether somebody has confirmed it, and does not any more; say who has: "
        "confirmed: {by: name, date: YYYY-MM-DD} [settled-decision]"
    )
