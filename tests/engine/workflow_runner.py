"""Runs the steps of a workflow in their order, the way GitHub does, on a real clone of a code host's repository.

It knows what our workflows use and no more: any other key, expression, action or input fails the test,
so that no step is ever passed over in silence.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from tests.engine.code_host import Host

_KEYS = {
    "workflow": {"name", "on", "permissions", "concurrency", "jobs"},
    "job": {"name", "needs", "if", "runs-on", "timeout-minutes", "permissions", "environment", "steps"},
    "step": {"name", "id", "uses", "with", "run", "env"},
}
_TOKEN = re.compile(r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<sign>&&|\|\||[!=]=|[(),])|(?P<name>[A-Za-z_][\w.-]*))")
_SIGNS = {"&&": " and ", "||": " or "}


class UnknownError(Exception):
    """A workflow uses something that is not known here."""


class FailedError(Exception):
    """An action has failed."""


def evaluate(expression: str, values: Mapping[str, Any]) -> Any:
    """Return what an expression of a workflow is worth; raise UnknownError for what is not known here."""
    source, at = "", 0
    while at < len(expression.rstrip()):
        token = _TOKEN.match(expression, at)
        if not token:
            raise UnknownError(f"the expression '{expression}'")
        if token["text"]:
            source += repr(token["text"][1:-1].replace("''", "'"))
        elif token["sign"]:
            source += _SIGNS.get(token["sign"], token["sign"])
        elif token["name"] == "format":
            source += "format"
        elif token["name"] in values:
            source += repr(values[token["name"]])
        else:
            raise UnknownError(f"'{token['name']}' in the expression '{expression}'")
        at = token.end()
    return eval(source, {"__builtins__": {}, "format": lambda text, *values: text.format(*values)})


def substitute(text: str, values: Mapping[str, Any]) -> str:
    """Return a text with what its expressions are worth in their places."""

    def value(found: re.Match[str]) -> str:
        worth = evaluate(found[1], values)
        if not isinstance(worth, str):
            raise UnknownError(f"the text of '{found[1]}'")
        return worth

    return re.sub(r"\$\{\{(.*?)\}\}", value, text)


def known(kind: str, mapping: Mapping[str, Any], keys: Iterable[str]) -> None:
    """Raise UnknownError if a mapping has a key that is none of these."""
    if more := set(mapping) - set(keys):
        raise UnknownError(f"{', '.join(sorted(more))} of {kind}")


@dataclass
class Run:
    """How a run of a workflow went: what became of each job, what was printed, and which commands were not run."""

    outcomes: dict[str, str] = field(default_factory=dict)
    output: str = ""
    left_out: list[str] = field(default_factory=list)


def run_workflow(host: Host, text: str, github: Mapping[str, str], leave_out: Iterable[str]) -> Run:
    """Run a workflow, given by its text, for the event that ``github`` tells of; see Host.run."""
    workflow = yaml.load(text, yaml.BaseLoader)
    known("a workflow", workflow, _KEYS["workflow"])
    if github["event_name"] not in workflow["on"]:
        raise UnknownError(f"a run for the event {github['event_name']}")
    run = Run()
    for id, job in workflow["jobs"].items():
        known("a job", job, _KEYS["job"])
        values = {f"github.{key}": value for key, value in github.items()}
        values["github.token"] = " ".join(f"{scope}:{access}" for scope, access in job["permissions"].items())
        ready = "needs" not in job or run.outcomes[job["needs"]] == "success"
        if ready and evaluate(job.get("if", "'always'"), values):
            run.outcomes[id] = _Job(host, values, set(leave_out), run).run(job)
        else:
            run.outcomes[id] = "skipped"
    return run


@dataclass
class _Job:
    """A job on a machine of its own, where ``work`` is the folder of its clone."""

    host: Host
    values: dict[str, Any]
    leave_out: set[str]
    result: Run

    def __post_init__(self) -> None:
        self.machine = Path(tempfile.mkdtemp(prefix="machine-", dir=self.host.folder))
        self.work = self.machine / "work"
        self.home = self.host.home(f"{self.machine.name}/home", f"[core]\nhooksPath = {self.host.folder / 'hooks'}\n")

    def run(self, job: Mapping[str, Any]) -> str:
        """Run the steps until one fails, and return what became of the job."""
        for step in job["steps"]:
            known("a step", step, _KEYS["step"])
            if not self._step(step):
                return "failure"
        # It may name what a step gave.
        substitute(job.get("environment", {}).get("url", ""), self.values)
        return "success"

    def _step(self, step: Mapping[str, Any]) -> bool:
        if "uses" not in step:
            return self._shell(step)
        action = step["uses"].partition("@")[0]
        if action not in _ACTIONS:
            raise UnknownError(f"the action {action}")
        take, inputs = _ACTIONS[action]
        known(action, step.get("with", {}), inputs)
        given = {key: substitute(value, self.values) for key, value in step.get("with", {}).items()}
        try:
            outputs = take(self, given)
        except FailedError as error:
            self.result.output += f"{error}\n"
            return False
        self.values |= {f"steps.{step.get('id')}.outputs.{key}": value for key, value in outputs.items()}
        return True

    def _shell(self, step: Mapping[str, Any]) -> bool:
        command = substitute(step["run"], self.values)
        if command in self.leave_out:
            self.result.left_out.append(command)
            return True
        script = self.machine / "script"
        script.write_text(command, "utf-8")
        path = f"{self.host.folder / 'bin'}:{os.environ['PATH']}"
        environment = {"PATH": path, "HOME": str(self.home), "LANG": "C.UTF-8", "CI": "true"}
        for key in ("server_url", "repository", "run_id", "ref", "event_name"):
            environment[f"GITHUB_{key.upper()}"] = self.values[f"github.{key}"]
        environment["GITHUB_STEP_SUMMARY"] = str(self.host.folder / "summary.md")
        environment |= {key: substitute(value, self.values) for key, value in step.get("env", {}).items()}
        # What GitHub runs where a step names no shell.
        done = subprocess.run(
            ["bash", "-e", script],
            cwd=self.work,
            env=self.host.machine | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=300,
            check=False,
        )
        self.result.output += done.stdout
        return done.returncode == 0

    def _may(self, permission: str) -> None:
        if permission not in self.values["github.token"].split():
            raise FailedError(f"Resource not accessible by integration: {permission}")

    def _git(self, *arguments: str) -> None:
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.home)}
        subprocess.run(["git", *arguments], cwd=self.work, env=environment, capture_output=True, check=True)

    def checkout(self, given: Mapping[str, str]) -> dict[str, str]:
        """Fetch the repository into a new clone, as actions/checkout does, without a token to push with."""
        if given["persist-credentials"] != "false":
            raise UnknownError("a checkout that keeps the token")
        self.work.mkdir()
        ref = f"refs/heads/{given['ref']}" if "ref" in given else self.values["github.ref"]
        kept = ref.replace("refs/heads/", "refs/remotes/origin/").replace("refs/pull/", "refs/remotes/pull/")
        whole = given.get("fetch-depth") == "0"
        wanted = ["+refs/heads/*:refs/remotes/origin/*"] if whole else ["--depth=1"]
        self._git("init", "--quiet")
        self._git("remote", "add", "origin", f"file://{self.host.origin}")
        self._git("fetch", "--quiet", "origin", f"+{ref}:{kept}", *wanted)
        branch = ref.removeprefix("refs/heads/")
        self._git("checkout", "--quiet", *(["--detach"] if branch == ref else ["-B", branch]), kept)
        return {}

    def setup_python(self, _: Mapping[str, str]) -> dict[str, str]:
        """Link the environment that runs the tests into the clone, so that make finds it ready."""
        environment = self.work / ".venv"
        environment.mkdir()
        for part in Path(sys.executable).parent.parent.iterdir():
            if part.name != "bin" and not part.name.startswith("ready"):
                (environment / part.name).symlink_to(part)
        (environment / "bin").mkdir()
        for folder in (self.host.programs, Path(sys.executable).parent):
            for program in folder.iterdir():
                if not (environment / "bin" / program.name).exists():
                    (environment / "bin" / program.name).symlink_to(program)
        for stamp in ("ready", "ready-to-look", "ready-to-test"):
            (environment / stamp).touch()
        return {}

    def configure_pages(self, _: Mapping[str, str]) -> dict[str, str]:
        """Say where the site will be."""
        self._may("pages:write")
        return {"base_url": "https://crew.host.example/guide"}

    def upload(self, given: Mapping[str, str]) -> dict[str, str]:
        """Keep a folder as an artifact, one for Pages without a name of its own, or a file, which is not zipped."""
        folder = self.work / given["path"]
        artifacts = self.host.folder / "artifacts"
        if given.get("archive") == "false" and (folder.is_file() or given["if-no-files-found"] == "ignore"):
            artifacts.mkdir(exist_ok=True)
            if folder.is_file():
                shutil.copy(folder, artifacts)
            return {}
        if not folder.is_dir():
            raise FailedError(f"no files were found with the path {given['path']}")
        shutil.copytree(folder, artifacts / given.get("name", "github-pages"), dirs_exist_ok=True)
        return {}

    def deploy_pages(self, _: Mapping[str, str]) -> dict[str, str]:
        """Publish the artifact for Pages."""
        self._may("pages:write")
        self._may("id-token:write")
        shutil.rmtree(self.host.site, ignore_errors=True)
        (self.host.folder / "artifacts" / "github-pages").rename(self.host.site)
        return {"page_url": "https://crew.host.example/guide/"}


_ACTIONS = {
    "actions/checkout": (_Job.checkout, {"ref", "persist-credentials", "fetch-depth"}),
    "actions/setup-python": (_Job.setup_python, {"python-version"}),
    "actions/configure-pages": (_Job.configure_pages, set()),
    "actions/upload-artifact": (_Job.upload, {"name", "path", "archive", "if-no-files-found"}),
    "actions/upload-pages-artifact": (_Job.upload, {"path"}),
    "actions/deploy-pages": (_Job.deploy_pages, set()),
}
