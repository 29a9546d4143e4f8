"""What `guide changes` makes of hostile words, and where there is nothing to compare with."""

from __future__ import annotations

import re
import subprocess
import tarfile
from pathlib import Path

import html5lib
import pytest
from markdown import Markdown

from guide.command.main import main
from tests.engine.changes.telling import changes
from tests.engine.git_repository import Repository
from tests.engine.sample import edit

PROJECTS, RAFT = "data/projects.yml", "adr/0001-cross-by-raft.md"


HOSTILE = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "![x](https://example.org/x.png)",
    "@everybody and #1",
    "| a | b |",
    "`code` *bold* __bold__ ~~gone~~ $x$",
    "&lt;b&gt;",
    "https://example.org/x www.example.org a@example.org",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_in_markdown_the_words_of_a_change_are_nothing_but_words(
    text: str, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(repository.root, "data/limits.yml", "value: 100 m", f"value: '{text}'")
    told = changes(repository, capsys, "--format", "markdown")
    assert told.startswith("## What it changes for readers\n\n### Figures\n\n- Height")
    html = Markdown(extensions=["tables", "footnotes", "attr_list"]).convert(told)
    page = html5lib.parse(html, namespaceHTMLElements=False)
    assert {one.tag for one in page.iter()} <= {"html", "head", "body", "h2", "h3", "ul", "li", "p"}
    assert f"Height: {text}" in " ".join("".join(page.itertext()).split())
    # What a code host makes a link or a mention of stands nowhere as it is.
    assert not re.search(r"https?://|www\.|@\w|#\d(?!\d*;)", told)


def test_where_there_is_nothing_to_compare_with_one_line_says_so(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.go("main")
    edit(repository.root, "data/limits.yml", "value: 100 m", "figure: 100 m")
    repository.commit("A layout that is none of today's")
    repository.git("tag", "older")
    edit(repository.root, "data/limits.yml", "figure: 100 m", "value: 100 m")
    repository.commit()
    repository.git("checkout", "--quiet", "--orphan", "stray")
    repository.commit()
    repository.go("main")
    cases = {
        "nowhere": "git knows no revision 'nowhere'; check its spelling, or fetch it first: git fetch",
        "stray": "'stray' and this branch have no commit in common; name the revision ",
        "older": "older does not load as a guide of today: data/limits.yml:1:1: lacks",
    }
    for revision, said in cases.items():
        for format in ("text", "markdown"):
            capsys.readouterr()
            assert repository.guide("changes", "--since", revision, "--format", format) == 2
            printed = capsys.readouterr()
            assert printed.err.startswith(f"cannot be compared: {said}")
            assert printed.err.count("\n") == 1
            assert ("cannot be compared" in printed.out) == (format == "markdown")


def test_a_clone_of_one_commit_cannot_be_compared(
    repository: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.write("docs/more.md", "# More\n")
    repository.commit()
    clone = tmp_path / "clone"
    subprocess.run(
        ["git", "clone", "--quiet", "--depth=1", f"file://{repository.root}", str(clone)],
        check=True,
        capture_output=True,
    )
    assert main(["--root", str(clone), "changes", "--since", "HEAD"]) == 2
    assert "git fetch --unshallow" in capsys.readouterr().err


def test_a_guide_with_problems_is_not_compared(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    edit(repository.root, "data/limits.yml", "value: 100 m", "")
    assert repository.guide("changes", "--since", "main") == 2
    assert capsys.readouterr().err == (
        "cannot be compared: the guide has problems (1); mend them first, see: guide check\n"
    )


@pytest.fixture(params=["a Python that looks at links", "one that does not"])
def any_python(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """This Python, and one like 3.11.2, whose archives know no filter."""
    extract = tarfile.TarFile.extractall

    def extractall(archive: tarfile.TarFile, path: str) -> None:
        extract(archive, path, filter="fully_trusted")

    if "not" in request.param and hasattr(tarfile, "data_filter"):
        monkeypatch.delattr(tarfile, "data_filter")
        monkeypatch.setattr(tarfile.TarFile, "extractall", extractall)


@pytest.mark.usefixtures("any_python")
def test_any_python_compares(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    edit(repository.root, "data/limits.yml", "value: 100 m", "value: 200 m")
    assert "200 m" in changes(repository, capsys)


@pytest.mark.usefixtures("any_python")
@pytest.mark.parametrize("target", ["/etc/hostname", "../../../a file of somebody's"])
def test_a_guide_with_a_link_out_of_it_is_not_compared(
    target: str, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.go("main")
    (repository.root / "docs" / "a.png").symlink_to(target)
    repository.commit("A link")
    (repository.root / "docs" / "a.png").unlink()
    repository.commit("None any more")
    assert main(["--root", str(repository.root), "changes", "--since", "main~1"]) != 0
    assert capsys.readouterr().err.startswith("cannot be compared: main~1 ")
