"""The workflow that holds figures against the newest models, with a package index on this machine."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tests.engine.code_host import Host

TITLE = "Figures that moved, and sources to open again"
WATCHED = "  watch:\n    - {service: weather, at: Sky.Height, says: no higher than 100 m}\n"


@pytest.fixture
def newest(host: Host, tmp_path: Path) -> Path:
    """A folder in which pip finds packages, and nowhere else."""
    folder = tmp_path / "newest"
    folder.mkdir()
    host.machine |= {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(folder)}
    return folder


def publish(folder: Path, version: str, said: str) -> None:
    """Put a version of the package with the models into a folder, in which an interface says something."""
    model = {"shapes": {"Sky": {"members": {"Height": {"documentation": f"<p>The sky. It is {said}.</p>"}}}}}
    files = {
        "botocore/__init__.py": f"__version__ = {version!r}\n",
        "botocore/exceptions.py": "class DataNotFoundError(Exception): pass\n",
        "botocore/loaders.py": f"class Loader:\n    load_service_model = lambda *_: {json.dumps(model)}\n",
        f"botocore-{version}.dist-info/METADATA": f"Metadata-Version: 2.1\nName: botocore\nVersion: {version}\n",
        f"botocore-{version}.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    with zipfile.ZipFile(folder / f"botocore-{version}-py3-none-any.whl", "w") as wheel:
        for name, text in files.items():
            wheel.writestr(name, text)
        wheel.writestr(f"botocore-{version}.dist-info/RECORD", "".join(f"{name},,\n" for name in files))


def test_a_figure_that_moved_has_an_issue_with_both_texts_until_the_guide_follows(host: Host, newest: Path) -> None:
    limits = host.read("data/limits.yml").replace("  unwatched: Nobody states it.\n", WATCHED)
    sources = host.read("data/sources.yml").replace("checked: 2026-01-01", "checked: 2999-01-01")
    host.push({"data/limits.yml": limits, "data/sources.yml": sources})
    publish(newest, "99.0", "no higher than 100 m")
    run = host.run("figures.yml", "schedule")
    assert run.outcomes == {"figures": "success"}, run.output
    assert host.state["issues"] == []

    publish(newest, "99.1", "no higher than 120 m")
    assert host.run("figures.yml", "schedule").outcomes == {"figures": "success"}
    (issue,) = host.state["issues"]
    assert (issue["title"], issue["state"]) == (TITLE, "open")
    assert "### Height: 100 m (`height`)" in issue["body"]
    for said in ("botocore 99.1", "> no higher than 100 m\n", "> It is no higher than 120 m."):
        assert said in issue["body"]

    host.push({"data/limits.yml": limits.replace("100 m", "120 m")})
    assert host.run("figures.yml", "schedule").outcomes == {"figures": "success"}
    (issue,) = host.state["issues"]
    assert (issue["state"], issue["comments"]) == ("closed", ["Every figure is what its vendor says."])
