"""Question → hits: a clause named by its address is fetched, everything else is searched for."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from answer.priors import prior
from answer.question import Question
from index import retriever, revisions
from index.filters import Selection
from itu import addresses
from schema import Hit
from settings import Settings


def retrieve(question: Question, index, settings: Settings, within: Selection | None = None) -> tuple[Hit, ...]:
    """Up to ``settings.hits`` clauses, best first. A clause that the question names comes before all others.

    ``within``: of what a filter leaves alone.
    """
    named = _documents(question, index)
    query = retriever.Query(
        text=question.text,
        language=question.language,
        before=question.before,
        prior=lambda clause, document: prior(question, clause, document, named),
        documents=named,
        within=within,
    )
    hits = retriever.search(index, query, settings)
    found = _printed(question, index) or (_named(question, index) if question.kind == "lookup" else ())
    found = tuple(hit for hit in found if within is None or within.holds(hit.clause))
    listed = {hit.clause.id for hit in found}
    return (*found, *(hit for hit in hits if hit.clause.id not in listed))[: settings.hits]


def _printed(question: Question, index) -> tuple[Hit, ...]:
    """The clause whose name and address the question is, just as an answer prints them: "Resolution 9, resolves 2"."""
    asked = _plain(question.text)
    for document in index.catalogue.documents():
        name = _plain(document.name)
        if name and asked.startswith(name):
            address = asked[len(name) :].strip(" ,.;:?")
            for clause in index.catalogue.clauses(document.id) if address else ():
                if _plain(clause.address) == address:
                    return (Hit(clause, document, 1.0, {"address": 1}, {"address": 1.0}),)
    return ()


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().replace("’", "'").split())


def _documents(question: Question, index) -> frozenset[str]:
    """The ids of the documents held that the question names by number, in every language held."""
    address = question.address
    if not address or not address.document_number:
        return frozenset()
    whole = replace(address, section="", label="", occurrence=0, further=False)
    found = [d for d in index.catalogue.documents() if addresses.names_document(whole, d)]
    return frozenset(d.id for d in found)


def _named(question: Question, index) -> tuple[Hit, ...]:
    """The clauses that the question's address names, in the documents it can mean."""
    found = []
    outdated = revisions.outdated(index.catalogue.documents(), question.text)
    for document in index.catalogue.documents():
        if document.id in outdated:
            continue
        for clause in index.catalogue.clauses(document.id):
            if addresses.matches(question.address, clause, document):
                found.append(Hit(clause, document, 1.0, {"address": 1}, {"address": 1.0}))
    # The asker's own language first, then the latest revision: a question that names none means that one.
    found.sort(key=lambda h: (h.document.language != question.language, -(h.document.year or 0), h.clause.id))
    return tuple(replace(hit, ranks={"address": rank}) for rank, hit in enumerate(found, 1))
