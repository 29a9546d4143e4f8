"""Texts by which somebody would try to act on a reader, and a guide that holds them wherever a text may stand.

The ideas are those of the well-known lists of evasions (OWASP's XSS filter evasion cheat sheet, html5sec, and what is
known of mutation XSS and of DOM clobbering), in words of our own; ``HOST`` is a host that nobody asks for anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, cycle
from pathlib import Path
from typing import Any

import yaml

from guide.checks.registry import run
from guide.checks.text_rules import text_faults
from guide.model.load import load
from guide.problems import Problem
from guide.text.html import is_own_address
from guide.text.markdown import read_markup
from guide.text.rendered import shown

HOST = "hostile.invalid"
_URL = f"https://{HOST}/x"
RUN = "alert(1)"

_ADDRESSES = [
    f"javascript:{RUN}", f"JaVaScRiPt:{RUN}", f"java\tscript:{RUN}", f"&#106;avascript:{RUN}", f"java&#x0A;script:{RUN}",
    f"\x01javascript:{RUN}", f"javascript&colon;{RUN}", f"jav&Tab;ascript:{RUN}", f"vbscript:{RUN}", f"livescript:{RUN}",
    f"data:text/html,<script>{RUN}</script>", "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIi8+", f"//{HOST}/x", rf"\\{HOST}/x", f"https:{HOST}", f"/\\{HOST}/x",
    "ftp://example.org/x", "tel:1", "file:///etc/passwd", "blob:x", "about:blank", "x:y", f"http://{HOST}\\@example.org/",
]  # fmt: skip
_HOLDERS = [
    '<a href="{}">x</a>', "<a href='{}'>x</a>", "<a href={}>x</a>", '<img src="{}">', '<iframe src="{}"></iframe>',
    '<form action="{}"><input type=submit></form>', '<object data="{}"></object>', '<embed src="{}">', "[x]({})", "![x]({})",
    "[x](<{}>)", "<{}>", "[x][y]\n\n[y]: {}\n", "> [x][z]\n>\n> [z]: {}\n", '<base href="{}">', '<link rel=stylesheet href="{}">',
    '<script src="{}"></script>', '<meta http-equiv=refresh content="0;url={}">', '<video src="{}" autoplay></video>',
    '<table background="{}"><tr><td>x</table>', '<svg><image href="{}"/></svg>', '<math href="{}">x</math>', '[x](y){{: href="{}" }}',
    '<p style="background:url({})">x</p>', '<img srcset="{} 1x" src=x.png>', '<input type=image src="{}">', '<body background="{}">',
]  # fmt: skip
_HANDLERS = ["onerror", "onload", "onfocus", "onmouseover", "ontoggle", "onanimationstart", "onpointerenter", "onbegin"]
_TAGS = [
    "<img src=x {}={}>", "<svg {}={}>", "<svg/{}={}>", "<details open {}={}>x</details>", "<input autofocus {}={}>",
    '<b title="x"{}={}>x</b>', "<p\n{}\n=\n{}>x</p>", '"><img src=x {}={}>', "'><svg {}={}>", "</title><img src=x {}={}>",
    "</script><img src=x {}={}>", "--><img src=x {}={}>", "]]><img src=x {}={}>", "<a name=x {}={}>x</a>", "x{{: {}={} }}",
    "# x {{ {}={} }}", "</textarea><video {}={}><source>", "<b {}\x0c={}>x</b>", "<xss id=x tabindex=1 {}={}>x</xss>",
]  # fmt: skip
_WHOLE = [
    f"<script>{RUN}</script>", f"<ScRiPt>{RUN}</sCrIpT>", f"<script/x>{RUN}</script>", f"<<script>{RUN}//<</script>",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>", f"&lt;script&gt;{RUN}&lt;/script&gt;", f"&#60;script&#62;{RUN}&#60;/script&#62;",
    f"%3Cscript%3E{RUN}%3C/script%3E", f"\uff1cscript\uff1e{RUN}\uff1c/script\uff1e", f"T &quot;&gt;&lt;script src={_URL}&gt;&lt;/script&gt;",
    f'0;url={_URL}" http-equiv="refresh', f"0;url={_URL}' http-equiv='refresh", f"0;url={_URL} http-equiv=refresh",
    f"&quot; http-equiv=&quot;refresh&quot; content=&quot;0;url={_URL}", 'x" onload="alert(1)', "x' onfocus='alert(1)' autofocus='",
    "He said \"yes\" & 'no' <b>never</b>", "`<script>alert(1)</script>`", r"\`<script>alert(1)</script>\`",
    "<!--> <img src=x onerror=alert(1)> -->", "<!-- x --!> <img src=x onerror=alert(1)> -->", "<!-- never closed",
    "<![CDATA[ > <img src=x onerror=alert(1)> ]]>", "<?php echo 1 ?><img src=x onerror=alert(1)>", "</p><script>alert(1)</script>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">', "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<svg><a><animate attributeName=href values=javascript:alert(1) /><text>x</text></a></svg>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>", "<select><style></select><img src=x onerror=alert(1)>",
    "<template><script>alert(1)</script></template>", "<title><img src=x onerror=alert(1)></title>", "<plaintext>", "<xmp><img src=x></xmp>",
    "<textarea></textarea><script>alert(1)</script>", "<frameset onload=alert(1)>", "<marquee onstart=alert(1)>x</marquee>",
    "<style>@import 'https://hostile.invalid/x.css';</style>", "<style>body{background:url(https://hostile.invalid/x)}</style>",
    '<p id="__config">{"base":"https://hostile.invalid","features":[],"search":"https://hostile.invalid/x.js"}</p>',
    '# `__config`', "# x {: #__search }", '<a id="__drawer" name="__palette">x</a>', '<form name="query"><input name="attributes"></form>',
    '<p id="choose-data">{"needs":{}}</p>', '<div id="columns"><p id="columns-status"></p></div>', '<img name="getElementById">',
    '<div class="md-overlay md-search__output">x</div>', "x\n{: .md-dialog .md-overlay }", "!!! md-overlay\n    x",
    '<button data-copy="x" data-md-component="search">x</button>', '<label for="__search">x</label>', '<input id="__search" checked>',
    "{{ 7 * 7 }}", "{{ ''.__class__.__mro__ }}", "{% for x in y %}", "{# hidden #}", "{{ config.items() }}", "${7*7}", "#{7*7}",
    "<%= 7*7 %>", "{{ rules() }}", "{% raw %}", "\u202egpj.exe\u202c", "a\u200bb\u00adc", "x\u2028y", "<b>\x0b</b>",
    '</script><script>alert(1)</script>', "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e", '"}</script><img src=x onerror=alert(1)>',
    "[x](y \"onclick=alert(1)\")", '[x](y "\'><img src=x onerror=alert(1)>")', "![\"><img src=x onerror=alert(1)>](y.png)",
    "[<img src=x onerror=alert(1)>](#x)", "[^1]\n\n[^1]: <img src=x onerror=alert(1)>", "| <img src=x onerror=alert(1)> |\n|---|\n| x |",
    "```html\n<img src=x onerror=alert(1)>\n```", '``` {.python onclick="alert(1)"}\nx\n```', "```\"><script>alert(1)</script>\nx\n```",
    "term\n:   <script>alert(1)</script>", "    <script>alert(1)</script>", "1. x\n\n    <script>alert(1)</script>", "*<script>alert(1)</script>*",
    '<b title="> <img src=x onerror=alert(1) ">x</b>', 'id="x" href="http://[" src="//hostile.invalid/x"', "# ", "#",
    "a <your name> b", "List<String>", "a < b > c & d", "AT&amp;T &copy 2026", "x" * 300, "=cmd|' /C calc'!A0", "\U0001f600",
]  # fmt: skip

VALUES = list(
    dict.fromkeys(
        chain(
            _WHOLE,
            (holder.format(address) for holder, address in zip(_HOLDERS * 9, cycle(_ADDRESSES), strict=False)),
            (tag.format(handler, RUN) for tag, handler in zip(_TAGS * 4, cycle(_HANDLERS), strict=False)),
        )
    )
)

# The number of the first decision that holds a value.
FIRST = 1001


def one_line(value: str) -> str:
    """Return a value as a text on one line that YAML can hold."""
    return " ".join("".join(character if character >= " " else " " for character in value).split())


def write_decisions(root: Path, values: Iterable[str], *, refused: bool) -> None:
    """Write a decision for each value that has it in its title, its headings, its text and each field of its own.

    refused: whether its text holds what the check refuses too. Each was a draft whose address leads on.
    """
    for number, value in enumerate(values, start=FIRST):
        line = one_line(value)
        fields = {
            "status": "accepted",
            "date": "2026-02-02",
            "decision-makers": [line, "crew"],
            "summary": line,
            "history": [{"status": "accepted", "date": "2026-02-02"}],
            "corrections": [{"date": "2026-02-03", "reason": line}],
            "tags": [line],
            "formerly": [f"draft-{number}"],
        }
        if not refused:
            # What the check refuses elsewhere is shown as text on the page of an imported record, so there it is no problem.
            fields["imported-from"] = f"log/{number}-{line}"
        blocks = [
            f"# {line}",
            "Before.",
            value,
            "After.",
            f"### {line}",
            f"Text, {line} in a line.",
            f"* {line}",
            f"> {line}",
        ]
        body = "\n\n".join(block for block in blocks if refused or _is_fine(block))
        front = yaml.dump(fields, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10_000)
        file = root / "adr" / f"{number}-decided.md"
        file.write_text(f"---\n{front}---\n\n{body}\n", "utf-8", newline="\n")


def _is_fine(block: str) -> bool:
    """Return whether the check has nothing against a piece of a decision's text that stands alone."""
    page = shown(block, is_decision=True)
    return not list(text_faults(read_markup(block), is_decision=True)) and not any(map(is_own_address, page.targets))


def spoil_data(root: Path, values: Iterable[str]) -> int:
    """Put two values behind every text of data/, each another, but where that is no longer sound.

    Returns how many texts hold them.
    """
    chosen = cycle(values)
    files = sorted((root / "data").rglob("*.yml"))
    sound = {file: yaml.load(file.read_text("utf-8"), yaml.BaseLoader) for file in files}
    # All of them at once; those with a problem are put back, until no text has one.
    tried = {
        file: {place: f"{_at(one, place)} {next(chosen)} {next(chosen)}" for place in _texts(one)}
        for file, one in sound.items()
    }
    while True:
        for file, changed in tried.items():
            file.write_text(_written(sound[file], changed), "utf-8", newline="\n")
        guide, problems = load(root)
        found = [*problems, *run(guide)]
        wrong = {
            file: _places_of(guide, found, file.relative_to(root).as_posix(), changed)
            for file, changed in tried.items()
        }
        if not any(wrong.values()):
            return sum(map(len, tried.values()))
        tried = {
            file: {place: value for place, value in changed.items() if place not in wrong[file]}
            for file, changed in tried.items()
        }


def _texts(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in items:
        if isinstance(item, str):
            yield (*path, key)
        else:
            yield from _texts(item, (*path, key))


def _at(value: Any, path: tuple[str | int, ...]) -> str:
    for key in path:
        value = value[key]
    return value


def _written(sound: Any, changed: dict[tuple[str | int, ...], str]) -> str:
    """Return the YAML of a structure with some of its texts changed; every text stays a text."""

    def copied(value: Any, path: tuple[str | int, ...]) -> Any:
        if isinstance(value, dict):
            return {key: copied(item, (*path, key)) for key, item in value.items()}
        if isinstance(value, list):
            return [copied(item, (*path, index)) for index, item in enumerate(value)]
        return changed.get(path, value)

    return yaml.dump(copied(sound, ()), Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10_000)


class _Plain(yaml.SafeDumper):
    """Writes every text between double quotes, so that none is taken for something else, and no alias."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


_Plain.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))


def _places_of(guide: Any, problems: Iterable[Problem], path: str, tried: Iterable[tuple[str | int, ...]]) -> set[Any]:
    """Return which of the changed texts have a problem, or something inside an entry that was lost with it."""
    lines = {problem.place.line for problem in problems if problem.place.path == path}
    document = next(one for one in guide.documents if one.path == path)
    return {place for place in tried if document.place(*place).line in lines}
