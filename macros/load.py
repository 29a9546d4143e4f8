"""Reading data/ and adr/ into a Guide."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from macros.decisions import FOLDER, NOT_DECISIONS, TEMPLATE, Decision, number_in, read_decision
from macros.fields import hint, one_of
from macros.guide import COLLECTIONS, Guide
from macros.problems import Place, Problem
from macros.reading import Document, read_text, read_yaml
from macros.validation import id_problem, is_id, validate

# A page's prose cites sources by this macro; its arguments are their ids.
_CITE = re.compile(r"\{\{\s*cite\(([^)]*)\)\s*\}\}")
_ARGUMENT = re.compile(r"""["']([^"']*)["']""")


_latest: dict[Path, Guide] = {}


def load(root: Path) -> tuple[Guide, tuple[Problem, ...]]:
    """Read the guide whose data/, adr/ and docs/ are in ``root``.

    Returns the Guide, made of everything that fits its shape, and the problems of the rest. What
    was read is kept until one of the files changes, since Zensical asks anew for every page.
    """
    found = _load(root.resolve(), _fingerprint(root))
    _latest[root.absolute()] = found[0]
    return found


def latest(root: Path) -> Guide:
    """Return the guide in ``root`` as it was read last, without a look at the files.

    For what is asked once for every page of a build: the macros read the guide at its start, and to
    look whether one of a thousand files has changed costs as much as to draw a page.
    """
    return _latest.get(root.absolute()) or load(root)[0]


def _fingerprint(root: Path) -> tuple[tuple[str, int, int], ...]:
    """Return what changes whenever a file that the Guide is made of does."""
    marks = []
    for file in sorted([*_data_files(root), *_decision_files(root), *_template(root), *_prose_files(root)]):
        stat = file.stat()
        marks.append((str(file), stat.st_mtime_ns, stat.st_size))
    return tuple(marks)


def _data_files(root: Path) -> list[Path]:
    found = [file for file in root.glob("data/**/*") if file.is_file()]
    # The schemas are made from the models, and the addresses from the built site.
    made = {root / "data" / "schema", root / "data" / "addresses.txt"}
    return sorted(file for file in found if not made & {file, file.parent})


def _prose_files(root: Path) -> list[Path]:
    return sorted([*root.glob("docs/*.md"), *root.glob("docs/patterns/*.md"), *root.glob("docs/projects/*.md")])


def _decision_files(root: Path) -> list[Path]:
    top = root / FOLDER
    return sorted(file for file in top.rglob("*.md") if file.parent != top or file.name not in NOT_DECISIONS)


def _template(root: Path) -> list[Path]:
    return [file for file in [root / TEMPLATE] if file.is_file()]


@lru_cache(maxsize=1)
def _load(root: Path, _fingerprint: object) -> tuple[Guide, tuple[Problem, ...]]:
    problems: list[Problem] = []
    read: list[tuple[str, Document]] = []
    entries: dict[str, dict[str, Document]] = {name: {} for name in COLLECTIONS}
    for file in _data_files(root):
        path = file.relative_to(root).as_posix()
        collection = file.stem if file.parent == root / "data" else file.parent.name
        if file.suffix != ".yml" or collection not in COLLECTIONS:
            message = f"is not read; call it <collection>.yml, where the collection is {one_of(COLLECTIONS)}"
            problems.append(Problem(Place(path), message, "unknown-collection"))
            continue
        text, faults = read_text(file, path)
        document = Document(path, problems=faults) if faults else read_yaml(text, path)
        problems += document.problems
        read.append((collection, document))
        problems += _collect(document, entries[collection])

    texts: dict[str, str] = {}
    for file in [*_decision_files(root), *_template(root)]:
        path = file.relative_to(root).as_posix()
        texts[path], faults = read_text(file, path)
        problems += faults
        if faults:
            del texts[path]
    template = texts.pop(TEMPLATE, "")

    # What is in a file that could not be read is not known to be missing: one fault, one message.
    unread = {name for name, document in read if not isinstance(document.value, dict)}
    known: dict[str, Any] = {name: None if name in unread else list(ids) for name, ids in entries.items()}
    purposes = [known["capabilities"], known["takeaways"]]
    known["purposes"] = None if None in purposes else [id for ids in purposes for id in ids]
    problems += _link_problem(root)
    names = [Path(path).name for path in texts]
    known["decisions"] = sorted({number for name in names if (number := number_in(name)) is not None})

    collections: dict[str, Mapping[str, Any]] = {}
    for name, model in COLLECTIONS.items():
        collections[name] = MappingProxyType(dict(_valid(model, entries[name], known, problems)))
    by_order = sorted(collections["patterns"].items(), key=lambda item: item[1].order)
    collections["patterns"] = MappingProxyType(dict(by_order))

    documents = [document for _, document in read]
    decisions: dict[int, Decision] = {}
    drafts: list[Decision] = []
    unsound: list[Decision] = []
    for path, text in texts.items():
        decision, document, faults = read_decision(path, text, known)
        documents.append(document)
        problems += faults
        if decision is None:
            continue
        if not decision.is_sound:
            unsound.append(decision)
            continue
        if decision.number is None:
            drafts.append(decision)
        elif decision.number in decisions:
            first = decisions[decision.number].path
            remedy = f"give the newer of the two another number: guide renumber {decision.number}"
            message = f"number {decision.number} is taken by {first}; {remedy}"
            problems.append(Problem(Place(path), message, "duplicate-number"))
        else:
            decisions[decision.number] = decision

    guide = Guide(
        **collections,
        decisions=MappingProxyType(dict(sorted(decisions.items()))),
        drafts=tuple(drafts),
        unsound=tuple(unsound),
        documents=tuple(documents),
        entries=MappingProxyType(entries),
        citations=MappingProxyType(dict(_citations(root, known["sources"], problems))),
        template=template,
        pages=frozenset(_pages(root)),
    )
    return guide, tuple(problems)


def _link_problem(root: Path) -> Iterator[Problem]:
    """Yield a problem when docs/adr is not the link that makes the decisions pages."""
    link = root / "docs" / FOLDER
    if not link.is_symlink() or link.readlink().as_posix() != f"../{FOLDER}":
        remedy = (
            "restore it with: git config core.symlinks true && git checkout -- docs/adr "
            "(on Windows, switch on Developer Mode first)"
        )
        yield Problem(Place(f"docs/{FOLDER}"), f"is not the link to ../{FOLDER}; {remedy}", "docs-adr-link")


def _collect(document: Document, entries: dict[str, Document]) -> Iterator[Problem]:
    """Add the entries of a document to those of its collection."""
    if not isinstance(document.value, dict):
        if not document.problems:
            message = "must be a mapping from id to entry; compare it with another file in data/"
            yield Problem(document.place(), message, "wrong-type")
        return
    for id in document.value:
        if not is_id(id):
            yield id_problem(document, (id,))
        elif id in entries:
            first = entries[id].place(id, key=True)
            message = f"duplicate id '{id}', first at {first.path}:{first.line}; remove or rename one of them"
            yield Problem(document.place(id, key=True), message, "duplicate-id")
        else:
            entries[id] = document


def _valid(
    model: type[BaseModel], entries: Mapping[str, Document], known: Mapping[str, Any], problems: list[Problem]
) -> Iterator[tuple[str, BaseModel]]:
    for id, document in entries.items():
        entry, faults = validate(model, document, (id,), document.value[id], known)
        problems += faults
        if entry is not None:
            yield id, entry


def _citations(root: Path, known: list[str] | None, problems: list[Problem]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the pages whose prose cites sources, with these; add a problem for each that does not exist."""
    for file in _prose_files(root):
        path = file.relative_to(root).as_posix()
        text, faults = read_text(file, path)
        problems += faults
        cited = []
        for call in _CITE.finditer(text):
            for name in _ARGUMENT.finditer(text, call.start(1), call.end(1)):
                cited.append(name[1])
                if known is not None and name[1] not in known:
                    before = text[: name.start()]
                    place = Place(path, before.count("\n") + 1, name.start() - (before.rfind("\n") + 1) + 1)
                    message = f"unknown source '{name[1]}', {hint(name[1], known)}"
                    problems.append(Problem(place, message, "unknown-reference"))
        if cited:
            yield path.removeprefix("docs/"), tuple(dict.fromkeys(cited))


def _pages(root: Path) -> Iterator[str]:
    """Yield the files that a link from a decision may lead to; docs/adr is adr/ once more."""
    for folder in ("docs", FOLDER):
        for directory, _, files in os.walk(root / folder, followlinks=False):
            for name in files:
                yield (Path(directory) / name).relative_to(root).as_posix()
