"""Let `mkdocs serve` see an edit to guide/ or macros/: forget the modules, so that they are imported anew."""

import sys
from typing import Any

from mkdocs.plugins import event_priority

_commands: list[str] = []


def on_startup(*, command: str, **_: Any) -> None:
    """Remember what MkDocs was called for (called by MkDocs once)."""
    _commands.append(command)


@event_priority(100)
def on_config(config: Any) -> Any:
    """Drop the packages before the macros plugin imports it (called by MkDocs for every build)."""
    if _commands == ["serve"]:
        for name in [name for name in sys.modules if name.partition(".")[0] in ("guide", "macros")]:
            del sys.modules[name]
    return config
