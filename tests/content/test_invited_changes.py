"""What the guide invites people to add, rename and remove stays green when they do: in one copy, up to its pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from guide.model.promises import read_promises
from macros.addresses import where
from tests.content.invited.copy import Copy, Mend, follow
from tests.content.invited.entries import ANEW, ENTRIES, PAGE, TITLE, add_all, complete, invited, remove_all, rename_all
from tests.content.invited.following import follow_a_name, follow_an_address, forget
from tests.content.looking import Pages, text

# The id that is added to a collection.
IDS = {collection: "invited-" + collection.removesuffix("s") for collection in ("patterns", *ENTRIES)}
IDS["capabilities"] = "invited-capability"

pytestmark = pytest.mark.long


class Stage(NamedTuple):
    """A change that has been published.

    copy: the guide, as it is after the last of the changes. rules: those that the check named before all had followed.
    told: what the change means to readers. pages: the site. moved: where the list of the addresses leads.
    """

    copy: Copy
    rules: set[str]
    told: str
    pages: Pages
    moved: dict[str, str | None]

    @property
    def ids(self) -> dict[str, str]:
        """The id that was added, by its collection."""
        return {collection: IDS[collection] for collection in invited(self.copy.guide)}


def change(copy: Copy, name: str, make: Callable[[Copy], None], mend: Mend, *, loses: bool = True) -> Stage:
    """Make a change on a branch, follow all that is said of it, merge it, and do what is done on main.

    loses: whether the site loses addresses by it, so that a build is refused until they lead on.
    """
    copy.branch(name)
    make(copy)
    rules = {message.rule for message in follow(copy, mend)}
    copy.do("pages")
    if loses:
        copy.lead_on(follow_an_address)
    told = copy.do("changes", "--since", "main")
    copy.commit()
    copy.merge(name)
    pages = copy.publish() if copy.land() else copy.finish()
    copy.promise()
    moved = {address: promise.now for address, promise in read_promises(copy.root)[0].items()}
    return Stage(copy, rules, told, pages, moved)


@pytest.fixture(scope="module")
def added(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """An entry of each kind, a page with macros, and the decision behind them, added at once."""
    return change(Copy(root, tmp_path_factory.mktemp("invited") / "guide"), "add", add_all, complete, loses=False)


@pytest.fixture(scope="module")
def renamed(added: Stage) -> Stage:
    """All of it under another name."""
    return change(added.copy, "rename", rename_all, follow_a_name)


@pytest.fixture(scope="module")
def removed(renamed: Stage) -> Stage:
    """All of it gone but the decision, once all else that must hold of the content has held for it."""
    renamed.copy.pass_the_tests_of_the_content()
    return change(renamed.copy, "remove", remove_all, forget)


def test_what_is_added_is_published_once_the_check_has_what_it_asks_for_beside_it(added: Stage) -> None:
    assert added.rules == {"capability-missing", "need-unanswered", "navigation", "page-call"}
    for line in (
        "new source: A source",
        "new source: A paper",
        "new need: Invited need",
        "new capability: Invited capability",
        "new figure: Invited figure",
        "new pattern: Invited pattern",
        "new tool: Invited tool",
        "new project: Invited project",
        "new guideline: Try it.",
        'the draft "Try what is invited" comes into force',
        'the draft "Try what is invited" rests on this: Invited pattern answers "Invited need" with yes',
        "new: May one try it? One may try it.",
        f"the text of {PAGE} is new",
    ):
        assert line in added.told
    shown = {
        where("projects", IDS["projects"]): "confirmed by Ada Example, 2026-01-02",
        where("patterns", IDS["patterns"]): "It is an invited claim.",
        where("questions"): "One may try it.",
        "invited-page/": "One may try it.",
        where("capabilities"): "It is an invited detail of a capability.",
        where("tools"): "It is an invited fact of a tool.",
        where("needs"): "It is an invited answer.",
        where("limits"): "7 invitations",
        where("guidelines"): "Try it.",
        where("sources"): "Somebody wants to try. It hedges, and so does what rests on it: “May” or “perhaps”.",
    }
    assert {page: words for page, words in shown.items() if words not in added.pages[page].text()} == {}
    page, _, answer = where("patterns", IDS["patterns"], "needs", IDS["needs"]).partition("#")
    assert f"{TITLE}." in text(added.pages[page], answer)


def test_what_is_renamed_keeps_its_addresses(renamed: Stage) -> None:
    for collection, id in renamed.ids.items():
        old, new = where(collection, id), where(collection, f"{id}{ANEW}")
        assert renamed.moved[old] == new
        page, _, anchor = new.partition("#")
        assert not anchor or text(renamed.pages[page], anchor)
        assert renamed.pages[old].leads_on if not anchor else old.partition("#")[2] in renamed.pages[page].html
    # Both the page and what stands on it have another name.
    need, pattern = (IDS[collection] for collection in ("needs", "patterns"))
    new = where("patterns", f"{pattern}{ANEW}", "needs", f"{need}{ANEW}")
    assert renamed.moved[where("patterns", pattern, "needs", need)] == new
    paper, statement = "invited-paper", "invited-statement"
    new = where("sources", f"{paper}{ANEW}", f"{statement}{ANEW}")
    assert renamed.moved[where("sources", paper, statement)] == new
    assert renamed.moved["invited-page/"] == f"invited-page{ANEW}/"
    assert renamed.pages["invited-page/"].leads_on
    # For readers nothing comes or goes, and no other pattern is recommended.
    assert "What comes and goes" not in renamed.told
    assert "combinations of needs" not in renamed.told


def test_what_is_removed_leads_to_what_comes_closest_and_leaves_nothing_behind(removed: Stage) -> None:
    for collection, id in removed.ids.items():
        for name in (id, f"{id}{ANEW}"):
            assert removed.moved[where(collection, name)] is not None
        # That was told when it was renamed.
        assert f"before: /{where(collection, id)}\n" not in removed.told
    assert removed.moved[f"invited-page{ANEW}/"] is not None
    for noun in ("source", "need", "capability", "figure", "pattern", "tool", "project", "guideline"):
        assert f"gone {noun}: " in removed.told
    files = [*removed.copy.root.glob("data/**/*.yml"), *removed.copy.root.glob("docs/*.md")]
    assert [str(file) for file in files if "invited-" in file.read_text("utf-8")] == []
