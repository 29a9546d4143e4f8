"""The built site on a real host: nginx, with compression, on this machine alone."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# What a host such as GitHub Pages does: it compresses texts, lets them be kept for ten minutes, and has a page
# for what is not found. Everything that nginx writes is in its own folder.
_CONFIG = """
daemon off;
pid nginx.pid;
error_log stderr warn;
events {{}}
http {{
  types {{
    text/html html; text/css css; text/javascript js; application/json json;
    application/xml xml; image/svg+xml svg; image/png png; text/plain txt;
  }}
  access_log off;
  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi; scgi_temp_path scgi;
  gzip on; gzip_comp_level 6; gzip_min_length 0; gzip_vary on;
  gzip_types text/css text/javascript text/plain application/json application/xml image/svg+xml;
  server {{
    listen 127.0.0.1:{port};
    root site;
    error_page 404 /404.html;
    add_header Cache-Control "max-age=600";
  }}
}}
"""


def nginx() -> str | None:
    """Return the path of nginx, or None; Debian keeps it off the PATH of most people."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def hosting(folder: Path, port: int) -> Iterator[None]:
    """Serve the folder ``site`` in a folder on a port of this machine; raise RuntimeError if nginx cannot."""
    (folder / "nginx.conf").write_text(_CONFIG.format(port=port), "utf-8")
    said = folder / "nginx.said"
    with said.open("w") as output:
        command = [nginx(), "-p", f"{folder}/", "-c", "nginx.conf", "-e", "stderr"]
        child = subprocess.Popen(command, cwd=folder, stdout=output, stderr=output)
    try:
        _wait(child, port, said)
        yield
    finally:
        child.terminate()
        child.wait(timeout=10)


def _wait(child: subprocess.Popen[bytes], port: int, said: Path) -> None:
    """Return once somebody listens on a port."""
    for _ in range(100):
        if child.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"nginx does not serve:\n{said.read_text('utf-8')}")
