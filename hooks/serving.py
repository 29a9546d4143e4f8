"""Under `mkdocs serve`, say where the guide is, and at once when it can't be there; leave out what can't be read."""

import socket
from pathlib import Path
from typing import Any

from click import ClickException
from mkdocs.plugins import event_priority

_asked: list[int] = []


# Before the macros plugin reads the guide.
@event_priority(90)
def on_config(config: Any) -> None:
    """Raise an error in one line when the port can't be had (called by MkDocs before every build; only the first asks).

    MkDocs itself would only notice once the site is built.
    """
    # Imported anew each time, since hooks/reload.py forgets the package before a build.
    from macros.engines import SERVING

    if SERVING and not _asked:
        host, port = config.dev_addr
        _asked.append(port)
        why = _why_not(host, port)
        if why:
            other = next((one for one in range(port + 1, 65536) if not _why_not(host, one)), 8000)
            raise ClickException(f"port {port} can't be had ({why}); use another one: make serve PORT={other}")


def _why_not(host: str, port: int) -> str:
    """Return why no server can be at an address, or an empty text if one can."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind((host, port))
        except (OSError, OverflowError) as error:
            return getattr(error, "strerror", None) or "there is no such port"
    return ""


def on_files(files: Any, *, config: Any) -> None:
    """Leave out what can't be read, of which every page tells by then (called by MkDocs before it reads the pages)."""
    # Imported anew each time, since hooks/reload.py forgets the package before a build.
    from guide.disk.listing import fault_of
    from macros.engines import problems_shown

    if problems_shown(Path(config.config_file_path).parent):
        for file in list(files):
            if file.abs_src_path and fault_of(Path(file.abs_src_path)):
                files.remove(file)


def on_serve(server: Any, **_: Any) -> None:
    """Say where the guide is (called by MkDocs once it is there)."""
    print(f"The guide: {server.url} (Ctrl+C ends it)", flush=True)
