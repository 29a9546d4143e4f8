"""What the notes say: each statement is read on the page that tells it, in the words that it names, hedge and all."""

from __future__ import annotations

from guide.checks.statement_rules import says, texts_at
from guide.model.guide import Guide
from macros.addresses import address_of, where
from tests.content.looking import Pages, flat, links


def test_every_statement_is_read_where_it_is_told_with_its_hedge(guide: Guide, own_pages: Pages) -> None:
    lost = []
    for id, statement in guide.notes.items():
        for place, words in statement.told.items():
            page = own_pages[address(guide, place)]
            said, parts = " ".join((page.text(), *links(page))), [page.text(part) for part in page.article.iter()]
            for word in (*words, *(statement.hedge or ())):
                telling = [flat(text) for text in texts_at(guide, place) if says([text], word)]
                # The text of an entry stands there to the letter; that of a page has links and marks in it.
                if not (says(parts, word) if place in guide.prose else any(text in said for text in telling)):
                    lost.append(f"'{id}' is not told by '{word}' of {place}")
    assert lost == []


def address(guide: Guide, place: str) -> str:
    """Return the address of the page on which the text of a place is read."""
    if place in guide.prose:
        return address_of(place.removeprefix("docs/"))
    collection, id, *_ = place.split("/")
    return where(collection, id).partition("#")[0]
