"""A code host in a folder: a repository that people and workflows push to, issues, and the site that is published."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.engine.sample import page
from tests.engine.workflow_runner import Run, run_workflow

_STAND_IN = Path(__file__).parent / "stand_in_gh.py"
_PERSON = "[guide]\nperson = yes\n[user]\nname = Ada\nemail = ada@example.org\n"
# Who may push: whoever has a token for it and has told git to use it, and people.
_PRE_RECEIVE = """\
#!/bin/sh
if [ "$(git config --global guide.person)" ]; then exit 0; fi
if [ -e protected ]; then echo "GH013: Repository rule violations found for refs/heads/main." >&2; exit 1; fi
case "$(git config --global guide.helper) $GH_TOKEN " in "gh "*"contents:write "*) exit 0;; esac
echo "could not read Username" >&2; exit 1
"""
# Somebody else pushes just before we do, as often as the file "pushes" says.
_PRE_PUSH = """\
#!/bin/sh
left=$(cat {folder}/pushes)
if [ "$left" -gt 0 ]; then
  echo $((left - 1)) > {folder}/pushes
  unset $(git rev-parse --local-env-vars)
  cd {folder}/colleague && HOME={folder}/person && export HOME
  git commit --quiet --allow-empty --message "In between" && git push --quiet origin main
fi
"""

# What a run is made of besides the guide's content.
ENGINE = [".ci", ".github", ".gitignore", "Makefile", "guide", "macros", "mkdocs.yml", "overrides"]
ENGINE += ["pyproject.toml", "requirements.txt", "requirements-content.txt", "requirements-test.txt", "tests/watch"]
# The pages that the engine leads to, and a navigation through all.
PAGES = {
    "index.md": page("The guide"),
    "adr.md": page("Decisions"),
    "new-project.md": page("New project") + "\n## Look first {: #look-first }\n",
    "projects/index.md": page("Projects"),
    "assets/mark.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
}
NAV = [
    "index.md",
    "crossing.md",
    "patterns/kite.md",
    "patterns/raft.md",
    "new-project.md",
    "projects/index.md",
    "adr.md",
]


@dataclass
class Host:
    """The code host, in a folder of its own, with one repository.

    start: the repository that it starts as.
    programs: the folder of those programs that are not the environment's own.
    machine: what the environment of every step has besides what GitHub gives it.
    """

    folder: Path
    start: Path
    programs: Path
    machine: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.origin = self.folder / "origin.git"
        self.site = self.folder / "published"
        self._state = self.folder / "state.json"
        self._state.write_text(json.dumps({"issues": [], "dispatched": []}), "utf-8")
        self.git("clone", "--quiet", "--bare", str(self.start), str(self.origin), at=self.folder)
        # Or the hooks of the machine that pushes would be run in their place.
        self.git("config", "core.hooksPath", str(self.origin / "hooks"))
        for name, text in (("origin.git/hooks/pre-receive", _PRE_RECEIVE), ("bin/gh", self._gh())):
            file = self.folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
            file.chmod(0o755)

    def _gh(self) -> str:
        return f'#!/bin/sh\nexec "{sys.executable}" -IS "{_STAND_IN}" "{self._state}" "$@"\n'

    @property
    def state(self) -> dict[str, Any]:
        """The issues, and the runs of workflows that were asked for."""
        return json.loads(self._state.read_text("utf-8"))

    def change(self, **state: Any) -> None:
        """Change what the host keeps."""
        self._state.write_text(json.dumps(self.state | state), "utf-8")

    def git(self, *arguments: str, at: Path | None = None) -> str:
        """Run git as a person in the repository (in a clone, if one is given) and return what it prints."""
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.home("person", _PERSON))}
        command = ["git", *arguments]
        return subprocess.run(
            command, cwd=at or self.origin, env=environment, capture_output=True, text=True, check=True
        ).stdout

    def home(self, name: str, settings: str) -> Path:
        """Return a home folder whose git has these settings."""
        home = self.folder / name
        if not home.is_dir():
            home.mkdir()
            (home / ".gitconfig").write_text(settings, "utf-8")
        return home

    def clone(self, name: str = "colleague") -> Path:
        """Return a person's clone of the repository."""
        if not (self.folder / name).is_dir():
            self.git("clone", "--quiet", f"file://{self.origin}", str(self.folder / name))
        return self.folder / name

    def push(self, files: Mapping[str, str], branch: str = "main") -> None:
        """Commit files, given by path, as a person, and push them to a branch."""
        clone = self.clone("author")
        self.git("fetch", "--quiet", "origin", at=clone)
        self.git("checkout", "--quiet", "-B", branch, "origin/main", at=clone)
        for path, text in files.items():
            (clone / path).write_text(text, "utf-8")
        self.git("add", "--all", at=clone)
        self.git("commit", "--quiet", "--message", "A change", at=clone)
        self.git("push", "--quiet", "origin", branch, at=clone)

    def read(self, path: str, revision: str = "main") -> str:
        """Return what is in a file of the repository."""
        return self.git("show", f"{revision}:{path}")

    def push_in_between(self, times: int, files: Mapping[str, str]) -> None:
        """Have a colleague push just before each of the workflow's next pushes: first these files, then nothing."""
        clone = self.clone()
        for path, text in files.items():
            (clone / path).write_text(text, "utf-8")
        self.git("add", "--all", at=clone)
        (self.folder / "pushes").write_text(str(times), "utf-8")
        hook = self.folder / "hooks" / "pre-push"
        hook.parent.mkdir()
        hook.write_text(_PRE_PUSH.format(folder=self.folder), "utf-8")
        hook.chmod(0o755)

    def protect_main(self) -> None:
        """Refuse every push but a person's."""
        (self.origin / "protected").touch()

    def run(self, name: str, event: str, leave_out: Iterable[str] = (), text: str = "", **github: str) -> Run:
        """Run a workflow for an event on main, as it stands there, and return how it went.

        leave_out: commands that are not run. text: what stands in it, if not what main has. github: what is different
        from a run on main.
        """
        repository = {"server_url": "https://host.example", "repository": "crew/guide", "run_id": "7"}
        told = repository | {"event_name": event, "ref": "refs/heads/main", "base_ref": ""} | github
        return run_workflow(self, text or self.read(f".github/workflows/{name}"), told, leave_out)


def without_a_build(host: Host) -> dict[str, str]:
    """Return what has no site built for its addresses, for a run of which only what is pushed is looked at."""
    makefile = host.read("Makefile")
    found = re.search(r"^addresses: .*\n(?:\t.*\n)+", makefile, re.M)
    return {"Makefile": makefile.replace(found[0], "addresses:\n")}
