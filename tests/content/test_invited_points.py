"""What the guide invites those to write who know the answer to an open point passes the check, as it stands."""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path

from guide.checks import check
from guide.model.guide import Guide, LocatedPoint
from macros.addresses import where
from tests.content.invited.copy import Copy
from tests.content.looking import Pages
from tests.engine.settling import confirm, settle


def test_each_point_can_be_settled_by_what_is_to_be_copied_beside_it(
    root: Path, guide: Guide, own_pages: Pages, tmp_path: Path
) -> None:
    copy, faults = Copy(root, tmp_path / "guide"), []
    before = {path: copy.read(path) for path in {point.place.path for point in guide.open_points()}}
    by_entry: dict[tuple[str, str], list[LocatedPoint]] = {}
    for point in guide.open_points():
        by_entry.setdefault((point.collection, point.entry), []).append(point)
    # One point of each entry at a time, from the end of the file on, so that the lines stay those that the page names.
    for points in zip_longest(*reversed(by_entry.values())):
        for point in filter(None, points):
            page = own_pages["open-points/"] if "open-points/" in own_pages else own_pages[where(point.collection)]
            settle(guide, point, copy.root, page)
        faults += check(copy.root)
        for path, text in before.items():
            copy.write(path, text)
    assert [str(fault) for fault in faults] == []


def test_each_project_of_which_nothing_is_open_can_be_confirmed_as_its_page_says(
    root: Path, guide: Guide, own_pages: Pages, tmp_path: Path
) -> None:
    copy, faults = Copy(root, tmp_path / "guide"), {}
    for id, project in guide.projects.items():
        path = guide.place("projects", id).path
        before = copy.read(path)
        if confirm(copy.root, own_pages[where("projects", id)]):
            found = [str(problem) for problem in check(copy.root)]
            now = copy.guide.projects[id].certainty
            faults |= {id: found or now} if found or now == project.certainty else {}
            copy.write(path, before)
    assert faults == {}
