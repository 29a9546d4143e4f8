"""The sample guide with every kind of page, so that a site can be built of it: small, and about nothing that exists."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import yaml

from tests.engine.built_site import ROOT
from tests.engine.sample import write_sample
from tests.engine.whole_guide import ENGINE, settings

PAGES = {
    "index": "# How to cross\n\n{{ answers() }}\n\n## The landscape {: #landscape }\n\n{{ landscape() }}\n",
    "choose": "# Choose\n\nFirst {{ pattern_order() }}.\n\n{{ choose('how-to-cross') }}\n\n"
    "## The tree at a glance {: #picture }\n\n{{ tree_picture() }}\n\n{{ decisions_on('how-to-cross') }}\n",
    "patterns/index": "# Compared\n\nTwo {{ cite('log', 'chart#height') }}.\n\n{{ pattern_comparison() }}\n\n"
    "## Needs {: #needs }\n\n{{ needs_by_pattern() }}\n",
    "patterns/kite": "# Kite\n\n{{ pattern('kite') }}\n",
    "patterns/raft": "# Raft\n\n{{ pattern('raft') }}\n",
    "production-environment": "# What it takes\n\n## Steering {: #steering }\n\n{{ capability('steering') }}\n\n"
    "## Who {: #by-pattern }\n\n{{ provider('team') }}\n\n{{ capability_table() }}\n",
    "new-project": "# A new crossing\n\n{{ takeaways() }}\n\n{{ checklist() }}\n\n## To copy {: #copy }\n\n"
    "{{ checklist_as_markdown() }}\n",
    "serverless": "# By kite\n\n{{ opportunities('kite') }}\n\n## When not to {: #when-not }\n\n{{ when_not('kite') }}\n\n"
    "## Limits {: #limits }\n\n{{ limits() }}\n",
    "projects/index": "# What crosses\n\n{{ project_table() }}\n\n## The tools {: #tools }\n\n{{ tools() }}\n",
    "projects/ferry": "{{ project('ferry') }}\n",
    "projects/balloon": "{{ project('balloon') }}\n",
    "open-points": "# Not known\n\n{{ open_points() }}\n",
    "adr": "# The log\n\n{{ decision_log() }}\n\n## Rejected {: #rejected }\n\n{{ rejected() }}\n\n"
    "## Successions {: #successions }\n\n{{ successions() }}\n\n## Timeline {: #timeline }\n\n{{ feed_links() }}\n\n"
    "{{ decisions_over_time() }}\n\n{{ timeline() }}\n",
    "contribute": "# Contribute\n\n[Propose]({{ new_decision() }}), see [the log](adr.md).\n\n"
    "## Another log {: #import }\n\nIt comes along.\n\n## The rules {: #rules }\n\n{{ rules() }}\n",
    "sources": "# Sources\n\n{{ sources() }}\n",
    "crossing": "# The crossing\n\nA page, with a list:\n\n- [the log](adr.md)\n- [ADR 1](adr/0001-cross-by-raft.md)\n",
}


def write_small_site(root: Path) -> Path:
    """Write the sample guide, its pages and what an engine needs to build it into a folder, and return the folder."""
    write_sample(root)
    for name in ENGINE:
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name, text in PAGES.items():
        (root / "docs" / f"{name}.md").write_text(f"---\ndescription: About {name}.\n---\n{text}", "utf-8")
    navigation = [f"{name}.md" for name in PAGES if name.count("/") == 0 or not name.startswith("projects/")]
    config = settings()
    ours = re.compile(r"^nav:\n.*?(?=^\S|^$)", re.S | re.M)
    assert len(ours.findall(config)) == 1
    config = ours.sub(lambda _: yaml.safe_dump({"nav": [*navigation, "projects/index.md"]}), config)
    (root / "mkdocs.yml").write_text(config, "utf-8")
    return root
