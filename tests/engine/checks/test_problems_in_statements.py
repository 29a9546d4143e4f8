"""What is said of statements: of a claim that names none or a wrong one, that is surer, and of one without a claim."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.checks import check
from tests.engine.sample import edit

SOURCES, PROJECTS, PAGE = "data/sources.yml", "data/projects.yml", "docs/crossing.md"
STATEMENTS = """\
diary:
  title: A diary
  publisher: Somebody
  kept: Under the pillow.
  kind: own
  read: never
  statements:
    balloon:
      text: A balloon might get across as well.
      hedge: [may, perhaps]
    ferry:
      text: The ferry gets across.
    pillow:
      text: One sleeps well on board.
"""
EDITS = [
    (SOURCES, "chart:\n", f"{STATEMENTS}chart:\n"),
    (PROJECTS, "summary: It may cross.\n  sources: [log]", "summary: It may cross.\n  sources: [diary#balloon]"),
    (PROJECTS, "summary: It crosses.\n  sources: [log]", "summary: It crosses.\n  sources: [log, diary#ferry]"),
    # What the page draws, as far as it matters here.
    (
        "docs/sources.md",
        "",
        "---\ndescription: Where it is from.\n---\n# Sources {: #diary }\n\n## Pillow {: #diary-pillow }\n\n## Balloon {: #diary-balloon }\n\n"
        "## Log {: #log }\n",
    ),
    (PAGE, "# The crossing", '# The crossing\n\nOne sleeps well {{ cite("diary#pillow") }}.'),
]
PERSON = "or name in its sources who says so, as {by: name, date: YYYY-MM-DD}"
CASES = [
    pytest.param(
        [(PROJECTS, "diary#ferry", "diary")],
        [
            "data/projects.yml:7:18: source 'diary' has statements; name the one that says it, such as diary#balloon [unnamed-statement]"
        ],
        id="a claim that names none",
    ),
    pytest.param(
        [(PROJECTS, "diary#ferry", "diary#fery")],
        [
            "data/projects.yml:7:18: unknown statement 'diary#fery', did you mean 'diary#ferry'? If not, add it to the statements of 'diary', or take it out [unknown-reference]"
        ],
        id="a claim that names one that there is not",
    ),
    pytest.param(
        [(PROJECTS, "diary#ferry", "dairy#ferry")],
        [
            "data/projects.yml:7:18: unknown source 'dairy', did you mean 'diary'? If not, add it to data/sources.yml, or take it out [unknown-reference]"
        ],
        id="a claim that names one of an unknown source",
    ),
    pytest.param(
        [(PROJECTS, "[log, diary#ferry]", "[log#height, diary#ferry]")],
        ["data/projects.yml:7:13: source 'log' has no statements; write 'log' alone [unknown-reference]"],
        id="a claim that names one of a source without any",
    ),
    pytest.param(
        [(PAGE, "diary#pillow", "diary#pilow")],
        [
            "docs/crossing.md:6:25: unknown statement 'diary#pilow', did you mean 'diary#pillow'? If not, add it to the statements of 'diary', or take it out [unknown-reference]"
        ],
        id="a page that names one that there is not",
    ),
    pytest.param(
        [(PAGE, "diary#pillow", "diary")],
        [
            "docs/crossing.md:6:25: source 'diary' has statements; name the one that says it, such as diary#balloon [unnamed-statement]"
        ],
        id="a page that names none",
    ),
    pytest.param(
        [(PAGE, "diary#pillow", "log")],
        [
            "data/sources.yml:20:5: nothing rests on 'diary#pillow'; cite it in a claim or on a page, or remove it [unused-statement]"
        ],
        id="a statement on which nothing rests",
    ),
    pytest.param(
        [(PROJECTS, "It may cross.", "It does cross.")],
        [
            f"data/projects.yml:13:12: 'diary#balloon' is hedged in data/sources.yml:17, and what rests on it is not; say 'may' or 'perhaps', {PERSON} [sharper-claim]"
        ],
        id="a claim that leaves out the hedge",
    ),
    pytest.param(
        [(PROJECTS, "It may cross.", "It does cross, maybe.")],
        [
            f"data/projects.yml:13:12: 'diary#balloon' is hedged in data/sources.yml:17, and what rests on it is not; say 'may' or 'perhaps', {PERSON} [sharper-claim]"
        ],
        id="a claim with another hedge, since only whole words count",
    ),
    pytest.param(
        [(PROJECTS, "certainty: unconfirmed", "certainty: reported")],
        [
            f"data/projects.yml:12:14: 'diary#balloon' is hedged in data/sources.yml:17, so this is no more than 'unconfirmed'; write that, {PERSON} [sharper-claim]"
        ],
        id="a claim that is reported where the source hedges",
    ),
    pytest.param(
        [(PAGE, "One sleeps well", 'Perhaps not.\n\nIt flies {{ cite("log", "diary#balloon") }}; one sleeps')],
        [
            "docs/crossing.md:8:25: 'diary#balloon' is hedged in data/sources.yml:17, and what rests on it is not; say 'may' or 'perhaps' in this paragraph [sharper-claim]"
        ],
        id="a paragraph that leaves out the hedge",
    ),
    pytest.param(
        [(SOURCES, "hedge: [may, perhaps]", "hedge: []")],
        ["data/sources.yml:17:14: 'hedge' is empty; it needs at least one entry [empty]"],
        id="a hedge without words",
    ),
    pytest.param(
        [(SOURCES, "    ferry:\n", "    Ferry 2:\n")],
        [
            "data/projects.yml:7:18: unknown statement 'diary#ferry', did you mean 'diary#Ferry 2'? If not, add it to the statements of 'diary', or take it out [unknown-reference]",
            "data/sources.yml:18:5: 'Ferry 2' is not an id; write it in small letters, digits and single hyphens, such as 'fast-deployment' [id]",
        ],
        id="a statement without an id",
    ),
]


@pytest.fixture
def stated(sample: Path) -> Path:
    """The sample with a diary, and claims and a page that rest on its statements."""
    for path, old, new in EDITS:
        edit(sample, path, old, new)
    return sample


@pytest.mark.parametrize(("edits", "lines"), CASES)
def test_what_is_said(edits: list[tuple[str, str, str]], lines: list[str], stated: Path) -> None:
    for path, old, new in edits:
        edit(stated, path, old, new)
    assert [str(problem) for problem in check(stated)] == lines


@pytest.mark.parametrize(
    "edits",
    [
        pytest.param([], id="as it is"),
        pytest.param([(PROJECTS, "It may cross.", "PERHAPS it\n    crosses.")], id="another word of its hedge"),
        pytest.param(
            [(PROJECTS, "[diary#balloon]", "[log, diary#balloon, chart#height]")], id="other sources beside it"
        ),
        pytest.param(
            [(PROJECTS, "[diary#balloon]", "[diary#balloon, {by: Ada, date: 2026-02-03}]"), (PROJECTS, "may", "does")],
            id="a person who says so",
        ),
        pytest.param([(PAGE, "One", 'It may fly,\nor so {{ cite("diary#balloon") }}. One')], id="hedged on a page"),
        pytest.param([(SOURCES, "Under the pillow.", "Under the pillow, in May.")], id="a hedge elsewhere"),
    ],
)
def test_nothing_is_said_of(edits: list[tuple[str, str, str]], stated: Path) -> None:
    for path, old, new in edits:
        edit(stated, path, old, new)
    assert [str(problem) for problem in check(stated)] == []


def test_a_source_with_no_statement_yet_is_named_alone(stated: Path) -> None:
    edit(stated, SOURCES, STATEMENTS[STATEMENTS.index("  statements") :], "  statements: {}\n")
    for path in (PROJECTS, PAGE):
        (stated / path).write_text(
            (stated / path).read_text("utf-8").replace("#balloon", "").replace("#ferry", "").replace("#pillow", ""),
            "utf-8",
        )
    assert check(stated) == []


def test_what_somebody_confirms_is_surer_than_the_statement(stated: Path) -> None:
    edit(stated, PROJECTS, "tool: unknown\n  certainty: unconfirmed", "tool: oar\n  certainty: confirmed")
    edit(stated, PROJECTS, "  open:\n    really:\n      question: Does it cross?\n      about: pattern\n", "")
    edit(stated, PROJECTS, "It may cross.\n  sources: [diary#balloon]", "It does.\n  sources: [diary#balloon]")
    assert [problem.rule for problem in check(stated)] == ["confirmed", "sharper-claim"]
    edit(stated, PROJECTS, "[diary#balloon]", "[diary#balloon, {by: Ada, date: 2026-02-03}]")
    assert check(stated) == []


@pytest.mark.parametrize(
    ("path", "data", "rules"),
    [
        (PROJECTS, b"balloon: [\n", {"yaml-syntax"}),
        (SOURCES, b"diary: [\n", {"yaml-syntax"}),
        (PAGE, b"# \xff", {"encoding"}),
    ],
)
def test_what_cannot_be_read_is_no_statement_too_few(path: str, data: bytes, rules: set[str], stated: Path) -> None:
    (stated / path).write_bytes(data)
    assert {problem.rule for problem in check(stated)} == rules
