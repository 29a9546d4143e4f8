"""The sample guide with a small made-up site, all of whose addresses it has promised."""

from __future__ import annotations

import re
from pathlib import Path

from guide.command.main import main
from guide.model.promises import FILE

PAGE = "<article><h1>{title}</h1>{body}</article>"
# The sample's site: each page with the anchors that it offers, and one that it does not.
PAGES = {"": ["top"], "docks/": ["rope", "anchor"], "docks/north/": ["pier"], "adr/0002-stay-dry/": ["consequences"]}
LIST = """\
/
/#top
/adr/0002-stay-dry/
/adr/0002-stay-dry/#consequences
/docks/
/docks/#anchor
/docks/#rope
/docks/north/
/docks/north/#pier
"""


def write_site(folder: Path, pages: dict[str, list[str]]) -> None:
    """Write pages that offer links to these anchors, and have one more anchor each."""
    for address, anchors in pages.items():
        links = "".join(
            f'<p id="{id}">Text <a class="here" href="#{id}" aria-label="Link to {id} &amp; co"></a></p>'
            for id in anchors
        )
        file = folder / address / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        title = f"The page {address or 'home'}"
        file.write_text(PAGE.format(title=title, body=f'<p id="unlinked">{links}'), "utf-8")


def write_promised(sample: Path) -> Path:
    """Write the list of addresses and, in built/, the site into the sample guide, and return its folder."""
    (sample / FILE).write_text(LIST, "utf-8")
    write_site(sample / "built", PAGES)
    return sample


def run(guide: Path, command: str, *options: str) -> int:
    """Run a command on the guide's built site."""
    return main(["--root", str(guide), command, str(guide / "built"), *options])


def without(guide: Path, *lost: str, **instead: str) -> None:
    """Take an anchor off the page that has it, with its text, or give it another name."""
    for file in (guide / "built").rglob("index.html"):
        text = file.read_text("utf-8")
        for id in lost:
            text = re.sub(f'<p id="{id}">.*?</p>', "", text)
        for id, new in instead.items():
            text = text.replace(f'"{id}"', f'"{new}"').replace(f"#{id}", f"#{new}")
        file.write_text(text, "utf-8")
