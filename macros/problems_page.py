"""What every page shows of a guide that is served while it has problems: these, in the place of its text."""

from __future__ import annotations

from markdown.preprocessors import Preprocessor
from markupsafe import Markup

from macros.engines import problems_shown
from macros.render import draw


class ProblemsPage(Preprocessor):
    """Puts the problems in the place of a page's text."""

    def run(self, lines: list[str]) -> list[str]:
        problems = problems_shown()
        if not problems:
            return lines
        shown = Markup(draw("problems.html", problems=problems))
        return ["# The guide has problems", "", self.md.htmlStash.store(shown)]
