"""The logs that `make bench` measures are logs that the guide would take."""

from __future__ import annotations

from pathlib import Path

import html5lib

from guide.checks import check
from guide.importing.importer import prepare
from guide.model.life_cycle import Status
from guide.model.load import load
from guide.rule.recommend import Rule
from macros.page_macros import MACROS
from tests.bench.choosing import by_clicks, clicks
from tests.bench.imports import RECORDS, write_records
from tests.bench.logs import copy_guide, write_log
from tests.engine.built_site import ROOT
from tests.engine.pages import page_of
from tests.engine.whole_guide import whole_guide


def test_a_log_of_any_length_passes_every_rule_and_is_the_same_every_time(tmp_path: Path) -> None:
    texts = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        copy_guide(folder)
        write_log(folder, 40)
        texts.append({file.name: file.read_text("utf-8") for file in (folder / "adr").glob("*.md")})
    assert texts[0] == texts[1]
    assert check(tmp_path / "one") == []
    guide, _ = load(tmp_path / "one")
    assert list(guide.decisions) == list(range(1, 41))
    superseded = [number for number, one in guide.decisions.items() if one.front.status is Status.SUPERSEDED]
    ours = len([*(ROOT / "adr").glob("[0-9]*.md")])
    assert [number for number in superseded if number > ours] == [number for number in (10, 20, 30) if number > ours]
    longest = [one.body.count("\n") for number, one in guide.decisions.items() if number > ours]
    assert min(longest) > 40


def test_the_records_that_are_imported_become_decisions_without_a_draft(tmp_path: Path) -> None:
    copy_guide(tmp_path / "guide")
    write_records(tmp_path / "ferry")
    what = prepare(tmp_path / "guide", tmp_path / "ferry")
    assert (len(what.decisions), what.drafts, what.problems) == (RECORDS, 0, ())
    assert sum("status: superseded" in text for text in what.texts.values()) == RECORDS // 10


def test_a_long_log_stays_light_and_keeps_every_decision(tmp_path: Path) -> None:
    copy_guide(tmp_path)
    write_log(tmp_path, 900)
    guide, _ = load(tmp_path)
    page = page_of(guide, "adr/")
    tree = html5lib.parseFragment(MACROS["decision_log"](page), namespaceHTMLElements=False)
    rows = [row for row in tree.iter() if row.get("data-about") is not None]
    assert {row.get("id") for row in rows} == {f"adr-{number}" for number in guide.decisions}
    # Only the newest year is told in full; a line of an earlier one has number, title, status and date.
    summaries = sum(1 for row in rows if row.find(".//small") is not None)
    newest = max(one.front.date.year for one in guide.decisions.values())
    assert summaries == sum(one.front.date.year == newest for one in guide.decisions.values())
    assert len(MACROS["decision_log"](page)) / len(rows) < 300
    assert "earlier changes stand on the pages of the decisions" in MACROS["timeline"](page)


def test_one_click_is_enough_for_a_kind_that_is_settled_and_each_turn_takes_one_more() -> None:
    guide = whole_guide()
    rule, found = Rule.of(guide), by_clicks(guide)
    settled = {id for id in found if len(rule.verdict_on_kind(guide.kinds[id]).possible) == 1}
    assert {id for id, count in found.items() if count == 1} == settled
    # With "overnight" and "answered" it is a pigeon by one of them, and with a heavy letter it is a boat by that alone.
    assert (found["invitations"], found["diaries"]) == (2, 2)
    assert sum(count <= 2 for count in found.values()) > len(found) / 2
    hard = guide.kinds["greetings"].model_copy(update={"depends": ["secret", "alive"]})
    assert rule.lightest(["alive", "secret"]) not in {rule.lightest(["alive"]), rule.lightest(["secret"])}
    assert clicks(rule, hard) == 3
