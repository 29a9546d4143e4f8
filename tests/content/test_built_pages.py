"""What holds for every page of the built site, whatever it says."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from copy import deepcopy
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from guide.model.decision import FOLDER
from guide.model.guide import Guide
from guide.model.page_address import address_of
from guide.model.settings import Settings
from guide.rule.ladder import ladder_of
from guide.rule.recommend import Rule
from macros.addresses import PRINT
from tests.content.looking import Pages, flat, ids, links, offered, targets
from tests.engine.built_site import engine

# What the code host does with a file.
_ACTION = re.compile(r"/(?P<kind>edit|blob|tree)/(?P<branch>[^/]+)/(?P<path>[^?#]+)(?:[?#].*)?")


def test_the_html_is_valid(pages: Pages) -> None:
    assert {address: page.faults for address, page in pages.items() if page.faults} == {}


def test_no_id_stands_twice_on_a_page(pages: Pages) -> None:
    twice = {address: [id for id, count in Counter(ids(page)).items() if count > 1] for address, page in pages.items()}
    assert {address: found for address, found in twice.items() if found} == {}


def test_every_page_has_one_h1_a_title_and_a_description_of_its_own(guide: Guide, own_pages: Pages) -> None:
    # An imported decision keeps its text as it was.
    imported = {f"{FOLDER}/{one.name}/" for one in guide.decisions.values() if one.front.imported_from}
    faults, said = [], {"title": Counter(), "description": Counter()}
    for address, page in own_pages.items():
        description = page.tree.find(".//meta[@name='description']")
        said["title"][page.text(page.tree.find(".//title"))] += 1
        said["description"][description.get("content", "") if description is not None else ""] += 1
        count = len(page.tree.findall(".//h1"))
        if count != 1 and not (count and address in imported):
            faults.append(f"{address} has {count} h1")
    for what, counts in said.items():
        faults += [f"{count} pages have the {what} '{text}'" for text, count in counts.items() if count > 1 or not text]
    assert faults == []


def test_every_page_has_one_name_in_its_title_its_heading_and_the_navigation(guide: Guide, own_pages: Pages) -> None:
    faults = []
    for address in (address_of(path.removeprefix("docs/")) for path in guide.prose):
        page = own_pages[address]
        site = page.tree.find(".//meta[@property='og:site_name']").get("content")
        title = page.text(page.tree.find(".//title")).removesuffix(f" - {flat(site)}")
        # The way back to the first page may be called "Home".
        links = page.tree.iterfind(".//nav[@class='guide-nav']//a[@aria-current='page']") if address else ()
        names = {title, page.text(page.tree.find(".//h1")), *map(page.text, links)}
        faults += [f"{address} is called {sorted(names)}"] if len(names) > 1 else []
    assert faults == []


def test_the_page_that_chooses_tells_each_reason_once_and_asks_for_each_group_of_needs(
    guide: Guide, own_pages: Pages
) -> None:
    rule = Rule.of(guide)
    for page in own_pages.values():
        ladder = next((one for one in page.article.iter("ol") if one.get("id") == "tree"), None)
        if ladder is not None:
            told = Counter(one.get("data-of") for one in ladder.iter() if one.get("data-of"))
            assert told == Counter(f"{id} {need}" for id in rule.answers for need in rule.needs)
            anchors = {f"tree.{'.'.join(group)}" for rung in ladder_of(rule) for group in rung.asks}
            assert anchors <= {*ids(page)}


def test_every_heading_and_row_has_a_link_that_survives_rewording(own_pages: Pages) -> None:
    faults = []
    for address, page in own_pages.items():
        if re.match(rf"{FOLDER}/.", address):
            continue  # a decision has links for the headings of its template alone
        # What a form asks is a control, and is told elsewhere.
        asked = {one for form in page.article.iter("form") for one in form.iter()}
        for one in page.article.iter():
            if one.tag in ("h2", "h3", "h4", "tr") and one.get("id") and one not in asked:
                faults += [f"{address}#{one.get('id')}"] if one.get("id") not in offered(page) else []
    assert faults == []


def test_every_internal_link_and_anchor_leads_somewhere(site: Path, own_pages: Pages) -> None:
    known = {address: set(ids(page)) for address, page in own_pages.items()}
    dead = []
    for address, page in own_pages.items():
        for target in targets(page):
            parts = urlsplit(urljoin(f"/{address}", target))
            path, anchor = unquote(parts.path).removeprefix("/"), unquote(parts.fragment)
            exists = path in known or (site / path).is_file() or (site / path / "index.html").is_file()
            # A site may lie below a path, where a link that starts with a slash leads out of it.
            if target.startswith("/") or not exists or (anchor and anchor not in known.get(path, {anchor})):
                dead.append(f"{address} -> {target}")
    assert dead == []


def test_lychee_finds_no_dead_link_or_anchor_either(
    site: Path, settings: Settings, own_pages: Pages, tmp_path: Path
) -> None:
    # As on its host, where the site may lie below a path; a page that is not found has links that start at the host.
    below = tmp_path / urlsplit(settings.address).path.strip("/")
    shutil.copytree(site, below, dirs_exist_ok=True)
    command = [engine("lychee"), "--offline", "--include-fragments", "--index-files", "index.html", "--no-progress"]
    # It reads the document that is printed again for each link within, which takes longer than all else; see below.
    command += ["--exclude-path", f"/{PRINT}index.html$", "--root-dir", tmp_path, below]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    looked_at = re.search(r"(\d+) OK", done.stdout)
    assert looked_at, done.stdout
    assert int(looked_at[1]) >= len(own_pages)


def test_every_link_of_the_printed_document_leads_somewhere_in_it_or_to_a_file_or_out_of_the_site(site: Path) -> None:
    html = (site / PRINT / "index.html").read_text("utf-8")
    ids = {unescape(id) for id in re.findall(r'<[^<>]*\sid="([^"]*)"', html)}
    found = {unescape(target) for target in re.findall(r'<[^<>]*\s(?:href|src)="([^"]*)"', html)}
    own = {target for target in found if not urlsplit(target).scheme}
    within = {target for target in own if target.startswith("#")}
    assert within
    assert {target for target in within if unquote(target[1:]) not in ids} == set()
    assert {target for target in own - within if not (site / PRINT / target).is_file()} == set()


def test_every_link_to_the_repository_names_a_file_that_exists_and_every_page_can_be_edited(
    root: Path, settings: Settings, own_pages: Pages
) -> None:
    dead, editable = [], set()
    for address, page in own_pages.items():
        for link in links(page):
            action = _ACTION.fullmatch(link.removeprefix(settings.repository))
            if link.startswith(settings.repository) and action:
                dead += [] if (root / unquote(action["path"])).exists() else [f"{address} -> {link}"]
                editable |= {address} if action["kind"] == "edit" and action["branch"] == settings.branch else set()
    assert dead == []
    assert sorted(set(own_pages) - editable) == []


def test_no_template_marker_and_no_error_of_a_macro_is_left(pages: Pages) -> None:
    left = []
    for address, page in pages.items():
        tree = deepcopy(page.tree)
        for code in [*tree.iter("pre"), *tree.iter("code"), *tree.iter("script")]:
            code.clear()
        text = page.text(tree)
        left += [f"{address}: {mark}" for mark in ("{{", "}}", "{%", "%}", "Macro Rendering", "{:") if mark in text]
    assert left == []


def test_nothing_that_a_page_loads_comes_from_another_host(pages: Pages) -> None:
    loaded = []
    for address, page in pages.items():
        for one in page.tree.iter():
            if one.tag not in ("a", "area") and one.get("rel") not in ("canonical", "prev", "next"):
                found = (one.get("src") or "", one.get("href") or "")
                loaded += [f"{address} loads {target}" for target in found if urlsplit(target).netloc]
    assert loaded == []
