"""What records say of each other and of themselves in passing, and which of it an import takes as said."""

from __future__ import annotations

import pytest

from tests.engine.import_logs import Guide, guide, nygard

__all__ = ["guide"]

ACCEPTED = nygard("101. One", date="2024-05-01")
OLD = nygard("101. Old", date="2024-01-10")


def new(status: str, title: str = "102. New") -> str:
    """Return a newer record that says something of another."""
    return nygard(title, f"Accepted\n\n{status}", "2024-02-10")


def headed(head: str) -> str:
    """Return a record that says all in its head."""
    return f"# One\n\n{head}\n\n## Decision\n\nYes.\n"


def tabled(*rows: str, date: str = "Date: 2018-04-10\n\n") -> str:
    """Return a record with a table in its head."""
    lines = [f"| {row} |" for row in rows]
    return headed("\n".join([date + lines[0], "|---" * (rows[0].count("|") + 1) + "|", *lines[1:]]))


def fronted(status: str, date: str = "date: 2018-04-10") -> str:
    """Return a record that says all in its front matter."""
    return f"---\nstatus:{status}\n{date}\n---\n# One\n"


# What is in the log, and what fields of the decisions say that become of it.
CASES: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "a number of a folder, with a hyphen": (
        {
            "2019/0101-a.md": nygard("A", "Superseded by ADR-2020-02"),
            "2019/0103-b.md": nygard("B", "Superseded by ADR-2021-02"),
            "2020/02-c.md": nygard("C", date="2020-01-10"),
            "2020-far.md": nygard("Far", date="2020-01-11"),
        },
        {"0101-a": "status: superseded / superseded-by: [2021]", "0103-b": "status: deprecated / superseded-by: []"},
    ),
    "numbers of other folders, where each has its own": (
        {
            **{f"svc/{name}/adr/0{number}-x.md": nygard("X") for name in "ab" for number in (101, 102, 103)},
            "svc/a/adr/0104-y.md": nygard("Y"),
            "svc/b/adr/0105-c.md": nygard("C", "Accepted\n\nAmends ADR 101 and b/102", "2024-02-10"),
            "svc/b/adr/0106-d.md": nygard("D", "Accepted\n\nAmends 0104", "2024-02-11"),
            "svc/b/adr/0107-e.md": nygard("E", "Accepted\n\nAmends a/101, A-0102 and a/adr/0103", "2024-02-12"),
            "svc/b/adr/0108-f.md": nygard("F", "Accepted\n\nAmends ADR 103 in a", "2024-02-13"),
            "svc/b/adr/0100-g.md": nygard("G", "Accepted\n\nAmends global ADR 101", "2024-02-14"),
        },
        {
            "0105-c": "amends: [109, 110]",
            "0106-d": "amends: []",
            "0107-e": "amends: [101, 102, 103]",
            "0108-f": "amends: []",
            "0100-g": "amends: []",
        },
    ),
    "numbers of other folders, where all count together": (
        {
            "old/0101-a.md": nygard("A", "Superseded by ADR 103"),
            "old/TEAM-0102-b.md": nygard("B"),
            "new/0103-c.md": nygard("C", "Accepted\n\nAmends TEAM-0102", "2024-02-10"),
        },
        {"0101-a": "superseded-by: [103]", "0103-c": "supersedes: [101] / amends: [102]"},
    ),
    "tables of other records": (
        {
            "0101-a.md": headed("Status: draft\nDate: 2018-04-10\n\n| ADR | Status |\n|-|-|\n| 109 | Rejected |"),
            "0102-b.md": tabled("Related | Status | Date", "ADR 109 | Rejected | 2020-01-01"),
            "0103-c.md": nygard(
                "103. C", "Accepted\n\n| Decision | Status |\n|---|---|\n| [Mail](m.md) | Deprecated |"
            ),
            "0104-d.md": tabled("ADR | Status | Date", "ADR-104 | Accepted | 2020-01-01", date=""),
            "0105-e.md": tabled("Title | Status", "One | Rejected"),
            "0107-g.md": tabled("Decision | Status", "One of two | Rejected"),
            "0106-f.md": nygard(
                "106. F", "Accepted\n\n| Relation | ADR | Status |\n|---|---|---|\n| Amends | ADR 104 | Rejected |"
            ),
        },
        {
            "0101-a": "status: proposed",
            "b": "status: proposed",
            "g": "status: proposed",
            "0103-c": "status: accepted",
            "0104-d": "status: accepted / date: 2020-01-01 / amended-by: [106]",
            "0105-e": "status: rejected",
            "0106-f": "status: accepted / amends: [104]",
        },
    ),
    "columns of a table beside the status": (
        {
            "0101-a.md": tabled("Status | Until", "Accepted | 2026-01-01"),
            "0102-b.md": tabled(
                "Status | Date | Expires", "Proposed | 2019-01-01 | 2025-01-01", "Accepted | 2019-02-01 |"
            ),
            "0103-c.md": tabled("Status | Valid until", "Proposed | 2025-01-01", "Accepted | 2025-02-01"),
            "0104-d.md": tabled("Status | Comment", "Accepted | Bob had rejected it"),
            "0105-e.md": tabled(
                "Comment | Status | Date", "Rejected once | Proposed | 2019-01-01", "| Accepted | 2019-02-01"
            ),
            "0106-f.md": tabled("Field | Value | Comment", "Status | Accepted | superseded in May", "Owner | Bob |"),
        },
        {
            "0101-a": "status: accepted / date: 2018-04-10",
            "0102-b": "status: accepted / date: 2019-02-01",
            "0103-c": "status: accepted / date: 2018-04-10",
            "0104-d": "status: accepted / date: 2018-04-10",
            "0105-e": "status: accepted / date: 2019-02-01",
            "0106-f": "status: accepted / date: 2018-04-10",
        },
    ),
    "what a status may be": (
        {
            "0101-a.md": nygard("101. A", "- Proposed\n- Accepted\n- Deprecated"),
            "0102-b.md": nygard("102. B", "| Proposed | Accepted | Rejected |\n|---|---|---|\n| | x | |"),
            "0103-c.md": nygard("103. C").replace("## Status", "## Status (Proposed | Accepted | Rejected)"),
            "0104-d.md": nygard("104. D", "").replace("## Status", "## Status: Proposed | Accepted | Rejected"),
            "0105-e.md": fronted(" [proposed, accepted]"),
        },
        dict.fromkeys(["a", "b", "d", "e"], "status: proposed") | {"0103-c": "status: accepted"},
    ),
    "a status in front matter that is no text": (
        {
            "0101-a.md": fronted(" [accepted]"),
            "0102-b.md": fronted("\n  value: accepted\n  date: 2020-01-01", ""),
            "0103-c.md": fronted("\n  proposed: 2019-01-01\n  accepted: 2020-01-01", ""),
            "0104-d.md": fronted(
                "\n  - {state: proposed, on: 2019-01-01}\n  - {state: accepted, on: 2020-01-01, by: Bob}", ""
            ),
            "0105-e.md": fronted(" {accepted: false, rejected: true}"),
            "0106-f.md": fronted(" {superseded: {by: 104, on: 2020-02-02}}"),
        },
        {
            "0101-a": "status: accepted / date: 2018-04-10",
            "0102-b": "status: accepted / date: 2020-01-01",
            "0103-c": "status: accepted / date: 2020-01-01",
            "0104-d": "status: accepted / date: 2020-01-01 / supersedes: [106]",
            "0105-e": "status: rejected / date: 2018-04-10",
            "0106-f": "status: superseded / date: 2020-02-02",
        },
    ),
    "days since which something holds": (
        {
            "0101-a.md": headed("Status: accepted\nSince: 2020-01-01"),
            "0102-b.md": headed("Status: accepted, valid from 2020-05-01\nDate: 2018-04-10"),
            "0103-c.md": headed("Status: accepted on 2020-01-01, effective from 2020-05-01"),
            "0104-d.md": headed("Status: accepted since 2020-01-01\nValid from: 2020-05-01"),
            "0105-e.md": headed("Status: accepted\nSince: v2.3\nEffective: 2020-01-01"),
        },
        dict.fromkeys(["0101-a", "0103-c", "0104-d", "0105-e"], "status: accepted / date: 2020-01-01")
        | {"0102-b": "status: accepted / date: 2018-04-10"},
    ),
    "names of a wiki's pages": (
        {
            f"ADR 101 {'1a2b' * 8}.md": nygard("ADR 101: Use queues"),
            f"ADR 102 Use mail {'2b3c' * 8}.md": nygard("Mail", f"Amends [ADR 101](ADR%20101%20{'1a2b' * 8}.md)"),
            "ADR-103-Use-files_123456789.md": nygard("ADR 103: Files"),
            "123456789.md": nygard("ADR 104: Pages"),
        },
        dict.fromkeys(["0103-use-files", "0104-pages"], "status: accepted")
        | {"0101-use-queues": "status: accepted", "use-mail": "amends: [101]"},
    ),
    "files that say where a record is now": (
        {
            "0101-old.md": nygard("101. Old", "Superseded by [103](0103-former.md)"),
            "0102-older.md": nygard("102. Older", "Superseded by ADR 103"),
            "0103-former.md": "# 103. Former\n\nThis record has been renamed: see [Now](0104-now.md).\n",
            "0104-now.md": nygard("104. Now", decision="See [former](0103-former.md)."),
            "0105-elsewhere.md": "# 105. Elsewhere\n\nMoved to [the wiki](https://example.org/x.md).\n",
        },
        {"0104-now": "supersedes: [101, 102]", "elsewhere": "status: proposed"},
    ),
    "a list over several lines": (
        {
            **{f"010{number}-a.md": nygard(f"10{number}. A", date="2024-01-10") for number in range(1, 6)},
            "0106-b.md": nygard("106. B", "Accepted\n\nSupersedes ADR 101 and\n102", "2024-02-10"),
            "0108-d.md": headed("Status: accepted\n**Date**: 2024-02-12\nSupersedes ADR 103"),
            "0107-c.md": nygard(
                "107. C", date="2024-02-11", decision="Amends ADR-0103,\nADR-0104\nand more.\n\nAmends:\n\n- 105"
            ),
        },
        {"0106-b": "supersedes: [101, 102]", "0107-c": "amends: [103, 104, 105]", "0108-d": "supersedes: [103]"},
    ),
    "a day on which it was only proposed to supersede it": (
        {
            "0101-a.md": nygard("101. A", "Superseded by ADR 103"),
            "0102-b.md": nygard("102. B"),
            "0103-c.md": nygard("103. C", "Accepted\n\nSupersedes ADR 102", "2019-01-01"),
            "0104-d.md": nygard("104. D", "Proposed\n\nSupersedes ADR 101 to 102", "2020-01-01"),
        },
        dict.fromkeys(["0101-a", "0102-b"], "date: 2019-01-01 / superseded-by: [103]"),
    ),
    "deprecated, and what is in its place": (
        {
            "0101-a.md": nygard("101. A", "Deprecated in favour of ADR 105"),
            "0102-b.md": nygard("102. B", "Deprecated on 2018-05-01", decision="Yes.\n\nReplaced by [105](0105-e.md)"),
            "0103-c.md": nygard("103. C", "Deprecated"),
            "0104-d.md": fronted(" [superseded, by 105]"),
            "0105-e.md": nygard("105. E", "Accepted\n\nSupersedes ADR 103", "2018-04-20"),
            "0106-f.md": tabled("Status | Superseded", "Successor | ADR 105"),
        },
        dict.fromkeys(["0101-a", "0104-d", "0106-f"], "status: superseded / date: 2018-04-20 / superseded-by: [105]")
        | {
            "0102-b": "status: superseded / date: 2018-05-01 / superseded-by: [105]",
            "0103-c": "status: deprecated / superseded-by: []",
        },
    ),
    "what another record does to this one": (
        {
            "0101-a.md": nygard("101. A", "Accepted\n\nADR 108 supersedes this decision."),
            "0102-b.md": nygard("102. B", decision="Yes.\n\n> [New](0108-h.md) partially supersedes this record."),
            "0103-c.md": nygard("103. C", "Accepted. See ADR 108, which supersedes it for mail."),
            "0104-d.md": nygard("104. D", "Wurde am 01.05.2018 durch [ADR 108](0108-h.md) ersetzt"),
            "0105-e.md": nygard("105. E", "Angenommen, wird durch ADR 108 abgelöst"),
            "0106-f.md": nygard("106. F", decision="Yes.\n\nADR 108 replaces this library by another."),
            "0107-g.md": nygard("107. G", "Accepted\n\nNothing in ADR 108 supersedes this."),
            "0108-h.md": nygard("108. H", date="2018-04-20"),
        },
        {
            "0101-a": "status: superseded / date: 2018-04-20 / superseded-by: [108]",
            "0102-b": "status: accepted / amended-by: [108]",
            "0104-d": "status: superseded / date: 2018-05-01 / superseded-by: [108]",
        }
        | dict.fromkeys(["0103-c", "0105-e", "0106-f", "0107-g"], "status: accepted / superseded-by: []"),
    ),
    "the day on which it ended, under a name of its own": (
        {
            "0101-a.md": headed("Status: Accepted\nDate: 2018-04-10\nSuperseded on: 2018-06-01\nSuperseded by: 103"),
            "0102-b.md": headed("Status: Deprecated\nDate: 2018-04-10\nDeprecated on: 2018-06-02"),
            "0103-c.md": nygard("103. C", date="2018-05-01"),
            "0104-d.md": headed("Status: Rejected\nProposed: 2018-04-10\nRejected: 2018-04-11"),
            "0105-e.md": "---\nstatus: accepted\ndate: 2018-04-10\nsuperseded: no\ndeprecated: 2018-06-03\n---\n# E\n",
            "0106-f.md": nygard("106. F", "Accepted\n2018-04-11\n\nLast read:\n2020-01-01"),
        },
        {
            "0101-a": "status: superseded / date: 2018-06-01 / superseded-by: [103]",
            "0102-b": "status: deprecated / date: 2018-06-02",
            "0104-d": "status: rejected / date: 2018-04-11",
            "0105-e": "status: deprecated / date: 2018-06-03",
            "0106-f": "status: accepted / date: 2018-04-11",
        },
    ),
    "a year of two digits": (
        {
            "0101-a.md": nygard("101. A", "Superseded by 103 on 8/17/18"),
            "0102-b.md": nygard("102. B", date="10/04/18"),
            "0103-c.md": nygard("103. C"),
        },
        {"0101-a": "superseded-by: [103]", "b": "status: proposed"},
    ),
    "a status in the words of a picture": (
        {
            "0101-one.md": "# One\n\n![Status: accepted](https://example.org/a.png)\n\nDate: 2018-04-10\n\nYes.\n",
            "0102-two.md": f"# Two\n\n[![Status: draft](a.svg)](b.md)\n\nDate: 2018-04-10\n\n{ACCEPTED}",
        },
        {"one": "status: proposed", "0102-two": "status: accepted"},
    ),
    "superseded on a condition": (
        {
            "0101-old.md": nygard("101. Old", "Accepted\n\nSuperseded by ADR-102 if the trial succeeds"),
            "0102-new.md": new("Supersedes ADR-103 once it is accepted"),
            "0103-older.md": nygard("103. Older", date="2024-01-10"),
        },
        dict.fromkeys(["0101-old", "0103-older"], "status: accepted / superseded-by: []"),
    ),
    "what is struck": (
        {
            "0101-old.md": nygard("101. Old", "~~Superseded by ADR-103~~ Accepted"),
            "0102-older.md": nygard("102. Older", "~~Accepted~~ Superseded by ADR-103"),
            "0103-new.md": new("Yes.", "103. New"),
            "0104-day.md": nygard("104. Day", date="~~2018-04-10~~ 2018-04-11"),
        },
        {
            "0101-old": "status: accepted / superseded-by: []",
            "0102-older": "superseded-by: [103]",
            "0104-day": "date: 2018-04-11",
        },
    ),
    "what is asked, one of two, and something of a record": (
        {
            "0101-old.md": OLD,
            "0102-older.md": nygard("102. Older", "Superseded by either ADR-104 or ADR-105"),
            "0103-oldest.md": nygard("103. Oldest"),
            "0104-new.md": new("Supersedes ADR-101? To be seen.\nSupersedes ADR-103's costs.", "104. New"),
            "0105-newer.md": new("Yes.", "105. Newer"),
        },
        dict.fromkeys(["0101-old", "0103-oldest"], "status: accepted / superseded-by: []")
        | {"0102-older": "status: deprecated / superseded-by: []"},
    ),
    "several numbers, and numbers in other words": (
        {
            **{f"010{number}-a.md": nygard(f"10{number}. A", date="2024-01-10") for number in (1, 2, 3)},
            "0104-d.md": "---\nstatus: accepted\ndate: 2024-03-10\nsupersedes: 101, 102 and 103\n---\n# D\n",
            "0105-e.md": nygard("105. E", "Superseded 2024-05-01 by 104"),
            "0106-f.md": nygard("106. F", "Superseded by decision no. 104"),
        },
        {"0104-d": "supersedes: [101, 102, 103, 105, 106]"},
    ),
    "what is counted or considered in the text": (
        {
            "0101-a.md": nygard("101. A"),
            "0102-b.md": nygard("102. B"),
            "0103-c.md": nygard("103. C", date="2024-05-01", decision="Replaces 101 old lines by one."),
            "0104-d.md": nygard("104. D", date="2024-05-01", decision="Superseding ADR-102 was considered."),
        },
        dict.fromkeys(["0101-a", "0102-b"], "status: accepted / superseded-by: []"),
    ),
    "superseded outside of the log, and by a proposal in it": (
        {
            "0101-a.md": nygard("101. A", "Superseded by https://example.org/policy"),
            "0102-b.md": nygard("102. B", "Proposed\n\nSupersedes ADR-101"),
        },
        {"0101-a": 'status: superseded / successor: "https://example.org/policy"'},
    ),
    "a successor in a field by another name": (
        {
            "0101-a.md": "---\nstatus: superseded\nsupersededBy: 103\ndate: 2024-01-10\n---\n# A\n",
            "0102-b.md": "---\nstatus: superseded\nreplaced_by: 0103-c.md\ndate: 2024-01-10\n---\n# B\n",
            "0103-c.md": nygard("103. C", date="2024-01-10"),
        },
        dict.fromkeys(["0101-a", "0102-b"], "status: superseded / superseded-by: [103]"),
    ),
    "names of many letters, and one that is too long for a file": (
        {
            "0101-old.md": nygard("101. Old", f"Superseded by [New]({'x' * 300}.md)"),
            f"{'Y' * 60}.md": nygard("102. Other"),
            f"{'z' * 60}.md": nygard("103. Another", f"Accepted\n\nAmends [Other]({'Y' * 60}.md)"),
        },
        {"0101-old": "status: deprecated", f"0102-{'y' * 60}": "amended-by: [103]"},
    ),
}


@pytest.mark.parametrize("what", CASES)
def test_only_what_is_surely_said_counts(what: str, guide: Guide) -> None:
    guide.settle(*CASES[what])
