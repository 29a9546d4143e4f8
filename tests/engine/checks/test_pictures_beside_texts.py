"""Pictures that lie beside texts: one that does more than draw is not published."""

from __future__ import annotations

import pytest

from guide.text.attachments import svg_fault

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


@pytest.mark.parametrize(
    "inside",
    [
        "<script>x</script>",
        '<g onload="x"/>',
        '<g ONLOAD="x"/>',
        '<image href="https://example.org/a.png"/>',
        '<image xlink:href="data:image/svg+xml;base64,AAAA"/>',
        '<use href="other.svg#a"/>',
        '<a href="javascript:x"><text>t</text></a>',
        '<a href="java&#9;script:x"><text>t</text></a>',
        '<style>@import "https://example.org/x.css"</style>',
        '<style>a { background: image-set("https:example.org") }</style>',
        r"<style>a { background: \75rl(https://example.org) }</style>",
        '<rect fill="url(https://example.org/x#y)"/>',
        '<rect style="filter: url( &#39;https://example.org/x#y&#39; )"/>',
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
        '<p xmlns="http://www.w3.org/1999/xhtml">x</p>',
        '<set attributeName="href" to="javascript:x"/>',
        '<g xml:base="https://example.org/"/>',
        "<unclosed>",
    ],
)
def test_a_picture_that_could_run_or_load_something_is_not_published(inside: str) -> None:
    assert svg_fault(SVG.format(inside).encode())


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE svg [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>',
        '<?xml-stylesheet href="https://example.org/x.css"?>',
        "<html><script>x</script></html>",
        "",
    ],
)
def test_a_picture_that_starts_with_something_else_is_not_published(head: str) -> None:
    assert svg_fault(head.encode() + SVG.format("<text>&c;</text>" if "ENTITY" in head else "").encode() * bool(head))


@pytest.mark.parametrize(
    "inside",
    [
        '<rect fill="url(#a)" transform="rotate(45)" style="stroke: rgb(0, 0, 0)"/><use xlink:href="#b"/>',
        '<image href="data:image/png;base64,iVBORw0KGgo="/><text>a &lt;script&gt;</text>',
        "<style>@media print { rect { fill: #fff } }</style>",
        '<a href="https://example.org/">x</a>',
        '<metadata><x xmlns="http://purl.org/dc/elements/1.1/" onclick="y">z</x></metadata>',
    ],
)
def test_a_picture_that_only_draws_is_published(inside: str) -> None:
    start = (
        '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd"><?plantuml 1?>'
    )
    assert svg_fault((start + SVG.format(inside)).encode()) == ""
