"""Proof of citations: a quote is the source's own characters at known offsets, or it is not shown.

Pure: what is proved is proved from the document and the clause alone, not from what made the quote.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from schema import Citation, Clause, Document, Rejected, Statement


@dataclass(frozen=True)
class Quote:
    """A quote that somebody proposes: a span of the document said to lie in a clause or its heading."""

    clause: Clause
    start: int
    end: int
    text: str
    focus: tuple[tuple[int, int], ...] = ()  # spans in Document.text of the words that answer
    context: bool = False  # quoted only for the sake of the first of its draft that is not


@dataclass(frozen=True)
class Draft:
    """A statement before it is proved, with the quotes that must carry it, in the order in which it shows them."""

    text: str
    quotes: tuple[Quote, ...]  # one at least is no context


@dataclass(frozen=True)
class Proven:
    """The statements that hold, their citations, and the quotes that did not."""

    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    rejected: tuple[Rejected, ...]


def quote_span(clause: Clause, start: int, end: int, focus=()) -> Quote:
    """The quote of a span of the clause's own text, offsets in Document.text."""
    return Quote(clause, start, end, clause.text[start - clause.start : end - clause.start], tuple(focus))


def find(clause: Clause, words: str) -> Quote | None:
    """The first place where ``words`` stand verbatim in the clause or its heading, or None."""
    at = clause.text.find(words) if words else -1
    if at >= 0:
        return Quote(clause, clause.start + at, clause.start + at + len(words), words)
    at = clause.heading.find(words) if words else -1
    if at >= 0:
        return Quote(clause, clause.heading_start + at, clause.heading_start + at + len(words), words)
    return None


def fault(quote: Quote, document: Document) -> str:
    """Why the quote is not proved, in a few words; "" when it is."""
    clause = quote.clause
    if clause.document_id != document.id:
        return "the clause is another document's"
    if document.text[clause.start : clause.end] != clause.text:
        return "the clause is not at its place in the document"
    if not quote.text.strip() or document.text[quote.start : quote.end] != quote.text:
        return "the words are not at that place in the document"
    in_clause = clause.start <= quote.start and quote.end <= clause.end
    in_heading = clause.heading_start <= quote.start and quote.end <= clause.heading_end
    if not (in_clause or in_heading):
        return "the words stand outside the clause"
    if any(not quote.start <= start < end <= quote.end for start, end in quote.focus):
        return "the marked words stand outside the quote"
    source = "".join(document.source[s:e] for s, e in document.source_spans(quote.start, quote.end))
    if _bare(source) != _bare(quote.text):
        return "the file's own characters are others"
    return ""


def prove(drafts: list[Draft], documents: dict[str, Document], first: int = 1) -> Proven:
    """Keep the drafts whose quotes all hold; number their citations from ``first`` in reading order. What is quoted for
    the sake of another goes with it, under its number.

    ``documents`` maps the id of each quoted clause's document to that document, with its text.
    """
    statements: list[Statement] = []
    citations: list[Citation] = []
    rejected: list[Rejected] = []
    for draft in drafts:
        faults = [(quote, fault(quote, documents[quote.clause.document_id])) for quote in draft.quotes]
        failed = [Rejected(quote.clause.id, quote.text, why) for quote, why in faults if why]
        if failed or not draft.quotes:
            rejected.extend(failed)
            continue
        cited = _cited(draft, documents, first + len(citations))
        statements.append(Statement(draft.text, tuple(c.marker for c in cited)))
        citations += cited
    return Proven(tuple(statements), tuple(citations), tuple(rejected))


def _cited(draft: Draft, documents: dict[str, Document], marker: int) -> list[Citation]:
    """The citations of a draft that holds, numbered from ``marker``; its context goes with the first."""

    def citation(quote: Quote, marker: int, context: tuple[Citation, ...] = ()) -> Citation:
        document = documents[quote.clause.document_id].info
        return Citation(marker, quote.clause, document, quote.text, quote.start, quote.end, quote.focus, context)

    context = tuple(citation(quote, marker) for quote in draft.quotes if quote.context)
    main = [quote for quote in draft.quotes if not quote.context]
    return [citation(quote, marker + n, context if n == 0 else ()) for n, quote in enumerate(main)]


def _bare(text: str) -> str:
    """The characters that cleaning may not change: NFKC, without white space and soft hyphens."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(c for c in folded if not c.isspace() and c not in "\u00ad\u200b\ufeff")
