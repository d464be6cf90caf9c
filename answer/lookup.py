"""Clauses fetched by a typed address: those it means, or those that stand where it would."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from heapq import nsmallest

from answer.question import Question
from index import revisions
from index.held import held
from itu import addresses, headings
from itu.addresses import Address
from itu.typed_letters import normalise
from schema import Clause, DocumentInfo, Hit

_DOCUMENTS = 300  # looked into at most for an address that names none
_NEAR = 5  # clauses shown around an address that does not exist


def clauses(question: Question, catalogue, among: Sequence[DocumentInfo]) -> tuple[Hit, ...]:
    """The clauses of the documents ``among`` that the question's addresses mean, each in one language, best first.

    The addresses stay in their order; for each, a language that it is typed in comes first, then the asker's own,
    then the latest revision.
    """
    found: dict[tuple, Hit] = {}
    for address in _whole(question.addresses):
        meant = _meant(address, question, among)
        clauses = _read(address, meant, catalogue)
        hits = [
            Hit(clause, document, 1.0, {"address": 1}, {"address": 1.0})
            for document in meant
            for clause in addresses.find(address, document, clauses[document.id])
        ]
        called = {clause.key for clause in addresses.addressed(address, [hit.clause for hit in hits])}
        hits = [hit for hit in hits if hit.clause.key in called]  # the headings of another language tell no addressee
        for hit in sorted(hits, key=lambda hit: _order(question, address, hit)):
            found.setdefault((hit.document.work_id, hit.document.year, hit.clause.key), hit)
    return tuple(replace(hit, ranks={"address": rank}) for rank, hit in enumerate(found.values(), 1))


def near(question: Question, catalogue, among: Sequence[DocumentInfo]) -> tuple[Hit, ...]:
    """The clauses that stand where the first address of a document held points, nearest first; () where no such
    document is held. Another revision's where the one named is not held."""
    for address in _whole(question.addresses):
        loose = replace(address, year=None, place="")
        documents = [d for a in (address, loose) for d in _meant(a, question, among) if address.document_number or address.document_kind]
        for document in sorted(documents, key=lambda d: (d.language != question.language, -(d.year or 0), d.id)):
            text = catalogue.clauses(document.id)
            found = (addresses.find(loose, document, text) or addresses.near(loose, document, text))[:_NEAR]
            if found:
                return tuple(Hit(c, document, 0.0, {"near": rank}) for rank, c in enumerate(found, 1))
    return ()


def _whole(named: tuple[Address, ...]) -> tuple[Address, ...]:
    """The addresses that name a clause; where none does, the titles of the documents named."""
    return tuple(a for a in named if a.section) or tuple(replace(a, section="title") for a in named)


def _meant(address: Address, question: Question, among: Sequence[DocumentInfo]) -> list[DocumentInfo]:
    """The documents that an address can mean: not a body's where another one's is typed, nor a revision that a
    later one has followed, unless the question names it."""
    named = [document for document in _among(address, among) if addresses.names_document(address, document)]
    if address.body and any(d.body for d in named):
        named = [document for document in named if document.body]
    outdated = revisions.outdated(among, question.text) if not address.year else frozenset()
    current = [document for document in named if document.id not in outdated]
    if not (address.document_number or address.document_kind):
        current = nsmallest(_DOCUMENTS, current, lambda d: (d.language != question.language, -(d.year or 0), d.id))
    return current


def _among(address: Address, among: Sequence[DocumentInfo]) -> Sequence[DocumentInfo]:
    """Those of the documents held that are worth a look."""
    if address.document_number:
        return held(among).numbered(address.document_number)
    return held(among).of_kind(address.document_kind) if address.document_kind else among


def _read(address: Address, documents: Sequence[DocumentInfo], catalogue) -> Mapping[str, Sequence[Clause]]:
    """The clauses of documents, or those of the section that an address means, where it can mean no others."""
    elsewhere = address.article or address.section in ("", "article", "clause")  # told by headings and kinds
    return catalogue.clauses_of([document.id for document in documents], "" if elsewhere else address.section)


def _order(question: Question, address: Address, hit: Hit) -> tuple:
    heading = normalise(hit.clause.heading).casefold()
    typed = heading and heading in normalise(question.text).casefold() and not _own(question, hit, heading)
    other = hit.document.language != question.language
    return not typed, other, -(hit.document.year or 0), hit.document.id, hit.clause.order


def _own(question: Question, hit: Hit, heading: str) -> bool:
    """Whether the words of another language's heading may as well be the asker's own: « décide » in "what does it
    decide?", which in English are headed "decides". An address alone shows no language but that of its heading."""
    if hit.document.language == question.language or addresses.is_address(question.text):
        return False
    forms = headings.forms(hit.clause.section, question.language) if hit.clause.section in headings.all_keys() else ()
    return any(normalise(form).casefold().startswith(heading) for form in forms)
