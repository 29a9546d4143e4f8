"""A figure stands once: in data/limits.yml, and other texts name it."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.checks import check
from guide.model.load import load
from tests.engine.sample import edit

LIMITS, KINDS, PAGE = "data/limits.yml", "data/kinds.yml", "docs/crossing.md"
WET, VALUE = "They must not get wet.", "  value: 100 m\n"

# (path, what stands there, what is put in its place), and every line that is printed then.
CASES = [
    pytest.param([(KINDS, WET, "They go {limits.height} up.")], [], id="a figure that is named"),
    pytest.param(
        [(KINDS, WET, "They go 100 m up.")],
        [
            "data/kinds.yml:18:11: '100 m' is a figure of data/limits.yml; write {limits.height} in its place; if another figure is meant, write it down there too, and one of your own in other words [typed-figure]"
        ],
        id="a figure that is typed into data",
    ),
    pytest.param(
        [(PAGE, "# The crossing\n", "# The crossing\n\nAt 100\nm it is cold, not at 1100 m or 100 miles.\n")],
        [
            "docs/crossing.md:6:4: '100 m' is a figure of data/limits.yml; write {{ limit(\"height\") }} in its place; if another figure is meant, write it down there too, and one of your own in other words [typed-figure]"
        ],
        id="a figure that is typed on a page",
    ),
    pytest.param(
        [
            (PAGE, "# The crossing\n", "# The crossing\n\nIt is {limits.height} up.\n"),
            (PAGE, "description: ", "description: Up to {limits.height}. "),
        ],
        [
            "docs/crossing.md:2:20: '{limits.height}' names a figure as data/ does; on a page write {{ limit(\"height\") }}, and in its front matter no figure [typed-figure]",
            "docs/crossing.md:6:7: '{limits.height}' names a figure as data/ does; on a page write {{ limit(\"height\") }}, and in its front matter no figure [typed-figure]",
        ],
        id="a figure that a page names as data do",
    ),
    pytest.param(
        [(KINDS, WET, "They go {limits.hight} up.")],
        [
            "data/kinds.yml:18:11: unknown limit 'hight', did you mean 'height'? If not, add it to data/limits.yml, or take it out [unknown-reference]"
        ],
        id="a figure that does not exist",
    ),
    *(
        pytest.param(
            [(KINDS, WET, f"They go {written} up.")],
            [
                f"data/kinds.yml:18:11: '{written}' names no figure; write {{limits.<id>}}, with its id [unknown-reference]"
            ],
            id=f"a figure that is named {written}",
        )
        for written in ("{ limits.height }", "{limit.height}", "{Limits.height}", '{{ limit("height") }}', "{limits.}")
    ),
    pytest.param(
        [(LIMITS, VALUE, f"{VALUE}  was:\n    - {{value: 90 m, until: 2026-01-05, sources: [log]}}\n")],
        [],
        id="a figure that has moved",
    ),
    pytest.param(
        [
            (LIMITS, VALUE, f"{VALUE}  was:\n    - {{value: 90 m, until: 2026-01-05, sources: [log]}}\n"),
            (LIMITS, "  text: ", "  text: Until last year it was 90 m. "),
            (KINDS, WET, "They go 90 m up."),
        ],
        [
            "data/kinds.yml:18:11: '90 m' was a figure of data/limits.yml until 2026-01-05; write {limits.height} in its place; if another figure is meant, write it down there too, and one of your own in other words [typed-figure]"
        ],
        id="a value of earlier days that stands elsewhere than with its figure",
    ),
    pytest.param(
        [(LIMITS, "height:\n", "depth: {name: Depth, value: 3 m, text: Not 100 m., unwatched: So be it.}\nheight:\n")],
        [
            "data/limits.yml:1:1: lacks 'sources'; a claim without a source does not go in, so write sources: [{source}] [claim-without-source]",
            "data/limits.yml:1:40: '100 m' is a figure of data/limits.yml; write {limits.height} in its place; if another figure is meant, write it down there too, and one of your own in other words [typed-figure]",
        ],
        id="the text of a figure that is broken",
    ),
    pytest.param(
        [(LIMITS, "height:\n", "depth: Not 100 m.\nheight:\n")],
        [
            "data/limits.yml:1:8: '100 m' is a figure of data/limits.yml; write {limits.height} in its place; if another figure is meant, write it down there too, and one of your own in other words [typed-figure]",
            "data/limits.yml:1:8: 'depth' must be a mapping, not the text 'Not 100 m.'; write each field as 'name: value' [wrong-type]",
        ],
        id="a text in place of a figure",
    ),
    pytest.param(
        [(LIMITS, "  text: ", "  text: It is 100 m. ")],
        [
            "data/limits.yml:4:9: '100 m' is a figure of data/limits.yml; write {limits.height} in its place; if another figure is meant, write it down there too, and one of your own in other words [typed-figure]"
        ],
        id="a figure that its own text types, which could part from it",
    ),
    pytest.param(
        [(LIMITS, "  unwatched: Nobody states it.\n", "")],
        [
            "data/limits.yml:2:3: needs either 'watch', where a model of the vendor states it, or 'unwatched', why none does [watch]"
        ],
        id="a figure that is not watched, nobody knows why",
    ),
]


@pytest.mark.parametrize(("edits", "expected"), CASES)
def test_a_figure_is_written_down_once(edits: list[tuple[str, str, str]], expected: list[str], sample: Path) -> None:
    for path, old, new in edits:
        edit(sample, path, old, new)
    assert [str(problem) for problem in check(sample)] == expected


def test_a_text_says_the_value_of_the_figure_that_it_names(sample: Path) -> None:
    edit(sample, KINDS, WET, "They go {limits.height} up.")
    guide, _ = load(sample)
    assert guide.kinds["parcels"].why.text == "They go 100 m up."
    edit(sample, LIMITS, VALUE, "  value: 120 m\n")
    guide, _ = load(sample)
    assert guide.kinds["parcels"].why.text == "They go 120 m up."


def test_a_decision_that_names_a_figure_of_its_day_is_known_when_the_figure_has_moved(sample: Path) -> None:
    edit(sample, LIMITS, VALUE, f"{VALUE}  was:\n    - {{value: 90 m, until: 2026-01-05, sources: [log]}}\n")
    edit(
        sample,
        "adr/0002-stay-dry.md",
        "## Considered Options\n",
        "It is 90 m up, not 190 m.\n\n## Considered Options\n",
    )
    edit(sample, "adr/0001-cross-by-raft.md", "## Considered Options\n", "It is 190 m up.\n\n## Considered Options\n")
    guide, problems = load(sample)
    assert problems == ()
    moved = {number: guide.moved_since(decision) for number, decision in guide.decisions.items()}
    assert {number: [(id, was.value) for id, was in found] for number, found in moved.items()} == {
        1: [],
        2: [("height", "90 m")],
    }
