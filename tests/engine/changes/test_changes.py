"""What `guide changes` tells of a change: in the words of readers, before it is merged."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import html5lib
import pytest
from markdown import Markdown

from guide.command.main import main
from tests.engine.git_repository import Repository, proposal
from tests.engine.sample import decision, edit

PROJECTS, RAFT = "data/projects.yml", "adr/0001-cross-by-raft.md"
SUBMARINE = (
    "{name: Submarine, pattern: raft, tool: unknown, certainty: unconfirmed, summary: It dives., sources: [log]}"
)
NEW_PROJECT = f"submarine: {SUBMARINE}\nferry:\n"
FERRY = "  pattern: raft\n  tool: oar\n  certainty: reported"
FERRY_CONFIRMED = "  pattern: kite\n  tool: unknown\n  certainty: confirmed"
DOUBT = "  open:\n    really:\n      question: Does it cross?\n      about: pattern\n"
LIVES = "reason: It needs it.\n      sources: [log, chart#height, {by: Ada, date: 2026-01-02}]"
LONG = "It says no higher at great length, so that one line does not hold all of it, however wide it is, and"
ANSWER = "  needs:\n    water:\n      answer: yes\n      sources: [log]\n"

# The edits (path, what stands there, what is put in its place), and all that is told.
CASES = [
    pytest.param([], "Nothing changes for readers.", id="nothing"),
    pytest.param(
        [("data/limits.yml", "value: 100 m", "value: 120 m")],
        """\
Figures
  Height: 120 m
    before: 100 m""",
        id="a figure",
    ),
    pytest.param(
        [("data/patterns/kite.yml", "answer: no", "answer: yes")],
        """\
The recommended pattern
  Letters: Kite
    before: Kite or Raft
  Parcels: Kite
    before: Raft, at a cost
  Ferry: Kite
    before: Kite or Raft
  Balloon: Kite
    before: Kite or Raft
  2 of the 4 combinations of needs lead to another pattern:
  2 to Kite; the likeliest: with "Water"; with "Wind" and "Water"
    before: Raft

What patterns answer to needs
  Kite answers "Water" with yes
    before: no""",
        id="an answer of a pattern",
    ),
    pytest.param(
        [("data/patterns/raft.yml", "      cost: A sail.\n", "      cost: A sail.\n      excludes: [water]\n")],
        """\
The recommended pattern
  Letters: Kite or nothing that fits
    before: Kite or Raft
  Parcels: nothing that fits
    before: Raft, at a cost
  Ferry: Kite or Raft or nothing that fits
    before: Kite or Raft
  Balloon: Kite or Raft or nothing that fits
    before: Kite or Raft
  1 of the 4 combinations of needs lead to another pattern:
  1 to nothing that fits; the likeliest: with "Wind" and "Water"
    before: Raft

What patterns answer to needs
  Raft does not support "Water" and "Wind" together""",
        id="an exclusion of a pattern",
    ),
    pytest.param(
        [(PROJECTS, FERRY, FERRY_CONFIRMED)],
        """\
What is known
  Ferry: pattern Kite
    before: Raft
  Ferry: tool unknown
    before: Oar
  Ferry: certainty confirmed
    before: reported
  open now: Ferry: Which tool deploys Ferry?""",
        id="what is known of a project",
    ),
    pytest.param(
        [(PROJECTS, DOUBT, ANSWER)],
        """\
The recommended pattern
  Balloon: Raft
    before: Kite or Raft

What is known
  Balloon: need "Water" yes
    before: unknown
  no longer open: Balloon: Does it cross? The field 'pattern' says the same as before: Kite""",
        id="an open point that is settled by a need",
    ),
    pytest.param(
        [(PROJECTS, "ferry:\n", NEW_PROJECT), ("docs/projects/submarine.md", "", "# Submarine\n")],
        """\
What is known
  open now: Submarine: Which tool deploys Submarine?

What comes and goes
  new project: Submarine

Words and sources
  the text of docs/projects/submarine.md is new

Addresses
  new: /projects/submarine/""",
        id="a project",
    ),
    pytest.param(
        [("data/guidelines.yml", "level: must", "level: should")],
        """\
Guidelines
  should: Look before you leap.
    before: must: Look before you leap.""",
        id="the level of a guideline",
    ),
    pytest.param(
        [("docs/crossing.md", "# The crossing\n", "# The crossing\n\nIt is wide.\n")],
        """\
Words and sources
  the text of docs/crossing.md, line 6: It is wide.""",
        id="the words of a page",
    ),
    pytest.param(
        [("docs/crossing.md", "# The crossing\n", "# A crossing\n\nIt is wide.\n\nIt is deep.\n")],
        """\
Words and sources
  the text of docs/crossing.md, line 4 and 2 more: # A crossing
    before: # The crossing""",
        id="several lines of a page",
    ),
    pytest.param(
        [
            ("data/patterns/kite.yml", "text: It is fast.", "text: It is quick."),
            ("data/patterns/kite.yml", "reason: It lives on it.\n      sources: [log]", LIVES),
            (
                "data/patterns/kite.yml",
                "  asks:\n",
                "  asks:\n    calm: {text: Be calm., sources: [log]}\n",
            ),
        ],
        """\
Words and sources
  pattern Kite, benefits.fast.text: It is quick.
    before: It is fast.
  pattern Kite, asks.calm: Be calm.
  pattern Kite, needs.wind.reason: It needs it.
    before: It lives on it.
  pattern Kite, needs.wind.sources: log, chart#height, Ada 2026-01-02
    before: log

Addresses
  new: /patterns/kite/#asks-calm""",
        id="words and sources of an entry",
    ),
    pytest.param(
        [
            ("data/limits.yml", "No higher than that.", f"{LONG} not higher."),
            ("data/limits.yml", "[chart#height]", "[log]"),
        ],
        f"""\
Words and sources
  figure Height, text: {LONG} not higher.
    before: No higher than that.
  figure Height, sources: log
    before: chart#height""".replace(f"{LONG} not higher.", f"{LONG} not higher."[:100] + "…"),
        id="a long text",
    ),
]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path / "guide")
    repository.branch("ours")
    return repository


def changes(repository: Repository, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    capsys.readouterr()
    assert repository.guide("changes", "--since", "main", *options) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(("edits", "told"), CASES)
def test_a_change_is_told_in_the_words_of_readers(
    edits: list[tuple[str, str, str]], told: str, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    for path, old, new in edits:
        edit(repository.root, path, old, new)
    assert changes(repository, capsys) == f"{told}\n"


def test_the_life_of_a_decision_is_told_with_what_rests_on_it(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (
        proposal("Row across")
        .replace("answers: []", "answers: [how-to-cross]")
        .replace("supersedes: []", "supersedes: [1]")
    )
    repository.write("adr/draft-row-across.md", text)
    assert changes(repository, capsys) == 'Decisions\n  the draft "Row across" is proposed\n'
    repository.commit()
    assert repository.guide("land", "--branch") == 0
    repository.commit()
    assert changes(repository, capsys).startswith('Decisions\n  ADR 3 "Row across" is proposed\n\nAddresses\n')
    assert repository.guide("status", "3", "accepted") == 0
    told = changes(repository, capsys)
    assert 'ADR 3 "Row across" comes into force; on it rests the answer to "How do we get across?"\n' in told
    assert (
        '  ADR 1 "Cross by raft" goes out of force, replaced by ADR 3; '
        'on it rest the guideline "Look before you leap." and the answer to "How do we get across?"\n'
        "    before: accepted\n"
    ) in told
    assert "  new: /adr/0003-row-across/\n" in told


def test_a_draft_that_is_taken_back_is_told(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.go("main")
    repository.write("adr/draft-row.md", proposal("Row"))
    repository.commit()
    repository.branch("later")
    (repository.root / "adr" / "draft-row.md").unlink()
    assert changes(repository, capsys) == 'Decisions\n  the draft "Row" is gone\n    before: proposed\n'


def test_a_new_question_is_told_with_the_answer_of_the_draft_that_comes_with_it(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    new = "may-one-swim:\n  question: May one swim?\n  page: crossing.md\n"
    repository.write("data/questions.yml", repository.read("data/questions.yml") + new)
    repository.write("adr/draft-swim.md", decision("Swim", answers="may-one-swim", summary="One may swim."))
    assert repository.guide("changes", "--since", "main") == 0
    assert "  new: May one swim? One may swim.\n" in capsys.readouterr().out


def test_the_answer_that_a_decision_gives_anew_is_told_with_the_one_before(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(repository.root, RAFT, "summary: What is decided.", "summary: What was decided.")
    assert (
        changes(repository, capsys)
        == """\
Answers on the home page
  How do we get across? What was decided.
    before: What is decided.

Decisions
  ADR 1 "Cross by raft" says in short: What was decided.
    before: What is decided.
"""
    )


def test_what_has_another_id_is_the_same_under_its_new_one(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.go("main")
    repository.write(
        "data/addresses.txt", "/patterns/\n/patterns/#need-water\n/patterns/kite/\n/patterns/kite/#asks-string\n"
    )
    repository.commit()
    repository.branch("renamed")
    for file in [*repository.root.glob("data/**/*.yml"), *repository.root.glob("docs/patterns/*.md")]:
        text = re.sub(r"\bwater(?=[:\]])", "river", file.read_text("utf-8").replace("kite", "glider"))
        file.write_text(text, "utf-8")
    repository.git("mv", "data/patterns/kite.yml", "data/patterns/glider.yml")
    repository.git("mv", "docs/patterns/kite.md", "docs/patterns/glider.md")
    edit(repository.root, "data/addresses.txt", "/patterns/kite/\n", "/patterns/kite/ -> /patterns/glider/\n")
    moved = "/patterns/#need-water -> /patterns/#need-river\n"
    edit(repository.root, "data/addresses.txt", "/patterns/#need-water\n", moved)
    told = changes(repository, capsys)
    assert "The recommended pattern" not in told
    assert "What comes and goes" not in told
    assert "  moved: /patterns/glider/\n    before: /patterns/kite/\n" in told
    assert "  moved: /patterns/#need-river\n    before: /patterns/#need-water\n" in told
    gone = [line for line in told.splitlines() if "gone:" in line]
    assert gone == ["  gone: /patterns/raft/#need-water"]
    # The ids that follow, in the data, in the pages and in their names, are no other words.
    assert "Words and sources" not in told
    # A later change has not moved what has moved already.
    repository.commit()
    repository.git("branch", "--force", "main", "renamed")
    assert changes(repository, capsys) == "Nothing changes for readers.\n"


@pytest.mark.parametrize(
    ("edits", "moved", "told"),
    [
        pytest.param(
            [
                ("data/patterns/raft.yml", "raft:", "float:"),
                (PROJECTS, "pattern: raft", "pattern: float"),
                ("data/kinds.yml", "expect: raft", "expect: float"),
            ],
            {"raft": "float"},
            "has the id float now",
            id="another id",
        ),
        pytest.param([("data/patterns/raft.yml", "name: Raft", "name: Float")], {}, "is called Float now", id="a name"),
    ],
)
def test_decisions_in_force_that_name_what_is_renamed_are_told(
    edits: list[tuple[str, str, str]],
    moved: dict[str, str],
    told: str,
    repository: Repository,
    capsys: pytest.CaptureFixture[str],
) -> None:
    repository.go("main")
    repository.write("data/addresses.txt", "/patterns/raft/\n")
    repository.commit()
    repository.branch("renamed")
    for edited in edits:
        edit(repository.root, *edited)
    for old, new in moved.items():
        edit(repository.root, RAFT, f"patterns: [{old}]", f"patterns: [{new}]")
        edit(repository.root, "data/addresses.txt", f"/patterns/{old}/", f"/patterns/{old}/ -> /patterns/{new}/")
        repository.git("mv", f"docs/patterns/{old}.md", f"docs/patterns/{new}.md")
    line = f'  ADR 1 "Cross by raft" names the pattern Raft, which {told}; its words stay as they are\n'
    assert f"Decisions that name what is renamed or gone\n{line}\n" in changes(repository, capsys)


def test_a_decision_in_force_that_names_what_is_gone_in_its_words_is_told(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.go("main")
    edit(repository.root, "adr/0002-stay-dry.md", "We have to get across", "We have a Balloon, and balloons")
    repository.commit()
    repository.branch("without")
    text = repository.read(PROJECTS)
    repository.write(PROJECTS, text[: text.index("balloon:")])
    (repository.root / "docs/projects/balloon.md").unlink()
    line = 'ADR 2 "Stay dry" names the project Balloon, which is gone; its words stay as they are'
    assert f"Decisions that name what is renamed or gone\n  {line}\n" in changes(repository, capsys)


def test_an_address_that_leads_nowhere_any_more_is_told(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(repository.root, "data/limits.yml", "height:", "altitude:")
    for path, old, new in [
        ("data/kinds.yml", "limit: height", "limit: altitude"),
    ]:
        edit(repository.root, path, old, new)
    told = changes(repository, capsys)
    assert "  new figure: Height\n  gone figure: Height\n" in told
    assert "  new: /serverless/#limit-altitude\n  gone: /serverless/#limit-height\n" in told


HOSTILE = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "![x](https://example.org/x.png)",
    "@everybody and #1",
    "| a | b |",
    "`code` *bold* __bold__ ~~gone~~ $x$",
    "&lt;b&gt;",
    "https://example.org/x www.example.org a@example.org",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_in_markdown_the_words_of_a_change_are_nothing_but_words(
    text: str, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(repository.root, "data/limits.yml", "value: 100 m", f"value: '{text}'")
    told = changes(repository, capsys, "--format", "markdown")
    assert told.startswith("## What it changes for readers\n\n### Figures\n\n- Height")
    html = Markdown(extensions=["tables", "footnotes", "attr_list"]).convert(told)
    page = html5lib.parse(html, namespaceHTMLElements=False)
    assert {one.tag for one in page.iter()} <= {"html", "head", "body", "h2", "h3", "ul", "li", "p"}
    assert f"Height: {text}" in " ".join("".join(page.itertext()).split())
    # What a code host makes a link or a mention of stands nowhere as it is.
    assert not re.search(r"https?://|www\.|@\w|#\d(?!\d*;)", told)


def test_where_there_is_nothing_to_compare_with_one_line_says_so(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.go("main")
    edit(repository.root, "data/limits.yml", "value: 100 m", "figure: 100 m")
    repository.commit("A layout that is none of today's")
    repository.git("tag", "older")
    edit(repository.root, "data/limits.yml", "figure: 100 m", "value: 100 m")
    repository.commit()
    repository.git("checkout", "--quiet", "--orphan", "stray")
    repository.commit()
    repository.go("main")
    cases = {
        "nowhere": "git knows no revision 'nowhere'; check its spelling, or fetch it first: git fetch",
        "stray": "'stray' and this branch have no commit in common; name the revision ",
        "older": "older does not load as a guide of today: data/limits.yml:1:1: lacks",
    }
    for revision, said in cases.items():
        for format in ("text", "markdown"):
            capsys.readouterr()
            assert repository.guide("changes", "--since", revision, "--format", format) == 2
            printed = capsys.readouterr()
            assert printed.err.startswith(f"cannot be compared: {said}")
            assert printed.err.count("\n") == 1
            assert ("cannot be compared" in printed.out) == (format == "markdown")


def test_a_clone_of_one_commit_cannot_be_compared(
    repository: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.write("docs/more.md", "# More\n")
    repository.commit()
    clone = tmp_path / "clone"
    subprocess.run(
        ["git", "clone", "--quiet", "--depth=1", f"file://{repository.root}", str(clone)],
        check=True,
        capture_output=True,
    )
    assert main(["--root", str(clone), "changes", "--since", "HEAD"]) == 2
    assert "git fetch --unshallow" in capsys.readouterr().err


def test_a_guide_with_problems_is_not_compared(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    edit(repository.root, "data/limits.yml", "value: 100 m", "")
    assert repository.guide("changes", "--since", "main") == 2
    assert capsys.readouterr().err == (
        "cannot be compared: the guide has problems (1); mend them first, see: guide check\n"
    )
