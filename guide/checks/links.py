"""What a link of a decision or a page leads to, and what is wrong with it when that is nothing."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from guide.model.decision import FOLDER, NOT_DECISIONS, name_of, number_in
from guide.model.fields import choice, hint
from guide.model.guide import Guide
from guide.model.page_address import LISTINGS, nearest
from guide.text.html import is_safe_address, shortened

_LIKE = "write it like https://example.org/page"
_FROM_DECISIONS = "link a page as ../docs/….md and a decision by its file's name"
_FROM_PAGES = "link a page by the way to its file, such as patterns/index.md"
# What a page leads from a footnote to: where the text refers to it.
_TO_REFERENCE = "fnref:"
_UNPUBLISHED = frozenset(f"{FOLDER}/{name}" for name in NOT_DECISIONS)


def page_and_anchor(target: str, path: str) -> tuple[str, str] | None:
    """Return the file that a relative link means, as a path from the project's root, and the anchor that it names.

    target: the link as it is written; path: the file that it stands in.

    The anchor is left as it is written, since MkDocs looks for it so. Returns None for a link to another site, and for
    what is no address.
    """
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    if parts.scheme or parts.netloc:
        return None
    file = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) if parts.path else path
    # The decisions are below docs/ too, by a link.
    return file.removeprefix("docs/") if file.startswith(f"docs/{FOLDER}/") else file, parts.fragment


def broken(target: str, path: str, guide: Guide) -> str | None:
    """Return what is wrong with the target of a link in a decision or a page, and how to mend it, or None.

    target: the link as it is written; path: the file that it stands in.

    What leads to no page and no mail at all is left to the rule ``allowed-html``, and anchors on pages to
    ``page-anchor``.
    """
    if not is_safe_address(target):
        return None
    found = page_and_anchor(target, path)
    written = shortened(target)
    if found is None:
        return None if _is_address(target) else f"the link '{written}' is no address; {_LIKE}"
    file, anchor = found
    if target.startswith(("/", "\\")):
        return f"'{written}' works on no code host; {_FROM_DECISIONS if path.startswith(FOLDER) else _FROM_PAGES}"
    if file.startswith("../"):
        return f"the link '{written}' leads out of the repository; write a whole address, or remove the link"
    if file in _UNPUBLISHED:
        return f"the link '{written}' leads to a file that is not published; write its whole address on the code host"
    if file not in guide.pages:
        return f"the link '{written}' leads to {_instead(file, path, guide)}"
    other = guide.text_at(file)
    if other and anchor and anchor not in other.anchors:
        return no_such_id(target, f"leads to no heading of {file}", anchor, other.anchors)
    return None


def no_such_id(target: str, leads: str, anchor: str, ids: Iterable[str]) -> str:
    """Return what is said of a link to an anchor that is not there.

    leads: that it leads to nothing, and where. ids: those that there are.
    """
    if anchor.startswith(_TO_REFERENCE):
        return f"nothing refers to the footnote [^{anchor.removeprefix(_TO_REFERENCE)}]; refer to it, or remove it"
    return f"the link '{shortened(target)}' {leads}; {hint(unquote(anchor), sorted(ids))}"


def _is_address(target: str) -> bool:
    try:
        return bool(urlsplit(target).geturl())
    except ValueError:
        return False


def _instead(file: str, path: str, guide: Guide) -> str:
    """Return what a dead link leads to, and what may have been meant; both are paths from the project's root."""
    now = next((decision for decision in guide.texts() if name_of(file) in decision.front.formerly), None)
    if now:
        return f"what is now {now.label}; write {_relative(now.path, path)}"
    same = guide.decisions.get(number_in(posixpath.basename(file)))
    if same:
        return f"nothing; {same.label} is {_relative(same.path, path)}"
    # A page that lists others is called index.md or README.md, which nobody sees on the site.
    stem = file.removesuffix(".md")
    candidates = (*(f"{stem}/{name}" for name in LISTINGS), f"{stem}.md")
    listing = next((page for page in candidates if page in guide.pages), None)
    if listing:
        return f"nothing; did you mean '{_relative(listing, path)}'?"
    others = sorted(guide.pages - _UNPUBLISHED - {path})
    near = nearest(file, others)
    if near:
        return f"nothing; did you mean '{_relative(near, path)}'?"
    return f"nothing; {choice([_relative(page, path) for page in others])}"


def _relative(file: str, path: str) -> str:
    """Return the path of a file relative to the one that links it; both are paths from the project's root."""
    if path.startswith("docs/") and file.startswith(f"{FOLDER}/"):
        file = f"docs/{file}"
    return posixpath.relpath(file, posixpath.dirname(path))
