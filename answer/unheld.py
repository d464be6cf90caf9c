"""Revisions, years and bodies that a question names and no text held has: said before another one answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from answer.abstain import Reason
from answer.question import Question
from answer.words import join, say
from index.held import held
from itu import bodies, names, typed_revisions
from itu.names import plain_number
from itu.typed_revisions import Named, base, read_named
from schema import Citation, DocumentInfo, Hit, Statement

NOT_HELD = "not_held"


@dataclass(frozen=True)
class Unheld:
    """A text named in a revision, or of a body, that is not held; and the documents held that bear its number."""

    named: Named
    held: tuple[DocumentInfo, ...]


def find(question: Question, documents: Sequence[DocumentInfo]) -> tuple[Unheld, ...]:
    """What the question names and is not held, where something else with the same number is."""
    out = []
    for named in read_named(question.text):
        same = tuple(d for d in _numbered(named, documents) if named.same_number(d))
        if same and not any(named.means(d) for d in same):
            out.append(Unheld(named, same))
    return tuple(out)


def instead(question: Question, documents: Sequence[DocumentInfo]) -> frozenset[str]:
    """The ids of the documents held in place of those that are not."""
    return frozenset(d.id for missing in find(question, documents) for d in missing.held)


def reason(question: Question, missing: Sequence[Unheld], hits: Sequence[Hit]) -> Reason | None:
    """Why a clause named by its address is not given: the text that it is asked of is not held."""
    if question.kind != "lookup" or not missing:
        return None
    others = typed_revisions.count(question.text) > len(missing)  # that are held, or nothing of which is
    if others and hits and "address" in hits[0].ranks:
        return None
    first = missing[0]
    return Reason(NOT_HELD, {"asked": _name(first, question.language), "name": _names(first, first.held, question.language)})


def notes(question: Question, missing: Sequence[Unheld], citations: Iterable[Citation]) -> list[Statement]:
    """For each text that is not held: that it is not, and which text is quoted, or which is held, in its place."""
    cited = list(dict.fromkeys(c.document for c in citations))
    out = []
    for one in missing:
        quoted = any(document in one.held for document in cited)
        key, documents = ("not_held_follows", cited) if quoted else (NOT_HELD, one.held)
        fields = {"asked": _name(one, question.language), "name": _names(one, documents, question.language)}
        out.append(Statement(say(key, question.language, **fields), fixed=True))
    return out


def _numbered(named: Named, documents: Sequence[DocumentInfo]) -> list[DocumentInfo]:
    """Those with its number, whatever their issue, which they are in the order of."""
    return sorted(held(documents).issues(base(named.number)), key=lambda d: (len(plain_number(d.number)), plain_number(d.number)))


def _names(missing: Unheld, documents: Iterable[DocumentInfo], language: str) -> str:
    """The names of documents, of their language versions the asker's where it is held, told apart from what is asked for."""
    documents = list(documents)
    spoken = {(d.work_id, d.year) for d in documents if d.language == language}
    kept = [d for d in documents if d.language == language or (d.work_id, d.year) not in spoken]
    return join(list(dict.fromkeys(d.name + _apart(missing, d, language) for d in kept)), language)


def _apart(missing: Unheld, document: DocumentInfo, language: str) -> str:
    """The body, or the year, that tells a document from the one asked for where its name does not print it."""
    body, theirs = missing.named.body, typed_revisions.bodies_of(document)
    if document not in missing.held:
        return ""
    if body and document.body and body not in theirs and not typed_revisions.sector(document):
        return f" ({_said(document.body, language)})"
    return f" ({document.year})" if missing.named.year and document.year and not document.revision else ""


def _said(body: str, language: str) -> str:
    return bodies.acronym(body, language) or bodies.name(body, language)


def _name(missing: Unheld, language: str) -> str:
    """What the question names, as a delegate of its language says it."""
    named, kind = missing.named, missing.named.kind or missing.held[0].kind
    number, body = named.number.upper() if kind == "recommendation" else named.number, named.body
    if body.startswith("ITU-"):
        number, body = f"{_said(body, language)} {number}", ""
    said = _said(body, language) if body and not bodies.find(named.revision, any_case=True) else ""  # not "PP, PP-14"
    revision = ", ".join(filter(None, (said, named.revision)))
    return names.spoken(kind, number, revision, language)
