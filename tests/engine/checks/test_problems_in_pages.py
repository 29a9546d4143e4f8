"""What is said of the pages of docs/, and of the files that lie beside texts: before anything is built or run."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.checks import check
from tests.engine.sample import edit, page

PAGE = "docs/crossing.md"
DRY = "adr/0002-stay-dry.md"
LIKE = 'a page calls a macro with texts, as in {{ name("id") }}, and to show two braces it writes &#123;&#123;'
KINDS = "avif, bmp, csv, drawio, excalidraw, gif, jpeg, jpg, mmd, pdf, plantuml, png, puml, svg, txt, webp"
AS_IT_IS = f"is no page, picture or document, and would be published as it is; remove it, or keep it as one of: {KINDS}"
FILES = (
    "adr/0001-cross-by-raft.md, adr/0002-stay-dry.md, patterns/kite.md, patterns/raft.md, "
    "projects/balloon.md, projects/ferry.md"
)
REMOVE = "remove it, or show it as code between backticks [allowed-html]"
HEAD = "# The crossing\n"
UNDESCRIBED = (
    f"{PAGE}:1:1: has no description; write 'description: …', a sentence on what is on it, between two lines '---' at "
    "the top [page-title]"
)

# (path, what stands there, what is put in its place), and every line that is printed then.
CASES = [
    pytest.param(
        [(PAGE, HEAD, HEAD + 'A {{ "".__class__ }}\n')],
        [f"{PAGE}:5:3: '{{{{ \"\".__class__ }}}}' is no call of a macro; {LIKE} [page-macro]"],
        id="an expression",
    ),
    pytest.param(
        [(PAGE, HEAD, "# The crossing {#crossing}\n{{ cite( }}\n{{ wrong() }}\n")],
        [
            f"{PAGE}:4:16: is not Jinja (Missing end of comment tag); a heading gets its id by {{: #id }} [page-macro]",
            f"{PAGE}:5:1: is not Jinja (unexpected '}}', expected ')'); {LIKE} [page-macro]",
            f"{PAGE}:6:1: there is no macro 'wrong'; write one that exists [page-macro]",
        ],
        id="what is no Jinja at all, and what stands behind it",
    ),
    pytest.param(
        [
            (PAGE, HEAD, HEAD + "<<<<<<< HEAD\nOne.\n=======\nOther.\n>>>>>>> branch\n"),
            (DRY, "We have to get", "<<<<<<<\nWe have to get"),
        ],
        [
            f"{DRY}:18:1: '<<<<<<<' marks a merge conflict; keep what is right of both sides, and remove the marks "
            "[merge-conflict]",
            f"{PAGE}:5:1: '<<<<<<<' marks a merge conflict; keep what is right of both sides, and remove the marks "
            "[merge-conflict]",
            f"{PAGE}:9:1: '>>>>>>>' marks a merge conflict; keep what is right of both sides, and remove the marks "
            "[merge-conflict]",
        ],
        id="a merge that nobody has settled",
    ),
    pytest.param(
        [(PAGE, HEAD, HEAD + "{% for x in y %}\n{% endfor %}\n")],
        [
            f"{PAGE}:5:1: '{{% for x in y %}}' is a statement; {LIKE} [page-macro]",
            f"{PAGE}:6:1: '{{% endfor %}}' is a statement; {LIKE} [page-macro]",
        ],
        id="statements",
    ),
    pytest.param(
        [(PAGE, HEAD, HEAD + "{{ cite(log) }} {{ cite('log') | safe }}\n")],
        [
            f"{PAGE}:5:1: '{{{{ cite(log) }}}}' lacks quotes around what is called for; write {{{{ cite(\"log\") }}}} [page-macro]",
            f"{PAGE}:5:17: '{{{{ cite('log') | safe }}}}' is no call of a macro; {LIKE} [page-macro]",
        ],
        id="a call with something other than texts, and a filter",
    ),
    pytest.param(
        [(PAGE, HEAD, HEAD + "{{ cite(log, chart#height) }}\n")],
        [
            f"{PAGE}:5:1: '{{{{ cite(log, chart#height) }}}}' lacks quotes around what is called for; "
            'write {{ cite("log", "chart#height") }} [page-macro]'
        ],
        id="texts without quotes",
    ),
    pytest.param(
        [(PAGE, HEAD, HEAD + "{{ capability('steering') }}\n"), ("data/capabilities.yml", "", "steering: '\n")],
        [
            "data/capabilities.yml:1:11: is not YAML (found unexpected end of stream); "
            "close the quote that is opened here [yaml-syntax]"
        ],
        id="a call with what cannot be read",
    ),
    pytest.param(
        [
            ("data/projects.yml", "ferry:", "ferry-boat:"),
            ("docs/projects/ferry.md", "", "{{ project('ferry') }}\n"),
            ("docs/projects/oar.md", "", "{{ project('oar') }}\n"),
        ],
        [
            "docs/projects/ferry.md:1:1: unknown project 'ferry', did you mean 'ferry-boat'? rename this page with it, or remove it [page-macro]",
            "docs/projects/oar.md:1:1: unknown project 'oar', one of: ferry-boat, balloon; rename this page with it, or remove it [page-macro]",
        ],
        id="the own page of what is called otherwise or gone",
    ),
    pytest.param(
        [(PAGE, HEAD, HEAD + "\nMore {{ cite('log'\n")],
        [f"{PAGE}:6:6: '{{{{ cite('log'' is never closed; {LIKE} [page-macro]"],
        id="a call that is never closed",
    ),
    pytest.param(
        [(PAGE, HEAD, HEAD + "{{ cit('log') }} {{ cite('lgo') }} {{ rules('x') }} {{ pattern() }}\n")],
        [
            f"{PAGE}:5:1: there is no macro 'cit'; did you mean 'cite'? [page-macro]",
            f"{PAGE}:5:26: unknown source 'lgo', did you mean 'log'? If not, add it to data/sources.yml, or take it out [unknown-reference]",
            f"{PAGE}:5:36: 'rules' takes nothing between the parentheses; write it so [page-macro]",
            f"{PAGE}:5:53: 'pattern' takes its id between the parentheses; write it so [page-macro]",
        ],
        id="calls of macros that there are not, or with too much or too little",
    ),
    pytest.param(
        [(PAGE, HEAD, HEAD + "<script>alert(1)</script>\n\n![x](https://example.org/x.png)\n")],
        [
            f"{PAGE}:5:1: the tag <script> is not allowed on a page; {REMOVE}",
            f"{PAGE}:7:6: the picture 'https://example.org/x.png' is on another host, from which pages load nothing; put the file beside the text; {REMOVE}",
        ],
        id="script, and a picture of another host",
    ),
    pytest.param(
        [(PAGE, "", '---\ntitle: A\nrender_macros: yes\ndescription: "{{ x }}"\n---\n' + HEAD)],
        [
            f"{PAGE}:3:1: unknown field 'render_macros'; it may be one of: title, description, hide, search, tags [page-fields]",
            f"{PAGE}:4:14: '{{{{ x }}}}' is not run as Jinja here; write the text itself [page-fields]",
        ],
        id="front matter that asks for more than it may",
    ),
    pytest.param(
        [(PAGE, "", "---\ntitle: =\ndescription: <meta http-equiv=refresh>\n---\n" + HEAD)],
        [f"{PAGE}:2:1: holds a value that the site cannot read; put each text in quotes [page-fields]"],
        id="front matter that the site would show as text",
    ),
    pytest.param(
        [(PAGE, "", "---\ntitle: no\nhide: 5\nsearch: off\ntags: [a, 2]\n---\n" + HEAD)],
        [
            f"{PAGE}:2:8: 'title' must be a text; put it in quotes [page-fields]",
            f"{PAGE}:3:7: 'hide' must be a list of texts, such as [toc] [page-fields]",
            f"{PAGE}:4:9: 'search' must be a mapping, such as {{boost: 2}} [page-fields]",
            f"{PAGE}:5:7: 'tags' must be a list of texts, such as [toc] [page-fields]",
        ],
        id="front matter of other shapes",
    ),
    pytest.param(
        [(PAGE, "", "template:base.html\n\n" + HEAD)],
        [
            f"{PAGE}:1:1: has front matter without its marks; put a line '---' above it and below it [page-fields]",
        ],
        id="front matter without its marks and without a space",
    ),
    pytest.param(
        [(PAGE, "", "template: x.html\n\n" + HEAD)],
        [
            f"{PAGE}:1:1: has front matter without its marks; put a line '---' above it and below it [page-fields]",
        ],
        id="front matter without its marks",
    ),
    pytest.param(
        [(PAGE, HEAD, HEAD + "{{ pattern('ratf') }} {{ when_not('x') }} {{ choose('x') }} {{ opportunities('x') }}\n")],
        [
            f"{PAGE}:5:1: unknown pattern 'ratf', did you mean 'raft'? [page-macro]",
            f"{PAGE}:5:23: unknown pattern 'x', one of: kite, raft [page-macro]",
            f"{PAGE}:5:43: unknown question 'x', one of: how-to-cross [page-macro]",
            f"{PAGE}:5:61: unknown pattern 'x', one of: kite, raft [page-macro]",
        ],
        id="calls with something that there is not",
    ),
    pytest.param(
        [("docs/sources.md", "", page("Sources", "{{ sources() }}\n"))],
        [
            "docs/patterns/kite.md:1:1: nothing here is called #when-light, #benefit-fast, #drawback-fragile, …, and docs/sources.md leads there; call the macro that draws it [page-call]",
            "docs/patterns/raft.md:1:1: nothing here is called #when-heavy, #benefit-dry, #drawback-slow, …, and docs/sources.md leads there; call the macro that draws it [page-call]",
            *(
                f"docs/sources.md:1:1: draws a link to /{place}/, where there is no page; add one [page-call]"
                for place in ("new-project", "production-environment", "projects", "serverless")
            ),
        ],
        id="a page that links to what no other page draws",
    ),
    pytest.param(
        [(PAGE, "description: What there is to know of The crossing.", "tags: []")], [UNDESCRIBED], id="no description"
    ),
    pytest.param(
        [(PAGE, "", "Words.\n")],
        [UNDESCRIBED, f"{PAGE}:1:1: has no title; write 'title: …' between two lines '---' at the top [page-title]"],
        id="neither title nor description",
    ),
    pytest.param(
        [(PAGE, "", "---\ntitle: ''\ndescription: ''\n---\nWords.\n")],
        [
            f"{PAGE}:2:8: has no title; write 'title: …' between two lines '---' at the top [page-title]",
            UNDESCRIBED.replace(":1:1:", ":3:14:"),
        ],
        id="a title and a description that say nothing",
    ),
    pytest.param(
        [("data/patterns/raft.yml", "name: Raft", 'name: A "float"')],
        [
            "docs/patterns/raft.md:2:14: the description 'What there is to know of Raft.' does not name the pattern "
            "'A \"float\"'; write its present name there [page-name]",
            "docs/patterns/raft.md:4:1: the heading 'Raft' does not name the pattern 'A \"float\"'; "
            "write '# A \"float\"' [page-name]",
        ],
        id="the own page of what has another name",
    ),
    pytest.param(
        [
            ("data/projects.yml", "name: Ferry", "name: The {{ ferry }}"),
            ("data/patterns/kite.yml", "name: Kite", "name: 'Kite {# 1'"),
        ],
        [
            "data/patterns/kite.yml:2:9: the name 'Kite {# 1' holds '{#', which a page's title may not; "
            "write the name without it [name-without-jinja]",
            "data/projects.yml:2:9: the name 'The {{ ferry }}' holds '{{', which a page's title may not; "
            "write the name without it [name-without-jinja]",
        ],
        id="names that a page's title may not hold",
    ),
    pytest.param(
        [("docs/projects/ferry.md", "", "---\ntitle: Boat\ndescription: The FERRY.\n---\n")],
        [
            "docs/projects/ferry.md:2:8: the title 'Boat' does not name the project 'Ferry'; write 'title: \"Ferry\"' "
            "[page-name]"
        ],
        id="the own page of a project by another title",
    ),
    pytest.param(
        [
            (
                PAGE,
                HEAD,
                HEAD + "[a](adr.md) [b](patterns/kite.md#x) [c](adr/0002-stay-dry.md#x) ![d](d.png) [e](/adr/)\n",
            )
        ],
        [
            f"{PAGE}:5:5: the link 'adr.md' leads to nothing; one of: {FILES} [page-link]",
            f"{PAGE}:5:17: the link 'patterns/kite.md#x' leads to nothing on docs/patterns/kite.md; one of: kite [page-link]",
            f"{PAGE}:5:41: the link 'adr/0002-stay-dry.md#x' leads to no heading of {DRY}; one of: considered-options, context-and-problem-statement, decision-outcome, stay-dry [page-link]",
            f"{PAGE}:5:70: the link 'd.png' leads to nothing; one of: {FILES} [page-link]",
            f"{PAGE}:5:81: '/adr/' works on no code host; link a page by the way to its file, such as patterns/index.md [page-link]",
        ],
        id="links of a page that lead nowhere",
    ),
    pytest.param(
        [(DRY, "../docs/crossing.md", "../docs/crossing.md#nowhere")],
        [
            f"{DRY}:18:43: the link '../docs/crossing.md#nowhere' leads to nothing on {PAGE}; one of: the-crossing [page-anchor]"
        ],
        id="a link to an anchor that a page does not have",
    ),
    pytest.param(
        [(DRY, "[the crossing](../docs/crossing.md)", "<ftp://example.org/x>")],
        [f"{DRY}:18:29: the address 'ftp://example.org/x' is neither of the web nor of a mail; {REMOVE}"],
        id="an address between angle brackets that is not of the web",
    ),
    pytest.param(
        [(DRY, "see [the crossing](../docs/crossing.md).", "see [it][i].\n\n> Quoted.\n>\n> [i]: nope.md")],
        [
            f"{DRY}:22:8: the link 'nope.md' leads to nothing; one of: 0001-cross-by-raft.md, ../docs/crossing.md, ../docs/patterns/kite.md, ../docs/patterns/raft.md, ../docs/projects/balloon.md, ../docs/projects/ferry.md [dead-link]"
        ],
        id="a dead link that is defined inside a quote",
    ),
    pytest.param(
        [(DRY, "../docs/crossing.md", "README.md")],
        [
            f"{DRY}:18:43: the link 'README.md' leads to a file that is not published; write its whole address on the code host [dead-link]"
        ],
        id="a link to a file that is no page",
    ),
    pytest.param(
        [
            (
                PAGE,
                HEAD,
                HEAD + '<a href="../nowhere/">a</a> <a href="../adr/0002-stay-dry/#x">b</a> <a href="./">c</a>\n',
            )
        ],
        [
            f"{PAGE}:5:10: the link '../nowhere/' leads to no page; write it as Markdown, with the way to a file [page-link]",
            f"{PAGE}:5:38: the link '../adr/0002-stay-dry/#x' leads to nothing on {DRY}; one of: considered-options, context-and-problem-statement, decision-outcome, stay-dry [page-link]",
        ],
        id="links as HTML that lead nowhere",
    ),
    pytest.param(
        [(PAGE, HEAD, HEAD + "\n" + "".join(f"{'  ' * depth}- a\n" for depth in range(30)))],
        [f"{PAGE}:31:51: is nested too deeply to be shown; end the lists and quotes above [readable-text]"],
        id="lists within lists without end",
    ),
    pytest.param(
        [(PAGE, HEAD, HEAD + "\nA paragraph.\n\n" + "[" * 1001 + "\n")],
        [
            f"{PAGE}:8:1: has more than 1000 brackets or backslashes in one paragraph; break it up by empty lines [readable-text]"
        ],
        id="a paragraph of brackets",
    ),
    pytest.param(
        [("adr/evil.html", "", "<script>"), ("docs/e.js", "", "alert(1)"), ("docs/feed.xml", "", "<x/>")],
        [f"{path}:1:1: {AS_IT_IS} [published-file]" for path in ("adr/evil.html", "docs/e.js", "docs/feed.xml")],
        id="files that a browser would run",
    ),
    pytest.param(
        [("adr/x.svg", "", '<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>'), ("adr/a.png", "", "x")],
        [
            "adr/x.svg:1:1: holds the attribute 'onload'; take that out of the picture, or keep it as PNG [published-file]"
        ],
        id="a picture with script",
    ),
    pytest.param(
        [('adr/"><img src=x>.png', "", "x")],
        [
            'adr/"><img src=x>.png:1:1: has a name that an address should not hold; use letters, digits, spaces and hyphens [published-file]'
        ],
        id="HTML in the name of a file",
    ),
]


@pytest.mark.parametrize(("edits", "expected"), CASES)
def test_what_is_wrong_with_a_page_is_said_once_with_its_place(
    edits: list[tuple[str, str, str]], expected: list[str], sample: Path
) -> None:
    for path, old, new in edits:
        edit(sample, path, old, new)
    assert [str(problem) for problem in check(sample)] == expected
