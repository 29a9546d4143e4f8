"""The life of decisions, as the guide invites to it: in one copy, from a faulty draft up to the published pages."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from guide.model.decision import Decision
from guide.model.load import load
from tests.content.invited.copy import Copy, Message, follow
from tests.content.invited.mending import WORDS, mend
from tests.content.looking import ids, links, text

# Sixteen faults, as many as can be told of one text at once.
FAULTY = """\
---
status: acepted
date: 2026-02-30
decision-maker: [crew]
answers: [invited-nothing]
patterns: {pattern}
supersedes: [9999]
history:
  - {{status: proposed, date: 2026-01-02}}
---

# 12. Try what is invited

## Context and Problem Statment

We [start here](../docs/indx.md), <blink>now</blink> or never.

# A second title

It has a text.

## Considered Options

* Try

## More Information

## Last

{{What comes last}}
"""
FAULTS = [
    (2, "missing-field"),
    (2, "status"),
    (3, "date"),
    (4, "unknown-field"),
    (5, "unknown-reference"),
    (6, "wrong-type"),
    (7, "unknown-reference"),
    (12, "missing-section"),
    (12, "missing-section"),
    (12, "decision-title"),
    (16, "dead-link"),
    (16, "allowed-html"),
    (18, "decision-title"),
    (24, "considered-options"),
    (26, "empty-section"),
    (30, "placeholder"),
]


REFUSED, FIRST, OTHER = "Try what is invited", "Take an invited way", "Take another invited way"
LATER, WIDER = "Take a later invited way", "Widen the other invited way"

pytestmark = pytest.mark.long


class Mended(NamedTuple):
    """A faulty draft that has been mended on a branch: the guide, and what the check said at once, and only then."""

    copy: Copy
    at_once: list[Message]
    later: list[Message]


@pytest.fixture(scope="module")
def mended(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Mended:
    """A draft full of faults, each mended as its message says."""
    copy = Copy(root, tmp_path_factory.mktemp("invited") / "guide")
    copy.branch(branch_of(REFUSED))
    copy.write("adr/draft-try-what-is-invited.md", FAULTY.format(pattern=next(iter(copy.guide.patterns))))
    said = follow(copy, mend)
    copy.commit()
    return Mended(copy, said[: len(FAULTS)], said[len(FAULTS) :])


@pytest.fixture(scope="module")
def landed(mended: Mended) -> Copy:
    """That draft and those of two colleagues as landed: one of theirs together with it, and then the other."""
    # All start from the same main, and the last is checked against it while the others have landed.
    copy = mended.copy
    propose(copy, FIRST)
    propose(copy, OTHER)
    copy.merge(branch_of(REFUSED))
    copy.merge(branch_of(FIRST))
    copy.land()
    copy.git("checkout", "--quiet", branch_of(OTHER))
    assert copy.messages() == []
    copy.merge(branch_of(OTHER))
    copy.land()
    return copy


@pytest.fixture(scope="module")
def settled(landed: Copy) -> Copy:
    """Those of the two accepted and the other rejected; one more supersedes the first, and one amends the second."""
    copy = landed
    settle(copy, {FIRST: "accepted", OTHER: "accepted", REFUSED: "rejected"})
    propose(copy, LATER, "--supersedes", number(copy, FIRST))
    propose(copy, WIDER, "--amends", number(copy, OTHER))
    copy.merge(branch_of(LATER))
    copy.merge(branch_of(WIDER))
    copy.land()
    settle(copy, {LATER: "accepted", WIDER: "accepted"})
    return copy


def branch_of(title: str) -> str:
    """Return the branch on which a decision is proposed."""
    return title.lower().replace(" ", "-")


def called(copy: Copy, title: str) -> Decision:
    """Return the decision of a title."""
    return next(decision for decision in copy.guide.all_decisions() if decision.title == title)


def number(copy: Copy, title: str) -> str:
    """Return the number of the decision of a title."""
    return str(called(copy, title).number)


def propose(copy: Copy, title: str, *options: str) -> None:
    """Propose a decision on a branch: from the template, and by filling in what the check says is left."""
    copy.branch(branch_of(title))
    copy.do("new", title, *options)
    said = follow(copy, mend)
    assert {message.rule for message in said} <= {"placeholder"}
    assert len(said) > 10
    # Two decisions that say the same would have pages of one description.
    copy.edit(called(copy, title).path, "What is decided, in one or two sentences", f"We {title.lower()}.")
    assert f'the draft "{title}" is proposed' in copy.do("changes", "--since", "main")
    copy.commit()


def settle(copy: Copy, statuses: dict[str, str]) -> None:
    """Give decisions another status on a branch, and merge it."""
    name = f"settle-{branch_of(next(iter(statuses)))}"
    copy.branch(name)
    for title, status in statuses.items():
        copy.do("status", number(copy, title), status)
    assert copy.messages() == []
    copy.commit()
    copy.merge(name)


def test_faults_are_all_named_at_once_and_gone_when_each_is_mended_as_its_message_says(mended: Mended) -> None:
    assert [(message.line, message.rule) for message in mended.at_once] == FAULTS
    assert {message.path for message in mended.at_once} == {"adr/draft-try-what-is-invited.md"}
    # What can only be told once there is something to look into comes after it: here, that the outcome is none.
    assert [message.rule for message in mended.later] == ["decision-outcome"]
    assert called(mended.copy, REFUSED).front.summary == f"{WORDS}."


def test_the_drafts_of_colleagues_get_numbers_in_the_order_in_which_they_are_merged(root: Path, landed: Copy) -> None:
    numbers = [called(landed, title).number for title in (REFUSED, FIRST, OTHER)]
    # A draft of the guide's own, if there is one, came first.
    assert max(load(root)[0].decisions, default=0) < numbers[0]
    assert numbers == list(range(numbers[0], numbers[0] + 3))


def test_a_decision_goes_from_proposed_to_superseded(settled: Copy) -> None:
    titles = (REFUSED, FIRST, OTHER, LATER, WIDER)
    known = {title: called(settled, title) for title in titles}
    statuses = {title: [str(change.status) for change in known[title].front.history] for title in titles}
    assert statuses == {
        REFUSED: ["proposed", "rejected"],
        FIRST: ["proposed", "accepted", "superseded"],
        OTHER: ["proposed", "accepted"],
        LATER: ["proposed", "accepted"],
        WIDER: ["proposed", "accepted"],
    }
    pages = settled.publish()
    settled.promise()
    own = {title: pages[f"adr/{decision.name}/"] for title, decision in known.items()}
    for one, other in ((FIRST, LATER), (LATER, FIRST), (OTHER, WIDER), (WIDER, OTHER)):
        assert f"/{own[other].address}" in links(own[one])
    # What must hold of any page is asked of those that are added in the other file; these have more on them.
    for page in own.values():
        assert (page.faults, [id for id, count in Counter(ids(page)).items() if count > 1]) == ((), [])
    for title, decision in known.items():
        assert decision.front.status in text(pages["adr/"], f"adr-{decision.number}")
        assert decision.front.summary in own[title].text()
        earlier = pages[f"adr/{decision.front.formerly[0]}/"]
        assert earlier.leads_on
        assert any(target == f"/{own[title].address}" for target in links(earlier))


def test_what_was_accepted_is_corrected_in_the_way_that_the_check_names(settled: Copy) -> None:
    path = called(settled, LATER).path
    settled.branch("correct")
    settled.write(path, settled.read(path) + "\nOne more thing.\n")
    (message,) = settled.messages()
    remedy = "record a correction: corrections: [{date: YYYY-MM-DD, reason: …}]"
    assert (message.path, message.rule, message.what.endswith(remedy)) == (path, "settled-decision", True)
    field = remedy.partition(": ")[2].replace("YYYY-MM-DD", "2026-01-02").replace("…", "A thing was left out.")
    settled.edit(path, "\nhistory:", f"\n{field}\nhistory:")
    assert settled.messages() == []
    assert 'is corrected: "A thing was left out."' in settled.do("changes", "--since", "main")
