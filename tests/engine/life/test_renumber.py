"""How a decision gets another number, with git for real, when main has taken its own meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.checks import check
from tests.engine.git_repository import COMMIT, Repository, proposal


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "guide")


def two_with_one_number(repository: Repository) -> None:
    """Let main and a branch, on which we are, each take number 3."""
    repository.branch("ours")
    repository.write("adr/draft-swim.md", proposal("Swim"))
    assert repository.guide("land", "--branch") == 0
    dry = repository.read("adr/0002-stay-dry.md")
    repository.write("adr/0002-stay-dry.md", dry.replace("We have", "See [ADR 3](0003-swim.md). We have"))
    repository.commit()
    repository.go("main")
    repository.write("adr/0003-fly.md", proposal("Fly"))
    raft = repository.read("adr/0001-cross-by-raft.md")
    repository.write("adr/0001-cross-by-raft.md", raft.replace("We have", "See [ADR 3](0003-fly.md). We have"))
    repository.commit()
    repository.go("ours")


@pytest.mark.parametrize("merged", [False, True], ids=["before the merge", "after the merge"])
def test_a_number_that_main_has_taken_is_exchanged_for_the_next_free_one(
    merged: bool, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    two_with_one_number(repository)
    if merged:
        repository.merge("main")
    assert repository.guide("check", "--since", "main") == 1
    expected = (
        "adr/0003-swim.md:1:1: number 3 is taken on main by adr/0003-fly.md; "
        "take 4, the next free one: call the file so, or run: guide renumber 3 [number-taken]"
    )
    assert expected in capsys.readouterr().out.splitlines()
    assert repository.guide("renumber", "3") == 0
    assert capsys.readouterr() == (f"adr/0003-swim.md -> adr/0004-swim.md\n{COMMIT}\n", "")
    assert "See [ADR 4](0004-swim.md). We have" in repository.read("adr/0002-stay-dry.md")
    repository.commit()
    if not merged:
        repository.merge("main")
    assert "See [ADR 3](0003-fly.md). We have" in repository.read("adr/0001-cross-by-raft.md")
    assert check(repository.root) == []
    assert repository.decisions() == ["0001-cross-by-raft", "0002-stay-dry", "0003-fly", "0004-swim"]


def test_a_number_that_main_has_taken_meanwhile_is_not_given_again(repository: Repository) -> None:
    repository.branch("ours")
    repository.go("main")
    repository.write("adr/0003-fly.md", proposal("Fly"))
    repository.commit()
    repository.go("ours")
    repository.write("adr/draft-swim.md", proposal("Swim"))
    assert repository.guide("land", "--branch") == 0
    assert repository.decisions()[-1] == "0004-swim"


def test_fields_and_data_that_mean_the_renumbered_decision_follow_and_the_others_are_named(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.branch("ours")
    repository.write("adr/0003-swim.md", proposal("Swim").replace("status: proposed", "status: accepted"))
    repository.write("adr/0004-dig.md", proposal("Dig").replace("supersedes: []", "supersedes: [0003]"))
    guidelines = repository.read("data/guidelines.yml")
    jump = guidelines.replace("look-first", "jump").replace("decision: 1", "decision: 3 # ours")
    (repository.root / "data" / "guidelines").mkdir()
    repository.write("data/guidelines/jump.yml", jump)
    repository.commit()
    repository.go("main")
    repository.write("adr/0003-fly.md", proposal("Fly"))
    repository.write("data/guidelines.yml", guidelines.replace("decision: 1", "decision: 0003"))
    repository.commit()
    repository.go("ours")
    repository.merge("main")
    capsys.readouterr()
    repository.guide("renumber", "adr/0003-swim.md")
    kept = "data/guidelines.yml:7:13: says 3, which is adr/0003-fly.md now; write 5 if it means adr/0005-swim.md"
    assert capsys.readouterr().out.splitlines()[:2] == ["adr/0003-swim.md -> adr/0005-swim.md", kept]
    assert repository.decisions()[2:] == ["0003-fly", "0004-dig", "0005-swim"]
    assert "supersedes: [5]" in repository.read("adr/0004-dig.md")
    assert "decision: 0003\n" in repository.read("data/guidelines.yml")
    assert "decision: 5 # ours\n" in repository.read("data/guidelines/jump.yml")


def test_what_only_looks_like_the_renumbered_decision_stays(repository: Repository) -> None:
    # It was imported with its number and its name, so that its old log still has a file of that name.
    stays = "https://example.org/ferry/adr/0003-swim.md ferry/doc/adr/0003-swim.md ![Water](../adr/0003-swim/water.png)"
    origin = "imported-from: adr/0003-swim.md"
    text = proposal("Swim", f"See {stays}, adr/0003-swim.md.").replace("history:", f"{origin}\nhistory:")
    repository.branch("ours")
    repository.write("adr/0003-swim.md", text)
    (repository.root / "adr" / "0003-swim").mkdir()
    repository.write("adr/0003-swim/water.png", "")
    page = "---\ndescription: Two ways.\n---\n# One\n"
    page += 'See [that]({{ repository("blob/main/adr/0003-swim.md") }}) and <a href="../adr/0003-swim/#swim">it</a>.\n'
    repository.write("docs/crossing.md", page)
    repository.commit()
    repository.go("main")
    repository.write("adr/0003-fly.md", proposal("Fly"))
    repository.commit()
    repository.go("ours")
    assert repository.guide("renumber", "3") == 0
    moved = repository.read("adr/0004-swim.md")
    assert f"See {stays}, adr/0004-swim.md." in moved
    assert origin in moved
    assert repository.read("docs/crossing.md") == page.replace("0003", "0004")


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("9", "there is no decision 9 in adr/, so there is nothing to renumber"),
        ("2", "adr/0002-stay-dry.md is on the base revision under that number, and no other file has it; it stays"),
        (
            "adr/0002-stay-dry.md",
            "adr/0002-stay-dry.md is on the base revision under that number, and no other file has it; it stays",
        ),
        ("adr/nothing.md", "there is no adr/nothing.md; name a file of adr/, or a number"),
        ("draft-swim", "adr/draft-swim.md has no number yet; it gets one when it lands"),
    ],
)
def test_what_cannot_be_renumbered_is_told_in_a_sentence(
    what: str, said: str, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.write("adr/draft-swim.md", proposal("Swim"))
    assert repository.guide("renumber", what) == 1
    assert capsys.readouterr() == ("", f"{said}\n")
    assert repository.git("status", "--porcelain") == "?? adr/draft-swim.md\n"


def test_what_the_check_says_of_two_with_one_number_moves_ours_and_never_the_one_on_main(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    # The one on main is the later one by its name, and the one that is told of.
    repository.branch("ours")
    repository.write("adr/0003-dig.md", proposal("Dig"))
    repository.commit()
    repository.go("main")
    repository.write("adr/0003-fly.md", proposal("Fly"))
    repository.commit()
    repository.go("ours")
    repository.merge("main")
    assert repository.guide("check") == 1
    said = capsys.readouterr().out
    assert said.startswith("adr/0003-fly.md:1:1: number 3 is taken by adr/0003-dig.md; ")
    assert "guide renumber 3 [" in said
    assert repository.guide("renumber", "adr/0003-fly.md") == 1
    refused = "adr/0003-fly.md is on the base revision, so it stays; what moves is adr/0003-dig.md: guide renumber 3\n"
    assert capsys.readouterr().err == refused
    assert repository.guide("renumber", "3") == 0
    assert repository.decisions()[2:] == ["0003-fly", "0004-dig"]


def test_of_two_that_are_both_on_main_the_one_that_came_last_is_named(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.write("adr/0003-swim.md", proposal("Swim"))
    repository.commit()
    repository.write("adr/0003-fly.md", proposal("Fly"))
    repository.commit()
    assert repository.guide("renumber", "3") == 1
    assert capsys.readouterr().err.endswith("; say which one moves: guide renumber adr/0003-fly.md\n")


def test_two_that_are_both_on_main_are_told_apart_by_hand(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.write("adr/0003-fly.md", proposal("Fly"))
    repository.write("adr/0003-swim.md", proposal("Swim"))
    repository.commit()
    assert repository.guide("renumber", "3") == 1
    said = (
        "adr/0003-fly.md and adr/0003-swim.md have that number; say which one moves: guide renumber adr/0003-swim.md\n"
    )
    assert capsys.readouterr().err == said
    assert repository.guide("renumber", "adr/0003-swim.md") == 0
    assert repository.decisions()[2:] == ["0003-fly", "0004-swim"]
    assert "formerly: [0003-swim]" in repository.read("adr/0004-swim.md")


def imported(title: str, number: int | None = None) -> str:
    """Return a proposal that was imported, and still knows the number that it had."""
    had = f"imported-number: {number}\n" if number else ""
    return proposal(title).replace("history:", f"imported-from: ferry/adr/x.md\n{had}history:")


def test_an_imported_decision_may_choose_a_number_that_no_other_ever_had(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.write("adr/0059-swim.md", imported("Swim"))
    repository.write("adr/0060-dig.md", proposal("Dig", "See [ADR 59](0059-swim.md). ADR 59 is cold."))
    repository.commit()
    capsys.readouterr()
    assert repository.guide("renumber", "59", "--to", "11") == 1
    named = "adr/0060-dig.md:18:29: says ADR 59; write ADR 11 if it means adr/0011-swim.md"
    assert capsys.readouterr().out.splitlines()[:2] == ["adr/0059-swim.md -> adr/0011-swim.md", named]
    assert "formerly: [0059-swim]" in repository.read("adr/0011-swim.md")
    assert "See [ADR 11](0011-swim.md). ADR 59 is cold." in repository.read("adr/0060-dig.md")
    repository.write("adr/0060-dig.md", repository.read("adr/0060-dig.md").replace("ADR 59", "ADR 11"))
    assert check(repository.root) == []


@pytest.mark.parametrize(
    ("number", "to", "said"),
    [
        ("59", "2", "number 2 is, or was, that of another decision of this log; leave '--to' out to get the next free"),
        ("59", "0", "numbers begin with 1; leave '--to' out to get the next free one, 60"),
        ("2", "11", "adr/0002-stay-dry.md was not imported, so it cannot choose its number: gaps stay, and only an"),
    ],
)
def test_no_other_number_and_no_other_decision_may_be_chosen(
    number: str, to: str, said: str, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.write("adr/0059-swim.md", imported("Swim"))
    repository.commit()
    capsys.readouterr()
    assert repository.guide("renumber", number, "--to", to) == 1
    assert capsys.readouterr().err.startswith(said)
    assert repository.git("status", "--porcelain") == ""


def test_an_imported_draft_gets_its_own_number_when_it_lands_and_the_others_follow_the_highest(
    repository: Repository,
) -> None:
    drafts = {"draft-a.md": imported("A", 8), "draft-b.md": imported("B", 7), "draft-c.md": imported("C", 2)}
    drafts |= {"draft-d.md": proposal("D"), "0009-e.md": imported("E"), "draft-f.md": imported("F", 1)}
    for name, text in drafts.items():
        repository.write(f"adr/{name}", text)
    repository.commit()
    assert repository.guide("land", "--branch") == 0
    # 1 and 2 are taken here, so their drafts get the next free numbers in the order of those that they had.
    assert repository.decisions()[2:] == ["0007-b", "0008-a", "0009-e", "0010-f", "0011-c", "0012-d"]
    assert check(repository.root) == []
