"""What the index holds, document by document: for ``python -m ingest report``, to read or as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from errors import shown
from index.catalogue import Catalogue
from index.revisions import superseded
from ingest.report import Refused, count
from schema import DocumentInfo


@dataclass(frozen=True)
class Holding:
    """One document held. Counts are of citations, each clause and wording once; its own of itself left out."""

    id: str
    name: str
    body: str
    kind: str
    number: str
    revision: str
    year: int | None
    language: str
    file: str
    pages: int | None
    clauses: int
    cites: int
    cites_held: int  # of those, how many of texts that are held
    cited_by: int
    later: str  # id of the latest revision held, where this is an earlier one
    status: str  # "abrogated" where a text held shows it, else "": which is not to say that it is in force
    shown_by: str  # id of the clause that shows the status
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class FileWarning:
    """A warning of a file that is of none of its documents."""

    file: str
    warning: str


def holdings(catalogue: Catalogue) -> tuple[Holding, ...]:
    """All documents held, by id."""
    later = superseded(catalogue.documents())
    return tuple(_holding(catalogue, info.id, later.get(info.id)) for info in catalogue.documents())


def file_warnings(catalogue: Catalogue) -> tuple[FileWarning, ...]:
    """The warnings of files that no document of theirs carries, such as a text given twice."""
    carried = {(info.file, w) for info in catalogue.documents() for w in catalogue.own_warnings(info.id)}
    return tuple(FileWarning(record.file, w) for record in catalogue.files() for w in record.warnings
                 if (record.file, w) not in carried)


def _holding(catalogue: Catalogue, document_id: str, later: DocumentInfo | None) -> Holding:
    info, status = catalogue.info(document_id), catalogue.status(document_id)
    cites = catalogue.citing(document_id)
    return Holding(
        id=info.id, name=info.name, body=info.body, kind=info.kind, number=info.number, revision=info.revision,
        year=info.year, language=info.language, file=info.file, pages=info.pages,
        clauses=catalogue.clause_count(document_id),
        cites=len(cites),
        cites_held=sum(1 for _, _, target in cites if target),
        cited_by=len(catalogue.cited_by(document_id)),
        later=later.id if later else "",
        status=status.status if status else "",
        shown_by=status.clause_id if status else "",
        warnings=(*catalogue.own_warnings(document_id), *catalogue.warnings(document_id)),
    )


def as_json(held: Sequence[Holding], warnings: Sequence[FileWarning], refused: Sequence[Refused] = ()) -> dict:
    """One object: ``documents``, ``files`` (the warnings of no document) and ``refused`` (files, by the last ingest)."""
    return {"documents": [asdict(h) for h in held], "files": [asdict(w) for w in warnings],
            "refused": [asdict(r) for r in refused]}


def lines(held: Sequence[Holding], warnings: Sequence[FileWarning], refused: Sequence[Refused] = ()) -> list[str]:
    """A line per document, with what is to be known of it below, then the warnings of files, then what was refused."""
    out = []
    for h in held:
        pages = f"{count(h.pages, 'page')}, " if h.pages is not None else ""
        out.append(f"{h.id}: {h.name} [{h.language}], {h.kind}, {count(h.clauses, 'clause')}, {pages}cites {h.cites} "
                   f"({h.cites_held} held), cited by {h.cited_by}, from {h.file}")
        out += [f"  a later revision is held ({h.later})"] if h.later else []
        out += [f"  {h.status}, as {h.shown_by} shows"] if h.status else []
        out += [f"  warning: {warning}" for warning in h.warnings]
    out += [f"{w.file}: warning: {w.warning}" for w in warnings]
    out = out or ["The index holds no documents."]
    if refused:
        out += [f"{count(len(refused), 'file')} refused by the last ingest:", *(f"  {r.why}" for r in refused)]
    return [shown(line) for line in out]
