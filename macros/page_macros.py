"""What pages can call: every macro, in the groups in which /contribute/ lists them.

A macro takes the page that it is drawn on, and then what the page calls it with: texts. One for which nothing has to be
worked out is a template alone, whose first line says what it shows.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from pathlib import Path

from markupsafe import Markup

from guide.checks import sentences
from guide.model.entries import Provider
from guide.model.fields import NOUNS, one_of
from guide.model.guide import Guide
from guide.text.macro_calls import read_calls
from macros.addresses import address_of
from macros.editing import editing_collection, starting
from macros.page import Page
from macros.render import TEMPLATES, render
from macros.views import choose_page, facts, log_page, onboarding_page, opportunities_page, propose_form, sources_page

PageMacro = Callable[..., str]


def _template(template: str, *names: str) -> PageMacro:
    """Return the macro of a template that needs nothing but the page, and what the page calls it with, by ``names``."""

    def draw(page: Page, *arguments: str) -> str:
        return render(template, page, **dict(zip(names, arguments, strict=True)))

    taken = [inspect.Parameter(name, inspect.Parameter.POSITIONAL_ONLY) for name in ("page", *names)]
    draw.__signature__ = inspect.Signature(taken)
    stem = Path(template).stem
    draw.__name__ = stem.replace("-", "_")
    draw.__doc__ = re.match(r"\{# (.+?) #\}", (TEMPLATES / template).read_text("utf-8"), re.S)[1]
    return draw


def contribute(page: Page, title: str, summary: str) -> str:
    """Return how to change the guide, with pictures of a decision of that title and summary."""
    # Its template calls macros as a page does.
    macros = {name: _marked(draw, page) for name, draw in MACROS.items()}

    def edit(collection: str) -> str:
        """Return where the code host lets one edit the file of a collection, or shows the folder of its files."""
        return editing_collection(page, collection).address

    def start(collection: str) -> str:
        """Return where the code host starts a file of a collection, or edits the one that holds all its entries."""
        editing = editing_collection(page, collection)
        return editing.address if editing.is_file else starting(page, collection).address

    at = importing_at(page.guide)
    return render(
        "contribute.md", page, edit=edit, start=start, importing_at=at, title=title, summary=summary, **macros
    )


def importing_at(guide: Guide) -> str | None:
    """Return the address of the page that says how to bring a log; None where /contribute/ says it itself.

    Content from before this page was one of its own has none.
    """
    pages = (path for path, text in guide.prose.items() if "importing" in {one.name for one in read_calls(text).calls})
    return next((address_of(path.removeprefix("docs/")) for path in pages), None)


def _marked(draw: PageMacro, page: Page) -> Callable[..., Markup]:
    return lambda *arguments: Markup(draw(page, *arguments))


def rules(page: Page) -> str:
    """Return the rules that the data and the decisions are checked by."""
    return render("rules.html", page, rules=sentences())


def macros(page: Page) -> str:
    """Return this list of the macros, with examples from the data."""
    calls = {name: example(page.guide, draw) for name, draw in MACROS.items()}
    return render("macros.html", page, groups=_GROUPS, sentence=sentence, takes=takes, calls=calls)


_GROUPS: dict[str, tuple[PageMacro, ...]] = {
    "In any text": (facts.cite, _template("limit.html", "id"), facts.repository),
    "The questions": (facts.answers, _template("decisions-on.html", "question")),
    "Choosing a pattern": (
        choose_page.choose,
        _template("pattern-order.html"),
        choose_page.tree_picture,
    ),
    "Patterns": (
        _template("landscape.html"),
        _template("pattern-comparison.html"),
        _template("needs-by-pattern.html"),
        _template("pattern.md", "id"),
        _template("capability.html", "id"),
        _template("capability-table.html"),
        _template("provider.html", "provider"),
    ),
    "New projects": (_template("takeaways.html"), _template("checklist.md"), _template("checklist-as-markdown.html")),
    "Kinds of work": (
        opportunities_page.opportunities,
        _template("no-service.html"),
        _template("when-not.html", "pattern"),
        _template("limits.html"),
    ),
    "What we have": (facts.project_table, facts.project, facts.tools, facts.open_points),
    "Decisions": (
        log_page.decision_log,
        _template("rejected.html"),
        log_page.successions,
        log_page.decisions_over_time,
        log_page.timeline,
        _template("feed-links.html"),
    ),
    "The guide itself": (
        sources_page.sources,
        contribute,
        _template("importing.md"),
        onboarding_page.onboarding,
        propose_form.new_decision,
        propose_form.picture_of_check,
        propose_form.picture_of_draft,
        propose_form.picture_of_decision,
        rules,
        macros,
    ),
}
MACROS: dict[str, PageMacro] = {draw.__name__: draw for group in _GROUPS.values() for draw in group}


# What a parameter of one of these names may be, where it is no id.
WORDS: dict[str, tuple[str, ...]] = {"provider": tuple(map(str, Provider))}
# An example of what it may be, where it is any text.
_TEXTS = {"path": "tree/main/data", "title": "Use queues for mail", "summary": "No page waits for mail."}


def parameters(draw: PageMacro) -> list[inspect.Parameter]:
    """Return what a macro takes, but for the page that it is drawn on."""
    return list(inspect.signature(draw).parameters.values())[1:]


def collection_of(parameter: inspect.Parameter, draw: PageMacro) -> str | None:
    """Return the collection whose ids a macro takes for a parameter, or None if it takes any text."""
    noun = {"id": draw.__name__, "ids": "source"}.get(parameter.name, parameter.name)
    return next((collection for collection, name in NOUNS.items() if name == noun), None)


def sentence(draw: PageMacro) -> str:
    """Return what a macro shows, in a sentence."""
    text = " ".join((draw.__doc__ or "").partition("\n\n")[0].split()).removeprefix("Return ")
    return text[:1].upper() + text[1:]


def takes(draw: PageMacro) -> str:
    """Return what a macro is called with, in words; an empty text for nothing."""
    words = []
    for parameter in parameters(draw):
        collection = collection_of(parameter, draw)
        if parameter.kind is parameter.VAR_POSITIONAL:
            words.append(f"ids of {collection}")
        elif collection:
            words.append(f"the id of a {NOUNS[collection]}")
        elif parameter.name in WORDS:
            words.append(one_of(WORDS[parameter.name]))
        else:
            is_optional = parameter.default is not parameter.empty
            words.append(f"a {parameter.name}{', if any' if is_optional else ''}")
    return " and ".join(words)


def example(guide: Guide, draw: PageMacro) -> str:
    """Return a call of a macro as a page of the guide could have it."""
    texts = []
    for parameter in parameters(draw):
        collection = collection_of(parameter, draw)
        if collection:
            text = next(iter(getattr(guide, collection)), "id")
        else:
            text = WORDS[parameter.name][0] if parameter.name in WORDS else _TEXTS[parameter.name]
        texts.append(f'"{text}"')
    return f"{draw.__name__}({', '.join(texts)})"
