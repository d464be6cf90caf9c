"""Whether a citation holds, worked out again from the catalogue, without the code that proved it."""

from __future__ import annotations

from bisect import bisect_right

from evals.folding import fold
from schema import Citation, Clause, Document, MapRun


def fault(citation: Citation, catalogue) -> str:
    """Why ``citation`` does not hold against ``catalogue``; "" when it does.

    It holds when the quote is the text at its offsets, the span lies in its clause or in the
    clause's heading, and the file's own characters behind the span are the same after folding,
    with nothing between them that the document does not account for.
    """
    try:
        clause = catalogue.clause(citation.clause.id)
        document = catalogue.document(clause.document_id)
    except KeyError:
        return "the clause is not in the index"
    start, end = citation.start, citation.end
    if citation.document.id != document.id:
        return "the clause is of another document"
    if not citation.quote.strip():
        return "the quote is empty"
    if not 0 <= start < end <= len(document.text):
        return "the span lies outside the document"
    if document.text[start:end] != citation.quote:
        return "the quote is not the text at its offsets"
    if not _inside(start, end, clause):
        return "the span lies outside the clause and its heading"
    return _source_fault(document, start, end)


def _inside(start: int, end: int, clause: Clause) -> bool:
    return (
        clause.start <= start < end <= clause.end or clause.heading_start <= start < end <= clause.heading_end
    )


def _source_fault(document: Document, start: int, end: int) -> str:
    """Compare ``text[start:end]`` with the file's characters that the map leads to."""
    pieces = [_piece(run, start, end) for run in _runs(document.source_map, start, end)]
    text = "".join(document.text[a:b] for a, b, _, _ in pieces)
    source = "".join(document.source[a:b] for _, _, a, b in pieces)
    if fold(document.text[start:end]) not in fold(text):
        return "the map to the file's characters has a hole"
    if fold(text) != fold(source):
        return "the file's own characters differ"
    for (_, _, _, left), (_, _, right, _) in zip(pieces, pieces[1:], strict=False):
        if left > right or not _accounted(document, left, right):
            return "characters of the file between the quoted ones are not accounted for"
    return ""


def _runs(source_map: tuple[MapRun, ...], start: int, end: int) -> tuple[MapRun, ...]:
    first = max(0, bisect_right(source_map, start, key=lambda run: run.start) - 1)
    last = bisect_right(source_map, end - 1, key=lambda run: run.start)
    return tuple(run for run in source_map[first:last] if run.start + run.length > start)


def _piece(run: MapRun, start: int, end: int) -> tuple[int, int, int, int]:
    """The part of ``run`` in ``[start, end)``: its span in the text and its span in the source.

    A run that was replaced whole (a ligature) is taken whole: its characters do not correspond.
    """
    if run.length != run.source_length:
        return run.start, run.start + run.length, run.source_start, run.source_start + run.source_length
    a, b = max(start, run.start), min(end, run.start + run.length)
    shift = run.source_start - run.start
    return a, b, a + shift, b + shift


def _accounted(document: Document, left: int, right: int) -> bool:
    """Whether each character of ``source[left:right]`` is blank, dropped by kind, or elsewhere in the text."""
    if not document.source[left:right].strip():
        return True
    known = [(d.source_start, d.source_end) for d in document.dropped]
    known += [(r.source_start, r.source_start + r.source_length) for r in document.source_map]
    covered = set()
    for a, b in known:
        covered.update(range(max(a, left), min(b, right)))
    return all(i in covered or document.source[i].isspace() for i in range(left, right))
