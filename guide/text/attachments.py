"""The files beside the texts of adr/ and docs/: which of them may be published.

They are published as they are, without the policy that a page has. So they are pictures and documents, which a
browser shows or keeps, and never what it would run; an SVG is parsed, since it can hold script.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from xml.parsers import expat

from guide.text.html import is_safe_address, shortened

SUFFIXES = frozenset(
    {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp", ".pdf", ".csv", ".txt"}
    | {".drawio", ".puml", ".plantuml", ".mmd", ".excalidraw"}
)
_NAME = re.compile(r"[\w .,()+@~=-]+")

_SVG = "http://www.w3.org/2000/svg"
# What drawing programs add for themselves; a browser passes it over.
_INERT = (
    "http://www.inkscape.org/namespaces/inkscape",
    "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://creativecommons.org/ns#",
    "http://web.resource.org/cc/",
    "http://purl.org/dc/elements/1.1/",
)
# Drawing, text and effects; nothing that holds HTML, runs script or changes by itself.
_ELEMENTS = re.compile(
    "svg|g|a|defs|symbol|use|switch|path|rect|circle|ellipse|line|polyline|polygon|text|tspan|textPath|title|desc"
    "|metadata|style|marker|linearGradient|radialGradient|stop|clipPath|mask|pattern|image|view|filter|fe[A-Z][A-Za-z]+"
)
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*")
# Of what stands in these a browser loads nothing.
_PLAIN = re.compile(
    r"d|points|id|class|viewBox|values|transform|gradientTransform|patternTransform|content|title|data-.*|aria-.*"
)
_FUNCTION = re.compile(r"([a-z-]*)\(\s*(['\"]?#)?", re.I)
_HARMLESS = frozenset(
    {"", "matrix", "translate", "rotate", "scale", "rgb", "rgba", "hsl", "hsla", "calc", "var", "light-dark", "not"}
)


def name_fault(path: str) -> str:
    """Return why a file of adr/ or docs/ is not published, by its name alone, and how to mend that; empty if it may be.

    path: its path from the project's root.
    """
    name = PurePosixPath(path)
    if not _NAME.fullmatch(name.name):
        return "has a name that an address should not hold; use letters, digits, spaces and hyphens"
    if name.suffix.lower() in SUFFIXES | {".md"}:
        return ""
    kinds = ", ".join(sorted(suffix.removeprefix(".") for suffix in SUFFIXES))
    return f"is no page, picture or document, and would be published as it is; remove it, or keep it as one of: {kinds}"


def svg_fault(data: bytes) -> str:
    """Return why an SVG may not be published, in a few words; an empty text if it may be."""
    try:
        _Svg().parser.Parse(data, True)
    except expat.ExpatError as error:
        return f"is no SVG that can be read ({expat.errors.messages[error.code]}, line {error.lineno})"
    except _NotAllowedError as error:
        return str(error)
    return ""


class _NotAllowedError(Exception):
    """Something that an SVG may not hold, in a few words."""


class _Svg:
    """Reads an SVG up to the first thing that it may not hold, and raises that."""

    def __init__(self) -> None:
        self.in_style = False
        self.styles: list[str] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.EntityDeclHandler = self._entity

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, tag = name.rpartition(" ")
        if namespace in _INERT:
            return
        if tag == "svg" and not namespace:
            raise _NotAllowedError(f'lacks xmlns="{_SVG}", without which no browser shows it')
        if namespace != _SVG or not _ELEMENTS.fullmatch(tag):
            raise _NotAllowedError(f"holds the element <{shortened(tag)}>")
        self.in_style, self.styles = tag == "style", []
        for full, value in attributes.items():
            self._attribute(tag, full.rpartition(" ")[2], value)

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name.lower().startswith("on") or name == "base":
            raise _NotAllowedError(f"holds the attribute '{name}'")
        if name == "href":
            allowed = value.startswith("#") or (tag == "image" and _PICTURE.fullmatch(value))
            if not allowed and not (tag == "a" and is_safe_address(value)):
                raise _NotAllowedError(f"leads to '{shortened(value)}'")
        elif name == "style" or ("(" in value and not _PLAIN.fullmatch(name)):
            self._style(value)

    def _end(self, name: str) -> None:
        if self.in_style:
            self._style("".join(self.styles))
            self.in_style = False

    def _text(self, text: str) -> None:
        if self.in_style:
            self.styles.append(text)

    def _style(self, css: str) -> None:
        """Refuse a style that could load something: every way to do so is a function, or starts with '@'."""
        calls = ((call[1].lower(), call[2]) for call in _FUNCTION.finditer(css))
        if (
            "\\" in css
            or "@" in css.replace("@media", "")
            or not all(name in _HARMLESS or (name == "url" and local) for name, local in calls)
        ):
            raise _NotAllowedError(f"holds the style '{shortened(' '.join(css.split()))}'")

    def _instruction(self, target: str, data: str) -> None:
        if target.lower().startswith("xml"):
            raise _NotAllowedError(f"holds the instruction <?{target}")

    def _entity(self, name: str, *_: object) -> None:
        # What it stands for may be anything, and endless.
        raise _NotAllowedError(f"declares the entity '{shortened(name)}'")
