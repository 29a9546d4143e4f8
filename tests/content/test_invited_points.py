"""What the guide invites those to write who know the answer to an open point passes the check, as it stands."""

from __future__ import annotations

from pathlib import Path

from guide.checks import check
from guide.model.guide import Guide
from macros.addresses import where
from tests.content.invited.copy import Copy
from tests.content.looking import Pages
from tests.engine.settling import confirm, settle


def test_each_point_can_be_settled_by_what_is_to_be_copied_beside_it(
    root: Path, guide: Guide, own_pages: Pages, tmp_path: Path
) -> None:
    copy, faults = Copy(root, tmp_path / "guide"), {}
    for point in guide.open_points():
        page = own_pages["open-points/"] if "open-points/" in own_pages else own_pages[where(point.collection)]
        before = copy.read(point.place.path)
        settle(guide, point, copy.root, page)
        found = [str(problem) for problem in check(copy.root)]
        faults |= {f"{point.entry}, {point.id}": found} if found else {}
        copy.write(point.place.path, before)
    assert faults == {}


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
