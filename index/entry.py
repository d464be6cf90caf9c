"""A document on its way into the index: all that is written of it, made apart from the process that writes.

What costs (compressing, finding citations and mandates, vectors, words) is done where the text was read;
what is left for the writer is to put rows into tables. Entries travel between processes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from index import catalogue, contextual, passages, ragged
from index.catalogue_writer import Rows, digest, rows_of
from index.embedding import Embedding, words_of
from index.passage import around, passage
from index.passages import Words
from index.terms import line
from schema import Clause, Document, DocumentInfo


@dataclass(frozen=True, eq=False)
class Entry:
    """A document with its clauses, as the catalogue's rows. ``vectors``: of its clauses in their order, shape
    (clauses, dimensions); ``words``: of what stands around them, then of each. Both None where the writer is to make
    them."""

    info: DocumentInfo
    warnings: tuple[str, ...]
    digest: str  # equal for equal documents with equal clauses
    ids: tuple[str, ...]  # of its clauses, in their order
    rows: Rows
    terms: tuple[str, ...]  # of each clause, as terms.line gives them
    vectors: np.ndarray | None = None
    words: Words | None = None

    @cached_property
    def made(self) -> tuple[Document, tuple[Clause, ...]]:
        """The document and its clauses."""
        _, *packed = self.rows["texts"][0]
        document = catalogue.document_of(self.info, packed, self.warnings)
        return document, tuple(map(catalogue.clause_of, self.rows["clauses"]))

    def __getstate__(self) -> dict:
        return {name: value for name, value in vars(self).items() if name != "made"}


def make(document: Document, clauses: Sequence[Clause]) -> Entry:
    """The entry of a document."""
    value = digest(document, clauses)
    info, ids = document.info, tuple(clause.id for clause in clauses)
    terms = tuple(line(passage(info, clause), document.language) for clause in clauses)
    entry = Entry(info, document.warnings, value, ids, rows_of(document, clauses, value), terms)
    vars(entry)["made"] = (document, tuple(clauses))  # known here; elsewhere it is read from the rows
    return entry


def embedded(embedding: Embedding, entries: Sequence[Entry]) -> list[Entry]:
    """The entries with their vectors and words."""
    pairs = [[(entry.info, clause) for clause in entry.made[1]] for entry in entries]
    words = [_words(embedding, entry.info, own) for entry, own in zip(entries, pairs, strict=True)]
    pieces = None
    if words_of(embedding) is embedding:  # the vectors are sums over the same pieces
        pieces = ragged.joined([found.pieces.take(np.arange(1, len(found))) for found in words])
    found = contextual.vectors(embedding, [pair for own in pairs for pair in own], pieces)
    vectors = np.split(found, np.cumsum([len(own) for own in pairs])[:-1])
    return [replace(e, vectors=v, words=w) for e, v, w in zip(entries, vectors, words, strict=True)]


def _words(embedding: Embedding, info: DocumentInfo, pairs: Sequence[contextual.Pair]) -> Words:
    texts = [around(info), *(passage(*pair) for pair in pairs)]
    return passages.read(texts, info.language, words_of(embedding))
