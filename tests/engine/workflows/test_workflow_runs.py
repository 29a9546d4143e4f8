"""Every workflow, run step by step on real clones of a small guide: what it pushes, publishes and reports."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from guide.command.main import main
from tests.engine.built_site import ROOT, build, engine
from tests.engine.code_host import Host, without_a_build
from tests.engine.git_repository import proposal
from tests.engine.sample import FILES, decision, page
from tests.engine.workflow_runner import Run, UnknownError

TESTS = ["bash .ci/test"]


def history(host: Host) -> list[str]:
    """Return the messages and authors of main's commits since the start, the oldest first."""
    return host.git("log", "--reverse", "--format=%s, %an", "main").splitlines()[2:]


LANDED = "Give landed decisions their numbers, and list new addresses, github-actions[bot]"


def test_a_merged_draft_gets_its_number_and_is_published_with_it(host: Host) -> None:
    linking = page("The crossing", "\nSee [swim](adr/draft-swim.md).\n")
    log = FILES["data/sources.yml"].replace("The ship's log", "See adr/draft-swim.md")
    files = {"README.md": linking, "docs/crossing.md": linking, "data/sources.yml": log}
    host.push({"adr/draft-swim.md": proposal("Swim"), **files})
    host.programs = engine("guide").parent  # all of them started as a workflow does; the other tests use forks

    run = host.run("land.yml", "push")
    assert run.outcomes == {"land": "success"}, run.output
    assert history(host) == ["A change, Ada", LANDED]
    changed = host.git("diff", "--name-status", "--find-renames=50%", "main^", "main").splitlines()
    assert [line.partition("\t")[2] for line in changed] == [
        "README.md",
        "adr/draft-swim.md\tadr/0003-swim.md",
        "data/addresses.txt",
        "data/sources.yml",
        "docs/crossing.md",
    ]
    assert "/adr/0003-swim/\n" in host.read("data/addresses.txt")
    assert host.state["dispatched"] == [["check.yml", "main"]]

    run = host.run("check.yml", "workflow_dispatch", TESTS)
    assert (run.outcomes, run.left_out) == ({"check": "success", "publish": "success"}, TESTS), run.output
    html = (host.site / "adr" / "0003-swim" / "index.html").read_text("utf-8")
    assert 'rel="canonical" href="https://crew.host.example/guide/adr/0003-swim/"' in html
    assert "https://host.example/crew/guide/edit/main/adr/0003-swim.md" in html
    assert 'href="../../adr/0003-swim/"' in (host.site / "adr" / "draft-swim" / "index.html").read_text("utf-8")


def test_where_nothing_is_to_land_nothing_is_pushed(host: Host) -> None:
    host.push({"Makefile": host.read("Makefile") + "# The same.\n"})
    run = host.run("land.yml", "push")
    assert run.outcomes == {"land": "success"}, run.output
    assert "There is nothing to land, and no new address." in run.output
    assert history(host) == ["A change, Ada"]
    assert host.state["dispatched"] == []


def test_when_somebody_pushes_in_between_drafts_land_anew_on_top_of_that(host: Host) -> None:
    host.push({"adr/draft-swim.md": proposal("Swim")})
    host.push_in_between(1, {"adr/0003-dig.md": proposal("Dig"), "adr/draft-fly.md": proposal("Fly")})
    run = host.run("land.yml", "push")
    assert run.outcomes == {"land": "success"}, run.output
    assert run.output.count("adr/draft-swim.md ->") == 2
    assert history(host) == ["A change, Ada", "In between, Ada", LANDED]
    assert host.git("ls-tree", "--name-only", "main:adr").split()[2:5] == ["0003-dig.md", "0004-swim.md", "0005-fly.md"]
    listed = host.read("data/addresses.txt")
    assert [f"/adr/{name}/\n" in listed for name in ("0003-dig", "0003-swim", "0004-swim")] == [True, False, True]
    assert host.state["dispatched"] == [["check.yml", "main"]]


def test_when_somebody_pushes_in_between_again_and_again_it_says_so_and_leaves_the_draft(host: Host) -> None:
    host.push({"adr/draft-swim.md": proposal("Swim"), **without_a_build(host)})
    host.push_in_between(9, {})
    run = host.run("land.yml", "push")
    assert run.outcomes == {"land": "failure"}
    assert run.output.splitlines()[-1].startswith("::error::Nothing has landed: somebody else's push came first, three")
    assert history(host) == ["A change, Ada", *["In between, Ada"] * 3]
    assert host.state["dispatched"] == []


def test_where_main_is_protected_it_says_so_at_once(host: Host) -> None:
    host.push({"adr/draft-swim.md": proposal("Swim"), **without_a_build(host)})
    host.protect_main()
    run = host.run("land.yml", "push")
    assert run.outcomes == {"land": "failure"}
    assert run.output.count("GH013") == 1
    assert run.output.splitlines()[-1].startswith("::error::Nothing has landed: main refuses the push")
    assert history(host) == ["A change, Ada"]


def test_while_the_guide_has_problems_nothing_lands(host: Host) -> None:
    host.push({"adr/draft-swim.md": proposal("Swim", "[x](nowhere.md)")})
    run = host.run("land.yml", "push")
    assert run.outcomes == {"land": "failure"}
    assert "adr/draft-swim.md:18:5: the link 'nowhere.md' leads to nothing" in run.output
    assert history(host) == ["A change, Ada"]


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        (".ci/land", "gh auth setup-git\n", "", "could not read Username"),
        (".github/workflows/land.yml", "contents: write", "contents: read", "could not read Username"),
        (".github/workflows/land.yml", "actions: write", "actions: read", "::error::The decisions have landed, but"),
    ],
)
def test_landing_needs_what_it_asks_for(path: str, old: str, new: str, said: str, host: Host) -> None:
    text = host.read(path)
    assert text.count(old) == 1
    host.push({"adr/draft-swim.md": proposal("Swim"), path: text.replace(old, new), **without_a_build(host)})
    run = host.run("land.yml", "push")
    assert run.outcomes == {"land": "failure"}
    assert said in run.output
    assert host.state["dispatched"] == []


def test_nothing_lands_from_another_branch(host: Host) -> None:
    assert host.run("land.yml", "workflow_dispatch", ref="refs/heads/change").outcomes == {"land": "skipped"}


def pull_request(host: Host, files: dict[str, str], base: str = "main") -> Run:
    """Run the checks of a pull request that changes files, and return how that went."""
    host.push(files, "change")
    if base != "main":
        host.git("branch", base, "main")
    return checked(host, base)


def checked(host: Host, base: str = "main") -> Run:
    """Run the checks of a pull request for the branch "change", and return how that went."""
    host.git("update-ref", "refs/pull/1/merge", "change")
    return host.run("check.yml", "pull_request", TESTS, ref="refs/pull/1/merge", base_ref=base)


def test_a_pull_request_has_a_preview_with_its_drafts_and_is_not_published(host: Host) -> None:
    run = pull_request(host, {"adr/draft-swim.md": proposal("Swim")})
    assert (run.outcomes, run.left_out) == ({"check": "success", "publish": "skipped"}, TESTS), run.output
    preview = (host.folder / "artifacts" / "preview.html").read_text("utf-8")
    assert '<article id="adr-draft-swim">' in preview
    assert '- the draft "Swim" is proposed\n' in (host.folder / "summary.md").read_text("utf-8")


def test_a_pull_request_with_problems_has_a_preview_that_shows_them(host: Host) -> None:
    run = pull_request(host, {"adr/draft-swim.md": proposal("Swim", "[x](nowhere.md)")})
    assert run.outcomes == {"check": "failure", "publish": "skipped"}
    preview = (host.folder / "artifacts" / "preview.html").read_text("utf-8")
    assert "<h3>adr/draft-swim.md:18:5</h3>" in preview
    assert '- the draft "Swim" is proposed\n' in (host.folder / "summary.md").read_text("utf-8")


def test_drafts_can_land_by_hand_through_a_pull_request(host: Host) -> None:
    host.push({"adr/draft-swim.md": proposal("Swim")})
    host.protect_main()
    clone = host.clone()
    assert main(["--root", str(clone), "land"]) == 0
    assert build(clone, clone / "site").returncode == 0
    assert main(["--root", str(clone), "addresses", "--write", str(clone / "site")]) == 0
    for command in ("switch -c change", "add --all", "commit -m Land", "push origin change"):
        host.git(*command.split(), at=clone)
    run = checked(host)
    assert run.outcomes == {"check": "success", "publish": "skipped"}, run.output
    host.git("update-ref", "refs/heads/main", "change")
    run = host.run("land.yml", "push")
    assert (run.outcomes, history(host)) == ({"land": "success"}, ["A change, Ada", "Land, Ada"]), run.output


# Git allows this name too. What it would run, in a shell or by make, prints who it runs as.
@pytest.mark.parametrize("base", ["main", """"x";id>&2;'z';id>&2;`id>&2`$(id>&2)$$(id>&2)"""])
def test_a_pull_request_is_compared_with_its_base_whose_name_is_never_run(base: str, host: Host) -> None:
    rewritten = FILES["adr/0002-stay-dry.md"].replace("because somebody has to", "because nobody has to")
    run = pull_request(host, {"adr/0002-stay-dry.md": rewritten}, base)
    assert run.outcomes == {"check": "failure", "publish": "skipped"}
    assert "::error file=adr/0002-stay-dry.md,line=" in run.output
    assert "uid=" not in run.output


REVIEWS = "Decisions that somebody should look at again"


def due(title: str, day: str) -> str:
    """Return an accepted decision that somebody should look at again from a day on."""
    return decision(title).replace("history:", f"review-by: {day}\nhistory:")


def test_reviews_that_are_due_have_one_issue_until_none_is_due_any_more(host: Host) -> None:
    theirs = {"number": 1, "title": REVIEWS, "body": "Mine.", "state": "open", "author": "ada", "comments": []}
    similar = theirs | {"number": 2, "title": f"{REVIEWS}, or not", "author": "app/github-actions"}
    host.change(issues=[theirs, similar])
    states = [[], ["open"], ["open"], ["closed"], ["closed", "open"]]
    for step, day in enumerate(["2999-01-01", "2026-03-01", "2026-03-02", "2999-01-01", "2026-03-01"]):
        host.push({"adr/0001-cross-by-raft.md": due("Cross by raft", day)})
        run = host.run("review.yml", "schedule")
        assert run.outcomes == {"review": "success"}, run.output
        assert host.state["issues"][:2] == [theirs, similar]
        issues = host.state["issues"][2:]
        assert [one["state"] for one in issues] == states[step]
        assert {one["title"] for one in issues} <= {REVIEWS}
        assert [day in one["body"] for one in issues if one["state"] == "open"] == [True] * states[step].count("open")
    assert issues[0]["comments"] == ["Nothing is due any more."]


def test_a_list_that_is_too_long_for_an_issue_is_cut_at_a_line_and_says_where_the_rest_is(host: Host) -> None:
    host.push({f"adr/{number:04}-swim.md": due(f"Swim {number} ≈", "2026-03-01") for number in range(3, 903)})
    run = host.run("review.yml", "schedule")
    assert run.outcomes == {"review": "success"}, run.output
    assert run.output.count("* ADR ") == 900
    lines = host.state["issues"][0]["body"].splitlines()
    assert 700 < len(lines) < 900
    assert all(line.endswith("review by 2026-03-01") for line in lines[:-2])
    assert lines[-2:] == ["", "There is more in [the log](https://host.example/crew/guide/actions/runs/7)."]


class _Elsewhere(BaseHTTPRequestHandler):
    """Every other host: what is asked for through this proxy is there, unless its address says that it is gone."""

    def do_GET(self) -> None:
        self.send_response(404 if "gone" in self.path else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing about requests."""


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """The address of a proxy that answers for every other host."""
    http = ThreadingHTTPServer(("127.0.0.1", 0), _Elsewhere)
    threading.Thread(target=http.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{http.server_port}"
    http.shutdown()
    http.server_close()


LINKS = "External links that no longer answer"


def linking(*addresses: str) -> dict[str, str]:
    """Return a page that links to addresses."""
    return {"docs/crossing.md": page("The crossing") + "".join(f"\n[There]({address})\n" for address in addresses)}


def test_dead_links_have_one_issue_until_all_answer_again(host: Host, elsewhere: str) -> None:
    host.machine |= {"http_proxy": elsewhere, "https_proxy": elsewhere}
    states = [[], [(LINKS, "open")], [(LINKS, "open")], [(LINKS, "closed")]]
    for step, names in enumerate([["log"], ["log", "gone/one"], ["log", "gone/one", "gone/two"], ["log", "chart"]]):
        host.push(linking(*(f"http://ferry.internal/{name}" for name in names)))
        run = host.run("links.yml", "schedule")
        assert run.outcomes == {"links": "success"}, run.output
        issues = host.state["issues"]
        assert [(one["title"], one["state"]) for one in issues] == states[step]
        if states[step] == [(LINKS, "open")]:
            assert set(re.findall(r"<http://ferry.internal/(.*?)>", issues[0]["body"])) == set(names[1:])
    assert issues[0]["comments"] == ["All external links answer again."]


@pytest.mark.parametrize(
    "files",
    [{"docs/crossing.md": "# The crossing\n\n[Nowhere](nowhere.md)\n"}, {"lychee.toml": "No settings.\n"}],
    ids=["no site", "no answer"],
)
def test_when_links_cannot_be_followed_the_run_fails_and_the_issue_stays(files: dict[str, str], host: Host) -> None:
    issue = {"number": 1, "title": LINKS, "body": "One.", "state": "open", "author": "app/github-actions"}
    host.change(issues=[issue])
    host.push(files)
    assert host.run("links.yml", "schedule").outcomes == {"links": "failure"}
    assert host.state["issues"] == [issue]


REFUSED = [
    ("land.yml", "    timeout-minutes: 15\n", "    strategy: {}\n", "strategy of a job"),
    ("land.yml", "        run: bash .ci/land\n", "        run: bash .ci/land\n        shell: sh\n", "shell of a step"),
    ("land.yml", "permissions: {}\n", "permissions: {}\ndefaults: {}\n", "defaults of a workflow"),
    ("land.yml", "fetch-depth: 0", "submodules: true", "submodules of actions/checkout"),
    ("land.yml", "actions/setup-python@", "actions/setup-node@", "the action actions/setup-node"),
    ("land.yml", "github.token", "secrets.TOKEN", "'secrets.TOKEN' in the expression"),
    ("land.yml", "github.token", "github.token > 1", "the expression ' github.token > 1 '"),
    ("land.yml", "persist-credentials: false", "persist-credentials: true", "a checkout that keeps the token"),
    ("land.yml", "  push:\n    branches: [main]\n", "", "a run for the event push"),
]


@pytest.mark.parametrize(("name", "old", "new", "said"), REFUSED, ids=lambda one: one.strip()[:20])
def test_what_is_not_known_of_a_workflow_is_refused(name: str, old: str, new: str, said: str, host: Host) -> None:
    text = (ROOT / ".github" / "workflows" / name).read_text("utf-8")
    assert text.count(old) == 1
    with pytest.raises(UnknownError, match=re.escape(said)):
        host.run(name, "push", text=text.replace(old, new))


def test_every_workflow_is_run_here() -> None:
    text = "".join(file.read_text("utf-8") for file in Path(__file__).parent.glob("test_*.py"))
    files = {file.name for file in (ROOT / ".github" / "workflows").iterdir()}
    assert files == set(re.findall(r'run\("(\S+\.yml)", "', text))


def test_the_tests_that_a_run_leaves_out_are_those_of_the_makefile() -> None:
    assert (ROOT / ".ci" / "run").read_text("utf-8").splitlines()[-1] == "make test"
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert re.search(r"^test:.*\n(?:\t.*\n)*\t\$\(BIN\)/python -m pytest\b", makefile, re.M)
