"""Revisions of one text beside each other: what a later one changed in a clause, and what the texts show of its standing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from answer import read
from answer.cite import Draft, quote_span
from answer.question import Question
from answer.read import Evidence
from answer.wordings import Span, counterpart, differing
from answer.words import say
from index import revisions
from schema import Citation, DocumentInfo, Hit, Statement


@dataclass(frozen=True)
class Compared:
    """The evidence of two revisions, the earlier first, and what is to be said of them."""

    found: tuple[Evidence, ...]
    note: Statement


def compare(question: Question, found: Sequence[Evidence], catalogue) -> Compared | None:
    """The first piece of evidence beside its counterpart in another revision held; None where the question does
    not ask what changed, or no other revision is held."""
    if question.kind != "revision" or not found:
        return None
    first = found[0]
    other = _other(question, first.document, catalogue.documents())
    if not other:
        return None
    clause = counterpart(first.quote.clause, catalogue.clauses(other.id))
    if clause is None:
        note = say("revision_lacks", question.language, name=other.name)
        return Compared((first,), Statement(note, fixed=True))
    second = read.evidence(question, Hit(clause, other, 0.0, {}), catalogue.clauses(other.id))
    earlier, later = sorted((first, second), key=lambda e: revisions.rank(e.document))
    left, right = differing(earlier.quote.text, later.quote.text)
    found = (marked(earlier, left), marked(later, right))
    key = "revisions_differ" if left or right else "revisions_agree"
    return Compared(found, Statement(say(key, question.language), fixed=True))


def abrogations(found: Iterable[Evidence], language: str, catalogue) -> list[Draft]:
    """For each document quoted that a text held marks as abrogated: a sentence with the words that do so."""
    drafts = []
    for document in {e.document.id: e.document for e in found}.values():
        status = catalogue.status(document.id)
        if status and status.clause_id:
            clause = catalogue.clause(status.clause_id)
            by = catalogue.info(clause.document_id)
            lead = say("abrogated", language, name=document.name, by=by.name, address=clause.address)
            quote = quote_span(clause, clause.start, clause.end)
            drafts.append(Draft(f"{lead} {say('quoted', by.language, quote=quote.text.strip())}", (quote,)))
    return drafts


def later(citations: Iterable[Citation], language: str, catalogue) -> list[Statement]:
    """For each document cited that a later revision held has followed, which is not cited too: which one."""
    newest, cited = revisions.superseded(catalogue.documents()), [c.document for c in citations]
    shown = {(d.work_id, d.year) for d in cited}
    followed = (newest[d.id] for d in cited if d.id in newest)
    names = dict.fromkeys(d.name for d in followed if (d.work_id, d.year) not in shown)
    return [Statement(say("later_held", language, name=name), fixed=True) for name in names]


def _other(question: Question, document: DocumentInfo, held: Iterable[DocumentInfo]) -> DocumentInfo | None:
    """The revision to compare with: one whose year the question names, else the one before, else the next."""
    kin = [d for d in held if revisions.text_of(d) == revisions.text_of(document) and d.language == document.language]
    kin = sorted((d for d in kin if d.id != document.id and d.year), key=revisions.rank)
    named = [d for d in kin if re.search(rf"(?<!\d){d.year}(?!\d)", question.text)]
    before = [d for d in kin if revisions.rank(d) < revisions.rank(document)]
    return (named or before[-1:] or kin[:1] or [None])[0]


def marked(evidence: Evidence, spans: Sequence[Span]) -> Evidence:
    """The evidence with these spans of its quote as the words that answer."""
    quote = evidence.quote
    focus = tuple((quote.start + start, quote.start + end) for start, end in spans)
    return replace(evidence, quote=replace(quote, focus=focus))
