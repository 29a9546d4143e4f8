"""Reading data/ and adr/ into a Guide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from guide.disk.listing import ListedFile, files_in
from guide.disk.text_files import read_text, unreadable
from guide.model.claims import citation_fault, source_of
from guide.model.decision import FOLDER, NOT_DECISIONS, Decision, number_in, read_decision
from guide.model.fields import TAKE_OUT, home_of, missing, one_of
from guide.model.guide import COLLECTIONS, Guide
from guide.model.navigation import read_navigation
from guide.model.own_pages import own_pages
from guide.model.promises import FILE, read_promises
from guide.model.schema import named_schema
from guide.model.settings import FILE as SETTINGS
from guide.model.settings import settings_problems
from guide.model.validation import id_problem, is_id, validate
from guide.problems import Place, Problem
from guide.text.attachments import name_fault, svg_fault
from guide.text.macro_calls import read_calls
from guide.text.yaml import Document, Lines, read_yaml

_LINK = f"docs/{FOLDER}"


def load(root: Path) -> tuple[Guide, tuple[Problem, ...]]:
    """Read the guide whose data/, adr/ and docs/ are in ``root``.

    Returns the Guide, made of everything that fits its shape, and the problems of the rest. What
    was read is kept until one of the files changes, since Zensical asks anew for every page.
    """
    return _load(root.resolve(), _files(root), _changed(root / SETTINGS))


def _files(root: Path) -> tuple[ListedFile, ...]:
    """Return every file of the guide, with what changes whenever the file does."""
    files = (entry for folder in (FOLDER, "data", "docs") for entry in files_in(root, folder))
    # The link to the decisions is checked by itself.
    return tuple(entry for entry in files if not f"{entry.path}/".startswith(f"{_LINK}/"))


def _changed(file: Path) -> int:
    """Return when a file was changed last, in nanoseconds; 0 if there is none."""
    return file.stat().st_mtime_ns if file.is_file() else 0


@lru_cache(maxsize=1)
def _load(root: Path, files: tuple[ListedFile, ...], settings: int) -> tuple[Guide, tuple[Problem, ...]]:
    problems = [unreadable(entry.path, entry.fault) for entry in files if entry.fault]
    problems += [*_link_problem(root), *settings_problems(root)]
    sound = [entry.path for entry in files if not entry.fault]
    problems += _attachment_problems(root, sound)
    if FILE in sound:
        problems += read_promises(root)[1]
    documents, entries = _read_data(root, files, problems)
    texts = _read_texts(root, filter(_is_decision, sound), problems)
    known = _known(documents, entries, files)

    collections: dict[str, Mapping[str, Any]] = {}
    for name, model in COLLECTIONS.items():
        collections[name] = MappingProxyType(dict(_valid(model, entries[name], known, problems)))
    by_order = sorted(collections["patterns"].items(), key=lambda item: item[1].order)
    collections["patterns"] = MappingProxyType(dict(by_order))

    decisions, drafts, unsound, front_matters = read_decisions(texts, known, problems)
    pages = _read_texts(root, filter(_is_page, sound), problems)
    published = frozenset(entry.path for entry in files if not entry.path.startswith("data/"))
    names = {name: {id: entry.name for id, entry in collections[name].items()} for name in ("patterns", "projects")}
    missing = {path: text for path, text in own_pages(names) if path not in published}
    guide = Guide(
        **collections,
        decisions=MappingProxyType(dict(sorted(decisions.items()))),
        drafts=tuple(drafts),
        unsound=tuple(unsound),
        documents=(*(document for _, document in documents), *front_matters),
        entries=MappingProxyType(entries),
        citations=MappingProxyType(dict(_citations(pages, known, problems))),
        prose=MappingProxyType(pages | missing),
        pages=published | missing.keys(),
        missing=MappingProxyType(missing),
        navigation=read_navigation(root),
    )
    return guide, tuple(problems)


def _attachment_problems(root: Path, paths: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for each file beside the texts of adr/ and docs/ that may not be published."""
    for path in paths:
        fault = "" if path.startswith("data/") else name_fault(path)
        if not fault and path.lower().endswith(".svg"):
            held = svg_fault((root / path).read_bytes())
            fault = f"{held}; take that out of the picture, or keep it as PNG" if held else ""
        if fault:
            yield Problem(Place(path), fault, "published-file")


def _is_decision(path: str) -> bool:
    """Return whether a file is read as a decision."""
    name = path.removeprefix(f"{FOLDER}/")
    return name != path and path.endswith(".md") and name not in NOT_DECISIONS


def _is_page(path: str) -> bool:
    return path.startswith("docs/") and path.endswith(".md")


def _read_data(
    root: Path, files: tuple[ListedFile, ...], problems: list[Problem]
) -> tuple[list[tuple[str, Document]], dict[str, dict[str, Document]]]:
    """Return the documents in data/, each with its collection, and by collection and id the document of each entry."""
    documents: list[tuple[str, Document]] = []
    entries: dict[str, dict[str, Document]] = {name: {} for name in COLLECTIONS}
    for entry in files:
        path = PurePosixPath(entry.path)
        if path.parts[0] != "data" or entry.path == FILE:
            continue
        collection = path.stem if path.parent.name == "data" else path.parent.name
        if path.suffix == ".yml" and collection in COLLECTIONS:
            document, found = _read_document(root, entry, collection)
            problems += found
            documents.append((collection, document))
            problems += _collect(document, entries[collection])
        elif not entry.fault:
            message = f"is not read; call it <collection>.yml, where the collection is {one_of(COLLECTIONS)}"
            problems.append(Problem(Place(entry.path), message, "unknown-collection"))
    return documents, entries


def _read_document(root: Path, entry: ListedFile, collection: str) -> tuple[Document, list[Problem]]:
    """Return what is written in a file of a collection, and what is wrong with it that has not been told yet."""
    if entry.fault:
        return Document(entry.path, problems=(unreadable(entry.path, entry.fault),)), []
    text, faults = read_text(root / entry.path, entry.path)
    document = Document(entry.path, problems=faults) if faults else read_yaml(text, entry.path)
    return document, [*document.problems, *named_schema(text, entry.path, collection)]


def _read_texts(root: Path, paths: Iterable[str], problems: list[Problem]) -> dict[str, str]:
    """Return the texts of those files that can be read, by path; add a problem for each other."""
    texts = {}
    for path in paths:
        text, faults = read_text(root / path, path)
        problems += faults
        if not faults:
            texts[path] = text
    return texts


def _known(
    documents: list[tuple[str, Document]], entries: Mapping[str, Mapping[str, Document]], files: tuple[ListedFile, ...]
) -> dict[str, Any]:
    """Return what can be referred to, by collection; None where it is not known.

    What is in a file that could not be read is not known to be missing: one fault, one message.
    """
    unread = {name for name, document in documents if not isinstance(document.value, dict)}
    known: dict[str, Any] = {name: None if name in unread else ids for name, ids in entries.items()}
    known["statements"] = {id: _statements(document.value[id]) for id, document in entries["sources"].items()}
    purposes = [known["capabilities"], known["takeaways"]]
    known["purposes"] = None if None in purposes else {**purposes[0], **purposes[1]}
    numbers = (number_in(PurePosixPath(entry.path).name) for entry in files if _is_decision(entry.path))
    known["decisions"] = {number for number in numbers if number is not None}
    stems = (PurePosixPath(entry.path).stem for entry in files if _is_decision(entry.path))
    limits = {id: document.value[id] for id, document in entries["limits"].items()}
    values = {id: str(limit.get("value", "")) for id, limit in limits.items() if isinstance(limit, dict)}
    known["figures"] = None if known["limits"] is None else values
    known["drafts"] = {stem for stem in stems if stem.startswith("draft-")}
    return known


def _statements(source: Any) -> Mapping[str, Any] | None:
    """Return the statements of a source as they were read; None where they are not written as such."""
    statements = source.get("statements", {}) if isinstance(source, dict) else None
    return statements if isinstance(statements, dict) else None


def read_decisions(
    texts: Mapping[str, str], known: Mapping[str, Any], problems: list[Problem]
) -> tuple[dict[int, Decision], list[Decision], list[Decision], list[Document]]:
    """Return the decisions by number, the drafts, those with broken front matter, and all front matter.

    texts: what is in the files, by path; known: see ``read_decision``; problems: to which what is wrong is added.
    """
    decisions: dict[int, Decision] = {}
    drafts: list[Decision] = []
    unsound: list[Decision] = []
    documents: list[Document] = []
    for path, text in texts.items():
        decision, document, faults = read_decision(path, text, known)
        documents.append(document)
        problems += faults
        if decision is None:
            continue
        if not decision.is_sound:
            unsound.append(decision)
        elif decision.number is None:
            drafts.append(decision)
        elif decision.number in decisions:
            first = decisions[decision.number].path
            remedy = "give the newer of the two another number, in the name of its file or with: "
            remedy += f"guide renumber {decision.number}"
            message = f"number {decision.number} is taken by {first}; {remedy}"
            problems.append(Problem(Place(path), message, "duplicate-number"))
        else:
            decisions[decision.number] = decision
    return decisions, drafts, unsound, documents


def _link_problem(root: Path) -> Iterator[Problem]:
    """Yield a problem when docs/adr is not the link that makes the decisions pages."""
    link = root / _LINK
    if not link.is_symlink() or link.readlink().as_posix() != f"../{FOLDER}":
        remedy = (
            "take that out of the change, or run: git config core.symlinks true && git checkout -- docs/adr "
            "(on Windows, switch on Developer Mode first)"
        )
        yield Problem(Place(_LINK), f"is not the link to ../{FOLDER}; {remedy}", "docs-adr-link")


def _collect(document: Document, entries: dict[str, Document]) -> Iterator[Problem]:
    """Add the entries of a document to those of its collection."""
    if not isinstance(document.value, dict):
        if not document.problems:
            message = "must be a mapping from id to entry; compare it with another file in data/"
            if not document.value:
                message = "holds no entry; write {} as long as there is none"
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


def _citations(
    pages: Mapping[str, str], known: Mapping[str, Any], problems: list[Problem]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the pages whose prose cites sources, with these; add a problem for each that does not exist."""
    for path, text in pages.items():
        lines = Lines(text)
        cited = []
        for call in read_calls(text).calls if "cite" in text else ():
            for argument in call.arguments if call.name == "cite" else ():
                cited.append(argument.text)
                fault = _fault_of(argument.text, known)
                if fault:
                    rule, message = fault
                    problems.append(Problem(lines.place(path, argument.offset), message, rule))
        if cited:
            yield path.removeprefix("docs/"), tuple(dict.fromkeys(cited))


def _fault_of(cited: str, known: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return what is wrong with the citation of a source on a page, as the rule and a message; None if nothing is."""
    sources, id = known["sources"], source_of(cited)
    if sources is not None and id not in sources:
        return "unknown-reference", missing("unknown source", id, sources, home_of("sources", sources)) + TAKE_OUT
    fault = citation_fault(cited, known)
    return (fault[0], f"{fault[1]}{TAKE_OUT}") if fault and fault[1].startswith("unknown") else fault
