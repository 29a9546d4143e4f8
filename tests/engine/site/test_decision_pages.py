"""What a decision becomes on the site: a page with a header, right links, and nothing that runs."""

from __future__ import annotations

from types import SimpleNamespace
from urllib.parse import urljoin

import html5lib
import pytest
from markdown import Markdown
from markdown.preprocessors import Preprocessor

from guide.checks import check
from macros.decision_pages import DecisionPages
from macros.engines import read_site
from tests.engine.built_site import BuiltPage
from tests.engine.pages import CODE
from tests.engine.published import Published
from tests.engine.whole_guide import whole_guide, write_content

GUIDE = whole_guide()
SETTINGS = {"site_name": "The Guide", "site_url": "/", "repo_url": CODE, "edit_uri": "edit/main/docs/"}
IMPORTED = "adr/0025-use-wax.md"
# What an imported text may hold that no page may, and what its page shows in its place.
AS_TEXT = {
    "a tag that is not allowed": (
        "a <custom-tag x='y'>b</custom-tag>",
        "a &lt;custom-tag x='y'&gt;b&lt;/custom-tag&gt;",
    ),
    "a script": ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    "a comment that is never closed": ("a <!-- b", "a &lt;!-- b"),
    "a picture of another host": (
        "![a plan](https://example.org/x.png)",
        '<a href="https://example.org/x.png">a plan</a>',
    ),
    "the same as HTML": (
        '<img src="https://example.org/x.png">',
        '<a href="https://example.org/x.png">https://example.org/x.png</a>',
    ),
    "a picture in a link": (
        "[![state](https://example.org/x.png)](https://example.org)",
        '<a href="https://example.org">state</a>',
    ),
    "a picture that is none": ("![x](javascript:y)", "x"),
    "a link that was dead": ("[x](gone.md#y) ![z](gone.png)", "<span>x</span> <span>z</span>"),
    "the same as HTML, too": ("a <a href='gone.md#y'>x</a> <img alt=z src=gone.png>", "a <a>x</a> z"),
}


@pytest.fixture(scope="module", autouse=True)
def _site(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The site of the whole guide has been read, as an engine does before it renders a page."""
    root = write_content(tmp_path_factory.mktemp("read"))
    front = (root / IMPORTED).read_text("utf-8").partition("\n---\n")[0]
    texts = "\n\n".join(text for text, _ in AS_TEXT.values())
    text = f"{front}\ndead-links: ['gone.md#y', gone.png]\n---\n# Use wax\n\n{texts}\n"
    (root / IMPORTED).write_text(text, "utf-8")
    assert check(root) == []
    read_site(root, SETTINGS)


class Context(Preprocessor):
    """Tells the extension which page is rendered, as Zensical does."""

    def __init__(self, md: Markdown, path: str) -> None:
        super().__init__(md)
        self.page = SimpleNamespace(path=path, meta={})

    def run(self, lines: list[str]) -> list[str]:
        return lines


def rendered(text: str, path: str = "adr/9999-not-in-the-guide.md") -> str:
    """Return the HTML that an engine makes of a page's Markdown."""
    md = Markdown(extensions=["attr_list", "pymdownx.superfences", DecisionPages()])
    md.preprocessors.register(Context(md, path), "rendering_context", 0)
    return md.convert(text)


ATTACKS = [
    "<script>alert(1)</script>",
    "text <script>alert(1)</script> text",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x]( javascript:alert(1))",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "![x](javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](https://example.org){ onclick=alert(1) }",
    "a paragraph\n{: onmouseover=alert(1) }",
    "<svg onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<div\n onclick='alert(1)'>x</div>",
    "<IMG SRC=x ONERROR=alert(1)>",
    "`code` <script>alert(1)</script> `code`",
    "<!-- --> <script>alert(1)</script>",
    "<style>@import 'https://example.org'</style>",
    "<meta http-equiv=refresh content='0;url=https://example.org'>",
    "<javascript:alert(1)>",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_in_a_decision_runs_even_if_no_rule_had_seen_it(attack: str) -> None:
    tree = html5lib.parseFragment(rendered(f"# Title\n\n{attack}\n"), namespaceHTMLElements=False)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        assert element.tag not in ("script", "iframe", "style", "meta", "svg")
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert name != "srcdoc"
            assert "javascript" not in value.lower().replace("\t", "")
            assert not value.startswith("data:")


def test_what_a_decision_shows_as_code_stays_as_it_is() -> None:
    shown = rendered("# Title\n\n```html\n<script>alert({{ x }})</script>\n```\n\nand `<b onclick=x>`\n")
    text = "".join(html5lib.parseFragment(shown, namespaceHTMLElements=False).itertext())
    assert "<script>alert({{ x }})</script>" in text
    assert "<b onclick=x>" in text


def test_a_link_to_a_page_of_the_guide_works_on_the_code_host_and_on_the_site() -> None:
    assert 'href="../patterns/container.md#when"' in rendered("[x](../docs/patterns/container.md#when)")


@pytest.mark.parametrize(
    ("written", "leads"),
    [
        ('<a href="../docs/patterns/container.md#when">x</a>', "/patterns/container/#when"),
        ("<a href='0002-take-the-lightest-pattern.md'>x</a>", "/adr/0002-take-the-lightest-pattern/"),
        ("<a href=../docs/index.md>x</a>", "/"),
        ("<a href=img/a.pdf>x</a>", "/adr/img/a.pdf"),
        ("<a href='mailto:a@example.org'>x</a>", "mailto:a@example.org"),
        ("<a href='//example.org/a.md'>x</a>", "https://example.org/a.md"),
    ],
)
def test_a_link_that_is_written_as_html_works_on_the_site_too(written: str, leads: str) -> None:
    tree = html5lib.parseFragment(rendered(f"# x\n\n{written}\n"), namespaceHTMLElements=False)
    (link,) = tree.iter("a")
    # Zensical takes such a link to start at the source.
    assert urljoin("https://example.net/adr/", link.get("href")) == urljoin("https://example.net", leads)


def test_pages_that_are_no_decisions_are_left_alone() -> None:
    assert 'href="../docs/x.md"' in rendered("[x](../docs/x.md)", path="contribute.md")


@pytest.mark.parametrize("number", GUIDE.decisions)
def test_a_decisions_page_says_where_it_stands(number: int, pages: dict[str, BuiltPage]) -> None:
    decision = GUIDE.decisions[number]
    page = pages[f"adr/{decision.name}/"]
    text = page.text(page.article.find(".//div[@class='decision-header']"))
    assert f"Status {decision.front.status} since {decision.front.date}" in text
    assert ", ".join(decision.front.decision_makers) in text
    assert decision.front.summary in text
    # The first status is said already where it is the only one.
    for change in decision.front.history if decision.front.history[1:] else ():
        assert f"{change.status} on {change.date}" in text
    if decision.front.review_by:
        assert f"Review by {decision.front.review_by}" in text


def test_what_few_look_for_in_a_decisions_header_is_folded(pages: dict[str, BuiltPage]) -> None:
    header = pages["adr/0017-the-lightest-messenger/"].article.find(".//div[@class='decision-header']")
    shown, folded = ({term.text for term in part.iter("dt")} for part in header.iter("dl"))
    assert {"Status", "Cite as", "Supersedes", "Would be superseded by", "Review by"} <= shown
    assert folded == {"Rests on", "Based on it", "Referred to by", "History"}


def test_the_number_of_a_decision_leads_on_to_its_page(host: Published) -> None:
    for number, decision in GUIDE.decisions.items():
        page = host.pages[f"adr/{number}/"]
        assert page.leads_on
        way = page.tree.find(".//a[@data-moved]")
        assert urljoin(f"/adr/{number}/", way.get("href")) == f"/adr/{decision.name}/"
        assert page.text(way) == f"ADR {number}: {decision.title}"


@pytest.mark.parametrize("attributes", ["{: #rejected }", "{: .x #rejected data-x='1' }"])
def test_the_heading_of_a_part_that_holds_nothing_is_left_out_and_its_address_stays(attributes: str) -> None:
    text = f"# Log\n\nOne.\n\n## Rejected {attributes}\n\n<!-- nothing -->\n\n## Next {{: #next }}\n\nTwo."
    shown = rendered(text, "adr.md")
    tree = html5lib.parseFragment(shown, namespaceHTMLElements=False)
    assert [heading.get("id") for heading in tree.iter("h2")] == ["next"]
    assert tree.find(".//span[@id='rejected']") is not None
    assert " ".join("".join(tree.itertext()).split()).startswith("Log One. Next Two.")


def test_the_log_lists_every_decision_by_years_newest_first(pages: dict[str, BuiltPage]) -> None:
    rows = pages["adr/"].article.findall(".//ul[@class='log']/li")
    about = {True: [], False: []}
    for one in sorted(GUIDE.decisions.values(), key=lambda one: (one.front.date.year, one.number), reverse=True):
        about[GUIDE.is_about_itself(one)].append(one)
    newest_first = [*about[False], *sorted(about[True], key=lambda one: one.number, reverse=True)]
    assert [row.get("id") for row in rows] == [f"adr-{one.number}" for one in newest_first]
    for row, decision in zip(rows, newest_first, strict=True):
        text = pages["adr/"].text(row)
        assert decision.title in text
        assert str(decision.front.status) in text
        assert str(decision.front.date) in text


@pytest.mark.parametrize("subject", ["patterns", "projects", "tools"])
def test_what_a_decision_is_about_lists_it(subject: str, pages: dict[str, BuiltPage]) -> None:
    addresses = {"patterns": "patterns/{}/", "projects": "projects/{}/", "tools": "projects/"}
    missing = []
    for decision in GUIDE.decisions.values():
        for id in getattr(decision.front, subject):
            page = pages[addresses[subject].format(id)]
            links = [link.get("href") for link in page.article.iter("a")]
            if not any(link.endswith(f"adr/{decision.name}/") for link in links if link):
                missing.append(f"{page.address} does not list {decision.label}")
    assert missing == []


def test_a_decision_names_the_answers_that_it_rests_on_with_what_they_are_today(pages: dict[str, BuiltPage]) -> None:
    page = pages["adr/0017-the-lightest-messenger/"]
    (row,) = (row[1] for row in page.article.iter("div") if len(row) == 2 and row[0].text == "Rests on")
    patterns = {id: GUIDE.patterns[id].name for id in ("bottle", "bicycle")}
    need = GUIDE.needs["heavy"].name
    assert [page.text(item) for item in row.iter("li")] == [f"{name}, {need} ✕ cannot" for name in patterns.values()]
    links = {urljoin(f"/{page.address}", link.get("href", "")) for link in row.iter("a")}
    assert links == {f"/patterns/{id}/#need-heavy" for id in patterns}


def test_a_decision_that_is_no_longer_in_force_tells_what_has_moved_since(pages: dict[str, BuiltPage]) -> None:
    page = pages["adr/0009-pigeons-before-bottles/"]
    text = page.text(page.article.find(".//div[@class='decision-header']"))
    assert f"{GUIDE.patterns['pigeon'].name}, {GUIDE.needs['heavy'].name} ✓ can today: ✕ cannot" in text
    load = GUIDE.limits["pigeon-load"]
    moved = f"{load.name}: “80 g” is a figure of its day, until 2022-11-05; today it is {load.value}"
    assert f"Has moved since {moved}" in text
    links = {urljoin(f"/{page.address}", link.get("href", "")) for link in page.article.iter("a")}
    assert "/serverless/#limit-pigeon-load" in links


STARTING = "0017-the-lightest-messenger"


def test_a_decision_names_the_judgements_that_rest_on_it(pages: dict[str, BuiltPage]) -> None:
    page = pages[f"adr/{STARTING}/"]
    (row,) = (row[1] for row in page.article.iter("div") if len(row) == 2 and row[0].text == "Based on it")
    told = f"that {GUIDE.patterns['bicycle'].name} does not support {GUIDE.needs['heavy'].name}"
    assert told in [page.text(item) for item in row.iter("li")]


def test_a_starting_position_says_so_wherever_it_stands_and_leads_to_the_line_to_write(
    pages: dict[str, BuiltPage],
) -> None:
    page = pages[f"adr/{STARTING}/"]
    line = GUIDE.decisions[17].document.place("confirmed").line
    text = (
        "This is a starting position by Ada of the harbour, Bo, Cleo. Nobody in the organisation has confirmed it yet."
    )
    assert text in page.text()
    header = page.text(page.article.find(".//div[@class='decision-header']"))
    assert header.startswith(GUIDE.decisions[17].front.summary)
    for where in (page, pages["open-points/"]):
        links = {urljoin(f"/{where.address}", link.get("href", "")) for link in where.article.iter("a")}
        assert "write confirmed: {by: {your name}, date: {YYYY-MM-DD}} there." in where.text()
        assert any(link.endswith(f"/adr/{STARTING}.md#L{line}") for link in links)
    home = pages[""].text()
    assert "Answers that are “not confirmed yet” are a starting position by Ada of the harbour, Bo, Cleo. " in home
    assert "Decided in ADR 17: The lightest messenger not confirmed yet" in home
    (row,) = (row for row in pages["adr/"].article.iter("li") if row.get("id") == "adr-17")
    assert "accepted not confirmed yet" in pages["adr/"].text(row)
    # The others are the organisation's own.
    assert [number for number, one in GUIDE.decisions.items() if one.front.awaits_confirmation] == [17]
    assert home.count("not confirmed yet") == 2


def test_a_decision_that_somebody_has_confirmed_says_who_and_when(pages: dict[str, BuiltPage]) -> None:
    (text,) = (page.text() for address, page in pages.items() if address.startswith("adr/0011-"))
    assert "by Ada Lovett on 2021-02-03" in text
    assert "starting position" not in text


@pytest.mark.parametrize("what", AS_TEXT)
def test_the_page_of_an_imported_text_shows_as_text_what_it_may_not_hold(what: str) -> None:
    text, shown = AS_TEXT[what]
    assert rendered(text, IMPORTED).removeprefix("<p>").removesuffix("</p>") == shown
