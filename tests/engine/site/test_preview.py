"""The preview of a change: one file that opens anywhere, with the pages that become different and no others."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import html5lib
import pytest
from playwright.sync_api import Browser

from guide.command.main import main
from guide.model.promises import FILE
from macros.finish import preview as module
from tests.engine.forked import run
from tests.engine.git_repository import proposal
from tests.engine.sample import edit
from tests.engine.whole_guide import write_whole_guide

PICTURE = "![A picture](../docs/assets/card.png)"


def git(root: Path, *arguments: str) -> str:
    who = ["-c", "user.name=Ada", "-c", "user.email=a@example.org"]
    return subprocess.run(
        ["git", *who, *arguments], cwd=root, check=True, capture_output=True, text=True
    ).stdout.strip()


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository in which a draft was added and a page changed since the commit "base", with its site."""
    root = write_whole_guide(tmp_path_factory.mktemp("preview") / "guide")
    (root / ".gitignore").write_text("site/\n.cache/\n", "utf-8")
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "base")
    git(root, "tag", "base")
    (root / "adr/draft-carry-more.md").write_text(proposal("Carry more", f"Text. {PICTURE}"), "utf-8")
    with (root / "docs/words.md").open("a", encoding="utf-8") as page:
        page.write("\nA new word.\n")
    # What the data say of a project, below lines that are new: every line number on the site is another one.
    edit(root, "data/projects/north.yml", "name: Letters of the harbour", "name: Harbour mail")
    own = root / "docs/projects/harbour-letters.md"
    own.write_text(own.read_text("utf-8").replace("Letters of the harbour", "Harbour mail"), "utf-8")
    for file in (root / "data").rglob("*.yml"):
        file.write_text(f"# A new line.\n{file.read_text('utf-8')}", "utf-8")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "change")
    assert run("mkdocs", "build", "--strict", folder=root, environment={"GUIDE_DRAFTS": "shown"}).returncode == 0
    return root


@pytest.fixture(scope="module")
def written(changed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The preview of the change."""
    return preview_of(changed, tmp_path_factory.mktemp("written"))


@pytest.fixture(scope="module")
def everything(changed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The preview of a change that cannot be compared with what was before."""
    return preview_of(changed, tmp_path_factory.mktemp("everything"), "nowhere")


def preview_of(root: Path, folder: Path, since: str = "base") -> Path:
    file = folder / "preview.html"
    assert main(["--root", str(root), "preview", str(root / "site"), "--since", since, "--output", str(file)]) == 0
    return file


def chapters(file: Path) -> list[str]:
    return re.findall(r'<article id="([^"]+)">', file.read_text("utf-8"))


def test_it_holds_the_pages_that_change_and_says_of_which_commit(changed: Path, written: Path) -> None:
    shown = chapters(written)
    # Those first that somebody has changed; then those that show it.
    assert shown[:3] == ["adr-draft-carry-more", "projects-harbour-letters", "words"]
    assert {"adr", "projects"} < {*shown[3:]}
    text = written.read_text("utf-8")
    assert f"<title>Preview of {git(changed, 'rev-parse', '--short', 'HEAD')}: Kettle Post" in text
    assert "A new word." in text


def test_a_page_on_which_only_lines_to_edit_have_moved_is_not_there(changed: Path, written: Path) -> None:
    assert "#L" in (changed / "site/open-points/index.html").read_text("utf-8")
    assert {"open-points", "projects-seeds", "patterns-pigeon"} & {*chapters(written)} == set()


def test_what_is_new_or_different_is_marked_and_what_stood_there_before_is_told(written: Path) -> None:
    tree = html5lib.HTMLParser(namespaceHTMLElements=False).parse(written.read_text("utf-8"))
    pages = {one.get("id"): one for one in tree.iter("article")}

    def shown(page: str, *, with_mark: bool) -> list[str]:
        marked = (one for one in pages[page].iter() if (one.get("data-changed") is not None) is with_mark)
        return [" ".join("".join(one.itertext()).split()) for one in marked]

    assert shown("words", with_mark=True) == ["A new word."]
    row = next(one for one in pages["projects"].iter("tr") if one.get("data-changed") is not None)
    assert "Harbour mail" in "".join(row.itertext())
    # All of a page that is new is new, so nothing in it stands out.
    assert shown("adr-draft-carry-more", with_mark=True) == []
    assert "this page is new" in "".join(pages["adr-draft-carry-more"].itertext())
    before = [one for one in pages["projects"].iter("details") if "What was here before" in "".join(one.itertext())]
    assert any("Letters of the harbour" in "".join(one.itertext()) for one in before)


@pytest.mark.browser
def test_a_mark_is_seen_in_either_scheme_and_without_colours(written: Path, browser: Browser) -> None:
    for scheme, forced in (("light", "none"), ("dark", "none"), ("light", "active")):
        page = browser.new_page(color_scheme=scheme, forced_colors=forced, java_script_enabled=False)
        page.goto(written.as_uri())
        for place in ("#words p[data-changed]", "#projects tr[data-changed] > :first-child"):
            assert page.locator(place).first.evaluate("(one) => getComputedStyle(one).borderInlineStartWidth") != "0px"
        page.close()


def test_it_needs_nothing_besides_itself_and_runs_nothing(written: Path) -> None:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(written.read_text("utf-8"))
    assert parser.errors == []
    assert {one.tag for one in tree.iter()} & {"script", "link", "iframe", "object", "embed", "form", "base"} == set()
    pictures = [one.get("src") for one in tree.iter("img")]
    assert pictures
    assert all(source.startswith("data:image/") for source in pictures)
    policy = next(one.get("content") for one in tree.iter("meta") if one.get("http-equiv"))
    assert policy.startswith("default-src 'none'; img-src data:; ")
    assert "script-src" not in policy
    assert written.stat().st_size < module.LARGEST


def test_it_has_the_style_sheets_of_the_site_in_their_order(changed: Path, written: Path) -> None:
    listed = re.search(r"^extra_css: \[(.+)\]$", (changed / "mkdocs.yml").read_text("utf-8"), re.M)[1].split(", ")
    text = written.read_text("utf-8")
    assert len(listed) > 1
    places = [text.find((changed / "overrides" / file).read_text("utf-8").splitlines()[0]) for file in listed]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1440])
def test_it_opens_from_the_disk_in_its_own_colours_and_asks_nobody(width: int, written: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("request", lambda made: told.append(made.url) if not made.url.startswith(("file:", "data:")) else None)
    page.goto(written.as_uri())
    assert page.evaluate("getComputedStyle(document.querySelector('.status, .tag')).borderRadius") != "0px"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("img").first.evaluate("(one) => one.naturalWidth") > 0
    page.close()
    assert told == []


def test_problems_stand_at_their_lines_as_text(changed: Path, tmp_path: Path) -> None:
    text = proposal("Carry more", "<script>alert(1)</script> stands here.")
    (changed / "adr/draft-bad.md").write_text(text, "utf-8")
    written = preview_of(changed, tmp_path).read_text("utf-8")
    (changed / "adr/draft-bad.md").unlink()
    assert "1 problem, each at its line" in written
    assert "<h3>adr/draft-bad.md:18:1</h3>" in written
    assert "&gt; 18  &lt;script&gt;alert(1)&lt;/script&gt; stands here." in written
    assert "<script" not in written
    assert "[allowed-html]" in written


def test_an_address_that_the_change_loses_is_one_of_its_problems(
    changed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = (changed / FILE).read_bytes()
    with (changed / FILE).open("a", encoding="utf-8") as file:
        file.write("/words/#lost\n")
    written = preview_of(changed, tmp_path).read_text("utf-8")
    (changed / FILE).write_bytes(listed)
    assert "1 problem, each at its line" in written
    assert "nothing is at /words/#lost any more" in written
    assert 'id="words"' in written
    assert " pages, 1 problem\n" in capsys.readouterr().out


def test_where_there_is_nothing_to_compare_with_every_page_is_there(everything: Path) -> None:
    assert "It cannot be compared, so every page is here: git knows no revision" in everything.read_text("utf-8")
    assert {"home", "choose", "patterns", "projects-pepper"} < set(chapters(everything))


def test_what_would_make_it_too_large_is_left_out_by_name(
    changed: Path, everything: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = everything.stat().st_size
    for largest in (250_000, whole - 1, whole):
        monkeypatch.setattr(module, "LARGEST", largest)
        written = preview_of(changed, tmp_path, "nowhere")
        assert largest * 0.5 < written.stat().st_size <= largest
        left_out = "Left out, since the file would be too large: " in written.read_text("utf-8")
        assert left_out is (largest < whole)


def test_without_a_site_it_says_how_to_build_one(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["--root", str(sample), "preview", str(sample / "site"), "--since", "main", "--output", str(sample / "x")]
    assert main(command) == 1
    assert capsys.readouterr().err.endswith("build it first: GUIDE_DRAFTS=shown make build\n")
