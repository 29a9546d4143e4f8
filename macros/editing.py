"""Where on the code host one changes what a page shows: the one place that works out its pencil.

A page that is drawn from data is changed in the data, at the entry that it is about. The words around that are changed
in its own file, to which its foot leads.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from guide.life.blank import blank
from guide.model.decision import FOLDER, body_start
from guide.problems import Place
from guide.text.macro_calls import Call, read_calls
from macros.page import Page
from macros.render import render

# What the macros that make up a page draw: the entry that is named, or a whole collection. The first on a page decides.
_ENTRIES = {"project": "projects", "pattern": "patterns"}
_LISTS = {
    "answers": "questions",
    "choose": "needs",
    "pattern_comparison": "patterns",
    "capability": "capabilities",
    "checklist": "guidelines",
    "opportunities": "kinds",
    "project_table": "projects",
    "open_points": "projects",
    "sources": "sources",
    "decision_log": "decisions",
}
# Code hosts answer 414 to longer addresses.
_LONGEST = 8_000


@dataclass(frozen=True)
class Editing:
    """A link to the code host: where it leads, what it is called, and the line that it is about, if any.

    is_file: whether it opens the file that it is about, rather than a folder or a new file.
    """

    address: str
    title: str
    place: Place | None = None
    is_file: bool = True


def editing_entry(page: Page, collection: str, id: str) -> Editing:
    """Return where one edits an entry: the editor, at its line."""
    place = page.guide.place(collection, id)
    return Editing(page.edit(place), f"Edit line {place.line} of {place.path}", place)


def editing_collection(page: Page, collection: str) -> Editing:
    """Return where one edits a collection: its file in the editor, the folder of its files, or a new file."""
    if collection == "decisions":
        return Editing(page.folder(FOLDER), f"Edit a file of {FOLDER}/", is_file=False)
    file, folder = f"data/{collection}.yml", f"data/{collection}/"
    paths = {document.path for document in page.guide.documents}
    if file in paths:
        return Editing(page.edit(Place(file)), f"Edit {file}")
    if any(path.startswith(folder) for path in paths):
        return Editing(page.folder(folder), f"Edit a file of {folder}", is_file=False)
    return starting(page, collection)


def starting(page: Page, collection: str) -> Editing:
    """Return where one adds a file to a collection: the editor, with as much of an entry to fill in as has room."""
    for most in range(max(len(page.guide.needs), len(page.guide.capabilities), 1), 0, -1):
        path, text = blank(page.guide, collection, most)
        address = page.new(path, text)
        if len(address) <= _LONGEST:
            break
    return Editing(address, f"Start {path}", is_file=False)


def edited(page: Page, path: str) -> dict[str, str]:
    """Return the pencil of a page, by its path from the root: its ``address``, its ``title``, and the page's ``foot``.

    The foot is empty where the page is written rather than drawn from data, so that the pencil opens all of it.
    """
    text = page.guide.prose.get(path, "")
    text = text[body_start(text) :].strip()
    calls = read_calls(text).calls
    own, data = page.edit(Place(path)), _drawn_from(page, calls)
    if data is None:
        return {"address": own, "title": "Edit this page", "foot": ""}
    has_words = len(text) > sum(call.end - call.start for call in calls)
    foot = render("editing.html", page, data=data, own=own if has_words else "")
    return {"address": data.address, "title": data.title, "foot": foot}


def _drawn_from(page: Page, calls: Iterable[Call]) -> Editing | None:
    """Return where one edits the data that a page with these calls is drawn from, if it is."""
    for call in calls:
        if call.name in _ENTRIES:
            return editing_entry(page, _ENTRIES[call.name], call.arguments[0].text)
        if call.name in _LISTS:
            return editing_collection(page, _LISTS[call.name])
    return None
