"""Where the links of imported records lead, and how the repository that they come from is known."""

from __future__ import annotations

import base64

from tests.engine.import_logs import Guide, committed, guide, nygard

__all__ = ["guide"]

PIXEL = b"GIF89a\x01\x00\x01\x00\x00\xff\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x00;"
DATA = f"data:image/gif;base64,{base64.b64encode(PIXEL).decode()}"
HOST = "https://example.org/acme/ferry"
# What a record of the repository acme/ferry links, and what that is in the decision; {commit} is that of the import.
LINKS = {
    "with the ending of a site": ("0102-two.html", "0102-two.md"),
    "without an ending, with an anchor": ("0102-two#decision", "0102-two.md#decision"),
    "by its folder": ("./0102-two/", "0102-two.md"),
    "by its place on the code host": (f"{HOST}/blob/main/doc/adr/0102-two.md#decision", "0102-two.md#decision"),
    "from the top of the repository": ("/doc/adr/0102-two.md", "0102-two.md"),
    "by its name behind another number": ("0109-two.md", "0102-two.md"),
    "to a file": ("../../src/main.py#L10", f"{HOST}/blob/{{commit}}/src/main.py#L10"),
    "to a folder": ("../../src/", f"{HOST}/tree/{{commit}}/src"),
    "to an anchor as the code host makes it": (
        "0102-two.md#cost---a-first-look--more",
        "0102-two.md#cost-a-first-look-more",
    ),
    "to an anchor in another case": ("#Decision", "#decision"),
    "to an anchor in HTML": ("0102-two.md#my-spot", "0102-two.md#my-spot"),
    "to an anchor that is not there": ("0102-two.md#gone", "0102-two.md"),
    "to a picture that it holds itself": (DATA, "images/3b7b8a4b411d.gif"),
    "to what is gone": ("../gone.md", "../gone.md"),
    "to another site": ("https://example.org/x.md", "https://example.org/x.md"),
}


def test_links_lead_to_where_things_are_now(guide: Guide) -> None:
    links = [link for link, _ in LINKS.values()]
    two = "## Cost - a first look & more\n\n## Decision\n\n<a name='my-spot'></a>Yes."
    guide.add("0101-one.md", nygard("101. One", decision="\n".join(f"[x]({link})" for link in links)))
    guide.add("0102-two.md", f"# Two\n\nStatus: accepted\nDate: 2024-05-01\n\n{two}\n")
    guide.add("../../src/main.py", "print(1)\n")
    made = committed(guide.log.parents[1], "git@example.org:acme/ferry.git")
    ran = guide.run()
    body = guide.body("0101-one.md")
    led = dict(zip(LINKS, [line[4:-1] for line in body.splitlines() if line.startswith("[x](")], strict=True))
    assert led == {what: now.replace("{commit}", made) for what, (_, now) in LINKS.items()}
    assert guide.front("0101-one.md", "dead-links", "imported-from") == (
        "dead-links: [../gone.md] / imported-from: acme/ferry/doc/adr/0101-one.md"
    ).replace("[../gone.md]", '["../gone.md"]')
    assert [line for line in ran.said if "gone" in line] == [
        "has a link that led to nothing there already; its text alone is shown: 0101-one.md:28 (../gone.md)",
        "has a link to an anchor that is not there; it leads to the top of the page: 0101-one.md:26 (0102-two.md#gone)",
    ]
    assert guide.check() == []


def test_links_of_a_log_that_is_the_whole_repository_lead_there_too(guide: Guide) -> None:
    guide.log = guide.log.parents[1]
    text = "[x](src/main.py) ![y](https://example.org/acme/ferry/blob/main/y.gif?raw=true)"
    guide.add("0101-one.md", nygard("101. One", decision=text))
    guide.add("src/main.py", "print(1)\n")
    guide.add("y.gif", PIXEL)
    made = committed(guide.log, "git@example.org:acme/ferry.git")
    guide.run()
    assert f"[x]({HOST}/blob/{made}/src/main.py) ![y](y.gif)" in guide.body("0101-one.md")
    assert guide.front("0101-one.md", "imported-from") == "imported-from: acme/ferry/0101-one.md"


def test_what_another_log_calls_alike_is_no_record_of_the_log(guide: Guide) -> None:
    beside, other = "services/mail/adr/0105-new.md", "https://example.org/acme/raft/blob/main/doc/adr/0105-new.md"
    guide.add("0101-ours.md", nygard("101. Ours", f"Superseded by {HOST}/blob/main/doc/adr/0105-new.md"))
    guide.add("0102-theirs.md", nygard("102. Theirs", f"Superseded by [105. New]({other})"))
    guide.add("0103-beside.md", nygard("103. Beside", f"Superseded by {HOST}/blob/main/{beside}"))
    guide.add("0104-linked.md", nygard("104. Linked", f"Superseded by [105. New](../../{beside})"))
    guide.add("0105-new.md", nygard("105. New", date="2024-05-01"))
    guide.add(f"../../{beside}", nygard("105. New"))
    committed(guide.log.parents[1], "git@example.org:acme/ferry.git")
    ran = guide.run()
    assert guide.front("0105-new.md", "supersedes") == "supersedes: [101]"
    assert guide.front("0102-theirs.md", "successor") == f'successor: "{other}"'
    assert guide.front("0103-beside.md", "successor") == f'successor: "{HOST}/blob/main/{beside}"'
    assert guide.front("0104-linked.md", "status") == "status: deprecated"
    assert [line.split(": ")[0] for line in ran.said if "0104" in line] == [
        "says superseded, but by nothing of this log; imported as deprecated since the day that it gives",
        "names a record that is not in this log",
    ]
    assert guide.check() == []


def test_a_log_is_known_by_its_repository_however_a_clone_is_called(guide: Guide) -> None:
    guide.add("0101-one.md", nygard("101. One"))
    guide.run()  # as an older version has it: by the name of the folder
    committed(guide.log.parents[1], "https://user:secret@example.org/acme/ferry.git")
    assert guide.run().counts == "0 records imported, 1 imported before"
    guide.add("0102-two.md", nygard("102. Two"))
    guide.log.parents[1].rename(guide.log.parents[1].with_name("other"))
    guide.log = guide.log.parents[2] / "other" / "doc" / "adr"
    assert guide.run().counts == "1 record imported, 1 imported before"
    assert guide.front("0102-two.md", "imported-from") == "imported-from: acme/ferry/doc/adr/0102-two.md"
