"""How drafts get their numbers, with git for real: nothing lost, no number twice, every link right."""

from __future__ import annotations

import errno
import itertools
import subprocess
from pathlib import Path
from unittest.mock import Mock

import pytest

from macros.cli import main
from macros.rules import check
from tests.git_repository import COMMIT, Repository, proposal


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "guide")


def problems(repository: Repository) -> list[str]:
    return [str(problem) for problem in check(repository.root)]


def test_drafts_land_in_the_order_in_which_they_came_to_main(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("swim", "fly", "dig"):
        repository.branch(name)
        repository.write(f"adr/draft-{name}.md", proposal(name.title()))
        repository.commit()
    repository.go("main")
    repository.merge("dig", "swim", "fly")
    assert repository.guide("land") == 0
    assert capsys.readouterr().out.splitlines() == [
        "adr/draft-dig.md -> adr/0003-dig.md",
        "adr/draft-swim.md -> adr/0004-swim.md",
        "adr/draft-fly.md -> adr/0005-fly.md",
        COMMIT,
    ]
    assert problems(repository) == []
    repository.commit("Land")
    assert repository.guide("land") == 0
    assert capsys.readouterr() == ("", "")
    assert repository.git("status", "--porcelain") == ""


def test_of_drafts_that_came_at_once_the_one_that_was_written_first_is_first(repository: Repository) -> None:
    repository.branch("both")
    for name in ("zebra", "ape"):
        repository.write(f"adr/draft-{name}.md", proposal(name.title()))
        repository.commit()
    repository.go("main")
    repository.merge("both")
    assert repository.guide("land") == 0
    assert repository.decisions()[-2:] == ["0003-zebra", "0004-ape"]


def test_landing_is_a_rename_for_git_and_keeps_the_earlier_name(repository: Repository) -> None:
    repository.write("adr/draft-swim.md", proposal("Swim"))
    repository.commit()
    repository.guide("land")
    assert "R  adr/draft-swim.md -> adr/0003-swim.md" in repository.git("status", "--porcelain").replace("RM", "R ")
    assert "formerly: [draft-swim]\n---\n" in repository.read("adr/0003-swim.md")


def test_links_between_drafts_from_pages_and_from_data_follow(repository: Repository) -> None:
    other = "See [swim](draft-swim.md#decision-outcome), [it](<./draft-swim.md>), [r] and `draft-swim.md`.\n\n"
    repository.write("adr/draft-dig.md", proposal("Dig", f"{other}[r]: draft-swim.md 'Swim'"))
    repository.write(
        "adr/draft-swim.md", proposal("Swim", "Not [dig](../adr/draft-dig.md), nor https://x.org/draft-dig.md.")
    )
    page = '# The crossing\n\n[swim](adr/draft-swim.md) <a href="../adr/draft-swim/#x">it</a> `adr/draft-swim.md`\n'
    repository.write("docs/crossing.md", page)
    repository.write(
        "data/sources.yml", repository.read("data/sources.yml").replace("The ship's log", "See adr/draft-dig.md")
    )
    repository.commit()
    assert problems(repository) == []
    assert repository.guide("land") == 0
    assert problems(repository) == []
    assert repository.decisions()[-2:] == ["0003-dig", "0004-swim"]
    dig, swim = repository.read("adr/0003-dig.md"), repository.read("adr/0004-swim.md")
    assert "[swim](0004-swim.md#decision-outcome), [it](<./0004-swim.md>), [r] and `draft-swim.md`." in dig
    assert "[r]: 0004-swim.md 'Swim'" in dig
    assert "Not [dig](../adr/0003-dig.md), nor https://x.org/draft-dig.md." in swim
    assert repository.read("docs/crossing.md") == (
        '# The crossing\n\n[swim](adr/0004-swim.md) <a href="../adr/0004-swim/#x">it</a> `adr/draft-swim.md`\n'
    )
    assert "title: See adr/0003-dig.md" in repository.read("data/sources.yml")


@pytest.mark.parametrize("order", list(itertools.permutations(["one", "two", "three"])), ids="-".join)
def test_branches_merged_in_any_order_and_landed_in_between_keep_everything(
    order: tuple[str, ...], repository: Repository
) -> None:
    # The second branch starts from the first and links its draft; the third renames a decision.
    repository.branch("one")
    repository.write("adr/draft-swim.md", proposal("Swim"))
    repository.commit()
    repository.branch("two", "one")
    repository.write("adr/draft-dig.md", proposal("Dig", "Rather than [swim](draft-swim.md)."))
    repository.commit()
    repository.branch("three")
    repository.git("mv", "adr/0002-stay-dry.md", "adr/0002-keep-dry.md")
    repository.write("adr/draft-fly.md", proposal("Fly", "We [keep dry](0002-keep-dry.md)."))
    repository.commit()
    repository.go("main")
    for name in order:
        repository.merge(name)
        assert repository.guide("land") == 0
        repository.commit(f"Land {name}") if repository.git("status", "--porcelain") else None
        assert problems(repository) == []
    names = repository.decisions()
    assert sorted(name[5:] for name in names) == ["cross-by-raft", "dig", "fly", "keep-dry", "swim"]
    assert [int(name[:4]) for name in names] == [1, 2, 3, 4, 5]
    swim = next(name for name in names if name.endswith("swim"))
    dig = next(name for name in names if name.endswith("dig"))
    assert f"Rather than [swim]({swim}.md)." in repository.read(f"adr/{dig}.md")


def test_a_branch_that_changed_a_draft_which_landed_meanwhile_merges_into_the_decision(repository: Repository) -> None:
    repository.write("adr/draft-swim.md", proposal("Swim"))
    repository.commit()
    repository.branch("change")
    repository.write("adr/draft-swim.md", proposal("Swim", "The water is warm."))
    repository.commit()
    repository.go("main")
    repository.guide("land")
    repository.commit("Land")
    repository.merge("change")
    assert repository.decisions()[-1] == "0003-swim"
    assert "The water is warm." in repository.read("adr/0003-swim.md")
    assert problems(repository) == []


def test_a_number_that_was_ever_used_is_not_used_again(repository: Repository) -> None:
    repository.write("adr/0003-gone.md", proposal("Gone"))
    repository.commit()
    repository.git("rm", "--quiet", "adr/0003-gone.md")
    repository.write("adr/draft-swim.md", proposal("Swim"))
    repository.commit()
    repository.guide("land")
    assert repository.decisions()[-1] == "0004-swim"


def test_nothing_lands_while_the_guide_has_problems(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.write("adr/draft-swim.md", proposal("Swim", "[x](nowhere.md)"))
    assert repository.guide("land") == 1
    assert capsys.readouterr().err == (f"{problems(repository)[0]}\nnothing has landed: mend the problems (1) first\n")
    assert repository.decisions()[-1] == "draft-swim"


def test_the_templates_explanations_are_gone_once_it_has_landed(repository: Repository) -> None:
    repository.guide("new", "Swim", "--date", "2026-02-02")
    text = repository.read("adr/draft-swim.md")
    for old in ("{First option}", "{Second option}"):
        text = text.replace(old, "Swim" if "First" in old else "Stay")
    while "{" in (rest := text.split("---\n", 2)[2]):
        text = text.replace("{" + rest.split("{", 1)[1].split("}")[0] + "}", "Words")
    text = text.replace("{What is decided, in one or two sentences}", "We swim.") + "\n<!-- Mine. -->\n"
    repository.write("adr/draft-swim.md", text)
    assert problems(repository) == []
    assert repository.guide("land") == 0
    landed = repository.read("adr/0003-swim.md")
    assert [line for line in landed.splitlines() if line.startswith(("#", "<!--"))] == [
        "# Swim",
        "## Context and Problem Statement",
        "## Decision Drivers",
        "## Considered Options",
        "## Decision Outcome",
        "### Consequences",
        "### Confirmation",
        "## Pros and Cons of the Options",
        "### Swim",
        "### Stay",
        "## More Information",
        "<!-- Mine. -->",
    ]


@pytest.mark.parametrize("first", [True, False], ids=["the first file", "the second file"])
def test_when_a_file_cannot_be_renamed_nothing_is_changed(
    first: bool, repository: Repository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write("adr/draft-swim.md", proposal("Swim", "Rather than [dig](draft-dig.md)."))
    repository.commit()
    repository.write("adr/draft-dig.md", proposal("Dig"))  # git does not know this one, and it lands last
    repository.write("adr/0003-fly.md", proposal("Fly", "Rather than [dig](draft-dig.md)."))
    before = {file: file.read_bytes() for file in (repository.root / "adr").iterdir()}
    known = repository.git("status", "--porcelain")
    lock = repository.root / ".git" / "index.lock"
    with monkeypatch.context() as patch:
        if first:
            lock.touch()  # another git is at work
        else:
            refused = PermissionError(errno.EPERM, "Operation not permitted", "adr/draft-dig.md")
            patch.setattr(Path, "hardlink_to", Mock(side_effect=refused))  # as on a disk without links
        assert repository.guide("land") == 1
    lock.unlink(missing_ok=True)
    assert ("index.lock" if first else "'adr/draft-dig.md' cannot be") in capsys.readouterr().err
    assert {file: file.read_bytes() for file in (repository.root / "adr").iterdir()} == before
    assert repository.git("status", "--porcelain") == known
    assert repository.guide("land") == 0
    assert repository.decisions()[2:] == ["0003-fly", "0004-swim", "0005-dig"]


def test_without_the_whole_history_nothing_gets_a_number(
    repository: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.write("adr/0003-gone.md", proposal("Gone"))
    repository.commit()
    repository.git("rm", "--quiet", "adr/0003-gone.md")
    repository.write("adr/draft-swim.md", proposal("Swim"))
    repository.commit()
    clone = tmp_path / "clone"
    repository.git("clone", "--quiet", "--depth=1", f"file://{repository.root}", str(clone))
    said = "this clone lacks a part of its history, where numbers may be taken; fetch all of it: git fetch --unshallow"
    for command in (["land"], ["renumber", "2"]):
        assert main(["--root", str(clone), *command]) == 1
        assert capsys.readouterr() == ("", f"{said}\n")
    subprocess.run(["git", "fetch", "--unshallow", "--quiet"], cwd=clone, check=True)
    assert main(["--root", str(clone), "land"]) == 0
    assert capsys.readouterr().out.splitlines() == ["adr/draft-swim.md -> adr/0004-swim.md", COMMIT]


def test_without_git_drafts_land_by_name(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("swim", "dig"):
        (sample / "adr" / f"draft-{name}.md").write_text(proposal(name.title()), "utf-8")
    assert main(["--root", str(sample), "land"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "adr/draft-dig.md -> adr/0003-dig.md",
        "adr/draft-swim.md -> adr/0004-swim.md",
    ]
