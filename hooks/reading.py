"""Give MkDocs the text of a decision as the guide has read it: no file is read, no front matter parsed, twice."""

from pathlib import Path
from typing import Any


def on_page_read_source(*, page: Any, config: Any) -> str | None:
    """Return the text of a decision without its front matter, and None for other pages (called by MkDocs for each)."""
    # Imported anew each time, since hooks/reload.py forgets the package before a build.
    from macros.load import latest

    path = page.file.src_uri
    decision = latest(Path(config.config_file_path).parent).decision_at(path) if path.startswith("adr/") else None
    # Behind an empty line, MkDocs takes nothing for fields of its own.
    return f"\n{decision.body}" if decision else None
