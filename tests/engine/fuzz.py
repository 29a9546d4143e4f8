"""Changes that nobody meant: a file of a small guide is damaged at random, and `guide check` has to cope.

`python -m tests.engine.fuzz 20000 200` damages it so often, in as many processes as there are processors, and builds so
many of those strictly that the check called fine.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from guide.command.main import main
from tests.engine.built_site import build, engine
from tests.engine.hostile import VALUES
from tests.engine.small_site import write_small_site

# Longer than any change of so small a guide may take.
LIMIT = 10
_PIECES = [
    *["", " ", "\n", "\n\n", "\t", "    ", "- ", "* ", "> ", "# ", "---\n", "...\n", ":", ": ", "'", '"', "|", ">", "&a ", "*a"],
    *["{", "}", "[", "]", "(", ")", "{{ cite('log') }}", "{{", "}}", "{% if x %}", "{#", "<<: ", "!!int ", "? ", "~", "null"],
    *["0", "1", "-1", "9999999999", "2026-02-30", "unknown", "log", "raft", "kite", "wind", "yes", "no", "\x00", "\x1b[31m"],
    *["\u202e", "\u2028", "\ufeff", "\ud7ff", "é", "[x](y.md)", "[x](../docs/crossing.md#x)", "![x](y.png)", "[r]: y.md\n"],
    *["<b>", "</b>", "<!--", "-->", "`", "```\n", "~~~\n", "{: #x }", "{: .k }", "[^1]", "[^1]: x\n", "| a |\n|---|\n"],
    *["/x/ -> /y/\n", " -> ", "/patterns/#needs\n", "#", "draft-", "0001-", ".md", "<http://[::1>", "http://[", "//", "\\"],
]  # fmt: skip


@dataclass
class Tally:
    """What came of some changes: how many ended how, what went wrong, and a part of those that are fine."""

    ends: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    fine: list[tuple[str, bytes]] = field(default_factory=list)


def files(root: Path) -> list[str]:
    """Return the paths of the files that are damaged: data, decisions, addresses and pages."""
    found = [*root.glob("data/**/*.yml"), *root.glob("adr/[0-9d]*.md"), *root.glob("docs/**/*.md")]
    paths = {file.relative_to(root).as_posix() for file in found if "docs/adr/" not in file.as_posix()}
    return sorted(paths | {"data/addresses.txt"})


def damaged(text: str, chance: random.Random) -> str:
    """Return a text with one to four pieces of it taken out, doubled, moved or replaced."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randint(0, len(text))
        end = min(len(text), start + chance.choice([0, 0, 0, 1, 1, 3, 10, 60]))
        piece = chance.choice(VALUES) if chance.random() < 0.15 else chance.choice(_PIECES)
        lines = text.splitlines(keepends=True)
        line = chance.randrange(len(lines)) if lines else 0
        match chance.randrange(7):
            case 0:
                text = text[:start] + text[end:]
            case 1:
                text = text[:end] + text[start:]
            case 2:
                text = "".join(lines[:line] + lines[line + 1 :])
            case 3:
                text = "".join(lines[:line] + lines[line : line + 1] * 2 + lines[line + 1 :])
            case 4:
                text = text[:start] if chance.random() < 0.2 else text[:start] + piece + text[start:]
            case _:
                text = text[:start] + piece + text[end:]
    return text


def _too_long(_: int, __: FrameType | None) -> None:
    raise TimeoutError(f"the check takes longer than {LIMIT} s")


def run(seed: int, count: int, keep: int) -> Tally:
    """Damage a small guide so many times, each time anew, and check it; keep some of what is fine."""
    chance, tally = random.Random(seed), Tally()
    signal.signal(signal.SIGALRM, _too_long)
    with tempfile.TemporaryDirectory() as folder:
        root = write_small_site(Path(folder) / "guide")
        (root / "data" / "addresses.txt").write_text("/patterns/\n/patterns/#needs\n/old/ -> /patterns/\n", "utf-8")
        for number in range(count):
            path = chance.choice(files(root))
            sound = (root / path).read_bytes()
            spoilt = damaged(sound.decode("utf-8"), chance).encode("utf-8", "replace")
            if chance.random() < 0.02:
                spoilt = spoilt[: chance.randint(0, len(spoilt))] + bytes([chance.randrange(256)])
            (root / path).write_bytes(spoilt)
            said = io.StringIO()
            signal.alarm(LIMIT)
            try:
                with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                    status = main(["--root", str(root), "check"])
                tally.ends["fine" if status == 0 else "problems"] += 1
                if status == 0 and len(tally.fine) < keep and spoilt != sound:
                    tally.fine.append((path, spoilt))
                if status and not _is_told(said.getvalue()):
                    tally.faults.append(f"seed {seed}, change {number}, {path}: says {said.getvalue()[:300]!r}")
            except BaseException as error:
                tally.ends["broken"] += 1
                tally.faults.append(f"seed {seed}, change {number}, {path}: {error!r}")
            finally:
                signal.alarm(0)
                (root / path).write_bytes(sound)
    return tally


def _is_told(said: str) -> bool:
    """Return whether each line that was printed is a problem with its place and its rule, but for the count."""
    *problems, count = said.splitlines()
    return bool(problems) and "found." in count and all(": " in line and line.endswith("]") for line in problems)


def built(change: tuple[str, bytes]) -> str:
    """Build a small guide with a file changed, strictly, and follow its links; return what is wrong, or nothing."""
    path, text = change
    with tempfile.TemporaryDirectory() as folder:
        root = write_small_site(Path(folder) / "guide")
        (root / path).write_bytes(text)
        site = Path(folder) / "site"
        done = build(root, site)
        if done.returncode != 0:
            return f"{path}: {done.stdout}{done.stderr}\n{text.decode('utf-8', 'replace')}"
        command = [engine("lychee"), "--offline", "--include-fragments", "--index-files", "index.html", "--no-progress"]
        links = subprocess.run([*command, "--root-dir", site, site], capture_output=True, text=True, check=False)
        return f"{path}: {links.stdout}\n{text.decode('utf-8', 'replace')}" if links.returncode else ""


def fuzz(count: int, builds: int, seed: int = 0) -> Iterator[str]:
    """Damage a small guide ``count`` times and build ``builds`` of what is fine; yield what went wrong, then a count."""
    workers = os.cpu_count() or 1
    ends: Counter[str] = Counter()
    fine: list[tuple[str, bytes]] = []
    with ProcessPoolExecutor(workers) as pool:
        part, keep = -(-count // (workers * 8)), -(-builds // (workers * 8))
        for tally in pool.map(run, range(seed, seed + workers * 8), [part] * workers * 8, [keep] * workers * 8):
            ends += tally.ends
            fine += tally.fine
            yield from tally.faults
        chosen = fine[:builds]
        yield from filter(None, pool.map(built, chosen))
    yield f"{sum(ends.values())} changes: {dict(ends)}; built strictly: {len(chosen)}"


if __name__ == "__main__":
    if not shutil.which("git"):
        sys.exit("git is not on the PATH")
    *wrong, counts = fuzz(*map(int, sys.argv[1:]))
    print(*wrong, counts, sep="\n")
    sys.exit(bool(wrong))
