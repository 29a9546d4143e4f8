"""Links to drafts, which have no page on the published site until they land."""

from __future__ import annotations

import os
import posixpath
import re
from html import unescape
from urllib.parse import unquote, urlsplit

from markdown.postprocessors import Postprocessor

from guide.model.decision import FOLDER, name_of
from guide.text.html import is_own_address
from macros.engines import SERVING, is_decision, page_of, problems_shown, site_read

# Both engines show drafts while they serve; mkdocs.yml has them left out of a build that is told nothing else.
_SHOWN = SERVING or "GUIDE_DRAFTS" in os.environ
# A link that is never closed ends where the next one starts, so that no text is searched for its end twice.
_LINK = re.compile(
    r'<a\s[^<>]*?\bhref="(?P<target>[^"]*\bdraft-[^"]*)"[^<>]*>(?P<text>(?:(?!<a\s).)*?)</a>', re.I | re.S
)


class DraftLinks(Postprocessor):
    """Shows of a link to a draft its text alone where drafts have no page; landing leads it to the decision."""

    def run(self, text: str) -> str:
        path, _ = page_of(self.md)
        if _SHOWN or not path or "draft-" not in text or problems_shown():
            return text
        drafts = {draft.name for draft in site_read().guide.drafts}
        folders = ("", "..", FOLDER) if is_decision(self.md) else (FOLDER,)

        def without_page(match: re.Match[str]) -> str:
            target = unescape(match["target"])
            way = unquote(urlsplit(target).path).rstrip("/") if is_own_address(target) else ""
            in_log = posixpath.basename(posixpath.dirname(way)) in folders
            return match["text"] if in_log and name_of(posixpath.basename(way)) in drafts else match[0]

        return _LINK.sub(without_page, text)
