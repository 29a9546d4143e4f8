"""What a title, a quotation above the text, or a later change says of a whole record."""

from __future__ import annotations

import pytest

from tests.engine.import_logs import Guide, guide, nygard

__all__ = ["guide"]


@pytest.mark.parametrize(
    ("title", "fields"),
    [
        ("Raft (superseded by ADR-109)", "status: superseded / superseded-by: [109]"),
        ("Raft (replaces ADR-108)", "status: accepted / supersedes: [108]"),
        ("[SUPERSEDED] Raft", ""),
        ("Deprecated: raft", ""),
        ("Raft (rejected)", ""),
        ("Raft\n\n> [!CAUTION]\n> **Deprecated!** See [109](0109-b.md).", ""),
        ("Raft\n\n> This record is obsolete.", ""),
        ("Raft\n\n> This has been superseded by [109](0109-b.md).", "status: superseded / superseded-by: [109]"),
        (
            "Raft\n\n> **⚠️ SUPERSEDED**: This ADR has been superseded by [109](0109-b.md).",
            "status: superseded / superseded-by: [109]",
        ),
        (
            "Raft\n\n> **WARNING: This decision is DEPRECATED in favor of [109](0109-b.md)**",
            "status: superseded / superseded-by: [109]",
        ),
        ("Raft\n\n> **Superseded 2018-06-01.** It moves elsewhere.", ""),
        ("Raft\n\nADR 109 supersedes this ADR's clauses on mail.", "status: accepted / amended-by: []"),
        ("Raft\n\n## Changelog\n\n- 2018-04-10: accepted\n- 2019-01-01: deprecated, nobody rows", ""),
        ("Raft\n\nDate: 2018-04-10\n\n## Changelog\n\n- 2018-05-10: accepted the comments of Ada", "status: accepted"),
        (
            "Raft\n\n## Status history\n\n| Date | Status |\n|---|---|\n| 2018-04-10 | Accepted |\n"
            "| 2018-06-01 | Superseded by ADR 109 |",
            "status: superseded / date: 2018-06-01 / superseded-by: [109]",
        ),
        ("Remove what is deprecated", "status: accepted"),
        ("Use a (deprecated) raft", "status: accepted"),
        ("Deprecated rafts are sunk", "status: accepted"),
        ("Raft\n\n> Deprecated rafts are sunk.", "status: accepted"),
    ],
)
def test_it_is_followed_or_makes_a_draft(title: str, fields: str, guide: Guide) -> None:
    guide.add("0101-raft.md", nygard(f"101. {title}"))
    guide.add("0108-a.md", nygard("108. A", date="2018-01-01"))
    guide.add("0109-b.md", nygard("109. B", date="2018-05-01"))
    ran = guide.run()
    assert guide.check() == []
    if fields:
        assert guide.front("0101-raft.md", *(one.split(":")[0] for one in fields.split(" / "))) == fields
    else:
        assert "contradicts itself" in "".join(ran.said)
        assert guide.front("draft-raft.md", "status") == "status: proposed"
