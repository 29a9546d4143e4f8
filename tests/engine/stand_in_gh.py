"""Stands in for GitHub's command gh: the few calls that our workflows make, on issues kept in a JSON file.

What it does not know, or what the token may not do, it refuses.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

LONGEST = 65_536
FIRST_BY_TITLE = "map(select(.title == env.TITLE)) | .[0].number // empty"


def main() -> None:
    """Do what is asked for and keep the state."""
    parser = argparse.ArgumentParser(prog="gh", allow_abbrev=False)
    parser.add_argument("kept", type=Path)
    groups = parser.add_subparsers(required=True)
    auth = groups.add_parser("auth").add_subparsers(required=True)
    auth.add_parser("setup-git").set_defaults(run=set_up_git)
    workflow = groups.add_parser("workflow").add_subparsers(required=True)
    start = workflow.add_parser("run", allow_abbrev=False)
    start.add_argument("name")
    start.add_argument("--ref", required=True)
    start.set_defaults(run=start_workflow)
    add_issue_commands(groups.add_parser("issue").add_subparsers(required=True))
    options = parser.parse_args()
    if not os.environ.get("GH_TOKEN"):
        sys.exit("gh: To use GitHub CLI in a GitHub Actions workflow, set the GH_TOKEN environment variable.")
    state = json.loads(options.kept.read_text("utf-8"))
    options.run(options, state)
    options.kept.write_text(json.dumps(state), "utf-8")


def add_issue_commands(commands: Any) -> None:
    """Add what can be done with issues."""
    listing = commands.add_parser("list", allow_abbrev=False)
    listing.add_argument("--state", choices=["open"], required=True)
    listing.add_argument("--search", required=True)
    listing.add_argument("--json", choices=["number,title"], required=True)
    listing.add_argument("--jq", choices=[FIRST_BY_TITLE], required=True)
    listing.set_defaults(run=list_issues)
    creating = commands.add_parser("create", allow_abbrev=False)
    creating.add_argument("--title", required=True)
    creating.set_defaults(run=create_issue)
    editing = commands.add_parser("edit", allow_abbrev=False)
    closing = commands.add_parser("close", allow_abbrev=False)
    closing.add_argument("--comment", required=True)
    for command, run in ((editing, edit_issue), (closing, close_issue)):
        command.add_argument("number", type=int)
        command.set_defaults(run=run)
    for command in (creating, editing):
        command.add_argument("--body-file", type=Path, required=True)


def need(*permissions: str) -> None:
    """End with GitHub's words if the token has none of these permissions, or no repository is named."""
    if not set(permissions) & set(os.environ["GH_TOKEN"].split()):
        sys.exit(f"HTTP 403: Resource not accessible by integration ({permissions[0]})")
    if not os.environ.get("GH_REPO"):
        sys.exit("failed to determine base repo")


def set_up_git(_: argparse.Namespace, __: dict[str, Any]) -> None:
    """Let git push with the token."""
    subprocess.run(["git", "config", "--global", "guide.helper", "gh"], check=True)


def start_workflow(options: argparse.Namespace, state: dict[str, Any]) -> None:
    """Note that a workflow is to run."""
    need("actions:write")
    state["dispatched"].append([options.name, options.ref])


def list_issues(options: argparse.Namespace, state: dict[str, Any]) -> None:
    """Print the number of the first open issue of a workflow that has the title; the search takes similar ones too."""
    need("issues:write", "issues:read")
    title = os.environ["TITLE"]
    if options.search != f'in:title "{title}" author:app/github-actions':
        sys.exit(f"the search '{options.search}' is not known")
    ours = [one for one in state["issues"] if one["state"] == "open" and one["author"] == "app/github-actions"]
    print(*[one["number"] for one in ours if one["title"] == title][:1], sep="\n")


def body(options: argparse.Namespace) -> str:
    """Return the text of an issue, or end as GitHub does where it is too long."""
    text = options.body_file.read_text("utf-8")
    if len(text) > LONGEST:
        sys.exit(f"GraphQL: Body is too long (maximum is {LONGEST} characters)")
    return text


def create_issue(options: argparse.Namespace, state: dict[str, Any]) -> None:
    """Open an issue."""
    need("issues:write")
    number = len(state["issues"]) + 1
    issue = {"number": number, "title": options.title, "body": body(options), "state": "open", "comments": []}
    state["issues"].append(issue | {"author": "app/github-actions"})


def edit_issue(options: argparse.Namespace, state: dict[str, Any]) -> None:
    """Replace the text of an issue."""
    need("issues:write")
    state["issues"][options.number - 1]["body"] = body(options)


def close_issue(options: argparse.Namespace, state: dict[str, Any]) -> None:
    """Close an issue with a comment."""
    need("issues:write")
    issue = state["issues"][options.number - 1]
    issue["state"] = "closed"
    issue["comments"].append(options.comment)


if __name__ == "__main__":
    main()
