"""No input makes a command slow: it is refused at once, or twice as much of it costs hardly more than twice as much."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from guide.checks import check
from guide.life.edit import replace_decision
from guide.text.macro_calls import read_calls
from guide.text.markdown import read_markup
from guide.text.rendered import shown
from tests.engine.sample import FILES, decision, edit

Make = Callable[[int], str]

# As much as twice the input may cost, and a difference too small to be told from chance, in seconds.
FACTOR, CHANCE = 2.5, 0.03
ATTEMPTS = 9


def _many(line: str, start: str = "", end: str = "") -> Make:
    """Return what makes a text of ``n`` times a line; ``{}`` in it is replaced by the number of each."""
    return lambda n: start + "".join(line.replace("{}", str(number)) for number in range(n)) + end


def _decision(**fields: str) -> Make:
    """Return what makes a decision with a field whose item is repeated."""
    ((name, item),) = fields.items()
    return lambda n: decision("Stay dry", **{name: ",".join(item.replace("{}", str(number)) for number in range(n))})


SOURCES = "travel-light:\n  text: Travel light.\n  sources: "
RAFT = FILES["data/patterns/raft.yml"]
# YAML of any shape, which is read by the check, and by what gives decisions other numbers: (text of n parts, n).
YAML: dict[str, tuple[Make, int]] = {
    "brackets in brackets": (lambda n: "x: " + "[" * n, 100_000),
    "brackets in brackets, closed": (lambda n: "x: " + "[" * n + "]" * n, 100_000),
    "braces in braces": (lambda n: "x: " + "{" * n, 100_000),
    "lists in lists": (lambda n: "- " * n + "x", 100_000),
    "keys of keys": (lambda n: "? " * n + "x", 100_000),
    "mappings in mappings": (lambda n: "".join(" " * depth + "x:\n" for depth in range(n)), 500),
    "aliases of aliases": (_many("a{}: &b{} [*b, *b]\n", "a: &b [x, x]\n"), 2_000),
    "aliases of the aliases before": (
        lambda n: "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}, *a{i - 1}]\n" for i in range(1, n)),
        1_000,
    ),
    "an alias of what it is in": (_many("*a, ", "x: &a [", "]"), 5_000),
    "anchors": (_many("&a{} x, ", "x: [", "]"), 5_000),
    "declared tags": (_many("%TAG !a{}! x\n", end="---\nx: y\n"), 20_000),
    "tags": (_many("!x y, ", "x: [", "]"), 5_000),
    "documents": (_many("---\n"), 5_000),
    "comments": (_many("# x\n", "x: y\n"), 100_000),
    "empty lines": (_many("\n", "x: y\n"), 100_000),
    "keys": (_many("k{}: x\n"), 2_000),
    "one key again and again": (_many("x: y\n"), 5_000),
    "items": (_many("- x\n"), 5_000),
    "items on a line": (_many("x, ", "x: [", "]"), 5_000),
    "a list that is never closed": (_many("x, ", "x: ["), 5_000),
    "colons": (_many("x: ", "x: "), 50_000),
    "a long text": (_many("word ", "x: "), 100_000),
    "a long word": (_many("x", "x: "), 200_000),
    "a long key": (_many("x", end=": y"), 200_000),
    "a quote that is never closed": (_many("word\n\n  ", 'x: "'), 50_000),
    "a text of many lines": (_many("  word\n\n", "x: >\n"), 50_000),
    "merge conflicts": (_many("<<<<<<< x\n"), 50_000),
    "invisible line ends": (_many("\x85"), 100_000),
    "backslashes": (_many(r"\x41", 'x: "', '"'), 50_000),
}
# Whole files: (path, text of n parts, n).
FILES_OF: dict[str, tuple[str, Make, int]] = {
    "fields that are unknown": ("data/needs.yml", _many("  f{}: x\n", "wind:\n  name: Wind\n"), 2_000),
    "ids that are none": ("data/takeaways.yml", _many("B_{}: x\n"), 4_000),
    "an id again and again": ("data/takeaways.yml", _many("travel-light: x\n"), 4_000),
    "entries of the wrong shape": ("data/takeaways.yml", _many("t{}: x\n"), 4_000),
    "entries": ("data/takeaways.yml", _many("t{}:\n  text: x\n  sources: [log]\n"), 2_000),
    "sources that nobody uses": (
        "data/sources.yml",
        _many("s{}:\n  title: x\n  publisher: y\n  kept: z\n  kind: own\n  read: never\n", FILES["data/sources.yml"]),
        1_000,
    ),
    "sources that do not exist": ("data/takeaways.yml", _many("s{}, ", f"{SOURCES}[", "]\n"), 4_000),
    "a source of a long name": ("data/takeaways.yml", _many("log", SOURCES + "[", "]\n"), 100_000),
    "needs": ("data/needs.yml", _many("n{}:\n  name: x\n  question: y\n  why: z\n  words: [a]\n"), 1_000),
    "answers to needs that do not exist": (
        "data/patterns/raft.yml",
        _many("    n{}:\n      answer: yes\n      reason: x\n      sources: [log]\n", RAFT),
        1_000,
    ),
    "open points about nothing": (
        "data/tools.yml",
        _many("    o{}:\n      question: x\n      about: y\n", FILES["data/tools.yml"]),
        1_000,
    ),
    "decisions that are superseded": ("adr/0002-stay-dry.md", _decision(supersedes="{}"), 4_000),
    "one decision superseded again and again": ("adr/0002-stay-dry.md", _decision(supersedes="1"), 4_000),
    "answers to questions that do not exist": ("adr/0002-stay-dry.md", _decision(answers="q{}"), 4_000),
    "placeholders in front matter": ("adr/0002-stay-dry.md", _decision(patterns="{x}"), 4_000),
    "changes of status": (
        "adr/0002-stay-dry.md",
        lambda n: decision("Stay dry", history="  - {status: accepted, date: 2026-02-02}\n" * n),
        2_000,
    ),
    "front matter of brackets": ("adr/0002-stay-dry.md", _many("[", "---\nx: ", "\n---\n"), 100_000),
    "front matter that never ends": ("adr/0002-stay-dry.md", _many("--- x\n", "---\n"), 50_000),
    "citations of nothing": ("docs/crossing.md", _many("{{ cite('s{}') }}\n"), 2_000),
    "citations that are never closed": ("docs/crossing.md", _many("{{ cite("), 10_000),
    "addresses": ("data/addresses.txt", _many("/a{}/ -> /b{}/\n"), 5_000),
    "lines that are no address": ("data/addresses.txt", _many("/a\n"), 5_000),
    "an address that is never right": ("data/addresses.txt", _many("a/", "/", " x"), 50_000),
}
# Markdown of any shape, below a decision's text and on a page: (text of n parts, n).
MARKDOWN: dict[str, tuple[Make, int]] = {
    "pictures in pictures": (lambda n: "![" * n + "](x)" * n, 2_000),
    "brackets that are never closed": (_many("["), 20_000),
    "brackets in brackets": (lambda n: "[" * n + "]" * n, 20_000),
    "brackets beside what only looks like a tag": (_many("[", end=" `<script>`"), 1_500),
    "links that are never closed": (_many("[a](b"), 2_000),
    "links to what is never closed": (_many("[a]("), 2_000),
    "quotes in quotes": (lambda n: "> " * n + "x", 5_000),
    "lists in lists": (lambda n: "".join("  " * depth + "- a\n" for depth in range(n)), 200),
    "asterisks": (_many("*a "), 5_000),
    "asterisks and underscores": (_many("**a_b"), 5_000),
    "backticks": (_many("`"), 20_000),
    "backticks of other lengths": (lambda n: "".join("`" * (i % 50) + "a " for i in range(n)), 2_000),
    "signs of tags": (_many("<"), 5_000),
    "tags that are never closed": (_many("<a "), 5_000),
    "comments that are never closed": (_many("<!--"), 5_000),
    "comments": (_many("<!-- a -->\n"), 5_000),
    "sections that are none": (_many("<![CDATA["), 2_000),
    "elements in elements": (_many("<div>"), 900),
    "end tags": (_many("</div>\n\n"), 2_000),
    "addresses of links": (_many("[r{}]: https://example.org/\n"), 5_000),
    "dead links": (_many("[a](b{}.md)\n\n"), 300),
    "links with a title": (_many('[a](https://example.org/ "b")\n\n'), 800),
    "attributes": (_many("{: a=b"), 5_000),
    "attributes that are not allowed": (_many("# x {: onclick=y }\n\n"), 300),
    "admonitions": (_many("!!! note\n    a\n\n"), 300),
    "headings": (_many("# a\n\n"), 2_000),
    "lines": (_many("a b c\n"), 20_000),
    "paragraphs": (_many("a b c\n\n"), 2_000),
    "a long line": (_many("abc "), 50_000),
    "cells of a table": (lambda n: "|a" * n + "\n" + "|-" * n + "\n" + "|b" * n, 1_000),
    "rows of a table": (_many("|b|\n", "|a|\n|-|\n"), 1_000),
    "footnotes": (lambda n: "[^a]" * n + "\n\n[^a]: x", 2_000),
    "fences": (_many("```\na\n```\n"), 1_000),
    "fences that are never closed": (_many("~~~ a\n"), 5_000),
    "script in code": (_many("`<script>`\n\n"), 300),
    "entities": (_many("&amp;"), 5_000),
    "backslashes": (_many("\\"), 50_000),
    "parentheses": (lambda n: "[a](" + "(" * n, 20_000),
    "braces": (_many("{"), 20_000),
    "wide characters": (_many("é "), 50_000),
}


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep Python's search for garbage, which looks at everything again whenever it likes, out of what is measured."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def cost(run: Callable[[], object]) -> float:
    """Return how many seconds of the processor something takes."""
    with _no_collection():
        start = time.process_time()
        run()
        return time.process_time() - start


def costs_twice_as_much(once: Callable[[], object], twice: Callable[[], object]) -> str:
    """Return an empty text if twice the input costs about twice as much, else what it costs.

    The least of some runs counts; what is right at once is not run again.
    """
    dear = cost(twice)  # first, since what is only done once then makes this dearer and hides nothing
    least = [cost(once), dear]
    for _ in range(ATTEMPTS):
        if least[1] <= FACTOR * least[0] + CHANCE:
            return ""
        least = [min(least[0], cost(once)), min(least[1], cost(twice))]
    return f"{least[0]:.3f} s, and {least[1]:.3f} s for twice as much"


def checked(root: Path, path: str, text: str) -> Callable[[], object]:
    """Return what checks a guide in which a file holds a text, and has read nothing of it before."""

    def run() -> None:
        edit(root, path, "", text)
        read_calls.cache_clear()
        read_markup.cache_clear()
        shown.cache_clear()
        check(root)

    return run


@pytest.mark.parametrize("name", YAML)
def test_yaml_of_any_shape_is_checked_in_time(name: str, sample: Path) -> None:
    make, n = YAML[name]
    assert costs_twice_as_much(*(checked(sample, "data/limits.yml", make(size)) for size in (n, 2 * n))) == ""


@pytest.mark.parametrize("name", YAML)
def test_decisions_are_found_in_yaml_of_any_shape_in_time(name: str) -> None:
    make, n = YAML[name]

    def run(size: int) -> Callable[[], object]:
        text = make(size)
        return lambda: replace_decision(text, 1, 2)

    assert costs_twice_as_much(run(n), run(2 * n)) == ""


@pytest.mark.parametrize("name", FILES_OF)
def test_a_file_of_any_length_is_checked_in_time(name: str, sample: Path) -> None:
    path, make, n = FILES_OF[name]
    assert costs_twice_as_much(*(checked(sample, path, make(size)) for size in (n, 2 * n))) == ""


@pytest.mark.parametrize("name", MARKDOWN)
def test_markdown_of_any_shape_is_checked_in_time(name: str, sample: Path) -> None:
    make, n = MARKDOWN[name]

    def run(size: int) -> Callable[[], object]:
        return checked(sample, "adr/0002-stay-dry.md", decision("Stay dry") + f"\n{make(size)}\n")

    assert costs_twice_as_much(run(n), run(2 * n)) == ""


@pytest.mark.parametrize("name", MARKDOWN)
def test_a_page_of_any_shape_is_checked_in_time(name: str, sample: Path) -> None:
    make, n = MARKDOWN[name]
    texts = [f"# The crossing\n\n{make(size)}\n" for size in (n, 2 * n)]
    assert costs_twice_as_much(*(checked(sample, "docs/crossing.md", text) for text in texts)) == ""


def test_as_many_references_as_there_are_sources_are_checked_in_time(sample: Path) -> None:
    def run(size: int) -> Callable[[], object]:
        source = "s{}:\n  title: x\n  publisher: y\n  kept: z\n  kind: own\n  read: never\n"
        sources = _many(source, FILES["data/sources.yml"])(size)
        wrong = _many("x{}, ", f"{SOURCES}[", "]\n")(size)

        def both() -> None:
            edit(sample, "data/sources.yml", "", sources)
            edit(sample, "data/takeaways.yml", "", wrong)
            check(sample)

        return both

    assert costs_twice_as_much(run(1_000), run(2_000)) == ""


def test_what_costs_four_times_as_much_is_noticed() -> None:
    def run(size: int) -> Callable[[], object]:
        words = [str(number) for number in range(size)]
        return lambda: [word for word in words if words.count(word) > 1]

    assert costs_twice_as_much(run(2_000), run(4_000)) != ""
