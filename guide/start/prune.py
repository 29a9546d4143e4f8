"""Taking entries, and parts of them, out of a file of data/, every other character left as it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import yaml

from guide.text.yaml import compose


def without_entries(text: str, ids: Collection[str]) -> str:
    """Return a file of data/ without some of its entries, or an empty text if none is left.

    A comment that stands above an entry goes with it; the one at the top of the file stays.
    """
    keys = [key for key, _ in compose(text).value]
    return "" if all(key.value in ids for key in keys) else _without_keys(text, keys, ids, text.count("\n") + 1)


def without_statements(text: str, cited: Collection[str]) -> str:
    """Return a file of sources without the statements on which nothing rests; none of a source that keeps none.

    cited: what claims name, a statement as <source>#<statement>.
    """
    for source, entry in reversed(compose(text).value):
        for name, statements in entry.value:
            if name.value != "statements" or not statements.value:
                continue
            keys = [key for key, _ in statements.value]
            unused = {key.value for key in keys if f"{source.value}#{key.value}" not in cited}
            if len(unused) == len(keys):
                text = _without_keys(text, [name], {name.value}, statements.end_mark.line)
            elif not statements.flow_style:
                text = _without_keys(text, keys, unused, statements.end_mark.line)
    return text


def _without_keys(text: str, keys: Sequence[yaml.Node], ids: Collection[str], end: int) -> str:
    """Return a text without some keys of a mapping that is written as a block, each with its value and its comment.

    keys: the keys, in their order. end: the line on which what follows the last one starts, counted from 0.
    """
    lines = text.splitlines(keepends=True)
    starts = [_with_comments(lines, key.start_mark.line) for key in keys]
    last = _with_comments(lines, end) if end < len(lines) else len(lines)
    for key, start, stop in reversed(list(zip(keys, starts, [*starts[1:], last], strict=True))):
        if key.value in ids:
            del lines[start:stop]
    return "".join(lines)


def without_judgements(text: str) -> str:
    """Return a file of patterns without what rests on a decision: a judgement of one organisation is not another's."""
    answers = [
        answer
        for _, pattern in compose(text).value
        for name, needs in pattern.value
        if name.value == "needs"
        for _, answer in needs.value
    ]
    return _without_field(text, answers, "judgement")


def without_places(text: str) -> str:
    """Return a file of kinds of work without where in a landscape they may be."""
    return _without_field(text, [kind for _, kind in compose(text).value], "places")


def _without_field(text: str, mappings: list[yaml.MappingNode], field: str) -> str:
    """Return a text without a field of some mappings in it, which are given from its start to its end."""
    for mapping in reversed(mappings):
        for key, value in mapping.value:
            if key.value == field:
                text = _without(text, mapping, key.start_mark.index, value)
    return text


def _without(text: str, inside: yaml.MappingNode, start: int, value: yaml.Node) -> str:
    """Return a text without a field of a mapping in it, which starts there and has that value."""
    before, after = text[:start], text[value.end_mark.index :]
    if inside.flow_style:
        rest = before.rstrip()
        return (
            rest.removesuffix(",") + after if rest.endswith(",") else before + after.lstrip().removeprefix(",").lstrip()
        )
    # What is written as a block ends where the next line has its first word.
    end = text.rfind("\n", 0, value.end_mark.index) if not value.flow_style else text.find("\n", value.end_mark.index)
    return text[: text.rfind("\n", 0, start) + 1] + text[end + 1 :]


def _with_comments(lines: list[str], line: int) -> int:
    """Return the first of the lines right above an entry that are comments, or the entry's own line."""
    first = line
    while first and lines[first - 1].lstrip().startswith("#"):
        first -= 1
    return first or line
