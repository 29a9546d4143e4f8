"""Leave out the blank lines and the indentation that statements of a template leave behind."""

from typing import Any


def on_env(env: Any, **_: Any) -> Any:
    """Have templates read without them (called by MkDocs before it renders any)."""
    env.trim_blocks = env.lstrip_blocks = True
    return env
