"""What is said of decisions that are broken or disagree."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.checks import check
from tests.engine.sample import decision, edit

_OVER = "  - {status: accepted, date: 2026-02-01}\n  - {status: superseded, date: 2026-02-02}"
# (path, what stands there, what is put in its place), and every line that is printed then.
CASES = [
    pytest.param(
        [("adr/0002-stay-dry.md", "date: 2026-02-02\ndecision", "date: 2026-02-01\ndecision")],
        [
            "adr/0002-stay-dry.md:11:5: the history ends with accepted on 2026-02-02, and 'date' says 2026-02-01; write the day of the change in both [decision-history]"
        ],
        id="a history that ends on another day",
    ),
    pytest.param(
        [
            (
                "adr/draft-fly.md",
                "",
                decision("Fly", status="superseded", superseded_by="2", history=_OVER).replace(
                    "history:", "amended-by: [2]\nhistory:"
                ),
            )
        ],
        [
            "adr/draft-fly.md:9:17: a draft holds for nobody yet, so nothing supersedes it; remove the number [supersedes]",
            "adr/draft-fly.md:10:14: a draft holds for nobody yet, so nothing amends it; remove the number [amends]",
        ],
        id="a draft that something supersedes and amends",
    ),
    pytest.param(
        [("adr/0002-stay-dry.md", "", "# Stay dry\n")],
        [
            "adr/0002-stay-dry.md:1:1: has no front matter; start the file with a line '---', the fields, and another line '---' [front-matter]"
        ],
        id="no front matter",
    ),
    pytest.param(
        [("adr/0002-stay-dry.md", "\n---\n\n# Stay dry", "\n\n# Stay dry")],
        [
            "adr/0002-stay-dry.md:1:1: has no front matter; start the file with a line '---', the fields, and another line '---' [front-matter]"
        ],
        id="front matter that does not end",
    ),
    pytest.param(
        [("adr/0002-stay-dry.md", "summary: What is decided.", "summary: What: is decided.")],
        [
            "adr/0002-stay-dry.md:5:14: is not YAML (mapping values are not allowed in this context); a text that holds ': ' must stand in quotes [yaml-syntax]"
        ],
        id="front matter that is no YAML",
    ),
    pytest.param(
        [("adr/0002-stay-dry.md", "status: accepted\ndate", "date")],
        [
            "adr/0002-stay-dry.md:2:1: lacks the field 'status'; add it, as in status: {proposed or accepted or rejected or deprecated or superseded} [missing-field]"
        ],
        id="no status",
    ),
    pytest.param(
        [("adr/0002-stay-dry.md", "status: accepted\ndate", "status:\ndate")],
        [
            "adr/0002-stay-dry.md:2:8: 'status' is empty; one of: proposed, accepted, rejected, deprecated, superseded [status]"
        ],
        id="a status that is empty",
    ),
    pytest.param(
        [("adr/0002-stay-dry.md", "status: accepted\ndate", "status: acepted\ndate")],
        [
            "adr/0002-stay-dry.md:2:9: unknown status 'acepted'; one of: proposed, accepted, rejected, deprecated, superseded [status]"
        ],
        id="a status that is misspelt",
    ),
    pytest.param(
        [("adr/0002-stay-dry.md", "decision-makers:", "deciders:")],
        ["adr/0002-stay-dry.md:4:1: unknown field 'deciders', did you mean 'decision-makers'? [unknown-field]"],
        id="a field that is unknown",
    ),
    pytest.param(
        [("adr/0002-stay-dry.md", "summary: What is decided.", "summary: {summary}")],
        [
            "adr/0002-stay-dry.md:5:10: 'summary' still holds the placeholder {summary}; write the value in its place [placeholder]"
        ],
        id="a placeholder that is not filled in",
    ),
    pytest.param(
        [("adr/0002-stay-dry.md", "date: 2026-02-02\ndecision", "date: 2026-30-02\ndecision")],
        ["adr/0002-stay-dry.md:3:7: '2026-30-02' is not a date; write a day that exists as YYYY-MM-DD [date]"],
        id="a date that does not exist",
    ),
    pytest.param(
        [
            ("adr/0002-stay-dry.md", "date: 2026-02-02\ndecision", "date: 2999-01-01\ndecision"),
            (
                "adr/0002-stay-dry.md",
                "  - {status: accepted, date: 2026-02-02}",
                "  - {status: accepted, date: 2999-01-01}",
            ),
        ],
        [
            "adr/0002-stay-dry.md:3:7: 2999-01-01 has not come yet; write the day of the last change of status [future-date]"
        ],
        id="a day that has not come yet",
    ),
    pytest.param(
        [("adr/raft.md", "", "# Raft\n")],
        [
            "adr/raft.md:1:1: has no front matter; start the file with a line '---', the fields, and another line '---' [front-matter]",
            "adr/raft.md:1:1: is not a decision's name; call it draft-<slug>.md, or <four digits>-<slug>.md once it has landed [decision-name]",
        ],
        id="a name that is no decision's",
    ),
    pytest.param(
        [("adr/old/0003-x.md", "", "---\nstatus: accepted\n---\n# X\n")],
        [
            "adr/old/0003-x.md:1:1: is not a decision's name; call it draft-<slug>.md, or <four digits>-<slug>.md once it has landed [decision-name]",
            "adr/old/0003-x.md:2:1: lacks the field 'date'; add it, as in date: {YYYY-MM-DD} [missing-field]",
            "adr/old/0003-x.md:2:1: lacks the field 'decision-makers'; add it, as in decision-makers: [{decision-maker}] [missing-field]",
            "adr/old/0003-x.md:2:1: lacks the field 'history'; add it, as in history: [{status: {proposed or accepted or rejected or deprecated or superseded}, date: {YYYY-MM-DD}}] [missing-field]",
            "adr/old/0003-x.md:2:1: lacks the field 'summary'; add it, as in summary: {summary} [missing-field]",
        ],
        id="a decision in a folder of its own",
    ),
    pytest.param(
        [("adr/0002-be-quick.md", "", decision("Be quick"))],
        [
            "adr/0002-stay-dry.md:1:1: number 2 is taken by adr/0002-be-quick.md; give the newer of the two another number, in the name of its file or with: guide renumber 2 [duplicate-number]"
        ],
        id="a number that is taken",
    ),
    pytest.param(
        [
            (
                "adr/0002-stay-dry.md",
                "  - {status: accepted, date: 2026-02-02}",
                "  - {status: proposed, date: 2026-02-02}",
            )
        ],
        [
            "adr/0002-stay-dry.md:11:5: the history ends with proposed on 2026-02-02, but the decision is accepted now; add {status: accepted, date: YYYY-MM-DD} to its end with the day of the change, and write that day as 'date' too [decision-history]"
        ],
        id="a history that ends with another status",
    ),
    pytest.param(
        [
            (
                "adr/0002-stay-dry.md",
                "  - {status: accepted, date: 2026-02-02}",
                "  - {status: proposed, date: 2026-03-03}\n  - {status: accepted, date: 2026-02-02}",
            )
        ],
        [
            "adr/0002-stay-dry.md:12:5: 2026-02-02 is before 2026-03-03; put the history in order, the oldest first [decision-history]"
        ],
        id="a history that runs backwards",
    ),
    pytest.param(
        [
            (
                "adr/0002-stay-dry.md",
                "  - {status: accepted, date: 2026-02-02}",
                "  - {status: rejected, date: 2026-01-01}\n  - {status: accepted, date: 2026-02-02}",
            )
        ],
        [
            "adr/0002-stay-dry.md:12:5: accepted cannot follow rejected; nothing can, so write a new decision [decision-history]"
        ],
        id="a change that is not allowed",
    ),
    pytest.param(
        [("adr/0002-stay-dry.md", "supersedes: []", "supersedes: [0001]")],
        [
            "adr/0002-stay-dry.md:8:14: ADR 1 does not say so; write 'superseded-by: [2]' in adr/0001-cross-by-raft.md [supersedes]"
        ],
        id="a decision superseded in one place only",
    ),
    pytest.param(
        [
            ("adr/0002-stay-dry.md", "status: accepted\ndate", "status: proposed\ndate"),
            ("adr/0002-stay-dry.md", "{status: accepted,", "{status: proposed,"),
            ("adr/0002-stay-dry.md", "supersedes: []", "supersedes: [0001]"),
            ("adr/0001-cross-by-raft.md", "superseded-by: []", "superseded-by: [0002]"),
        ],
        [
            "adr/0001-cross-by-raft.md:9:1: is superseded, but its status is accepted; write 'status: superseded' [supersedes]",
            "adr/0001-cross-by-raft.md:9:17: ADR 2 is proposed, and only an accepted decision supersedes another [supersedes]",
        ],
        id="a proposal that retires an accepted decision",
    ),
    pytest.param(
        [
            ("adr/0001-cross-by-raft.md", "superseded-by: []", "superseded-by: [2]"),
            ("adr/0001-cross-by-raft.md", "status: accepted\ndate", "status: superseded\ndate"),
            ("adr/0001-cross-by-raft.md", "{status: accepted,", "{status: superseded,"),
            ("adr/0001-cross-by-raft.md", "answers: [how-to-cross]", "answers: []"),
            ("adr/0002-stay-dry.md", "answers: []", "answers: [how-to-cross]"),
            ("data/guidelines.yml", "decision: 1", "decision: 2"),
        ],
        [
            "adr/0001-cross-by-raft.md:9:17: ADR 2 does not say so; write 'supersedes: [1]' in adr/0002-stay-dry.md [supersedes]"
        ],
        id="superseded by a decision that does not know it",
    ),
    pytest.param(
        [
            ("adr/0002-stay-dry.md", "status: accepted\ndate", "status: superseded\ndate"),
            ("adr/0002-stay-dry.md", "{status: accepted,", "{status: superseded,"),
        ],
        [
            "adr/0002-stay-dry.md:2:9: is superseded, but not by what; write 'superseded-by: [number]', 'successor: address' if that is not in this log, or 'deprecated', also in its history, if nothing took its place [supersedes]"
        ],
        id="superseded by nothing",
    ),
    pytest.param(
        [("adr/0002-stay-dry.md", "history:", "successor: https://example.org/log/7\nhistory:")],
        [
            "adr/0002-stay-dry.md:10:1: has a successor, but its status is accepted; write 'status: superseded', also in its history, or remove this line [successor]"
        ],
        id="a successor of what is in force",
    ),
    pytest.param(
        [("adr/0002-stay-dry.md", "supersedes: []", "supersedes: [2]")],
        ["adr/0002-stay-dry.md:8:14: a decision cannot supersede itself; remove the number [supersedes]"],
        id="a decision that supersedes itself",
    ),
    pytest.param(
        [
            ("adr/0001-cross-by-raft.md", "supersedes: []", "supersedes: [2]"),
            ("adr/0001-cross-by-raft.md", "superseded-by: []", "superseded-by: [2]"),
            ("adr/0002-stay-dry.md", "supersedes: []", "supersedes: [1]"),
            ("adr/0002-stay-dry.md", "superseded-by: []", "superseded-by: [1]"),
            ("adr/0001-cross-by-raft.md", "status: accepted\ndate", "status: superseded\ndate"),
            ("adr/0001-cross-by-raft.md", "{status: accepted,", "{status: superseded,"),
            ("adr/0002-stay-dry.md", "status: accepted\ndate", "status: superseded\ndate"),
            ("adr/0002-stay-dry.md", "{status: accepted,", "{status: superseded,"),
            ("data/guidelines.yml", "  decision: 1\n", "  decision: 3\n"),
            ("adr/0001-cross-by-raft.md", "answers: [how-to-cross]", "answers: []"),
            ("adr/0003-swim.md", "", decision("Swim", answers="how-to-cross")),
        ],
        [
            "adr/0001-cross-by-raft.md:8:1: ADR 1, ADR 2 supersede each other in a circle; remove one of the links [supersedes-circle]"
        ],
        id="two decisions that supersede each other",
    ),
    pytest.param(
        [("adr/0002-stay-dry.md", "supersedes: []", "amends: [0001]\nsupersedes: []")],
        [
            "adr/0002-stay-dry.md:8:10: ADR 1 does not say so; write 'amended-by: [2]' in adr/0001-cross-by-raft.md [amends]"
        ],
        id="an amendment in one place only",
    ),
    pytest.param(
        [("adr/0002-stay-dry.md", "supersedes: []", "amends: [2]\nsupersedes: []")],
        ["adr/0002-stay-dry.md:8:10: a decision cannot amend itself; remove the number [amends]"],
        id="a decision that amends itself",
    ),
    pytest.param(
        [
            ("adr/0002-stay-dry.md", "supersedes: []", "amended-by: [1]\nsupersedes: []"),
            ("adr/0001-cross-by-raft.md", "status: accepted\ndate", "status: proposed\ndate"),
            ("adr/0001-cross-by-raft.md", "{status: accepted,", "{status: proposed,"),
            ("adr/0001-cross-by-raft.md", "supersedes: []", "amends: [2]\nsupersedes: []"),
            ("adr/0001-cross-by-raft.md", "answers: [how-to-cross]", "answers: []"),
            ("adr/0002-stay-dry.md", "answers: []", "answers: [how-to-cross]"),
            ("data/guidelines.yml", "decision: 1", "decision: 2"),
        ],
        ["adr/0002-stay-dry.md:8:14: ADR 1 is proposed, and only an accepted decision amends another [amends]"],
        id="amended by a proposal",
    ),
    pytest.param(
        [
            ("adr/0001-cross-by-raft.md", "status: accepted\ndate", "status: superseded\ndate"),
            ("adr/0001-cross-by-raft.md", "{status: accepted,", "{status: superseded,"),
            ("adr/0001-cross-by-raft.md", "superseded-by: []", "superseded-by: [0002]"),
            ("adr/0002-stay-dry.md", "supersedes: []", "supersedes: [0001]"),
            ("adr/0001-cross-by-raft.md", "answers: [how-to-cross]", "answers: []"),
            ("adr/0002-stay-dry.md", "answers: []", "answers: [how-to-cross]"),
        ],
        [
            "data/guidelines.yml:7:13: guideline 'look-first' rests on ADR 1, which is superseded; now in force: ADR 2 [decision-in-force]"
        ],
        id="a guideline that rests on what is superseded",
    ),
    pytest.param(
        [("adr/0002-stay-dry.md", "supersedes: []", "supersedes: [0007, 0008, 0012]")],
        [
            "adr/0002-stay-dry.md:8:14: unknown decision 7; name one that adr/ holds, or take it out [unknown-reference]",
            "adr/0002-stay-dry.md:8:20: unknown decision 8; name one that adr/ holds, or take it out [unknown-reference]",
            "adr/0002-stay-dry.md:8:26: unknown decision 12; name one that adr/ holds, or take it out [unknown-reference]",
        ],
        id="numbers with leading zeros mean what they say",
    ),
]


@pytest.mark.parametrize(("edits", "expected"), CASES)
def test_what_is_wrong_with_a_decision_is_said_once_with_its_place(
    edits: list[tuple[str, str, str]], expected: list[str], sample: Path
) -> None:
    for path, old, new in edits:
        edit(sample, path, old, new)
    assert [str(problem) for problem in check(sample)] == expected
