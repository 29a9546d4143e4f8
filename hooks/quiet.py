"""Say nothing about what is fine. Unlike `--quiet`, this leaves warnings to be counted by `--strict`."""

import logging
from typing import Any


def on_startup(**_: Any) -> None:
    """Let the command line show warnings and errors alone (called by MkDocs once)."""
    for handler in logging.getLogger("mkdocs").handlers:
        if isinstance(handler, logging.StreamHandler):
            handler.setLevel(logging.WARNING)
