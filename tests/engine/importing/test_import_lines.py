"""Each line that the report of an import may hold is shown by a log that is small enough to read."""

from __future__ import annotations

import pytest

from guide.importing.notes import Kind
from tests.engine.import_logs import Guide, committed, guide, nygard

__all__ = ["guide"]

ONE, TWO, THREE = "0101-one.md", "0102-two.md", "0103-three.md"
NEW = nygard("102. Two", date="2019-01-10")


def one(status: str = "Accepted", title: str = "101. One", **said: str) -> dict[str, str]:
    """Return a log of a record."""
    return {ONE: nygard(title, status, **said)}


def two(old: str, new: str = "Accepted", **said: str) -> dict[str, str]:
    """Return a log of two records, the second of which was decided later."""
    return {ONE: nygard("101. One", old, **said), TWO: nygard("102. Two", new, "2019-01-10")}


def fronted(*lines: str) -> dict[str, str]:
    """Return a log of a record with front matter."""
    return {ONE: "\n".join(["---", *lines, "---", "# One", "", "## Decision", "", "We row.", ""])}


# What is in the log, and the places that the line names.
LINES: dict[Kind, tuple[dict[str, str], str]] = {
    Kind.SUPERSEDED: (two("Accepted", "Accepted\n\nSupersedes ADR 101"), "0101-one.md:7 (0102-two.md:9)"),
    Kind.SUCCEEDED: (
        fronted("status: deprecated", "date: 2018-04-10", "superseded-by: 102") | {TWO: NEW},
        "0101-one.md:2 (0102-two.md)",
    ),
    Kind.DEPRECATED: (one("Superseded"), "0101-one.md:7 ('Superseded')"),
    Kind.SUCCESSOR: (
        one("Superseded by [another](https://other.example/adr/3)"),
        "0101-one.md:7 (https://other.example/adr/3)",
    ),
    Kind.IN_PART: (two("Partially superseded by ADR 102"), "0101-one.md:7 ('Partially superseded by ADR 102')"),
    Kind.PART_OF: (two("Accepted", "Accepted\n\nSupersedes ADR 101 in part"), "0102-two.md:9 (amends 'ADR 101')"),
    Kind.NOT_IN_FORCE: (two("Superseded by ADR 102", "Proposed"), "0101-one.md:7 (superseded by 'ADR 102', proposed)"),
    Kind.NOT_RETIRED: (
        two("Rejected", "Accepted\n\nSupersedes ADR 101"),
        "0102-two.md:9 (supersedes 'ADR 101', rejected)",
    ),
    Kind.NEVER_HELD: (
        fronted("status: rejected", "date: 2018-04-10", "superseded-by: 102") | {TWO: NEW},
        "0101-one.md:4 (superseded by '102', rejected)",
    ),
    Kind.EARLIER: (two("Superseded by ADR 102", date="2020-01-10"), "0101-one.md:7 (0102-two.md)"),
    Kind.SEVERAL: (
        two("Superseded by ADR 102 and ADR 103") | {THREE: nygard("103. Three", date="2019-01-10")},
        "0101-one.md:7 (superseded by 'ADR 102'), 0101-one.md:7 (superseded by 'ADR 103')",
    ),
    Kind.CIRCLE: (one("Accepted\n\nSupersedes ADR 101"), "0101-one.md:9 (supersedes 'ADR 101')"),
    Kind.NO_FIELD: (two("Accepted", "Accepted\n\nClarifies ADR 101"), "0102-two.md:9 (clarifies 'ADR 101')"),
    Kind.RENUMBERED: ({"0001-one.md": nygard("1. One")}, "0001-one.md:1 (1, now 3)"),
    Kind.NUMBERS: (one(title="102. One"), "0101-one.md:1 (101 in its file's name, 102 in its title)"),
    Kind.NAME: (two("Superseded by 0103-two.md"), "0101-one.md:7 ('0103-two.md', which is 0102-two.md)"),
    Kind.TITLE: ({ONE: "Status: accepted\n\nDate: 2018-04-10\n\nWe row.\n"}, "0101-one.md:1 ('One')"),
    Kind.TITLES: (
        fronted("title: Another", "status: accepted", "date: 2018-04-10"),
        "0101-one.md:2 ('Another' in its front matter)",
    ),
    Kind.OTHER_DATE: (fronted("status: accepted", "created: 2018-04-10"), "0101-one.md:3 ('created')"),
    Kind.DATES: (
        fronted("status: accepted", "date: [2018-04-10, 2018-05-10]"),
        "0101-one.md:3 (2018-04-10 on line 3 and 2018-05-10 on line 3)",
    ),
    Kind.GIT_DATE: (one(date="none"), "0101-one.md:1 (2023-04-05)"),
    Kind.LINE_BY_LINE: (fronted("status: accepted", "date: 2018-04-10", "by: Ada: and Bo"), "0101-one.md:1"),
    Kind.STATUS: (one("Frozen"), "0101-one.md:7 ('Frozen')"),
    Kind.NO_STATUS: ({ONE: "# 101. One\n\nWe row.\n"}, "0101-one.md:1"),
    Kind.NO_PART: ({"one.md": "# One\n\nWe row.\n"}, "one.md:1"),
    Kind.NO_DAY: (one(date="none"), "0101-one.md:3 (accepted)"),
    Kind.CONFLICT: (one(decision="<<<<<<< ours\nWe row.\n=======\nWe sail.\n>>>>>>> theirs"), "0101-one.md:15"),
    Kind.DATE: (one(date="05/02/2018"), "0101-one.md:3 ('05/02/2018' may mean 5 February or 2 May)"),
    Kind.DAY: (fronted("status: accepted 2018-05-10", "date: 2018-04-10"), "0101-one.md:3 (2018-04-10)"),
    Kind.HISTORY: (one("Proposed 2018-05-10\n\nAccepted"), "0101-one.md:7 (proposed on 2018-05-10)"),
    Kind.UNSURE: (two("Accepted\n\nMay be superseded by ADR 102"), "0101-one.md:9 (superseded by 'ADR 102')"),
    Kind.UNKNOWN: (one("Superseded by ADR 109"), "0101-one.md:7 (superseded by 'ADR 109')"),
    Kind.UNNUMBERED: (two("Frozen", "Accepted\n\nAmends ADR 101"), "0102-two.md:9 (amends 'ADR 101')"),
    Kind.OLD_NUMBER: (
        {"0001-one.md": nygard("1. One"), TWO: nygard("102. Two", decision="As ADR 1 says.")},
        "0102-two.md:15 (1, now 103)",
    ),
    Kind.INDEX: (
        one() | {"README.md": "# Records\n\n| ADR | Status |\n|---|---|\n| [1](0101-one.md) | Accepted |\n"},
        "README.md:3",
    ),
    Kind.NOT_FIELDS: (
        fronted("status: [accepted", "date: 2018-04-10"),
        "0101-one.md:3 (is not YAML (did not find expected ',' or ']'); close the bracket, or put the text in quotes;"
        " left in the text)",
    ),
    Kind.DEAD: (one(decision="See [it](gone.md)."), "0101-one.md:15 (gone.md)"),
    Kind.ANCHOR: (two("Accepted") | one(decision="See [it](0102-two.md#gone)."), "0101-one.md:15 (0102-two.md#gone)"),
    Kind.NOT_SHOWN: (one(decision="<script>x</script>"), "0101-one.md:15 (the tag <script> is not allowed on a page)"),
    Kind.STAYED: (
        one(decision="[It](run.py)") | {"run.py": "x"},
        "0101-one.md:15 ('run.py' is neither a record nor a picture)",
    ),
    Kind.KEPT: (fronted("status: accepted", "date: 2018-04-10", "cost: 3"), "cost (1 record)"),
    Kind.MOVED: (one() | {"0009-one.md": "# One\n\nMoved to [ADR 101](0101-one.md).\n"}, "0009-one.md:1 (0101-one.md)"),
    Kind.TEMPLATE: (one() | {"template.md": "# {title}\n"}, "template.md:1"),
    Kind.OVERVIEW: (one() | {"README.md": "# Records\n"}, "README.md:1"),
    Kind.NOT_READ: (
        one() | {TWO: "a\0b"},
        "0102-two.md:1 (byte 0x00 stands in no text; save the file as UTF-8 and import again)",
    ),
    Kind.OTHER_FORM: (one() | {"0102-two.org": "* Two\n"}, "0102-two.org:1"),
    Kind.REST: (one() | {"0102-two.rst": "Two\n===\n"}, "0102-two.rst:1"),
    Kind.ASCIIDOC: (one() | {"0102-two.adoc": "= Two\n"}, "0102-two.adoc:1"),
}
# Those that need more than a log.
APART = {Kind.CHANGED, Kind.LINK}


@pytest.mark.parametrize("kind", LINES, ids=lambda kind: kind.name)
def test_a_line_is_said_of_what_it_is_true_of(kind: Kind, guide: Guide) -> None:
    files, places = LINES[kind]
    for path, text in files.items():
        guide.add(path, text)
    if kind is Kind.GIT_DATE:
        committed(guide.log.parents[1], "https://code.example/crew/ferry")
    assert f"{kind.sentence}: {places}" in guide.run(*(["--git-dates"] if kind is Kind.GIT_DATE else [])).said


def test_no_line_goes_without_a_log() -> None:
    assert {*LINES, *APART} == {*Kind}


def test_no_option_is_named_that_would_not_settle_a_draft(guide: Guide) -> None:
    for path, text in two("Rejected\n\nSuperseded by ADR 102").items():
        guide.add(path, text)
    ran = guide.run()
    assert "says a status that is none here; imported as a draft: 0101-one.md:7" in "\n".join(ran.said)
    assert [line for line in ran.said if "waits for" in line] == []
