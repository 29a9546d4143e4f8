"""What the pages say of our projects and of kinds of work: the rule's verdict, and none from unknowns."""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType

import html5lib
import pytest

from guide.model.entries import Certainty, ProjectAnswer, Support
from guide.model.guide import Guide
from guide.rule.recommend import Rule
from guide.text.rendered import shown
from macros.page_macros import MACROS
from tests.engine.pages import page_of
from tests.engine.whole_guide import whole_guide


@pytest.fixture(scope="module")
def guide() -> Guide:
    """The guide of the whole organisation."""
    return whole_guide()


def drawn(guide: Guide, view: str, *arguments: str) -> str:
    """Return the text of a view, with single spaces."""
    html = MACROS[view](page_of(guide, "projects/x/"), *arguments)
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return " ".join("".join(tree.itertext()).split())


def with_project(guide: Guide, pattern: str, yes: list[str], no: list[str]) -> tuple[Guide, str]:
    """Return a guide whose first project is deployed by a pattern and answers these needs, and its id."""
    id, project = next(iter(guide.projects.items()))
    said = dict.fromkeys(yes, "yes") | dict.fromkeys(no, "no")
    needs = {need: ProjectAnswer(answer=word, sources=list(project.sources)) for need, word in said.items()}
    changed = project.model_copy(update={"pattern": pattern, "needs": needs})
    return replace(guide, projects=MappingProxyType({**guide.projects, id: changed})), id


def test_nothing_known_of_a_project_gives_no_verdict_but_a_question(guide: Guide) -> None:
    unknown = [id for id, project in guide.projects.items() if not project.needs]
    assert unknown
    for id in unknown:
        text = drawn(guide, "project", id)
        assert "None of its needs is known, so the guide cannot recommend a pattern yet." in text
        question = Rule.of(guide).verdict([], []).next_question
        assert question is not None
        assert f"Most useful question to answer: {guide.needs[question].name}. {guide.needs[question].question}" in text
        assert "differ" not in text


def test_a_column_that_would_say_the_same_of_every_project_is_left_out(guide: Guide) -> None:
    told = "What the guide would recommend"
    assert told in drawn(guide, "project_table")
    unknown = {id: project.model_copy(update={"needs": {}}) for id, project in guide.projects.items()}
    assert told not in drawn(replace(guide, projects=MappingProxyType(unknown)), "project_table")


def test_each_need_that_nobody_has_answered_counts_as_open(guide: Guide) -> None:
    changed, id = with_project(guide, "bicycle", [], list(guide.needs)[1:])
    points = [point for point in changed.open_points() if (point.collection, point.entry) == ("projects", id)]
    row = drawn(changed, "project_table").partition(changed.projects[id].name)[2]
    assert f"{len(points) + 1} open about {changed.projects[id].name}" in row
    assert "1 of its needs is unanswered" in drawn(changed, "open_points")


def test_a_project_of_which_all_is_known_agrees_or_differs(guide: Guide) -> None:
    rule = Rule.of(guide)
    first, *heavier = rule.answers
    same, id = with_project(guide, first, [], list(rule.needs))
    assert "That is the pattern in use." in drawn(same, "project", id)
    other, id = with_project(guide, heavier[0], [], list(rule.needs))
    assert f"the guide would recommend {guide.patterns[first].name}" in drawn(other, "project", id)
    assert f"In use is {guide.patterns[heavier[0]].name}, so the two differ." in drawn(other, "project", id)
    assert "which differs" in drawn(other, "project_table")
    none, id = with_project(guide, first, list(rule.needs), [])
    assert "No pattern supports everything that it needs" in drawn(none, "project", id)
    unknown, id = with_project(guide, "unknown", [], list(rule.needs))
    assert "Which pattern is in use is not known." in drawn(unknown, "project", id)


def test_a_project_of_which_a_need_is_known_may_already_differ(guide: Guide) -> None:
    rule = Rule.of(guide)
    first = next(iter(rule.answers))
    need = next(need for need in rule.needs if not rule.supports(first, [need]))
    changed, id = with_project(guide, first, [need], [])
    text = drawn(changed, "project", id)
    assert "Not enough of its needs is known" in text
    assert f"The pattern in use, {guide.patterns[first].name}, is not among them." in text
    assert f"{guide.patterns[first].name} is ruled out by {guide.needs[need].name}" in text


def with_work(guide: Guide, answers: dict[str, str], joins: str | None = None) -> Guide:
    """Return a guide with one kind of work that answers the needs like this, any other with no, and joins a pattern."""
    id, work = next(iter(guide.kinds.items()))
    needs, depends = ([need for need, said in answers.items() if said == word] for word in ("yes", "unknown"))
    changed = work.model_copy(update={"needs": needs, "depends": depends, "joins": joins})
    return replace(guide, kinds=MappingProxyType({id: changed}))


def test_the_verdict_on_a_kind_of_work_follows_from_its_needs(guide: Guide) -> None:
    rule = Rule.of(guide)
    first, second, *_ = rule.answers
    no = next(need for need in rule.needs if not rule.supports(first, [need]))
    costly = rule.at_a_cost(first, rule.needs)[0]
    assert "✓ fits" in drawn(with_work(guide, {}), "opportunities", first)
    text = drawn(with_work(guide, {costly: "yes"}), "opportunities", first)
    assert f"◐ fits, but at a cost: {guide.needs[costly].name}" in text
    assert f"Cost: {guide.patterns[first].needs[costly].cost}" in text
    text = drawn(with_work(guide, {no: "yes"}), "opportunities", first)
    would_be = rule.recommend([no]).pattern
    assert would_be is not None
    named, other = guide.needs[no].name, guide.patterns[would_be].name
    assert f"✕ does not fit, take {other}" in text
    assert f"It would be {other}, because of {named}." in text
    assert f'"../../patterns/{first}/#need-{no}"' in MACROS["opportunities"](
        page_of(with_work(guide, {no: "yes"}), "projects/x/"), first
    )
    text = drawn(with_work(guide, {no: "unknown"}), "opportunities", first)
    assert f"≈ mostly fits Unless {named}" in text
    assert "It fits unless one of these holds" in text
    assert guide.needs[no].question in text
    assert "which is lighter" in drawn(with_work(guide, {}), "opportunities", second)


def test_a_verdict_says_in_short_what_a_cost_is_where_the_pattern_does(guide: Guide) -> None:
    short = guide.patterns["pigeon"].needs["answered"].in_short
    assert short
    assert f"◐ fits, but {short}" in drawn(with_work(guide, {"answered": "yes"}), "opportunities", "pigeon")
    assert f"{guide.needs['answered'].name}: {short}" in drawn(guide, "when_not", "pigeon")


def test_when_not_tells_every_need_that_a_pattern_does_not_support_as_it_is(guide: Guide) -> None:
    for id, pattern in guide.patterns.items():
        text = drawn(guide, "when_not", id)
        for need, said in pattern.needs.items():
            assert (guide.needs[need].question in text) == (said.answer is not Support.YES)


def test_two_needs_that_exclude_each_other_are_told_of_a_project_and_a_kind_of_work(guide: Guide) -> None:
    names = " together with ".join(guide.needs[need].name for need in ("alive", "secret"))
    changed, id = with_project(guide, "bicycle", ["alive", "secret"], [])
    assert f"Mail bicycle is ruled out by {names}." in drawn(changed, "project", id)
    text = drawn(with_work(guide, {"alive": "yes", "secret": "yes"}), "opportunities", "bicycle")
    assert f"It would be {guide.patterns['mail-boat'].name}, because of {names}." in text
    text = drawn(with_work(guide, {"alive": "yes", "secret": "unknown"}), "opportunities", "bicycle")
    questions = " And: ".join(guide.needs[need].question for need in ("alive", "secret"))
    assert f"It fits unless one of these holds; then it would be Mail boat. {questions}" in text


def test_of_work_that_joins_something_it_is_said_what_would_hold_on_its_own(guide: Guide) -> None:
    boat = guide.patterns["mail-boat"].name
    text = drawn(with_work(guide, {"alive": "yes", "secret": "unknown"}, "mail-boat"), "opportunities", "bicycle")
    assert f"✕ does not fit, take {boat} Because of what it joins: {boat}" in text
    assert f"It joins what is deployed by {boat}, and is deployed like that." in text
    assert "On its own, it would fit unless one of these holds;" in text


def test_a_verdict_with_costs_names_the_first_pattern_with_which_the_needs_have_none(guide: Guide) -> None:
    others = [need for need in guide.needs if need != "alive"]
    changed, id = with_project(guide, "bicycle", ["alive"], others)
    bicycle, boat = (guide.patterns[pattern].name for pattern in ("bicycle", "mail-boat"))
    said = f"None of these needs costs anything extra with {boat}."
    standing = f"Whatever the needs, with {boat}: {guide.patterns['mail-boat'].drawbacks['crew'].text}"
    assert f"{said} {standing}" in drawn(changed, "project", id)
    text = drawn(with_work(guide, {"alive": "yes"}), "opportunities", "bicycle")
    assert said in text
    assert f"Whatever the needs, see the drawbacks of {bicycle} and the drawbacks of {boat}." in text


def test_a_verdict_tells_what_its_pattern_costs_whatever_the_needs(guide: Guide) -> None:
    needs = ["heavy", "alive"]
    pattern = Rule.of(guide).recommend(needs).pattern
    assert pattern == "mail-boat"
    name, crew = guide.patterns[pattern].name, guide.patterns[pattern].drawbacks["crew"]
    changed, id = with_project(guide, "bottle", needs, [need for need in guide.needs if need not in needs])
    assert f"Whatever the needs, with {name}: {crew.text}" in drawn(changed, "project", id)
    text = drawn(with_work(guide, dict.fromkeys(needs, "yes")), "opportunities", "bottle")
    assert f"Whatever the needs, see the drawbacks of {name}." in text
    # It is told once on a page of many kinds of work, which each lead there.
    assert crew.text not in text


def test_a_project_that_nothing_fits_is_told_what_to_give_up(guide: Guide) -> None:
    rule = Rule.of(guide)
    changed, id = with_project(guide, "bicycle", list(rule.needs), [])
    text = drawn(changed, "project", id)
    assert "It may be two services." in text
    for given in rule.recommend(rule.needs).to_give_up:
        pattern = rule.lightest({*rule.needs} - {*given})
        assert pattern
        names = [guide.needs[need].name for need in given]
        told = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
        assert f"without {told}, it would be {guide.patterns[pattern].name}." in text


def test_the_page_of_a_pattern_tells_what_it_excludes_and_what_is_a_judgement(guide: Guide) -> None:
    text = drawn(guide, "when_not", "bicycle")
    judgement = guide.patterns["bicycle"].needs["heavy"].judgement
    assert judgement
    assert f"A judgement, by ADR 17: The lightest messenger. It could be done: {judgement.instead}" in text
    assert f"Not together with: {guide.needs['secret'].name}." in text


def test_the_answer_that_a_decision_rests_on_leads_back_to_it(guide: Guide) -> None:
    for page in (("pattern", "bottle"), ("needs_by_pattern",)):
        text = drawn(guide, *page)
        told = text.partition(guide.patterns["bottle"].needs["heavy"].reason)[2]
        assert re.match(r" [\d., ]+ On it rests ADR 17: The lightest messenger\. ", told)
    # It is a judgement by the same decision, which is said once.
    assert "On it rests" not in drawn(guide, "pattern", "bicycle")


@pytest.mark.parametrize(
    ("unconfirmed", "said"),
    [
        ((), "All of the 5 patterns are in use:"),
        (("airship",), "4 of the 5 patterns are in use. {airship} may be too:"),
        (("bottle", "airship"), "3 of the 5 patterns are in use. {bottle} and {airship} may be too:"),
    ],
)
def test_a_pattern_counts_as_in_use_only_where_that_is_not_unconfirmed(
    unconfirmed: tuple[str, ...], said: str, guide: Guide
) -> None:
    projects = {
        id: project.model_copy(
            update={"certainty": Certainty.UNCONFIRMED if project.pattern in unconfirmed else Certainty.REPORTED}
        )
        for id, project in guide.projects.items()
    }
    names = {id: pattern.name for id, pattern in guide.patterns.items()}
    assert said.format(**names) in drawn(replace(guide, projects=projects), "answers")


def test_a_page_of_many_kinds_of_work_is_still_read_as_markdown(guide: Guide) -> None:
    """Its table has no bound, while a paragraph that is too long is not read, and neither is the page around it."""
    kind = next(iter(guide.kinds.values()))
    many = replace(guide, kinds=MappingProxyType({f"kind-{number}": kind for number in range(100)}))
    text = MACROS["opportunities"](page_of(many, "serverless/"), next(iter(guide.patterns)))
    assert {f"kind-{number}" for number in range(100)} <= shown(text, is_decision=False).ids


def test_what_needs_no_service_of_your_own_stands_with_what_is_used_instead(guide: Guide) -> None:
    told = drawn(guide, "no_service")
    instead = [f"{kind.name}: {kind.instead}" for kind in guide.kinds.values() if not kind.is_service]
    assert instead
    assert [line for line in instead if line not in told] == []
    services = MappingProxyType({id: kind for id, kind in guide.kinds.items() if kind.is_service})
    assert drawn(replace(guide, kinds=services), "no_service") == ""


def test_a_page_shows_a_figure_as_it_is_today(guide: Guide) -> None:
    assert {id: drawn(guide, "limit", id) for id in guide.limits} == {
        id: limit.value for id, limit in guide.limits.items()
    }
