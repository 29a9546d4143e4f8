"""Whoever adds a project or a pattern edits one file: its page makes itself."""

from __future__ import annotations

import re
from pathlib import Path

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from guide.checks import check
from guide.command.main import main
from guide.model.load import load
from guide.model.own_pages import own_pages
from tests.engine.forked import run
from tests.engine.sample import edit
from tests.engine.small_site import write_small_site
from tests.engine.whole_guide import write_whole_guide

NAMES = [
    "Balloon",
    "R&D <b>bold</b>",
    'A "quoted" name: with a colon',
    "`code` and *stars* [x](y)",
    "# hash | pipe ~ é 中",
    "back\\slash",
]


def test_a_project_without_a_page_is_no_problem_and_one_can_link_to_it(tmp_path: Path) -> None:
    root = write_whole_guide(tmp_path / "guide")
    source = next(iter(load(root)[0].sources))
    for number, name in enumerate(NAMES):
        quoted = "'" + name.replace("'", "''") + "'"
        entry = f"new-{number}:\n  name: {quoted}\n  pattern: bicycle\n  tool: unknown\n  certainty: reported\n"
        text = f"{entry}  summary: It rolls.\n  sources: [{source}]\n"
        (root / f"data/projects/new-{number}.yml").parent.mkdir(exist_ok=True)
        (root / "data/projects" / f"new-{number}.yml").write_text(text, "utf-8")
    with (root / "docs/words.md").open("a", encoding="utf-8") as page:
        page.write("\n[The first](projects/new-0.md)\n")
    assert check(root) == []
    assert main(["--root", str(root), "pages"]) == 0
    assert check(root) == []
    guide, _ = load(root)
    assert guide.missing == {}
    assert f"docs/projects/new-{len(NAMES) - 1}.md" in guide.prose


@given(
    st.sampled_from(["<b>x</b>", "a ~ b ~~c~~", "R & D &amp; <", "1. one", "- a", "a | b", "x > y", "{: #id }"])
    | st.text()
)
def test_the_title_of_a_pattern_is_its_name_to_the_letter(name: str) -> None:
    name = " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", name).split()) or "x"
    text = dict(own_pages({"patterns": {"id": name}}))["docs/patterns/id.md"]
    heading = next(line for line in text.splitlines() if line.startswith("# "))
    drawn = html5lib.parse(Markdown(extensions=["attr_list"]).convert(heading), namespaceHTMLElements=False)
    assert " ".join("".join(drawn.find(".//h1").itertext()).split()) == name


def test_the_page_is_written_once_and_never_over_another(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (sample / "docs/patterns/kite.md").unlink()
    edit(sample, "docs/patterns/raft.md", "", "# Mine\n")
    for printed in ("wrote docs/patterns/kite.md\n", ""):
        assert main(["--root", str(sample), "pages"]) == 0
        assert capsys.readouterr().out == printed
    assert (sample / "docs/patterns/raft.md").read_text("utf-8") == "# Mine\n"
    assert '\n# Kite\n\n{{ pattern("kite") }}\n' in (sample / "docs/patterns/kite.md").read_text("utf-8")


@pytest.mark.parametrize("name", ["mkdocs", "zensical"])
def test_both_engines_build_the_page_and_say_so_when_it_was_not_written(name: str, tmp_path: Path) -> None:
    root = write_small_site(tmp_path / "guide")
    for path in ("patterns/kite", "projects/ferry"):
        (root / f"docs/{path}.md").unlink()
    done = run(name, "build", folder=root)
    assert done.returncode != 0
    if name == "mkdocs":  # the other says no more than that it has failed
        assert "docs/projects/ferry.md:1:1: is not written yet; write it with: guide pages" in done.stdout + done.stderr
    assert main(["--root", str(root), "pages"]) == 0
    done = run(name, "build", folder=root)
    assert done.returncode == 0, done.stdout + done.stderr
    guide, _ = load(root)
    page = (root / "site/patterns/kite/index.html").read_text("utf-8")
    assert "<h1 id=" in page
    assert guide.patterns["kite"].summary.text in page
    assert guide.projects["ferry"].summary in (root / "site/projects/ferry/index.html").read_text("utf-8")
