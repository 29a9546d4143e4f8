"""Importing twice, only for show, and what contradicts itself; and that a record survives whatever is in it."""

from __future__ import annotations

import re
import tempfile
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
from tests.engine.import_logs import TODAY, Guide, guide, nygard
from tests.engine.sample import edit, write_sample

__all__ = ["guide"]

OLD, NEW = "[3. Old](0003-old.md)", "[5. New](0005-new.md)"


def test_a_dry_run_says_the_same_and_writes_nothing(guide: Guide) -> None:
    guide.add("0003-a.md", nygard("3. A", decision="![a](images/a.png)"))
    guide.add("images/a.png", "a")
    before = guide.files()
    status, would = guide.run("--dry-run")
    assert guide.files() == before
    assert (status, would[-1]) == (0, "1 record would be imported")
    assert guide.run() == (status, [*would[:-1], "1 record imported"])
    assert set(guide.files()) - set(before) == {"adr/0003-a.md", "adr/images/a.png"}


def test_a_second_run_changes_nothing(guide: Guide) -> None:
    guide.add("0001-a.md", nygard("1. A", decision="![a](images/a.png) [B](0003-b.md)"))
    guide.add("0003-b.md", "No title.\n")
    guide.add("images/a.png", "a")
    guide.run()
    after = guide.files()
    assert guide.run("--date", "2026-03-03") == (0, ["0 records imported; 2 were imported before"])
    assert guide.files() == after


def test_what_was_imported_may_land_and_change_and_is_still_known(guide: Guide) -> None:
    guide.add("0003-b.md", "# B\n\nText.\n")
    guide.run()
    (guide.root / "adr" / "draft-b.md").rename(guide.root / "adr" / "0003-b.md")
    edit(guide.root, "adr/0003-b.md", "status: proposed\n", "status: accepted\n")
    guide.add("0004-c.md", nygard("4. C", "Accepted\n\nAmends [B](0003-b.md)"))
    status, lines = guide.run()
    assert (status, lines[0], lines[-1]) == (
        1,
        "0004-c.md -> adr/0004-c.md",
        "1 record imported; 1 were imported before",
    )
    assert "What check will say:" in lines
    assert guide.front("0004-c.md", "amends") == "amends: [3]"
    guide.add("0003-b.md", "# B\n\nAnother text.\n")
    assert guide.run() == (
        0,
        [
            "",
            "What was not understood, or changed (what to do: /contribute/#import):",
            "0003-b.md:1: was imported before as adr/0003-b.md, but its text is another now; it was left out"
            " (if this is another log, name it with --name)",
            "",
            "0 records imported; 2 were imported before",
        ],
    )


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
    assert guide.run() == (0, ["0 records imported; 2 were imported before"])


def test_the_feeds_tell_every_change_of_a_record_by_one_number(guide: Guide) -> None:
    guide.add("0003-use-x.md", nygard("3. Use X", "Superseded by [5. Use Y](0005-use-y.md)"))
    guide.add("0005-use-y.md", nygard("5. Use Y", "Proposed on 2018-04-09\n\nAccepted on 2018-05-11"))
    guide.run()
    read, _ = load(guide.root)
    told = [entry for entry in entries(read) if entry.decision.number in (3, 5)]
    assert [(str(entry.day), entry.title, entry.text(read)) for entry in told] == [
        ("2018-05-11", "ADR 5 accepted: Use Y", "We will row."),
        ("2018-05-11", "ADR 3 superseded: Use X", "Superseded by ADR 5: Use Y. It said: We will row."),
        ("2018-04-09", "ADR 5 proposed: Use Y", "We will row."),
    ]


def test_two_logs_of_one_name_are_told_apart_by_the_name_that_is_given(guide: Guide) -> None:
    guide.add("0003-a.md", nygard("3. A"))
    guide.run()
    assert guide.run("--name", "tug/adr")[1] == [
        "0003-a.md -> adr/0004-a.md",
        "",
        "What was not understood, or changed (what to do: /contribute/#import):",
        "0003-a.md:1: number 3 is taken in this guide; imported as adr/0004-a.md, its text left as it is",
        "",
        "1 record imported",
    ]
    assert guide.front("0004-a.md", "imported-from") == "imported-from: tug/adr/0003-a.md"


NOT_BY_WHAT = (
    "is superseded, but not by what; write 'superseded-by: [number]', or 'deprecated', also in its history, "
    "if nothing took its place [supersedes]"
)
# What the older and the newer record say of themselves, what each becomes, and what is reported.
CONTRADICTIONS = {
    "only the new one says it": (
        ("Accepted", f"Accepted\n\nSupersedes {OLD}"),
        ("superseded / accepted, date: 2018-04-10 / superseded, date: 2019-01-01 / [5]", "accepted / [3]"),
        ["0003-old.md:7: says accepted, but is superseded according to 0005-new.md:9; imported as superseded"],
        0,
    ),
    "only the old one says it": (
        (f"Superseded by {NEW}", "Accepted"),
        ("superseded / superseded, date: 2019-01-01 / [5]", "accepted / [3]"),
        [],
        0,
    ),
    "the old one says both": (
        (f"Accepted\n\nSuperseded by {NEW}", "Accepted"),
        ("superseded / superseded, date: 2019-01-01 / [5]", "accepted / [3]"),
        [],
        0,
    ),
    "the new one is only proposed": (
        ("Accepted", f"Proposed\n\nSupersedes {OLD}"),
        ("accepted / accepted, date: 2018-04-10 / []", "proposed / [3]"),
        [],
        0,
    ),
    "the new one is only proposed, and the old one gone": (
        (f"Superseded by {NEW}", "Proposed"),
        ("accepted / accepted, date: 2018-04-10 / []", "proposed / [3]"),
        [
            "0003-old.md:7: is superseded by adr/0005-new.md, which is proposed here; this one is accepted, and names"
            " it once it is accepted: guide status 5 accepted"
        ],
        0,
    ),
    "the new one was rejected": (
        (f"Superseded by {NEW}", "Rejected"),
        ("accepted / accepted, date: 2018-04-10 / []", "rejected / [3]"),
        ["0003-old.md:7: is superseded by adr/0005-new.md, which is rejected; this one is accepted"],
        0,
    ),
    "the new one's status is unknown": (
        (f"Superseded by {NEW}", "Done"),
        ("accepted / accepted, date: 2018-04-10 / []", "proposed / [3]"),
        [
            "0003-old.md:7: is superseded by adr/draft-new.md, which is proposed here; this one is accepted, and names"
            " it once it has landed and is accepted: guide status <its number> accepted",
            "0005-new.md:7: the status 'Done' is none that is known here; imported as a proposal, adr/draft-new.md",
        ],
        0,
    ),
    "the old one was rejected": (
        ("Rejected", f"Accepted\n\nSupersedes {OLD}"),
        ("rejected / rejected, date: 2018-04-10 / []", "accepted / []"),
        ["0005-new.md:9: supersedes 0003-old.md, which says that it is rejected; the link stays in the text"],
        0,
    ),
    "nobody says by what": (
        ("Superseded", "Accepted"),
        ("superseded / superseded, date: 2018-04-10 / []", "accepted / []"),
        [f"0003-old.md:1: {NOT_BY_WHAT}"],
        1,
    ),
    "the old one says that it is superseded in part": (
        (f"Partially superseded by {NEW}", "Accepted"),
        ("accepted / accepted, date: 2018-04-10 / []", "accepted / []"),
        ["0003-old.md:7: is superseded in part only; taken as accepted, and amended"],
        0,
    ),
    "the old one says that something else is superseded": (
        (f"Accepted; the budget is superseded by {NEW}", "Accepted"),
        ("accepted / accepted, date: 2018-04-10 / []", "accepted / []"),
        [
            f"0003-old.md:7: names '{NEW}' behind 'superseded by', but perhaps of something else than the whole record;"
            " the link stays in the text"
        ],
        0,
    ),
    "an issue has the other's number": (
        ("Accepted\n\nSuperseded by [#5](https://example.org/issues/5)", "Accepted"),
        ("superseded / superseded, date: 2018-04-10 / []", "accepted / []"),
        [
            "0003-old.md:9: superseded by '[#5](https://example.org/issues/5)', which is no record of this log",
            f"0003-old.md:1: {NOT_BY_WHAT}",
        ],
        1,
    ),
    "it names itself": (
        (f"Accepted\n\nSupersedes {OLD}", "Accepted"),
        ("accepted / accepted, date: 2018-04-10 / []", "accepted / []"),
        ["0003-old.md:9: says that it supersedes itself; left out"],
        0,
    ),
}


@pytest.mark.parametrize("what", CONTRADICTIONS)
def test_who_supersedes_whom_is_settled_when(what: str, guide: Guide) -> None:
    (old, new), (became, became_new), notes, status = CONTRADICTIONS[what]
    guide.add("0003-old.md", nygard("3. Old", old))
    guide.add("0005-new.md", nygard("5. New", new, "2019-01-01"))
    result, lines = guide.run()
    found = guide.front("0003-old.md")
    by = guide.front("0003-old.md", "superseded-by").removeprefix("superseded-by: ")
    assert found.replace("status: ", "") + f" / {by}" == became
    name = next(file.name for file in (guide.root / "adr").glob("*-new.md"))
    supersedes = guide.front(name, "supersedes").removeprefix("supersedes: ")
    assert guide.front(name, "status").removeprefix("status: ") + f" / {supersedes}" == became_new
    assert [line for line in lines if line.startswith("000") and "->" not in line] == notes
    assert result == status
    assert len(guide.check()) == sum(line.endswith("[supersedes]") for line in lines)


def test_a_day_of_front_matter_for_which_there_is_no_place_is_reported(guide: Guide) -> None:
    guide.add("0003-old.md", "---\nstatus: superseded by [5](0005-new.md)\ndate: 2018-01-11\n---\n# Old\n")
    guide.add("0005-new.md", nygard("5. New", "Accepted"))
    guide.add("0006-new.md", "---\nstatus: done\ndate: 2019-01-12\n---\n# Newer\n")
    _, lines = guide.run()
    then = "which is not in the history; add it there if it is known what happened then"
    assert f"0003-old.md:3: gives the day 2018-01-11, {then}" in lines
    assert f"0006-new.md:3: gives the day 2019-01-12, {then}" in lines
    assert guide.front("0003-old.md") == "status: superseded / status: superseded, date: 2018-04-10"


def test_a_successor_whose_day_is_not_known_takes_the_place_once_it_has_landed_and_is_accepted(guide: Guide) -> None:
    guide.add("0003-old.md", nygard("3. Old", f"Superseded by {NEW}"))
    guide.add("0005-new.md", "# 5. New\n\n## Status\n\nAccepted\n")
    assert guide.run()[0] == 0
    for arguments in (["land"], ["status", "4", "accepted", "--date", TODAY]):
        assert main(["--root", str(guide.root), *arguments]) == 0
    assert guide.front("0003-old.md", "status", "superseded-by") == "status: superseded / superseded-by: [4]"
    assert guide.front("0004-new.md", "status", "supersedes") == "status: accepted / supersedes: [3]"
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
        (log / "0007-x.md").write_bytes(data)
        what = prepare(root, log, today=date(2026, 2, 2))
        carry_out(root, what)
        assert prepare(root, log).texts == {}
        found = [str(problem) for problem in check(root)]
        assert len(found) == len(what.announced), (found, what.announced)
        imported = [one for one in load(root)[0].all_decisions() if one.front.imported_from]
        if not imported:
            assert b"\0" in data or not _is_utf8(data)
            return
        written = (root / imported[0].path).read_bytes()
        body = data.removeprefix(b"\xef\xbb\xbf")
        front = re.match(rb"---[ \t]*[\r\n]+(?:.*?[\r\n]+)??---[ \t]*(?:\r\n|\r|\n|$)", body, re.S)
        assert written.endswith(body) or (front and written.endswith(body[front.end() :]))
