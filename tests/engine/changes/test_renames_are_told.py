"""What `guide changes` tells of what has another name, or is gone."""

from __future__ import annotations

import re

import pytest

from tests.engine.changes.telling import changes
from tests.engine.git_repository import Repository
from tests.engine.sample import edit

PROJECTS, RAFT = "data/projects.yml", "adr/0001-cross-by-raft.md"


def test_what_has_another_id_is_the_same_under_its_new_one(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.go("main")
    repository.write(
        "data/addresses.txt", "/patterns/\n/patterns/#need-water\n/patterns/kite/\n/patterns/kite/#asks-string\n"
    )
    repository.commit()
    repository.branch("renamed")
    for file in [*repository.root.glob("data/**/*.yml"), *repository.root.glob("docs/patterns/*.md")]:
        text = re.sub(r"\bwater(?=[:\]])", "river", file.read_text("utf-8").replace("kite", "glider"))
        file.write_text(text, "utf-8")
    repository.git("mv", "data/patterns/kite.yml", "data/patterns/glider.yml")
    repository.git("mv", "docs/patterns/kite.md", "docs/patterns/glider.md")
    edit(repository.root, "data/addresses.txt", "/patterns/kite/\n", "/patterns/kite/ -> /patterns/glider/\n")
    moved = "/patterns/#need-water -> /patterns/#need-river\n"
    edit(repository.root, "data/addresses.txt", "/patterns/#need-water\n", moved)
    told = changes(repository, capsys)
    assert "The recommended pattern" not in told
    asked = "need Water has the id river now; so that old addresses of the page that chooses keep its answer, add"
    assert f"What comes and goes\n  {asked} formerly: [water]\n    before: water\n\n" in told
    assert "  moved: /patterns/glider/\n    before: /patterns/kite/\n" in told
    assert "  moved: /patterns/#need-river\n    before: /patterns/#need-water\n" in told
    gone = [line for line in told.splitlines() if "gone:" in line]
    assert gone == ["  gone: /patterns/raft/#need-water"]
    # The ids that follow, in the data, in the pages and in their names, are no other words.
    assert "Words and sources" not in told
    edit(repository.root, "data/needs.yml", "river:\n", "river:\n  formerly: [water]\n")
    assert "What comes and goes" not in changes(repository, capsys)
    # A later change has not moved what has moved already.
    repository.commit()
    repository.git("branch", "--force", "main", "renamed")
    assert changes(repository, capsys) == "Nothing changes for readers.\n"


@pytest.mark.parametrize(
    ("edits", "moved", "told"),
    [
        pytest.param(
            [
                ("data/patterns/raft.yml", "raft:", "float:"),
                (PROJECTS, "pattern: raft", "pattern: float"),
                ("data/kinds.yml", "expect: raft", "expect: float"),
            ],
            {"raft": "float"},
            "has the id float now",
            id="another id",
        ),
        pytest.param([("data/patterns/raft.yml", "name: Raft", "name: Float")], {}, "is called Float now", id="a name"),
    ],
)
def test_decisions_in_force_that_name_what_is_renamed_are_told(
    edits: list[tuple[str, str, str]],
    moved: dict[str, str],
    told: str,
    repository: Repository,
    capsys: pytest.CaptureFixture[str],
) -> None:
    repository.go("main")
    repository.write("data/addresses.txt", "/patterns/raft/\n")
    repository.commit()
    repository.branch("renamed")
    for edited in edits:
        edit(repository.root, *edited)
    for old, new in moved.items():
        edit(repository.root, RAFT, f"patterns: [{old}]", f"patterns: [{new}]")
        edit(repository.root, "data/addresses.txt", f"/patterns/{old}/", f"/patterns/{old}/ -> /patterns/{new}/")
        repository.git("mv", f"docs/patterns/{old}.md", f"docs/patterns/{new}.md")
    line = f'  ADR 1 "Cross by raft" names the pattern Raft, which {told}; its words stay as they are\n'
    assert f"Decisions that name what is renamed or gone\n{line}\n" in changes(repository, capsys)


def test_a_decision_in_force_that_names_what_is_gone_in_its_words_is_told(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.go("main")
    edit(repository.root, "adr/0002-stay-dry.md", "We have to get across", "We have a Balloon, and balloons")
    repository.commit()
    repository.branch("without")
    text = repository.read(PROJECTS)
    repository.write(PROJECTS, text[: text.index("balloon:")])
    (repository.root / "docs/projects/balloon.md").unlink()
    line = 'ADR 2 "Stay dry" names the project Balloon, which is gone; its words stay as they are'
    assert f"Decisions that name what is renamed or gone\n  {line}\n" in changes(repository, capsys)


def test_an_address_that_leads_nowhere_any_more_is_told(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(repository.root, "data/limits.yml", "height:", "altitude:")
    for path, old, new in [
        ("data/kinds.yml", "limit: height", "limit: altitude"),
    ]:
        edit(repository.root, path, old, new)
    told = changes(repository, capsys)
    assert "  new figure: Height\n  gone figure: Height\n" in told
    assert "  new: /serverless/#limit-altitude\n  gone: /serverless/#limit-height\n" in told
