"""The invariants of a document and its clauses, checked each time one is built."""

from __future__ import annotations

import re

from errors import BadFile
from ingest import articles, labels, numbered
from schema import Clause, Document

_OUTSIDE = re.compile(r"^[\s,:;.•·–—،，：\-*|]*")


def check(document: Document, clauses: tuple[Clause, ...]) -> None:
    """Raise errors.BadFile, naming the file, when an invariant does not hold."""
    wrong = _spans(document, clauses) or _ids(clauses) or _map(document) or _gaps(document, clauses)
    if wrong:
        raise BadFile(f"its clauses could not be read ({wrong})", where=document.file,
                      do="This is a fault of the program: please report it with the file")


def _spans(document: Document, clauses: tuple[Clause, ...]) -> str:
    at = 0
    for clause in clauses:
        if document.text[clause.start:clause.end] != clause.text or not clause.text.strip():
            return f"the span of {clause.id} does not hold its text"
        if clause.start < at:
            return f"{clause.id} overlaps the clause before it"
        at = clause.end
        printed = " ".join(document.text[clause.heading_start:clause.heading_end].split())
        if printed != clause.heading:
            return f"the heading of {clause.id} is not at its span"
    return ""


def _ids(clauses: tuple[Clause, ...]) -> str:
    ids = [c.id for c in clauses]
    if len(set(ids)) != len(ids):
        return "two clauses have one id"
    known = set(ids)
    for clause in clauses:
        if clause.parent_id and clause.parent_id not in known:
            return f"{clause.id} stands under a clause that is not there"
        if any(f.clause_id not in known for f in clause.footnotes):
            return f"{clause.id} calls a footnote that is not there"
    return ""


def _map(document: Document) -> str:
    """Runs cover the text; runs and dropped cover the source exactly once."""
    at, spans = 0, [(d.source_start, d.source_end) for d in document.dropped]
    for run in document.source_map:
        if run.start != at:
            return f"the map leaves a gap at {at}"
        at += run.length
        if run.source_length:
            spans.append((run.source_start, run.source_start + run.source_length))
    if at != len(document.text):
        return "the map does not cover the text"
    at = 0
    for start, end in sorted(spans):
        if start != at:
            return f"the source is not accounted for at {at}"
        at = end
    return "" if at == len(document.source) else "the source is not accounted for at its end"


def _gaps(document: Document, clauses: tuple[Clause, ...]) -> str:
    """What stands between clauses is a heading, a label or white space."""
    headings = sorted({(c.heading_start, c.heading_end) for c in clauses if c.heading_end})
    at = 0
    edges = sorted([(c.start, c.end) for c in clauses] + headings)
    for start, end in [*edges, (len(document.text), len(document.text))]:
        if start > at and not _is_label(document.text[at:start]):
            return f"{document.text[at:start].strip()[:40]!r} is in no clause"
        at = max(at, end)
    return ""


def _is_label(between: str) -> bool:
    """Whether ``between`` is labels only: a marginal number, a number and a letter may stand together."""
    rest = _OUTSIDE.sub("", between, count=1)
    for _ in range(4):
        label = labels.read(rest + " ")
        number = articles.DASHED.match(rest) or articles.SEVERAL.match(rest) or numbered.NUMBER.match(rest + " .") or articles.NUMBER.match(rest + " ")
        end = max(label.end if label else 0, number.end() if number else 0)
        if not end:
            break
        rest = _OUTSIDE.sub("", rest[end:], count=1)
    return not rest
