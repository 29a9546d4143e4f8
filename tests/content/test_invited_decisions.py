"""The life of a decision, as the guide invites to it: in a copy, from a faulty draft up to the published page."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from guide.model.decision import Decision
from tests.content.invited.copy import Copy, follow
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


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Copy:
    """A copy of the guide, in a repository of its own."""
    return Copy(root, tmp_path / "guide")


def called(copy: Copy, title: str) -> Decision:
    """Return the decision of a title."""
    return next(decision for decision in copy.guide.all_decisions() if decision.title == title)


def number(copy: Copy, title: str) -> str:
    """Return the number of the decision of a title."""
    return str(called(copy, title).number)


def propose(copy: Copy, title: str, *options: str) -> None:
    """Propose a decision on a branch: from the template, and by filling in what the check says is left."""
    copy.branch(title.lower().replace(" ", "-"))
    copy.do("new", title, *options)
    said = follow(copy, mend)
    assert {message.rule for message in said} <= {"placeholder"}
    assert len(said) > 10
    # Two decisions that say the same would have pages of one description.
    copy.edit(called(copy, title).path, "What is decided, in one or two sentences", f"We {title.lower()}.")
    assert f'the draft "{title}" is proposed' in copy.do("changes", "--since", "main")
    copy.commit()


def land(copy: Copy, title: str, status: str) -> str:
    """Merge a proposal, give it its number and then a status, and return the number."""
    copy.merge(title.lower().replace(" ", "-"))
    copy.land()
    copy.branch(f"{title.lower().replace(' ', '-')}-is-{status}")
    copy.do("status", number(copy, title), status)
    assert copy.messages() == []
    copy.commit()
    copy.merge(f"{title.lower().replace(' ', '-')}-is-{status}")
    return number(copy, title)


def test_faults_are_all_named_at_once_and_gone_when_each_is_mended_as_its_message_says(copy: Copy) -> None:
    copy.branch("faulty")
    copy.write("adr/draft-try-what-is-invited.md", FAULTY.format(pattern=next(iter(copy.guide.patterns))))
    found = copy.messages()
    assert [(message.line, message.rule) for message in found] == FAULTS
    assert {message.path for message in found} == {"adr/draft-try-what-is-invited.md"}
    # What can only be told once there is something to look into comes after it: here, that the outcome is none.
    assert [message.rule for message in follow(copy, mend)[len(FAULTS) :]] == ["decision-outcome"]
    assert called(copy, "Try what is invited").front.summary == f"{WORDS}."
    copy.commit()
    copy.merge("faulty")
    copy.land()
    assert called(copy, "Try what is invited").number == max(copy.guide.decisions)


def test_the_drafts_of_two_colleagues_get_two_numbers(copy: Copy) -> None:
    last = max(copy.guide.decisions, default=0)
    # Both start from the same main, and the second is checked against it while the first has landed.
    propose(copy, "Try one invited thing")
    propose(copy, "Try another invited thing")
    copy.merge("try-one-invited-thing")
    copy.land()
    copy.git("checkout", "--quiet", "try-another-invited-thing")
    assert copy.messages() == []
    copy.merge("try-another-invited-thing")
    copy.land()
    one, another = (called(copy, f"Try {which} invited thing").number for which in ("one", "another"))
    # A draft of the guide's own, if there is one, came first.
    assert last < one == another - 1


def test_what_was_accepted_is_corrected_in_the_way_that_the_check_names(copy: Copy) -> None:
    propose(copy, "Try what is invited")
    path = f"adr/{int(land(copy, 'Try what is invited', 'accepted')):04}-try-what-is-invited.md"
    copy.branch("correct")
    copy.write(path, copy.read(path) + "\nOne more thing.\n")
    (message,) = copy.messages()
    remedy = "record a correction: corrections: [{date: YYYY-MM-DD, reason: …}]"
    assert (message.path, message.rule, message.what.endswith(remedy)) == (path, "settled-decision", True)
    field = remedy.partition(": ")[2].replace("YYYY-MM-DD", "2026-01-02").replace("…", "A thing was left out.")
    copy.edit(path, "\nhistory:", f"\n{field}\nhistory:")
    assert copy.messages() == []
    assert 'is corrected: "A thing was left out."' in copy.do("changes", "--since", "main")


@pytest.mark.long
def test_a_decision_goes_from_proposed_to_superseded(copy: Copy) -> None:
    propose(copy, "Take an invited way")
    first = land(copy, "Take an invited way", "accepted")
    propose(copy, "Take a later invited way", "--supersedes", first)
    second = land(copy, "Take a later invited way", "accepted")
    propose(copy, "Widen the later invited way", "--amends", second)
    third = land(copy, "Widen the later invited way", "accepted")
    propose(copy, "Take no invited way")
    fourth = land(copy, "Take no invited way", "rejected")
    numbers = list(map(int, (first, second, third, fourth)))
    assert numbers == list(range(numbers[0], numbers[0] + 4))
    known = {str(one): copy.guide.decisions[one] for one in numbers}
    statuses = {one: [str(change.status) for change in decision.front.history] for one, decision in known.items()}
    assert statuses == {
        first: ["proposed", "accepted", "superseded"],
        second: ["proposed", "accepted"],
        third: ["proposed", "accepted"],
        fourth: ["proposed", "rejected"],
    }
    pages = copy.publish()
    copy.promise()
    own = {one: pages[f"adr/{decision.name}/"] for one, decision in known.items()}
    for one, other in ((first, second), (second, first), (second, third), (third, second)):
        assert f"/{own[other].address}" in links(own[one])
    # What must hold of any page is asked of those that are added in the other file; these have more on them.
    for one in own.values():
        assert (one.faults, [id for id, count in Counter(ids(one)).items() if count > 1]) == ((), [])
    for one, decision in known.items():
        assert decision.front.status in text(pages["adr/"], f"adr-{one}")
        assert f"We {decision.title.lower()}." in own[one].text()
        earlier = pages[f"adr/{decision.front.formerly[0]}/"]
        assert earlier.leads_on
        assert any(target == f"/{own[one].address}" for target in links(earlier))
