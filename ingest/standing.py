"""Which texts held another one abrogates, and the clause that shows it. Never what is in force."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from index import revisions
from index.catalogue import Catalogue, Cited
from ingest.citing import Holdings
from ingest.documents import SUPPRESSED
from itu import meetings
from itu.abrogation import abrogated
from itu.references import Reference
from schema import Clause, DocumentInfo

_SUP = re.compile(r"(?<!\w)SUP(?!\w)", re.IGNORECASE)
_KINDS = ("operative", "annex", "table_row", "title")  # a preamble tells what others did, or might


def shown(documents: Iterable[DocumentInfo], cited: Iterable[Cited], catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    """(document id, what shows it, clause id) for each document that a text held says is abrogated.

    It is a text's revisions up to the one named, or up to the abrogating text's year where none is named,
    that no longer stand; a later one is untouched.
    """
    infos = {info.id: info for info in documents}
    texts = {info.work_id: revisions.text_of(info) for info in infos.values()}
    held: dict[str, list[DocumentInfo]] = defaultdict(list)  # text → its revisions
    for info in infos.values():
        held[texts[info.work_id]].append(info)
    holdings = Holdings(infos.values())
    for info in infos.values():
        if _SUP.search(info.revision) or _is_notice(info, catalogue):
            work = holdings.find(_own_name(info), info.id)[1] or info.work_id
            yield from _by_notice(held[texts[work]], info, catalogue)
    for one, clause in _said(infos, cited, catalogue):
        yield from _up_to(held[texts[one.work_id]], one.reference.year, infos[one.document_id], clause)


def _said(infos: dict[str, DocumentInfo], cited: Iterable[Cited], catalogue: Catalogue) -> Iterator[tuple[Cited, Clause]]:
    """The citations of other texts held that their clause says are abrogated."""
    others = [c for c in cited if c.work_id and c.work_id != infos[c.document_id].work_id]
    clauses = catalogue.clauses_by_ids(dict.fromkeys(c.clause_id for c in others))
    for one in others:
        clause = clauses[one.clause_id]
        language = infos[one.document_id].language
        if clause.kind in _KINDS and one.words in abrogated(clause.text, clause.references, language, clause.heading):
            yield one, clause


def _own_name(info: DocumentInfo) -> Reference:
    body = info.body or meetings.body(info.revision)
    return Reference(info.kind, info.number, body=body, year=info.year, revision=info.revision)


def _is_notice(info: DocumentInfo, catalogue: Catalogue) -> bool:
    """Whether a document is a number line marked SUP and no more, as volumes print what they abrogate."""
    return any(warning.startswith(SUPPRESSED) for warning in catalogue.own_warnings(info.id))


def _by_notice(held: Iterable[DocumentInfo], by: DocumentInfo, catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    """A text printed as suppressed, "RESOLUTION 12 (SUP)", and its revisions before."""
    clause = next((c for c in catalogue.clauses(by.id) if c.section == "title"), None)
    if clause:
        yield by.id, by.name, clause.id
        yield from _up_to(held, by.year, by, clause)


def _up_to(
    held: Iterable[DocumentInfo], named: int | None, by: DocumentInfo, clause: Clause
) -> Iterator[tuple[str, str, str]]:
    """The revisions up to the one named, and none after the text that says it."""
    years = [year for year in (named, by.year) if year]
    for info in held:
        if info.year and years and info.year <= min(years):
            yield info.id, f"{by.name}, {clause.address}", clause.id
