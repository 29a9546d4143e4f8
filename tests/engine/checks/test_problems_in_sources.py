"""What is said of sources, and of claims that cite them, that can be read but do not hold together."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.checks import check
from tests.engine.sample import edit

# (path, what stands there, what is put in its place), and every line that is printed then.
CASES = [
    pytest.param(
        [("data/sources.yml", "checked: 2026-01-01", "checked: 2026-30-01")],
        ["data/sources.yml:7:12: '2026-30-01' is not a date; write a day that exists as YYYY-MM-DD [date]"],
        id="a date that does not exist",
    ),
    pytest.param(
        [("data/sources.yml", "checked: 2026-01-01", "checked: 1 January 2026")],
        ["data/sources.yml:7:12: '1 January 2026' is not a date; write a day that exists as YYYY-MM-DD [date]"],
        id="a date in another form",
    ),
    pytest.param(
        [("data/sources.yml", "checked: 2026-01-01", "checked: 2999-01-01")],
        ["data/sources.yml:7:12: 2999-01-01 has not come yet; write the day on which it was read [future-date]"],
        id="a day that has not come yet",
    ),
    pytest.param(
        [("data/sources.yml", "url: https://example.org/log", "url: javascript:alert(1)")],
        [
            "data/sources.yml:4:8: 'javascript:alert(1)' is not a web address; it starts with https:// or http:// [address]"
        ],
        id="an address that is none",
    ),
    pytest.param(
        [("data/sources.yml", "url: https://example.org/log", "url: http://[x")],
        ["data/sources.yml:4:8: 'http://[x' is not a web address; it starts with https:// or http:// [address]"],
        id="an address that cannot be taken apart",
    ),
    pytest.param(
        [("data/sources.yml", "checked: 2026-01-01", "checked: [2026-01-01]")],
        ["data/sources.yml:7:12: 'checked' must be a date, not a list; write a day as YYYY-MM-DD [wrong-type]"],
        id="a list where a date belongs",
    ),
    pytest.param(
        [("data/sources.yml", "read: never", "read: opened")],
        [
            "data/sources.yml:9:3: 'read: opened' asks for the field 'checked'; add it, as in checked: YYYY-MM-DD [reading]"
        ],
        id="a source that was opened nobody knows when",
    ),
    pytest.param(
        [("data/sources.yml", "read: opened", "read: never")],
        [
            "data/sources.yml:2:3: the field 'checked' goes with 'read: opened' alone; write that, or remove the field [reading]"
        ],
        id="a day on which nobody opened it",
    ),
    pytest.param(
        [("data/sources.yml", "read: opened\n  checked: 2026-01-01", "read: model\n  read-on: 2026-01-01")],
        ["data/sources.yml:2:3: 'read: model' asks for the model's version under 'as-of' [reading]"],
        id="a model without its version",
    ),
    pytest.param(
        [("data/sources.yml", "read: opened\n  checked: 2026-01-01", "read: copy")],
        [
            "data/sources.yml:2:3: 'read: model' or 'read: copy' asks for the field 'read-on'; add it, as in read-on: YYYY-MM-DD [reading]"
        ],
        id="a copy that was read on an unknown day",
    ),
    pytest.param(
        [("data/sources.yml", "read: opened\n  checked: 2026-01-01", "read: copy\n  read-on: 2999-01-01")],
        ["data/sources.yml:7:12: 2999-01-01 has not come yet; write the day on which it was read [future-date]"],
        id="a copy that is read on a day that has not come yet",
    ),
    pytest.param(
        [("data/sources.yml", "  kept: In the cabin.\n", "")],
        [
            "data/sources.yml:9:3: needs its 'url', or, without a public address, where it is, such as 'kept: In our wiki.' [source-address]"
        ],
        id="a source without an address or a place",
    ),
    pytest.param(
        [("data/sources.yml", "  kept: In the cabin.\n", "  kept: In the cabin.\n  url: https://example.org/chart\n")],
        [
            "data/sources.yml:9:3: has both 'url' and 'kept', which says where a source without a public address is; remove one [source-address]"
        ],
        id="a source with an address and a place",
    ),
    pytest.param(
        [("data/patterns/kite.yml", "      text: It breaks.\n      sources: [log]\n", "      text: It breaks.\n")],
        [
            "data/patterns/kite.yml:17:5: lacks 'sources'; a claim without a source does not go in, so write sources: [{source}] [claim-without-source]"
        ],
        id="a claim without sources",
    ),
    pytest.param(
        [
            (
                "data/patterns/kite.yml",
                "      text: It breaks.\n      sources: [log]",
                "      text: It breaks.\n      sources: []",
            )
        ],
        ["data/patterns/kite.yml:19:16: 'sources' is empty; name at least one source [claim-without-source]"],
        id="a claim whose list of sources is empty",
    ),
    pytest.param(
        [("data/limits.yml", "sources: [chart#height]", "sources: [log]")],
        ["data/sources.yml:8:1: nobody uses source 'chart'; name it in a claim or remove it [unused-source]"],
        id="a source that nobody uses",
    ),
    pytest.param(
        [("docs/crossing.md", "# The crossing", '# The crossing {{ cite("lag") }}')],
        [
            "docs/crossing.md:4:24: unknown source 'lag', did you mean 'log'? If not, add it to data/sources.yml, or take it out [unknown-reference]"
        ],
        id="a page that cites a source that does not exist",
    ),
]


@pytest.mark.parametrize(("edits", "expected"), CASES)
def test_what_is_wrong_with_a_source_is_said_once_with_its_place(
    edits: list[tuple[str, str, str]], expected: list[str], sample: Path
) -> None:
    for path, old, new in edits:
        edit(sample, path, old, new)
    assert [str(problem) for problem in check(sample)] == expected
