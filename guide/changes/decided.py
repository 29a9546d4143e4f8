"""Which decisions are different, and which answers the home page gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from guide.changes.known import called, noun_of
from guide.changes.report import Comparison, Line, listed, quoted
from guide.model.claims import Person
from guide.model.decision import Decision
from guide.model.entries import Certainty, Project, Question
from guide.model.front_matter import Ground
from guide.model.guide import Guide
from guide.model.life_cycle import RELATIONS, Status

# The collections whose entries a decision is about, with the field of its front matter that names them.
_NAMED = {"questions": "answers", "patterns": "patterns", "projects": "projects", "tools": "tools"}
_BECAME = {
    Status.PROPOSED: "is proposed",
    Status.ACCEPTED: "comes into force",
    Status.REJECTED: "is rejected",
    Status.DEPRECATED: "goes out of force: it is deprecated",
    Status.SUPERSEDED: "goes out of force",
}


def answers(compared: Comparison) -> Iterator[Line]:
    """Yield the answers of the home page that are different."""
    for id, was, now in compared.entries("questions"):
        before = dict(_answer(compared.before, was, _old(compared, id))) if was else {}
        after = dict(_answer(compared.after, now, id)) if now else {}
        question = now or was
        if not (was and now):
            yield Line(f"{'new' if now else 'gone'}: {question.question} {' '.join((after or before).values())}")
        elif was.question != now.question:
            yield Line(f"the question is now: {now.question}", was.question)
        for part in dict.fromkeys([*after, *before]) if was and now else ():
            if before.get(part) != after.get(part):
                text = after.get(part, "the list of what is in use is gone")
                yield Line(f"{now.question} {text}", before.get(part, ""))


def _answer(guide: Guide, question: Question, id: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of an answer: what is in use, if it lists that, and what was decided."""
    if question.lists:
        used = (
            f"{guide.patterns[pattern].name} for {listed(map(_surely, guide.projects_on(pattern).values()))}"
            for pattern in guide.patterns_in_use()
        )
        yield "used", "; ".join(used) + "."
    # A draft that is accepted holds once it has landed, which it does as it is.
    decisions = guide.answering(id) or [one for one in guide.proposing(id) if one.front.status is Status.ACCEPTED]
    yield "decided", decisions[0].front.summary if decisions else "Nothing is decided."


def _surely(project: Project) -> str:
    return f"{project.name} (unconfirmed)" if project.certainty is Certainty.UNCONFIRMED else project.name


def _old(compared: Comparison, id: str) -> str:
    """Return the id that a question had, by the one that it has now."""
    return next((old for old, new in compared.renamed.get("questions", {}).items() if new == id), id)


def decisions(compared: Comparison) -> Iterator[Line]:
    """Yield what has become of decisions, and what rests on those that come into force or go out of it."""
    before = list(compared.before.all_decisions())
    matched = set()
    for now in compared.after.all_decisions():
        was = earlier(before, now)
        if was:
            matched.add(was.path)
        yield from _decision(compared, was, now)
    for was in before:
        if was.path not in matched:
            yield Line(f"{_name(was)} is gone", was.front.status)


def earlier(before: Iterable[Decision], now: Decision) -> Decision | None:
    """Return what a decision was among those of before, or None if it was not there."""
    same = next((old for old in before if old.name in (now.name, *now.front.formerly)), None)
    # A draft keeps its words when it lands, and says so in a field that a colleague may not have filled in.
    return same or next((old for old in before if old.slug == now.slug and not old.number), None)


def _decision(compared: Comparison, was: Decision | None, now: Decision) -> Iterator[Line]:
    then = was.front.status if was else None
    status = now.front.status
    if then is not status:
        moved = Status.ACCEPTED in (then, status)
        rests = _resting(compared, was or now, now) if moved else ""
        by = listed(map(_number, now.front.replaced_by)) if now.front.replaced_by else ""
        yield Line(f"{_name(now)} {_BECAME[status]}{f', replaced by {by}' if by else ''}{rests}", then or "")
    elif was and was.number != now.number:
        yield Line(f"{_name(now)} has its number now", was.label)
    if was and was.front.summary != now.front.summary:
        yield Line(f"{_name(now)} says in short: {now.front.summary}", was.front.summary)
    for relation in RELATIONS:
        if relation.replaces:
            continue
        new = set(now.front.numbers(relation.back)) - set(was.front.numbers(relation.back) if was else ())
        if new:
            yield Line(f"{_name(now)} is {relation.done} by {listed(map(_number, sorted(new)))}")
    before = [_ground(compared, ground, was=True) for ground in was.front.rests_on] if was else []
    after = [_ground(compared, ground) for ground in now.front.rests_on]
    yield from (Line(f"{_name(now)} rests on this: {one}") for one in after if one not in before)
    yield from (Line(f"{_name(now)} no longer rests on this: {one}") for one in before if one not in after)
    if was and was.front.confirmed != now.front.confirmed:
        yield Line(f"{_name(now)} {_confirmed(now)}", _confirmed(was))
    if was and len(now.front.corrections) > len(was.front.corrections):
        reasons = quoted(correction.reason for correction in now.front.corrections[len(was.front.corrections) :])
        yield Line(f"{_name(now)} is corrected: {reasons}")


def named(compared: Comparison) -> Iterator[Line]:
    """Yield the decisions in force that name what has another id or name, or is gone: their words stay as they are."""
    for collection, field in _NAMED.items():
        ids = {new: old for old, new in compared.renamed.get(collection, {}).items()}
        for id, was, now in compared.entries(collection):
            if was is None or (now and id not in ids and called(was) == called(now)):
                continue
            what = f"has the id {id} now" if id in ids else "is gone"
            if now and called(was) != called(now):
                what = f"is called {called(now)} now"
            for decision in _in_force_naming(compared, field, ids.get(id, id), called(was)):
                text = f"{_name(decision)} names the {noun_of(collection)} {called(was)}, which {what}"
                yield Line(f"{text}; its words stay as they are")


def _in_force_naming(compared: Comparison, field: str, id: str, name: str) -> Iterator[Decision]:
    """Yield the decisions in force that named an entry by its id in a field of the front matter, or in their words."""
    in_words = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    for now in compared.after.decisions.values():
        was = earlier(compared.before.all_decisions(), now)
        was_in_force = was and was.front.status is now.front.status is Status.ACCEPTED
        if was_in_force and (id in getattr(was.front, field) or in_words.search(now.body)):
            yield now


def _resting(compared: Comparison, was: Decision, now: Decision) -> str:
    """Return what rests on a decision, before or after, as the end of a sentence."""
    guidelines = compared.before.resting_on(was) | compared.after.resting_on(now) if now.number else {}
    rests = [f'the guideline "{guideline.text}"' for guideline in guidelines.values()]
    for id, need in compared.after.judged_by(now) if now.number else ():
        rests.append(f'that {compared.name("patterns", id)} answers "{compared.name("needs", need)}" with no')
    questions = compared.before.questions | compared.after.questions
    rests += [f'the answer to "{questions[id].question}"' for id in now.front.answers if id in questions]
    return f"; on it {'rest' if len(rests) > 1 else 'rests'} {listed(rests)}" if rests else ""


def _confirmed(decision: Decision) -> str:
    confirmed = decision.front.confirmed
    if isinstance(confirmed, Person):
        return f"is confirmed by {confirmed.by}, {confirmed.date}"
    return "is a starting position, which nobody has confirmed yet" if confirmed else "is the organisation's own"


def _ground(compared: Comparison, ground: Ground, *, was: bool = False) -> str:
    """Return an answer that a decision rests on, or did; in the names of now."""
    pattern, need = ground.pattern, ground.need
    if was:
        pattern, need = compared.now("patterns", pattern), compared.now("needs", need)
    said = f'{compared.name("patterns", pattern)} answers "{compared.name("needs", need)}"'
    return f"{said} with {ground.answer.replace('-', ' ')}"


def _name(decision: Decision) -> str:
    label = decision.label if decision.number else "the draft"
    return f'{label} "{decision.title}"'


def _number(number: int) -> str:
    return f"ADR {number}"
