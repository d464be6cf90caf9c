"""What is said of the addresses that a question names: where no clause stands, and where more stand than are quoted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from answer import lookup
from answer.lookup import Found
from answer.question import Question
from answer.words import join, say
from itu import addresses, headings, names
from itu.addresses import Address
from schema import LANGUAGES, Citation, DocumentInfo, Statement


class Text(Protocol):
    """A text as it is named."""

    kind: str  # as DocumentInfo.kind, "" where it is not said
    number: str


def notes(
    question: Question, citations: Sequence[Citation], catalogue, among: Sequence[DocumentInfo], told: Sequence[Text] = ()
) -> list[Statement]:
    """Below an answer to several addresses, or to one of many clauses: those where no clause was found, in one sentence,
    and for each of which not all clauses are quoted how many there are; below any other, which of several texts named
    are not held. Of the texts in ``told`` it is said elsewhere."""
    if question.kind != "lookup" and citations:
        return _unknown(question, among, told)
    one = len(question.addresses) == 1 and len(citations) < lookup.CITED  # all of it is quoted
    if question.kind != "lookup" or not citations or one:
        return []
    language, out = question.language, []
    found = lookup.every(question, catalogue, among)
    lacking = [one.address for one in found if not one.hits and not _told(one.address, told)]
    if lacking and len(found) > 1:
        out.append(say("not_found_at", language, addresses=_listed(lacking, question, among)))
    count = sum(bool(one.hits) for one in found)
    if count > lookup.CITED:
        out.append(say("named_some", language, count=count, shown=lookup.CITED))
    out += [_some(one, citations, question, among) for one in found]
    return [Statement(sentence, fixed=True) for sentence in out if sentence]


def place(address: Address, language: str) -> str:
    """Where in its document an address points, as a delegate says it: "CS 99", "resolves 3", "article 22"."""
    if address.article:
        return " ".join(filter(None, (say("article", language, number=address.article), address.label)))
    if address.section == "article":
        return f"{names.CODES.get(address.document_kind, '')} {address.label}".strip()
    if address.section in headings.all_keys():
        word = _heading(address, language)
        occurrence = f"({address.occurrence})" if address.occurrence > 1 else ""
        return " ".join(filter(None, (word, occurrence, address.label)))
    if address.section in ("", "clause"):
        return address.label
    return " ".join(filter(None, (headings.place(address.section, language), address.annex, address.label)))


def places(question: Question, document: DocumentInfo) -> str:
    """Where the question's addresses point in a document."""
    asked = [replace(a, year=None, place="") for a in question.addresses if a.section or a.label]
    said = [place(a, question.language) for a in asked if addresses.names_document(replace(a, body=""), document)]
    return join(list(dict.fromkeys(said)), question.language)


def _told(address: Address, told: Sequence[Text]) -> bool:
    """Whether an address is of one of these texts."""
    kind, number = address.document_kind, address.document_number
    return any(number == text.number and (kind == text.kind or not kind or not text.kind) for text in told)


def _unknown(question: Question, among: Sequence[DocumentInfo], told: Sequence[Text]) -> list[Statement]:
    """Of several texts that a question names by their numbers, which are not held, in one sentence."""
    named = dict.fromkeys((a.document_number, a.document_kind) for a in question.addresses if a.document_number)
    titles = [Address(number, kind, section="title") for number, kind in named]
    lacking = [a for a in titles if not _told(a, told) and not lookup.document(a, question, among)]
    if not lacking or len(titles) == 1:
        return []
    return [Statement(say("not_found_at", question.language, addresses=_listed(lacking, question, among)), fixed=True)]


def _some(found: Found, citations: Sequence[Citation], question: Question, among: Sequence[DocumentInfo]) -> str:
    """How many clauses stand at an address of which only some are quoted; "" where all are."""
    cited = {part.clause.id for citation in citations for part in citation.parts}
    quoted = [hit.clause.address for hit in found.hits if hit.clause.id in cited]
    if not quoted or len(quoted) == len(found.hits):
        return ""
    asked = _said(_name(found.address, question, among), _where(found.address, question.language), question.language)
    fields = {"asked": asked, "count": len(found.hits), "shown": len(quoted), "first": quoted[0], "last": quoted[-1]}
    return say("clauses_some", question.language, **fields)


def _listed(lacking: Sequence[Address], question: Question, among: Sequence[DocumentInfo]) -> str:
    """Addresses, those of one document with its name once."""
    language, places = question.language, {}
    for address in lacking:
        places.setdefault(_name(address, question, among), {})[_where(address, language)] = True
    said = [_said(name, join(list(filter(None, wheres)), language), language) for name, wheres in places.items()]
    return say("semicolon", language).join(said)


def _name(address: Address, question: Question, among: Sequence[DocumentInfo]) -> str:
    """The name of an address's document: as it is held, else as it was typed; "" where none is named."""
    document = lookup.document(address, question, among)
    if document or address.document_kind not in (*names.WORDS, *names.REGULATIONS):
        return document.name if document else ""
    return names.spoken(address.document_kind, address.document_number, "", question.language)


def _where(address: Address, language: str) -> str:
    return place(address, language) if address.section != "title" else ""


def _said(name: str, where: str, language: str) -> str:
    return say("place", language, name=name, address=where) if name and where else name or where


def _heading(address: Address, language: str) -> str:
    """The heading's words: as printed where the address is of a clause, else its key's in the language, with whom it addresses."""
    printed = any(headings.match(address.addressee, code) for code in LANGUAGES) if address.addressee else False
    return address.addressee if printed else f"{headings.words(address.section, language)} {address.addressee}".strip()
