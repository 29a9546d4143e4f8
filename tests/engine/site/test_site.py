"""What holds for every page of the built site."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from copy import deepcopy
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pytest

from tests.engine.built_site import BuiltPage, engine
from tests.engine.whole_guide import ORGANISATION, whole_guide

GUIDE = whole_guide()
IMPORTED = [f"adr/{one.name}/" for one in GUIDE.decisions.values() if one.front.imported_from]
PROMISED = [
    "",
    "choose/",
    "patterns/",
    "projects/",
    "new-project/",
    "serverless/",
    "production-environment/",
    "adr/",
    "contribute/",
    "sources/",
    "open-points/",
]


def test_every_promised_address_exists(pages: dict[str, BuiltPage]) -> None:
    promised = PROMISED + [f"patterns/{id}/" for id in GUIDE.patterns] + [f"projects/{id}/" for id in GUIDE.projects]
    promised += [f"adr/{decision.name}/" for decision in GUIDE.decisions.values()]
    assert [address for address in promised if address not in pages] == []


def test_the_readme_of_the_decisions_is_no_page(pages: dict[str, BuiltPage]) -> None:
    assert [address for address in pages if re.fullmatch(r"adr/README/", address)] == []


def test_every_page_has_a_title_a_description_of_its_own_and_one_h1(pages: dict[str, BuiltPage]) -> None:
    faults, descriptions = [], Counter()
    for address, page in pages.items():
        if address == "404.html":
            continue
        description = page.tree.find(".//meta[@name='description']")
        descriptions[description.get("content") if description is not None else ""] += 1
        if not page.text(page.tree.find(".//title")):
            faults.append(f"{address} has no title")
        # The text of a record of another log is kept as it is.
        if len(page.tree.findall(".//h1")) != 1 and address not in IMPORTED:
            faults.append(f"{address} has {len(page.tree.findall('.//h1'))} h1")
    assert faults == []
    assert {text: count for text, count in descriptions.items() if count > 1 or not text} == {}


def test_no_id_stands_twice_on_a_page(pages: dict[str, BuiltPage]) -> None:
    twice = {}
    for address, page in pages.items():
        counts = Counter(element.get("id") for element in page.tree.iter() if element.get("id"))
        twice |= {f"{address}#{id}": count for id, count in counts.items() if count > 1}
    assert twice == {}


def test_every_internal_link_and_anchor_leads_somewhere(site: Path, pages: dict[str, BuiltPage]) -> None:
    ids = {address: {element.get("id") for element in page.tree.iter()} for address, page in pages.items()}
    dead = []
    for address, page in pages.items():
        if address == "404.html":  # its links start at the root of the published site
            continue
        for element in page.tree.iter():
            target = element.get("href") or element.get("src")
            if target is None or urlsplit(target).scheme or target.startswith("//"):
                continue
            assert not target.startswith("/"), f"{address} has the link {target}, which breaks below a path"
            parts = urlsplit(urljoin(f"/{address}", target))
            path = unquote(parts.path).removeprefix("/")
            exists = path in pages or (site / path).is_file() or (site / path / "index.html").is_file()
            if not exists or (parts.fragment and unquote(parts.fragment) not in ids.get(path, {parts.fragment})):
                dead.append(f"{address} -> {target}")
    assert dead == []


def test_lychee_finds_no_dead_link_or_anchor_either(site: Path) -> None:
    command = [engine("lychee"), "--offline", "--include-fragments", "--index-files", "index.html", "--no-progress"]
    # It reads the document that is printed again for each link within, which are followed where printing is tested.
    command += ["--exclude-path", "/print/index.html$", "--root-dir", site.parent, site]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    # It really looked: every page has links.
    assert int(re.search(r"(\d+) OK", done.stdout)[1]) > 1000


def test_no_template_marker_and_no_error_of_a_macro_is_left(pages: dict[str, BuiltPage]) -> None:
    left = []
    for address, page in pages.items():
        tree = deepcopy(page.tree)
        for code in [*tree.iter("pre"), *tree.iter("code"), *tree.iter("script")]:
            code.clear()
        text = page.text(tree)
        left += [f"{address}: {mark}" for mark in ("{{", "}}", "{%", "%}", "Macro Rendering", "{:") if mark in text]
    assert left == []


def test_the_html_is_valid(pages: dict[str, BuiltPage]) -> None:
    assert {address: page.faults for address, page in pages.items() if page.faults} == {}


def test_the_html_checker_would_notice() -> None:
    parser = html5lib.HTMLParser()
    parser.parse("<!doctype html><title>x</title><p><div></p><ul><b></ul>")
    assert len(parser.errors) >= 2


@pytest.mark.parametrize("attribute", ["src", "href"])
def test_nothing_that_a_page_loads_comes_from_another_host(attribute: str, pages: dict[str, BuiltPage]) -> None:
    loaded = []
    for address, page in pages.items():
        for element in page.tree.iter():
            if element.tag in ("a", "area") or element.get("rel") in ("canonical", "prev", "next"):
                continue
            target = element.get(attribute) or ""
            if urlsplit(target).netloc:
                loaded.append(f"{address} loads {target}")
    assert loaded == []


def test_edit_links_follow_from_the_one_setting_and_lead_to_files_that_exist(pages: dict[str, BuiltPage]) -> None:
    repository = "https://code.example/kettle/post/"
    links = {
        element.get("href")
        for page in pages.values()
        for element in page.tree.iter("a")
        if "/edit/trunk/" in (element.get("href") or "")
    }
    assert {link for link in links if not link.startswith(repository)} == set()
    files = {urlsplit(link).path.split("/edit/trunk/")[1] for link in links}
    written = {*(f"adr/{one.name}.md" for one in GUIDE.decisions.values())}
    missing = {file for file in files - written if not (ORGANISATION / file).is_file()}
    assert missing == set()
    assert {file for file in files if file.startswith("docs/adr/")} == set()
