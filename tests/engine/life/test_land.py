"""How drafts get their numbers, with git for real: nothing lost, no number twice, every link right."""

from __future__ import annotations

import errno
import itertools
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from guide.checks import check
from guide.command.main import main
from guide.model.load import load
from tests.engine.git_repository import COMMIT, Repository, proposal


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


@pytest.mark.parametrize(
    ("subject", "told"),
    [
        ("Merge pull request #12 from ada/swim", "https://example.org/crossing/pull/12"),
        ("Swim (#12)", "https://example.org/crossing/pull/12"),
        ("Swim, as told in #12 and (#3) before", None),
        ("Merge branch 'swim'", None),
    ],
)
def test_a_decision_leads_to_the_pull_request_that_brought_it(
    subject: str, told: str | None, repository: Repository
) -> None:
    repository.branch("swim")
    repository.write("adr/draft-swim.md", proposal("Swim"))
    written = proposal("Dig").replace("history:", "discussion: https://example.org/talk\nhistory:")
    repository.write("adr/draft-dig.md", written)
    repository.commit("Write it down (#4)")
    repository.go("main")
    repository.git("merge", "--quiet", "--no-ff", "--message", subject, "swim")
    repository.write("adr/draft-fly.md", proposal("Fly"))  # git does not know it yet
    assert repository.guide("land") == 0
    assert problems(repository) == []
    found = {decision.slug: decision.front.discussion for decision in load(repository.root)[0].decisions.values()}
    assert (found["swim"], found["dig"], found["fly"]) == (told, "https://example.org/talk", None)


def test_what_is_staged_stays_staged_under_the_new_name_and_nothing_else_is(repository: Repository) -> None:
    repository.write("adr/draft-swim.md", proposal("Swim"))
    repository.commit()
    repository.write("adr/draft-swim.md", proposal("Swim", "Staged."))
    repository.git("add", "adr/draft-swim.md")
    repository.write("adr/draft-swim.md", proposal("Swim", "Not staged."))
    repository.write("adr/draft-dig.md", proposal("Dig"))
    repository.guide("land")
    assert repository.git("status", "--porcelain", "--no-renames").splitlines() == [
        "AM adr/0003-swim.md",
        "D  adr/draft-swim.md",
        "?? adr/0004-dig.md",
    ]
    assert repository.git("show", ":adr/0003-swim.md") == proposal("Swim", "Staged.")
    assert "Not staged." in repository.read("adr/0003-swim.md")


def test_a_guide_below_the_top_of_its_repository_lands_in_each_worktree_by_itself(
    tmp_path: Path,
) -> None:
    repository = Repository(tmp_path / "top" / "guide")
    (tmp_path / "top/guide/.git").rename(tmp_path / "top/.git")
    repository.write("adr/draft-swim.md", proposal("Swim"))
    repository.commit()
    repository.git("worktree", "add", "--quiet", "-b", "other", str(tmp_path / "tree"))
    assert main(["--root", str(tmp_path / "tree/guide"), "land", "--branch"]) == 0
    status = ["git", "status", "--porcelain", "--no-renames"]
    there = subprocess.run(status, cwd=tmp_path / "tree", capture_output=True, text=True, check=True).stdout
    assert there == "AM guide/adr/0003-swim.md\nD  guide/adr/draft-swim.md\n"
    assert repository.git("status", "--porcelain") == ""


def test_links_between_drafts_from_pages_and_from_data_follow(repository: Repository) -> None:
    other = "See [swim](draft-swim.md#decision-outcome), [it](<./draft-swim.md>), [r] and `draft-swim.md`.\n\n"
    repository.write("adr/draft-dig.md", proposal("Dig", f"{other}[r]: draft-swim.md 'Swim'"))
    repository.write(
        "adr/draft-swim.md", proposal("Swim", "Not [dig](../adr/draft-dig.md), nor https://x.org/draft-dig.md.")
    )
    page = "---\ndescription: Two ways.\n---\n# One\n\n"
    links = '[swim](adr/{0}.md) <a href="../adr/{0}/#swim">it</a> `adr/draft-swim.md`\n'
    repository.write("docs/crossing.md", page + links.format("draft-swim"))
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
    assert repository.read("docs/crossing.md") == page + links.format("0004-swim")
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


def refuse_to_rename(name: str, rename: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
    """Return a way to rename files that fails with one of them, as in a folder of somebody else."""

    def instead(file: Path, new: Path) -> Path:
        if file.name == name:
            raise PermissionError(errno.EPERM, "Operation not permitted", str(file))
        return rename(file, new)

    return instead


@pytest.mark.parametrize("busy", [True, False], ids=["git is busy", "the second file cannot be renamed"])
def test_when_a_file_cannot_be_renamed_nothing_is_changed(
    busy: bool, repository: Repository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write("adr/draft-swim.md", proposal("Swim", "Rather than [dig](draft-dig.md)."))
    repository.commit()
    repository.write("adr/draft-dig.md", proposal("Dig"))  # git does not know this one, and it lands last
    repository.write("adr/0003-fly.md", proposal("Fly", "Rather than [dig](draft-dig.md)."))
    before = {file: file.read_bytes() for file in (repository.root / "adr").iterdir()}
    known = repository.git("status", "--porcelain")
    lock = repository.root / ".git" / "index.lock"
    with monkeypatch.context() as patch:
        if busy:
            lock.touch()  # another git is at work
        else:
            patch.setattr(Path, "rename", refuse_to_rename("draft-dig.md", Path.rename))
        assert repository.guide("land") == 1
    lock.unlink(missing_ok=True)
    assert ("index.lock" if busy else "draft-dig.md' cannot be") in capsys.readouterr().err
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


NOT_MAIN = "drafts get their numbers on the main one; go there first (git switch main), or land here all the same"


def test_on_another_branch_nothing_lands_unless_it_is_asked_for(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.branch("swim")
    repository.write("adr/draft-swim.md", proposal("Swim"))
    repository.commit()
    assert repository.guide("land") == 1
    assert capsys.readouterr() == ("", f"this is the branch 'swim', and {NOT_MAIN}: guide land --branch\n")
    repository.git("checkout", "--quiet", "--detach")
    assert repository.guide("land") == 1
    assert capsys.readouterr() == ("", f"no branch is checked out here, and {NOT_MAIN}: guide land --branch\n")
    assert repository.decisions()[-1] == "draft-swim"
    assert repository.guide("land", "--branch") == 0
    assert repository.decisions()[-1] == "0003-swim"


def test_where_main_stands_drafts_land_without_its_name_too(repository: Repository) -> None:
    repository.write("adr/draft-swim.md", proposal("Swim"))
    repository.commit()
    repository.git("checkout", "--quiet", "--detach")  # as runners of other code hosts do
    assert repository.guide("land") == 0


@pytest.mark.parametrize("remote", [True, False], ids=["as the remote says", "as there is no other"])
def test_the_main_branch_may_have_another_name(remote: bool, repository: Repository, tmp_path: Path) -> None:
    repository.write("adr/draft-swim.md", proposal("Swim"))
    repository.commit()
    repository.git("branch", "--move", "main", "trunk")
    root = repository.root
    if remote:
        repository.git("branch", "main", "HEAD~1")
        root = tmp_path / "clone"
        repository.git("clone", "--quiet", str(repository.root), str(root))
    assert main(["--root", str(root), "land"]) == 0
    assert (root / "adr" / "0003-swim.md").is_file()


def test_without_git_drafts_land_by_name(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("swim", "dig"):
        (sample / "adr" / f"draft-{name}.md").write_text(proposal(name.title()), "utf-8")
    assert main(["--root", str(sample), "land"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "adr/draft-dig.md -> adr/0003-dig.md",
        "adr/draft-swim.md -> adr/0004-swim.md",
    ]
