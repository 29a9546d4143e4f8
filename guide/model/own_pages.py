"""The pages that make themselves: one for each pattern and each project, drawn from the data.

The command ``guide pages`` writes those that are missing. Until then they count as there, so that an entry
can be added in the browser by editing one file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

_TEXTS = {
    "patterns": """\
---
title: {title}
description: {pattern}
---
# {name}

{{{{ pattern("{id}") }}}}
""",
    "projects": """\
---
title: {title}
description: {project}
---
{{{{ project("{id}") }}}}
""",
}
# The collections whose entries each have a page of their own.
OWN_PAGES = frozenset(_TEXTS)


def own_pages(names: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the path, from the project's root, and the text of the page of each entry that has one.

    names: by collection, the name of each entry by its id.
    """
    for collection, template in _TEXTS.items():
        for id, name in names.get(collection, {}).items():
            texts = {
                "title": name,
                "pattern": f"{name}: what it is, when to take it, its drawbacks, and which of our projects run on it.",
                "project": f"How {name} is deployed, how sure we are of it, what is open, and the decisions about it.",
            }
            quoted = {field: json.dumps(text, ensure_ascii=False) for field, text in texts.items()}
            yield f"docs/{collection}/{id}.md", template.format(id=id, name=_heading(name), **quoted)


def _heading(name: str) -> str:
    """Return a name as the text of a heading, in which it has no other meaning for Python-Markdown."""
    escaped = "".join(f"\\{char}" if char in r"\`*_{}[]()#+!>" else char for char in name)
    return escaped.replace("&", "&amp;").replace("<", "&lt;")
