"""What `guide changes` tells of a change: in the words of readers, before it is merged."""

from __future__ import annotations

import pytest

from tests.engine.changes.telling import changes
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
WAS = 'was: [{value: "100 m", until: YYYY-MM-DD, sources: [chart#height]}]'
ANSWER = "  needs:\n    water:\n      answer: yes\n      sources: [log]\n"

# The edits (path, what stands there, what is put in its place), and all that is told.
CASES = [
    pytest.param([], "Nothing changes for readers.", id="nothing"),
    pytest.param(
        [("data/limits.yml", "value: 100 m", "value: 120 m")],
        f"""\
Figures
  Height: 120 m; what it was is not kept; if it has moved, add {WAS}
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
  Letters: Kite or no pattern
    before: Kite or Raft
  Parcels: no pattern
    before: Raft, at a cost
  Ferry: Kite or Raft or no pattern
    before: Kite or Raft
  Balloon: Kite or Raft or no pattern
    before: Kite or Raft
  1 of the 4 combinations of needs lead to another pattern:
  1 to no pattern; the likeliest: with "Wind" and "Water"
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
  open now: Ferry: Which tool deploys it?""",
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
  open now: Submarine: Which tool deploys it?

What comes and goes
  new project: Submarine

Words and sources
  the text of docs/projects/submarine.md is new

Addresses
  new: /projects/submarine/""",
        id="a project",
    ),
    pytest.param(
        [("data/guidelines.yml", *words) for words in (("must", "should"), ("decide", "run"))],
        """\
Guidelines
  should: Look before you leap.
    before: must: Look before you leap.
  phase run: Look before you leap.
    before: phase decide""",
        id="the level and the phase of a guideline",
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
