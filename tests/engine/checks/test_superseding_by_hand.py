"""What the check says step by step to somebody who accepts a decision in place of another in the browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.checks import check
from tests.engine.checks.test_since import DRY, since
from tests.engine.git_repository import Repository, proposal
from tests.engine.sample import decision

WET = "adr/0003-get-wet.md"
ACCEPTED = "  - {status: proposed, date: 2026-02-02}\n  - {status: accepted, date: 2026-03-03}"
ENTRY = "- {status: accepted, date: 2026-02-02}"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository with a proposal that would take the place of a decision."""
    repository = Repository(tmp_path / "guide")
    repository.write(WET, proposal("Get wet").replace("supersedes: []", "supersedes: [2]"))
    repository.commit()
    repository.branch("ours")
    return repository


def accept(repository: Repository) -> None:
    """Accept the proposal in its own file, and nothing else."""
    text = decision("Get wet", date="2026-03-03", history=ACCEPTED, supersedes="2")
    written = proposal("Get wet").partition("# Get wet")
    repository.write(WET, text.partition("# Get wet")[0] + "".join(written[1:]))


def test_a_proposal_that_would_supersede_another_asks_nothing_of_it(repository: Repository) -> None:
    assert since(repository) == []


@pytest.mark.parametrize("proposed", [WET, "adr/draft-get-soaked.md"])
@pytest.mark.parametrize(
    ("status", "is_told"),
    [("accepted", False), ("superseded", False), ("proposed", False), ("deprecated", True), ("rejected", True)],
)
def test_a_proposal_that_can_never_be_accepted_is_told_so_at_once(
    proposed: str, status: str, is_told: bool, repository: Repository
) -> None:
    first = "proposed" if status in ("rejected", "proposed") else "accepted"
    days = dict.fromkeys([first, status])
    history = "\n".join(f"  - {{status: {one}, date: 2026-02-02}}" for one in days)
    by = "1" if status == "superseded" else ""
    repository.write(DRY, decision("Stay dry", status=status, history=history, superseded_by=by))
    if by:
        raft = decision("Cross by raft", answers="how-to-cross", patterns="raft", supersedes="2")
        repository.write("adr/0001-cross-by-raft.md", raft)
    repository.write(WET, proposal("Get wet"))
    repository.write(proposed, proposal("Get wet").replace("supersedes: []", "supersedes: [2]"))
    told = (
        f"{proposed}:8:14: ADR 2 is {status}, and only an accepted decision can be superseded; "
        "remove the number, and say in the text what this one has to do with it [supersedes]"
    )
    assert [str(problem) for problem in check(repository.root)] == ([told] if is_told else [])


def test_each_message_leads_to_the_next_and_the_last_one_to_none(repository: Repository) -> None:
    accept(repository)
    text = repository.read(DRY)
    steps = [
        (
            "superseded-by: []",
            "superseded-by: [3]",
            f"{WET}:8:14: ADR 2 does not say so; write 'superseded-by: [3]' in {DRY} [supersedes]",
        ),
        (
            "status: accepted\ndate",
            "status: superseded\ndate",
            f"{DRY}:9:1: is superseded, but its status is accepted; write 'status: superseded' [supersedes]",
        ),
        (
            f"  {ENTRY}\n",
            f"  {ENTRY}\n  - {{status: superseded, date: 2026-03-03}}\n",
            f"{DRY}:11:5: the history ends with accepted on 2026-02-02, but the decision is superseded now; "
            "add {status: superseded, date: YYYY-MM-DD} to its end with the day of the change, and write that day as "
            "'date' too [decision-history]",
        ),
        (
            "date: 2026-02-02\ndecision",
            "date: 2026-03-03\ndecision",
            f"{DRY}:12:5: the history ends with superseded on 2026-03-03, and 'date' says 2026-02-02; "
            "write the day of the change in both [decision-history]",
        ),
    ]
    for old, new, said in steps:
        assert since(repository) == [said]
        assert text.count(old) == 1
        text = text.replace(old, new)
        repository.write(DRY, text)
    assert since(repository) == []


def test_the_day_of_the_earlier_status_is_not_that_of_the_change(repository: Repository) -> None:
    accept(repository)
    text = repository.read(DRY).replace("superseded-by: []", "superseded-by: [3]")
    text = text.replace("status: accepted\ndate", "status: superseded\ndate")
    text = text.replace(f"  {ENTRY}\n", f"  {ENTRY}\n  - {{status: superseded, date: 2026-02-02}}\n")
    repository.write(DRY, text)
    assert since(repository) == [
        f"{DRY}:12:5: ADR 2 has been superseded since 2026-02-02, and ADR 3 was accepted on 2026-03-03; "
        "write the day of this change here, and as 'date' [date-of-change]"
    ]
    # What main has already is not held against a later change.
    repository.commit()
    repository.git("branch", "--force", "main")
    repository.write(DRY, text.replace("history:", "tags: [wet]\nhistory:", 1))
    assert since(repository) == []
