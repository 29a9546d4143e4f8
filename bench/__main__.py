"""Prints the tables (`make bench`)."""

from __future__ import annotations

from bench.many import Row, measure_all


def main() -> None:
    """Measure everything and print it, with what was hoped for."""
    print("| decisions | check | full build | bare Material | ratio | page, median | largest | log | log, zipped |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    rows = []
    for row in measure_all():
        rows.append(row)
        print(_line(row), flush=True)
    print()
    for hoped, reached in _targets({row.length: row for row in rows}):
        print(f"{'reached' if reached else 'NOT REACHED'}: {hoped}")


def _line(row: Row) -> str:
    def both(run: object) -> str:
        return f"{run.seconds:.2f} s, {run.mebibytes:.0f} MiB"

    cells = [f"{row.length:,}", both(row.check), both(row.full), both(row.bare)]
    cells.append(f"{row.full.seconds / row.bare.seconds:.2f}")
    cells += [f"{size / 1000:.1f} kB" for size in (row.page, row.largest_page, row.log, row.log_zipped)]
    return f"| {' | '.join(cells)} |"


def _targets(rows: dict[int, Row]) -> list[tuple[str, bool]]:
    growth = rows[5000].full.seconds / rows[1000].full.seconds
    return [
        ("a full build of 1,000 takes at most 1.25 times the bare one", _ratio(rows[1000]) <= 1.25),
        (f"from 1,000 to 5,000 the time grows at most 5.5 times (it is {growth:.2f})", growth <= 5.5),
        ("guide check of 1,000 takes less than 1.5 s", rows[1000].check.seconds < 1.5),
        (
            "the page of a decision in these logs is below 25 kB",
            max(row.largest_page for row in rows.values()) < 25_000,
        ),
    ]


def _ratio(row: Row) -> float:
    return row.full.seconds / row.bare.seconds


if __name__ == "__main__":
    main()
