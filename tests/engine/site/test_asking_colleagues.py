"""A colleague who knows a project is asked on its page; what they are told to write goes in as it stands."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from guide.checks import check
from guide.model.load import load
from tests.engine.built_site import BuiltPage
from tests.engine.settling import DAY, WHO, confirm, filled_in, settle
from tests.engine.whole_guide import whole_guide, write_content

GUIDE = whole_guide()
UNANSWERED = {id: [need for need in GUIDE.needs if need not in one.needs] for id, one in GUIDE.projects.items()}
ASKED = [id for id, needs in UNANSWERED.items() if needs]
POINTS = {f"open-{one.entry}-{one.id}": one for one in GUIDE.open_points()}
LAST = {id: one for id, one in POINTS.items() if one.collection == "projects" and not GUIDE.others_open(one)}


@pytest.mark.parametrize("id", ASKED)
def test_what_a_project_needs_can_be_written_below_its_entry(
    id: str, pages: dict[str, BuiltPage], tmp_path: Path
) -> None:
    root = write_content(tmp_path)
    asked = pages[f"projects/{id}/"].tree.find(".//details[@id='needs']")
    told = pages[f"projects/{id}/"].text(asked)
    path, line = re.search(r"edit (\S+) and .*?line (\d+)", told).groups()
    lines = (root / path).read_text("utf-8").splitlines()
    at = int(line)
    if "at the end of the entry" in told:
        at = next((number for number in range(at, len(lines)) if not lines[number].startswith(" ")), len(lines))
    block = filled_in("".join(asked.find(".//pre").itertext())).rstrip("\n")
    # Who knows some of them takes out the lines of the others, and nothing of these stays behind.
    needs = [line for line in block.split("\n") if line != "  needs:"]
    assert [line.partition("  # ")[2] for line in needs] == [GUIDE.needs[need].question for need in UNANSWERED[id]]
    (root / path).write_text("\n".join([*lines[:at], block, *lines[at:], ""]), "utf-8")
    assert check(root) == []
    answers = load(root)[0].projects[id].answers
    assert answers == {need: GUIDE.projects[id].answers.get(need, "yes") for need in answers}
    assert set(answers) == set(GUIDE.needs)


@pytest.mark.parametrize("id", ASKED)
def test_an_issue_asks_every_need_that_is_unanswered_and_no_other(id: str, pages: dict[str, BuiltPage]) -> None:
    asked = pages[f"projects/{id}/"].tree.find(".//details[@id='needs']")
    address = next(link.get("href") for link in asked.iter("a") if "issues/new" in link.get("href"))
    given = parse_qs(urlsplit(address).query)
    assert given["title"] == [f"What {GUIDE.projects[id].name} needs"]
    wanted = [f"- `{need}`: {GUIDE.needs[need].question} **…**" for need in UNANSWERED[id]]
    assert [line for line in given["body"][0].splitlines() if line.startswith("-")] == wanted


def test_a_project_of_which_all_is_known_asks_nothing(pages: dict[str, BuiltPage]) -> None:
    known = [id for id in GUIDE.projects if id not in ASKED]
    assert known
    assert [id for id in known if pages[f"projects/{id}/"].tree.find(".//details[@id='needs']") is not None] == []


@pytest.mark.parametrize("id", POINTS)
def test_what_one_is_told_to_write_settles_a_point_and_leaves_the_others(
    id: str, pages: dict[str, BuiltPage], tmp_path: Path
) -> None:
    root, point = write_content(tmp_path), POINTS[id]
    settle(GUIDE, point, root, pages["open-points/"])
    assert check(root) == []
    # What is written into a line that said "unknown" is known as well.
    settled = [one for one in GUIDE.open_points() if one == point or (one.id == one.about and one.place == point.place)]
    left = [one.id for one in load(root)[0].open_points()]
    assert left == [one.id for one in GUIDE.open_points() if one not in settled]


@pytest.mark.parametrize("id", LAST)
def test_what_one_is_told_to_write_for_the_last_point_confirms_a_project(
    id: str, pages: dict[str, BuiltPage], tmp_path: Path
) -> None:
    root, point = write_content(tmp_path), LAST[id]
    settle(GUIDE, point, root, pages["open-points/"])
    confirmed = load(root)[0].projects[point.entry].confirmed_by
    assert (confirmed.by, str(confirmed.date)) == (WHO, DAY)


@pytest.mark.parametrize("id", [id for id, one in POINTS.items() if one.collection == "projects" and id not in LAST])
def test_what_one_is_told_to_write_makes_nothing_surer_that_is_in_doubt_still(
    id: str, pages: dict[str, BuiltPage], tmp_path: Path
) -> None:
    root, point = write_content(tmp_path), POINTS[id]
    settle(GUIDE, point, root, pages["open-points/"])
    was, now = (guide.projects[point.entry].certainty for guide in (GUIDE, load(root)[0]))
    doubted = any(one.is_doubt and one.is_listed for one in GUIDE.others_open(point))
    assert now == (was if doubted else "reported")
    # What stays as it is is not to be written once more.
    told = pages["open-points/"].tree.find(f".//li[@id='{id}']")
    assert ("certainty:" in "".join(told.find(".//pre").itertext())) == (now != was)


@pytest.mark.parametrize("id", GUIDE.projects)
def test_a_project_of_which_nothing_is_open_can_be_confirmed_by_whoever_knows_it(
    id: str, pages: dict[str, BuiltPage], tmp_path: Path
) -> None:
    root, project = write_content(tmp_path), GUIDE.projects[id]
    is_open = any((point.collection, point.entry) == ("projects", id) for point in GUIDE.open_points())
    assert confirm(root, pages[f"projects/{id}/"]) == (not is_open and project.certainty != "confirmed")
    assert check(root) == []
    confirmed = load(root)[0].projects[id].confirmed_by
    assert bool(confirmed) == (not is_open)
