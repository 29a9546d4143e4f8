"""Programs as forks of a process that has imported all they need: most take longer to start than to run."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import traceback
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest
from mkdocs.__main__ import cli as mkdocs

from guide.command.main import main as guide

# What takes a program's place: it hands over its arguments, where it is called and its streams, and ends as told.
_CALLER = """\
#!{python} -IS
import json, os, socket, sys
server = socket.socket(socket.AF_UNIX)
server.connect({address!r})
socket.send_fds(server, [b"."], [0, 1, 2])
server.sendall(json.dumps(["{name}", sys.argv[1:], os.getcwd(), dict(os.environ)]).encode())
server.shutdown(socket.SHUT_WR)
sys.exit(int(server.recv(9)))
"""


def fork() -> int:
    """Fork this process, whatever threads it has: none of ours has to come along."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def run_and_exit(
    program: Callable[[], int | None], call: Sequence[str], folder: Path | str, streams: Sequence[int]
) -> NoReturn:
    """Be a program, called in a folder with streams for its output and its errors, for no more than five minutes."""
    status = 1
    try:
        signal.alarm(300)
        for name, stream in zip(("stdout", "stderr"), streams, strict=True):
            setattr(sys, name, os.fdopen(os.dup(stream), "w", encoding="utf-8"))
        os.chdir(folder)
        os.environ["NO_MKDOCS_2_WARNING"] = "1"
        # As Python starts, and not as the tests take them.
        warnings.resetwarnings()
        for kind in (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning):
            warnings.simplefilter("ignore", kind)
        sys.argv = [*call]
        status = program() or 0
    except SystemExit as end:
        status = end.code
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def run(
    name: str, *arguments: str | Path, folder: Path, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program in a folder, with what its environment has besides that of the tests; return how that went."""
    call = [name, *map(str, arguments)]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = fork()
        if not child:
            os.environ.update(environment or {})
            run_and_exit(_PROGRAMS[name], call, folder, (out.fileno(), err.fileno()))
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        said = []
        for file in (out, err):
            file.seek(0)
            said.append(file.read().decode("utf-8"))
    return subprocess.CompletedProcess(call, status, *said)


def _mkdocs() -> None:
    """Be MkDocs."""
    _forget_what_draws()
    mkdocs()


def _zensical() -> None:
    """Be Zensical, which is not there where only content is tested."""
    from zensical.main import cli

    _forget_what_draws()
    cli()


def _forget_what_draws() -> None:
    """Have it imported anew where it asks, as it is, whether drafts are shown."""
    if "GUIDE_DRAFTS" in os.environ:
        for name in [*sys.modules]:
            if name.partition(".")[0] == "macros":
                del sys.modules[name]


def _pytest() -> int:
    """Be pytest, in a run of its own, whatever run this is a part of; none of its tests needs a plugin."""
    for name in [*os.environ]:
        if name.startswith("PYTEST"):
            del os.environ[name]
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    return pytest.main(["-q", "-p", "no:cacheprovider", *sys.argv[1:]])


_PROGRAMS: Mapping[str, Callable[[], int | None]] = {
    "guide": guide,
    "mkdocs": _mkdocs,
    "pytest": _pytest,
    "zensical": _zensical,
}
# Those that a workflow calls.
_CALLED = ("guide", "mkdocs")


@contextmanager
def programs() -> Iterator[Path]:
    """Give a folder with programs that do what those of the environment do by the same names."""
    with tempfile.TemporaryDirectory() as kept, socket.socket(socket.AF_UNIX) as listening:
        folder, address = Path(kept) / "bin", f"{kept}/socket"
        folder.mkdir()
        for name in _CALLED:
            (folder / name).write_text(_CALLER.format(python=sys.executable, address=address, name=name), "utf-8")
            (folder / name).chmod(0o755)
        listening.bind(address)
        listening.listen()
        server = fork()
        if not server:
            try:
                while True:
                    _serve(listening)
            finally:
                os._exit(1)
        yield folder
        os.kill(server, signal.SIGKILL)
        os.waitpid(server, 0)


def _serve(listening: socket.socket) -> None:
    """Wait for a call, run it as a fork of this process, and tell the caller how it has ended."""
    caller, _ = listening.accept()
    _, streams, _, _ = socket.recv_fds(caller, 1, 3)
    with caller.makefile("rb") as sent:
        name, arguments, folder, environment = json.load(sent)
    child = fork()
    if not child:
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
        os.environ.clear()
        os.environ.update(environment)
        run_and_exit(_PROGRAMS[name], [name, *arguments], folder, streams[1:])
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    caller.sendall(str(status).encode())
    for stream in streams:
        os.close(stream)
    caller.close()
