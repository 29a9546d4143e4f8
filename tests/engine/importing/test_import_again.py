"""Importing twice, only for show, and what contradicts itself; and that a record survives whatever is in it."""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from guide.checks import check
from guide.command.main import main
from guide.importing.importer import carry_out, prepare
from guide.model.load import load
from guide.problems import RefusedError
from macros.finish.feeds import entries
from tests.engine.import_logs import TODAY, Guide, Ran, guide, nygard
from tests.engine.sample import edit, write_sample

__all__ = ["guide"]

OLD, NEW = "[3. Old](0003-old.md)", "[5. New](0005-new.md)"


def test_a_dry_run_says_the_same_and_writes_nothing(guide: Guide) -> None:
    guide.add("0003-a.md", nygard("3. A", decision="![a](images/a.png)"))
    guide.add("images/a.png", "a")
    before = guide.files()
    would = guide.run("--dry-run")
    assert guide.files() == before
    assert (would.status, would.counts) == (0, "1 record would be imported")
    assert guide.run() == replace(would, counts="1 record imported")
    assert set(guide.files()) - set(before) == {"adr/0003-a.md", "adr/images/a.png"}


def test_a_second_run_changes_nothing(guide: Guide) -> None:
    guide.add("0001-a.md", nygard("1. A", decision="![a](images/a.png) [B](0003-b.md)"))
    guide.add("0003-b.md", "No title.\n")
    guide.add("images/a.png", "a")
    guide.run()
    after = guide.files()
    assert guide.run("--date", "2026-03-03") == Ran(0, "0 records imported, 2 imported before", [], [])
    assert guide.files() == after


def test_what_was_imported_may_land_and_change_and_is_still_known(guide: Guide) -> None:
    guide.add("0003-b.md", "# B\n\nText.\n")
    guide.run()
    (guide.root / "adr" / "draft-b.md").rename(guide.root / "adr" / "0003-b.md")
    edit(guide.root, "adr/0003-b.md", "status: proposed\n", "status: accepted\n")
    guide.add("0004-c.md", nygard("4. C", "Accepted\n\nAmends [B](0003-b.md)"))
    ran = guide.run()
    assert (ran.status, ran.counts, ran.moved) == (
        0,
        "1 record imported, 1 imported before",
        ["0004-c.md -> adr/0004-c.md"],
    )
    assert any(line.endswith("[amends]") for line in ran.said)
    assert guide.front("0004-c.md", "amends") == "amends: [3]"
    guide.add("0003-b.md", "# B\n\nAnother text.\n")
    changed = "was imported before, and says something else now; left as it was (if this is another log: --name)"
    said = [f"{changed}: 0003-b.md:1 (adr/0003-b.md)"]
    assert guide.run() == Ran(0, "0 records imported, 2 imported before", said, [])


def test_an_imported_draft_lands_is_accepted_and_supersedes_another_that_was_imported(guide: Guide) -> None:
    guide.add("0003-a.md", nygard("3. A", decision="See [B](b.md)."))
    guide.add("b.md", "# B\n\nText.\n")
    guide.run()
    for command in (["land"], ["status", "4", "accepted"], ["supersede", "3", "--by", "4"]):
        assert main(["--root", str(guide.root), *command]) == 0
    assert guide.check() == []
    assert guide.front("0003-a.md", "status", "superseded-by") == "status: superseded / superseded-by: [4]"
    assert guide.front("0004-b.md", "supersedes", "formerly") == "supersedes: [3] / formerly: [draft-b]"
    assert "See [B](0004-b.md)." in guide.body("0003-a.md")
    assert guide.run() == Ran(0, "0 records imported, 2 imported before", [], [])


def test_the_feeds_tell_every_change_of_a_record_by_one_number(guide: Guide) -> None:
    guide.add("0003-use-x.md", nygard("3. Use X", "Superseded by [5. Use Y](0005-use-y.md)"))
    guide.add("0005-use-y.md", nygard("5. Use Y", "Proposed on 2018-04-09\n\nAccepted on 2018-05-11"))
    guide.run()
    read, _ = load(guide.root)
    told = [entry for entry in entries(read) if entry.decision.number in (3, 5)]
    assert [(str(entry.day), entry.title, entry.text(read)) for entry in told] == [
        ("2018-05-11", "ADR 5 accepted: Use Y", "We will row."),
        ("2018-05-11", "ADR 3 superseded: Use X", "Superseded by ADR 5: Use Y. It said: We will row."),
        ("2018-04-10", "ADR 3 accepted: Use X", "We will row."),
        ("2018-04-09", "ADR 5 proposed: Use Y", "We will row."),
    ]


def test_two_logs_of_one_name_are_told_apart_by_the_name_that_is_given(guide: Guide) -> None:
    guide.add("0003-a.md", nygard("3. A"))
    guide.run()
    said = ["has another number, since its own is taken: 0003-a.md:1 (3, now 4)"]
    assert guide.run("--name", "tug/adr") == Ran(0, "1 record imported", said, ["0003-a.md -> adr/0004-a.md"])
    assert guide.front("0004-a.md", "imported-from") == "imported-from: tug/adr/0003-a.md"


BY_NOTHING = "says superseded, but by nothing of this log; imported as deprecated since the day that it gives"
NOT_IN_FORCE = "is superseded or amended by a record that is not in force; stays as it is until then"
# What the older and the newer record say of themselves, what each becomes, and what is reported.
CONTRADICTIONS = {
    "only the new one says it": (
        ("Accepted", f"Accepted\n\nSupersedes {OLD}"),
        ("superseded / accepted, date: 2018-04-10 / superseded, date: 2019-01-01 / [5]", "accepted / [3]"),
        [
            "says accepted, but a later record supersedes it; imported as superseded: 0003-old.md:7 (0005-new.md:9)",
        ],
    ),
    "only the old one says it": (
        (f"Superseded by {NEW}", "Accepted"),
        ("superseded / accepted, date: 2018-04-10 / superseded, date: 2019-01-01 / [5]", "accepted / [3]"),
        [],
    ),
    "the old one says both": (
        (f"Accepted\n\nSuperseded by {NEW}", "Accepted"),
        ("superseded / accepted, date: 2018-04-10 / superseded, date: 2019-01-01 / [5]", "accepted / [3]"),
        [],
    ),
    "the new one is only proposed": (
        ("Accepted", f"Proposed\n\nSupersedes {OLD}"),
        ("accepted / accepted, date: 2018-04-10 / []", "proposed / [3]"),
        [],
    ),
    "the new one is only proposed, and the old one gone": (
        (f"Superseded by {NEW}", "Proposed"),
        ("accepted / accepted, date: 2018-04-10 / []", "proposed / [3]"),
        [f"{NOT_IN_FORCE}: 0003-old.md:7 (superseded by '{NEW}', proposed)"],
    ),
    "the new one was rejected": (
        (f"Superseded by {NEW}", "Rejected"),
        ("accepted / accepted, date: 2018-04-10 / []", "rejected / [3]"),
        [f"{NOT_IN_FORCE}: 0003-old.md:7 (superseded by '{NEW}', rejected)"],
    ),
    "the new one's status is unknown": (
        (f"Superseded by {NEW}", "Done"),
        ("accepted / accepted, date: 2018-04-10 / []", "proposed / [3]"),
        [
            "1 draft waits for --status Done=…",
            f"{NOT_IN_FORCE}: 0003-old.md:7 (superseded by '{NEW}', proposed)",
            "says a status that is none here; imported as a draft: 0005-new.md:7 ('Done')",
        ],
    ),
    "the old one was rejected": (
        ("Rejected", f"Accepted\n\nSupersedes {OLD}"),
        ("rejected / rejected, date: 2018-04-10 / []", "accepted / []"),
        [
            "supersedes a record that never held or was given up, by its own words; not written: 0005-new.md:9"
            f" (supersedes '{OLD}', rejected)"
        ],
    ),
    "nobody says by what": (
        ("Superseded", "Accepted"),
        ("deprecated / deprecated, date: 2018-04-10 / []", "accepted / []"),
        [f"{BY_NOTHING}: 0003-old.md:7 ('Superseded')"],
    ),
    "the old one says that it is superseded in part": (
        (f"Partially superseded by {NEW}", "Accepted"),
        ("accepted / accepted, date: 2018-04-10 / []", "accepted / []"),
        [
            "is superseded in part only; imported as accepted, and amended where the other is in force: 0003-old.md:7"
            f" ('Partially superseded by {NEW}')"
        ],
    ),
    "the old one says that something else is superseded": (
        (f"Accepted; the budget is superseded by {NEW}", "Accepted"),
        ("accepted / accepted, date: 2018-04-10 / []", "accepted / []"),
        [
            "names a record, but perhaps of a part or of something else; if all is meant, say so by a command:"
            f" 0003-old.md:7 (superseded by '{NEW}')"
        ],
    ),
    "an issue has the other's number": (
        ("Accepted\n\nSuperseded by [#5](https://example.org/issues/5)", "Accepted"),
        ("superseded / superseded, date: 2018-04-10 / []", "accepted / []"),
        [
            "is superseded by what stands outside of the log; its address is kept: 0003-old.md:9"
            " (https://example.org/issues/5)"
        ],
    ),
    "it names itself": (
        (f"Accepted\n\nSupersedes {OLD}", "Accepted"),
        ("accepted / accepted, date: 2018-04-10 / []", "accepted / []"),
        [
            "would supersede or amend itself, or what superseded it; left in the text alone: 0003-old.md:9"
            f" (supersedes '{OLD}')"
        ],
    ),
}


@pytest.mark.parametrize("what", CONTRADICTIONS)
def test_who_supersedes_whom_is_settled_when(what: str, guide: Guide) -> None:
    (old, new), (became, became_new), said = CONTRADICTIONS[what]
    guide.add("0003-old.md", nygard("3. Old", old))
    guide.add("0005-new.md", nygard("5. New", new, "2019-01-01"))
    ran = guide.run()
    found = guide.front("0003-old.md")
    by = guide.front("0003-old.md", "superseded-by").removeprefix("superseded-by: ")
    assert found.replace("status: ", "") + f" / {by}" == became
    name = next(file.name for file in (guide.root / "adr").glob("*-new.md"))
    supersedes = guide.front(name, "supersedes").removeprefix("supersedes: ")
    assert guide.front(name, "status").removeprefix("status: ") + f" / {supersedes}" == became_new
    assert (ran.status, ran.said) == (0, said)
    assert guide.check() == []


def test_a_day_of_front_matter_for_which_there_is_no_place_is_reported(guide: Guide) -> None:
    guide.add("0003-old.md", "---\nstatus: superseded by [5](0005-new.md)\ndate: 2018-01-11\n---\n# Old\n")
    guide.add("0005-new.md", nygard("5. New", "Accepted"))
    guide.add("0006-new.md", "---\nstatus: done\ndate: 2019-01-12\n---\n# Newer\n")
    there = "gives a day that is not in the history; add it there if it is known what happened then"
    assert f"{there}: 0006-new.md:3 (2019-01-12)" in guide.run().said
    assert guide.front("0003-old.md") == (
        "status: superseded / status: accepted, date: 2018-01-11 / status: superseded, date: 2018-04-10"
    )


def test_a_successor_whose_day_is_not_known_takes_the_place_once_it_has_landed_and_is_accepted(guide: Guide) -> None:
    guide.add("0003-old.md", nygard("3. Old", f"Superseded by {NEW}"))
    guide.add("0005-new.md", "# 5. New\n\n## Status\n\nAccepted\n")
    assert guide.run().status == 0
    for arguments in (["land"], ["status", "5", "accepted", "--date", TODAY]):
        assert main(["--root", str(guide.root), *arguments]) == 0
    assert guide.front("0003-old.md", "status", "superseded-by") == "status: superseded / superseded-by: [5]"
    assert guide.front("0005-new.md", "status", "supersedes") == "status: accepted / supersedes: [3]"
    assert guide.check() == []


def test_the_folder_of_the_guide_itself_and_none_at_all_are_refused(guide: Guide) -> None:
    for folder in (guide.root / "adr", guide.root):
        with pytest.raises(RefusedError, match="holds the decisions of the guide itself"):
            prepare(guide.root, folder)
    with pytest.raises(RefusedError, match="is not a folder; name the one that holds the records"):
        prepare(guide.root, guide.log / "none")


def test_when_a_file_appears_meanwhile_nothing_is_written(guide: Guide) -> None:
    guide.add("0003-a.md", nygard("3. A"))
    guide.add("0004-b.md", nygard("4. B"))
    what = prepare(guide.root, guide.log)
    (guide.root / "adr" / "0004-b.md").write_text("mine")
    before = guide.files()
    with pytest.raises(RefusedError, match="has appeared meanwhile, so nothing was imported; try again"):
        carry_out(guide.root, what)
    assert guide.files() == before


def test_a_log_inside_of_a_repository_is_called_by_its_path_there(guide: Guide) -> None:
    (guide.log.parents[1] / ".git").mkdir()
    guide.add("0003-a.md", nygard("3. A"))
    guide.run()
    assert guide.front("0003-a.md", "imported-from") == "imported-from: ferry/doc/adr/0003-a.md"


PIECES = [
    "---\n",
    "status: accepted\n",
    "date: 2018-04-10\n",
    "# 5. T\n",
    "T\n===\n",
    "## Status\n\n",
    "Accepted\n",
    "superseded by [5](0005-x.md)\n",
    "Supersedes [1](x.md) and ADR 5\n",
    "| Status | Accepted |\n|---|---|\n",
    "| Date | Status |\n|---|---|\n| 2018-04-10 | Accepted |\n",
    "**Date:** 10 April 2018 | **Status:** Accepted\n",
    "Status: partially superseded by [5](0005-x.md) (and [6](6.md)), 7\n",
    "- [ ] proposed\n",
    "-->",
    "* Date: 05/02/2018\n",
    "- Deciders: [a, (b\n",
    "```\n",
    "status: x\n",
    "`",
    "<!-- ",
    "![i](i.png) [x](<x.md>)",
    "[a]: x.md#b\n",
    "{{ x }} ${{ y }}",
    "\r\n",
    "\r",
    "\0",
    "\ufeff",
    "\u2028",
    "é",
]
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=8)).map("".join)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=60) | texts.map(lambda text: text.encode("utf-8", "surrogatepass")))
@example(b"---\nstatus: accepted\ndate: 2018-04-10\n---\n")
@example(b"")
@example("---\nstatus: ''\n--- \u0663. \u0661\n".encode())
def test_whatever_is_in_a_record_its_text_survives(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = write_sample(Path(folder) / "guide")
        log = Path(folder) / "log"
        log.mkdir()
        (log / "0007-row.md").write_bytes(data)
        what = prepare(root, log, today=date(2026, 2, 2))
        carry_out(root, what)
        assert prepare(root, log).texts == {}
        found = [str(problem) for problem in check(root)]
        assert found == [str(problem) for problem in what.problems] == []
        imported = [one for one in load(root)[0].all_decisions() if one.front.imported_from]
        if not imported:
            assert b"\0" in data or not _is_utf8(data)
            return
        written = (root / imported[0].path).read_bytes()
        body = data.removeprefix(b"\xef\xbb\xbf")
        front = re.match(rb"---[ \t]*[\r\n]+(?:.*?[\r\n]+)??---[ \t]*(?:\r\n|\r|\n|$)", body, re.S)
        assert written.endswith(body) or (front and written.endswith(body[front.end() :]))
