"""Taking entries out of a file of data/, every other character left as it is."""

from __future__ import annotations

from collections.abc import Collection

from guide.text.yaml import compose


def without_entries(text: str, ids: Collection[str]) -> str:
    """Return a file of data/ without some of its entries, or an empty text if none is left.

    A comment that stands above an entry goes with it; the one at the top of the file stays.
    """
    node = compose(text)
    keys = [key for key, _ in node.value]
    if all(key.value in ids for key in keys):
        return ""
    lines = text.splitlines(keepends=True)
    starts = [_with_comments(lines, key.start_mark.line) for key in keys]
    for key, start, end in reversed(list(zip(keys, starts, [*starts[1:], len(lines)], strict=True))):
        if key.value in ids:
            del lines[start:end]
    return "".join(lines)


def _with_comments(lines: list[str], line: int) -> int:
    """Return the first of the lines right above an entry that are comments, or the entry's own line."""
    first = line
    while first and lines[first - 1].startswith("#"):
        first -= 1
    return first or line
