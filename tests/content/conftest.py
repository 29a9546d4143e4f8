"""The content that is looked at, and the site that is built of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from guide.model.guide import Guide
from guide.model.load import load
from guide.model.settings import Settings, read_settings
from tests.engine.built_site import BuiltPage, build, made_once, read_pages


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the guide: this repository, unless GUIDE_ROOT names another one."""
    return Path(os.environ.get("GUIDE_ROOT", Path(__file__).parents[2])).resolve()


@pytest.fixture(scope="session")
def guide(root: Path) -> Guide:
    """The guide as it is read."""
    return load(root)[0]


@pytest.fixture(scope="session")
def settings(root: Path) -> Settings:
    """What mkdocs.yml says of the site."""
    return read_settings(root)


@pytest.fixture(scope="session")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site: the one that GUIDE_SITE names, or else built strictly and once for all tests."""
    if "GUIDE_SITE" in os.environ:
        return Path(os.environ["GUIDE_SITE"])

    def make(folder: Path) -> None:
        done = build(root, folder / "site")
        assert done.returncode == 0, done.stdout + done.stderr

    return made_once("content", make, tmp_path_factory) / "site"


@pytest.fixture(scope="session")
def pages(site: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, BuiltPage]:
    """Every page that MkDocs made, by its address; not those that lead on, nor the whole guide as one document."""
    parsed = made_once("parsed", lambda _: None, tmp_path_factory)
    found = read_pages(site, parsed)
    return {address: page for address, page in found.items() if address != "print/" and not page.leads_on}


@pytest.fixture(scope="session")
def own_pages(pages: dict[str, BuiltPage]) -> dict[str, BuiltPage]:
    """The pages that somebody wrote: all but the one for what is not found."""
    return {address: page for address, page in pages.items() if address != "404.html"}
