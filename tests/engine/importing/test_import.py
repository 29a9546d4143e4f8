"""What an import writes and reports, for a log in each form that there is."""

from __future__ import annotations

import pytest

from tests.engine.import_logs import Guide, Ran, guide, nygard

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
    moved = [f"{name} -> adr/{name}" for name in ("0003-use-x.md", "0004-row.md", "0005-use-y.md")]
    assert guide.run() == Ran(0, "3 records imported", [], moved)
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
        date: 2018-04-10
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
    "a table of its history": (
        """
        # Use Y

        ## Status

        | Date | Status | By |
        | --- | --- | --- |
        | 2018-04-09 | Proposed | Ada |
        | 10 April 2018 | **ACCEPTED** | Bob |
        """,
        "status: accepted / status: proposed, date: 2018-04-09 / status: accepted, date: 2018-04-10",
        "decision-makers: [unknown] / summary: Use Y",
    ),
    "several labels on a line": (
        """
        # Use Y

        **Date:** 2018-04-10 | **Status:** Accepted \u00b7 **Deciders:** Ada

        Text.
        """,
        "status: accepted / status: accepted, date: 2018-04-10",
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
    ran = guide.run()
    assert (ran.counts, ran.said) == ("2 records imported", [])
    assert ran.moved == ["0005-use-x.md -> adr/0005-use-x.md", "0007-use-y.md -> adr/0007-use-y.md"]
    assert guide.front("0007-use-y.md") == history
    assert guide.front("0007-use-y.md", "decision-makers", "summary") == others
    assert guide.check() == []


def test_a_log_of_log4brains_gets_numbers_in_the_order_of_its_days(guide: Guide) -> None:
    guide.add("20210601-use-y.md", "# Use Y\n\n- Status: accepted\n- Tags: boats, oars\n")
    guide.add(
        "20210511-use-x.md",
        "# Use X\n\n- Status: superseded by [20210601-use-y](20210601-use-y.md)\n\nSee [Y](20210601-use-y.md#use-y).\n",
    )
    moved = ["20210511-use-x.md -> adr/0003-use-x.md", "20210601-use-y.md -> adr/0004-use-y.md"]
    assert guide.run() == Ran(0, "2 records imported", [], moved)
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
    ran = guide.run()
    assert (ran.status, ran.counts) == (0, "6 records imported, 6 as drafts")
    assert ran.said == [
        "1 draft waits for --dates",
        "1 draft waits for --status 'Not yet accepted'=…",
        "says a status that is none here; imported as a draft: 0005-c.md:7 ('Not yet accepted'), 0007-e.md:2"
        " (contradicts itself: it is accepted on line 2 and rejected on line 9)",
        "says nothing of its status that can be read; imported as a draft: 0003-a.md:1, 0008-f.md:1",
        "does not say since when; imported as a draft: 0004-b.md:3 (accepted), 0006-d.md:1 (accepted)",
        "gives a date that cannot be read: 0004-b.md:3 ('05/02/2018' may mean 5 February or 2 May)",
        "gives a day that is not in the history; add it there if it is known what happened then: 0007-e.md:3"
        " (2018-04-10)",
        "has fields that have no place here; they are kept at the end of the text: status (1 record)",
    ]
    for name in "abcdef":
        assert guide.front(f"draft-{name}.md") == "status: proposed / status: proposed, date: 2026-02-02"
    assert guide.check() == []


def test_a_record_that_tells_its_day_by_another_name_gets_it_and_it_is_reported(guide: Guide) -> None:
    guide.add("0003-a.md", "# A\n\n| Created    | Status |\n| --- | --- |\n| 2018-04-10 | Accepted |\n")
    guide.add("0004-b.md", "---\nstatus: accepted\naccepted_on: 2018-04-11\ncreated: 2018-04-10\n---\n# B\n")
    guide.add("0005-c.md", "**Status: Deprecated (2018-08-01)**\n\n# C\n\n## Status\n\nAccepted (2018-04-12)\n")
    ran = guide.run()
    assert (ran.status, ran.said) == (
        0,
        [
            "has no date but under another name, which was taken: 0003-a.md:5 ('created')",
            "has fields that have no place here; they are kept at the end of the text: created (1 record)",
        ],
    )
    assert guide.front("0003-a.md") == "status: accepted / status: accepted, date: 2018-04-10"
    assert guide.front("0004-b.md") == "status: accepted / status: accepted, date: 2018-04-11"
    assert guide.front("0005-c.md") == (
        "status: deprecated / status: accepted, date: 2018-04-12 / status: deprecated, date: 2018-08-01"
    )


def test_a_number_is_found_in_a_name_however_it_is_written(guide: Guide) -> None:
    names = ["003-a", "0004_b", "ADR-0005-c", "adr006-d", "SHIP-ADR-0007-e", "0008 - F g", "9. h", "use-10-boats"]
    for name in names:
        guide.add(f"{name}.md", nygard("Use it"))
    given = ["0003-a", "0004-b", "0005-c", "0006-d", "0007-e", "0008-f-g", "0009-h", "0010-use-10-boats"]
    moved = sorted(f"{old}.md -> adr/{new}.md" for old, new in zip(names, given, strict=True))
    assert guide.run() == Ran(0, "8 records imported", [], moved)


def test_who_says_how_dates_are_written_gets_them_read(guide: Guide) -> None:
    guide.add("0003-b.md", nygard("3. B", date="05/02/2018"))
    assert guide.run("--dates", "day-first") == Ran(0, "1 record imported", [], ["0003-b.md -> adr/0003-b.md"])
    assert guide.front("0003-b.md", "date") == "date: 2018-02-05"
