"""What is said of a decision whose text is not made the way a decision is, leads nowhere or could run script."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.checks import check
from tests.engine.git_repository import proposal
from tests.engine.sample import decision, edit

DRY = "adr/0002-stay-dry.md"
OPTIONS = "* Stay dry\n* Stay\n"
OUTCOME = 'Chosen option: "Stay dry", because somebody has to.'

CASES = [
    pytest.param(
        [
            (
                "data/sources.yml",
                "log:",
                "your-source:\n  title: A\n  publisher: b\n  kept: c\n  kind: own\n  read: never\nlog:",
            ),
            ("data/projects.yml", "    really:", "    your-id:"),
            ("data/tools.yml", "sources: [log]", "sources: [log, your-source]"),
        ],
        [
            f"data/{place} still holds the placeholder '{id}'; write an id of your own in its place, such as "
            "'fast-deployment' [placeholder]"
            for place, id in (("projects.yml:16:5:", "your-id"), ("sources.yml:1:1:", "your-source"))
        ],
        id="ids that stand for one of one's own",
    ),
    pytest.param(
        [("adr/draft-your-title.md", "", decision("Fly"))],
        [
            "adr/draft-your-title.md:1:1: still has the name that it started with; rename it after its title, such as draft-fly.md [placeholder]"
        ],
        id="a draft that is still called as it started",
    ),
    pytest.param(
        [(DRY, "../docs/crossing.md", "../../README.md")],
        [
            f"{DRY}:18:43: the link '../../README.md' leads out of the repository; write a whole address, or remove the link [dead-link]"
        ],
        id="a link that leads out of the repository",
    ),
    pytest.param(
        [(DRY, "# Stay dry", "Stay dry")],
        [f"{DRY}:13:1: has no title; start the text with a line '# What is decided' [decision-title]"],
        id="no title",
    ),
    pytest.param(
        [(DRY, "## Decision Outcome", "# Decision Outcome")],
        [f"{DRY}:25:1: a second title; make it a heading of level 2 ('## ') [decision-title]"],
        id="a second title",
    ),
    pytest.param(
        [(DRY, "../docs/crossing.md", "../docs/crosing.md")],
        [
            f"{DRY}:18:43: the link '../docs/crosing.md' leads to nothing; did you mean '../docs/crossing.md'? [dead-link]"
        ],
        id="a link to a file that does not exist",
    ),
    pytest.param(
        [(DRY, "../docs/crossing.md", "../docs/cross ing.md 'x'")],
        [
            f"{DRY}:18:43: the link '../docs/cross ing.md' leads to nothing; did you mean '../docs/crossing.md'? [dead-link]"
        ],
        id="a link whose target holds spaces",
    ),
    pytest.param(
        [(DRY, "../docs/crossing.md", "0001-cross-by-raft.md#decision-outcom")],
        [
            f"{DRY}:18:43: the link '0001-cross-by-raft.md#decision-outcom' leads to no heading of adr/0001-cross-by-raft.md; did you mean 'decision-outcome'? [dead-link]"
        ],
        id="a link to a heading that does not exist",
    ),
    pytest.param(
        [(DRY, "We have", "See <img src='../docs/crosing.md' alt='x'>. We have")],
        [
            f"{DRY}:18:15: the link '../docs/crosing.md' leads to nothing; did you mean '../docs/crossing.md'? [dead-link]"
        ],
        id="an image that is written as HTML",
    ),
    pytest.param(
        [(DRY, "../docs/crossing.md", "0001-rafting.md")],
        [f"{DRY}:18:43: the link '0001-rafting.md' leads to nothing; ADR 1 is 0001-cross-by-raft.md [dead-link]"],
        id="a link to a decision by its number and another name",
    ),
    pytest.param(
        [(DRY, "# Stay dry", "# 2. Stay dry")],
        [
            f"{DRY}:14:1: the title starts with '2.'; leave that out, its number is shown with it anyway [decision-title]"
        ],
        id="a title with a number",
    ),
    pytest.param(
        [(DRY, "# Stay dry", "# ADR-0002: Stay dry")],
        [
            f"{DRY}:14:1: the title starts with 'ADR-0002:'; leave that out, its number is shown with it anyway [decision-title]"
        ],
        id="a title with the number of an ADR",
    ),
    pytest.param([(DRY, "# Stay dry", "# 3.11 is dry")], [], id="a title that starts with a figure"),
    pytest.param(
        [(DRY, "../docs/crossing.md", "/crossing/")],
        [
            f"{DRY}:18:43: '/crossing/' works on no code host; link a page as ../docs/….md and a decision by its file's name [dead-link]"
        ],
        id="a link that starts at the root",
    ),
    pytest.param(
        [(DRY, "../docs/crossing.md", "../README.md")],
        [
            f"{DRY}:18:43: the link '../README.md' leads to nothing; one of: 0001-cross-by-raft.md, ../docs/crossing.md, ../docs/patterns/kite.md, ../docs/patterns/raft.md, ../docs/projects/balloon.md, ../docs/projects/ferry.md [dead-link]"
        ],
        id="a link to a file that is no page",
    ),
    pytest.param(
        [(DRY, "because somebody has to.", "because <script>alert(1)</script>.")],
        [
            f"{DRY}:27:36: the tag <script> is not allowed on a page; remove it, or show it as code between backticks [allowed-html]"
        ],
        id="a script",
    ),
    pytest.param(
        [
            (
                DRY,
                "because somebody has to.",
                "because <img src=../docs/crossing.md onerror=alert(1)>.",
            )
        ],
        [
            f"{DRY}:27:65: the attribute 'onerror' is not allowed on a page; remove it, or show it as code between backticks [allowed-html]"
        ],
        id="a handler",
    ),
    pytest.param(
        [(DRY, "../docs/crossing.md", "Java&#115;cript:alert(1)")],
        [
            f"{DRY}:18:43: the address 'Javascript:alert(1)' is neither of the web nor of a mail; remove it, or show it as code between backticks [allowed-html]"
        ],
        id="an address that runs script, disguised",
    ),
    pytest.param(
        [(DRY, "(../docs/crossing.md)", "(../docs/crossing.md){ onclick=alert(1) }")],
        [
            f"{DRY}:18:65: the attribute 'onclick' is not allowed on a page; remove it, or show it as code between backticks [allowed-html]"
        ],
        id="a handler in an attribute list",
    ),
    pytest.param(
        [(DRY, "because somebody has to.", "because {the reason}.")],
        [
            f"{DRY}:27:36: still holds the placeholder {{the reason}}; write your text in its place, or put it between backticks if it is none [placeholder]"
        ],
        id="a placeholder in the text",
    ),
    pytest.param(
        [(DRY, "summary: What is decided.", "summary: '{What is decided}'")],
        [f"{DRY}:5:10: still holds the placeholder {{What is decided}}; write your text in its place [placeholder]"],
        id="a placeholder in quotes",
    ),
    pytest.param(
        [(DRY, "date: 2026-02-02\ndecision", "date: {YYYY-MM-DD}\ndecision")],
        [f"{DRY}:3:7: 'date' still holds the placeholder {{YYYY-MM-DD}}; write the value in its place [placeholder]"],
        id="a placeholder for a date",
    ),
    pytest.param(
        [(DRY, "## Considered Options\n\n* Stay dry\n* Stay\n\n", "")],
        [
            f"{DRY}:14:1: has no section 'Considered Options'; add a line '## Considered Options' and its text [missing-section]"
        ],
        id="a section that is missing",
    ),
    pytest.param(
        [(DRY, "## Considered Options", "## Considered Option")],
        [f"{DRY}:14:1: has no section 'Considered Options'; rename 'Considered Option' [missing-section]"],
        id="a section that is misspelt",
    ),
    pytest.param(
        [(DRY, "We have to get across, see [the crossing](../docs/crossing.md).", "<!-- Why? -->")],
        [f"{DRY}:16:1: the section 'Context and Problem Statement' is empty; fill it in or remove it [empty-section]"],
        id="a section that holds a comment only",
    ),
    pytest.param(
        [(DRY, OPTIONS, "* Stay dry\n")],
        [
            f"{DRY}:22:1: considers only one option, 'Stay dry'; add the others, 'do nothing' among them [considered-options]"
        ],
        id="one option only",
    ),
    pytest.param(
        [(DRY, OPTIONS, "Stay dry, or not.\n")],
        [
            f"{DRY}:22:1: lists no option; write each considered option on a line that starts with '* ' [considered-options]"
        ],
        id="options that are no list",
    ),
    pytest.param(
        [(DRY, OPTIONS, "* Stay dry\n* **Stay dry**\n")],
        [f"{DRY}:22:1: lists the option 'Stay dry' twice; remove one of them [considered-options]"],
        id="one option twice",
    ),
    pytest.param(
        [(DRY, OUTCOME, 'Chosen option: "Stay drie", because Stay is boring.')],
        [
            f"{DRY}:27:1: the chosen option 'Stay drie' is none of the considered ones; did you mean 'Stay dry'? [decision-outcome]"
        ],
        id="a chosen option that is misspelt",
    ),
    pytest.param(
        [(DRY, OUTCOME, "We swim.")],
        [
            f"{DRY}:27:1: names no considered option; write 'Chosen option: \"…\", because …' with one of: Stay dry, Stay [decision-outcome]"
        ],
        id="an outcome that names no option",
    ),
    pytest.param(
        [(DRY, "supersedes: []", "formerly: [draft-stay-dry, 0001-cross-by-raft, adr/x.md]\nsupersedes: []")],
        [
            f"{DRY}:8:28: '0001-cross-by-raft' is the name of adr/0001-cross-by-raft.md; rename that file, or remove the earlier name here [former-name]",
            f"{DRY}:8:48: 'adr/x.md' is no decision's name; write it without folder and ending [former-name]",
        ],
        id="an earlier name that is another's",
    ),
    pytest.param(
        [
            ("adr/draft-stay.md", "", proposal("Stay here")),
            ("adr/0001-cross-by-raft.md", "supersedes: []", "formerly: [draft-stay, draft-wade]\nsupersedes: []"),
            (DRY, "supersedes: []", "formerly: [draft-wade, 0002-stay-dry]\nsupersedes: []"),
        ],
        [
            "adr/0001-cross-by-raft.md:8:12: 'draft-stay' is the name of adr/draft-stay.md; rename that file to what no decision was called before [former-name]",
            f"{DRY}:8:12: 'draft-wade' is an earlier name of adr/0001-cross-by-raft.md too; remove one of the two [former-name]",
            f"{DRY}:8:24: '0002-stay-dry' is the name that this file has; remove it here [former-name]",
        ],
        id="an earlier name that a draft takes again, that two have, and that is the present one",
    ),
    pytest.param(
        [
            ("adr/0001-cross-by-raft.md", "supersedes: []", "formerly: [draft-raft]\nsupersedes: []"),
            (DRY, "../docs/crossing.md", "draft-raft.md"),
        ],
        [
            f"{DRY}:18:43: the link 'draft-raft.md' leads to what is now ADR 1; write 0001-cross-by-raft.md [dead-link]",
        ],
        id="a link to a draft that has landed",
    ),
    pytest.param(
        [("adr/draft-x.md", "", decision("X", supersedes="2"))],
        [
            "adr/draft-x.md:8:14: a draft has no number that ADR 2 could name; keep it proposed until it has landed, and bring what rests on it with the change that accepts it [supersedes]"
        ],
        id="a draft that supersedes before it has a number",
    ),
    pytest.param(
        [("adr/draft-x.md", "", decision("X", answers="how-to-cross"))],
        [
            "data/questions.yml:1:1: ADR 1 and adr/draft-x.md both answer 'how-to-cross'; keep it under 'answers' in one of them [question-answered]"
        ],
        id="an accepted draft that answers what is answered",
    ),
]


@pytest.mark.parametrize(("edits", "expected"), CASES)
def test_what_a_text_lacks_is_said_once_with_its_place(
    edits: list[tuple[str, str, str]], expected: list[str], sample: Path
) -> None:
    for path, old, new in edits:
        edit(sample, path, old, new)
    assert [str(problem) for problem in check(sample)] == expected


@pytest.mark.parametrize(
    ("options", "outcome"),
    [
        ("* Stay dry\n* Stay", "We **stay dry**, since we can."),
        ("* [Stay dry](https://example.org): the usual way\n* Stay", 'Chosen option: "Stay dry", because.'),
        ("1. Stay `dry` (always)\n2. Stay", "Chosen option: “Stay dry”, because."),
        (
            "* Stay dry, which\n  takes two lines\n* Stay\n    * a remark",
            'Chosen option: "Stay dry, which takes two lines"',
        ),
        ("### Stay dry\n\nThe usual way.\n\n### Stay\n\nAs it says.", "Chosen option: 'Stay dry'."),
        ("* Stay dry under the bridge\n* Swim", 'Chosen option: "Stay dry", because.'),
        ("- C++\n- C#", "Chosen options: «C#»"),
        ("* 使用队列\n* Стоять", 'Chosen option: "使用队列"'),
    ],
)
def test_structure_is_checked_and_style_is_not(options: str, outcome: str, sample: Path) -> None:
    edit(sample, DRY, OPTIONS, f"{options}\n")
    edit(sample, DRY, OUTCOME, outcome)
    assert [str(problem) for problem in check(sample)] == []


@pytest.mark.parametrize(
    "text", ["`{code}`", "${{ x }}", "{{.Values}}", "/users/{id}", "```\n{code}\n```", "a heading\n{: #id }", "f{x}"]
)
def test_braces_that_are_no_placeholders_are_left_alone(text: str, sample: Path) -> None:
    edit(sample, DRY, "We have to get across", f"{text}\n\nWe have to get across")
    assert [str(problem) for problem in check(sample)] == []


def test_an_imported_decision_keeps_its_text_as_it_is(sample: Path) -> None:
    head = (sample / DRY).read_text("utf-8").split("---\n")[1]
    edit(
        sample, DRY, "", f"---\n{head}imported-from: old/0002.md\n---\n\n# Stay dry\n\n## Status\n\n## Notes\n\n{{x}}\n"
    )
    assert [str(problem) for problem in check(sample)] == []
