"""The page of a proposal says what somebody writes who accepts it; as it says, it passes the check."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

from guide.checks import check
from guide.model.load import load
from macros.render import render
from tests.engine.git_repository import Repository, proposal
from tests.engine.pages import page_of

DAY = "2026-03-03"


def told(repository: Repository, path: str) -> Element | None:
    """Return what the page of the decision in a file says of accepting it, if it says anything."""
    guide, _ = load(repository.root)
    html = render("decision.html", page_of(guide, "adr/x/"), decision=guide.decision_at(path))
    page = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return page.find(".//details[@class='accepting']")


def follow(root: Path, details: Element) -> None:
    """Write what is to be copied where the text before it says."""
    texts, lines, path, place = {}, [], "", ""
    for one in list(details):
        text = "".join(one.itertext())
        if one.tag == "p":
            place = text
            path = one.find("a").text if one.find("a") is not None else path
            texts.setdefault(path, (root / path).read_text("utf-8").split("\n"))
        elif one.tag == "pre":
            lines.append((path, place, text.replace("{YYYY-MM-DD}", DAY)))
    for path, place, text in lines:
        written = texts[path]
        for line in text.split("\n"):
            field = line.partition(":")[0]
            named = re.search(rf"{field}: in line (\d+)", place)
            below = re.search(r"below the entry in line (\d+)", place)
            above = re.search(r"above history: in line (\d+)", place)
            if below:
                written[int(below[1]) - 1] += f"\n{line}"
            elif above:
                written[int(above[1]) - 1] = f"{line}\n{written[int(above[1]) - 1]}"
            else:
                written[int(named[1]) - 1] = line
    for path, written in texts.items():
        (root / path).write_text("\n".join(written), "utf-8")


@pytest.mark.parametrize("kept", ["", "superseded-by: []\namended-by: []\n"], ids=["without a field", "with it"])
@pytest.mark.parametrize(
    ("fields", "then"),
    [("", {3: "accepted"}), ("supersedes: [2]", {3: "accepted", 2: "superseded"}), ("amends: [2]", {2: "accepted"})],
    ids=["alone", "in place of another", "beside another"],
)
def test_what_one_is_told_to_write_accepts_a_proposal(
    fields: str, then: dict[int, str], kept: str, tmp_path: Path
) -> None:
    repository = Repository(tmp_path / "guide")
    text = proposal("Dig").replace("supersedes: []", fields or "supersedes: []")
    repository.write("adr/0003-dig.md", text)
    # It may have the field in which the other is named, or not.
    dry = repository.read("adr/0002-stay-dry.md")
    repository.write("adr/0002-stay-dry.md", dry.replace("superseded-by: []\n", kept))
    assert check(repository.root) == []
    repository.commit()
    details = told(repository, "adr/0003-dig.md")
    files = [link.text for link in details.iter("a")]
    assert len(files) == len(set(files)) == 1 + bool(fields)
    follow(repository.root, details)
    assert check(repository.root, "main") == []
    decisions = load(repository.root)[0].decisions
    assert {number: decisions[number].front.status for number in then} == then
    assert str(decisions[3].front.date) == DAY


def test_a_draft_that_would_change_another_lands_first(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "guide")
    repository.write("adr/draft-dig.md", proposal("Dig").replace("supersedes: []", "supersedes: [2]"))
    details = told(repository, "adr/draft-dig.md")
    assert "It would take the place of another decision, so it lands as a proposal" in "".join(details.itertext())
    assert details.find(".//pre") is None


def test_what_is_decided_says_nothing_of_accepting_it(tmp_path: Path) -> None:
    assert told(Repository(tmp_path / "guide"), "adr/0002-stay-dry.md") is None


def test_a_draft_that_would_amend_another_is_accepted_by_its_own_file_alone(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "guide")
    repository.write("adr/draft-dig.md", proposal("Dig").replace("supersedes: []", "amends: [2]"))
    follow(repository.root, told(repository, "adr/draft-dig.md"))
    assert check(repository.root, "main") == []
    repository.commit()
    assert repository.guide("land") == 0
    assert "amended-by: [3]\n" in repository.read("adr/0002-stay-dry.md")
    assert check(repository.root) == []
