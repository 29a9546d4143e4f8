"""What `guide check --since` says of a branch, compared with the revision that it would be merged into."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from guide.checks import check
from guide.command.main import main
from tests.engine.git_repository import Repository, proposal
from tests.engine.sample import FILES

DRY = "adr/0002-stay-dry.md"
RAFT = "adr/0001-cross-by-raft.md"
REMEDY = (
    "take the change back and write a new decision, or record a correction: "
    "corrections: [{date: YYYY-MM-DD, reason: …}]"
)
CORRECTED = "corrections: [{date: 2026-03-03, reason: It was misspelt.}]\nhistory:"

LANDED = proposal("Dig").replace("history:", "formerly: [draft-dig]\nhistory:")

# (path, what stands there, what is put in its place), and every line that is printed then. An empty
# text in its place removes the file.
CASES = [
    pytest.param(
        [(DRY, "because somebody has to.", "because nobody has to.")],
        [f"{DRY}:27:1: ADR 2 was accepted on main, and its text has changed; {REMEDY} [settled-decision]"],
        id="the text of an accepted decision",
    ),
    pytest.param(
        [(DRY, "because somebody has to.", "because nobody has to."), (DRY, "history:", CORRECTED)],
        [],
        id="the text of an accepted decision with a correction",
    ),
    pytest.param(
        [(DRY, "summary: What is decided.", "summary: What was decided.")],
        [f"{DRY}:5:1: ADR 2 was accepted on main, and its summary has changed; {REMEDY} [settled-decision]"],
        id="the summary of an accepted decision",
    ),
    pytest.param(
        [(DRY, "../docs/crossing.md", "../docs/patterns/raft.md")], [], id="where a link leads to, and no word of it"
    ),
    pytest.param([(DRY, "We have to get across", "<!-- A remark. -->\n\nWe have to get across")], [], id="a comment"),
    pytest.param(
        [(DRY, "patterns: []", "patterns: [raft]\ntags: [wet]\nreview-by: 2027-01-01")],
        [],
        id="subjects, tags and the day of the review",
    ),
    pytest.param(
        [("adr/draft-swim.md", "We have to get across.", "We want to get across.")], [], id="the text of a proposal"
    ),
    pytest.param(
        [
            (DRY, "status: accepted\ndate", "status: proposed\ndate"),
            (DRY, "{status: accepted,", "{status: proposed,"),
        ],
        [
            f"{DRY}:2:9: ADR 2 is accepted on main, and proposed cannot follow; what can: deprecated or superseded [status-change]"
        ],
        id="an accepted decision that is a proposal again",
    ),
    pytest.param(
        [
            (DRY, "status: accepted\ndate: 2026-02-02", "status: deprecated\ndate: 2026-03-03"),
            (DRY, "history:\n", "history:\n  - {status: accepted, date: 2026-01-01}\n"),
            (DRY, "{status: accepted, date: 2026-02-02}", "{status: deprecated, date: 2026-03-03}"),
        ],
        [f"{DRY}:10:1: the history of ADR 2 on main has changed; put it back, and add to its end only [status-change]"],
        id="a history that is rewritten",
    ),
    pytest.param(
        [("adr/draft-swim.md", "formerly: [draft-wade]\n", "")],
        ["adr/draft-swim.md:2:1: the earlier name 'draft-wade' is gone, but it stood on main; put it back [lost-name]"],
        id="an earlier name that is removed",
    ),
    pytest.param(
        [(DRY, "", "")],
        [
            f"{DRY}:1:1: is gone, but it stood on main; add it again with the text that it has there, or run: git checkout main -- {DRY} [lost-decision]"
        ],
        id="a decision that is gone",
    ),
    pytest.param(
        [
            ("adr/0007-stay-dry.md", "", FILES[DRY].replace("history:", "formerly: [0002-stay-dry]\nhistory:")),
            (DRY, "", ""),
        ],
        [
            f"adr/0007-stay-dry.md:1:1: is ADR 2 on main, and a number stays; call the file {DRY} again, or run: git mv adr/0007-stay-dry.md {DRY} [changed-number]"
        ],
        id="a number that has landed and is changed",
    ),
    pytest.param(
        [
            ("adr/0007-keep-dry.md", "", FILES[DRY].replace("history:", "formerly: [0002-stay-dry]\nhistory:")),
            (DRY, "", ""),
        ],
        [
            f"adr/0007-keep-dry.md:1:1: is ADR 2 on main, and a number stays; call the file {DRY} again, or run: git mv adr/0007-keep-dry.md {DRY} [changed-number]"
        ],
        id="a number and a name that are changed, the earlier name kept",
    ),
    pytest.param(
        [
            ("adr/0007-stay-dry.md", "", FILES[DRY]),
            (DRY, "", ""),
            ("adr/0002-dig.md", "", proposal("Dig")),
        ],
        [
            f"adr/0007-stay-dry.md:1:1: is ADR 2 on main, and a number stays; call the file {DRY} again, or run: git mv adr/0007-stay-dry.md {DRY} [changed-number]",
        ],
        id="a number that has landed and is given to another",
    ),
    pytest.param(
        [("adr/0003-dig.md", "", LANDED)],
        [
            "adr/0003-dig.md:1:1: number 3 is taken on main by adr/0003-fly.md; take 4, the next free one: call the file so, or run: guide renumber 3 [number-taken]"
        ],
        id="a number that main has taken meanwhile",
    ),
    pytest.param(
        [("adr/draft-row.md", "", proposal("Row alone"))],
        [
            "adr/draft-row.md:1:1: is new here and, with another text, on main; give this file another name [number-taken]"
        ],
        id="a name that main has taken meanwhile",
    ),
]


def repository_of(root: Path) -> Repository:
    """Return a repository on a branch, whose main has moved on meanwhile."""
    repository = Repository(root)
    repository.write("adr/draft-swim.md", proposal("Swim").replace("history:", "formerly: [draft-wade]\nhistory:"))
    repository.commit()
    repository.branch("ours")
    repository.go("main")
    repository.write("adr/0003-fly.md", proposal("Fly"))
    repository.write("adr/draft-row.md", proposal("Row"))
    raft = repository.read(RAFT)
    repository.write(RAFT, raft.replace("has to.", "must.").replace("history:", CORRECTED))
    repository.commit()
    repository.go("ours")
    return repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return repository_of(tmp_path / "guide")


def since(repository: Repository, revision: str = "main") -> list[str]:
    return [str(problem) for problem in check(repository.root, revision)]


def change(repository: Repository, edits: list[tuple[str, str, str]]) -> None:
    for path, old, new in edits:
        if not old and not new:
            (repository.root / path).unlink()
        elif not old:
            repository.write(path, new)
        else:
            text = repository.read(path)
            assert text.count(old) == 1
            repository.write(path, text.replace(old, new))


@pytest.mark.parametrize("committed", [False, True], ids=["not committed", "committed"])
@pytest.mark.parametrize(("edits", "expected"), CASES)
def test_what_may_not_change_is_said_once_with_its_place(
    edits: list[tuple[str, str, str]], expected: list[str], committed: bool, repository: Repository
) -> None:
    change(repository, edits)
    if committed:
        repository.commit()
    assert since(repository) == expected


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "It was misspelt.",
            "It was wrong.",
            "10:1: a correction of ADR 2 on main has changed; put it back, and add to their end only [settled-decision]",
        ),
        (
            "corrections: [{date: 2026-03-03, reason: It was misspelt.}]\n",
            "",
            "2:1: a correction of ADR 2 on main has changed; put it back, and add to their end only [settled-decision]",
        ),
    ],
    ids=["rewritten", "removed"],
)
def test_a_correction_on_record_stays_and_more_may_follow(
    old: str, new: str, said: str, repository: Repository
) -> None:
    repository.write(DRY, repository.read(DRY).replace("history:", CORRECTED))
    repository.commit()
    repository.git("branch", "--force", "main")
    text = repository.read(DRY)
    repository.write(DRY, text.replace(old, new))
    assert since(repository) == [f"{DRY}:{said}"]
    more = text.replace("misspelt.}]", "misspelt.}, {date: 2026-04-04, reason: So was it.}]")
    repository.write(DRY, more.replace("has to.", "may."))
    assert since(repository) == []


def test_what_main_has_changed_meanwhile_is_not_held_against_a_branch(repository: Repository) -> None:
    assert since(repository) == []
    repository.merge("main")
    assert since(repository) == []


def test_links_that_landing_rewrites_are_no_change_of_the_text(repository: Repository) -> None:
    dry = repository.read(DRY)
    repository.go("main")
    repository.write(DRY, dry.replace("We have", "Not [swim](draft-swim.md). We have"))
    repository.commit()
    before = repository.git("rev-parse", "HEAD").strip()
    assert repository.guide("land") == 0
    assert "(0004-swim.md)" in repository.read(DRY) or "(0005-swim.md)" in repository.read(DRY)
    assert since(repository, before) == []


def test_a_decision_that_is_gone_is_not_taken_for_another_of_the_same_words(repository: Repository) -> None:
    repository.write("adr/0007-stay-dry.md", proposal("Stay dry at sea"))
    repository.commit()
    repository.git("branch", "--force", "main", "ours")
    (repository.root / DRY).unlink()
    assert [problem.rule for problem in check(repository.root, "main")] == ["lost-decision"]


def test_a_number_that_two_have_on_main_may_be_given_up_by_one(repository: Repository) -> None:
    repository.write("adr/0002-dig.md", proposal("Dig"))
    repository.commit()
    repository.git("branch", "--force", "main", "ours")
    assert repository.guide("renumber", "adr/0002-dig.md") == 0
    assert since(repository) == []


def test_a_draft_that_came_to_main_by_another_way_is_no_conflict(repository: Repository) -> None:
    repository.write("adr/draft-row.md", proposal("Row"))
    assert since(repository) == []


@pytest.mark.parametrize(
    ("revision", "said"),
    [
        (
            "origin/mian",
            "git knows no revision 'origin/mian'; check its spelling, or fetch it first: git fetch",
        ),
        ("", "git knows no revision ''; check its spelling, or fetch it first: git fetch"),
        ("--output=x", "git knows no revision '--output=x'; check its spelling, or fetch it first: git fetch"),
        (
            "stray",
            "'stray' and this branch have no commit in common; name the revision that this branch was started from",
        ),
    ],
)
def test_a_revision_that_cannot_be_compared_with_is_told_in_a_sentence(
    revision: str, said: str, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.git("checkout", "--quiet", "--orphan", "stray")
    repository.commit()
    repository.go("ours")
    assert repository.guide("check", f"--since={revision}") == 1
    assert capsys.readouterr() == ("", f"{said}\n")


def test_a_clone_of_one_commit_is_told_what_to_fetch_until_it_can_be_compared(
    repository: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.write("adr/draft-dig.md", proposal("Dig"))
    repository.commit()
    clone = tmp_path / "clone"
    repository.git("clone", "--quiet", "--depth=1", "--branch=ours", f"file://{repository.root}", str(clone))
    command, told = ["--root", str(clone), "check", "--since", "origin/main"], []
    for _ in range(2):
        assert main(command) == 1
        told.append(capsys.readouterr().err.strip().partition(": ")[2])
        subprocess.run([*told[-1].split(), "--quiet"], cwd=clone, check=True)
    assert told == ["git fetch origin main:refs/remotes/origin/main", "git fetch --unshallow"]
    assert main(command) == 0


def test_names_that_are_not_utf_8_are_compared_as_well(repository: Repository) -> None:
    name = os.fsdecode(b"adr/0007-\xff \xc3\xbc.md")
    repository.write(name, proposal("Row"))
    repository.commit()
    repository.git("branch", "--force", "main")
    repository.write(name, proposal("Dig"))
    assert [problem.rule for problem in check(repository.root, "main")] == ["unreadable-file"]


def test_what_git_refuses_to_read_is_said_with_its_remedy(
    repository: Repository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for command in (["check", "--since", "main"], ["land"], ["renumber", "2"]):
        assert repository.guide(*command) == 1
        said = capsys.readouterr().err
        assert "detected dubious ownership in repository" in said
        assert said.endswith(f"; to trust it: git config --global --add safe.directory {repository.root}\n")
    assert repository.decisions()[-1] == "draft-swim"


def test_outside_of_a_repository_there_is_nothing_to_compare_with(
    sample: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(sample.parent))
    assert main(["--root", str(sample), "check", "--since", "main"]) == 1
    assert capsys.readouterr().err == f"'{sample}' is not in a git repository with a commit\n"


def test_a_decision_that_main_holds_broken_may_be_mended(repository: Repository) -> None:
    sound = repository.read(DRY)
    repository.write(DRY, sound.replace("status: accepted\n", "status: odd\n"))
    repository.commit()
    repository.git("branch", "--force", "main")
    repository.write(DRY, sound.replace("has to.", "may."))
    assert since(repository) == []
    (repository.root / DRY).unlink()
    assert [problem.rule for problem in check(repository.root, "main")] == ["lost-decision"]
