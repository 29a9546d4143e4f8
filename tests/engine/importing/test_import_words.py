"""What an import understands of dates, statuses, relations and titles, as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from guide.importing.dates import one_date
from guide.importing.fields import Fields, first_sentence
from guide.importing.statuses import Reading, understand
from guide.model.decision import numbered
from guide.model.life_cycle import Status

APRIL = date(2018, 4, 10)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021-05-11", date(2021, 5, 11)),
        ("2021-05-11T10:00:00Z", date(2021, 5, 11)),
        ("2021/5/1", date(2021, 5, 1)),
        ("10 April 2018", APRIL),
        ("10th of April, 2018", APRIL),
        ("10-Apr-2018", APRIL),
        ("April 10, 2018", APRIL),
        ("Apr. 10th 2018", APRIL),
        ("25/02/2018", date(2018, 2, 25)),
        ("02/25/2018", date(2018, 2, 25)),
        ("05/05/2018", date(2018, 5, 5)),
        ("05.02.2018", date(2018, 2, 5)),
        ("10 avr. 2018", APRIL),
        ("on 2018-04-10, that is 10 April 2018", APRIL),
    ],
)
def test_a_date_that_can_mean_one_day_only_is_read(text: str, day: date) -> None:
    assert one_date(text) == (day, "")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "05/02/2018",
            "'05/02/2018' may mean 5 February or 2 May",
        ),
        (
            "5-2-2018",
            "'5-2-2018' may mean 5 February or 2 May",
        ),
        ("2021-02-30", "'2021-02-30' is not a day that exists"),
        ("31 April 2018", "'31 April 2018' is not a day that exists"),
        ("April 2018", "holds no day that can be read"),
        ("10/04/18", "'10/04/18' has a year of two digits"),
        ("soon", "holds no day that can be read"),
        ("2018-04-10 to 2018-04-12", "names several days"),
    ],
)
def test_a_date_that_is_not_sure_is_not_read(text: str, why: str) -> None:
    assert one_date(text) == (None, why)


def test_who_says_what_comes_first_gets_ambiguous_dates_read() -> None:
    assert one_date("05/02/2018", day_first=True) == (date(2018, 2, 5), "")
    assert one_date("05/02/2018", day_first=False) == (date(2018, 5, 2), "")
    assert one_date("25/02/2018", day_first=False) == (date(2018, 2, 25), "")


@pytest.mark.parametrize(
    ("text", "stages"),
    [
        ("accepted", "accepted"),
        ("ACCEPTED", "accepted"),
        ("✅ Accepted", "accepted"),
        (":white_check_mark: Accepted", "accepted"),
        ("**Accepted**", "accepted"),
        ("* Accepted", "accepted"),
        ("- [ ] Proposed\n- [x] Accepted\n- [ ] Rejected", "accepted"),
        ("~~Proposed~~ Accepted", "accepted"),
        ("[Accepted](0003-x.md)", "accepted"),
        ("Approved", "accepted"),
        ("Accepted.\nThe proposed solution was rejected twice before.", "accepted"),
        ("This decision was accepted on 10 April 2018 by all of us.", "accepted 2018-04-10"),
        ("2018-04-10: Accepted", "accepted 2018-04-10"),
        ("Accepted (2018-04-10)", "accepted 2018-04-10"),
        ("Proposed on 2018-04-09\nAccepted on 2018-04-10", "proposed 2018-04-09, accepted 2018-04-10"),
        ("Accepted on 2018-04-10\nProposed on 2018-04-09", "proposed 2018-04-09, accepted 2018-04-10"),
        ("Proposed 2018-04-09, accepted 2018-04-10", "proposed 2018-04-09, accepted 2018-04-10"),
        (
            "| Status | Date |\n|---|---|\n| Proposed | 2018-04-09 |\n| Accepted | 10 April 2018 |",
            "proposed 2018-04-09, accepted 2018-04-10",
        ),
        ("2018-04-09 Proposed\n2018-04-10 Accepted", "proposed 2018-04-09, accepted 2018-04-10"),
        ("Superceded by [5. Use Y](0005-use-y.md)", "superseded"),
        ("superseded by [ADR-0005](0005-use-y.md) on 2018-04-10", "superseded 2018-04-10"),
        ("Superseded by [2021-05-11-accepted](2021-05-11-accepted.md)", "superseded"),
        ("Accepted\n\nSuperseded by [5. Use Y](0005-use-y.md)", "accepted, superseded"),
        ("Accepted\n\nSupercedes [2. Use X](0002-use-x.md)", "accepted"),
        ("Accepted\n\nAmended by [4. Z](0004-z.md)", "accepted"),
        ("Deprecated, superseded by [5](5.md)", "superseded"),
        ("Draft, to be accepted by the board", "proposed"),
        ("Proposed, not yet accepted", "proposed"),
        ("Under review", "proposed"),
        ("Partially superseded by [5](5.md)", "accepted"),
        ("Accepted, narrowly superseded by [5](5.md)", "accepted"),
        ("Accepted (the budget is superseded by [5](5.md))", "accepted"),
        ("Accepted; the daily budget was deprecated by [5](5.md)", "accepted"),
        (
            "Accepted\n\nAmended by [5](5.md): the points\nabout a poll \u2014 rejected at first \u2014 are superseded",
            "accepted",
        ),
        ("| Date | Status | By |\n|---|---|---|\n| 2018-04-09 | Proposed | Ada |", "proposed 2018-04-09"),
        ("❌ rejected", "rejected"),
        ("Accepted, reaffirmed 2018-04-10", "accepted"),
        ("Accepted 2018-04-10, implemented 2018-04-11", "accepted 2018-04-10"),
        ("Implemented (v2.3.1)", "accepted"),
        ("Obsolet", "deprecated"),
        ("Superseded by [5](5.md), accepted 2018-04-10", "accepted 2018-04-10, superseded"),
        ("Superceded-by: 0012", "superseded"),
        ("Accepted\n\nSuperseded by:", "accepted"),
        ("Superseded by `specs/2018-04-10-tours.md`", "superseded"),
        ("Rejected (2018-04-10). It is the last step of the 2018-04-11 handoff", "rejected 2018-04-10"),
        ("Accepted by A. Smith on 2018-04-10", "accepted 2018-04-10"),
        ("Superseded by ADR 5 (its trial was cancelled 2018-04-10)", "superseded"),
        ("Superseded by \u2013 [5](5.md)", "superseded"),
        ("Accepted (supersedes ADR 5 from 2018-04-10)", "accepted"),
        ("Accepted, amends ADR 5 as of 2018-04-10", "accepted"),
        ("Accepted\n\n**Update (2018-04-10):** It is superseded by ADR 5", "accepted, superseded 2018-04-10"),
        ("Accepted\n\n* **Superseded by:**\n* **Supersedes:** 3", "accepted"),
        ("Accepted\n\nSuperseded by: \u2014", "accepted"),
        ("Angenommen\n\nErsetzt durch: keine", "accepted"),
        ("Teilweise ersetzt durch ADR 8", "accepted"),
        ("Superseded in full by ADR 8", "superseded"),
        ("Status changed to superseded by ADR 8", "superseded"),
        ("Superseded on 2018-04-10 by [5](5.md)", "superseded 2018-04-10"),
        (
            "Accepted on 04/19/2018, superseded on 04/20/2018 by 5",
            "accepted 2018-04-19, superseded 2018-04-20",
        ),
    ],
)
def test_a_status_is_understood(text: str, stages: str) -> None:
    said = understand(text)
    assert ", ".join(f"{one.status} {one.day or ''}".strip() for one in said.stages) == stages


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is empty"),
        ("Done", "'Done'"),
        ("✅", "'✅'"),
        ("Not accepted", "'Not accepted'"),
        ("Not yet accepted.", "'Not yet accepted.'"),
        ("Maybe accepted", "'Maybe accepted'"),
        ("Probably rejected", "'Probably rejected'"),
        ("Vielleicht angenommen", "'Vielleicht angenommen'"),
        ("Probablement acceptée", "'Probablement acceptée'"),
        ("Forse accettata", "'Forse accettata'"),
        (
            "Conditionally accepted, pending security review",
            "'Conditionally accepted, pending security review'",
        ),
        ("Accepted?", "'Accepted?'"),
        (
            "Accepted on 2018-04-10, pending budget",
            "'Accepted on 2018-04-10, pending budget'",
        ),
        ("Accepted if nobody objects", "'Accepted if nobody objects'"),
        ("Superseded by 5 once it lands", "'Superseded by 5 once it lands'"),
        ("Will be accepted in May", "'Will be accepted in May'"),
        ("proposed | accepted", "'proposed | accepted' leaves a choice"),
        ("accepted/rejected", "'accepted/rejected' leaves a choice"),
        ("Accepted or rejected", "'Accepted or rejected' leaves a choice"),
        (
            "{proposed | rejected | accepted | … | superseded by [ADR-0123](0123-example.md)}",
            "'{proposed | rejected | accepted | … | superseded by [ADR-012…' leaves a choice",
        ),
        *(
            (said, f"'{said}'")
            for said in [
                "Approved by A. Smith, Bob, pending budget",
                "Accepted by all, once the tests pass",
                "Superseded by ADR 5, if it lands",
                "No longer accepted",
                "Angenommen vom Team unter Vorbehalt",
                "Vorläufig angenommen",
                "Accepté sous réserve de validation",
                "N'est plus accepté",
                "Sera remplacé par ADR 8",
                "Aceptado, sujeto a revisión",
                "Deja de ser aceptada",
            ]
        ),
        (
            "Superseded by 5 (accepted 2018-04-10)",
            "names what cannot follow each other (superseded, accepted)",
        ),
        ("Accepted\nRejected", "names what cannot follow each other (accepted, rejected)"),
        ("unaccepted", "'unaccepted'"),
    ],
)
def test_a_status_that_is_not_sure_is_none(text: str, why: str) -> None:
    said = understand(text)
    assert (said.stages, said.why) == ((), why)


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"accepted | rejected": "rejected"}, "rejected"),
        ({"accepted | rejected": "proposed", "accepted": "deprecated"}, "proposed"),
        ({"accept": "rejected"}, None),
    ],
)
def test_a_word_that_is_told_outweighs_what_is_known_of_its_parts(told: dict[str, str], status: str | None) -> None:
    reading = Reading(statuses={word: Status(meaning) for word, meaning in told.items()})
    assert understand("Accepted | Rejected", reading).status == status


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("5. Use Y", (5, "Use Y")),
        ("ADR-005: Use Y", (5, "Use Y")),
        ("ADR 5 - Use Y", (5, "Use Y")),
        ("0005 — Use Y", (5, "Use Y")),
        ("ADR5 Use Y", (5, "Use Y")),
        ("Use Y", (None, "Use Y")),
        ("3 tiers are enough", (None, "3 tiers are enough")),
        ("2-phase commit", (None, "2-phase commit")),
        ("", (None, "")),
    ],
)
def test_the_number_of_a_title_is_told_from_the_rest(title: str, parts: tuple[int | None, str]) -> None:
    assert numbered(title) == parts


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("## Decision\n\nWe will use Y. It is good.", "We will use Y."),
        ("## Decision\n\nWe will use [Y](y.md), **now**,\nand `x`. Then rest.", "We will use Y, now, and x."),
        ('## Decision Outcome\n\nChosen option: "Y", because e.g. Z. More.', 'Chosen option: "Y", because e.g. Z.'),
        ("## Decision\n\nWe will:\n\n* use Y", ""),
        ("## Decision\n\n* use Y", ""),
        ('## Decision\n\nChosen option: "Y", because\n\n- it floats', ""),
        ("## Decision\n\nUse Y.\n\n- it floats", "Use Y."),
        ("## Decision\n\n```\ncode\n```", ""),
        ("## Decision\n\n{describe it}", ""),
        ("## Context\n\nWe will use Y.", ""),
        ("## ✅ Decision\n\nUse Y", "Use Y"),
    ],
)
def test_the_first_sentence_of_the_decision_is_its_summary(text: str, sentence: str) -> None:
    assert first_sentence(Fields("", text)) == sentence
