"""A relation between decisions is one entry of one table; everything else follows from it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from guide import model
from tests.engine.sample import decision, edit

THIRD = """\
    Relation(
        "clarifies", "clarified-by", "clarify", "clarified",
        aim="explain", does="explains another", shown="explains", replaces=False,
    ),
)  # fmt: skip
"""


def guide(engine: Path, root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command of an engine in another folder than the one that is tested."""
    run = "import sys; from guide.command.main import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", run, "--root", root, *arguments]
    return subprocess.run(command, cwd=engine, capture_output=True, text=True, check=False)


def test_a_third_relation_is_one_entry_of_the_table(sample: Path, tmp_path: Path) -> None:
    repository = Path(model.__file__).parents[2]
    engine = tmp_path / "engine"
    for package in ("guide", "macros"):
        shutil.copytree(repository / package, engine / package)
    table = engine / "guide/model/life_cycle.py"
    text, changed = re.subn(r"^\)  # fmt: skip\n", THIRD, table.read_text("utf-8"), flags=re.M)
    assert changed == 1
    table.write_text(text, "utf-8")
    edit(sample, "adr/0003-explain.md", "", decision("Explain").replace("supersedes: []", "clarifies: [2, 3]"))

    said = guide(engine, sample, "check").stdout.splitlines()
    assert [re.sub(r"^adr/0003-explain.md:8:\d+: ", "", line) for line in said] == [
        "ADR 2 does not say so; write 'clarified-by: [3]' in adr/0002-stay-dry.md [clarifies]",
        "a decision cannot clarify itself; remove the number [clarifies]",
    ]
    edit(sample, "adr/0003-explain.md", "clarifies: [2, 3]", "clarifies: []")
    done = guide(engine, sample, "clarify", "2", "--by", "3")
    assert done.stdout.splitlines()[0] == "ADR 2 is now clarified by ADR 3"
    assert guide(engine, sample, "check").stdout == ""
    for path, line in {"3": "clarifies: [2]", "2-stay-dry": "clarified-by: [3]"}.items():
        assert line in next((sample / "adr").glob(f"000{path}*")).read_text("utf-8")
