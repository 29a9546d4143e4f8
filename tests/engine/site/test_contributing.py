"""What /contribute/ says, and what it leaves to the page about bringing a log."""

from __future__ import annotations

import re
from pathlib import Path

import html5lib
import pytest

from guide.checks import check
from guide.command.main import main
from guide.model.load import load
from macros.page_macros import MACROS
from tests.engine.built_site import BuiltPage
from tests.engine.import_logs import nygard
from tests.engine.pages import page_of
from tests.engine.sample import edit

CALL = '{{ contribute("Dig", "A tunnel is dug.") }}'
HEAD = "---\ndescription: About it.\n---\n"
LONG = "The report has a line for each thing to say"


@pytest.fixture
def joining(sample: Path) -> Path:
    """A guide with a page that says how to change it, and all pages to which that leads."""
    edit(sample, "docs/contribute.md", "", f"{HEAD}# Contribute\n\n{CALL}\n")
    edit(sample, "docs/adr.md", "", f"{HEAD}# The log {{: #timeline }}\n")
    edit(sample, "docs/open-points.md", "", f"{HEAD}# Not known\n")
    return sample


def drawn(root: Path) -> str:
    guide, _ = load(root)
    return MACROS["contribute"](page_of(guide, "contribute/"), "Dig", "A tunnel is dug.")


def test_content_from_before_says_on_the_page_itself_how_to_bring_a_log(joining: Path) -> None:
    assert check(joining) == []
    assert LONG in drawn(joining)
    assert "{: #import }" in drawn(joining)


def test_a_page_that_says_how_to_bring_a_log_is_led_to_and_its_text_said_once(joining: Path) -> None:
    edit(joining, "docs/logs.md", "", HEAD + "# Logs\n\n{{ importing() }}\n")
    assert check(joining) == []
    assert LONG not in drawn(joining)
    assert "{: #import }" in drawn(joining)
    links = html5lib.parseFragment(drawn(joining), namespaceHTMLElements=False).iter("a")
    assert [link.get("href") for link in links if "logs" in link.get("href", "")] == ["../logs/"] * 2


@pytest.mark.parametrize(("page", "named"), [("", "contribute/#import"), ("docs/logs.md", "logs/")])
def test_the_report_of_an_import_says_where_one_reads_on(
    page: str, named: str, joining: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    if page:
        edit(joining, page, "", HEAD + "# Logs\n\n{{ importing() }}\n")
    log = tmp_path_factory.mktemp("log")
    (log / "0001-row.md").write_text(nygard("1. Row"), "utf-8")
    assert main(["--root", str(joining), "import", str(log), "--dry-run"]) == 0
    assert f"(see /{named})" in capsys.readouterr().out


def test_what_was_linked_on_the_page_is_still_there(pages: dict[str, BuiltPage]) -> None:
    for address in ("contribute/", "every-change/"):
        assert pages[address].article.find(".//*[@id='import']") is not None


@pytest.mark.parametrize(
    ("tool", "certainty", "then"),
    [("oar", "confirmed", ""), ("unknown", "reported", ""), ("unknown", "confirmed", "reported")],
)
def test_who_knows_a_project_writes_it_as_the_page_says(tool: str, certainty: str, then: str, joining: Path) -> None:
    text = drawn(joining)
    sources = re.search(r"`(sources: [^`]+)`", text)[1].replace("YYYY-MM-DD", "2026-03-03")
    assert "`confirmed` if you know all of\nit, and `reported` while its pattern or tool is `unknown`" in text
    entry = f"canoe:\n  name: Canoe\n  pattern: raft\n  tool: {tool}\n  certainty: {certainty}\n"
    edit(joining, "data/projects.yml", "ferry:\n", f"{entry}  summary: It crosses.\n  {sources}\nferry:\n")
    edit(joining, "docs/projects/canoe.md", "", "---\ndescription: The Canoe.\n---\n{{ project('canoe') }}\n")
    said = [problem.message for problem in check(joining) if problem.place.path == "data/projects.yml"]
    assert [f"'certainty: {then}'" in message for message in said] == ([True] if then else [])
