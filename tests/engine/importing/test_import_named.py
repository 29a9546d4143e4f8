"""Which records a text names by what it says of them, and how much of each is meant."""

from __future__ import annotations

import pytest

from guide.importing.references import references
from guide.importing.wording import Extent


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Superseded by [5. Use Y](0005-use-y.md)", [("superseded-by", "0005-use-y.md", 5)]),
        ("Superceded by ADR-0005", [("superseded-by", "", 5)]),
        ("superseded by 0005 on 2018-04-10", [("superseded-by", "", 5)]),
        ("Superseded [by](0005-use-y.md)", [("superseded-by", "0005-use-y.md", None)]),
        ("Superseded by [Use Y][y]", [("superseded-by", "[y]", None)]),
        ("superseded by 20210511-use-y", [("superseded-by", "20210511-use-y.md", None)]),
        ("superseded by 0005-use-y.md", [("superseded-by", "0005-use-y.md", None)]),
        (
            "Supersedes [2. A](0002-a.md) and [3. B](<0003 b.md>)",
            [("supersedes", "0002-a.md", 2), ("supersedes", "0003", 3)],
        ),
        (
            "Amends [2. A](0002-a.md)\nClarifies ADR 3",
            [("amends", "0002-a.md", 2), ("clarifies", "", 3)],
        ),
        ("Amended by #4, clarified by #5", [("amended-by", "", 4), ("clarified-by", "", 5)]),
        ("* [Supersedes] [ADR-0002](0002-a.md)", [("supersedes", "0002-a.md", 2)]),
        ("Accepted, see [5. Use Y](0005-use-y.md)", []),
        ("Partially superseded by [5](5.md)", [("amended-by", "5.md", 5)]),
        ("Partly supersedes [5](5.md)", [("amends", "5.md", 5)]),
        (
            "Supersedes [2](2.md) (in part), ADR-3 and [4](4.md)",
            [("amends", "2.md", 2), ("supersedes", "", 3), ("supersedes", "4.md", 4)],
        ),
        ("Superseded", []),
        ("Superseded by none yet; accepted", []),
        ("Superseded by nothing, see ADR 5", []),
        ("Superseded in favour of ADR 5", [("superseded-by", "", 5)]),
        ("Supersedes all of ADR 5, replaces the decision in ADR 6", [("supersedes", "", 5), ("supersedes", "", 6)]),
        ("**Partly superseded the same day by\n[ADR 5](5.md)**", [("amended-by", "5.md", 5)]),
        ("superseded by 2021-05-11-use-y", [("superseded-by", "2021-05-11-use-y.md", None)]),
        ("Supersedes nothing but ADR 5", [("supersedes", "", 5)]),
        ("Superseded by \u2013 [5](5.md)", [("superseded-by", "5.md", 5)]),
        ("> Note: superseded by ADR 5", [("superseded-by", "", 5)]),
        ("**Update (2019-07-02):** This has been superseded by ADR 5", [("superseded-by", "", 5)]),
        ("Superseded (2018-04-10) by 5", [("superseded-by", "", 5)]),
        ("Deprecated in favour of [5](5.md)", [("superseded-by", "5.md", 5)]),
        ("Deprecated by Ada", []),
        ("Obsoletes RFC 5, obsoleted by RFC 7", [("supersedes", "", 5), ("superseded-by", "", 7)]),
        ("Angenommen, löst ADR 5 ab", [("supersedes", "", 5)]),
        ("Partiellement remplacé par ADR 8", [("amended-by", "", 8)]),
        (
            "Partially superseded by ADR 5; fully superseded by ADR 7",
            [("amended-by", "", 5), ("superseded-by", "", 7)],
        ),
        *(
            (said, [("supersedes", "", number) for number in numbers])
            for said, *numbers in [
                ("Supersedes ADR 3 to 5", 3, 4, 5),
                ("Supersedes 0007-0009", 7, 8, 9),
                ("Supersedes 3..5 and 8", 3, 4, 5, 8),
                ("Supersedes 7 through 9", 7, 8, 9),
                ("Supersedes ADRs 11\u201313", 11, 12, 13),
                ("Supersedes ADR-0003 … ADR-0005", 3, 4, 5),
                ("Ersetzt ADR 3 bis 5", 3, 4, 5),
                ("Supersedes ADRs 3, 4 and 5", 3, 4, 5),
                ("Supersedes ADR 3 (queues), 4 & 5 entirely.", 3, 4, 5),
                ("Ersetzt ADR 3, 4 sowie 6", 3, 4, 6),
                ("Supersedes ADR 15/16", 15, 16),
                ("Supersedes 0015/0016", 15, 16),
                ("Supersedes ADR 3 plus 4 plus ADR 5", 3, 4, 5),
                ("Supersedes ADR 3 - 2020", 3),
                ("Supersedes both 3 and 4", 3, 4),
                ("Supersedes ADR 3, 4 and\n  5,\n  6", 3, 4, 5, 6),
                ("Supersedes ADR-0003\uff08LLM\uff09\u3001ADR-0005\uff08x\uff09", 3, 5),
                ("Supersedes ADRs 002/003/010", 2, 3, 10),
                ("Supersedes ADR 3 up to 5", 3, 4, 5),
            ]
        ),
        (
            "Supersedes [ADR 3](3.md) to [5](5.md)",
            [("supersedes", "3.md", 3), ("supersedes", "", 4), ("supersedes", "5.md", 5)],
        ),
        ("Supersedes ADR 3 to 5 (in part)", [("amends", "", 3), ("amends", "", 4), ("amends", "", 5)]),
        ("Supersedes mail/3 and A-0004", [("supersedes", "mail/3", None), ("supersedes", "A-0004", None)]),
    ],
)
def test_the_records_that_a_status_names_are_found(text: str, named: list[tuple[str, str, int | None]]) -> None:
    assert [
        (one.relation, one.target, one.number) for one in references(text) if one.extent is not Extent.UNSURE
    ] == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Accepted; the daily budget is superseded by [5](5.md)", []),
        ("Accepted (the daily budget is amended by [5](5.md))", []),
        ("superseded by [5](5.md); the rest was dropped in [7](7.md)", ["5.md"]),
        ("superseded by [5](5.md) | 2018-04-10 | [Ada](https://example.org/7)", ["5.md"]),
        ("Amends [5](5.md). Builds on [7](7.md)", ["5.md"]),
        ("Superseded by [5](5.md) (see also [7](7.md))", ["5.md"]),
        ("Supersedes ADR 3 of another team", []),
        ("Replaces 3/4 of the services", []),
        ("Replaces 3 to 5 services", []),
        ("Supersedes the old way of working. See [3](3.md)", []),
        ("Amends 3 4", [""]),
        ("Amends [3](3.md), and also 4", ["3.md"]),
        ("Supersedes [3](3.md), [4](4.md), and [5](5.md) only where they ask for more", []),
        ("Supersedes [3](3.md), [4](4.md)'s costs and [5](5.md) (only its costs)", ["3.md"]),
        ("Amends [3](3.md) decisions 1 and 3", ["3.md"]),
        ("Amends [3](3.md)/2020", ["3.md"]),
        ("Supersedes [3](3.md), 4 services", ["3.md"]),
        ("Overrides [3](3.md). Reversed by ADR 4", []),
        ("Supersedes the deferral in [3](3.md) and closes the gap", []),
        ("Supersedes the costs in DESIGN and ADR 3", []),
    ],
)
def test_a_record_that_is_named_in_passing_is_not_surely_meant(text: str, named: list[str]) -> None:
    assert [one.target for one in references(text) if one.extent is not Extent.UNSURE] == named
