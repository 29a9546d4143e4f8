"""What MkDocs calls while it builds: comforts and short cuts, without which the site is the same.

Zensical knows no hooks, so nothing that a page holds may depend on one. MkDocs loads this file by itself, once. What it
uses of the packages is imported anew in each event, since ``mkdocs serve`` forgets them before a build.
"""

import gc
import logging
import socket
import sys
from pathlib import Path
from typing import Any

from click import ClickException
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority

# What MkDocs was called for, and the ports that were asked about.
_commands: list[str] = []
_asked: list[int] = []


def on_startup(*, command: str, **_: Any) -> None:
    """Say nothing about what is fine (called once); unlike `--quiet`, this leaves warnings to be counted."""
    _commands.append(command)
    # Until the guide has been read, of which nothing can go yet; see on_nav.
    gc.disable()
    for handler in logging.getLogger("mkdocs").handlers:
        if isinstance(handler, logging.StreamHandler):
            handler.setLevel(logging.WARNING)


# Before the macros plugin imports the packages and reads the guide.
@event_priority(100)
def on_config(config: Any) -> Any:
    """Let `mkdocs serve` see an edit to the code and a new entry, and say at once when its port can't be had.

    Called before every build. MkDocs itself would notice the port only once the site is built.
    """
    if _commands == ["serve"]:
        for name in [name for name in sys.modules if name.partition(".")[0] in ("guide", "macros")]:
            del sys.modules[name]
        if not _asked:
            host, port = config.dev_addr
            _asked.append(port)
            why = _why_not(host, port)
            if why:
                other = next((free for free in range(port + 1, 65536) if not _why_not(host, free)), 8000)
                raise ClickException(f"port {port} can't be had ({why}); use another one: make serve PORT={other}")
        from guide.life.pages import write_pages

        write_pages(_root(config))
    return config


def _why_not(host: str, port: int) -> str:
    """Return why no server can be at an address, or an empty text if one can."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except (OSError, OverflowError) as error:
            return getattr(error, "strerror", None) or "there is no such port"
    return ""


def on_files(files: Any, **_: Any) -> None:
    """Leave out what can't be read, of which every page tells by then (before the pages are read)."""
    from guide.disk.listing import fault_of
    from macros.engines import problems_shown

    if problems_shown():
        for file in list(files):
            if file.abs_src_path and fault_of(Path(file.abs_src_path)):
                files.remove(file)


def on_nav(nav: Any, **_: Any) -> Any:
    """Keep what is read by now out of Python's garbage collection, and have it look for more at a time."""
    # `mkdocs serve` builds again and again, and each guide has to go some day.
    if _commands != ["serve"]:
        gc.freeze()
        gc.set_threshold(10_000)
    gc.enable()
    return nav


def on_page_read_source(*, page: Any, **_: Any) -> str | None:
    """Return the text of a decision as the guide has read it, and None for other pages (for each page).

    So no file is read, and no front matter parsed, twice. While every page shows the problems of the guide instead, no
    text is read, since it may be what is wrong.
    """
    from macros.engines import problems_shown, site_read

    path = page.file.src_uri
    if problems_shown():
        return "."  # macros/problems_page.py puts them in its place, but is not asked about a page that is empty
    decision = site_read().guide.decision_at(path) if path.startswith("adr/") else None
    # Behind an empty line, MkDocs takes nothing for fields of its own.
    return f"\n{decision.body}" if decision else None


def on_env(env: Any, *, config: Any, **_: Any) -> Any:
    """Have the templates compiled once, and without the indentation of their statements (before any is rendered)."""
    from macros.render import compiled

    env.trim_blocks = env.lstrip_blocks = True
    env.bytecode_cache = compiled(_root(config))
    return env


def on_post_build(config: Any) -> None:
    """Finish the site, as `guide finish` does for an engine that knows no hooks (after every build)."""
    from guide.model.promises import read_promises
    from macros.engines import problems_shown, site_read
    from macros.finish.site_files import finish

    if problems_shown():
        return
    problems = list(finish(site_read(), read_promises(_root(config))[0], Path(config.site_dir)))
    if problems:
        raise PluginError("\n".join(map(str, problems)))


def on_serve(server: Any, **_: Any) -> None:
    """Say where the guide is (once it is there)."""
    print(f"The guide: {server.url} (Ctrl+C ends it)", flush=True)


def _root(config: Any) -> Path:
    return Path(config.config_file_path).parent
