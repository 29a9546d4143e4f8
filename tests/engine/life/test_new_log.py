"""Another organisation takes a guide over and begins a log of its own; whoever only deletes theirs is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.checks import check
from guide.life.numbers import used_numbers
from tests.engine.git_repository import Repository, proposal
from tests.engine.sample import edit

LOST = ["lost-decision", "lost-decision"]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path / "guide")
    repository.branch("ours")
    return repository


def begin(repository: Repository, address: str = "https://example.org/ours", *, keep: str = "") -> None:
    """Take the decisions away but for one, with what rests on them, name a repository, and start a draft."""
    for collection in ("guidelines", "questions"):
        repository.write(f"data/{collection}.yml", "{}\n")
    for name in repository.decisions():
        if name != keep:
            (repository.root / "adr" / f"{name}.md").unlink()
    edit(repository.root, "mkdocs.yml", repository_of(repository), address)
    repository.write("adr/draft-swim.md", proposal("Swim"))


def repository_of(repository: Repository) -> str:
    line = next(line for line in repository.read("mkdocs.yml").splitlines() if line.startswith("repo_url:"))
    return line.partition(": ")[2].strip().rstrip("]").rpartition(" ")[2].strip('"')


def since(repository: Repository, revision: str = "main") -> list[str]:
    """Return the rules that a comparison finds broken, those that a guide without decisions breaks left out."""
    alone = check(repository.root)
    return [problem.rule for problem in check(repository.root, revision) if problem not in alone]


def test_a_new_log_in_another_repository_is_not_compared_with_the_old_one(repository: Repository) -> None:
    begin(repository)
    assert since(repository) == []
    # What somebody's number 1 was is not what ours is.
    repository.write("adr/0001-row.md", proposal("Row"))
    assert since(repository) == []


@pytest.mark.parametrize("keep", ["", "0001-cross-by-raft"])
def test_a_log_that_is_only_gone_is_told(keep: str, repository: Repository) -> None:
    begin(repository, repository_of(repository), keep=keep)
    assert since(repository) == (LOST[1:] if keep else LOST)


def test_of_a_log_of_which_one_is_left_each_other_is_told(repository: Repository) -> None:
    begin(repository, keep="0001-cross-by-raft")
    assert since(repository) == ["lost-decision"]


def test_an_address_from_the_environment_is_no_sign_of_another_repository(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUIDE_REPO_URL", "https://example.org/ours")
    begin(repository, repository_of(repository))
    assert since(repository) == LOST


def test_once_it_is_on_main_the_new_log_is_looked_after_like_any(repository: Repository) -> None:
    begin(repository)
    repository.write("adr/0001-row.md", proposal("Row"))
    repository.commit()
    repository.branch("later", "ours")
    (repository.root / "adr/0001-row.md").unlink()
    assert since(repository, "ours") == ["lost-decision"]


@pytest.mark.parametrize("merged", [False, True])
def test_the_first_decision_of_a_new_log_is_number_1(merged: bool, repository: Repository) -> None:
    begin(repository)
    repository.commit()
    if merged:
        repository.go("main")
        repository.merge("ours")
    assert used_numbers(repository.root) == set()
    assert repository.guide("land", *([] if merged else ["--branch"])) == 0
    assert repository.decisions() == ["0001-swim"]
    repository.commit()
    assert used_numbers(repository.root) == {1}


def test_a_decision_of_a_new_log_may_choose_a_number_that_the_old_one_has_on_main(repository: Repository) -> None:
    begin(repository)
    imported = proposal("Row").replace("history:", "imported-from: boats/adr/0002-row.md\nhistory:")
    repository.write("adr/0007-row.md", imported)
    repository.commit()
    assert repository.guide("renumber", "7", "--to", "2") == 0
    assert "0002-row" in repository.decisions()


def test_numbers_of_a_log_that_is_only_gone_are_not_given_again(repository: Repository) -> None:
    begin(repository, repository_of(repository))
    repository.commit()
    assert used_numbers(repository.root) == {1, 2}
