"""A Python-Markdown extension that makes the decisions pages of the site, and lists what pages refer to.

A decision is Markdown that works on the code host, and is never run through Jinja. On the site it
gets a header and a way on, its links to ``../docs/…`` lead to the pages made from there, and it is
cleaned of everything that a page may not hold, whatever the rules may have overlooked. Both engines
load Markdown extensions, which neither do for each other's hooks.
"""

from __future__ import annotations

import posixpath
import re
from functools import partial
from html import escape, unescape
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE
from markupsafe import Markup

from guide.checks.links import broken
from guide.model.claims import Source, Statement
from guide.model.decision import FOLDER, Decision
from guide.model.guide import Guide
from guide.model.life_cycle import Status
from guide.text import code_host
from guide.text.html import address_fault, clean, is_own_address, with_addresses, with_faults_as_text
from macros.addresses import address_of, relative, where
from macros.badges import Citation, offered
from macros.draft_links import DraftLinks
from macros.editing import edited
from macros.engines import base_of, is_decision, page_of, problems_shown, site_read
from macros.page import Page
from macros.problems_page import ProblemsPage
from macros.render import render

SOURCES_ID = "page-sources"
_LINKS_TO_PAGES = "../docs/"
# What ``cite`` draws, with room for the number that the source has on the page.
_NOTHING = "<!-- nothing -->"
_EMPTY_PART = re.compile(rf"^#{{2,6}} .*\{{:[^}}\n]*#([\w-]+)[^}}\n]*\}}\s*{_NOTHING}", re.M)
# A box, a table of contents and a definition, in a paragraph, an item or a quotation.
_OUR_MARK = re.compile(r"^((?:> ?|[-*+] +)* {0,3})(?=!!!|\[TOC\]$|: )(.)")
_CITED = re.compile(rf'(<a href="[^"]*({where("sources", "[a-z0-9-]+")})" tabindex="-1">)(?=</a>)')

# How much what the search finds in a decision counts that is not in force any more, or never was.
_RETIRED = 0.001

# What paper leaves out, and with it the sources of that alone.
_ON_SCREEN = re.compile(r'<details class="on-screen"[^<>]*>.*?</details>', re.S)


class DecisionPages(Extension):
    """Registers the steps that turn a decision's Markdown into a page, and the list of sources below other pages."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        md.preprocessors.register(_HeaderAndFooter(md), "decision-header", 5)
        code_host.register(md, is_decision)
        # After fences (25) and HTML (20) have been set aside, and its blocks (15) are as they are to be.
        md.preprocessors.register(_NoMarkOfOurs(md), "imported-marks", 14)
        # Before raw HTML (20) is set aside, as which such a part is drawn.
        md.preprocessors.register(_EmptyParts(md), "empty-parts", 25)
        # After raw HTML (20) has been set aside, in which it looks for references.
        md.preprocessors.register(_Foot(md), "page-foot", 4)
        # After all that is made of the text.
        md.preprocessors.register(ProblemsPage(md), "page-problems", 3)
        # After attribute lists (8) were applied, and before MkDocs resolves links (0).
        md.treeprocessors.register(_Links(md), "decision-links", 5)
        # After headings have got their ids (5), which keep to what people wrote.
        md.treeprocessors.register(_Title(md), "decision-title", 2)
        # Before what was set aside is put back (30).
        md.postprocessors.register(_HtmlLinks(md), "decision-html", 35)
        # After it was, and after every other step that changes the text (10).
        md.postprocessors.register(_Clean(md), "decision-clean", 6)
        # Once every link of the page is there, however it was written.
        md.postprocessors.register(DraftLinks(md), "draft-links", 5)


def _decision(md: Markdown) -> Decision | None:
    """Return the decision whose page is being rendered, or None for any other page."""
    path, _ = page_of(md)
    return None if problems_shown() or not is_decision(md) else site_read().guide.decision_at(path)


class _EmptyParts(Preprocessor):
    """Leaves out the heading of a part for which a macro has nothing to show, but not what leads there."""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        return _EMPTY_PART.sub(r'<span id="\1"></span>', text).split("\n") if _NOTHING in text else lines


class _NoMarkOfOurs(Preprocessor):
    """Shows as text what is a mark here, but not on the code host where an imported record was written."""

    def run(self, lines: list[str]) -> list[str]:
        decision = _decision(self.md)
        if not (decision and decision.front.imported_from):
            return lines
        return [_OUR_MARK.sub(lambda match: f"{match[1]}&#{ord(match[2])};", line) for line in lines]


class _HeaderAndFooter(Preprocessor):
    """Gives a page its pencil, and a decision's its header, below the title, and the way on, below the text.

    overrides/partials/content.html puts them there: as a part of the text, both would be searched for
    what to link, to set in type and to index, on every page of a long log.
    """

    def run(self, lines: list[str]) -> list[str]:
        decision = _decision(self.md)
        path, engine_page = page_of(self.md)
        if engine_page and not problems_shown():
            file = path if is_decision(self.md) else f"docs/{path}"
            engine_page.meta["edit"] = edited(Page(site_read(), address_of(path)), file)
        if decision:
            # Templates are not Markdown: neither engine touches the links in what they are given.
            page = Page(site_read(), where("decisions", decision.name))
            engine_page.meta.setdefault("description", decision.front.summary)
            # The search finds a page by its tags before all else.
            names = [decision.label, decision.name.partition("-")[0]] if decision.number else []
            engine_page.meta["tags"] = [*names, *decision.front.tags]
            if decision.front.status.is_retired or decision.front.status is Status.REJECTED:
                # A result shows its tags, so one sees it there; what is in force comes before it.
                engine_page.meta["tags"].append(str(decision.front.status))
                engine_page.meta["search"] = {"boost": _RETIRED}
            engine_page.meta["title"] = _page_title(decision)
            engine_page.meta["decision"] = _header_and_footer(page, decision)
        if engine_page and engine_page.meta.get("title"):
            # The theme writes it as it is, as it does with a title that it has from the text.
            engine_page.meta["title"] = escape(str(engine_page.meta["title"]), quote=False)
        if engine_page and engine_page.meta.get("tags"):
            # The theme's search writes them as they are.
            engine_page.meta["tags"] = [escape(str(tag), quote=False) for tag in engine_page.meta["tags"]]
        return lines


def _page_title(decision: Decision) -> str:
    """Return what a tab, a bookmark and the preview of a link show, from which one sees whether it holds."""
    status = decision.front.status
    return decision.called if status is Status.ACCEPTED else f"{decision.called} ({status})"


def _header_and_footer(page: Page, decision: Decision) -> dict[str, str]:
    before, after = page.guide.beside(decision)
    citation = Citation(decision.called, page.absolute(where("decisions", decision.name)))
    return {
        "header": render("decision.html", page, decision=decision),
        "footer": render(
            "decision-footer.html",
            page,
            decision=decision,
            citation=citation,
            badges=offered(page, decision),
            before=before,
            after=after,
        ),
    }


class _Foot(Preprocessor):
    """Numbers the sources that a page refers to, lists them at its foot, and tells paper what was printed.

    Those of decisions are a part of their text.
    """

    def run(self, lines: list[str]) -> list[str]:
        path, _ = page_of(self.md)
        if not path or is_decision(self.md) or problems_shown():
            return lines
        # Blocks of HTML have been set aside by now; the references in the prose have not.
        blocks = self.md.htmlStash.rawHtmlBlocks
        in_order = HTML_PLACEHOLDER_RE.sub(lambda match: str(blocks[int(match[1])]), "\n".join(lines))
        site = site_read()
        page = Page(site, address_of(path))
        sources = cited(in_order, site.guide)
        printed = {one for one, _, _ in cited(_ON_SCREEN.sub("", in_order), site.guide)}
        addresses = [where("sources", *one.split("#")) for one, _, _ in sources]
        numbers = {address: number for number, address in enumerate(addresses, start=1)}

        def numbered(text: str) -> str:
            return _CITED.sub(lambda match: f"{match[1]}{numbers.get(match[2], '')}", text)

        lines = [numbered(line) for line in lines]
        blocks[:] = [numbered(block) if isinstance(block, str) else block for block in blocks]
        project = path.removeprefix("projects/").removesuffix(".md")
        foot = render("foot.html", page, sources=sources, printed=printed, address=address_of(path), project=project)
        heading = [f"## Sources of this page {{: #{SOURCES_ID} data-search-exclude }}", ""] if sources else []
        return [*lines, "", *heading, self.md.htmlStash.store(foot)]


def cited(text: str, guide: Guide) -> list[tuple[str, Source, Statement | None]]:
    """Return what the drawn text of a page cites, each once, in the order in which it does.

    For each: what it is cited by, the source, and the statement if it is one.
    """
    addresses = dict.fromkeys(match[2] for match in _CITED.finditer(text))
    citable = {where("sources", *one.split("#")): one for one in guide.citable}
    found = [citable[address] for address in addresses if address in citable]
    parts = [(one, *one.partition("#")[::2]) for one in found]
    return [(one, guide.sources[id], guide.sources[id].statements.get(name)) for one, id, name in parts]


class _Title(Treeprocessor):
    """Puts the number of a decision before its title, in the place of what an imported one was called in its log."""

    def run(self, root: Element) -> None:
        decision = _decision(self.md)
        title = next(root.iter("h1"), None) if decision else None
        if title is None:
            return
        text = (title.text or "").removeprefix(decision.heading.removesuffix(decision.title))
        title.text = f"{decision.called.removesuffix(decision.title)}{text}"


class _Links(Treeprocessor):
    """Turns links to ../docs/ into the site's form; one that leads nowhere shows its text alone.

    The check tells of such links, so they come here only where it reads a text otherwise than this page does, or where
    an imported text had them before. MkDocs would not build the page at all.
    """

    def run(self, root: Element) -> None:
        if not is_decision(self.md):
            return
        guide, decision = site_read().guide, _decision(self.md)
        read = {link.target for link in decision.markup.links} if decision else set()
        dead = frozenset(decision.front.dead_links if decision else ())
        for element in root.iter():
            name = {"a": "href", "img": "src"}.get(element.tag, "")
            target = element.get(name, "")
            unread = name and target not in read and element.get("class") != "here"
            if unescape(target) in dead or (unread and _leads_nowhere(target, name == "src", decision, guide)):
                element.text = element.get("alt") or element.text
                element.tag = "span"
                element.attrib.clear()
            elif target.startswith(_LINKS_TO_PAGES):
                element.set(name, posixpath.join("..", target.removeprefix(_LINKS_TO_PAGES)))


def _leads_nowhere(target: str, is_picture: bool, decision: Decision | None, guide: Guide) -> bool:
    return bool(address_fault(target, is_picture) or (decision and broken(target, decision.path, guide)))


class _HtmlLinks(Postprocessor):
    """Leads the links in raw HTML on from where the engine takes them to start, in the quotes that /print/ looks for.

    Those of a decision start at its file, as its others do. Those of other pages start at the page's address, so that
    they may lead to what is made of no file, and what macros draw does the same.
    """

    def run(self, text: str) -> str:
        path, engine_page = page_of(self.md)
        if not path:
            return text
        decision = _decision(self.md)
        lead = partial(_led, path, base_of(engine_page), frozenset(decision.front.dead_links if decision else ()))
        blocks = self.md.htmlStash.rawHtmlBlocks
        # Called for each heading too, so what is done already is marked.
        for index, block in enumerate(blocks):
            if isinstance(block, str) and not isinstance(block, Markup):
                blocks[index] = Markup(with_addresses(block, lead))
        return text


class _Clean(Postprocessor):
    """Leaves nothing in a decision's page but what a page may hold, and marks the place of the header.

    Of an imported text, which nobody has held to that, it shows the rest as text.

    overrides/partials/content.html puts it below the first title, of which an imported record may have several.
    """

    def run(self, text: str) -> str:
        if not is_decision(self.md):
            return text
        decision = _decision(self.md)
        if decision and decision.front.imported_from:
            text = with_faults_as_text(text)
        return clean(text).replace("</h1>", "</h1><!-- decision-header -->", 1)


def _led(path: str, base: str, dead: frozenset[str], target: str) -> str | None:
    """Return a link in the raw HTML of a page as it is written for an engine, or None if it is known to be dead.

    path: the page below docs/. base: what the engine takes the link to be relative to. dead: the links that are.
    """
    if target in dead:
        return None
    way, mark, rest = re.fullmatch(r"([^?#]*)([?#]?)(.*)", target, re.S).groups()
    if not way or not is_own_address(target) or way.startswith("/"):
        return target
    if path.startswith(f"{FOLDER}/"):
        file = posixpath.normpath(posixpath.join(FOLDER, way)).removeprefix("docs/")
        to = address_of(file) if file.endswith(".md") else file
    elif base == (address := address_of(path)):
        return target
    else:
        to = posixpath.normpath(posixpath.join(address, way)).removeprefix(".")
        to += "/" if to and re.search(r"(?:^|/)\.{0,2}$", way) else ""
    return f"{relative(to, base)}{mark}{rest}"


def makeExtension(**options: Any) -> DecisionPages:  # noqa: N802  (Python-Markdown's name)
    """Return the extension (called by Python-Markdown)."""
    return DecisionPages(**options)
