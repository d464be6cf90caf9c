"""Clause vectors that know their place: a clause's own words, its document's title, its neighbours and its section.

"It shall report every year" says little alone; what stands around it says who and about what. The vectors of the
parts are added, which costs nothing at query time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np

from index.embedding import Embedding
from index.passage import passage, titled
from index.ragged import Ragged
from schema import Clause, DocumentInfo

# What the neighbours and the section count for beside the clause, chosen on development questions.
NEIGHBOURS = 0.5
SECTION = 0.8

Pair = tuple[DocumentInfo, Clause]


def batches(pairs: Sequence[Pair], size: int) -> Iterator[list[Pair]]:
    """``pairs`` in their order, ``size`` of them or more at a time, no document in two batches."""
    batch: list[Pair] = []
    for _, document in groupby(pairs, key=lambda pair: pair[0].id):
        batch += document
        if len(batch) >= size:
            yield batch
            batch = []
    if batch:
        yield batch


def vectors(embedding: Embedding, pairs: Sequence[Pair], pieces: Ragged | None = None) -> np.ndarray:
    """Normalised vectors of whole documents' clauses, shape (len(pairs), dimensions). ``pieces``: of the passages by
    this embedding, where they are known."""
    alone, found = _embedded(embedding, pairs, pieces)
    for start, end in _runs(pairs, lambda info, clause: info.id):
        found[start:end] += NEIGHBOURS * _normalised(_beside(alone[start:end]))
    for start, end in _runs(pairs, lambda info, clause: (info.id, clause.heading_start, clause.key.split(".")[0])):
        found[start:end] += SECTION * _normalised(alone[start:end].sum(axis=0, keepdims=True))
    return _normalised(found)


def _embedded(
    embedding: Embedding, pairs: Sequence[Pair], pieces: Ragged | None
) -> tuple[np.ndarray, np.ndarray]:
    """Vectors of the passages alone, and after their documents' titles."""
    sums = getattr(embedding, "sums", None)
    if sums is None or pieces is None:
        passages = [passage(info, clause) for info, clause in pairs]
    if sums is None:
        return embedding.embed(passages), embedding.embed([titled(info, clause) for info, clause in pairs])
    titles = [info.title or info.name for info, _ in pairs]  # where texts may be summed apart, each title is read once
    places = {title: place for place, title in enumerate(dict.fromkeys(titles))}
    rows = sums(passages) if pieces is None else embedding.sums_of(pieces)
    return _normalised(rows), _normalised(rows + sums(list(places))[[places[title] for title in titles]])


def _beside(rows: np.ndarray) -> np.ndarray:
    """For each row the sum of the one before and the one after."""
    out = np.zeros_like(rows)
    out[1:] += rows[:-1]
    out[:-1] += rows[1:]
    return out


def _runs(pairs: Sequence[Pair], key) -> Iterator[tuple[int, int]]:
    """Start and end of each run of pairs with the same key."""
    at = 0
    for _, run in groupby(pairs, key=lambda pair: key(*pair)):
        length = sum(1 for _ in run)
        yield at, at + length
        at += length


def _normalised(rows: np.ndarray) -> np.ndarray:
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
