"""What is said of data that can be read, but do not hold together."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.checks import check
from tests.engine.sample import edit

# (path, what stands there, what is put in its place), and every line that is printed then.
ADA = "{by: Ada, date: 2026-02-03}"
CASES = [
    pytest.param(
        [("data/patterns/raft.yml", "      cost: A sail.\n", "")],
        [
            "data/patterns/raft.yml:32:7: the answer 'at-a-cost' asks for the field 'cost'; add it, as in cost: {cost} [cost]"
        ],
        id="an answer at a cost without the cost",
    ),
    pytest.param(
        [("data/patterns/raft.yml", "answer: at-a-cost", "answer: yes")],
        [
            "data/patterns/raft.yml:32:7: the field 'cost' goes with the answer 'at-a-cost' alone; write that, or remove the field [cost]"
        ],
        id="a cost without the answer at a cost",
    ),
    pytest.param(
        [("data/patterns/raft.yml", "order: 2", "order: 1")],
        [
            "data/patterns/raft.yml:3:10: place 1 in the order is taken by 'kite' in data/patterns/kite.yml, line 3; give one of the two another place [pattern-order]"
        ],
        id="two patterns with one place in the order",
    ),
    pytest.param(
        [
            (
                "data/patterns/kite.yml",
                "    steering:\n      provided-by: team\n      text: Two lines.\n      sources: [log]\n",
                "    {}\n",
            )
        ],
        [
            "data/patterns/kite.yml:21:3: pattern 'kite' does not say who provides 'steering'; add it here, as in steering: {text: {text}, sources: [{source}], provided-by: {platform or shared or team}} [capability-missing]"
        ],
        id="a pattern that leaves a capability out",
    ),
    pytest.param(
        [
            (
                "data/patterns/raft.yml",
                "    water:\n      answer: yes\n      reason: It floats.\n      sources: [log]\n",
                "",
            )
        ],
        [
            "data/patterns/raft.yml:30:3: pattern 'raft' leaves the need 'water' unanswered; add its answer here, as in water: {answer: {yes or at-a-cost or no}, reason: {reason}, sources: [{source}]} [need-unanswered]"
        ],
        id="a pattern that leaves a need unanswered",
    ),
    pytest.param(
        [
            ("data/patterns/raft.yml", "answer: at-a-cost", "answer: yes"),
            ("data/patterns/raft.yml", "      cost: A sail.\n", ""),
        ],
        [
            "data/needs.yml:1:1: need 'wind' changes no result: what can be recommended supports it; correct an answer or remove it [idle-need]"
        ],
        id="a need that changes no result",
    ),
    pytest.param(
        [("data/patterns/kite.yml", "answer: no", "answer: yes")],
        [
            "data/needs.yml:1:1: need 'wind' changes no result: what can be recommended supports it; correct an answer or remove it [idle-need]",
            "data/needs.yml:6:1: need 'water' changes no result: what can be recommended supports it; correct an answer or remove it [idle-need]",
            "data/patterns/raft.yml:1:1: pattern 'raft' is never recommended: lighter ones support whatever it does; correct an answer, or add a need that it supports and they do not [unreachable-pattern]",
        ],
        id="a pattern that is never recommended",
    ),
    pytest.param(
        [("data/projects.yml", "  summary: It crosses.", "  summary: It crosses.\n  needs:\n    wind: {answer: yes}")],
        [
            "data/projects.yml:8:5: lacks 'sources'; a claim without a source does not go in, so write sources: [{source}] [claim-without-source]"
        ],
        id="a project that answers a need without a source",
    ),
    pytest.param(
        [
            ("data/projects.yml", "  open:\n    really:\n      question: Does it cross?\n      about: pattern\n", ""),
            ("data/projects.yml", "tool: unknown", "tool: oar"),
        ],
        [
            "data/projects.yml:12:14: project 'balloon' is unconfirmed, but has no open point; say under 'open' what is to be settled, as in open: {your-id: {question: {question}, about: {about}}} [unconfirmed-without-question]"
        ],
        id="a project that is unconfirmed without saying what is open",
    ),
    pytest.param(
        [("data/projects.yml", "about: pattern", "about: colour")],
        [
            "data/projects.yml:18:14: 'balloon' has no field 'colour' that would settle this; one of: name, pattern, tool, certainty, summary, sources [open-point]"
        ],
        id="an open point about nothing",
    ),
    pytest.param(
        [
            ("data/takeaways.yml", "travel-light:", "steering:"),
            ("data/guidelines.yml", "serves: travel-light", "serves: steering"),
        ],
        ["data/takeaways.yml:1:1: 'steering' is a capability too; give the takeaway another id [purpose]"],
        id="a takeaway with the id of a capability",
    ),
    pytest.param(
        [("data/projects.yml", "certainty: reported", "certainty: confirmed")],
        [
            "data/projects.yml:5:14: project 'ferry' is confirmed, and nobody is named who confirmed it; "
            "say in its sources by whom and when: {by: name, date: YYYY-MM-DD} [confirmed]"
        ],
        id="a project that nobody has confirmed",
    ),
    pytest.param(
        [
            ("data/projects.yml", "certainty: unconfirmed", "certainty: confirmed"),
            ("data/projects.yml", "It may cross.\n  sources: [log]", f"It crosses.\n  sources: [log, {ADA}]"),
        ],
        [
            "data/projects.yml:11:9: project 'balloon' is confirmed, and its tool is open; write what it is, or write 'certainty: reported' until somebody knows [confirmed]",
            "data/projects.yml:16:5: project 'balloon' is confirmed, and its pattern is open; "
            "remove what is settled, or write 'certainty: reported' until somebody knows [confirmed]",
        ],
        id="an open point about what was confirmed",
    ),
    pytest.param(
        [
            (
                "data/projects.yml",
                "crosses.\n  sources: [log]",
                "crosses.\n  sources: [log, {}, {by: {your name}, date: {day}}, {by: '', dat: 2026-02-30}, {by: Ada, date: soon}, {name: Ada}, 7]",
            )
        ],
        [
            "data/projects.yml:7:18: lacks the field 'by'; add it, as in by: {by} [missing-field]",
            "data/projects.yml:7:18: lacks the field 'date'; add it, as in date: {YYYY-MM-DD} [missing-field]",
            "data/projects.yml:7:27: 'by' still holds the placeholder {your name}; write the value in its place [placeholder]",
            "data/projects.yml:7:46: 'date' still holds the placeholder {day}; write the value in its place [placeholder]",
            "data/projects.yml:7:59: 'by' is empty; write its text or remove the line [empty]",
            "data/projects.yml:7:63: unknown field 'dat', did you mean 'date'? [unknown-field]",
            "data/projects.yml:7:97: 'soon' is not a date; write a day that exists as YYYY-MM-DD [date]",
            "data/projects.yml:7:104: lacks the field 'by'; add it, as in by: {by} [missing-field]",
            "data/projects.yml:7:104: lacks the field 'date'; add it, as in date: {YYYY-MM-DD} [missing-field]",
            "data/projects.yml:7:105: unknown field 'name', one of: by, date, or take it out [unknown-field]",
            "data/projects.yml:7:117: unknown source '7', one of: log, chart; or add it to data/sources.yml, or take it out [unknown-reference]",
        ],
        id="what is wrong with a person as a source",
    ),
    pytest.param(
        [("data/projects.yml", "crosses.\n  sources: [log]", "crosses.\n  sources: [{by: Ada, date: 9999-01-01}]")],
        ["data/projects.yml:7:29: 9999-01-01 has not come yet; write the day on which it was said [future-date]"],
        id="a person who has not said it yet",
    ),
    pytest.param(
        [("data/capabilities.yml", "name: Steering", 'name: "Steer\\u2028ing"')],
        ["data/capabilities.yml:2:9: 'name' holds a line end; write it on one line [one-line]"],
        id="a name of two lines",
    ),
    pytest.param(
        [("data/needs.yml", "words: [sea]", "words: [seas, {text: lake}, {text: pond, sources: [lgo]}, [a], {}]")],
        [
            "data/needs.yml:10:17: lacks 'sources'; a claim without a source does not go in, so write sources: [{source}] [claim-without-source]",
            "data/needs.yml:10:54: unknown source 'lgo', did you mean 'log'? If not, add it to data/sources.yml [unknown-reference]",
            "data/needs.yml:10:61: each entry of 'words' must be a text, not a list; write a text, in quotes if need be [wrong-type]",
            "data/needs.yml:10:66: lacks 'sources'; a claim without a source does not go in, so write sources: [{source}] [claim-without-source]",
            "data/needs.yml:10:66: lacks the field 'text'; add it, as in text: {text} [missing-field]",
        ],
        id="what is wrong with a word that names its source",
    ),
    pytest.param(
        [
            (
                "data/needs.yml",
                "words: [breeze]",
                "words: [breezes, WINDY, up, gale force, {text: gust, sources: [log]}]",
            )
        ],
        [
            "data/needs.yml:5:27: nothing that 'wind' says holds 'up', which leads people to it; say it there, or give its source: {text: up, sources: [...]} [search-word]",
            "data/needs.yml:5:31: nothing that 'wind' says holds 'gale force', which leads people to it; say it there, or give its source: {text: gale force, sources: [...]} [search-word]",
        ],
        id="words that an entry does not say",
    ),
    pytest.param(
        [
            ("data/needs.yml", "question: Is there wind?", "question: クライアントはTCP接続を保持しますか。ต้องใช้ลมไหม"),
            ("data/needs.yml", "words: [breeze]", "words: [接続, tcp接続, クライアント 保持, ใช้ลม, 切断, クライ切断]"),
        ],
        [
            f"data/needs.yml:5:{column}: nothing that 'wind' says holds '{word}', which leads people to it; say it there, or give its source: {{text: {word}, sources: [...]}} [search-word]"
            for column, word in [(40, "切断"), (44, "クライ切断")]
        ],
        id="words of languages without spaces between them",
    ),
    pytest.param(
        [("data/questions.yml", "page: crossing.md", "page: bridge.md")],
        [
            "data/questions.yml:3:9: there is no page docs/bridge.md; one of: crossing.md, patterns/kite.md, patterns/raft.md, projects/balloon.md, projects/ferry.md [missing-page]"
        ],
        id="a question whose page does not exist",
    ),
    pytest.param(
        [("adr/0001-cross-by-raft.md", "answers: [how-to-cross]", "answers: []")],
        [
            "data/questions.yml:1:1: no accepted decision answers 'how-to-cross'; add 'how-to-cross' to 'answers' in the one that does [question-answered]"
        ],
        id="a question without an accepted decision",
    ),
    pytest.param(
        [("adr/0002-stay-dry.md", "answers: []", "answers: [how-to-cross]")],
        [
            "data/questions.yml:1:1: ADR 2 and ADR 1 both answer 'how-to-cross'; keep it under 'answers' in one of them [question-answered]"
        ],
        id="a question with two accepted decisions",
    ),
    pytest.param(
        [
            ("data/projects.yml", "pattern: raft", "pattern: rafft"),
            ("data/projects.yml", "certainty: reported", "certainty: sure"),
            ("data/needs.yml", "words: [sea]", "words: sea"),
            ("adr/0002-stay-dry.md", "status: accepted\ndate", "status: acepted\ndate"),
        ],
        [
            "adr/0002-stay-dry.md:2:9: unknown status 'acepted'; one of: proposed, accepted, rejected, deprecated, superseded [status]",
            "data/needs.yml:10:10: 'words' must be a list, not the text 'sea'; write [sea] [wrong-type]",
            "data/projects.yml:3:12: unknown pattern 'rafft', did you mean 'raft'? If not, add it to data/patterns/ [unknown-reference]",
            "data/projects.yml:5:14: unknown value of 'certainty' 'sure'; one of: confirmed, reported, unconfirmed [unknown-value]",
        ],
        id="several faults at once",
    ),
    pytest.param(
        [("data/projects.yml", "certainty: reported", "certainty: '{hint}{0}{'")],
        [
            "data/projects.yml:5:14: unknown value of 'certainty' '{hint}{0}{'; one of: confirmed, reported, unconfirmed [unknown-value]",
        ],
        id="braces, which a message of ours may not fill in",
    ),
]


@pytest.mark.parametrize(("edits", "expected"), CASES)
def test_what_does_not_hold_together_is_said_once_with_its_place(
    edits: list[tuple[str, str, str]], expected: list[str], sample: Path
) -> None:
    for path, old, new in edits:
        edit(sample, path, old, new)
    assert [str(problem) for problem in check(sample)] == expected
