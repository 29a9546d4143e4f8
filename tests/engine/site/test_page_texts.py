"""index.md beside each page and /llms.txt: an assistant reads what the pages say, and cites where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest
from markdown_it import MarkdownIt

from guide.model.life_cycle import Status
from guide.text.markdown import read_markup
from macros.finish.built_site import BuiltSite
from macros.finish.decision_text import decision_text
from macros.finish.page_texts import as_markdown, page_texts
from tests.engine.built_site import BuiltPage
from tests.engine.pages import CODE, site_of
from tests.engine.published import MOVED, SITE, STATUSES, Published, own_pages
from tests.engine.whole_guide import whole_guide

GUIDE = whole_guide()
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HIDDEN = {"form", "button", "script", "template", "svg"}
# What is a page's own and no part of what it says, and what is of use only with a script.
CONTROLS = {"cite-this", "way-on", "as-of", "edit-this", "with-script", "skip", "here", "md-content__button"}


def texts(published: Published) -> dict[str, str]:
    """Return the text beside each page, by the page's address."""
    files = published.folder.rglob("index.md")
    return {f.relative_to(published.folder).as_posix().removesuffix("index.md"): f.read_text("utf-8") for f in files}


def read(markdown: str) -> Element:
    """Return what a reader of Markdown makes of a text."""
    return html5lib.parse(READER.render(markdown), namespaceHTMLElements=False)


def said(element: Element) -> str:
    """Return the text of an element without spaces, of which Markdown keeps no count, and without links to itself."""
    return "".join("".join(_seen(element)).split()).replace("¶", "")


def _seen(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield from _seen(child) if is_seen(child) else ()
        yield child.tail or ""


def is_seen(element: Element) -> bool:
    """Return whether an element is a part of what a page says to a reader without a script."""
    hidden = "hidden" in element.attrib or element.tag.rpartition("}")[2] in HIDDEN
    # The reader here knows no footnotes, nor the way to them and back.
    return not hidden and "#fn" not in element.get("href", "") and not CONTROLS & {*element.get("class", "").split()}


def paragraphs(element: Element) -> Iterator[Element]:
    """Yield what a page says, piece by piece."""
    for child in filter(is_seen, element):
        if child.tag in ("p", "h1", "h2", "h3", "h4", "li", "td", "th", "dt", "dd", "summary", "figcaption", "pre"):
            yield child
        yield from paragraphs(child)


def link_of(page: BuiltPage) -> list[str]:
    """Return where the head of a page leads for its text."""
    return [one.get("href") for one in page.tree.iter("link") if one.get("type") == "text/markdown"]


def test_each_page_leads_to_its_text_and_nothing_else_has_one(host: Published) -> None:
    own = own_pages(host.pages).keys() - {"404.html"}
    assert texts(host).keys() == own
    assert {address for address, page in host.pages.items() if link_of(page)} == own
    assert all(link_of(host.pages[address]) == ["index.md"] for address in own)
    assert MOVED in host.pages
    assert MOVED not in own


def test_each_page_leads_to_the_list_of_all_texts(host: Published) -> None:
    for address in own_pages(host.pages):
        links = [one for one in host.pages[address].tree.iter("link") if one.get("type") == "text/plain"]
        assert [urljoin(SITE + address, one.get("href")) for one in links] == [f"{SITE}llms.txt"], address


def test_both_engines_publish_the_same(published: Published, published_by_zensical: Published) -> None:
    assert texts(published) == texts(published_by_zensical)
    llms = [(one.folder / "llms.txt").read_bytes() for one in (published, published_by_zensical)]
    assert llms[0] == llms[1]


def test_a_text_says_all_that_its_page_says(published: Published) -> None:
    for address, text in texts(published).items():
        page, there = published.pages[address], said(read(text))
        header = next((one for one in page.article.iter("div") if one.get("class") == "decision-header"), None)
        drawn = {*header.iter()} if header is not None else set()
        told = [said(one) for one in paragraphs(page.article) if one not in drawn]
        assert told, address
        assert [one for one in told if one not in there] == [], address


def test_a_text_says_nothing_of_the_frame_around_its_page(published: Published) -> None:
    for address, text in texts(published).items():
        page, there = published.pages[address], said(read(text))
        own = said(page.article)
        frame = {said(one) for one in page.tree.iter() if one.tag in ("nav", "header", "footer", "button", "form")}
        frame |= {one.get("title", "").replace(" ", "") for one in page.tree.iter("a")} | {"Citethis", "Editthispage"}
        assert [one for one in frame if len(one) > 3 and one in there and not (one in own and len(one) < 40)] == []


def test_a_text_says_nothing_of_what_needs_a_script(published: Published) -> None:
    assert "The decision as Markdown" in published.pages["choose/"].text()
    text = (published.folder / "choose" / "index.md").read_text("utf-8")
    assert "The decision as Markdown" not in text
    assert "## The answer" not in text


def test_every_link_is_a_whole_address_that_leads_somewhere(published: Published) -> None:
    built = BuiltSite(published.folder)
    for address, text in texts(published).items():
        targets = [link.get("href") for link in read(text).iter("a")]
        assert [one for one in targets if not urlsplit(one).scheme] == [], address
        places = {one.removeprefix(SITE) for one in targets if one.startswith(SITE)}
        files = {one for one in places if re.fullmatch(r"[^#?]*\.\w+", one)}
        assert [one for one in files if not (built.folder / one).is_file()] == [], address
        assert [one for one in places - files if not built.has(re.sub(r"\?[^#]*", "", one))] == [], address


def test_what_can_be_linked_on_a_page_can_be_cited_from_its_text(published: Published) -> None:
    built = BuiltSite(published.folder)
    for address, text in texts(published).items():
        cited = {link.get("href") for link in read(text).iter("a") if "".join(link.itertext()) == "¶"}
        offered = {f"{SITE}{address}#{id}" for id in built.page(address).links}
        # A heading of a decision with an address of its own is text that somebody wrote, and is left as it is.
        assert cited <= offered if address.startswith("adr/0") else cited == offered, address
        assert f"<{SITE}{address}>, as of {GUIDE.as_of}" in text


def test_code_stays_as_it_is_written(published: Published) -> None:
    for address, text in texts(published).items():
        if address.startswith("adr/0"):
            continue  # what people wrote, and above it on the page how to go on with it
        shown = {"".join(one.itertext()).strip() for one in read(text).iter("code")}
        there = [one for one in published.pages[address].article.iter("pre") if one.find("code") is not None]
        written = ["".join(one.itertext()).strip() for one in there]
        assert [one for one in written if one and one not in shown] == [], address


def test_a_page_without_a_heading_is_called_as_in_its_head(tmp_path: Path) -> None:
    head = '<meta property="og:title" content="Words &amp; *more*">'
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "index.html").write_text(f"{head}<article><p>One.</p></article>", "utf-8")
    site = site_of(GUIDE, SITE)
    cite = f"Cite as: <{SITE}words/>, as of {GUIDE.as_of}"
    beside = dict(page_texts(site, BuiltSite(tmp_path)))
    assert beside["words/index.md"] == f"# Words & \\*more\\*\n\n{cite}\n\nOne.\n"


# What looks like Markdown or HTML, and stands in a text that is neither.
LOOKS = [
    "<script>alert(1)</script> and <b>bold</b>, &amp; too, and <!-- no comment -->",
    "[x](javascript:alert(1)), ![i](u), [^1], <https://example.org> and `code` or ``",
    "*a* **b** _c_ __d__ snake_case ~~e~~ 2 * 3 \\* \\",
    *("# heading", "1. item", "26. item", "- item", "+ item", "> quote", "---", "===", "| a | b |", "~~~", "    code"),
    "2026-11-26. Then - not a list - 3. nor here",
]


@pytest.mark.parametrize("text", LOOKS)
@pytest.mark.parametrize("around", ["<p>{}</p>", "<ul><li>{}</li></ul>", "<table><tr><th>{}</th></tr></table>"])
def test_what_looks_like_markdown_stays_the_text_that_it_is(text: str, around: str) -> None:
    tree = read(as_markdown(around.format(escape(text)), SITE))
    assert said(tree) == "".join(text.split())
    made = {one.tag for one in tree.iter()} - {"html", "head", "body"}
    assert made <= {"p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td"}


def test_tables_stay_tables_and_what_is_folded_is_told(published: Published) -> None:
    text = texts(published)["patterns/"]
    tables = [*read(text).iter("table")]
    assert len(tables) == len([*published.pages["patterns/"].article.iter("table")])
    pattern = next(iter(GUIDE.patterns.values()))
    reason = next(iter(pattern.needs.values())).reason
    assert "".join(reason.split()) in said(read(text))
    assert "\\-" not in text


def test_a_heading_below_which_something_is_folded_is_a_heading_in_its_text(published: Published) -> None:
    told = [said(heading) for heading in read(texts(published)["serverless/"]).iter("h3")]
    assert ["".join(kind.name.split()) for kind in GUIDE.kinds.values() if "".join(kind.name.split()) not in told] == []


@pytest.mark.parametrize("status", STATUSES)
def test_a_decision_says_first_whether_it_holds(status: str, published: Published) -> None:
    lines = texts(published)[STATUSES[status]].split("\n")
    assert lines[0].startswith("# ADR ")
    held = {"accepted": "in force since", "proposed": "proposed on"}.get(status, f"{status} since")
    assert lines[2].startswith(f"- State: {held} ")
    assert ("not in force" in lines[2]) == (status in ("superseded", "rejected", "deprecated"))
    assert lines[3].startswith("- In force today: [ADR ") == (status == "superseded")


def test_a_decision_without_a_page_of_its_own_is_led_on_and_what_nobody_sees_is_left_out() -> None:
    old = GUIDE.decisions[17]
    draft = replace(old, path="adr/draft-x.md", number=None)
    body = (
        "# Old title\n\n<!-- [unseen](0001-x.md)\nhere -->\n## Decision Outcome\n\nSee [a draft](draft-x.md), "
        "[it][1], <a href='../docs/patterns/bicycle.md'>b</a>, `[c](d.md)` and [m](mailto:a@b.example).\n\n"
        f"[1]: {old.name}.md#decision-outcome\n"
    )
    decision = replace(old, body=body)
    assert read_markup(body).links
    guide = replace(GUIDE, decisions={**GUIDE.decisions, 17: decision}, drafts=(draft,))
    text = decision_text(site_of(guide, SITE), decision).partition("- Summary: ")[2].partition("\n")[2]
    here = f"{SITE}adr/{old.name}/#decision-outcome"
    assert text.strip() == (
        f"## Decision Outcome [¶]({here})\n\nSee [a draft]({CODE}/blob/main/adr/draft-x.md), [it][1], "
        f"<a href='{SITE}patterns/bicycle/'>b</a>, `[c](d.md)` and [m](mailto:a@b.example).\n\n[1]: {here}"
    )


def test_the_list_leads_from_each_question_page_and_decision_to_its_text(published: Published) -> None:
    text = (published.folder / "llms.txt").read_text("utf-8")
    lines = text.split("\n")
    assert lines[0].startswith("# ")
    assert lines[2].startswith("> ")
    assert re.findall(r"^## (.*)$", text, re.M) == ["Questions", "Pages", "Decisions in force", "Optional"]
    sections = dict(zip(["", "Questions", "Pages", "in force", "Optional"], text.split("\n## "), strict=True))
    entries = {name: re.findall(r"^- \[.*?\]\((\S+)\)", part, re.M) for name, part in sections.items()}
    listed = [one.removeprefix(SITE) for part in entries.values() for one in part]
    assert [one for one in listed if not (published.folder / one).is_file()] == []
    assert len(entries["Questions"]) == len(GUIDE.questions)
    for question in GUIDE.questions:
        assert all(one.front.summary in sections["Questions"] for one in GUIDE.answering(question))
    held = [one for one in GUIDE.decisions.values() if one.front.status is Status.ACCEPTED]
    assert entries["in force"] == [f"{SITE}adr/{one.name}/index.md" for one in reversed(held)]
    assert {*entries["Pages"], *entries["in force"], *entries["Optional"]} >= {
        urljoin(SITE, f"{address}index.md") for address in own_pages(published.pages) if address != "404.html"
    }
    assert f"]({SITE}guide.json)" in sections[""]
