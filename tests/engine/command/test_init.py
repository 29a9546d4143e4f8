"""``guide init``: a clone becomes another organisation's guide, and is green from the first moment."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from guide.checks import check
from guide.command.main import main
from guide.model.load import load
from guide.model.promises import read_promises
from guide.model.settings import read_settings
from guide.rule.recommend import Rule
from macros.page import Page, Site
from macros.page_macros import MACROS
from tests.engine.built_site import ROOT, read_pages
from tests.engine.forked import run
from tests.engine.git_repository import Repository
from tests.engine.whole_guide import MARKER, settings, write_whole_guide

GIVEN = {
    "--name": "Wren & Sons' Guide",
    "--repository": "https://code.example/wren/guide/",
    "--site": "https://wren.example/guide",
    "--team": "@wren/platform ada@wren.example",
}


def arguments_of(given: dict[str, str]) -> list[str]:
    return [part for pair in given.items() for part in pair]


WHOLE = arguments_of(GIVEN)
# The way of each argument that cannot be used, and what is said of it.
UNUSABLE = [
    ("--name", " ", "'' cannot be the name; write one without quotes and angle brackets, such as 'Our Guide'"),
    (
        "--name",
        'a "b"',
        "'a \"b\"' cannot be the name; write one without quotes and angle brackets, such as 'Our Guide'",
    ),
    ("--repository", "wren", "'wren' is not a web address; it starts with https:// or http://"),
    ("--site", "ftp://wren", "'ftp://wren' is not a web address; it starts with https:// or http://"),
    ("--site", "", "'' is not a web address; it starts with https:// or http://"),
    (
        "--site",
        "https://ada:pw@wren.example/guide?a=b#c",
        "holds more than an address to which a path can be added; write https://wren.example/guide\n",
    ),
    ("--team", "wren", "'wren' is no team, person or mail address; write it like @northwind/platform"),
]


class Clone(Repository):
    """A clone of a whole guide of somebody else."""

    def __init__(self, root: Path) -> None:
        self.root, self.clock = write_whole_guide(root), 1_700_000_000
        shutil.copy(ROOT / ".gitignore", root / ".gitignore")
        self.write(".github/CODEOWNERS", "* @kettle/post\n")
        self.git("init", "--quiet", "--initial-branch=main", "--template=")
        self.commit("Somebody else's")


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return Clone(tmp_path / "clone")


def run_content_tests(root: Path, *but: str) -> None:
    """Run what `make test-content` runs for a guide, with a build of its site, but for some files of tests."""
    tests = ["tests/content", *(f"--ignore=tests/content/{name}" for name in but)]
    done = run("pytest", *tests, folder=ROOT, environment={"GUIDE_ROOT": str(root)})
    assert done.returncode == 0, done.stdout[-3000:]
    assert "skipped" not in done.stdout


def test_what_is_empty_says_so_on_its_page(clone: Clone) -> None:
    assert clone.guide("init", *WHOLE) == 0
    page = Page(Site(load(clone.root)[0], read_settings(clone.root)), "")
    assert "Nothing has been decided about this yet." in MACROS["decisions_on"](page, "preferred-option")
    assert "There is no guideline yet." in MACROS["checklist"](page)
    assert "Guidelines: none yet" in MACROS["takeaways"](page)


def test_the_guideline_that_a_comment_shows_can_be_taken_out_of_it_as_it_stands(clone: Clone) -> None:
    assert clone.guide("init", *WHOLE) == 0
    about, shown = clone.read("data/guidelines.yml").removesuffix("{}\n").split("\n#\n")
    clone.write("data/guidelines.yml", f"{about}\n\n{shown.replace('# ', '')}")
    draft = "adr/draft-take-the-lightest-pattern.md"
    clone.write(draft, clone.read(draft).replace("proposed", "accepted"))
    assert [str(problem) for problem in check(clone.root)] == []
    assert [*load(clone.root)[0].guidelines] == ["lightest-pattern"]


@pytest.mark.long
def test_a_guide_that_starts_with_examples_is_green_and_its_first_decision_lands_and_is_accepted(
    clone: Clone, capsys: pytest.CaptureFixture[str]
) -> None:
    assert clone.guide("init", *WHOLE) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert "serve" in said.out
    assert check(clone.root) == []
    assert clone.git("status", "--porcelain", "--", "guide", "macros", "overrides") == ""
    clone.branch("ours")
    clone.commit("Our guide")
    # As the check of the pull request does, which would not let a decision go otherwise.
    assert check(clone.root, "main") == []
    clone.go("main")
    clone.merge("ours")
    assert clone.guide("land") == 0
    assert clone.decisions() == ["0001-take-the-lightest-pattern"]
    clone.commit("Land")
    assert clone.guide("status", "1", "accepted") == 0
    assert clone.guide("new", "Use queues for mail") == 0
    (clone.root / "adr/draft-use-queues-for-mail.md").unlink()
    clone.commit("Accept")
    run_content_tests(clone.root)
    assert run("zensical", "build", folder=clone.root).returncode == 0
    site = clone.root / "site"
    assert clone.guide("finish", str(site)) == 0
    pages = read_pages(site)
    summary = load(clone.root)[0].decisions[1].front.summary
    assert summary in pages[""].text()
    assert {"choose/", "adr/0001-take-the-lightest-pattern/", "projects/example-project/"} < pages.keys()


@pytest.mark.long
def test_a_guide_that_keeps_the_patterns_is_green_and_holds_nothing_else_of_what_was_there(clone: Clone) -> None:
    source = "leftover:\n  title: A book\n  publisher: Nobody\n  kept: Here.\n  kind: own\n  read: never\n"
    clone.write("data/sources.yml", clone.read("data/sources.yml") + source)
    clone.write("docs/words.md", clone.read("docs/words.md") + '\nMore of it {{ cite("leftover") }}.\n')
    clone.commit()
    before, problems = load(clone.root)
    assert problems == ()
    assert clone.guide("init", *WHOLE, "--patterns") == 0
    assert check(clone.root) == []
    after, _ = load(clone.root)
    kept = {id: kind.model_copy(update={"places": {}}) for id, kind in before.kinds.items()}
    assert after.kinds == kept != before.kinds
    for collection in ("needs", "limits", "capabilities"):
        assert getattr(after, collection) == getattr(before, collection)
        assert clone.git("status", "--porcelain", "--", f"data/{collection}", f"data/{collection}.yml") == ""
    # A judgement goes with the decision that it rests on.
    assert [*before.judgements()] != [*after.judgements()] == []
    assert Rule.of(after) == Rule.of(before)
    assert clone.git("diff", "--numstat", "--", "data/patterns").split() == ["0", "3", "data/patterns/bicycle.yml"]
    assert before.sources.keys() - after.sources.keys() == {"leftover"}
    # So does a statement on which nothing rests any more.
    assert set(after.sources["grandmother"].statements) == {"bottles", "rounds"}
    gone = len(before.sources["grandmother"].statements) - 2
    lines = len(source.splitlines()) + 2 * gone + 1  # one of them is hedged, in a line of its own
    assert clone.git("diff", "--unified=0", "--", "data/sources.yml").count("\n-") == lines + 1
    for collection in ("projects", "tools", "takeaways", "questions"):
        assert not getattr(before, collection).keys() & getattr(after, collection).keys()
    assert (after.decisions, [one.name for one in after.drafts]) == ({}, ["draft-take-the-lightest-pattern"])
    # The life of a decision is tried on the guide with examples, whose log is the same.
    run_content_tests(clone.root, "test_invited_decisions.py")


def test_the_names_and_addresses_are_theirs_and_nothing_is_promised_yet(clone: Clone) -> None:
    assert clone.guide("init", *WHOLE) == 0
    said = read_settings(clone.root)
    assert (said.name, said.address) == (GIVEN["--name"], "https://wren.example/guide/")
    assert said.repository == "https://code.example/wren/guide"
    assert f"\n* {GIVEN['--team']}\n" in clone.read(".github/CODEOWNERS")
    assert read_promises(clone.root) == ({}, [])
    # The engine's part of the settings is as it was.
    assert clone.read("mkdocs.yml").partition(MARKER)[2] == settings().partition(MARKER)[2]


def test_no_word_of_the_organisation_that_was_there_is_left(clone: Clone) -> None:
    assert clone.guide("init", *WHOLE) == 0
    names = clone.git("ls-files", "--others", "--cached", "--exclude-standard", "adr", "data", "docs").splitlines()
    texts = [clone.read(name) for name in names if (clone.root / name).is_file() and name.endswith((".md", ".yml"))]
    assert len(texts) > 20
    for word in ("Kettle", "pigeon", "island", "kettle/post"):
        assert [text for text in [*texts, clone.read(".github/CODEOWNERS")] if word in text] == []


def test_all_of_it_can_be_taken_back_as_it_says(clone: Clone, capsys: pytest.CaptureFixture[str]) -> None:
    assert clone.guide("init", *WHOLE) == 0
    assert "git stash --include-untracked" in capsys.readouterr().out
    clone.git("stash", "--include-untracked")
    assert clone.git("status", "--porcelain") == ""
    assert load(clone.root)[0].decisions


def rename_a_source(clone: Clone) -> None:
    for file in (clone.root / "data").rglob("*.yml"):
        text = file.read_text("utf-8").replace("example:\n  title", "handbook:\n  title")
        file.write_text(text.replace("sources: [example]", "sources: [handbook]"), "utf-8")


def move_the_sources(clone: Clone) -> None:
    (clone.root / "data/sources/ours.yml").rename(clone.root / "data/sources/all.yml")


def test_what_explains_the_first_proposal_is_gone_once_it_has_landed(clone: Clone) -> None:
    assert clone.guide("init", *WHOLE) == 0
    assert "\n# A first proposal, " in clone.read("adr/draft-take-the-lightest-pattern.md")
    clone.commit()
    assert clone.guide("land") == 0
    front, _, _ = clone.read("adr/0001-take-the-lightest-pattern.md").partition("\n---\n")
    assert "#" not in front


def test_an_address_to_clone_from_and_spaces_around_what_is_given_are_taken(clone: Clone) -> None:
    given = {"--repository": "https://code.example/wren/guide.git", "--team": " @wren/platform "}
    assert clone.guide("init", *arguments_of(GIVEN | given)) == 0
    assert read_settings(clone.root).repository == "https://code.example/wren/guide"
    assert clone.read(".github/CODEOWNERS").endswith(" @wren/platform\n")


@pytest.mark.parametrize("change", [rename_a_source, move_the_sources])
def test_a_guide_that_started_in_this_way_can_keep_its_patterns_too(
    change: Callable[[Clone], None], clone: Clone
) -> None:
    assert clone.guide("init", *WHOLE) == 0
    change(clone)
    clone.commit("Ours")
    before = set(load(clone.root)[0].sources)
    assert clone.guide("init", *WHOLE, "--patterns") == 0
    assert check(clone.root) == []
    assert set(load(clone.root)[0].sources) == before | {"our-team", "example"}
    files = [file.read_text("utf-8") for file in (clone.root / "data/sources").iterdir()]
    assert "".join(files).count("# statements:") == 1  # which an entry explains once


class Terminal(io.StringIO):
    """A terminal at which somebody types."""

    def isatty(self) -> bool:
        return True


def test_what_is_not_given_is_asked_for_until_it_can_be_used(
    clone: Clone, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clone.write("data/addresses.txt", "/choose/\n")
    clone.commit()
    typed = ['"Wren"', "Wren", "wren.example", "https://wren.example/guide", "@wren"]
    monkeypatch.setattr(sys, "stdin", Terminal("\n".join(typed) + "\n"))
    assert clone.guide("init", "--repository", GIVEN["--repository"]) == 0
    said = capsys.readouterr()
    asked = said.out + said.err
    assert "What the guide is called: " in asked
    assert "'wren.example' is not a web address; it starts with https:// or http://" in asked
    assert "Where its repository is" not in asked
    assert said.out.startswith("this takes away what is here: 42 landed decisions and 1 promised address\n")
    assert read_settings(clone.root).name == "Wren"


def test_whoever_leaves_a_question_unanswered_changes_nothing(
    clone: Clone, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("Wren\n"))
    assert clone.guide("init") == 130
    assert capsys.readouterr().err.endswith("\ninterrupted, and nothing is changed\n")
    assert clone.git("status", "--porcelain") == ""


UNSAVED = "there are changes that are not committed, so nothing was changed; commit them, or put them aside: "
BROKEN = "the guide has problems (1), so nothing of it can be kept; see: guide check\n"
UNMARKED = f'mkdocs.yml has no line that starts with "{MARKER}"; add it below what is an organisation\'s own: '


@pytest.mark.parametrize(
    ("before", "arguments", "told"),
    [
        pytest.param({"docs/index.md": "# Ours\n"}, WHOLE, UNSAVED, id="a change"),
        pytest.param({"docs/new.md": "# New\n"}, WHOLE, UNSAVED, id="a new file"),
        pytest.param(
            {},
            WHOLE[:2],
            "Error: there is no terminal to ask in; give --repository, --site, --team as well\n",
            id="too little, and nobody to ask",
        ),
        *(pytest.param({}, arguments_of(GIVEN | {name: value}), told) for name, value, told in UNUSABLE),
    ],
)
def test_what_cannot_be_done_changes_nothing_and_says_what_to_do(
    before: dict[str, str], arguments: list[str], told: str, clone: Clone, capsys: pytest.CaptureFixture[str]
) -> None:
    for path, text in before.items():
        clone.write(path, text)
    status = clone.git("status", "--porcelain")
    assert clone.guide("init", *arguments) in (1, 2)
    assert told in capsys.readouterr().err
    assert clone.git("status", "--porcelain") == status


@pytest.mark.parametrize(
    ("path", "text", "arguments", "told"),
    [
        pytest.param("mkdocs.yml", "site_name: x\n", [], UNMARKED, id="settings without a mark"),
        pytest.param("data/needs.yml", "[\n", ["--patterns"], "see: guide check", id="patterns with problems"),
    ],
)
def test_what_is_committed_but_cannot_be_used_is_left_alone(
    path: str, text: str, arguments: list[str], told: str, clone: Clone, capsys: pytest.CaptureFixture[str]
) -> None:
    clone.write(path, text)
    clone.commit()
    assert clone.guide("init", *WHOLE, *arguments) == 1
    assert told in capsys.readouterr().err
    assert clone.git("status", "--porcelain") == ""


def test_without_git_nothing_could_be_brought_back_so_nothing_is_changed(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(sample), "init", *WHOLE]) == 1
    remedy = "clone the guide with git, or make it one: git init && git add --all && git commit\n"
    told = f"'{sample}' is not in a git repository with a commit, so nothing could be undone; {remedy}"
    assert capsys.readouterr().err == told
