"""What readers see of imported decisions, on the site as both engines build it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from urllib.parse import urljoin

import pytest

import macros
from guide.command.main import main
from guide.importing.notes import Kind
from guide.model.load import load
from macros.page_macros import importing_at
from tests.engine.built_site import BuiltPage, build, engine, read_pages
from tests.engine.import_logs import nygard
from tests.engine.sample import edit, write_sample
from tests.engine.whole_guide import whole_guide, write_whole_guide

TEMPLATE = Path(macros.__file__).parent / "templates" / "importing.md"
SHOWN = "`${{ secrets.x }}` and {{.Values.y}} and {{ 7*7 }} and {% raw %}"
HTML = (
    'See <img src="img/a.png" alt="a"> and <a href="0091-use-x.md?a=b#context">x</a> and <a href=#context>this</a> and '
    '<a href="https://example.org/img/a.md">y</a>.\n\n<p align="center"><img src=\'./img/a.png\' alt="b"></p>'
)
MARKS = '[TOC]\n\n!!! note "Mind"\n    the *gap*\n\nTerm\n: meaning\n\n> !!! tip\n\n```\n[TOC]\n```\n'
LOG = {
    "0091-use-x.md": nygard("91. Use `x`", "Superceded by [93. Use Y](0093-use-y.md)", decision="We use x."),
    "0093-use-y.md": nygard("93. Use Y", "Accepted", "2019-01-01", f"{SHOWN} ![a](img/a.png) [x](0091-use-x.md)"),
    "0090-two.md": "# 90. Have two\n\nDate: 2019-01-03\n\nStatus: accepted\n\n# Context\n\nx\n\n<h1>Raw</h1>\n",
    "0089-html.md": nygard("89. Write HTML", "Accepted", "2019-01-04", HTML),
    "0087-marks.md": nygard("87. Mark", "Accepted", "2019-01-06", MARKS),
    "0088-first.md": "Written: by the crew\n\n# 88. Begin before the title\n\nDate: 2019-01-05\n\nStatus: accepted\n",
    "0003-use-z.md": nygard("ADR-003: Use Z", "Accepted", "2019-01-02", "* Z"),
}
PIXEL = b"GIF89a\x01\x00\x01\x00\x00\xff\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x00;"


@pytest.fixture(scope="module", params=["mkdocs", "zensical"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, BuiltPage]:
    """Every page of the site after a log was imported, as each of the engines builds it."""
    folder = tmp_path_factory.mktemp("imported")
    guide, log = write_whole_guide(folder / "guide"), folder / "ferry" / "doc" / "adr"
    (log / "img").mkdir(parents=True)
    (log / "img" / "a.png").write_bytes(PIXEL)
    for name, text in LOG.items():
        (log / name).write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))
    assert main(["--root", str(guide), "import", str(log)]) == 0
    if request.param == "mkdocs":
        done = build(guide, guide / "site")
    else:
        command = [engine("zensical"), "build"]
        done = subprocess.run(command, cwd=guide, capture_output=True, text=True, timeout=300, check=False)
        assert main(["--root", str(guide), "finish", str(guide / "site")]) == 0
    assert done.returncode == 0, done.stdout + done.stderr
    return read_pages(guide / "site")


def addresses(built: dict[str, BuiltPage], slug: str) -> list[str]:
    return [address for address in built if address.endswith(f"-{slug}/")]


def test_a_page_shows_what_the_record_says_and_runs_nothing_of_it(built: dict[str, BuiltPage]) -> None:
    page = built["adr/0093-use-y/"]
    assert "${{ secrets.x }} and {{.Values.y}} and {{ 7*7 }} and {% raw %}" in page.text()
    assert "Imported from ferry/doc/adr/0093-use-y.md" in page.text()
    assert "About not recorded" in page.text()
    assert "../img/a.png" in [image.get("src") for image in page.article.iter("img")]


def test_marks_that_a_code_host_does_not_know_are_shown_as_they_are_written(built: dict[str, BuiltPage]) -> None:
    article = built["adr/0087-marks/"].article
    shown = " ".join(built["adr/0087-marks/"].text(article).split())
    assert '[TOC] !!! note "Mind" the gap Term : meaning !!! tip [TOC]' in shown
    assert {one.get("class") for one in article.iter("div")} & {"toc", "admonition note"} == set()
    assert "Term" not in [one.text for one in article.iter("dt")]


def test_what_is_written_as_html_leads_where_it_led_in_the_log(built: dict[str, BuiltPage]) -> None:
    article = built["adr/0089-html/"].article
    here = "https://example.org/guide/adr/0089-html/"
    shown = [urljoin(here, image.get("src")) for image in article.iter("img") if "badges" not in image.get("src")]
    assert shown == ["https://example.org/guide/adr/img/a.png"] * 2
    named = {"".join(link.itertext()): urljoin(here, link.get("href")) for link in article.iter("a")}
    assert (named["x"], named["this"], named["y"]) == (
        "https://example.org/guide/adr/0091-use-x/?a=b#context",
        f"{here}#context",
        "https://example.org/img/a.md",
    )


def test_what_is_written_as_html_is_led_on_to_the_whole_guide_as_well(built: dict[str, BuiltPage]) -> None:
    images = [image.get("src") for image in built["print/"].tree.iter("img")]
    assert {urljoin("https://example.org/guide/print/", src) for src in images if "a.png" in src} == {
        "https://example.org/guide/adr/img/a.png"
    }
    assert sum("a.png" in src for src in images) == 3


def test_what_stands_before_the_title_of_a_record_is_shown_and_taken_for_no_field(built: dict[str, BuiltPage]) -> None:
    assert "Written: by the crew" in built["adr/0088-first/"].text()


def test_a_record_with_several_titles_has_one_header_below_the_first(built: dict[str, BuiltPage]) -> None:
    article = built["adr/0090-two/"].article
    assert [one.tag for one in article if one.tag == "h1" or one.get("class") == "decision-header"] == [
        "h1", "div", "h1", "h1"
    ]  # fmt: skip


def test_no_title_has_two_numbers(built: dict[str, BuiltPage]) -> None:
    (renumbered,) = addresses(built, "use-z")
    number = int(renumbered.split("/")[1][:4])
    assert built["adr/0093-use-y/"].text(built["adr/0093-use-y/"].article.find(".//h1")) == "ADR 93: Use Y"
    assert built["adr/0093-use-y/"].tree.find(".//title").text == "ADR 93: Use Y - Kettle Post & Sons"
    assert f"Before: ADR 91, Use xAfter: ADR {number}, Use Z" in built["adr/0093-use-y/"].text()
    assert "In force today: ADR 93: Use Y." in built["adr/0091-use-x/"].text()
    rows = [built["adr/"].text(row) for row in built["adr/"].article.iterfind(".//ul[@class='log']/li")]
    assert next(row for row in rows if "Use Z" in row).startswith(f"ADR {number} Use Z")
    for page in built.values():
        assert page.leads_on or "ADR-003: Use Z" not in page.text()


def test_a_record_without_a_sentence_about_the_decision_does_not_say_its_title_twice(
    built: dict[str, BuiltPage],
) -> None:
    (z,) = addresses(built, "use-z")
    assert built[z].article.find(".//p[@class='summary']") is None
    assert built["adr/0091-use-x/"].article.find(".//p[@class='summary']").text == "We use x."


def test_a_link_to_the_title_of_a_record_still_leads_there(built: dict[str, BuiltPage]) -> None:
    assert built["adr/0091-use-x/"].article.find(".//h1").get("id") == "91-use-x"


def test_what_the_page_says_of_the_report_is_what_the_report_says() -> None:
    rows = re.findall(r"^\| (?!it says|---)([^|]+) \|", TEMPLATE.read_text("utf-8"), re.M)
    assert len(rows) > 5
    assert [row for row in rows if not any(kind.sentence.startswith(row) for kind in Kind)] == []


def test_the_report_names_a_place_that_is_there(built: dict[str, BuiltPage]) -> None:
    named = importing_at(whole_guide())
    headings = built[named].article.iter("h2")
    assert [built[named].text(one) for one in headings if one.get("id") == "report"] == ["What the report says"]


# The title of a record, the path that it was imported from, and how the decision is called.
TITLES = [
    ("5. Use Y", "ferry/0005-use-y.md", "Use Y"),
    ("ADR-005: Use Y", "ferry/ADR-005_use.md", "Use Y"),
    ("ADR 5 Use Y", "ferry/adr005-use-y.md", "Use Y"),
    ("ADR-005: Use Y", "ferry/SHIP-ADR-0005-use-y.md", "Use Y"),
    ("5. Use Y", "ferry/use-y2.md", "Use Y"),
    ("2 - Phases", "ferry/0005-use-y.md", "2 - Phases"),
    ("5. Use Y", "ferry/20180410-use-y.md", "5. Use Y"),
    ("Use Y", "ferry/0005-use-y.md", "Use Y"),
    ("ADR: Use Y", "ferry/0005-use-y.md", "Use Y"),
    ("Architecture Decision Record: Use Y", "ferry/0005-use-y.md", "Use Y"),
    ("ADR-5: ADR - Use Y", "ferry/0005-use-y.md", "Use Y"),
    ("ADR-Tools", "ferry/0005-use-y.md", "ADR-Tools"),
    ("ADR: Use Y", "", "ADR: Use Y"),
    ("5. Use Y", "", "5. Use Y"),
]


@pytest.mark.parametrize(("heading", "origin", "title"), TITLES)
def test_only_the_number_that_an_imported_decision_had_is_left_out_of_its_title(
    heading: str, origin: str, title: str, tmp_path: Path
) -> None:
    root = write_sample(tmp_path)
    edit(root, "adr/0002-stay-dry.md", "# Stay dry", f"# {heading}")
    if origin:
        edit(root, "adr/0002-stay-dry.md", "decision-makers:", f"imported-from: {origin}\ndecision-makers:")
    decision = load(root)[0].decisions[2]
    assert (decision.title, decision.heading) == (title, heading)
