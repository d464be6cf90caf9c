"""Clauses fetched by a typed address: those it means, or those that stand where it would."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest

from answer.question import Question
from index import revisions
from index.held import held
from itu import addresses, headings, names
from itu.addresses import Address
from itu.typed_letters import normalise
from schema import Clause, DocumentInfo, Hit

_DOCUMENTS = 300  # looked into at most for an address that names none
CITED = 20  # clauses cited at most for the addresses of a question
_PARTS = re.compile(r"\d+|[^\W\d_]+")  # of a label
_NEAR = 5  # clauses shown around an address that does not exist


@dataclass(frozen=True)
class Found:
    """What an address means: the clauses of the document that fits best, in its order, and those of others."""

    address: Address
    hits: tuple[Hit, ...]
    others: tuple[Hit, ...] = ()


def clauses(question: Question, catalogue, among: Sequence[DocumentInfo]) -> tuple[Hit, ...]:
    """The clauses of the documents ``among`` that the question's addresses mean, each in one language, best first.

    Those of each address's best document come first, in the order of the addresses, as many of each as leaves room for
    the others, and have a rank "meant"; then the rest of them, and what the same addresses mean in other documents.
    """
    found = every(question, catalogue, among)
    rooms = _rooms([len(one.hits) for one in found])
    first = list({hit.clause.id: hit for one, room in zip(found, rooms, strict=True) for hit in one.hits[:room]}.values())
    rest = [hit for one, room in zip(found, rooms, strict=True) for hit in (*one.others, *one.hits[room:])]
    ranked = {hit.clause.id: replace(hit, ranks={"address": rank, "meant": rank}) for rank, hit in enumerate(first, 1)}
    for hit in rest:
        ranked.setdefault(hit.clause.id, replace(hit, ranks={"address": len(ranked) + 1}))
    return tuple(ranked.values())


def _rooms(counts: Sequence[int]) -> list[int]:
    """How many of so many clauses each address may have cited: equal parts of ``CITED``, what one leaves for the others."""
    rooms, left = [0] * len(counts), CITED
    for n, at in enumerate(sorted(range(len(counts)), key=lambda at: counts[at])):
        rooms[at] = min(counts[at], left, max(1, left // (len(counts) - n)))
        left -= rooms[at]
    return rooms


def every(question: Question, catalogue, among: Sequence[DocumentInfo]) -> tuple[Found, ...]:
    """For each address that the question names, in their order, what it means among the documents."""
    asked = _whole(question.addresses)
    hits = [_hits(address, question, catalogue, among) for address in asked]
    shared = Counter(text for found in hits for text in {_text(hit) for hit in found})  # in how many addresses it has a part
    return tuple(_found(question, address, found, shared, len(asked) > 1) for address, found in zip(asked, hits, strict=True))


def spoken(question: Question, among: Sequence[DocumentInfo]) -> Question:
    """The question, where its words do not tell its language, in that of the texts it names if they have but one."""
    if question.told or question.kind != "lookup":
        return question
    languages = {d.language for address in question.addresses if address.has_document for d in _meant(address, question, among)}
    return replace(question, language=languages.pop()) if len(languages) == 1 else question


def _found(question: Question, address: Address, hits: list[Hit], shared: Counter, several: bool) -> Found:
    """The clauses of an address, the best document's apart. One of several addresses that name no document is asked of
    one document alone: the one that has most of them."""
    hits = sorted(hits, key=lambda hit: (-shared[_text(hit)], *_order(question, address, hit)))
    kept: dict[tuple, Hit] = {}
    for hit in hits:
        kept.setdefault((_text(hit), _place(hit.clause)), hit)
    best = _text(hits[0]) if hits else None
    others = tuple(hit for (text, _), hit in kept.items() if text != best and not (several and not address.has_document))
    return Found(address, tuple(hit for (text, _), hit in kept.items() if text == best), others)


def _hits(address: Address, question: Question, catalogue, among: Sequence[DocumentInfo]) -> list[Hit]:
    """The clauses that an address means, in all documents and languages."""
    meant = _meant(address, question, among)
    clauses = _read(address, meant, catalogue)
    hits = [
        Hit(clause, document, 1.0, {"address": 1}, {"address": 1.0})
        for document in meant
        for clause in addresses.find(address, document, clauses[document.id])
    ]
    if address.instead:  # "b)", with no heading typed: not the second of what is numbered
        hits = [hit for hit in hits if not hit.clause.label[-1:].isdigit() or address.label[-1:].isdigit()]
    if not hits and address.instead:
        return _hits(replace(address, label=address.instead), question, catalogue, among) if address.label != address.instead else []
    exact = {_text(hit) for hit in hits if addresses.matches(address, hit.clause, hit.document)}  # in whichever language
    hits = [hit for hit in hits if _text(hit) not in exact or addresses.matches(address, hit.clause, hit.document)]
    hits = _as_printed(address.label, hits)
    called = {clause.key for clause in addresses.addressed(address, [hit.clause for hit in hits])}
    return [hit for hit in hits if hit.clause.key in called]  # the headings of another language tell no addressee


def _as_printed(label: str, hits: list[Hit]) -> list[Hit]:
    """Of a document's clauses with labels of as many parts those that bear the very label typed, where any do: for "a)"
    no "i)", which is the first by Roman numerals."""
    typed = _PARTS.findall(label.casefold())
    printed = {hit.clause.id: _PARTS.findall(hit.clause.label.casefold()) for hit in hits}
    sure = {hit.document.id for hit in hits if typed and printed[hit.clause.id] == typed}
    return [h for h in hits if h.document.id not in sure or len(printed[h.clause.id]) != len(typed) or printed[h.clause.id] == typed]


def _text(hit: Hit) -> tuple[str, int | None]:
    """The revision of a text, in whatever language."""
    return hit.document.work_id, hit.document.year


def _place(clause: Clause) -> str:
    """A clause's place, the same in each language; a marginal number is, whatever a language version lacks."""
    return clause.label if clause.section == "article" else clause.key


def near(question: Question, catalogue, among: Sequence[DocumentInfo]) -> tuple[Hit, ...]:
    """The clauses that stand where the first address of a document held points, nearest first; () where no such
    document is held. Another revision's where the one named is not held."""
    for address in _whole(question.addresses):
        loose = replace(address, year=None, place="")
        documents = [d for a in (address, loose) for d in _meant(a, question, among) if address.has_document]
        for document in sorted(documents, key=lambda d: (d.language != question.language, -(d.year or 0), d.id)):
            text = catalogue.clauses(document.id)
            found = (addresses.find(loose, document, text) or addresses.near(loose, document, text))[:_NEAR]
            if found:
                return tuple(Hit(c, document, 0.0, {"near": rank}) for rank, c in enumerate(found, 1))
    return ()


def document(address: Address, question: Question, among: Sequence[DocumentInfo]) -> DocumentInfo | None:
    """The document held that an address names, in the asker's language if it is; None where it names none held."""
    held = _meant(address, question, among) if address.has_document else []
    return min(held, key=lambda d: (d.language != question.language, -(d.year or 0), d.id), default=None)


def _whole(named: tuple[Address, ...]) -> tuple[Address, ...]:
    """The addresses that name a clause; where none does, the titles of the documents named."""
    return tuple(a for a in named if a.section or a.label) or tuple(replace(a, section="title") for a in named)


def _meant(address: Address, question: Question, among: Sequence[DocumentInfo]) -> list[DocumentInfo]:
    """The documents that an address can mean: not a body's where another one's is typed, nor a revision that a
    later one has followed, unless the question names it."""
    named = [document for document in _among(address, among) if addresses.names_document(address, document)]
    if not named:
        return []
    if address.body and any(d.body for d in named):
        named = [document for document in named if document.body]
    outdated = revisions.outdated(among, question.text) if not address.year else frozenset()
    current = [document for document in named if document.id not in outdated]
    if not address.has_document:
        current = nsmallest(_DOCUMENTS, current, lambda d: (d.language != question.language, -(d.year or 0), d.id))
    return current


def _among(address: Address, among: Sequence[DocumentInfo]) -> Sequence[DocumentInfo]:
    """Those of the documents held that are worth a look."""
    if address.document_number:
        return held(among).issues(address.document_number)
    if address.document_kind in names.REGULATIONS:
        return held(among).of_kind("other")
    return held(among).of_kind(address.document_kind) if address.document_kind else among


def _read(address: Address, documents: Sequence[DocumentInfo], catalogue) -> Mapping[str, Sequence[Clause]]:
    """The clauses of documents, or those of the section that an address means, where it can mean no others."""
    elsewhere = address.article or address.section in ("", "article", "clause")  # told by headings and kinds
    elsewhere = elsewhere or (address.section == "annex" and not address.annex and not address.label)
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
