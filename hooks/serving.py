"""Under `mkdocs serve`, tell the templates, since the page then reloads itself by an inline script, and other hooks."""

from typing import Any

_commands: list[str] = []


def on_startup(*, command: str, **_: Any) -> None:
    """Remember what MkDocs was called for (called by MkDocs once)."""
    _commands.append(command)


def on_config(config: Any) -> None:
    """Set what overrides/main.html and hooks/settling.py ask for (called by MkDocs before every build)."""
    config.extra["serving"] = _commands == ["serve"]
