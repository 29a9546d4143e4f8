"""Have the theme's templates, and ours around them, compiled once, and without the indentation of their statements."""

from pathlib import Path
from typing import Any


def on_env(env: Any, *, config: Any, **_: Any) -> Any:
    """Set how templates are read (called by MkDocs before it renders any)."""
    # Imported anew each time, since hooks/reload.py forgets the package before a build.
    from macros.render import compiled

    env.trim_blocks = env.lstrip_blocks = True
    env.bytecode_cache = compiled(Path(config.config_file_path).parent)
    return env
