"""Question → hits: a clause named by its address is fetched, everything else is searched for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from answer import definitions, duties, everyday, lookup, unheld
from answer.priors import prior
from answer.question import Question
from index import retriever, revisions
from index.also import also
from index.filters import Selection
from index.held import held, plain
from index.passage import passage
from itu import addresses
from schema import Citation, DocumentInfo, Hit
from settings import Settings


def retrieve(question: Question, index, settings: Settings, within: Selection | None = None) -> tuple[Hit, ...]:
    """Up to ``settings.hits`` clauses, best first. A clause that the question names comes before all others; where
    the document it names has no such clause, those come first that stand where it would.

    ``within``: of what a filter leaves alone.
    """
    among = within.documents if within else index.catalogue.documents()
    named = _documents(question, among) or duties.instruments(question, among) or unheld.instead(question, among)
    revised = revisions.revised(among) if question.kind == "revision" else frozenset()
    defining = frozenset(definitions.clauses(question, index))
    query = retriever.Query(
        text=question.text,
        language=question.language,
        before=question.before,
        prior=lambda clause, document: prior(question, clause, document, named, revised, defining),
        documents=named,
        within=within,
        proposed=tuple(sorted(defining)),
    )
    hits = retriever.search(index, query, settings)
    found = _printed(question, index, among)
    if not found and question.kind == "lookup":
        found = lookup.clauses(question, index.catalogue, among) or lookup.near(question, index.catalogue, among)
    found = tuple(hit for hit in found if within is None or within.holds(hit.clause))
    listed = {hit.clause.id for hit in found}
    hits = (*found, *(hit for hit in hits if hit.clause.id not in listed))[: settings.hits]
    whole = f"{question.text} {question.before}".strip()  # "which ones?" alone sounds like anything
    sounds = {"everyday": everyday.score(whole, index.embedding)}
    defines = {"defines": 1.0}
    return tuple(
        replace(hit, features=hit.features | sounds | (defines if hit.clause.id in defining else {}))
        for hit in hits
    )


def worded(question: Question, hits: tuple[Hit, ...], cited: Sequence[Citation]) -> tuple[Hit, ...]:
    """``hits``, those ``cited`` with the other words that they were found by; none of one named by its address."""
    ids = {citation.clause.id for citation in cited}
    told = [h for h in hits if h.clause.id in ids and not h.by_address]
    pairs = {
        h.clause.id: also(question.text, question.language, passage(h.document, h.clause), h.document.language) for h in told
    }
    return tuple(replace(hit, also=pairs.get(hit.clause.id, ())) for hit in hits)


def _printed(question: Question, index, among: Sequence[DocumentInfo]) -> tuple[Hit, ...]:
    """The clause whose name and address the question is, just as an answer prints them: "Resolution 9, resolves 2"."""
    for document, rest in held(among).opening(plain(question.text)):
        address = rest.strip(" ,.;:?")
        for clause in index.catalogue.clauses(document.id) if address else ():
            if plain(clause.address) == address:
                return (Hit(clause, document, 1.0, {"address": 1}, {"address": 1.0}),)
    return ()


def _documents(question: Question, among: Sequence[DocumentInfo]) -> frozenset[str]:
    """The ids of the documents held that the question names by their numbers, in every language held."""
    named = dict.fromkeys(a for a in (question.address, *question.addresses) if a and a.document_number)
    known = held(among)
    return frozenset(d.id for a in named for d in known.issues(a.document_number) if addresses.names_document(a, d))
