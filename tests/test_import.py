"""What an import writes and reports, for a log in each form that there is."""

from __future__ import annotations

import pytest

from tests.import_logs import Guide, guide, nygard

__all__ = ["guide"]


def test_a_log_of_adr_tools_becomes_decisions_with_links_on_both_sides(guide: Guide) -> None:
    old = nygard("3. Use X", "Superceded by [5. Use Y](0005-use-y.md)", "2018-04-10")
    amended = nygard("4. Row", "Accepted\n\nAmended by [5. Use Y](0005-use-y.md)", "2018-05-11")
    new = nygard(
        "5. Use Y",
        "Accepted\n\nSupercedes [3. Use X](0003-use-x.md)\n\nAmends [4. Row](0004-row.md)",
        "2019-06-12",
        "We will use [Y](https://example.org).\nIt floats.",
    )
    for name, text in (("0003-use-x.md", old), ("0004-row.md", amended), ("0005-use-y.md", new)):
        guide.add(name, text)
    assert guide.run() == (
        0,
        [
            "0003-use-x.md -> adr/0003-use-x.md",
            "0004-row.md -> adr/0004-row.md",
            "0005-use-y.md -> adr/0005-use-y.md",
            "",
            "3 records imported",
        ],
    )
    assert guide.text("0005-use-y.md") == (
        "---\n"
        "status: accepted\n"
        "date: 2019-06-12\n"
        "decision-makers: [unknown]\n"
        "summary: We will use Y.\n"
        "answers: []\n"
        "patterns: []\n"
        "projects: []\n"
        "tools: []\n"
        "supersedes: [3]\n"
        "superseded-by: []\n"
        "amends: [4]\n"
        "amended-by: []\n"
        "history:\n"
        "  - {status: accepted, date: 2019-06-12}\n"
        "imported-from: ferry/doc/adr/0005-use-y.md\n"
        "---\n" + new
    )
    assert guide.front("0003-use-x.md", "status", "date", "superseded-by") == (
        "status: superseded / date: 2019-06-12 / superseded-by: [5]"
    )
    assert guide.front("0004-row.md", "status", "amended-by") == "status: accepted / amended-by: [5]"
    assert (guide.body("0003-use-x.md"), guide.body("0004-row.md")) == (old, amended)
    assert guide.check() == []


# In each of these, "the record" is 0007-use-y.md, beside 0005-use-x.md, which was accepted on 2018-04-10.
FORMS = {
    "MADR 2": (
        """
        # Use Y

        * Status: accepted
        * Deciders: Ada, Bob [customize later]
        * Date: 2021-05-11

        ## Decision Outcome

        Chosen option: "Y", because it floats.
        """,
        "status: accepted / status: accepted, date: 2021-05-11",
        'decision-makers: [Ada, "Bob [customize later]"] / summary: "Chosen option: \\"Y\\", because it floats."',
    ),
    "MADR 3": (
        """
        ---
        # These are optional elements.
        status: superseded by [ADR-0005](0005-use-x.md)
        date: 2018-01-11
        deciders: Ada, Bob
        ---
        # Use Y

        ## Decision Outcome

        Chosen option: "Y", because it floats.
        """,
        "status: superseded / status: superseded, date: 2018-04-10",
        'decision-makers: [Ada, Bob] / summary: "Chosen option: \\"Y\\", because it floats."',
    ),
    "MADR 4": (
        """
        ---
        status: "rejected"
        date: 2021-05-11
        decision-makers: [Ada, "O'Neil: Bob"]
        tags: [boats, "yes"]
        ---

        # Use Y
        """,
        "status: rejected / status: rejected, date: 2021-05-11",
        'decision-makers: [Ada, "O\'Neil: Bob"] / summary: Use Y',
    ),
    "bold": (
        """
        # ADR-007: Use Y

        **Status:** Accepted ✅
        **Date**: 10 April 2018
        **Deciders:** [Ada](https://example.org/ada)
        """,
        "status: accepted / status: accepted, date: 2018-04-10",
        "decision-makers: [Ada] / summary: Use Y",
    ),
    "a table of two columns": (
        """
        # Use Y

        | Status    | **Accepted** |
        | --------- | ------------ |
        | Date      | 10 April 2018 |
        | Deciders  | Ada; Bob     |
        """,
        "status: accepted / status: accepted, date: 2018-04-10",
        "decision-makers: [Ada, Bob] / summary: Use Y",
    ),
    "a table with a head": (
        """
        # Use Y

        Date | Status | Author
        --- | --- | ---
        2018-04-10 | DEPRECATED | Ada
        """,
        "status: deprecated / status: deprecated, date: 2018-04-10",
        "decision-makers: [Ada] / summary: Use Y",
    ),
    "several lines": (
        """
        Use Y
        =====

        Status
        ------

        Proposed on 2018-04-09
        Accepted on 2018-04-10
        Superseded by [5. Use X](0005-use-x.md) on 2019-01-01

        ```yaml
        status: rejected
        ```
        """,
        "status: superseded / status: proposed, date: 2018-04-09 / status: accepted, date: 2018-04-10"
        " / status: superseded, date: 2019-01-01",
        "decision-makers: [unknown] / summary: Use Y",
    ),
    "a sentence": (
        """
        # Use Y

        ## Status

        This decision was accepted by the crew on April 10th, 2018.
        """,
        "status: accepted / status: accepted, date: 2018-04-10",
        "decision-makers: [unknown] / summary: Use Y",
    ),
    "every heading of level 1": (
        """
        # 7. Use Y

        # Status

        `accepted`

        # Date

        2018-04-10

        # Decision Makers

        * Ada
        * Bob
        """,
        "status: accepted / status: accepted, date: 2018-04-10",
        "decision-makers: [Ada, Bob] / summary: Use Y",
    ),
    "a nested list": (
        """
        # Use Y

        - Status:
          - accepted
        - Date: 2018-04-10
        """,
        "status: accepted / status: accepted, date: 2018-04-10",
        "decision-makers: [unknown] / summary: Use Y",
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_record_is_understood_in_the_form_of(form: str, guide: Guide) -> None:
    text, history, others = FORMS[form]
    guide.add("0005-use-x.md", nygard("5. Use X"))
    guide.add("0007-use-y.md", text)
    _, lines = guide.run()
    assert lines == [
        "0005-use-x.md -> adr/0005-use-x.md",
        "0007-use-y.md -> adr/0007-use-y.md",
        "",
        "2 records imported",
    ]
    assert guide.front("0007-use-y.md") == history
    assert guide.front("0007-use-y.md", "decision-makers", "summary") == others
    assert guide.check() == []


def test_a_log_of_log4brains_gets_numbers_in_the_order_of_its_days(guide: Guide) -> None:
    guide.add("20210601-use-y.md", "# Use Y\n\n- Status: accepted\n- Tags: boats, oars\n")
    guide.add(
        "20210511-use-x.md",
        "# Use X\n\n- Status: superseded by [20210601-use-y](20210601-use-y.md)\n\nSee [Y](20210601-use-y.md#use-y).\n",
    )
    assert guide.run() == (
        0,
        [
            "20210511-use-x.md -> adr/0003-use-x.md",
            "20210601-use-y.md -> adr/0004-use-y.md",
            "",
            "2 records imported",
        ],
    )
    assert guide.body("0003-use-x.md") == (
        "# Use X\n\n- Status: superseded by [20210601-use-y](0004-use-y.md)\n\nSee [Y](0004-use-y.md#use-y).\n"
    )
    assert guide.front("0004-use-y.md", "supersedes", "tags") == "supersedes: [3] / tags: [boats, oars]"
    assert guide.check() == []


def test_what_has_no_status_or_day_is_reported_and_becomes_a_draft_of_today(guide: Guide) -> None:
    guide.add("0003-a.md", "# A\n\nDate: 2018-04-10\n\n```\nStatus: accepted\n```\n")
    guide.add("0004-b.md", nygard("4. B", date="05/02/2018"))
    guide.add("0005-c.md", nygard("5. C", status="Not yet accepted"))
    guide.add("0006-d.md", "# D\n\nStatus: Accepted\n")
    guide.add("0007-e.md", "---\nstatus: accepted\ndate: 2018-04-10\n---\n# E\n\n## Status\n\nrejected\n")
    guide.add("0008-f.md", "# F\n\n## Notes\n\n* Status: accepted\n")
    status, lines = guide.run()
    assert (status, lines[6:]) == (
        0,
        [
            "",
            "What was not understood, or changed:",
            "0003-a.md:1: says nothing of its status; imported as a proposal, adr/draft-a.md",
            "0004-b.md:3: is accepted, but since when is not known; imported as adr/draft-b.md",
            "0004-b.md:3: the date '05/02/2018' may mean 5 February or 2 May; say which with --dates day-first or"
            " --dates month-first",
            "0005-c.md:7: the status 'Not yet accepted' is none that is known here; imported as a proposal,"
            " adr/draft-c.md",
            "0006-d.md:1: is accepted, but since when is not known; imported as adr/draft-d.md",
            "0007-e.md:2: contradicts itself: it is accepted on line 2 and rejected on line 9; imported as a proposal,"
            " adr/draft-e.md",
            "0008-f.md:1: says nothing of its status; imported as a proposal, adr/draft-f.md",
            "",
            "6 records imported, 6 of them as drafts",
        ],
    )
    for name in "abcdef":
        assert guide.front(f"draft-{name}.md") == "status: proposed / status: proposed, date: 2026-02-02"
    assert guide.check() == []


def test_who_says_how_dates_are_written_gets_them_read(guide: Guide) -> None:
    guide.add("0003-b.md", nygard("3. B", date="05/02/2018"))
    assert guide.run("--dates", "day-first") == (0, ["0003-b.md -> adr/0003-b.md", "", "1 record imported"])
    assert guide.front("0003-b.md", "date") == "date: 2018-02-05"


def test_numbers_are_kept_where_they_are_free_and_links_follow_the_others(guide: Guide) -> None:
    guide.add("001-a.md", nygard("1. A", decision="See [four](004-b.md), [again](./0004-c.md 'c') and [D](d.md)."))
    guide.add("004-b.md", nygard("4. B", date="2018-04-11"))
    guide.add("0004-c.md", nygard("4. C", date="2018-04-12", decision="`[A](001-a.md)` and [A](<001-a.md>)."))
    guide.add("ADR-0009_Use_D.md", nygard("9. D"))
    guide.add("0000-use-adrs.md", nygard("Use ADRs", date="2018-01-01"))
    guide.add("d.md", nygard("D", date="2018-04-13"))
    status, lines = guide.run()
    assert (status, lines) == (
        0,
        [
            "0000-use-adrs.md -> adr/0010-use-adrs.md",
            "0004-c.md -> adr/0004-c.md",
            "001-a.md -> adr/0011-a.md",
            "004-b.md -> adr/0012-b.md",
            "ADR-0009_Use_D.md -> adr/0009-use-d.md",
            "d.md -> adr/0013-d.md",
            "",
            "What was not understood, or changed:",
            "0000-use-adrs.md:1: number 0 is none here; imported as adr/0010-use-adrs.md",
            "001-a.md:1: number 1 is taken; imported as adr/0011-a.md, its text left as it is",
            "004-b.md:1: number 4 is taken by 0004-c.md; imported as adr/0012-b.md, its text left as it is",
            "",
            "6 records imported",
        ],
    )
    assert "See [four](0012-b.md), [again](./0004-c.md 'c') and [D](0013-d.md)." in guide.body("0011-a.md")
    assert "`[A](001-a.md)` and [A](<0011-a.md>)." in guide.body("0004-c.md")
    assert guide.check() == []


def test_images_come_along_and_nothing_that_is_there_is_overwritten(guide: Guide) -> None:
    text = "![a](images/a%20b.png) ![b](./images/b.png) <img src='../up.svg'> [p](run.py) ![no](none.png) ![s](s.svg)"
    guide.add("0003-a.md", nygard("3. A", decision=text))
    guide.add("sub/0004-b.md", nygard("4. B", decision="![c](c.png) ![a](../images/a%20b.png) [A](../0003-a.md)"))
    for path in ("images/a b.png", "images/b.png", "../up.svg", "run.py", "sub/c.png"):
        guide.add(path, path.encode())
    guide.add("s.svg", "<svg onload='x()'/>")
    (guide.root / "adr" / "images").mkdir()
    (guide.root / "adr" / "images" / "b.png").write_bytes(b"ours")
    before = guide.files()
    status, lines = guide.run()
    assert (status, lines) == (
        1,
        [
            "0003-a.md -> adr/0003-a.md",
            "sub/0004-b.md -> adr/0004-b.md",
            "images/a b.png -> adr/images/a b.png",
            "images/b.png -> adr/images/b-2.png",
            "../up.svg -> adr/images/up.svg",
            "sub/c.png -> adr/sub/c.png",
            "",
            "What was not understood, or changed:",
            "0003-a.md:15: 'run.py' is neither an image nor a document, so it was not brought along",
            "0003-a.md:15: 's.svg' could run script, so it was not brought along",
            "",
            "What check will say:",
            "0003-a.md:15: the link 'run.py' leads to nothing; write one that exists [dead-link]",
            "0003-a.md:15: the link 'none.png' leads to nothing; write one that exists [dead-link]",
            "0003-a.md:15: the link 's.svg' leads to nothing; write one that exists [dead-link]",
            "",
            "2 records imported",
        ],
    )
    moved = "![a](images/a%20b.png) ![b](images/b-2.png) <img src='images/up.svg'> [p](run.py) ![no](none.png)"
    assert moved in guide.body("0003-a.md")
    assert "![c](sub/c.png) ![a](images/a%20b.png) [A](0003-a.md)" in guide.body("0004-b.md")
    after = guide.files()
    assert {path: after[path] for path in before} == before
    assert after["adr/images/b-2.png"] == b"images/b.png"
    assert len(guide.check()) == 3


def test_what_is_no_record_is_left_out_and_named(guide: Guide) -> None:
    for name in ("README.md", "index.md", "template.md", "0000-adr-template-bare.md", "toc.md"):
        guide.add(name, "# Whatever\n")
    guide.add("0003-use-a-template-engine.md", nygard("3. Use a template engine"))
    guide.add("0004-latin.md", b"# 4. Caf\xe9\n")
    (guide.log / "0005-link.md").symlink_to(guide.log / "README.md")
    assert guide.run() == (
        0,
        [
            "0003-use-a-template-engine.md -> adr/0003-use-a-template-engine.md",
            "",
            "What was not understood, or changed:",
            "0000-adr-template-bare.md:1: is a template, not a record; it was left out",
            "0004-latin.md:1: byte 0xe9 is not UTF-8; save the file as UTF-8 and import again",
            "0005-link.md:1: is a link to another place; it was left out",
            "README.md:1: is an overview, not a record; it was left out",
            "index.md:1: is an overview, not a record; it was left out",
            "template.md:1: is a template, not a record; it was left out",
            "toc.md:1: is an overview, not a record; it was left out",
            "",
            "1 record imported",
        ],
    )


def test_a_byte_order_mark_goes_and_line_ends_stay(guide: Guide) -> None:
    text = nygard("3. A", decision="${{ secrets.x }} and {{.Values.y}}\tand “quotes”  ").replace("\n", "\r\n")
    guide.add("0003-a.md", b"\xef\xbb\xbf" + text.encode())
    guide.run()
    written = guide.text("0003-a.md")
    assert written.endswith("\r\n---\r\n" + text)
    assert "\n" not in written.replace("\r\n", "")
    assert guide.check() == []


def test_what_has_no_place_in_our_form_is_told_with_what_it_said(guide: Guide) -> None:
    guide.add(
        "0003-a.md",
        """
        ---
        title: "Use A"
        status: accepted
        date: 2018-04-10
        consulted: [Ada, Bob]
        nav_order: 3
        ---
        Text.
        """,
    )
    guide.add("0004-b.md", nygard("4. B", "Accepted\n\nClarifies [3. A](0003-a.md)\n\nAmends [9. Z](0009-z.md)"))
    guide.add("0005-c.md", "---\nstatus: [accepted\n---\n# C\n")
    status, lines = guide.run()
    assert (status, lines[3:]) == (
        1,
        [
            "",
            "What was not understood, or changed:",
            "0003-a.md:5: the field 'consulted' has no place here; it said 'Ada, Bob'",
            "0003-a.md:6: the field 'nav_order' has no place here; it said '3'",
            "0003-a.md:8: has no title; '# Use A' was put above the text, from its field 'title'",
            "0004-b.md:9: clarifies '[3. A](0003-a.md)' has no field here; the link stays in the text",
            "0004-b.md:11: amends '[9. Z](0009-z.md)', which is no record of this log",
            "0005-c.md:1: is accepted, but since when is not known; imported as adr/draft-c.md",
            "0005-c.md:1: what looks like front matter holds no fields that can be read; it was left in the text",
            "0005-c.md:3: is not YAML (did not find expected ',' or ']'); close the bracket, or put the text in quotes",
            "",
            "What check will say:",
            "0004-b.md:11: the link '0009-z.md' leads to nothing; did you mean '0004-b.md'? [dead-link]",
            "",
            "3 records imported, 1 of them as drafts",
        ],
    )
    assert guide.body("0003-a.md") == "# Use A\n\nText.\n"
    assert guide.body("draft-c.md") == "---\nstatus: [accepted\n---\n# C\n"
