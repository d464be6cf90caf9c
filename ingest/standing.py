"""Which texts held another one abrogates, and the clause that shows it. Never what is in force."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from index import revisions
from index.catalogue import Catalogue, Cited
from ingest.citing import Holdings
from itu import meetings
from itu.abrogation import abrogated
from itu.references import Reference
from schema import Clause, DocumentInfo

MARKED = "marked SUP"  # how the warning of a document begins that was read as a notice of abrogation
_SUP = re.compile(r"(?<!\w)SUP(?!\w)", re.IGNORECASE)
_KINDS = ("operative", "annex", "table_row", "title")  # a preamble tells what others did, or might


def shown(documents: Iterable[DocumentInfo], cited: Iterable[Cited], catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    """(document id, what shows it, clause id) for each document that a text held says is abrogated.

    It is a text's revisions up to the one named, or up to the abrogating text's year where none is named,
    that no longer stand; a later one is untouched.
    """
    infos = {info.id: info for info in documents}
    works: dict[str, list[DocumentInfo]] = defaultdict(list)
    for info in infos.values():
        works[revisions.text_of(info)].append(info)
    texts = {info.work_id: revisions.text_of(info) for info in infos.values()}
    by_clause: dict[str, list[Cited]] = defaultdict(list)
    for one in cited:
        if one.work_id and one.work_id != infos[one.document_id].work_id:
            by_clause[one.clause_id].append(one)
    holdings = Holdings(infos.values())
    for info in infos.values():
        if _SUP.search(info.revision) or _is_notice(info, catalogue):
            named = Reference(info.kind, info.number, body=info.body or meetings.body(info.revision), year=info.year,
                              revision=info.revision)
            _, work = holdings.find(named, info.id)
            yield from _suppressed(works[texts.get(work, revisions.text_of(info))], info, catalogue)
    clauses = catalogue.clauses_by_ids(by_clause)
    for clause_id, named in by_clause.items():
        clause = clauses[clause_id]
        if clause.kind not in _KINDS:
            continue
        by = infos[clause.document_id]
        said = abrogated(clause.text, clause.references, by.language, clause.heading)
        for one in named:
            until = one.reference.year or by.year
            if one.words in said and until:
                yield from _up_to(works[texts[one.work_id]], until, by, clause)


def _is_notice(info: DocumentInfo, catalogue: Catalogue) -> bool:
    """Whether a document is a number line marked SUP and no more, as volumes print what they abrogate."""
    return any(warning.startswith(MARKED) for warning in catalogue.own_warnings(info.id))


def _suppressed(held: Iterable[DocumentInfo], by: DocumentInfo, catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    """A text printed as suppressed, "RESOLUTION 12 (SUP)", and its revisions before."""
    clause = next(iter(c for c in catalogue.clauses(by.id) if c.section == "title"), None)
    if clause:
        yield by.id, by.name, clause.id
        yield from _up_to(held, by.year or 0, by, clause)


def _up_to(held: Iterable[DocumentInfo], until: int, by: DocumentInfo, clause: Clause) -> Iterator[tuple[str, str, str]]:
    for info in held:
        if (info.year or 0) <= min(until, by.year or until):
            yield info.id, f"{by.name}, {clause.address}", clause.id
