"""What sources say that not everybody can open: stated where they are listed, and one click from each claim on it."""

from __future__ import annotations

from guide.model.guide import Guide
from macros.addresses import parts, where
from tests.content.looking import Pages, flat, links, offered, text


def test_every_statement_stands_with_its_source_with_its_hedge_and_a_link_to_copy(
    guide: Guide, own_pages: Pages
) -> None:
    page, lost = own_pages[where("sources")], []
    for id, source in guide.sources.items():
        for _, name, statement in parts("sources", source):
            anchor = where("sources", id, name).partition("#")[2]
            words = [statement.text, *(statement.hedge or ())]
            if anchor not in offered(page) or not all(flat(word) in text(page, anchor) for word in words):
                lost.append(f"'{id}#{name}' says '{text(page, anchor)}'")
    assert lost == []


def test_a_claim_and_the_statement_that_it_rests_on_lead_to_each_other(guide: Guide, own_pages: Pages) -> None:
    page, lost = own_pages[where("sources")], []
    for id, source in guide.sources.items():
        for _, name, _ in parts("sources", source):
            address = where("sources", id, name)
            claims = links(page, address.partition("#")[2]) - {f"/{address}"}
            back = {claim for claim in claims if f"/{address}" in links(own_pages[claim[1:].partition("#")[0]])}
            if not claims or claims != back:
                lost.append(f"'{id}#{name}' is not cited by {claims - back or 'anything'}")
    assert lost == []
