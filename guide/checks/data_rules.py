"""The rules for data/."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import PurePosixPath

from guide.checks.registry import Finding, rule
from guide.model.claims import Person, persons, source_of
from guide.model.entries import Answer, Certainty, Pattern, Project, Provision, Support
from guide.model.example import example, example_entry
from guide.model.fields import UNKNOWN, choice, latest_day, one_of
from guide.model.guide import Guide, sources_named
from guide.model.life_cycle import Status
from guide.model.page_address import address_of, nearest
from guide.problems import Place
from guide.rule.recommend import Rule, idle_needs, unreachable_patterns


@rule
def unused_source(guide: Guide) -> Iterator[Finding]:
    """A source is used by at least one claim, or cited on a page."""
    if not guide.is_whole:
        return  # it may well be used where something could not be read
    used = sources_named(document for document in guide.documents if document.path.startswith("data/"))
    used.update(source_of(one) for cited in guide.citations.values() for one in cited)
    for id in guide.entries.get("sources", {}):
        if id not in used:
            yield guide.place("sources", id, key=True), f"nobody uses source '{id}'; name it in a claim or remove it"


@rule
def pattern_order(guide: Guide) -> Iterator[Finding]:
    """Each pattern has a place of its own in the order."""
    taken: dict[int, str] = {}
    for id, pattern in guide.patterns.items():
        if pattern.order in taken:
            other = taken[pattern.order]
            there = guide.place("patterns", other, "order")
            message = f"place {pattern.order} in the order is taken by '{other}' in {there.path}, line {there.line}"
            yield guide.place("patterns", id, "order"), f"{message}; give one of the two another place"
        taken.setdefault(pattern.order, id)


@rule
def capability_missing(guide: Guide) -> Iterator[Finding]:
    """Each pattern says of each capability who provides it, and with what."""
    for id, pattern in guide.patterns.items():
        for capability in guide.capabilities:
            if capability not in pattern.capabilities:
                place = guide.place("patterns", id, "capabilities", key=True)
                shape = example_entry(capability, Provision)
                yield place, f"pattern '{id}' does not say who provides '{capability}'; add it here, as in {shape}"


@rule
def need_unanswered(guide: Guide) -> Iterator[Finding]:
    """Each pattern answers each need."""
    for id, pattern in guide.patterns.items():
        for need in guide.needs:
            if need not in pattern.needs:
                place = guide.place("patterns", id, "needs", key=True)
                shape = example_entry(need, Answer)
                yield place, f"pattern '{id}' leaves the need '{need}' unanswered; add its answer here, as in {shape}"


@rule
def dead_exclusion(guide: Guide) -> Iterator[Finding]:
    """An exclusion names a need that the pattern would support otherwise, and is written on one side."""
    for id, pattern in guide.patterns.items():
        for need, answer in pattern.needs.items():
            for index, other in enumerate(answer.excludes):
                fault = _dead(pattern, need, other)
                if fault:
                    place = guide.place("patterns", id, "needs", need, "excludes", index)
                    yield place, f"{fault}; remove '{other}' here"


def _dead(pattern: Pattern, need: str, other: str) -> str:
    """Return why it can never matter that a need excludes another; an empty text if it can."""
    if other == need:
        return f"'{need}' excludes itself, so that the pattern could never support it"
    said = pattern.needs.get(other)
    if said and said.answer is Support.NO:
        return f"the pattern answers '{other}' with no anyway, so it makes no difference that '{need}' excludes it"
    if said and need in said.excludes and list(pattern.needs).index(other) < list(pattern.needs).index(need):
        return f"'{other}' excludes '{need}' already, and an exclusion holds both ways"
    return ""


@rule
def former_need(guide: Guide) -> Iterator[Finding]:
    """A former id of a need is not the id of a need today."""
    for id, need in guide.needs.items():
        for index, former in enumerate(need.formerly):
            if former in guide.needs:
                yield guide.place("needs", id, "formerly", index), f"'{former}' is a need still; take it out here"


@rule
def unreachable_pattern(guide: Guide) -> Iterator[Finding]:
    """Each pattern is the recommended one for some service."""
    for id in unreachable_patterns(Rule.of(guide)) if can_recommend(guide) else ():
        message = f"pattern '{id}' is never recommended: lighter ones support whatever it does; correct an answer"
        yield guide.place("patterns", id, key=True), f"{message}, or add a need that it supports and they do not"


@rule
def idle_need(guide: Guide) -> Iterator[Finding]:
    """Each need changes, for some service, which pattern is recommended or what it costs."""
    for id in idle_needs(Rule.of(guide)) if can_recommend(guide) else ():
        message = f"need '{id}' changes no result: what can be recommended supports it; correct an answer or remove it"
        yield guide.place("needs", id, key=True), message


def can_recommend(guide: Guide) -> bool:
    """Return whether patterns are in an order and answer every need, so that what the rule says can be trusted."""
    patterns = guide.patterns.values()
    in_order = len({pattern.order for pattern in patterns}) == len(patterns)
    return guide.is_whole and in_order and all(need in pattern.needs for pattern in patterns for need in guide.needs)


@rule
def unconfirmed_without_question(guide: Guide) -> Iterator[Finding]:
    """An unconfirmed project says, as an open point, what a colleague could confirm."""
    for id, project in guide.projects.items():
        is_known = UNKNOWN not in (project.pattern, project.tool)
        if project.certainty is Certainty.UNCONFIRMED and is_known and not project.open:
            place = guide.place("projects", id, "certainty")
            message = f"project '{id}' is unconfirmed, but has no open point; say under 'open' what is to be settled"
            yield place, f"{message}, as in {example(Project, 'open')}"


@rule
def confirmed(guide: Guide) -> Iterator[Finding]:
    """What is confirmed names who said so and when, and is no longer an open point."""
    remedy = "say in its sources by whom and when: {by: name, date: YYYY-MM-DD}"
    for id, kind in guide.kinds.items():
        for key, location in kind.places.items():
            if location.certainty is Certainty.CONFIRMED and not persons(location.sources):
                place = guide.place("kinds", id, "places", key, "certainty")
                yield place, f"'{key}' is confirmed here, and nobody is named who confirmed it; {remedy}"
    for id, project in guide.projects.items():
        if project.certainty is Certainty.CONFIRMED and not project.confirmed_by:
            place = guide.place("projects", id, "certainty")
            yield place, f"project '{id}' is confirmed, and nobody is named who confirmed it; {remedy}"
    for point in guide.open_points():
        if point.is_doubt:
            project = guide.projects[point.entry]
            if project.certainty is Certainty.CONFIRMED:
                place, remedy = point.place, "write what it is"
                if point.is_listed:
                    place = guide.place("projects", point.entry, "open", point.id, key=True)
                    remedy = "remove what is settled"
                remedy += f", or write 'certainty: {Certainty.REPORTED}' until somebody knows"
                yield place, f"project '{point.entry}' is confirmed, and its {point.about} is open; {remedy}"


@rule
def open_point(guide: Guide) -> Iterator[Finding]:
    """An open point is about a field that its entry has."""
    for collection in ("projects", "tools"):
        for id, entry in getattr(guide, collection).items():
            document = guide.entries[collection][id]
            fields = [name for name in document.value[id] if name != "open"]
            for key, point in entry.open.items():
                if point.about not in fields:
                    place = guide.place(collection, id, "open", key, "about")
                    yield place, f"'{id}' has no field '{point.about}' that would settle this; {one_of(fields)}"


@rule
def purpose(guide: Guide) -> Iterator[Finding]:
    """No takeaway has the id of a capability."""
    for id in guide.takeaways:
        if id in guide.capabilities:
            yield guide.place("takeaways", id, key=True), f"'{id}' is a capability too; give the takeaway another id"


@rule
def missing_page(guide: Guide) -> Iterator[Finding]:
    """The page with the reasons for the answer to a question exists."""
    for id, question in guide.questions.items():
        if f"docs/{question.page}" not in guide.pages:
            pages = sorted(path.removeprefix("docs/") for path in guide.prose)
            place = guide.place("questions", id, "page")
            yield place, f"there is no page docs/{question.page}; {_meant(question.page, pages)}"


@rule
def navigation(guide: Guide) -> Iterator[Finding]:
    """The navigation names only pages that exist, and every page that nothing else leads to."""
    if guide.navigation is None:
        return
    pages = {path.removeprefix("docs/") for path in guide.prose}
    gone = [page for page in guide.navigation.named if f"docs/{page}" not in guide.pages]
    left = [page for page in sorted(pages) if guide.navigation.needs(page)]
    is_renamed = len(gone) == len(left) == 1
    meant = set()
    for page, place in guide.navigation.named.items():
        if page in gone:
            remedy = f"did you mean '{left[0]}'?" if is_renamed else _meant(page, sorted(pages))
            meant.add(remedy)
            yield place, f"the navigation names '{page}', and docs/ has no such page; {remedy}"
    for page, place in guide.navigation.others.items():
        what = f"leads to '{page}', which is no page" if page else "leads nowhere here"
        yield place, f"the navigation {what}; {_meant(page, sorted(pages))}"
    doubled = {path.removeprefix("docs/") for paths in _doubled(guide).values() for path in paths}
    for page in sorted(pages - doubled):
        # A page that has another name now is told of once, where its line is.
        if guide.navigation.needs(page) and f"did you mean '{page}'?" not in meant:
            message = (
                f"docs/{page} is not in the navigation; add a line to 'nav', such as: - {_title(guide, page)}: {page}"
            )
            yield guide.navigation.place, message


def _meant(page: str, pages: list[str]) -> str:
    """Return which of the pages of docs/ one that is not there may be, or else what there is to choose from."""
    near = nearest(page, pages)
    return f"did you mean '{near}'?" if near else choice(pages)


@rule
def page_address(guide: Guide) -> Iterator[Finding]:
    """Each page of docs/ has an address of its own."""
    for address, (first, *others) in _doubled(guide).items():
        for path in others:
            remedy = "rename one of the two, or make one page of both"
            yield Place(path), f"has the address /{address}, which {first} has too; {remedy}"


def _doubled(guide: Guide) -> dict[str, list[str]]:
    """Return the paths of the pages that share an address, by that; what no file holds yet comes first."""
    pages: dict[str, list[str]] = defaultdict(list)
    for path in sorted(guide.prose, key=lambda path: (path not in guide.missing, path.endswith("/README.md"), path)):
        pages[address_of(path.removeprefix("docs/"))].append(path)
    return {address: paths for address, paths in pages.items() if len(paths) > 1}


def _title(guide: Guide, page: str) -> str:
    """Return what the navigation may call a page, as YAML: the pattern that it is about, or its file's name."""
    stem = PurePosixPath(page).stem
    title = guide.patterns[stem].name if stem in guide.patterns else stem.replace("-", " ").capitalize()
    return title if re.fullmatch(r"[^\W\d][\w /-]*", title) else json.dumps(title, ensure_ascii=False)


@rule
def question_answered(guide: Guide) -> Iterator[Finding]:
    """Each question is answered by exactly one accepted decision, or a proposal says how."""
    if guide.unsound or not guide.is_read:
        return  # it may well be answered where something could not be read
    for id in guide.questions:
        answering = guide.answering(id)
        place = guide.place("questions", id, key=True)
        landing = [draft for draft in guide.drafts if id in draft.front.answers and draft.front.status == "accepted"]
        if not answering and not guide.proposing(id):
            before = [old for old in guide.decisions.values() if id in old.front.answers]
            now = {new.path: new for old in before for new in guide.in_force(old)}
            where = f"in {' or '.join(now)}, if it does now" if now else "in the one that does"
            yield place, f"no accepted decision answers '{id}'; add '{id}' to 'answers' {where}"
        elif len(answering) + len(landing) > 1:
            names = " and ".join([*(decision.label for decision in answering), *(draft.path for draft in landing)])
            yield place, f"{names} both answer '{id}'; keep it under 'answers' in one of them"


@rule
def decision_in_force(guide: Guide) -> Iterator[Finding]:
    """Whatever rests on a decision rests on an accepted one."""
    resting = [
        (f"guideline '{id}' rests", guideline.decision, guide.place("guidelines", id, "decision"))
        for id, guideline in guide.guidelines.items()
    ]
    for id, need, judgement in guide.judgements():
        place = guide.place("patterns", id, "needs", need, "judgement", "decision")
        resting.append((f"the judgement of pattern '{id}' on '{need}' rests", judgement.decision, place))
    for rests, called, place in resting:
        decision = guide.called(called)
        if decision and decision.front.status is not Status.ACCEPTED:
            now = " and ".join(newer.label for newer in guide.in_force(decision))
            remedy = f"now in force: {now}" if now else "name an accepted one"
            if not decision.number and decision.front.replaces:
                remedy = "it lands first, so bring this with the change that accepts it"
            elif not decision.number:
                remedy = (
                    f"accept it in the same change: in {decision.path}, write 'status: accepted' and a line with its "
                )
                remedy += f"day under 'history', or run: guide status {decision.path} accepted"
            name = decision.label if decision.number else decision.name
            yield place, f"{rests} on {name}, which is {decision.front.status}; {remedy}"


def _said_on(guide: Guide) -> Iterator[tuple[Place, date]]:
    """Yield the days on which persons said what they are named for as sources."""
    for document in guide.documents:
        for path, text in document.texts():
            if len(path) > 2 and path[-1] == "date" and path[-3] == "sources":
                with suppress(ValueError):  # which is a problem of its own
                    yield document.place(*path), date.fromisoformat(text)


@rule
def future_date(guide: Guide) -> Iterator[Finding]:
    """No day of a check or a decision is in the future."""
    latest = latest_day()
    for id, source in guide.sources.items():
        if source.last_read and source.last_read > latest:
            place = guide.place("sources", id, "checked" if source.checked else "read-on")
            yield place, f"{source.last_read} has not come yet; write the day on which it was read"
    for place, day in _said_on(guide):
        if day > latest:
            yield place, f"{day} has not come yet; write the day on which it was said"
    for decision in guide.all_decisions():
        if decision.front.date > latest:
            place = decision.document.place("date")
            yield place, f"{decision.front.date} has not come yet; write the day of the last change of status"
        confirmed = decision.front.confirmed
        if isinstance(confirmed, Person) and confirmed.date > latest:
            place = decision.document.place("confirmed", "date")
            yield place, f"{confirmed.date} has not come yet; write the day on which it was confirmed"
