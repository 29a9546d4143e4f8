"""Every pair of statuses, by the commands and by the check of a pull request, with git for real.

What is allowed is written out here, so that it can be compared with the code at a glance.
"""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

from guide.checks import check
from tests.engine.git_repository import Repository
from tests.engine.sample import decision

STATUSES = ["proposed", "accepted", "rejected", "deprecated", "superseded"]
ALLOWED = {
    ("proposed", "accepted"),
    ("proposed", "rejected"),
    ("accepted", "deprecated"),
    ("accepted", "superseded"),
}
# How a decision can have come to a status.
PASTS = {
    "proposed": ["proposed"],
    "accepted": ["proposed", "accepted"],
    "rejected": ["proposed", "rejected"],
    "deprecated": ["proposed", "accepted", "deprecated"],
    "superseded": ["proposed", "accepted", "superseded"],
}
SWIM, HOP, SKIP = "adr/0003-swim.md", "adr/0004-hop.md", "adr/0005-skip.md"
DAY = "2026-03-03"
PAIRS = list(product(STATUSES, STATUSES))


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "guide")


def write(repository: Repository, status: str, past: list[str]) -> None:
    """Write ADR 3 with a status and a history, and ADR 4, which is in its place if it is superseded."""
    repository.write(SWIM, in_status("Swim", status, past, by="4"))
    repository.write(HOP, decision("Hop", supersedes="3" if status == "superseded" else ""))


def in_status(title: str, status: str, past: list[str], by: str) -> str:
    """Return the text of a decision with a status and a history; ``by`` is what supersedes it, if it is superseded."""
    history = "\n".join(f"  - {{status: {one}, date: 2026-02-02}}" for one in past)
    return decision(title, status=status, history=history, superseded_by=by if status == "superseded" else "")


def status_of(repository: Repository, path: str = SWIM) -> str:
    return re.search(r"^status: (\w+)$", repository.read(path), re.M)[1]


def history_of(repository: Repository) -> list[str]:
    return re.findall(r"\{status: (\w+), date: [\d-]+\}", repository.read(SWIM))


def texts(repository: Repository) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in (repository.root / "adr").iterdir()}


@pytest.mark.parametrize(("was", "now"), PAIRS)
def test_the_command_changes_a_status_where_it_may_and_nothing_where_it_may_not(
    was: str, now: str, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    write(repository, was, PASTS[was])
    assert check(repository.root) == []
    before = texts(repository)
    # What is superseded is superseded by something, so there is a command of its own for it.
    if (was, now) in ALLOWED and now != "superseded":
        assert repository.guide("status", "3", now, "--date", DAY) == 0
        assert (status_of(repository), history_of(repository)) == (now, [*PASTS[was], now])
        assert f"\ndate: {DAY}\n" in repository.read(SWIM)
        assert check(repository.root) == []
    else:
        assert repository.guide("status", "3", now, "--date", DAY) == 1
        said = capsys.readouterr()
        assert said.out == ""
        assert re.fullmatch(r"ADR 3 (?:has been|is|can only be) [^\n]+\n", said.err)
        if was in ("rejected", "deprecated", "superseded") and was != now:
            assert said.err == f"ADR 3 is {was}, and {now} cannot follow; nothing can, so write a new decision\n"
        assert texts(repository) == before


@pytest.mark.parametrize(("was", "successor"), PAIRS)
def test_only_what_is_or_was_accepted_is_superseded_and_only_once_its_successor_is_accepted(
    was: str, successor: str, repository: Repository
) -> None:
    write(repository, was, PASTS[was])
    repository.write(SKIP, in_status("Skip", successor, PASTS[successor], by="6"))
    repository.write("adr/0006-jump.md", decision("Jump", supersedes="5" if successor == "superseded" else ""))
    assert check(repository.root) == []
    before = texts(repository)
    done = repository.guide("supersede", "3", "--by", "5", "--date", DAY)
    if was not in ("accepted", "superseded") or successor not in ("proposed", "accepted"):
        assert done == 1
        assert texts(repository) == before
        return
    assert done == 0
    assert "\nsupersedes: [3]\n" in repository.read(SKIP)
    replaced = "superseded" if successor == "accepted" else was
    assert status_of(repository) == replaced
    assert status_of(repository, SKIP) == successor
    assert check(repository.root) == []


@pytest.mark.parametrize(("was", "now"), [(was, now) for was, now in PAIRS if was != now])
def test_a_pull_request_is_told_of_every_change_that_is_not_allowed(was: str, now: str, repository: Repository) -> None:
    write(repository, was, PASTS[was])
    repository.commit()
    repository.branch("ours")
    write(repository, now, [*PASTS[was], now])
    rules = {problem.rule for problem in check(repository.root, "main")}
    expected = set() if (was, now) in ALLOWED else {"decision-history"}
    # A proposal may have become anything on one branch, by way of having been accepted.
    if was != "proposed" and (was, now) not in ALLOWED:
        expected.add("status-change")
    assert rules == expected


@pytest.mark.parametrize(("was", "now"), PAIRS)
@pytest.mark.parametrize("past", ["as it would be", "none"])
def test_a_pull_request_cannot_hide_a_change_behind_another_history(
    was: str, now: str, past: str, repository: Repository
) -> None:
    write(repository, was, PASTS[was])
    repository.commit()
    repository.branch("ours")
    new = PASTS[now] if past == "as it would be" else [now]
    write(repository, now, new)
    assert check(repository.root) == []  # by itself it looks right
    rules = [problem.rule for problem in check(repository.root, "main")]
    grows = new[: len(PASTS[was])] == PASTS[was]
    assert rules == ([] if grows else ["status-change"])


@pytest.mark.parametrize("now", STATUSES)
@pytest.mark.parametrize("past", ["as it was", "none"])
def test_a_decision_may_first_appear_with_any_status(now: str, past: str, repository: Repository) -> None:
    repository.branch("ours")
    write(repository, now, PASTS[now] if past == "as it was" else [now])
    for path, draft in ((SWIM, "draft-swim"), (HOP, "draft-hop")):  # which have landed on the branch
        repository.write(path, repository.read(path).replace("history:", f"formerly: [{draft}]\nhistory:", 1))
    assert check(repository.root, "main") == []
    repository.commit()
    assert check(repository.root, "main") == []


def test_a_draft_may_land_and_change_its_status_on_one_branch(repository: Repository) -> None:
    repository.write("adr/draft-swim.md", in_status("Swim", "proposed", PASTS["proposed"], by=""))
    repository.commit()
    repository.branch("ours")
    for command in (["land", "--branch"], ["status", "3", "accepted"], ["status", "3", "deprecated"]):
        assert repository.guide(*command) == 0
    assert history_of(repository) == PASTS["deprecated"]
    assert check(repository.root, "main") == []
