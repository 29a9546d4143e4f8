"""What is said of front matter of the wrong shape, of longer circles, and of script in disguise."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.checks import check
from guide.model.front_matter import FrontMatter
from tests.engine.sample import decision, edit

RAFT, DRY = "adr/0001-cross-by-raft.md", "adr/0002-stay-dry.md"
HEAD = decision("Stay dry").split("\n---\n")[0]
FIELDS = [field.alias or name for name, field in FrontMatter.model_fields.items()]
# Those that the sample's decisions do not have.
LEFT = [name for name in FIELDS if not any(line.startswith(f"{name}:") for line in HEAD.splitlines())]
HISTORY = "  - {status: accepted, date: 2026-02-02}"
REMOVE = "remove it, or show it as code between backticks [allowed-html]"


def superseded(title: str, by: str, number: str) -> str:
    """Return a decision that another one supersedes, and that itself supersedes a third."""
    history = "  - {status: superseded, date: 2026-02-02}"
    return decision(title, status="superseded", superseded_by=by, supersedes=number, history=history)


CASES = [
    pytest.param(
        [("adr/0002-stay-dry.md", "history:", "confirmed: Ada\nhistory:")],
        [
            "adr/0002-stay-dry.md:10:12: 'confirmed' is 'no', or says who has confirmed it and when: {by: name, date: YYYY-MM-DD} [wrong-type]"
        ],
        id="a confirmation without its day",
    ),
    pytest.param(
        [("adr/0002-stay-dry.md", "history:", "confirmed: {by: Ada, date: 2026-02-03, on: sea}\nhistory:")],
        [
            "adr/0002-stay-dry.md:10:40: unknown field 'on'; take it out [unknown-field]",
        ],
        id="a confirmation with another field",
    ),
    pytest.param(
        [("adr/0002-stay-dry.md", "history:", "confirmed: {by: Ada, date: 2999-01-01}\nhistory:")],
        [
            "adr/0002-stay-dry.md:10:28: 2999-01-01 has not come yet; write the day on which it was confirmed [future-date]"
        ],
        id="a confirmation that has not come yet",
    ),
    pytest.param(
        [(DRY, HEAD, "---")],
        [f"{DRY}:1:1: the front matter must be a mapping, not empty; write each field as 'name: value' [wrong-type]"],
        id="front matter that is empty",
    ),
    pytest.param(
        [(DRY, HEAD, "---\n- accepted")],
        [f"{DRY}:2:1: the front matter must be a mapping, not a list; write each field as 'name: value' [wrong-type]"],
        id="front matter that is a list",
    ),
    pytest.param(
        [(DRY, "decision-makers:", "xylophones: [ferry]\ndecision-makers:")],
        [f"{DRY}:4:1: unknown field 'xylophones', one of: {', '.join(LEFT)}, or take it out [unknown-field]"],
        id="a field that is like none of ours, of which all that are not there are named then",
    ),
    pytest.param(
        [(DRY, "decision-makers:", "review-by: 2027-01-01\nreviewer: crew\ndecision-makers:")],
        [
            f"{DRY}:5:1: unknown field 'reviewer', "
            f"one of: {', '.join(name for name in LEFT if name != 'review-by')}, or take it out [unknown-field]"
        ],
        id="a field that is like one of ours that is there already",
    ),
    pytest.param(
        [(DRY, "date: 2026-02-02\ndecision", "date:\ndecision")],
        [f"{DRY}:3:6: 'date' is empty; write a day as YYYY-MM-DD [empty]"],
        id="a date that is empty",
    ),
    pytest.param(
        [(DRY, "date: 2026-02-02\ndecision", "date: [2026-02-02]\ndecision")],
        [f"{DRY}:3:7: 'date' must be a date, not a list; write a day as YYYY-MM-DD [wrong-type]"],
        id="a list where a date belongs",
    ),
    pytest.param(
        [(DRY, "supersedes: []", "supersedes: [0001-cross-by-raft.md]")],
        [f"{DRY}:8:14: '0001-cross-by-raft.md' is not a number; write it like 7 or 0007 [number]"],
        id="the name of a file where a number belongs",
    ),
    pytest.param(
        [(DRY, "supersedes: []", "supersedes: 0001")],
        [f"{DRY}:8:13: 'supersedes' must be a list, not the text '0001'; write [0001] [wrong-type]"],
        id="a number where a list of numbers belongs",
    ),
    pytest.param(
        [(DRY, "supersedes: []", "supersedes: 0001-cross-by-raft.md")],
        [f"{DRY}:8:13: 'supersedes' must be a list, not the text '0001-cross-by-raft.md'; write [1] [wrong-type]"],
        id="the name of a file where a list of numbers belongs",
    ),
    pytest.param(
        [(DRY, "supersedes: []", "formerly: 0001-keep-dry")],
        [f"{DRY}:8:11: 'formerly' must be a list, not the text '0001-keep-dry'; write [0001-keep-dry] [wrong-type]"],
        id="a name where a list of names belongs",
    ),
    pytest.param(
        [(DRY, "supersedes: []", "supersedes: [draft-fly]")],
        [f"{DRY}:8:14: 'draft-fly' has no number yet; name it here once it has landed [number]"],
        id="a draft where a number belongs",
    ),
    pytest.param(
        [(DRY, "supersedes: []", "supersedes: [0008]")],
        [f"{DRY}:8:14: unknown decision 8; name one that adr/ holds, or take it out [unknown-reference]"],
        id="a number that no octal number could have",
    ),
    pytest.param(
        [(DRY, HISTORY, "  - accepted 2026-02-02")],
        [
            f"{DRY}:11:5: each entry of 'history' must be a mapping, not the text 'accepted 2026-02-02'; write {{status: {{proposed or accepted or rejected or deprecated or superseded}}, date: {{YYYY-MM-DD}}}} [wrong-type]"
        ],
        id="a change of status in words",
    ),
    pytest.param(
        [(DRY, "history:", "corrections: a typo\nhistory:")],
        [
            f"{DRY}:10:14: 'corrections' must be a list, not the text 'a typo'; write [{{date: {{YYYY-MM-DD}}, reason: {{reason}}}}] [wrong-type]"
        ],
        id="a correction in words",
    ),
    pytest.param(
        [(DRY, f"history:\n{HISTORY}", "history: []")],
        [f"{DRY}:10:10: 'history' is empty; it needs at least one entry [empty]"],
        id="a history without a change",
    ),
    pytest.param(
        [
            (DRY, "", superseded("Stay dry", by="3", number="4")),
            ("adr/0003-swim.md", "", superseded("Swim", by="4", number="2")),
            ("adr/0004-fly.md", "", superseded("Fly", by="2", number="3")),
        ],
        [
            f"{DRY}:8:1: ADR 2, ADR 3, ADR 4 supersede each other in a circle; remove one of the links [supersedes-circle]"
        ],
        id="three decisions that supersede each other",
    ),
    pytest.param(
        [(DRY, "../docs/crossing.md", "x.md")],
        [
            f"{DRY}:18:43: the link 'x.md' leads to nothing; one of: 0001-cross-by-raft.md, ../docs/crossing.md, ../docs/patterns/kite.md, ../docs/patterns/raft.md, ../docs/projects/balloon.md, ../docs/projects/ferry.md [dead-link]"
        ],
        id="a link to a file that is like no other",
    ),
    pytest.param(
        [(DRY, "../docs/crossing.md", "#outcome")],
        [
            f"{DRY}:18:43: the link '#outcome' leads to no heading of {DRY}; did you mean 'decision-outcome'? [dead-link]"
        ],
        id="a link to a heading that its own text does not have",
    ),
    pytest.param(
        [(DRY, "[the crossing](../docs/crossing.md).", "[the crossing].\n\n[the crossing]:\n  ../docs/crosing.md")],
        [
            f"{DRY}:21:3: the link '../docs/crosing.md' leads to nothing; did you mean '../docs/crossing.md'? [dead-link]"
        ],
        id="a link whose address stands below its name",
    ),
    pytest.param(
        [(DRY, "../docs/crossing.md", "http://[::1\u200b]/")],
        [
            f"{DRY}:18:43: the link 'http://[::1\\u200b]/' is no address; write it like https://example.org/page [dead-link]"
        ],
        id="a link to an address that cannot be taken apart",
    ),
    pytest.param(
        [(DRY, "because somebody has to.", r"because \`<script>alert(1)</script>\`.")],
        [f"{DRY}:27:38: the tag <script> is not allowed on a page; {REMOVE}"],
        id="a script between backticks that are none",
    ),
    pytest.param(
        [(DRY, "because somebody has to.", "because <!--> <img src=../docs/crossing.md onerror=alert(1)> -->.")],
        [f"{DRY}:27:71: the attribute 'onerror' is not allowed on a page; {REMOVE}"],
        id="a handler in a comment that has already ended",
    ),
    pytest.param(
        [(DRY, "(../docs/crossing.md)", "(../docs/crossing.md){: href='java&#9;SCRIPT:alert(1)' }")],
        [f"{DRY}:18:66: the address 'java\\tSCRIPT:alert(1)' is neither of the web nor of a mail; {REMOVE}"],
        id="an address in an attribute list, disguised by a tab",
    ),
]


@pytest.mark.parametrize(("edits", "expected"), CASES)
def test_what_is_wrong_with_a_decision_is_said_once_with_its_place(
    edits: list[tuple[str, str, str]], expected: list[str], sample: Path
) -> None:
    for path, old, new in edits:
        edit(sample, path, old, new)
    assert [str(problem) for problem in check(sample)] == expected
