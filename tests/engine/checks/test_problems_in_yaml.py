"""What is said of YAML that cannot be read, or does not have the shape that it must have."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.checks import check
from tests.engine.sample import FILES, edit

GUIDELINES = FILES["data/guidelines.yml"]
# (path, what stands there, what is put in its place), and every line that is printed then.
CASES = [
    pytest.param(
        [
            (
                "data/tools/hand.yml",
                "",
                "# What we use\n\n# yaml-language-server: $schema=../guide/schema/tools.json\n{}\n",
            )
        ],
        [
            "data/tools/hand.yml:3:33: editors find another schema here than that of 'tools'; write: # yaml-language-server: $schema=../../guide/schema/tools.json [editor-schema]"
        ],
        id="the schema of a file that has moved into a folder",
    ),
    pytest.param([("data/tools/hand.yml", "", "{}\n")], [], id="no schema for editors"),
    pytest.param(
        [("data/tools/hand.yml", "", "# yaml-language-server: $schema=../../guide/schema/tools.json\n{}\n")],
        [],
        id="the schema of a file in a folder",
    ),
    pytest.param(
        [("data/needs.yml", "  name: Wind", "\tname: Wind")],
        [
            "data/needs.yml:2:1: is not YAML (found character that cannot start any token); indent with spaces, not with tabs, and put a text that starts with @, ` or % in quotes [yaml-syntax]"
        ],
        id="a tab where YAML wants spaces",
    ),
    pytest.param(
        [("data/needs.yml", "name: Water", 'name: "Water')],
        [
            "data/needs.yml:7:9: is not YAML (found unexpected end of stream); close the quote that is opened here [yaml-syntax]"
        ],
        id="a quote that is never closed",
    ),
    pytest.param(
        [("data/needs.yml", "name: Water", "name: Water: deep")],
        [
            "data/needs.yml:7:14: is not YAML (mapping values are not allowed in this context); a text that holds ': ' must stand in quotes [yaml-syntax]"
        ],
        id="a colon inside a text",
    ),
    pytest.param(
        [("data/needs.yml", "name: Water", "name: *water")],
        [
            "data/needs.yml:7:9: is not YAML (found undefined alias); put a text that starts with '*' in quotes [yaml-syntax]"
        ],
        id="a text that starts with an asterisk",
    ),
    pytest.param(
        [("data/needs.yml", "name: Water", "name: @water")],
        [
            "data/needs.yml:7:9: is not YAML (found character that cannot start any token); indent with spaces, not with tabs, and put a text that starts with @, ` or % in quotes [yaml-syntax]"
        ],
        id="a text that starts with an at sign",
    ),
    pytest.param(
        [("data/projects.yml", "sources: [log]\nballoon", "sources: [log\nballoon")],
        [
            "data/projects.yml:8:8: is not YAML (did not find expected ',' or ']'); close the bracket, or put the text in quotes [yaml-syntax]"
        ],
        id="a bracket that is never closed",
    ),
    pytest.param(
        [("data/needs.yml", "name: Water", "name: Wa\x07ter")],
        ["data/needs.yml:7:11: a control character, which YAML does not allow; remove it [yaml-syntax]"],
        id="a control character",
    ),
    pytest.param(
        [("data/needs.yml", "words: [sea]", "words: &w [sea, *w]")],
        ["data/needs.yml:10:10: aliases (*name) are not used here; write the value out in both places [yaml-syntax]"],
        id="an alias",
    ),
    pytest.param(
        [("data/needs.yml", "  name: Water", "  [name]: Water")],
        [
            "data/needs.yml:6:1: lacks the field 'name'; add it, as in name: {name} [missing-field]",
            "data/needs.yml:7:3: a name must be a plain text; put it in quotes [yaml-syntax]",
        ],
        id="a key that is no text",
    ),
    pytest.param(
        [("data/limits.yml", "", "- height\n")],
        ["data/limits.yml:1:1: must be a mapping from id to entry; compare it with another file in data/ [wrong-type]"],
        id="a file that holds a list",
    ),
    pytest.param(
        [("data/guidelines.yml", GUIDELINES, "# None.\n")],
        ["data/guidelines.yml:1:1: holds no entry; write {} as long as there is none [wrong-type]"],
        id="a file that holds nothing",
    ),
    pytest.param(
        [("data/projects.yml", "  pattern: raft", "  pattern: raft\n  pattern: kite")],
        [
            "data/projects.yml:4:3: duplicate key 'pattern', first on line 3; remove or rename one of them [duplicate-key]"
        ],
        id="a key that stands twice",
    ),
    pytest.param(
        [("data/needs.yml", "water:\n", "wind:\n")],
        [
            "data/kinds.yml:11:13: unknown need 'water', one of: wind; or add it to data/needs.yml, or take it out [unknown-reference]",
            "data/kinds.yml:20:17: unknown need 'water', one of: wind; or add it to data/needs.yml, or take it out [unknown-reference]",
            "data/needs.yml:6:1: duplicate key 'wind', first on line 1; remove or rename one of them [duplicate-key]",
            "data/patterns/kite.yml:35:5: unknown need 'water', one of: wind; or add it to data/needs.yml, or take it out [unknown-reference]",
            "data/patterns/raft.yml:15:15: unknown need 'water', one of: wind; or add it to data/needs.yml [unknown-reference]",
            "data/patterns/raft.yml:36:5: unknown need 'water', one of: wind; or add it to data/needs.yml, or take it out [unknown-reference]",
        ],
        id="an id that stands twice in one file",
    ),
    pytest.param(
        [("data/patterns/kite.yml", "kite:\n  name", "raft:\n  name")],
        [
            "data/kinds.yml:5:11: unknown pattern 'kite', one of: raft, none; or add it to data/patterns/ [unknown-reference]",
            "data/patterns/raft.yml:1:1: duplicate id 'raft', first at data/patterns/kite.yml:1; remove or rename one of them [duplicate-id]",
            "data/projects.yml:10:12: unknown pattern 'kite', one of: raft, unknown; or add it to data/patterns/ [unknown-reference]",
        ],
        id="an id that stands twice in two files",
    ),
    pytest.param(
        [("data/rafts.yml", "", "x: y\n")],
        [
            "data/rafts.yml:1:1: is not read; call it <collection>.yml, where the collection is one of: sources, questions, needs, capabilities, takeaways, limits, patterns, tools, projects, guidelines, kinds [unknown-collection]"
        ],
        id="a file that belongs to no collection",
    ),
    pytest.param(
        [("data/needs.yaml", "", "x: y\n")],
        [
            "data/needs.yaml:1:1: is not read; call it <collection>.yml, where the collection is one of: sources, questions, needs, capabilities, takeaways, limits, patterns, tools, projects, guidelines, kinds [unknown-collection]"
        ],
        id="a file with the wrong ending",
    ),
    pytest.param(
        [("data/tools.yml", "oar:\n", "Big_Oar:\n"), ("data/projects.yml", "tool: oar", "tool: unknown")],
        [
            "data/tools.yml:1:1: 'Big_Oar' is not an id; write it in small letters, digits and single hyphens, such as 'fast-deployment' [id]"
        ],
        id="an id with capitals",
    ),
    pytest.param(
        [("data/tools.yml", "  open:\n", "  open: {}  # none\n\n")],
        [
            "data/tools.yml:8:5: is not YAML (did not find expected key); remove {} behind 'open:', "
            "since what stands below it takes its place [yaml-syntax]"
        ],
        id="entries below a field that is written as empty",
    ),
    pytest.param(
        [("data/projects.yml", "  certainty: reported\n", "")],
        [
            "data/projects.yml:1:1: lacks the field 'certainty'; add it, as in certainty: {confirmed or reported or unconfirmed} [missing-field]"
        ],
        id="a field that is missing",
    ),
    pytest.param(
        [("data/projects.yml", "  pattern: raft", "  patern: raft")],
        ["data/projects.yml:3:3: unknown field 'patern', did you mean 'pattern'? [unknown-field]"],
        id="a field that is misspelt",
    ),
    pytest.param(
        [("data/patterns/kite.yml", "      provided-by: team", "      provided-bye: team")],
        ["data/patterns/kite.yml:23:7: unknown field 'provided-bye', did you mean 'provided-by'? [unknown-field]"],
        id="a field inside another one that is misspelt",
    ),
    pytest.param(
        [("data/projects.yml", "summary: It crosses.", "summary:")],
        ["data/projects.yml:6:11: 'summary' is empty; write its text or remove the line [empty]"],
        id="a field that is empty",
    ),
    pytest.param(
        [("data/projects.yml", "  sources: [log]\nballoon", "  sources: [log]\n  open:\n  needs:\nballoon")],
        [
            "data/projects.yml:8:8: 'open' must be a mapping, not empty; write each field as 'name: value', or remove the line [wrong-type]",
            "data/projects.yml:9:9: 'needs' must be a mapping, not empty; write each field as 'name: value', or remove the line [wrong-type]",
        ],
        id="fields of entries that are empty and may go",
    ),
    pytest.param(
        [("data/tools.yml", "sources: [log]", "sources: [log, Ada M. O'Hara, Log, lag]")],
        [
            "data/tools.yml:5:20: unknown source 'Ada M. O'Hara', one of: log, chart; for somebody who says so, write {by: Ada M. O'Hara, date: YYYY-MM-DD}, or take it out [unknown-reference]",
            "data/tools.yml:5:35: unknown source 'Log', did you mean 'log'? If not, add it to data/sources.yml, or take it out [unknown-reference]",
            "data/tools.yml:5:40: unknown source 'lag', did you mean 'log'? If not, add it to data/sources.yml, or take it out [unknown-reference]",
        ],
        id="a person in the place of a source",
    ),
    pytest.param(
        [("data/projects.yml", "summary: It crosses.", "summary: [It, crosses]")],
        [
            "data/projects.yml:6:12: 'summary' must be a text, not a list; write a text, in quotes if need be [wrong-type]"
        ],
        id="a list where a text belongs",
    ),
    pytest.param(
        [("data/needs.yml", "words: [sea]", "words: sea")],
        ["data/needs.yml:10:10: 'words' must be a list, not the text 'sea'; write [sea] [wrong-type]"],
        id="a text where a list belongs",
    ),
    pytest.param(
        [("data/capabilities.yml", "details: {}", "details: none")],
        [
            "data/capabilities.yml:6:12: 'details' must be a mapping, not the text 'none'; write each field as 'name: value' [wrong-type]"
        ],
        id="a text where a mapping belongs",
    ),
    pytest.param(
        [("data/projects.yml", "summary: It crosses.", "summary: {what we know}")],
        [
            "data/projects.yml:6:12: 'summary' still holds the placeholder {what we know}; write the value in its place [placeholder]"
        ],
        id="a placeholder that is not filled in",
    ),
    pytest.param(
        [("data/projects.yml", "certainty: reported", "certainty: sure")],
        [
            "data/projects.yml:5:14: unknown value of 'certainty' 'sure'; one of: confirmed, reported, unconfirmed [unknown-value]"
        ],
        id="a word that the field does not allow",
    ),
    pytest.param(
        [("data/projects.yml", "certainty: reported", "certainty: no")],
        [
            "data/projects.yml:5:14: unknown value of 'certainty' 'no'; one of: confirmed, reported, unconfirmed [unknown-value]"
        ],
        id="a word of YAML 1.1 that stays a word",
    ),
    pytest.param(
        [("data/projects.yml", "pattern: raft", "pattern: rafft")],
        [
            "data/projects.yml:3:12: unknown pattern 'rafft', did you mean 'raft'? If not, add it to data/patterns/ [unknown-reference]"
        ],
        id="a pattern that does not exist",
    ),
    pytest.param(
        [("data/patterns/kite.yml", "    water:\n      answer", "    waters:\n      answer")],
        [
            "data/patterns/kite.yml:35:5: unknown need 'waters', did you mean 'water'? If not, add it to data/needs.yml, or take it out [unknown-reference]"
        ],
        id="a need that does not exist, as a key",
    ),
    pytest.param(
        [("data/kinds.yml", "limit: height", "limit: depth")],
        [
            "data/kinds.yml:9:10: unknown limit 'depth', one of: height; or add it to data/limits.yml, or take it out [unknown-reference]"
        ],
        id="a limit that does not exist",
    ),
    pytest.param(
        [("data/guidelines.yml", "decision: 1", "decision: 0012")],
        ["data/guidelines.yml:7:13: unknown decision 12; name one that adr/ holds [unknown-reference]"],
        id="a decision that does not exist",
    ),
    pytest.param(
        [("data/guidelines.yml", "decision: 1", "decision: one")],
        ["data/guidelines.yml:7:13: 'one' is not a number; write it like 7 or 0007 [number]"],
        id="a decision whose number is no number",
    ),
    pytest.param(
        [("data/guidelines.yml", "decision: 1", "decision: [1]")],
        ["data/guidelines.yml:7:13: 'decision' must be a number, not a list; write a number like 7 [wrong-type]"],
        id="a list where a number belongs",
    ),
    pytest.param(
        [("data/guidelines.yml", "decision: 1", "decision:")],
        ["data/guidelines.yml:7:12: 'decision' is empty; write a number like 7 or 0007 [empty]"],
        id="a number that is empty",
    ),
    pytest.param(
        [("data/takeaways.yml", "sources: [log]", "sources: [[log]]")],
        [
            "data/takeaways.yml:3:13: each entry of 'sources' must be a text, not a list; write a text, in quotes if need be [wrong-type]"
        ],
        id="a list in a list",
    ),
    pytest.param(
        [("data/needs.yml", "name: Water", "name:Water")],
        [
            "data/needs.yml:8:11: is not YAML (mapping values are not allowed in this context); indent it like the line above, and write that one as 'name: value', with a space behind the colon [yaml-syntax]"
        ],
        id="a colon without a space",
    ),
    pytest.param(
        [("data/needs.yml", "name: Water", "name: 'It's wet'")],
        [
            "data/needs.yml:7:13: is not YAML (did not find expected key); put the whole text in double quotes; a quote before it ends it too early [yaml-syntax]"
        ],
        id="an apostrophe inside single quotes",
    ),
    pytest.param(
        [("data/needs.yml", "name: Water", "name: !water deep")],
        ["data/needs.yml:7:9: tags (!name) are not used here; write the value without it [yaml-syntax]"],
        id="a text that starts with an exclamation mark",
    ),
    pytest.param(
        [("data/takeaways.yml", "travel-light:", "---\nx: y\n---\ntravel-light:")],
        ["data/takeaways.yml:3:1: is not YAML (but found another document); remove the line '---' [yaml-syntax]"],
        id="two documents in one file",
    ),
    pytest.param(
        [("data/needs.yml", "  name: Water", "<<<<<<< HEAD\n  name: Water\n=======\n  name: Waters\n>>>>>>> theirs")],
        [
            "data/needs.yml:7:1: '<<<<<<<' marks a merge conflict; keep what is right of both sides, and remove the marks [yaml-syntax]"
        ],
        id="a merge conflict",
    ),
    pytest.param(
        [("data/needs.yml", "name: Water", "name: Wa\u2028ter")],
        ["data/needs.yml:7:11: an invisible line end (U+2028); remove it, or write a space in its place [yaml-syntax]"],
        id="a line end that no editor shows",
    ),
    pytest.param(
        [("data/needs.yml", "words: [sea]", f"words: {'[' * 40_000}")],
        [
            "data/needs.yml:10:108: is nested too deeply to be read; close the brackets that are open, or indent less [yaml-syntax]"
        ],
        id="brackets in brackets without end",
    ),
]


@pytest.mark.parametrize(("edits", "expected"), CASES)
def test_what_is_wrong_with_the_yaml_is_said_once_with_its_place(
    edits: list[tuple[str, str, str]], expected: list[str], sample: Path
) -> None:
    for path, old, new in edits:
        edit(sample, path, old, new)
    assert [str(problem) for problem in check(sample)] == expected
