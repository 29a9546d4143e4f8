"""What the guide invites people to change stays green when they do: all of it in one copy, up to the published page."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from guide.command.main import main
from guide.model.guide import Guide
from guide.model.load import load
from tests.engine.built_site import ROOT, build
from tests.engine.sample import decision

CONTENT = ("adr", "data", "docs", "mkdocs.yml")
DRAFT = "adr/draft-try-what-is-invited.md"


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """A copy of the guide, in a repository of its own."""
    folder = tmp_path / "guide"
    folder.mkdir()
    for name in CONTENT:
        if (root / name).is_dir():
            shutil.copytree(root / name, folder / name, symlinks=True)
        else:
            shutil.copy(root / name, folder / name)
    for name in ("guide", "macros", "overrides"):
        (folder / name).symlink_to(ROOT / name)
    (folder / ".gitignore").write_text(".cache/\nsite/\n", "utf-8")
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder)
    return folder


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "A change")


def add(root: Path, guide: Guide, collection: str, entry: str) -> None:
    """Add an entry to the file of a collection, as one would in the browser: at its end, by one edit."""
    paths = [one.path for one in guide.documents if one.path.startswith((f"data/{collection}.", f"data/{collection}/"))]
    file = root / paths[-1]
    text = file.read_text("utf-8")
    # An empty collection is written as {}.
    file.write_text(
        text.replace("{}\n", "") + entry if not getattr(guide, collection) else text.rstrip("\n") + "\n" + entry,
        "utf-8",
    )


def make_the_changes(root: Path) -> None:
    """Add a source, a tool, a confirmed project, a guideline with its decision, and a question with its answer."""
    guide, _ = load(root)
    pattern, purpose = next(iter(guide.patterns)), next(iter({**guide.capabilities, **guide.takeaways}))
    page = next(path.removeprefix("docs/") for path in guide.prose if path.count("/") == 1)
    source = "invited-source:\n  title: A source\n  publisher: Somebody\n  url: https://example.org/invited\n"
    add(root, guide, "sources", f"{source}  checked: unknown\n")
    add(
        root,
        guide,
        "tools",
        "invited-tool:\n  name: Invited tool\n  summary: {text: A tool., sources: [invited-source]}\n",
    )
    project = f"invited-project:\n  name: Invited project\n  pattern: {pattern}\n  tool: invited-tool\n"
    project += "  certainty: confirmed\n"
    project += "  summary: It is deployed.\n  sources: [{by: Ada Example, date: 2026-01-02}]\n"
    add(root, guide, "projects", project)
    rule = f"invited-guideline:\n  level: may\n  text: Try it.\n  why: It helps.\n  serves: {purpose}\n"
    add(root, guide, "guidelines", f"{rule}  sources: [invited-source]\n  decision: {Path(DRAFT).stem}\n")
    add(root, guide, "questions", f"invited-question:\n  question: May one try it?\n  page: {page}\n")
    text = decision("Try what is invited", answers="invited-question", summary="One may try it.")
    (root / DRAFT).write_text(text.replace(", see [the crossing](../docs/crossing.md)", ""), "utf-8")


def test_what_is_invited_stays_green_until_it_is_published(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_the_changes(copy)
    assert main(["--root", str(copy), "check", "--since", "main"]) == 0, capsys.readouterr()
    capsys.readouterr()
    assert main(["--root", str(copy), "changes", "--since", "main"]) == 0
    told = capsys.readouterr().out
    for line in ("new project: Invited project", 'the draft "Try what is invited" comes into force', "May one try it?"):
        assert line in told
    commit(copy)
    for command in (["land"], ["pages"], ["check"]):
        assert main(["--root", str(copy), *command]) == 0, capsys.readouterr()
    built = build(copy, copy / "site")
    assert built.returncode == 0, built.stdout + built.stderr
    assert main(["--root", str(copy), "addresses", "--write", str(copy / "site")]) == 0
    assert "confirmed</span> by Ada Example, 2026-01-02" in (
        copy / "site/projects/invited-project/index.html"
    ).read_text("utf-8")
    assert "One may try it." in (copy / "site/index.html").read_text("utf-8")
    tests = Path(__file__).parent
    others = [str(file) for file in sorted(tests.glob("test_*.py")) if file != Path(__file__)]
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *others]
    done = subprocess.run(
        command, cwd=ROOT, env=own | {"GUIDE_ROOT": str(copy)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:]
