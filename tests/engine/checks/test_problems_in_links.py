"""The links of pages: what a page shows as a link leads somewhere, however it is written, and nothing else is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.checks import check
from tests.engine.sample import FILES, edit, page

PAGE, HEAD = "docs/crossing.md", "# The crossing\n"
# How many lines of front matter stand above the heading.
ABOVE = FILES[PAGE].partition(HEAD)[0].count("\n")
DRY, REASON = "adr/0002-stay-dry.md", "because somebody has to.\n"
NEAR = (
    "leads to nothing; one of: adr/0001-cross-by-raft.md, adr/0002-stay-dry.md, patterns/kite.md, "
    "patterns/raft.md, projects/balloon.md, projects/ferry.md [page-link]"
)
NO_PAGE = "leads to no page; write it as Markdown, with the way to a file [page-link]"
FROM_DECISIONS = (
    "leads to nothing; one of: 0001-cross-by-raft.md, ../docs/crossing.md, "
    "../docs/patterns/kite.md, ../docs/patterns/raft.md, ../docs/projects/balloon.md, ../docs/projects/ferry.md "
    "[dead-link]"
)


def dead(id: str, text: str, *lines: str) -> object:
    """Return the case of a text on a page, and of what is said of it: the line, counted from the heading, and so on."""
    split = [line.partition(":") for line in lines]
    said = [f"{PAGE}:{int(line) + ABOVE}:{rest}" for line, _, rest in split]
    return pytest.param([(PAGE, HEAD, f"{HEAD}\n{text}\n")], said, id=id)


def decided(id: str, text: str, *lines: str) -> object:
    """Return the case of a text at the end of a decision, from line 29 on, and of what is said of it."""
    return pytest.param(
        [(DRY, REASON, f"{REASON}\n{text}\n")], [f"{DRY}:{line}" for line in lines], id=f"decision: {id}"
    )


# (path, what stands there, what is put in its place), and every line that is printed then.
CASES = [
    dead("HTML, to a file", '<a href="no.pdf">x</a>', f"3:10: the link 'no.pdf' {NO_PAGE}"),
    pytest.param(
        [
            ("docs/patterns/index.md", "", page("Patterns")),
            (PAGE, HEAD, f"{HEAD}[a](patterns/) [b](patterns.md) [c](crossing/)\n"),
        ],
        [
            f"{PAGE}:5:5: the link 'patterns/' leads to nothing; did you mean 'patterns/index.md'? [page-link]",
            f"{PAGE}:5:20: the link 'patterns.md' leads to nothing; did you mean 'patterns/index.md'? [page-link]",
            f"{PAGE}:5:37: the link 'crossing/' leads to nothing; did you mean 'crossing.md'? [page-link]",
        ],
        id="the address of a page in place of its file",
    ),
    pytest.param(
        [
            (
                "docs/boats/README.md",
                "",
                page("Boats", '\n[a](oar.md) <a href="oar/">b</a> <a href="../crossing/">c</a>\n'),
            ),
            (
                "docs/boats/oar.md",
                "",
                page("Oar", '\n[a](README.md#boats) <a href="../">b</a> <a href="../README/">c</a>\n'),
            ),
            (PAGE, HEAD, f'{HEAD}[a](boats/README.md#boat) [b](boats.md) <a href="../boats/#boats">c</a>\n'),
            (DRY, "../docs/crossing.md", "../docs/boats/README.md#boats"),
        ],
        [
            f"docs/boats/oar.md:6:51: the link '../README/' {NO_PAGE}",
            f"{PAGE}:5:5: the link 'boats/README.md#boat' leads to nothing on docs/boats/README.md; did you mean 'boats'? [page-link]",
            f"{PAGE}:5:31: the link 'boats.md' leads to nothing; did you mean 'boats/README.md'? [page-link]",
        ],
        id="a page of its folder that is called README.md",
    ),
    # What a link may mean is neither the page that it stands on nor one that is like it in folder and ending alone.
    dead("to a page like this one", "[x](crossin.md)", f"3:5: the link 'crossin.md' {NEAR}"),
    dead("to a page of a folder", "[x](projects/plane.md)", f"3:5: the link 'projects/plane.md' {NEAR}"),
    decided(
        "to a decision like this one", "[x](draft-stay-dry.md)", f"29:5: the link 'draft-stay-dry.md' {FROM_DECISIONS}"
    ),
    dead("HTML, to a picture", '<img src="no.png" alt="x">', f"3:11: the link 'no.png' {NO_PAGE}"),
    dead("HTML, to a page", '<a href="../patterns/kit/">x</a>', f"3:10: the link '../patterns/kit/' {NO_PAGE}"),
    dead(
        "HTML, to the file of a page",
        '<a href="../patterns/kite.md">x</a>',
        f"3:10: the link '../patterns/kite.md' {NO_PAGE}",
    ),
    dead("HTML, single quotes", "<a href='../nope/'>x</a>", f"3:10: the link '../nope/' {NO_PAGE}"),
    dead("HTML, no quotes", "<a href=../nope/>x</a>", f"3:9: the link '../nope/' {NO_PAGE}"),
    dead("HTML, a space", '<a href = "../no pe/">x</a>', f"3:12: the link '../no pe/' {NO_PAGE}"),
    dead(
        "HTML, from the host's root",
        '<a href="/patterns/">x</a>',
        "3:10: the link '/patterns/' leads out of the site; write it as Markdown, with the way to a file [page-link]",
    ),
    dead(
        "a decision by the way that only a decision may take",
        "[x](../adr/0002-stay-dry.md)",
        "3:5: '../adr/0002-stay-dry.md' leads out of docs/; write adr/0002-stay-dry.md [page-link]",
    ),
    dead(
        "a page by a way that leaves docs/",
        "[x](../docs/patterns/kite.md)",
        "3:5: '../docs/patterns/kite.md' leads out of docs/; write patterns/kite.md [page-link]",
    ),
    dead(
        "HTML, to no script of the engine",
        '<img src="../assets/no.png" alt="">',
        f"3:11: the link '../assets/no.png' {NO_PAGE}",
    ),
    dead(
        "HTML beside Markdown with the same target",
        '[x](crossing.md) <a href="crossing.md">y</a>',
        f"3:27: the link 'crossing.md' {NO_PAGE}",
    ),
    dead("behind a fence that nothing closes", "```\n[x](nope.md)", f"4:5: the link 'nope.md' {NEAR}"),
    dead("in an admonition", "!!! note\n    [x](nope.md)", f"4:9: the link 'nope.md' {NEAR}"),
    dead("in a definition", "Term\n:   [x](nope.md)", f"4:9: the link 'nope.md' {NEAR}"),
    dead("in a footnote", "A[^1].\n\n[^1]: [x](nope.md)", f"5:11: the link 'nope.md' {NEAR}"),
    dead("in a table", "| a | b |\n|---|---|\n| [x](nope.md) | b |", f"5:7: the link 'nope.md' {NEAR}"),
    dead("behind a comment", "<!-- a -->[x](nope.md)", f"3:15: the link 'nope.md' {NEAR}"),
    dead("by a second definition", "[x][r]\n\n[r]: patterns/kite.md\n[r]: nope.md", f"6:6: the link 'nope.md' {NEAR}"),
    dead("in an attribute list", "[x](patterns/kite.md){: href='nope.md' }", f"3:31: the link 'nope.md' {NEAR}"),
    dead("written with a reference to a character", "[x](n&#111;pe.md)", f"3:5: the link 'nope.md' {NEAR}"),
    dead(
        "HTML, to a badge of nothing",
        '<img src="../badges/raft.svg" alt="">',
        f"3:11: the link '../badges/raft.svg' {NO_PAGE}",
    ),
    dead(
        "HTML, to a part of what the build makes",
        '<a href="../print/#x">x</a>',
        "3:10: the link '../print/#x' leads into what has no parts of its own to link; leave out the anchor [page-link]",
    ),
    dead(
        "to sources where none is cited",
        "[x](#page-sources)",
        "3:5: the link '#page-sources' leads to nothing on docs/crossing.md; one of: the-crossing [page-link]",
    ),
    dead(
        "to an anchor in a disguise that an engine does not know",
        "[x](#the%2Dcrossing)",
        "3:5: the link '#the%2Dcrossing' leads to nothing on docs/crossing.md; did you mean 'the-crossing'? [page-link]",
    ),
    dead(
        "from a footnote that nothing refers to",
        "a\n\n[^1]: A note.",
        "5:1: nothing refers to the footnote [^1]; refer to it, or remove it [page-link]",
    ),
    dead(
        "to an id in a comment",
        '[x](#foo)\n\n<!-- <a id="foo"></a> -->',
        "3:5: the link '#foo' leads to nothing on docs/crossing.md; one of: the-crossing [page-link]",
    ),
    pytest.param(
        [
            ("docs/sources.md", "", page("Sources", "\n## Log {: #log }\n")),
            (PAGE, HEAD, f"{HEAD}\n{{{{ takeaways() }}}}\n\n{{{{ takeaways() }}}}\n\n## First {{: #look-first }}\n"),
        ],
        [
            f"{PAGE}:8:1: this call draws what stands on this page already; take one of the two out [repeated-call]",
        ],
        id="a call that stands twice",
    ),
    decided("HTML, a space", '<a href = "no pe.md">x</a>', f"29:12: the link 'no pe.md' {FROM_DECISIONS}"),
    decided(
        "HTML, a picture in single quotes", "<img alt='' src='no.png'>", f"29:18: the link 'no.png' {FROM_DECISIONS}"
    ),
    decided("behind a fence that nothing closes", "~~~\n[x](a(b).md)", f"30:5: the link 'a(b).md' {FROM_DECISIONS}"),
    decided(
        "a picture around a link, behind a comment",
        "<!-- a -->![[x](0001-cross-by-raft.md)](no.png)",
        f"29:41: the link 'no.png' {FROM_DECISIONS}",
    ),
    decided("in an admonition", "!!! note\n    [x](nope.md)", f"30:9: the link 'nope.md' {FROM_DECISIONS}"),
    decided(
        "by a second definition",
        "[x][r]\n\n[r]: 0001-cross-by-raft.md\n[r]: nope.md",
        f"32:6: the link 'nope.md' {FROM_DECISIONS}",
    ),
    decided(
        "in an attribute list",
        "[x](0001-cross-by-raft.md){: href='nope.md' }",
        f"29:36: the link 'nope.md' {FROM_DECISIONS}",
    ),
    decided(
        "in an attribute list, to nothing on a page",
        "[x](0001-cross-by-raft.md){: href='../docs/crossing.md#nope' }",
        "29:36: the link '../docs/crossing.md#nope' leads to nothing on docs/crossing.md; one of: the-crossing [page-anchor]",
    ),
    decided(
        "to an anchor in a disguise that an engine does not know",
        "[x](#stay%2Ddry)",
        f"29:5: the link '#stay%2Ddry' leads to no heading of {DRY}; did you mean 'stay-dry'? [dead-link]",
    ),
    decided(
        "from a footnote that nothing refers to",
        "[^a]: A note.",
        "29:1: nothing refers to the footnote [^a]; refer to it, or remove it [dead-link]",
    ),
]

SOUND = [
    '<a href="../patterns/kite/">x</a> <a href="../assets/guide.js">x</a>',
    '<a href="../print/">x</a> <a href="../feed.xml">x</a> <img src="../badges/adr-1-raft.svg" alt="">',
    "[x](adr/0002-stay-dry.md) [x](patterns/k%69te.md)",
    "* a\n\n        [x](nope.md)",
    "`[x](nope.md)`",
    "```\n[x](nope.md)\n```",
    "<!-- [x](nope.md) -->",
    '[x]({{ repository("path") }})',
    "<me@example.org> [x](https://example.org/a) <a href='mailto:a@example.org'>m</a>",
    '[x](crossing.md) <a href="./">y</a> <a href="#">z</a>',
    "[x](#foo) [y](#the-crossing)\n\n<a id='foo'></a>",
    "A[^1].\n\n[^1]: A note.",
    '<!-- <a href="../nope/">x</a> --> <b title="src=nope.png">x</b>',
]
DECIDED = [
    "<a href='../docs/crossing.md'>x</a> <a href=0001-cross-by-raft.md>y</a>",
    '<!-- <a href="nope.md">x</a> --> <b title="src=nope.png">x</b>',
    "```\n[x](nope.md)\n[r]: nope.md\n<a href='nope.md'>\n```",
    "`[x](nope.md)` `<img src=nope.png>`",
    "A[^1].\n\n[^1]: A note.",
    "* a\n\n        [x](nope.md)",
]


@pytest.mark.parametrize(("edits", "expected"), CASES)
def test_a_dead_link_is_told_with_its_place(
    edits: list[tuple[str, str, str]], expected: list[str], sample: Path
) -> None:
    for path, old, new in edits:
        edit(sample, path, old, new)
    assert [str(problem) for problem in check(sample)] == expected


@pytest.mark.parametrize("text", SOUND)
def test_what_leads_somewhere_or_is_no_link_is_left_alone(text: str, sample: Path) -> None:
    edit(sample, PAGE, HEAD, f"{HEAD}\n{text}\n")
    assert check(sample) == []


@pytest.mark.parametrize("text", DECIDED)
def test_what_leads_somewhere_or_is_no_link_is_left_alone_in_a_decision_too(text: str, sample: Path) -> None:
    edit(sample, DRY, REASON, f"{REASON}\n{text}\n")
    assert check(sample) == []
