"""Prints the tables (`make bench`)."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence

from guide.model.load import load
from tests.bench.choosing import by_clicks
from tests.bench.imports import RECORDS, import_records
from tests.bench.many import Row, measure_all
from tests.bench.measure import Run
from tests.bench.pages import CATEGORIES, JUDGED, judge, missing, published, weigh
from tests.bench.shapes import slowest
from tests.engine.built_site import ROOT
from tests.engine.whole_guide import whole_guide

FIRST_VISIT, SECOND_PAGE = 150_000, 15_000


def main() -> int:
    """Measure everything and print it, with what was hoped for; return 1 if the pages could not be measured."""
    _decisions()
    _imports()
    _shapes()
    _choosing()
    lacking = missing()
    if lacking:
        print(f"The pages were NOT measured; install {', '.join(lacking)}.", file=sys.stderr)
        return 1
    _pages()
    return 0


def _decisions() -> None:
    _heads(
        "decisions", "check", "full build", "bare Material", "ratio", "page, median", "largest", "log", "log, zipped"
    )
    rows: dict[int, Row] = {}
    for row in measure_all():
        rows[row.length] = row
        cells = [f"{row.length:,}", _run(row.check), _run(row.full), _run(row.bare), f"{_ratio(row):.2f}"]
        _cells([*cells, *map(_size, (row.page, row.largest_page, row.log, row.log_zipped))])
    growth = rows[5000].full.seconds / rows[1000].full.seconds
    ratio, largest = _ratio(rows[1000]), max(row.largest_page for row in rows.values())
    _hopes(
        [
            (f"a full build of 1,000 takes {ratio:.2f} times the bare one; at most 1.25", ratio <= 1.25),
            (f"from 1,000 to 5,000 its time grows {growth:.2f} times; at most 5.5", growth <= 5.5),
            ("guide check of 1,000 takes less than 1.5 s", rows[1000].check.seconds < 1.5),
            (f"the largest page of these decisions has {_size(largest)}; less than 25", largest < 25_000),
        ]
    )


def _imports() -> None:
    took = import_records()
    hoped = f"guide import of {RECORDS} records takes {_run(took)}; less than 10 s"
    _hopes([(hoped, took.seconds < 10)])


def _shapes() -> None:
    _heads("shape of a text", "characters", "check")
    for name, size, seconds in slowest(5):
        _cells([name, f"{size:,}", f"{seconds:.2f} s"])
    print()


def _choosing() -> None:
    _heads("clicks to the pattern", "1", "2", "3 or more")
    shares = []
    for name, guide in (("kinds of work in data/", load(ROOT)[0]), ("of the sample organisation", whole_guide())):
        found = Counter(min(count, 3) for count in by_clicks(guide).values())
        _cells([name, *(str(found[count]) for count in (1, 2, 3))])
        shares.append(1 - found[3] / found.total())
    _hopes([("most kinds of work are done within two clicks", min(shares) > 0.5)])


def _pages() -> None:
    with published() as (address, pages):
        _heads("Lighthouse, mobile", *CATEGORIES)
        marks = []
        for page in JUDGED:
            found = judge(address, page)
            marks += found.values()
            _cells([f"/{page}", *map(str, found.values())])
        _hopes([("every mark is 100", set(marks) == {100})])
        _heads("over the wire", "first visit", "second page")
        weights = []
        for weight in weigh(address, pages):
            weights.append(weight)
            _cells([f"/{weight.address}", _size(weight.first), _size(weight.second)])
        first = [f"/{one.address}" for one in weights if one.first > FIRST_VISIT]
        second = [f"/{one.address}" for one in weights if one.second > SECOND_PAGE and one.address != "print/"]
        _hopes(
            [
                (f"a first visit costs at most 150 kB{_but(first)}", not first),
                (f"a second page costs at most 15 kB, save /print/, which is all of them{_but(second)}", not second),
            ]
        )


def _heads(*heads: str) -> None:
    _cells(heads)
    _cells(["---"] * len(heads))


def _cells(cells: Sequence[str]) -> None:
    print(f"| {' | '.join(cells)} |", flush=True)


def _hopes(hopes: Iterable[tuple[str, bool]]) -> None:
    print()
    for hoped, reached in hopes:
        print(f"{'reached' if reached else 'NOT REACHED'}: {hoped}")
    print(flush=True)


def _but(pages: Sequence[str]) -> str:
    return f"; more: {', '.join(pages)}" if pages else ""


def _run(run: Run) -> str:
    return f"{run.seconds:.2f} s, {run.mebibytes:.0f} MiB"


def _size(size: int) -> str:
    return f"{size / 1000:.1f} kB"


def _ratio(row: Row) -> float:
    return row.full.seconds / row.bare.seconds


if __name__ == "__main__":
    sys.exit(main())
