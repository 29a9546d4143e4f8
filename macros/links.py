"""What a link of a decision leads to, and what is wrong with it when that is nothing."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote, urlsplit

from macros.decisions import FOLDER, NOT_DECISIONS, Decision, number_in
from macros.fields import hint
from macros.guide import Guide
from macros.html import is_safe_address, shortened

_UNPUBLISHED = frozenset(f"{FOLDER}/{name}" for name in NOT_DECISIONS)


def page_and_anchor(target: str, path: str) -> tuple[str, str] | None:
    """Return the file that a relative link means, as a path from the project's root, and the anchor that it names.

    target: the link as it is written; path: the file that it stands in.

    Returns None for a link to another site, and for what is no address.
    """
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    if parts.scheme or parts.netloc:
        return None
    folder = posixpath.dirname(path)
    return posixpath.normpath(posixpath.join(folder, unquote(parts.path))) if parts.path else path, unquote(
        parts.fragment
    )


def broken(target: str, decision: Decision, guide: Guide) -> str | None:
    """Return what is wrong with the target of a decision's link, and how to mend it, or None.

    What leads to no page and no mail at all is left to the rule ``allowed-html``.
    """
    if not is_safe_address(target):
        return None
    found = page_and_anchor(target, decision.path)
    if found is None:
        return None if _is_address(target) else f"the link '{shortened(target)}' is no address; {_LIKE}"
    path, anchor = found
    target = shortened(target)
    if target.startswith(("/", "\\")):
        return f"'{target}' works on no code host; link a page as ../docs/….md and a decision by its file's name"
    if path.startswith("../"):
        return f"the link '{target}' leads out of the repository; write a whole address, or remove the link"
    if path in _UNPUBLISHED:
        return f"the link '{target}' leads to a file that is not published; write its whole address on the code host"
    if path not in guide.pages:
        return f"the link '{target}' leads to {_instead(path, guide)}"
    other = guide.text_at(path)
    if other and anchor and anchor not in other.anchors:
        return f"the link '{target}' leads to no heading of {path}; {hint(anchor, sorted(other.anchors))}"
    return None


_LIKE = "write it like https://example.org/page"


def _is_address(target: str) -> bool:
    try:
        return bool(urlsplit(target).geturl())
    except ValueError:
        return False


def _instead(path: str, guide: Guide) -> str:
    """Return what a dead link leads to, and what may have been meant."""
    name = path.removeprefix(f"{FOLDER}/").removesuffix(".md")
    now = next((one for one in guide.texts() if name in one.front.formerly), None)
    if now:
        return f"what is now {now.label}; write {now.name}.md"
    same = guide.decisions.get(number_in(posixpath.basename(path)))
    if same:
        return f"nothing; {same.label} is {same.name}.md"
    near = [posixpath.relpath(page, FOLDER) for page in sorted(guide.pages - _UNPUBLISHED)]
    return f"nothing; {hint(posixpath.relpath(path, FOLDER), near)}"
