"""What the notes say: told where each statement says, with its hedge, whatever becomes of what it is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.checks import check
from tests.engine.sample import edit

FILE = "data/notes.yml"
NOTES = """\
balloon:
  text: A balloon might get across as well.
  certainty: unconfirmed
  hedge: [may]
  told:
    projects/balloon/summary: [cross]
travel-light:
  text: Leave at home what you do not need.
  certainty: reported
  told:
    takeaways/travel-light: [travel light]
    docs/crossing.md: [crossing]
"""
CASES = [
    pytest.param(
        [("data/takeaways.yml", "text: Travel light.", "text: Pack little.")],
        [
            "data/notes.yml:11:30: 'takeaways/travel-light' does not say 'travel light'; tell it there again, or name the words that tell it now [statement-told]"
        ],
        id="a text that does not tell the statement any more",
    ),
    pytest.param(
        [("data/takeaways.yml", "text: Travel light.", "text: Travel lightly.")],
        [
            "data/notes.yml:11:30: 'takeaways/travel-light' does not say 'travel light'; did you mean 'travel lightly'? [statement-told]"
        ],
        id="a text that tells it in other words, since only whole words count",
    ),
    pytest.param(
        [("docs/crossing.md", "# The crossing", "# Over\n\n<!-- the crossing -->")],
        [
            "data/notes.yml:12:24: 'docs/crossing.md' does not say 'crossing'; tell it there again, or name the words that tell it now [statement-told]"
        ],
        id="a page that tells it only where nobody reads it",
    ),
    pytest.param(
        [("data/projects.yml", "summary: It may cross.", "summary: It does cross.")],
        [
            "data/notes.yml:4:11: 'projects/balloon/summary' leaves out the hedge 'may'; tell it there again, or name the words that tell it now [statement-told]"
        ],
        id="a hedge that is lost",
    ),
    pytest.param(
        [(FILE, "  hedge: [may]\n", "")],
        [
            "data/notes.yml:2:3: the certainty 'unconfirmed' and the field 'hedge' go together; one of them is missing [hedge]"
        ],
        id="an unconfirmed statement without its hedge",
    ),
    pytest.param(
        [(FILE, "certainty: unconfirmed", "certainty: reported")],
        [
            "data/notes.yml:2:3: the certainty 'unconfirmed' and the field 'hedge' go together; one of them is missing [hedge]"
        ],
        id="a reported statement with a hedge",
    ),
    pytest.param(
        [(FILE, "certainty: unconfirmed", "certainty: confirmed")],
        [
            "data/notes.yml:3:14: unknown value of 'certainty' 'confirmed'; one of: reported, unconfirmed [unknown-value]"
        ],
        id="a statement that somebody confirmed",
    ),
    pytest.param(
        [(FILE, "projects/balloon/summary: [cross]", "projects/baloon/summary: [cross]")],
        ["data/notes.yml:6:5: 'projects' holds no 'baloon', did you mean 'balloon'? [statement-told]"],
        id="a place whose entry does not exist",
    ),
    pytest.param(
        [(FILE, "projects/balloon/summary: [cross]", "projects/balloon/sumary: [cross]")],
        ["data/notes.yml:6:5: 'projects/balloon' holds no 'sumary', did you mean 'summary'? [statement-told]"],
        id="a place whose field does not exist",
    ),
    pytest.param(
        [(FILE, "projects/balloon/summary: [cross]", "projects/balloon/summary/text: [cross]")],
        [
            "data/notes.yml:6:5: 'projects/balloon/summary' is a value without fields; name it alone [statement-told]",
        ],
        id="a place within a text",
    ),
    pytest.param(
        [(FILE, "projects/balloon/summary: [cross]", "project/balloon: [cross]")],
        ["data/notes.yml:6:5: there is no collection 'project', did you mean 'projects'? [statement-told]"],
        id="a place in a collection that does not exist",
    ),
    pytest.param(
        [(FILE, "projects/balloon/summary: [cross]", "projects: [cross]")],
        [
            "data/notes.yml:6:5: 'projects' is no place; write <collection>/<id> with the fields behind it, or docs/<page>.md [statement-told]"
        ],
        id="a whole collection as a place",
    ),
    pytest.param(
        [(FILE, "takeaways/travel-light: [travel light]", "notes/travel-light/text: [leave at home]")],
        [
            "data/notes.yml:11:5: 'notes/travel-light/text' is a statement, which no page tells; name the entry or the page that tells it [statement-told]"
        ],
        id="a statement as a place, itself above all",
    ),
    pytest.param(
        [(FILE, "docs/crossing.md", "docs/crosing.md")],
        ["data/notes.yml:12:5: there is no page 'docs/crosing.md', did you mean 'docs/crossing.md'? [statement-told]"],
        id="a page that does not exist",
    ),
    pytest.param(
        [(FILE, "    projects/balloon/summary: [cross]\n", "    {}\n")],
        ["data/notes.yml:6:5: 'told' is empty; it needs at least one entry [empty]"],
        id="a statement that is told nowhere",
    ),
    pytest.param(
        [(FILE, "projects/balloon/summary: [cross]", "projects/balloon/summary: []")],
        ["data/notes.yml:6:31: 'projects/balloon/summary' is empty; it needs at least one entry [empty]"],
        id="a place without the words that tell it",
    ),
]


@pytest.fixture
def notes(sample: Path) -> Path:
    """The sample with statements about a project, a takeaway and a page."""
    edit(sample, FILE, "", NOTES)
    return sample


@pytest.mark.parametrize(("edits", "lines"), CASES)
def test_what_is_said(edits: list[tuple[str, str, str]], lines: list[str], notes: Path) -> None:
    for path, old, new in edits:
        edit(notes, path, old, new)
    assert [str(problem) for problem in check(notes)] == lines


@pytest.mark.parametrize(
    "edits",
    [
        pytest.param([(FILE, "", "{}\n")], id="there are none"),
        pytest.param([("data/takeaways.yml", "Travel light.", "For a start, TRAVEL\n    light!")], id="said otherwise"),
        pytest.param([(FILE, "[cross]", "[kite, cross, log]"), (FILE, "balloon/summary", "balloon")], id="an entry"),
        pytest.param([("docs/crossing.md", "# The crossing", "# The\n\nA *crossing*")], id="marks of Markdown"),
    ],
)
def test_a_statement_is_told_when(edits: list[tuple[str, str, str]], notes: Path) -> None:
    for path, old, new in edits:
        edit(notes, path, old, new)
    assert [str(problem) for problem in check(notes)] == []


def test_without_notes_nothing_is_asked(notes: Path) -> None:
    (notes / FILE).unlink()
    assert check(notes) == []


def test_a_hedge_is_kept_by_the_statement_when_somebody_confirms_the_project(notes: Path) -> None:
    edit(notes, "data/projects.yml", "tool: unknown\n  certainty: unconfirmed", "tool: oar\n  certainty: confirmed")
    doubt = "  open:\n    really:\n      question: Does it cross?\n      about: pattern\n"
    edit(notes, "data/projects.yml", doubt, "")
    said = "The notes say that it may cross. It does.\n  sources: [log, {by: Ada, date: 2026-02-03}]"
    edit(notes, "data/projects.yml", "It may cross.\n  sources: [log]", said)
    assert check(notes) == []


def test_a_project_more_is_no_statement_of_the_notes(notes: Path) -> None:
    text = (notes / "data/projects.yml").read_text("utf-8")
    edit(notes, "data/projects.yml", "", text + text.replace("ferry:", "barge:").split("balloon:")[0])
    edit(notes, "docs/projects/barge.md", "", "# Barge\n")
    assert check(notes) == []


def test_a_project_that_is_gone_takes_no_statement_with_it(notes: Path) -> None:
    text = (notes / "data/projects.yml").read_text("utf-8")
    edit(notes, "data/projects.yml", "", text.split("balloon:")[0])
    assert [str(problem) for problem in check(notes)] == [
        "data/notes.yml:6:5: 'projects' holds no 'balloon', one of: ferry [statement-told]"
    ]


@pytest.mark.parametrize(
    ("path", "data", "rules"),
    [
        ("data/projects.yml", b"balloon: [\n", ["yaml-syntax"]),
        ("docs/crossing.md", b"The crossing, \xff", ["encoding"]),
    ],
)
def test_what_stands_where_nothing_can_be_read_is_not_told_of_twice(
    path: str, data: bytes, rules: list[str], notes: Path
) -> None:
    (notes / path).write_bytes(data)
    assert [problem.rule for problem in check(notes)] == rules
