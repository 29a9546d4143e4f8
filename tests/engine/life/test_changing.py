"""What becomes of a decision: its status, what it supersedes and amends, when it is looked at again."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.checks import check
from guide.command.main import main
from guide.model.load import load
from macros.render import render
from tests.engine.pages import page_of
from tests.engine.sample import decision, edit

DRY = "adr/0002-stay-dry.md"
RAFT = "adr/0001-cross-by-raft.md"
SWIM = "adr/0003-swim.md"


@pytest.fixture
def guide(sample: Path) -> Path:
    """The sample guide with a proposal."""
    history = "  - {status: proposed, date: 2026-02-02}"
    edit(sample, SWIM, "", decision("Swim", status="proposed", history=history))
    return sample


def run(guide: Path, *arguments: str) -> int:
    return main(["--root", str(guide), *arguments, "--date", "2026-03-03"])


def read(guide: Path, path: str) -> str:
    return (guide / path).read_text("utf-8")


def front(guide: Path, path: str) -> str:
    return read(guide, path).split("---\n")[1]


def test_a_status_changes_with_its_date_and_history_and_nothing_else(
    guide: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = read(guide, SWIM)
    assert run(guide, "status", "3", "accepted") == 0
    assert capsys.readouterr() == (f"ADR 3 is now accepted\nwrote {SWIM}\n", "")
    expected = (
        before.replace("status: proposed\n", "status: accepted\n")
        .replace("date: 2026-02-02\n", "date: 2026-03-03\n")
        .replace(
            "  - {status: proposed, date: 2026-02-02}\n",
            "  - {status: proposed, date: 2026-02-02}\n  - {status: accepted, date: 2026-03-03}\n",
        )
    )
    assert read(guide, SWIM) == expected
    assert check(guide) == []


@pytest.mark.parametrize("what", ["3", "0003", "0003-swim", SWIM, f"./docs/{SWIM}"])
def test_a_decision_goes_by_its_number_or_its_file(what: str, guide: Path) -> None:
    assert run(guide, "status", what, "rejected") == 0
    assert "status: rejected\n" in front(guide, SWIM)


def test_line_ends_and_byte_order_mark_stay(guide: Path) -> None:
    file = guide / SWIM
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    before = file.read_bytes()
    assert run(guide, "status", "3", "accepted") == 0
    after = file.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf---\r\nstatus: accepted\r\n")
    assert after.count(b"\r\n") == after.count(b"\n") == before.count(b"\n") + 1


def test_once_a_proposal_is_accepted_what_it_replaces_and_amends_says_so(
    guide: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(guide, SWIM, "supersedes: []", "amends: [1]\nsupersedes: [2]")
    assert check(guide) == []
    assert run(guide, "status", "3", "accepted") == 0
    assert capsys.readouterr().out.splitlines() == [
        "ADR 3 is now accepted",
        "ADR 2 is now superseded by ADR 3",
        "ADR 1 is now amended by ADR 3",
        f"wrote {RAFT}",
        f"wrote {DRY}",
        f"wrote {SWIM}",
    ]
    assert check(guide) == []
    assert "status: superseded\ndate: 2026-03-03\n" in front(guide, DRY)
    assert "superseded-by: [3]\n" in front(guide, DRY)
    assert "  - {status: superseded, date: 2026-03-03}\n" in front(guide, DRY)
    assert front(guide, RAFT).endswith("amended-by: [3]\n")
    assert "status: accepted\ndate: 2026-02-02\n" in front(guide, RAFT)


def test_a_proposal_retires_nothing_before_it_is_accepted(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = read(guide, DRY)
    assert run(guide, "supersede", "2", "--by", "3") == 0
    assert capsys.readouterr().out.splitlines() == [
        "ADR 3 would supersede ADR 2, which stays accepted until it is accepted",
        f"wrote {SWIM}",
    ]
    assert read(guide, DRY) == before
    assert "supersedes: [2]\n" in front(guide, SWIM)
    assert run(guide, "status", "3", "accepted") == 0
    assert "status: superseded\n" in front(guide, DRY)
    assert check(guide) == []


def test_one_may_supersede_several_and_several_one(guide: Path) -> None:
    assert run(guide, "status", "3", "accepted") == 0
    assert run(guide, "supersede", "2", "--by", "3") == 0
    edit(guide, "adr/0004-dig.md", "", decision("Dig"))
    assert run(guide, "supersede", "2", "--by", "4") == 0
    assert "superseded-by: [3, 4]\n" in front(guide, DRY)
    assert front(guide, DRY).count("status: superseded, date") == 1
    assert check(guide) == []


def test_what_supersedes_a_decision_may_stand_outside_of_the_log(
    guide: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address = "https://example.org/log/7#decision"
    assert run(guide, "supersede", "2", "--by", address) == 0
    assert capsys.readouterr().out.splitlines() == [f"ADR 2 is now superseded by {address}", f"wrote {DRY}"]
    assert check(guide) == []
    now = load(guide)[0].decisions[2]
    header = render("decision.html", page_of(load(guide)[0], "adr/x/"), decision=now)
    assert (
        f'What superseded it stands outside of this log: <a href="{address}">example.org/log/7#decision</a>.' in header
    )
    assert run(guide, "supersede", "2", "--by", address) == 1
    assert run(guide, "amend", "1", "--by", address) == 1
    assert [line.partition("; ")[0] for line in capsys.readouterr().err.splitlines()] == [
        "ADR 2 is superseded, and only an accepted decision can be superseded",
        f"there is no decision '{address}'",
    ]


def test_what_rests_on_a_superseded_decision_is_named_at_once(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(guide, "data/guidelines.yml", "decision: 1", "decision: 2")
    assert run(guide, "status", "3", "accepted") == 0
    capsys.readouterr()
    assert run(guide, "supersede", "2", "--by", "3") == 0
    err = capsys.readouterr().err.splitlines()
    assert err[0] == "What follows from it, and is to be mended with it:"
    assert err[1].startswith("data/guidelines.yml:7:13: guideline 'look-first' rests on ADR 2, which is superseded; ")


def test_an_amendment_is_written_on_both_sides(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(guide, "amend", "1", "--by", "2") == 0
    assert capsys.readouterr().out.splitlines() == ["ADR 1 is now amended by ADR 2", f"wrote {RAFT}", f"wrote {DRY}"]
    assert front(guide, RAFT).endswith("amended-by: [2]\n")
    assert front(guide, DRY).endswith("amends: [1]\n")
    assert check(guide) == []


def test_an_accepted_draft_amends_another_which_says_so_once_it_has_landed(
    guide: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft, before = "adr/draft-dig.md", read(guide, RAFT)
    history = "  - {status: proposed, date: 2026-02-02}"
    edit(guide, draft, "", decision("Dig", status="proposed", history=history).replace("supersedes: []", "amends: [1]"))
    assert run(guide, "status", "draft-dig", "accepted") == 0
    assert run(guide, "amend", "2", "--by", "draft-dig") == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{draft} is now accepted",
        "ADR 1 says that it is amended once this has landed",
        f"wrote {draft}",
        "ADR 2 says that it is amended once this has landed",
        f"wrote {draft}",
    ]
    assert "amends: [1, 2]\n" in front(guide, draft)
    assert read(guide, RAFT) == before
    assert check(guide) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["status", "2", "proposed"],
            "ADR 2 is accepted, and proposed cannot follow; what can: deprecated or superseded",
        ),
        (
            ["status", "3", "superseded"],
            "ADR 3 is proposed, and superseded cannot follow; what can: accepted or rejected",
        ),
        (
            ["status", "2", "superseded"],
            "ADR 2 can only be superseded by another decision; name it: guide supersede 2 --by <number>",
        ),
        (["status", "2", "accepted"], "ADR 2 has been accepted since 2026-02-02"),
        (["status", "7", "accepted"], "there is no decision '7'; there are 1, 2, 3, draft-dig"),
        (["status", "9" * 5000, "accepted"], f"there is no decision '{'9' * 5000}'; there are 1, 2, 3, draft-dig"),
        (["status", "0003-swin", "accepted"], "there is no decision '0003-swin'; did you mean '0003-swim'?"),
        (["status", "4", "accepted"], "adr/0004-broken.md cannot be read; see what is wrong with: guide check"),
        (
            ["status", "draft-dig", "accepted"],
            "adr/draft-dig.md has no number yet that ADR 2 could name; let it land proposed and accept it then",
        ),
        (["supersede", "2", "--by", "2"], "a decision cannot supersede itself; name two different ones"),
        (["supersede", "3", "--by", "2"], "ADR 3 is proposed, and only an accepted decision can be superseded"),
        (["amend", "3", "--by", "2"], "ADR 3 is proposed, and only an accepted decision can be amended"),
        (
            ["amend", "draft-dig", "--by", "2"],
            "adr/draft-dig.md is a draft without a number; change it where it stands",
        ),
    ],
)
def test_what_is_not_allowed_is_told_in_a_sentence_and_changes_nothing(
    arguments: list[str], said: str, guide: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    proposal = decision("Dig", status="proposed", supersedes="2", history="  - {status: proposed, date: 2026-02-02}")
    edit(guide, "adr/draft-dig.md", "", proposal)
    edit(guide, "adr/0004-broken.md", "", "---\nstatus: odd\n---\n")
    before = {file: file.read_bytes() for file in (guide / "adr").iterdir()}
    assert run(guide, *arguments) == 1
    assert capsys.readouterr() == ("", f"{said}\n")
    assert {file: file.read_bytes() for file in (guide / "adr").iterdir()} == before


def test_of_two_with_one_number_none_is_changed_by_it(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(guide, "adr/0003-fly.md", "", read(guide, SWIM))
    assert run(guide, "status", "3", "accepted") == 1
    said = f"adr/0003-fly.md and {SWIM} have that number; give the newer of the two another first: guide renumber 3\n"
    assert capsys.readouterr() == ("", said)
    assert read(guide, SWIM) == read(guide, "adr/0003-fly.md")


def test_a_day_before_the_last_change_is_refused(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(guide), "status", "3", "accepted", "--date", "2026-01-01"]) == 1
    assert capsys.readouterr().err == "ADR 3 has been proposed since 2026-02-02, which is after 2026-01-01\n"


@pytest.mark.parametrize("verb", ["supersede", "amend"])
def test_what_was_decided_before_another_was_written_does_not_change_that(
    verb: str, guide: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    later = {"date": "2026-03-01", "history": "  - {status: accepted, date: 2026-03-01}"}
    edit(guide, "adr/0004-fly.md", "", decision("Fly", **later))
    assert run(guide, verb, "4", "--by", "2") == 1
    said = (
        "ADR 2 has been accepted since 2026-02-02, before ADR 4 was written on 2026-03-01; perhaps the other way round:"
    )
    assert capsys.readouterr() == ("", f"{said} guide {verb} 2 --by 4\n")


@pytest.mark.parametrize(
    "arguments",
    [["status", "3", "accepted"], ["supersede", "2", "--by", "3"], ["amend", "2", "--by", "3"], ["new", "Dig"]],
)
def test_a_day_that_has_not_come_yet_is_refused_and_nothing_is_written(
    arguments: list[str], guide: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {file: file.read_bytes() for file in (guide / "adr").iterdir()}
    assert main(["--root", str(guide), *arguments, "--date", "2999-12-31"]) == 2
    said = "'--date': 2999-12-31 has not come yet; give today, or a day before it\n"
    assert capsys.readouterr().err.endswith(said)
    assert {file: file.read_bytes() for file in (guide / "adr").iterdir()} == before


def test_none_supersedes_its_own_successor(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(guide, "status", "3", "accepted")
    run(guide, "supersede", "2", "--by", "3")
    capsys.readouterr()
    assert run(guide, "supersede", "3", "--by", "2") == 1
    assert capsys.readouterr().err == "ADR 2 is superseded, and only an accepted decision can supersede another\n"


def test_review_lists_what_is_due_the_longest_first_and_never_fails(
    guide: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(guide, "review") == 0
    assert capsys.readouterr() == ("", "nothing is due\n")
    edit(guide, DRY, "history:", "review-by: 2026-03-03\nhistory:")
    edit(guide, SWIM, "history:", "review-by: 2026-03-01\nhistory:")
    edit(guide, RAFT, "history:", "review-by: 2026-03-04\nhistory:")
    assert run(guide, "review") == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{SWIM}: proposed, review by 2026-03-01: Swim",
        f"{DRY}: accepted, review by 2026-03-03: Stay dry",
    ]
    assert run(guide, "review", "--format", "markdown") == 0
    assert capsys.readouterr().out.splitlines() == [
        f"* ADR 3, Swim (`{SWIM}`): proposed, review by 2026-03-01",
        f"* ADR 2, Stay dry (`{DRY}`): accepted, review by 2026-03-03",
    ]
    assert check(guide) == []


def test_an_earlier_address_leads_to_the_decision_and_never_replaces_a_page(
    guide: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(guide, DRY, "history:", "formerly: [draft-stay-dry]\nhistory:")
    site = tmp_path / "built"
    page, old = site / "adr/0002-stay-dry/index.html", site / "adr/draft-stay-dry/index.html"
    command = ["--root", str(guide), "finish", str(site), "--site-url", "https://x.org/guide/"]
    page.parent.mkdir(parents=True)
    (site / "index.html").write_text("<p>Home.</p>", "utf-8")
    assert main(command) == 1
    assert capsys.readouterr().out == (
        f"{DRY}:10:12: /adr/draft-stay-dry/ should lead to /adr/0002-stay-dry/, which the site does not have; build it,"
        " or name another address [promised-address]\n"
    )
    page.write_text("<p>The page.</p>", "utf-8")
    assert main(command) == 0
    text = old.read_text("utf-8")
    assert '<link rel="canonical" href="https://x.org/guide/adr/0002-stay-dry/">' in text
    assert '<meta http-equiv="refresh" content="0; url=../../adr/0002-stay-dry/">' in text
    assert '<a href="../../adr/0002-stay-dry/" data-moved>ADR 2: Stay dry</a>' in text
    assert main(command) == 0
    old.write_text("<p>Another page.</p>", "utf-8")
    assert main(command) == 1
    assert capsys.readouterr().out == (
        f"{DRY}:10:12: /adr/draft-stay-dry/ is a page of its own, so it was not turned into a way to"
        " /adr/0002-stay-dry/; rename one of the two [promised-address]\n"
    )
    assert old.read_text("utf-8") == "<p>Another page.</p>"
