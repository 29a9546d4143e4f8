"""The site and a page of it: what a view has to know to draw links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from guide.model.decision import FRONT_MATTER
from guide.model.guide import Guide
from guide.model.page_address import address_of
from guide.model.settings import Settings
from guide.problems import Place
from guide.text.yaml import read_yaml
from macros.addresses import relative, where


@dataclass(frozen=True)
class Site:
    """The guide, and the settings of the site that is made from it."""

    guide: Guide
    settings: Settings

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """What each page of docs/ that says its title is called, by its address from the site's root."""
        titles = {}
        for path, text in self.guide.prose.items():
            front = FRONT_MATTER.match(text)
            said = read_yaml(front["yaml"], path).value if front else None
            if isinstance(said, dict) and said.get("title"):
                titles[address_of(path.removeprefix("docs/"))] = str(said["title"])
        return titles


@dataclass(frozen=True)
class Page:
    """A page of the site.

    base: what its links are relative to, as an address from the site's root, such as "patterns/serverless/".
    """

    site: Site
    base: str

    @property
    def guide(self) -> Guide:
        """The guide that the page is drawn from."""
        return self.site.guide

    @property
    def settings(self) -> Settings:
        """What the site is called, and where it is published and edited."""
        return self.site.settings

    def link(self, address: str) -> str:
        """Return an address from the site's root as a link from this page."""
        return relative(address, self.base)

    def to(self, collection: str, id: str = "", *part: str) -> str:
        """Return a link from this page to an entry, or to a part of it, see ``where``."""
        return self.link(where(collection, id, *part))

    def absolute(self, address: str) -> str:
        """Return an address from the site's root as the whole address that others can link to."""
        return self.settings.address + address

    def called(self, address: str) -> str:
        """Return what the page at an address from the site's root is called, or the address where it does not say."""
        return self.site.titles.get(address, address)

    def edit(self, place: Place) -> str:
        """Return where the code host lets one edit a file, at a line of it."""
        line = f"#L{place.line}" if place.line > 1 else ""
        return self.repository(f"edit/{self.settings.branch}/{quote(place.path)}{line}")

    def folder(self, path: str) -> str:
        """Return where the code host shows what lies in a folder."""
        return self.repository(f"tree/{self.settings.branch}/{quote(path)}")

    def new(self, path: str, text: str) -> str:
        """Return where the code host lets one add a file, its name and its text filled in."""
        filled_in = f"filename={quote(path, safe='')}&value={quote(text, safe='')}"
        return self.repository(f"new/{self.settings.branch}?{filled_in}")

    def issue(self, title: str, text: str) -> str:
        """Return where the code host lets one write an issue, its title and its text filled in."""
        return self.repository(f"issues/new?title={quote(title, safe='')}&body={quote(text, safe='')}")

    def show(self, place: Place) -> str:
        """Return where the code host shows a line of a file."""
        return self.repository(f"blob/{self.settings.branch}/{quote(place.path)}?plain=1#L{place.line}")

    def repository(self, path: str) -> str:
        """Return the address of the repository on the code host, or of a folder or action in it."""
        return f"{self.settings.repository}/{quote(path, safe='/?=&#%')}".rstrip("/")
