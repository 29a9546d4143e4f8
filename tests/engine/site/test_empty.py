"""A guide that has only begun: collections that are empty, and questions that nobody has decided yet."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from guide.checks import check
from guide.model.guide import Guide
from guide.model.load import load
from macros.page_macros import MACROS, parameters
from tests.engine.git_repository import Repository, proposal
from tests.engine.pages import page_of
from tests.engine.sample import FILES, decision
from tests.engine.whole_guide import whole_guide

WITHOUT_IDS = [name for name, draw in MACROS.items() if not parameters(draw)]
RAFT = "adr/0001-cross-by-raft.md"


@pytest.mark.parametrize("name", WITHOUT_IDS)
def test_every_macro_draws_a_guide_that_holds_nothing(name: str) -> None:
    assert isinstance(MACROS[name](page_of(Guide(), "")), str)


@pytest.mark.parametrize("collection", ["guidelines", "kinds", "takeaways"])
def test_every_macro_draws_a_guide_in_which_one_collection_is_empty(collection: str) -> None:
    guide = replace(whole_guide(), **{collection: {}})
    for name in WITHOUT_IDS:
        assert isinstance(MACROS[name](page_of(guide, "")), str), name


def test_a_guide_without_projects_says_so_where_they_would_be_listed() -> None:
    drawn = MACROS["project_table"](page_of(replace(whole_guide(), projects={}), ""))
    assert drawn.strip() == "<p>There is no project yet.</p>"
    assert "no project yet" not in MACROS["project_table"](page_of(whole_guide(), ""))


def without_decisions(repository: Repository) -> None:
    """Empty the log, and what rests on it."""
    for path in (RAFT, "adr/0002-stay-dry.md"):
        (repository.root / path).unlink()
    repository.write("data/guidelines.yml", "{}\n")


def test_the_first_decision_of_an_empty_log_lands_by_the_documented_way(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "guide")
    without_decisions(repository)
    draft = proposal("Cross by raft").replace("answers: []", "answers: [how-to-cross]")
    repository.write("adr/draft-cross-by-raft.md", draft)
    repository.commit()
    assert [str(problem) for problem in check(repository.root)] == []
    assert repository.guide("land") == 0
    assert repository.decisions() == ["0003-cross-by-raft"]
    assert repository.guide("status", "3", "accepted") == 0
    assert check(repository.root) == []
    assert load(repository.root)[0].answering("how-to-cross")[0].number == 3


def test_an_accepted_draft_answers_before_it_has_landed(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "guide")
    without_decisions(repository)
    repository.write("adr/draft-cross-by-raft.md", FILES[RAFT])
    repository.commit()
    assert [str(problem) for problem in check(repository.root)] == []
    assert repository.guide("land") == 0
    assert check(repository.root) == []


def test_what_is_only_proposed_is_shown_as_not_decided(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "guide")
    without_decisions(repository)
    repository.write(
        "adr/draft-cross-by-raft.md", proposal("Cross by raft").replace("answers: []", "answers: [how-to-cross]")
    )
    drawn = MACROS["answers"](page_of(load(repository.root)[0], ""))
    assert "This is not decided yet; proposed: Cross by raft." in drawn
    repository.write(
        "adr/draft-cross-by-raft.md", decision("Cross by raft").replace("answers: []", "answers: [how-to-cross]")
    )
    drawn = MACROS["answers"](page_of(load(repository.root)[0], ""))
    assert "Accepted; it gets its number when it lands: Cross by raft." in drawn


def test_a_question_that_nobody_answers_or_means_to_is_told(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "guide")
    without_decisions(repository)
    assert [str(problem) for problem in check(repository.root)] == [
        "data/questions.yml:1:1: no accepted decision answers 'how-to-cross'; "
        "add 'how-to-cross' to 'answers' in the one that does [question-answered]"
    ]
