"""The addresses that we promised: what is new, what is lost, and what is said of it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from guide.command.main import main
from guide.model.promises import FILE
from macros.finish.built_site import BuiltSite
from tests.engine.promised import LIST, run, without, write_promised, write_site
from tests.engine.published import Published
from tests.engine.sample import edit
from tests.engine.whole_guide import ORGANISATION, write_content

BY_ITSELF = "There is nothing for you to do: once this is on main, a workflow lists them in data/addresses.txt."


@pytest.fixture
def guide(sample: Path) -> Path:
    """The sample guide, its list of addresses and, in built/, its site."""
    return write_promised(sample)


def test_a_whole_site_keeps_every_address_that_was_promised(
    published: Published, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_content(tmp_path)
    assert main(["--root", str(root), "addresses", str(published.folder)]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    new = int(re.match(r"New on the site: (\d+) addresses ", said.err)[1])
    assert main(["--root", str(root), "addresses", "--write", str(published.folder)]) == 0
    listed = [line for line in (root / FILE).read_text("utf-8").splitlines() if line.startswith("/")]
    before = [line for line in (ORGANISATION / FILE).read_text("utf-8").splitlines() if line.startswith("/")]
    assert len(listed) == len(before) + new
    assert set(before) <= set(listed)
    addresses = [line.partition(" -> ")[0] for line in listed]
    assert addresses == sorted(set(addresses))


def test_a_site_that_has_all_is_compared_in_silence(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(guide, "addresses") == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda guide: without(guide, "rope"),
            ["7:1: nothing is at /docks/#rope any more; say where it went, such as: /docks/#rope -> /docks/"],
        ),
        (
            lambda guide: without(guide, rope="ropes"),
            [
                "7:1: nothing is at /docks/#rope any more; if it is now what is new at /docks/#ropes, "
                "write: /docks/#rope -> /docks/#ropes"
            ],
        ),
        (
            lambda guide: (guide / "built/docks/north").rename(guide / "built/docks/norden"),
            [
                "8:1: nothing is at /docks/north/ any more; if it is now what is new at /docks/norden/, "
                "write: /docks/north/ -> /docks/norden/"
            ],
        ),
        (
            lambda guide: (guide / "built/docks").rename(guide / "built/harbour"),
            [
                "5:1: nothing is at /docks/ any more; if there is nothing in its place, write: /docks/ -> /; "
                "if it is now what is new at /harbour/, write: /docks/ -> /harbour/",
                "8:1: nothing is at /docks/north/ any more; say where it went, such as: /docks/north/ -> /",
            ],
        ),
        (
            lambda guide: edit(guide, FILE, "/docks/#rope\n", "/docks/#rope -> /docks/#chain\n"),
            [
                "7:1: /docks/#rope leads to /docks/#chain, and nothing is there; say where it went, "
                "such as: /docks/#rope -> /docks/"
            ],
        ),
        (
            lambda guide: edit(guide, FILE, "/#top\n", "/#top\n/a/ -> /b/\n/b/ -> /a/\n"),
            [
                "3:1: /a/ leads to /b/, and nothing is there; say where it went, such as: /a/ -> /",
                "4:1: /b/ leads to /a/, and nothing is there; say where it went, such as: /b/ -> /",
            ],
        ),
        # A page and an anchor that each lead to the other's page.
        (
            lambda guide: edit(guide, FILE, "/#top\n", "/#top\n/a/ -> /b/#y\n/a/#x\n/b/ -> /a/#x\n/b/#y\n"),
            [
                "3:1: /a/ leads to /b/#y, and nothing is there; say where it went, such as: /a/ -> /",
                "4:1: nothing is at /a/#x any more; say where it went, such as: /a/#x -> /",
                "5:1: /b/ leads to /a/#x, and nothing is there; say where it went, such as: /b/ -> /",
                "6:1: nothing is at /b/#y any more; say where it went, such as: /b/#y -> /",
            ],
        ),
        # What had moved before leads on from there.
        (
            lambda guide: edit(guide, FILE, "/#top\n", "/#top\n/a/ -> /b/\n/b/ -> /docks/#chain\n/docks/#chain\n"),
            ["5:1: nothing is at /docks/#chain any more; say where it went, such as: /docks/#chain -> /docks/"],
        ),
        (
            lambda guide: edit(
                guide,
                FILE,
                "/docks/#rope\n",
                "/docks/#rope\n/docks/#rope\ndocks/\n/docks/ => /\n/docks\n/../docks/ -> /docks/\n/a/./b/\n/<b>/\n",
            ),
            [
                "8:1: /docks/#rope stands in line 7 already; remove one of them",
                *(
                    f"{line}:1: '{text}' is no address; write /page/ or /page/#anchor, and ' -> ' before "
                    "where it has moved to"
                    for line, text in [
                        (9, "docks/"),
                        (10, "/docks/ => /"),
                        (11, "/docks"),
                        (12, "/../docks/ -> /docks/"),
                        (13, "/a/./b/"),
                        (14, "/<b>/"),
                    ]
                ),
            ],
        ),
    ],
)
def test_an_address_that_is_lost_is_told_with_its_line_and_what_to_write(
    change: object, said: list[str], guide: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(guide)
    before = (guide / FILE).read_text("utf-8")
    assert run(guide, "addresses") == 1
    assert capsys.readouterr().out.splitlines() == [f"{FILE}:{line} [promised-address]" for line in said]
    assert run(guide, "addresses", "--write") == 1
    assert (guide / FILE).read_text("utf-8") == before


def test_what_is_new_is_told_and_added_and_nothing_is_ever_dropped(
    guide: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_site(guide / "built", {"docks/south/": ["quay"], "adr/draft-swim/": ["consequences"]})
    without(guide, rope="cable")
    edit(guide, FILE, "/docks/#rope\n", "/docks/#rope -> /docks/#cable\n")
    assert run(guide, "addresses") == 0
    told = "New on the site: 3 addresses (/docks/#cable, /docks/south/, /docks/south/#quay)."
    assert capsys.readouterr() == ("", f"{told} {BY_ITSELF}\n")
    assert run(guide, "addresses", "--write") == 0
    assert capsys.readouterr().out.splitlines() == [
        "promised /docks/#cable",
        "promised /docks/south/",
        "promised /docks/south/#quay",
    ]
    lines = [line for line in (guide / FILE).read_text("utf-8").splitlines() if not line.startswith("# ")]
    new = ["/docks/#cable", "/docks/south/", "/docks/south/#quay", "/docks/#rope -> /docks/#cable"]
    assert lines == sorted([*(line for line in LIST.splitlines() if line != "/docks/#rope"), *new])
    text = (guide / FILE).read_text("utf-8")
    assert run(guide, "addresses", "--write") == 0
    assert (guide / FILE).read_text("utf-8") == text


def test_without_a_list_or_a_site_it_says_what_to_do(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (guide / FILE).unlink()
    assert run(guide, "addresses") == 0
    assert f"New on the site: 9 addresses (/, /#top, /adr/0002-stay-dry/, …). {BY_ITSELF}\n" == capsys.readouterr().err
    assert main(["--root", str(guide), "addresses", str(guide / "nowhere")]) == 1
    assert capsys.readouterr().err == f"there is no site in '{guide / 'nowhere'}'; build it first: make build\n"


def test_an_anchor_that_was_renamed_is_kept_beside_the_new_one(guide: Path) -> None:
    without(guide, rope="cable")
    edit(guide, FILE, "/docks/#rope\n", "/docks/#rope -> /docks/#line\n/docks/#line -> /docks/#cable\n")
    for _ in range(2):  # a second time changes nothing
        assert run(guide, "finish") == 0
        html = (guide / "built/docks/index.html").read_text("utf-8")
        link = '<a class="here" href="#cable"'
        assert f'Text <span id="rope"></span><span id="line"></span>{link}' in html
        assert html.count("<span") == 2
    assert run(guide, "addresses") == 0


def test_an_anchor_that_went_to_another_page_leaves_a_pointer(guide: Path) -> None:
    without(guide, "rope")
    edit(guide, FILE, "/docks/#rope\n", "/docks/#rope -> /docks/north/#pier\n")
    for _ in range(2):
        assert run(guide, "finish") == 0
        html = (guide / "built/docks/index.html").read_text("utf-8")
        link = '<a href="../docks/north/#pier">pier &amp; co, in The page docks/north/</a>'
        assert html.count(f'<li id="rope" data-moved>Moved: {link}</li>') == 1
        assert html.endswith("</aside></article>")
    assert run(guide, "addresses") == 0


def test_a_page_that_moved_leads_on_with_its_anchors_or_with_those_of_its_own(guide: Path) -> None:
    (guide / "built/docks/north").rename(guide / "built/pier")
    without(guide, pier="jetty")
    edit(
        guide, FILE, "/docks/north/\n/docks/north/#pier", "/docks/north/ -> /pier/\n/docks/north/#pier -> /pier/#jetty"
    )
    edit(guide, "adr/0002-stay-dry.md", "history:", "formerly: [0009-stay-dry]\nhistory:")
    edit(guide, FILE, "/docks/\n", "/adr/0009-stay-dry/\n/adr/0009-stay-dry/#consequences\n/docks/\n")
    for _ in range(2):
        assert run(guide, "finish", "--site-url", "https://x.org/guide/") == 0
        html = (guide / "built/docks/north/index.html").read_text("utf-8")
        assert '<meta http-equiv="refresh" content="0; url=../../pier/">' in html
        assert '<link rel="canonical" href="https://x.org/guide/pier/">' in html
        assert '<a href="../../pier/" data-moved>The page docks/north/</a>' in html
        assert '<li id="pier" data-moved>Moved: <a href="../../pier/#jetty">' in html
    assert run(guide, "addresses") == 0
    assert "adr/0009-stay-dry/" not in BuiltSite(guide / "built").offered()


def test_one_line_for_a_page_that_is_gone_is_enough_for_its_anchors(
    guide: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(guide / "built/docks")
    edit(guide, FILE, "/docks/\n", "/docks/ -> /#top\n/docks/#knot -> /docks/#rope\n")
    edit(guide, FILE, "/docks/north/\n", "/docks/north/ -> /docks/\n")
    assert run(guide, "addresses") == 0
    assert capsys.readouterr() == ("", "")
    assert run(guide, "finish") == 0
    for page, up in (("docks", "../"), ("docks/north", "../../")):
        assert f'url={up}#top">' in (guide / "built" / page / "index.html").read_text("utf-8")


def test_an_anchor_with_another_name_is_looked_for_where_its_page_has_moved_to(
    guide: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (guide / "built/docks/north").rename(guide / "built/quay")
    without(guide, pier="piers")
    edit(guide, FILE, "/docks/north/\n", "/docks/north/ -> /quay/\n")
    assert run(guide, "addresses") == 1
    assert "write: /docks/north/#pier -> /quay/#piers [promised-address]\n" in capsys.readouterr().out


def test_a_build_tells_of_all_lines_that_have_to_follow_when_what_had_moved_is_gone(
    guide: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(guide, FILE, "/docks/\n", "/docks/\n/quay/ -> /breakwater/\n/quay/#x -> /docks/\n/breakwater/\n")
    assert run(guide, "finish") == 1
    said = f"{FILE}:8:1: nothing is at /breakwater/ any more; say where it went, such as: /breakwater/ -> /"
    assert capsys.readouterr().out == f"{said} [promised-address]\n"
    edit(guide, FILE, "\n/breakwater/\n", "\n/breakwater/ -> /docks/\n")
    assert run(guide, "finish") == 0
    assert 'url=../docks/">' in (guide / "built/quay/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "/docks/#rope\n",
            "/docks/#rope -> /docks/#anchor\n",
            "7:1: /docks/#rope is on its page again; remove ' -> /docks/#anchor' here",
        ),
        (
            "/docks/\n",
            "/docks/ -> /\n",
            "5:1: /docks/ is a page of its own, so it was not turned into a way to /; remove ' -> /' here",
        ),
        (
            "/docks/\n",
            "/docks/ -> /quay/\n/quay/ -> /\n",
            "5:1: /docks/ is a page of its own, so it was not turned into a way to /quay/; remove ' -> /quay/' here",
        ),
        (
            "/docks/\n",
            "/docks/\n/quay/#x -> /docks/\n",
            "6:1: /quay/ is gone; say where the whole page went, on a line of its own",
        ),
        (
            "/docks/\n",
            "/docks/\n/quay/ -> /key/\n",
            "6:1: /quay/ leads to /key/, and nothing is there; say where it went, such as: /quay/ -> /",
        ),
    ],
)
def test_nothing_that_is_there_is_replaced_and_nothing_leads_nowhere(
    old: str, new: str, said: str, guide: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(guide, FILE, old, new)
    before = {file: file.read_text("utf-8") for file in (guide / "built").rglob("*.html")}
    assert run(guide, "finish") == 1
    assert capsys.readouterr().out == f"{FILE}:{said} [promised-address]\n"
    assert {file: file.read_text("utf-8") for file in before} == before
