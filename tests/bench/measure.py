"""Running a program and measuring all of it: the time on the clock, and the most memory that it held."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

# A browser that shows nothing on a screen and asks for nothing that it was not told to ask for.
CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@dataclass(frozen=True)
class Run:
    """What a program took: seconds on the clock, and its peak of resident memory in MiB."""

    seconds: float
    mebibytes: float

    def __add__(self, other: Run) -> Run:
        """Return what two programs take one after the other."""
        return Run(self.seconds + other.seconds, max(self.mebibytes, other.mebibytes))


def program(name: str) -> str:
    """Return the path of a program that is installed beside the Python that runs this."""
    return str(Path(sys.executable).parent / name)


def run(command: Sequence[str], folder: Path) -> Run:
    """Run a program in a folder and measure it; raise RuntimeError with what it said if it fails."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    # Python keeps compiled modules, as it does for anybody who has not asked it not to.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    said = folder / ".said"
    with said.open("w") as output:
        start = time.perf_counter()
        child = subprocess.Popen(command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{said.read_text()[-3000:]}")
    return Run(seconds, used.ru_maxrss / 1024)
