"""What became of records in real logs that an import once got wrong, or could not bring without an edit."""

from __future__ import annotations

import re

import pytest

from guide.command.main import main
from tests.engine.import_logs import Guide, committed, guide, nygard

__all__ = ["guide"]

TEXT = "\n\n## Decision\n\nYes.\n"
ACCEPTED = "# 101. One\n\nDate: 2024-05-01\n\n## Status\n\nAccepted\n\n"
COMMENT = "[//]: # (One of: Proposed, Accepted, Replaced, Superseded)"
OLD = nygard("101. Old", date="2024-01-10")


def new(status: str, title: str = "102. New") -> str:
    """Return a newer record that says something of another."""
    return nygard(title, f"Accepted\n\n{status}", "2024-02-10")


# What is in the log, and what fields of the decisions say that become of it: a draft's name is its slug.
CASES: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "a comment is no status": (
        {
            "0101-one.md": nygard("101. One", f"Ready\n\n{COMMENT}"),
            "0102-two.md": nygard("102. Two", f"Accepted\n\n{COMMENT}"),
        },
        {"one": "status: proposed", "0102-two": "status: accepted"},
    ),
    "a list of statuses below another is none": (
        {"0101-one.md": nygard("101. One", "Ready\n\n(Draft, Proposed, Accepted)")},
        {"one": "status: proposed"},
    ),
    "a name outweighs a number": (
        {
            "0108-ship-by-itself.md": nygard("108. Ship by itself", date="2024-04-01"),
            "0109-something-else.md": nygard("109. Something else", date="2024-05-01"),
            "0110-ship-with-it.md": nygard(
                "110. Ship with it", "Superseded by [ADR 109. Ship by itself](0109-ship-by-itself.html)", "2024-02-01"
            ),
        },
        {"0110-ship-with-it": "superseded-by: [108]", "0109-something-else": "supersedes: []"},
    ),
    "a title in quotation marks is a name": (
        {
            "0101-old.md": nygard("101. Old", 'Superseded by "The new one"'),
            "0102-new.md": new("Yes.", "102. The new one"),
        },
        {"0101-old": "superseded-by: [102]"},
    ),
    "a number of something else is none": (
        {"0101-old.md": nygard("101. Old", "Superseded by #102 (a pull request)"), "0102-new.md": new("Yes.")},
        {"0101-old": "status: deprecated / superseded-by: []"},
    ),
    "an address outside of the log is a successor": (
        {"0101-old.md": nygard("101. Old", "Superseded by [the policy](https://example.org/policy)")},
        {"0101-old": 'status: superseded / successor: "https://example.org/policy"'},
    ),
    "an address that stands there by itself is one too": (
        {
            "0101-a.md": nygard("101. A", "Superseded by <https://example.org/2020/01/02/accepted>."),
            "0102-b.md": nygard("102. B", "Superseded by https://example.org/policy, since 2020-03-01."),
            "0103-c.md": "---\nstatus: superseded\nsuperseded-by: https://a.example/?b=1\ndate: 2018-04-10\n---\n# C\n",
            "0104-d.md": "# D\n\n- Status: superseded\n- Date: 2018-04-10\n- Superseded by: https://example.org/p\n",
        },
        {
            "0101-a": 'status: superseded / date: 2018-04-10 / successor: "https://example.org/2020/01/02/accepted"',
            "0102-b": 'status: superseded / date: 2020-03-01 / successor: "https://example.org/policy"',
            "0103-c": 'status: superseded / successor: "https://a.example/?b=1"',
            "0104-d": 'status: superseded / successor: "https://example.org/p"',
        },
    ),
    "a record of another repository by the same title": (
        {
            "0101-queues.md": nygard("101. Queues", "Superseded by https://example.org/all/adr/0107-queues.md"),
            "0107-mail.md": nygard("107. Mail"),
        },
        {"0101-queues": 'status: superseded / successor: "https://example.org/all/adr/0107-queues.md"'},
    ),
    "numbers that begin anew in each folder": (
        {
            "2019/0101-a.md": nygard("A", "Superseded by 2020/0101"),
            "2019/0102-b.md": nygard("B", "Superseded by ADR 2020/102"),
            "2019/0103-c.md": nygard("C", "Superseded 2020/03"),
            "2020/0101-d.md": nygard("D", date="2020-01-10"),
            "2020/0102-e.md": nygard("E", "Accepted\n\nAmends mail/0104", "2020-01-11"),
            "mail/0104-f.md": nygard("F", date="2020-01-12"),
        },
        {
            "0101-a": "status: superseded / superseded-by: [105]",
            "0102-b": "status: superseded / superseded-by: [106]",
            "0103-c": "status: deprecated",
            "0104-f": "amended-by: [106]",
        },
    ),
    "superseded by what is written for nothing": (
        {"0101-one.md": nygard("101. One", "Accepted\n\nSuperseded by: N/A")},
        {"0101-one": "status: accepted"},
    ),
    "a status that it had before, in brackets": (
        {"0101-one.md": nygard("101. One", "Accepted (was: Proposed)")},
        {"0101-one": "status: accepted"},
    ),
    "a number that may be an issue's is not surely a record's": (
        {"0101-old.md": nygard("101. Old", "Superseded by #102"), "0102-new.md": new("Yes.")},
        {"0101-old": "status: deprecated / superseded-by: []"},
    ),
    "in part, in brackets": (
        {"0101-old.md": OLD, "0102-new.md": new("- Supersedes (in part): `docs/adr/0101-old.md`, its fields only")},
        {"0101-old": "status: accepted / amended-by: [102]", "0102-new": "supersedes: [] / amends: [101]"},
    ),
    "parts of it, in a list below": (
        {"0101-old.md": OLD, "0102-new.md": new("Supersedes:\n\n- Naming parts of [ADR 101. Old](0101-old.md)")},
        {"0101-old": "status: accepted / amended-by: [102]"},
    ),
    "in part, by its own words, and whole by the other's": (
        {
            "0101-old.md": nygard("101. Old", "Superseded in part by [102](0102-new.md)"),
            "0102-new.md": new("Supersedes [101](0101-old.md)"),
        },
        {"0101-old": "status: accepted / superseded-by: [] / amended-by: [102]"},
    ),
    "for some only": (
        {
            "0101-old.md": nygard("101. Old", "Accepted, but superseded for Windows by [102](0102-new.md)"),
            "0102-new.md": new("Yes."),
        },
        {"0101-old": "status: accepted / superseded-by: [] / amended-by: []"},
    ),
    "for some only, and nothing else is said": (
        {
            "0101-old.md": nygard("101. Old", "Superseded by [102](0102-new.md) except for mail"),
            "0102-new.md": new("Yes."),
        },
        {"old": "status: proposed / superseded-by: []"},
    ),
    "partly, by what is only proposed": (
        {"0101-one.md": nygard("101. One", "Partly superseded"), "0102-two.md": nygard("102. Two", "Pending")},
        {"0101-one": "status: accepted / amended-by: []", "0102-two": "status: proposed"},
    ),
    "superseded by nothing": (
        {"0101-one.md": nygard("101. One", "Superseded\n\nIt was moved.")},
        {"0101-one": "status: deprecated"},
    ),
    "superseded in a circle": (
        {
            "0101-one.md": nygard("101. One", "Superseded by [102](0102-two.md)", "2024-01-10"),
            "0102-two.md": nygard("102. Two", "Superseded by [101](0101-one.md)", "2024-02-10"),
        },
        {"0101-one": "superseded-by: [102]", "0102-two": "status: deprecated / superseded-by: []"},
    ),
    "a status of another sentence": (
        {"0101-one.md": nygard("101. One", "Accepted. The alternative, a raft, was rejected.")},
        {"0101-one": "status: accepted"},
    ),
    "a day of something else": (
        {"0101-one.md": nygard("101. One", "Accepted, amended by many on 2021-11-05, valid until 2024-12-31")},
        {"0101-one": "date: 2018-04-10"},
    ),
    "a day that has not come": ({"0101-one.md": nygard("101. One", date="2999-01-01")}, {"one": "status: proposed"}),
    "days by other names": (
        {
            "0101-a.md": f"# A\n\n* Date Documented: 2024-03-01\n* Date Accepted: 2024-03-09\n\nStatus: Accepted{TEXT}",
            "0102-b.md": f"# B\n\nCreated Date: 2024-03-01\nAccepted Date: 2024-03-09\n\nStatus: Accepted{TEXT}",
            "0103-c.md": f"# C\n\n* Date 2024-03-09\n\n## Status\n\nAccepted{TEXT}",
            "0104-d.md": f"---\nstatus: accepted\ncreation-date: 2024-03-09\n---\n# D{TEXT}",
            "0105-e.md": f"- Start Date: 2024-03-09\n- Status: accepted\n\n# E{TEXT}",
        },
        dict.fromkeys(["0101-a", "0102-b", "0103-c", "0104-d", "0105-e"], "date: 2024-03-09"),
    ),
    "common words for a status": (
        {
            f"010{number}-{word.lower().replace(' ', '-')}.md": nygard(f"10{number}. {word}", word)
            for number, word in enumerate(["Implemented", "Implementable", "Completed", "Active", "Review", "On hold"])
        },
        dict.fromkeys(["0100-implemented", "0101-implementable", "0102-completed", "0103-active"], "status: accepted")
        | dict.fromkeys(["0104-review", "0105-on-hold"], "status: proposed"),
    ),
    "other languages": (
        {
            "0101-eins.md": "# Eins\n\nDatum: 10. März 2018\n\n## Status\n\nErsetzt durch [102](0102-zwei.md)\n",
            "0102-zwei.md": "# Zwei\n\nDatum: 1. April 2019\n\n## Status\n\nAngenommen\n",
            "0103-trois.md": "# Trois\n\nDate : 1er février 2021\n\n## Statut\n\nRejetée\n",
            "0104-four.md": "# 四\n\n日付: 2021年3月4日\n\n## 状態\n\n承認済み\n",
        },
        {
            "0101-eins": "superseded-by: [102]",
            "0103-trois": "status: rejected / date: 2021-02-01",
            "four": "status: proposed",
        },
    ),
    "a record in a folder of its own": (
        {
            "README.md": "# Log\n",
            "adr0102-mail/README.md": ACCEPTED,
            "adr0103-files/index.md": ACCEPTED,
            "rest/README.md": "# Rest\n",
        },
        {"0102-mail": "status: accepted", "0103-files": "status: accepted"},
    ),
    "a number behind a word": (
        dict.fromkeys(
            ["rfc-101-queues.md", "TEAM-ADR-102-mail.md", "TEAM-ADR-Mail-0109-queues.md", "0110a-more.md"], ACCEPTED
        ),
        dict.fromkeys(["0101-queues", "0102-mail", "0109-queues", "0110-more"], "status: accepted"),
    ),
    "what has a place in front matter": (
        {
            "0101-one.md": "---\nstatus: accepted\ndate: 2024-05-01\nowner: ann\nconsulted: [bob]\ninformed: all\n"
            "summary: One queue.\n---\n# One\n"
        },
        {"0101-one": "decision-makers: [ann] / summary: One queue. / consulted: [bob] / informed: [all]"},
    ),
    "front matter that could not be read": (
        {"0101-one.md": "---\nstatus: ready for use\ndate: in May\n---\n# One\n"},
        {"one": "status: proposed"},
    ),
    "front matter without spaces": (
        {"0101-one.md": f"---\ntag:Client\n---\n\n{ACCEPTED}"},
        {"0101-one": "tags: [Client]"},
    ),
    "front matter with a colon in a text": (
        {"0101-one.md": f"---\ntitle: One: two\nstatus: {{accepted | rejected}}\n---\n\n{ACCEPTED}"},
        {"0101-one": "status: accepted"},
    ),
}


@pytest.mark.parametrize("what", CASES)
def test_it_is_settled_right(what: str, guide: Guide) -> None:
    guide.settle(*CASES[what])


def test_one_option_settles_the_whole_log(guide: Guide) -> None:
    guide.add("0101-a.md", "# A\n\nStatus: Ready for use\n")
    guide.add("0102-b.md", nygard("B", "Ready for use", "05/02/2018"))
    guide.add("0103-c.md", nygard("C", date=""))
    for name, status in {"d": "{accepted | rejected}", "e": "Accepted\nRejected", "f": "", "g": "[Done](x.md)"}.items():
        guide.add(f"0104-{name}.md", f"# {name}\n\n## Status\n\n{status}\n\n## Decision\n\nYes.\n")
    committed(guide.log.parents[1], "git@example.org:acme/ferry.git")
    assert guide.run("--dry-run").said[:3] == [
        "1 draft waits for --dates",
        "2 drafts wait for --git-dates",
        "2 drafts wait for --status 'Ready for use'=…",
    ]
    unclear = "gives a date that cannot be read: 0102-b.md:3 ('05/02/2018' may mean 5 February or 2 May)"
    first = "has no date; that of the commit which added it was taken: 0103-c.md:1 (2023-04-05)"
    assert [line for line in guide.run("--dry-run", "--git-dates").said if "date" in line] == [
        "1 draft waits for --dates",
        first,
        unclear,
    ]
    options = ("--status", "ready for use=accepted", "--dates", "day-first", "--git-dates")
    assert guide.run(*options).said[0] == first.replace("03-c.md", "01-a.md") + ", 0103-c.md:1 (2023-04-05)"
    assert guide.front("0101-a.md") == "status: accepted / status: accepted, date: 2023-04-05"
    assert guide.front("0102-b.md") == "status: accepted / status: accepted, date: 2018-02-05"


def test_a_draft_gets_its_number_when_it_lands_and_each_place_that_names_another_is_told(guide: Guide) -> None:
    guide.add("0101-no-date.md", "# 101. No date\n\n## Status\n\nAccepted\n")
    guide.add("0002-taken.md", nygard("2. Taken"))
    said = "See [101](0101-no-date.md), ADR 101 and ADR-0002.\n\nAs 0002 says.\n\nIn adr/0002.\n\n[0002](0002-taken.md)"
    guide.add("0150-later.md", nygard("150. Later", decision=f"{said}, 0101, 10.0002 and 0002-2."))
    guide.add("a/0102-a.md", nygard("A"))
    guide.add("b/0102-b.md", nygard("B", decision="See ADR 102.\n\nSee a/102."))
    ran = guide.run()
    places = "0150-later.md:15 (2, now 151), 0150-later.md:17 (2, now 151), 0150-later.md:19 (adr/0002, now 151)"
    assert (
        f"says in its text a number that is another decision's here: {places}, b/0102-b.md:15 (102, now 152)"
        in ran.said
    )
    assert guide.front("draft-no-date.md", "imported-number") == "imported-number: 101"
    assert main(["--root", str(guide.root), "land"]) == 0
    assert "See [101](0101-no-date.md), ADR 101" in guide.body("0150-later.md")
    assert guide.check() == []


def test_marks_of_a_merge_make_a_draft_where_they_hold_the_status(guide: Guide) -> None:
    marks = "<<<<<<< HEAD\nAccepted\n=======\nRejected\n>>>>>>> theirs"
    guide.add("0101-one.md", nygard("101. One", marks))
    guide.add("0102-two.md", nygard("102. Two", decision=marks))
    guide.add("0103-code.md", nygard("103. Code", decision=f"```\n{marks}\n```"))
    assert guide.run().said == [
        "says a status that is none here; imported as a draft: 0101-one.md:7 (stands between the marks of a merge)",
        "holds the marks of a merge that nobody has settled; they are shown as they are: 0101-one.md:7, 0102-two.md:15",
    ]
    assert guide.check() == []


def test_what_no_page_may_hold_is_told_and_keeps_nothing_from_being_built(guide: Guide) -> None:
    guide.add("0101-one.md", nygard("101. One", decision="<video>\n\n![x](https://example.org/x.png)"))
    assert guide.run().said == [
        "holds what no page may; it is shown as text, or a picture as a link: 0101-one.md:15 (the tag <video> is not"
        " allowed on a page), 0101-one.md:17 (the picture 'https://example.org/x.png' is on another host)"
    ]
    assert guide.check() == []


def test_the_report_says_of_whose_words_a_status_is_and_takes_no_word_for_a_record(guide: Guide) -> None:
    guide.add("0101-one.md", f"> [!WARNING]\n> Superseded by [102](0102-two.md)\n\n{ACCEPTED}Superseded by: none\n")
    guide.add("0102-two.md", nygard("102. Two", date="2024-07-01"))
    guide.add(
        "0103-three.md", "# Three\n\nDate: in May\n\n## Status\n\nSuperseded by [102](0102-two.md) on 2024-08-01\n"
    )
    guide.add("0104-four.md", "---\nstatus: rejected\ndate: 2024-05-01\nsuperseded-by: 102\n---\n# Four\n")
    assert [line for line in guide.run().said if re.search("one|four|decided before", line)] == [
        "says accepted, but a later record supersedes it; imported as superseded: 0101-one.md:10 (0102-two.md)",
        "is superseded by its own words, though it never held or was given up; not written: 0104-four.md:4"
        " (superseded by '102', rejected)",
    ]
    assert guide.check() == []


def test_minutes_and_guides_beside_the_records_are_told_apart(guide: Guide) -> None:
    guide.add("minutes-2020-03-04.md", "# Minutes\n\nPresent: Ann\n")
    guide.add("0101-number.md", "# Number\n\nYes.\n")
    guide.add("section.md", "# Section\n\n## Considered Options\n\nTwo.\n")
    assert guide.run().said == [
        "says nothing of its status that can be read; imported as a draft: 0101-number.md:1, section.md:1",
        "has no number, no status and no section of a decision, so it may be none; imported as a draft:"
        " minutes-2020-03-04.md:1",
    ]


def test_other_forms_are_named_with_what_converts_them_and_nothing_imported_ends_with_1(guide: Guide) -> None:
    guide.add("0101-rest.rst", "101. In reStructuredText\n")
    guide.add("0102-ascii.adoc", "= 102. In AsciiDoc\n")
    ran = guide.run()
    assert (ran.status, ran.counts, [line.split(";")[0] for line in ran.said]) == (
        1,
        "0 records imported",
        ["is reStructuredText", "is AsciiDoc"],
    )


def test_the_report_is_markdown_too(guide: Guide, capsys: pytest.CaptureFixture[str]) -> None:
    guide.add("0101-one.md", nygard("101. One", "<b>Ready</b>"))
    main(["--root", str(guide.root), "import", "--dry-run", "--format", "markdown", str(guide.log)])
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == ["## What an import brings", "", "### 1 record would be imported, 1 as draft"]
    assert lines[-1] == "- 0101-one.md -&#62; adr/draft-one.md"
    assert "<b>" not in "".join(lines)
