"""Give MkDocs the text of a decision as the guide has read it: no file is read, no front matter parsed, twice."""

from pathlib import Path
from typing import Any


def on_page_read_source(*, page: Any, config: Any) -> str | None:
    """Return the text of a decision without its front matter, and None for other pages (called by MkDocs for each).

    While every page shows the problems of the guide instead, no text is read, since it may be what is wrong.
    """
    # Imported anew each time, since hooks/reload.py forgets the package before a build.
    from guide.model.load import latest
    from macros.engines import problems_shown

    root, path = Path(config.config_file_path).parent, page.file.src_uri
    if problems_shown(root):
        return "."  # macros/decision_pages.py puts them in its place, but is not asked about a page that is empty
    decision = latest(root).decision_at(path) if path.startswith("adr/") else None
    # Behind an empty line, MkDocs takes nothing for fields of its own.
    return f"\n{decision.body}" if decision else None
