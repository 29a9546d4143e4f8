"""What there is besides pages: feeds, the search, the sitemap, the picture of a card, the schemas of the data."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import yaml
from jsonschema import Draft202012Validator

from guide.model.guide import Guide
from guide.model.schema import schema_texts
from guide.model.settings import Settings
from macros.finish.feeds import LONGEST
from tests.content.looking import Pages

_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def test_the_feeds_tell_of_the_latest_changes_and_lead_to_their_decisions(
    guide: Guide, site: Path, settings: Settings, own_pages: Pages
) -> None:
    atom = feedparser.parse((site / "feed.xml").read_bytes(), sanitize_html=False)
    items = json.loads((site / "feed.json").read_text("utf-8"))["items"]
    assert not atom.bozo, atom.get("bozo_exception")
    told = [(one["title"], one["url"]) for one in items]
    assert [(one.title, one.link) for one in atom.entries] == told
    fronts = [decision.front for decision in guide.decisions.values()]
    assert len(told) == min(sum(len(one.history) + len(one.corrections) for one in fronts), LONGEST)
    leading = {link.partition("#")[0].removeprefix(settings.address) for _, link in told}
    assert sorted(leading - set(own_pages)) == []


def test_the_search_knows_every_page_by_its_title(site: Path, own_pages: Pages) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))["docs"]
    titles = {one["location"]: one["title"] for one in index}
    assert sorted(set(own_pages) - set(titles)) == []
    assert [address for address in own_pages if not titles[address]] == []


def test_the_sitemap_names_every_page(site: Path, settings: Settings, own_pages: Pages) -> None:
    named = [one.text for one in ElementTree.parse(site / "sitemap.xml").iter(_SITEMAP)]
    assert sorted(named) == sorted(settings.address + address for address in own_pages)


def test_the_picture_of_a_card_is_as_large_as_the_pages_say_and_light(site: Path, own_pages: Pages) -> None:
    said = {one.get("property"): one.get("content") for one in own_pages[""].tree.iter("meta")}
    picture = (site / "assets" / "card.png").read_bytes()
    assert said["og:image"].endswith("/assets/card.png")
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    size = struct.unpack(">II", picture[16:24])
    assert size == (int(said["og:image:width"]), int(said["og:image:height"]))
    assert len(picture) < 100_000


def test_every_file_of_the_data_passes_its_schema(root: Path, guide: Guide) -> None:
    schemas = {path: json.loads(text) for path, text in schema_texts().items()}
    faults = []
    for document in guide.documents:
        if not document.path.startswith("data/"):
            continue
        file = root / document.path
        schema = f"guide/schema/{file.stem if file.parent.name == 'data' else file.parent.name}.json"
        wrong = Draft202012Validator(schemas[schema]).iter_errors(as_an_editor_reads(file.read_text("utf-8")))
        faults += [f"{document.path}: {error.message}" for error in wrong]
    assert faults == []


def as_an_editor_reads(text: str) -> Any:
    """Return what YAML 1.2 makes of a text: there `no` is a text, and so is a date."""
    return yaml.load(text, Loader=yaml.BaseLoader)
