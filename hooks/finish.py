"""Finish the site after each build, as `guide finish` does for an engine that knows no hooks."""

from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError


def on_post_build(config: Any) -> None:
    """Add what no engine makes of a page to the site (called by MkDocs after every build)."""
    # Imported anew each time, since hooks/reload.py forgets the package before a build.
    from guide.model.load import latest
    from guide.model.promises import read_promises
    from macros.engines import problems_shown
    from macros.finish.site_files import finish

    root = Path(config.config_file_path).parent
    if problems_shown(root):
        return
    problems = list(finish(latest(root), read_promises(root)[0], Path(config.site_dir), config.site_url))
    if problems:
        raise PluginError("\n".join(map(str, problems)))
