"""What is taken out of a file of data/ leaves every other character of it as it is."""

from __future__ import annotations

import pytest

from guide.start.prune import without_entries, without_judgements

HEAD = "# The schema.\n# What it is.\n\n"
A, B, C = (
    "a:\n  title: A\n",
    "# Of b.\nb:\n  title: >-\n    B\n    # not a comment\n\n",
    "# Of c.\n# More.\nc:\n  title: C\n",
)


@pytest.mark.parametrize(
    ("text", "ids", "left"),
    [
        (HEAD + A + B + C, "a", HEAD + B + C),
        (HEAD + A + B + C, "b", HEAD + A + C),
        (HEAD + A + B + C, "c", HEAD + A + B),
        (HEAD + A + B + C, "ac", HEAD + B),
        (HEAD + A + B + C, "", HEAD + A + B + C),
        (HEAD + A + B + C, "abc", ""),
        ("# The schema.\n" + A + C, "a", "# The schema.\n" + C),
        (A + C, "a", C),
        (A + C.rstrip("\n"), "c", A),
    ],
)
def test_an_entry_goes_with_the_comment_above_it_and_nothing_else_does(text: str, ids: str, left: str) -> None:
    assert without_entries(text, ids) == left


@pytest.mark.parametrize(
    "judgement",
    [
        "      judgement: {decision: 1, instead: So.}\n",
        "      judgement:\n        decision: 1\n        instead: >-\n          So.\n          Or so.\n",
    ],
)
@pytest.mark.parametrize("end", ["", "      sources: [log]\n", "      sources: [log]\n    wet: {answer: no}\nb: {}\n"])
def test_a_judgement_goes_and_the_rest_stays(judgement: str, end: str) -> None:
    start = "a:\n  needs:\n    dry:\n      answer: no\n"
    assert without_judgements(start + judgement + end) == start + end


@pytest.mark.parametrize("fields", ["answer: no, JUDGED", "JUDGED, answer: no", "answer: no, JUDGED, sources: [log]"])
def test_a_judgement_in_braces_goes_and_the_rest_stays(fields: str) -> None:
    left = fields.replace(", JUDGED", "").replace("JUDGED, ", "")
    text = f"a: {{needs: {{dry: {{{fields}}}}}}}\n".replace("JUDGED", "judgement: {decision: 1, instead: So.}")
    assert without_judgements(text) == f"a: {{needs: {{dry: {{{left}}}}}}}\n"
