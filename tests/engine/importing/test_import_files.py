"""What an import does with numbers, images and whatever else lies in the folder of a log."""

from __future__ import annotations

import os

import pytest

from tests.engine.import_logs import Guide, Ran, guide, nygard
from tests.engine.sample import edit

__all__ = ["guide"]


def test_numbers_are_kept_where_they_are_free_and_links_follow_the_others(guide: Guide) -> None:
    guide.add("001-a.md", nygard("1. A", decision="See [four](004-b.md), [again](./0004-c.md 'c') and [D](d.md)."))
    guide.add("004-b.md", nygard("4. B", date="2018-04-11"))
    guide.add("0004-c.md", nygard("4. C", date="2018-04-12", decision="`[A](001-a.md)` and [A](<001-a.md>)."))
    guide.add("ADR-0009_Use_D.md", nygard("9. D"))
    guide.add("0000-use-adrs.md", nygard("Use ADRs", date="2018-01-01"))
    guide.add("d.md", nygard("D", date="2018-04-13"))
    assert guide.run() == Ran(
        0,
        "6 records imported",
        [
            "has another number, since its own is taken: 0000-use-adrs.md:1 (0, now 10), 0004-c.md:1 (4, now 12),"
            " 001-a.md:1 (1, now 11)"
        ],
        [
            "0000-use-adrs.md -> adr/0010-use-adrs.md",
            "0004-c.md -> adr/0012-c.md",
            "001-a.md -> adr/0011-a.md",
            "004-b.md -> adr/0004-b.md",
            "ADR-0009_Use_D.md -> adr/0009-use-d.md",
            "d.md -> adr/0013-d.md",
        ],
    )
    assert "See [four](0004-b.md), [again](0012-c.md 'c') and [D](0013-d.md)." in guide.body("0011-a.md")
    assert "`[A](001-a.md)` and [A](<0011-a.md>)." in guide.body("0012-c.md")
    assert guide.check() == []


def test_images_come_along_and_nothing_that_is_there_is_overwritten(guide: Guide) -> None:
    text = "![a](images/a%20b.png) ![b](./images/b.png) <img src='../up.svg'> [p](run.py) ![no](none.png) ![s](s.svg)"
    guide.add("0003-a.md", nygard("3. A", decision=text))
    guide.add("sub/0004-b.md", nygard("4. B", decision="![c](c.png) ![a](../images/a%20b.png) [A](../0003-a.md)"))
    for path in ("images/a b.png", "images/b.png", "run.py", "sub/c.png"):
        guide.add(path, path.encode())
    guide.add("../up.svg", SVG)
    guide.add("s.svg", "<svg onload='x()'/>")
    (guide.root / "adr" / "images").mkdir()
    (guide.root / "adr" / "images" / "b.png").write_bytes(b"ours")
    before = guide.files()
    ran = guide.run()
    assert (ran.status, ran.said, ran.moved) == (
        0,
        [
            "has a link that led to nothing there already; its text alone is shown: 0003-a.md:15 (none.png)",
            "shows or links a file that was not brought along: 0003-a.md:15 ('run.py' is neither a record nor a"
            " picture), 0003-a.md:15 ('s.svg' lacks xmlns=\"http://www.w3.org/2000/svg\","
            " without which no browser shows it)",
        ],
        [
            "0003-a.md -> adr/0003-a.md",
            "sub/0004-b.md -> adr/0004-b.md",
            "images/a b.png -> adr/images/a b.png",
            "images/b.png -> adr/images/b-2.png",
            "../up.svg -> adr/images/up.svg",
            "sub/c.png -> adr/sub/c.png",
        ],
    )
    assert guide.front("0003-a.md", "dead-links") == "dead-links: [none.png, run.py, s.svg]"
    moved = "![a](images/a%20b.png) ![b](images/b-2.png) <img src='images/up.svg'> [p](run.py) ![no](none.png)"
    assert moved in guide.body("0003-a.md")
    assert "![c](sub/c.png) ![a](images/a%20b.png) [A](0003-a.md)" in guide.body("0004-b.md")
    after = guide.files()
    assert {path: after[path] for path in before} == before
    assert after["adr/images/b-2.png"] == b"images/b.png"
    assert guide.check() == []


def test_what_is_no_record_is_left_out_and_named(guide: Guide) -> None:
    names = ["README.md", "index.md", "template.md", "0000-adr-template-bare.md", "toc.md"]
    names += ["SHIP-ADR-0000-template.md", "000-index.md", "_index.md"]
    for name in names:
        guide.add(name, "# Whatever\n")
    guide.add("0003-use-a-template-engine.md", nygard("3. Use a template engine"))
    guide.add("0006-index.md", nygard("6. Index"))
    guide.add("0004-latin.md", b"# 4. Caf\xe9\n")
    guide.add("0007-new\nline.md", "# 7. Lines\n")
    (guide.log / "0005-link.md").symlink_to(guide.log / "README.md")
    (guide.log / "more").symlink_to(guide.root)
    os.mkfifo(guide.log / "0008-pipe.md")
    (guide.log / os.fsdecode(b"0009-caf\xe9.md")).write_text("# 9. Caf\n")
    ran = guide.run()
    assert ran.moved == [
        "0003-use-a-template-engine.md -> adr/0003-use-a-template-engine.md",
        "0006-index.md -> adr/0006-index.md",
    ]
    cannot = "is called by characters that cannot be shown; rename it and import again"
    assert ran.said == [
        "is a template: 0000-adr-template-bare.md:1, SHIP-ADR-0000-template.md:1, template.md:1",
        "is an overview or notes, and no record: 000-index.md:1, README.md:1, _index.md:1, index.md:1, toc.md:1",
        "cannot be read: 0004-latin.md:1 (byte 0xe9 is not UTF-8; save the file as UTF-8 and import again),"
        f" 0007-new\\nline.md:1 ({cannot}), 0008-pipe.md:1 (is no file), 0009-caf\\udce9.md:1 ({cannot})",
        "is a link to another place: 0005-link.md:1, more:1",
    ]


SVG = b"<svg xmlns='http://www.w3.org/2000/svg' version='1.1' style='fill: red'><text>&#169; on line x</text></svg>"
# An image that a record shows, what is in it, and what is said of it.
IMAGES = {
    "a path that leads out of the log": ("../../../../etc/shadow.png", b"x", "lies outside of the log"),
    "a large one": ("big.png", b"x" * 10_000_001, "is larger than 10 MB"),
    "script": ("s.svg", SVG.replace(b"line x", b"<script>x()</script>"), "holds the element <script>"),
    "a handler": ("s.svg", SVG.replace(b"<svg", b"<svg\nonload = 'y()'"), "holds the attribute 'onload'"),
    "an address that hides itself": (
        "s.svg",
        SVG.replace(b"line x", b"<a href='java&#115;cr\nipt:y()'/>"),
        "leads to 'javascr ipt:y()'",
    ),
    "an entity": ("s.svg", b"<!DOCTYPE svg [<!ENTITY y 'z'>]>" + SVG, "declares the entity 'y'"),
    "another encoding": (
        "s.svg",
        SVG.replace(b"line x", b"<script>y()</script>").decode().encode("utf-16"),
        "holds the element <script>",
    ),
    "no drawing": ("s.svg", b"<svg>", 'lacks xmlns="http://www.w3.org/2000/svg", without which no browser shows it'),
}


@pytest.mark.parametrize("image", IMAGES)
def test_an_image_that_may_do_harm_stays_behind(image: str, guide: Guide) -> None:
    path, data, why = IMAGES[image]
    guide.add("0003-a.md", nygard("3. A", decision=f"![x]({path})"))
    guide.add(path, data)
    ran = guide.run("--dry-run")
    assert f"shows or links a file that was not brought along: 0003-a.md:15 ('{path}' {why})" in ran.said
    assert len(ran.moved) == 1


def test_an_image_by_way_of_a_link_to_another_place_stays_behind(guide: Guide) -> None:
    (guide.log.parents[3] / "secret.png").write_bytes(b"x")
    (guide.log / "a.png").symlink_to(guide.log.parents[3] / "secret.png")
    guide.add("0003-a.md", nygard("3. A", decision="![x](a.png)"))
    said = "shows or links a file that was not brought along: 0003-a.md:15 ('a.png' lies outside of the log)"
    assert said in guide.run("--dry-run").said


def test_a_drawing_that_runs_nothing_comes_along(guide: Guide) -> None:
    guide.add("0003-a.md", nygard("3. A", decision="![x](s.svg)"))
    guide.add("s.svg", SVG)
    assert guide.run().moved[1] == "s.svg -> adr/s.svg"


def test_a_link_that_is_written_with_spaces_is_led_on_too(guide: Guide) -> None:
    guide.add("0003-a.md", nygard("3. A", decision="[b](0004 b.md 'B') ![c](a b.png) [d](0004 b.md#status)"))
    guide.add("0004 b.md", nygard("4. B"))
    guide.add("a b.png", b"x")
    guide.run()
    assert "[b](0004-b.md 'B') ![c](a b.png) [d](0004-b.md#status)" in guide.body("0003-a.md")
    assert guide.check() == []


def test_a_link_that_would_now_lead_to_something_else_of_the_guide_is_dead(guide: Guide) -> None:
    guide.add("0003-a.md", nygard("3. A", decision="[log](README.md) [x](0001-cross-by-raft.md)"))
    guide.add("README.md", "# Log\n")
    edit(guide.root, "adr/README.md", "", "# Decisions\n")
    guide.run()
    assert guide.front("0003-a.md", "dead-links") == 'dead-links: ["0001-cross-by-raft.md", README.md]'
    assert guide.check() == []


def test_a_byte_order_mark_goes_and_line_ends_stay(guide: Guide) -> None:
    text = nygard("3. A", decision="${{ secrets.x }} and {{.Values.y}}\tand “quotes”  ").replace("\n", "\r\n")
    guide.add("0003-a.md", b"\xef\xbb\xbf" + text.encode())
    guide.run()
    written = guide.text("0003-a.md")
    assert written.endswith("\r\n---\r\n" + text)
    assert "\n" not in written.replace("\r\n", "")
    assert guide.check() == []


def test_what_has_no_place_in_our_form_is_told_with_what_it_said(guide: Guide) -> None:
    guide.add(
        "0003-a.md",
        """
        ---
        title: "Use A"
        status: accepted
        date: 2018-04-10
        consulted: [Ada, Bob]
        nav_order: 3
        ---
        Text.
        """,
    )
    guide.add("0004-b.md", nygard("4. B", "Accepted\n\nClarifies [3. A](0003-a.md)\n\nAmends [9. Z](0009-z.md)"))
    guide.add("0005-c.md", "---\nstatus: [accepted\n---\n# C\n")
    ran = guide.run()
    assert (ran.status, ran.counts) == (0, "3 records imported, 1 as draft")
    assert ran.said == [
        "relates to a record in a way that has no field here; the text says it: 0004-b.md:9 (clarifies"
        " '[3. A](0003-a.md)')",
        "has no title of its own; this one was put above the text: 0003-a.md:8 ('Use A')",
        "does not say since when; imported as a draft: 0005-c.md:1 (accepted)",
        "names a record that is not in this log: 0004-b.md:11 (amends '[9. Z](0009-z.md)')",
        "has front matter that cannot be read as a whole: 0005-c.md:3 (is not YAML (did not find expected ',' or ']');"
        " close the bracket, or put the text in quotes; left in the text)",
        "has a link that led to nothing there already; its text alone is shown: 0004-b.md:11 (0009-z.md)",
        "has fields that have no place here; they are kept at the end of the text: nav_order (1 record)",
    ]
    assert guide.front("0003-a.md", "consulted") == "consulted: [Ada, Bob]"
    kept = "The front matter of `ferry/doc/adr/0003-a.md` said this too:\n\n```yaml\nnav_order: 3\n```\n"
    assert guide.body("0003-a.md") == f"# Use A\n\nText.\n\n## From the imported file\n\n{kept}"
    assert guide.body("draft-c.md") == "---\nstatus: [accepted\n---\n# C\n"
