"""Keep what stays for the whole build out of Python's search for garbage, which would look at it again and again."""

import gc
from typing import Any


def on_nav(nav: Any, **_: Any) -> Any:
    """Set aside the code and the guide, which are read by now (called by MkDocs before it reads the pages)."""
    # Imported anew each time, since hooks/reload.py forgets the package before a build.
    from macros.engines import SERVING

    # `mkdocs serve` builds again and again, and each guide has to go some day.
    if not SERVING:
        gc.freeze()
    return nav
