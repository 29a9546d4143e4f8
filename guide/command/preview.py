"""``guide preview``: the pages that a change makes different, in one file."""

from __future__ import annotations

from pathlib import Path

import click

from guide.changes.revision import guide_at
from guide.checks import check
from guide.command.common import command
from guide.disk.git import Git
from guide.model.load import load
from guide.model.promises import moved_since, read_promises
from guide.model.settings import read_settings
from guide.problems import RefusedError, counted
from macros.finish.built_site import BuiltSite
from macros.finish.changed_pages import Cause, ChangedPage, changed_pages
from macros.finish.kept_addresses import broken_promises
from macros.finish.preview import preview
from macros.finish.print_page import in_order
from macros.page import Site


@command(examples=["guide preview site --since origin/main --output preview.html"])
@click.argument("site", metavar="site", type=Path, help="The folder of the built site, drafts included.")
@click.option("--since", metavar="revision", required=True, help="The git revision to compare with.")
@click.option("--output", metavar="file", type=Path, required=True, help="Where to write the preview.")
@click.pass_obj
def preview_command(root: Path, site: Path, since: str, output: Path) -> int:
    """Write the pages that a change alters into one file."""
    guide, _ = load(root)
    problems = check(root)
    whole = Site(guide, read_settings(root))
    built = BuiltSite(site) if (site / "index.html").is_file() else None
    if not built and not problems:
        raise RefusedError(f"there is no site in '{site}'; build it first: GUIDE_DRAFTS=shown make build")
    if problems:
        # What is built is not of this guide.
        built = None
    promises, _ = read_promises(root)
    pages, note = [], ""
    try:
        with guide_at(root, since) as (before, folder):
            moved = moved_since(promises, read_promises(folder)[0])
            pages = changed_pages(Site(before, whole.settings), whole, moved) if built else []
    except RefusedError as error:
        note = f"It cannot be compared, so every page is here: {error}"
        pages = [ChangedPage(address, Cause.ANY) for address in in_order(guide, built)] if built else []
    problems += sorted(broken_promises(guide, promises, built)) if built else []
    git = Git(root)
    commit = git("rev-parse", "--short", "HEAD").decode().strip() if git.is_repository() else "files without a history"
    output.parent.mkdir(parents=True, exist_ok=True)
    text = preview(whole, built, pages, problems, commit=commit, note=note, root=root)
    output.write_text(text, "utf-8")
    print(f"wrote {output}: {counted(len(pages), 'page')}, {counted(len(problems), 'problem')}")
    return 0
