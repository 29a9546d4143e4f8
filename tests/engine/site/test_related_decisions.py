"""What the page of a decision says of those that have changed it, or would."""

from __future__ import annotations

from pathlib import Path

import html5lib
import pytest

from guide.checks import check
from guide.model.load import load
from macros.finish.decision_text import state
from macros.render import render
from tests.engine.git_repository import proposal
from tests.engine.pages import page_of
from tests.engine.sample import decision, edit

OLD, NEW, NEWEST = "adr/0002-stay-dry.md", "adr/0003-dig.md", "adr/0004-dive.md"


def facts(root: Path, path: str) -> dict[str, str]:
    """Return what the page of the decision in a file says of it, by what it is."""
    guide, problems = load(root)
    assert problems == ()
    html = render("decision.html", page_of(guide, "adr/x/"), decision=guide.decision_at(path))
    parts = html5lib.parseFragment(html, namespaceHTMLElements=False).findall(".//dl[@class='facts']")
    rows = [row for part in parts for row in part]
    return {"".join(row.find("dt").itertext()): " ".join("".join(row.find("dd").itertext()).split()) for row in rows}


def test_one_that_is_no_longer_in_force_is_marked_where_another_names_it(sample: Path) -> None:
    edit(sample, OLD, "history:", "amended-by: [3]\nhistory:")
    history = "  - {status: accepted, date: 2026-02-02}\n  - {status: superseded, date: 2026-02-02}"
    gone = decision("Dig", status="superseded", superseded_by="4", history=history)
    edit(sample, NEW, "", gone.replace("history:", "amends: [2]\nhistory:", 1))
    edit(sample, NEWEST, "", decision("Dive", supersedes="3"))
    assert check(sample) == []
    assert facts(sample, OLD)["Amended by"] == "ADR 3: Dig superseded"
    assert facts(sample, NEW)["Amends"] == "ADR 2: Stay dry"
    # It says itself that the other is superseded.
    assert facts(sample, NEWEST)["Supersedes"] == "ADR 3: Dig"


def test_one_of_which_parts_are_amended_says_so_first_and_by_which_in_their_order(sample: Path) -> None:
    edit(sample, OLD, "history:", "amended-by: [4, 3]\nhistory:")
    for path, title in ((NEW, "Dig"), (NEWEST, "Dive")):
        edit(sample, path, "", decision(title).replace("history:", "amends: [2]\nhistory:", 1))
    assert check(sample) == []
    assert facts(sample, OLD)["Amended by"] == "ADR 3: Dig, ADR 4: Dive"
    guide, _ = load(sample)
    old = guide.decisions[2]
    html = render("decision.html", page_of(guide, "adr/x/"), decision=old)
    head = html.partition('<dl class="facts">')[0]
    line = html5lib.parseFragment(head, namespaceHTMLElements=False).find(".//p[@class='amended']")
    assert "".join(line.itertext()) == "Parts of this are amended by ADR 3 and ADR 4."
    assert state(old) == f"in force since {old.front.date}; parts of it are amended by ADR 3, ADR 4"


def test_what_few_look_for_in_one_is_folded_away(sample: Path) -> None:
    edit(sample, OLD, "history:", "consulted: [pilot]\nhistory:")
    guide, _ = load(sample)
    html = render("decision.html", page_of(guide, "adr/x/"), decision=guide.decisions[2])
    (fold,) = html5lib.parseFragment(html, namespaceHTMLElements=False).findall(".//details[dl]")
    assert fold.get("open") is None
    assert "Consulted" in {"".join(term.itertext()) for term in fold.iter("dt")}


def test_one_leads_back_to_those_that_refer_to_it_and_to_where_it_was_discussed(sample: Path) -> None:
    way = "](../docs/crossing.md)"
    dig = decision("Dig", supersedes="2").replace(way, "](0001-cross-by-raft.md#decision-outcome)")
    edit(sample, NEW, "", dig.replace("history:", "discussion: https://example.org/pull/7\nhistory:"))
    dive = decision("Dive").replace(way, "](0002-stay-dry.md) <a href='0003-dig.md'>x</a>")
    edit(sample, NEWEST, "", dive)
    edit(sample, OLD, "superseded-by: []", "superseded-by: [3]")
    edit(sample, OLD, "status: accepted\n", "status: superseded\n")
    edit(sample, OLD, "\n---\n", "\n  - {status: superseded, date: 2026-02-02}\n---\n")
    edit(sample, OLD, "](../docs/crossing.md)", "](0003-dig.md)")
    assert check(sample) == []
    assert facts(sample, "adr/0001-cross-by-raft.md")["Referred to by"] == "ADR 3: Dig"
    assert facts(sample, OLD)["Referred to by"] == "ADR 4: Dive"
    # That it supersedes ADR 2, which links it, is said already.
    assert facts(sample, NEW)["Referred to by"] == "ADR 4: Dive"
    assert facts(sample, NEW)["Discussion"] == "example.org/pull/7"
    assert "Referred to by" not in facts(sample, NEWEST)


@pytest.mark.parametrize(
    ("path", "field", "status", "told"),
    [
        (NEW, "supersedes", "proposed", {"Would be superseded by": "ADR 3: Dig proposed"}),
        (NEW, "amends", "proposed", {"Would be amended by": "ADR 3: Dig proposed"}),
        ("adr/draft-dig.md", "supersedes", "proposed", {"Would be superseded by": "Dig (a draft) proposed"}),
        ("adr/draft-dig.md", "amends", "accepted", {"Would be amended by": "Dig (a draft) accepted"}),
        (NEW, "supersedes", "rejected", {}),
    ],
)
def test_one_that_a_proposal_would_change_says_so(
    path: str, field: str, status: str, told: dict[str, str], sample: Path
) -> None:
    history = "  - {status: proposed, date: 2026-02-02}"
    text = (
        proposal("Dig").replace("supersedes: []", f"{field}: [2]").replace("status: proposed\n", f"status: {status}\n")
    )
    if status != "proposed":
        text = text.replace(history, f"{history}\n{history.replace('proposed', status)}")
    edit(sample, path, "", text)
    assert check(sample) == []
    assert {name: said for name, said in facts(sample, OLD).items() if name.startswith("Would")} == told
