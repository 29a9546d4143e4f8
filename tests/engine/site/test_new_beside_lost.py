"""What is said of an address that is gone, beside others that are new: what it may be now, and what it is not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from guide.model.promises import FILE
from tests.engine.promised import run, without, write_promised, write_site
from tests.engine.sample import edit


@pytest.fixture
def guide(sample: Path) -> Path:
    """The sample guide, its list of addresses and, in built/, its site."""
    return write_promised(sample)


def test_what_is_new_elsewhere_is_not_taken_for_what_has_gone_with_its_page(
    guide: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(guide / "built/docks/north")
    edit(guide, FILE, "/docks/north/\n", "/docks/north/ -> /docks/\n")
    # A page of the same kind has the same anchors, and on the page that lists them its name may be like one of these.
    write_site(guide / "built", {"docks/south/": ["pier"], "docks/": ["rope", "anchor", "piers"]})
    assert run(guide, "addresses") == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("lost", "new", "said"),
    [
        (
            ["docks/north/"],
            {"docks/kluster/": ["pier"]},
            [
                "8:1: nothing is at /docks/north/ any more; if there is nothing in its place, "
                "write: /docks/north/ -> /docks/; if it is now what is new at /docks/kluster/, "
                "write: /docks/north/ -> /docks/kluster/"
            ],
        ),
        (
            ["docks/north/"],
            {"docks/kluster/": [], "docks/place/": []},
            ["8:1: nothing is at /docks/north/ any more; say where it went, such as: /docks/north/ -> /docks/"],
        ),
        # What is new can be one of the two at most.
        (
            ["#rope", "#anchor"],
            {"docks/": ["windlass"]},
            [
                f"{line}:1: nothing is at /docks/#{id} any more; say where it went, such as: /docks/#{id} -> /docks/"
                for line, id in [(6, "anchor"), (7, "rope")]
            ],
        ),
        (
            ["#rope"],
            {"docks/": ["anchor", "windlass"]},
            [
                "7:1: nothing is at /docks/#rope any more; if there is nothing in its place, "
                "write: /docks/#rope -> /docks/; if it is now what is new at /docks/#windlass, "
                "write: /docks/#rope -> /docks/#windlass"
            ],
        ),
    ],
)
def test_what_alone_is_gone_may_be_what_alone_is_new_beside_it_whatever_it_is_called(
    lost: list[str], new: dict[str, list[str]], said: list[str], guide: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    without(guide, *(one.removeprefix("#") for one in lost if one.startswith("#")))
    for page in (one for one in lost if not one.startswith("#")):
        shutil.rmtree(guide / "built" / page)
    write_site(guide / "built", new)
    assert run(guide, "addresses") == 1
    assert capsys.readouterr().out.splitlines() == [f"{FILE}:{line} [promised-address]" for line in said]
