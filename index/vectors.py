"""The vectors of one language's clauses as one array, so that any part of them can be searched exactly.

Chroma holds them too; from there 100,000 take five seconds to read, from here none: the file is mapped.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path

import numpy as np

EXACT_UP_TO = 300_000  # rows searched whole, in 12 ms for each 100,000 of 256 dimensions; above, by Chroma's graph
DECIMALS = 6  # cosines are compared after rounding: float32 holds no more
_DENSE = 0.2  # share of the rows from which multiplying all is faster than gathering some


class Vectors:
    """Read side of one language. Safe from several threads: nothing in it changes."""

    def __init__(self, folder: Path):
        self._ids: list[str] = json.loads((folder / "ids.json").read_text(encoding="utf-8"))
        self._rows = np.load(folder / "vectors.npy", mmap_mode="r")

    def __len__(self) -> int:
        return len(self._ids)

    def search(self, vector: np.ndarray, k: int, rows: np.ndarray | None = None) -> list[tuple[str, float]]:
        """The k clauses nearest to a normalised vector, shape (dimensions,), with their cosines, ties by id.

        ``rows``: search these alone, ascending places among the ids in order.
        """
        vector = np.asarray(vector, dtype=np.float32)
        if rows is None or len(rows) > _DENSE * len(self._ids):
            cosines = np.asarray(self._rows @ vector)
            cosines = cosines if rows is None else cosines[rows]
        else:
            cosines = np.asarray(self._rows[rows] @ vector)
        best = nearest(cosines, k)
        return [(self._ids[i if rows is None else rows[i]], score) for i, score in best]

    def score(self, vector: np.ndarray, ids: Sequence[str]) -> list[tuple[str, float]]:
        """The cosines of the given clauses, best first; ids that are not held are left out."""
        places = ((bisect_left(self._ids, clause_id), clause_id) for clause_id in set(ids))
        rows = sorted(row for row, clause_id in places if self._ids[row : row + 1] == [clause_id])
        return self.search(vector, len(rows), np.array(rows, dtype=np.int64))


def nearest(cosines: np.ndarray, k: int) -> list[tuple[int, float]]:
    """(place, cosine) of the k greatest cosines, rounded; of equal ones the first come first."""
    if k <= 0 or not len(cosines):
        return []
    cosines = np.round(cosines, DECIMALS)
    if k < len(cosines):
        least = np.partition(cosines, len(cosines) - k)[len(cosines) - k]
        among = np.flatnonzero(cosines >= least)
    else:
        among = np.arange(len(cosines))
    best = among[np.argsort(-cosines[among], kind="stable")][:k]
    return [(int(i), float(cosines[i])) for i in best]


def write(folder: Path, ids: Sequence[str], vectors: np.ndarray) -> None:
    """Save the vectors, shape (len(ids), dimensions), in the order of their ids."""
    order = sorted(range(len(ids)), key=ids.__getitem__)
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / "vectors.npy", np.asarray(vectors, dtype=np.float32)[order])
    (folder / "ids.json").write_text(json.dumps([ids[i] for i in order]), encoding="utf-8")
