"""Under `mkdocs serve`, finish the site after each build, as `make build` does by `guide finish`."""

from pathlib import Path
from typing import Any

_commands: list[str] = []


def on_startup(*, command: str, **_: Any) -> None:
    """Remember what MkDocs was called for (called by MkDocs once)."""
    _commands.append(command)


def on_post_build(config: Any) -> None:
    """Finish the site that is served (called by MkDocs after every build)."""
    if _commands == ["serve"]:
        # Imported anew each time, since hooks/reload.py forgets the package before a build.
        from macros.finishing import finish
        from macros.load import load
        from macros.promises import read_promises

        root = Path(config.config_file_path).parent
        for problem in finish(load(root)[0], read_promises(root)[0], Path(config.site_dir), config.site_url):
            print(problem)
