"""A colleague who knows a project is asked on its page; what they are told to write goes in as it stands."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from guide.checks import check
from guide.model.guide import LocatedPoint
from guide.model.load import load
from tests.engine.built_site import BuiltPage
from tests.engine.whole_guide import whole_guide, write_content

GUIDE = whole_guide()
UNANSWERED = {id: [need for need in GUIDE.needs if need not in one.needs] for id, one in GUIDE.projects.items()}
ASKED = [id for id, needs in UNANSWERED.items() if needs]
POINTS = {f"open-{one.entry}-{one.id}": one for one in GUIDE.open_points() if one.collection == "projects"}


def filled_in(block: str) -> str:
    """Return what is to be copied with its placeholders filled in."""
    for placeholder, value in {"{yes or no}": "yes", "{your name}": "Ada", "{YYYY-MM-DD}": "2026-02-03"}.items():
        block = block.replace(placeholder, value)
    return block


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


def settle(point: LocatedPoint, lines: dict[int, str], page: BuiltPage) -> None:
    """Write what is so into its line, if nobody knew it, and remove the lines of the point, as its page says."""
    for unknown, known in {"pattern: unknown": "pattern: bicycle", "tool: unknown": "tool: dovecote"}.items():
        lines[point.place.line] = lines[point.place.line].replace(unknown, known)
    told = page.text(page.tree.find(f".//li[@id='open-{point.entry}-{point.id}']"))
    found = re.search(r"Then remove the point: its lines begin with line (\d+), ", told)
    number = int(found[1]) if found else 0
    while lines.pop(number, None) and lines.get(number + 1, "").startswith("      "):
        number += 1


@pytest.mark.parametrize("id", POINTS)
def test_what_one_is_told_to_write_confirms_a_project(id: str, pages: dict[str, BuiltPage], tmp_path: Path) -> None:
    root, point = write_content(tmp_path), POINTS[id]
    item = pages["open-points/"].tree.find(f".//li[@id='{id}']")
    told = pages["open-points/"].text(item)
    path, certainty, sources = re.search(
        r"stands in line \d+ of (\S+)\. In place of line (\d+), certainty: \w+, and of the sources in line (\d+)", told
    ).groups()
    lines = dict(enumerate((root / path).read_text("utf-8").splitlines(), 1))
    assert lines[int(sources)].startswith("  sources: [")
    lines[int(certainty)], lines[int(sources)] = filled_in("".join(item.find(".//pre").itertext())).splitlines()
    # Whoever confirms a project settles all that is open about it.
    for one in GUIDE.open_points():
        if (one.collection, one.entry) == ("projects", point.entry):
            settle(one, lines, pages["open-points/"])
    if GUIDE.projects[point.entry].open:
        del lines[GUIDE.place("projects", point.entry, "open", key=True).line]
    (root / path).write_text("\n".join(lines.values()) + "\n", "utf-8")
    assert check(root) == []
    confirmed = load(root)[0].projects[point.entry].confirmed_by
    assert (confirmed.by, str(confirmed.date)) == ("Ada", "2026-02-03")
