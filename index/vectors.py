"""The vectors of one language's clauses as one array, so that any part of them can be searched exactly.

Chroma holds them too; from there 100,000 take five seconds to read, from here none: the file is mapped. All are
compared with a question, in 12 ms for each 100,000 of 256 dimensions; above ``exact_up_to`` Chroma's graph proposes.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path

import numpy as np

DECIMALS = 6  # cosines are compared after rounding: float32 holds no more
_AT_A_TIME = 20_000  # rows gathered in memory when a language is written
_DENSE = 0.2  # share of the rows from which multiplying all is faster than gathering some


class Vectors:
    """Read side of one language. Safe from several threads: nothing in it changes."""

    def __init__(self, folder: Path):
        self._ids: list[str] = json.loads((folder / "ids.json").read_text(encoding="utf-8"))
        self._rows = np.load(folder / "vectors.npy", mmap_mode="r")

    def __len__(self) -> int:
        return len(self._ids)

    def all(self) -> tuple[list[str], np.ndarray]:
        """Ids and vectors of all clauses, shape (clauses, dimensions), by id; the array is mapped, not read."""
        return self._ids, self._rows

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
    _write(folder, [(list(ids), np.asarray(vectors, dtype=np.float32), range(len(ids)))])


class Spool:
    """Ids and vectors of one language as they come, kept on disk; ``finish`` puts them in order beside those of an
    earlier index."""

    def __init__(self, folder: Path):
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._count = folder, 0
        self._gone: dict[str, int] = {}  # id -> how many had come when it was taken out
        self._rows = open(folder / "vectors.part", "w+b")  # noqa: SIM115 - until finish() or close()
        self._ids = open(folder / "ids.part", "w+", encoding="utf-8")  # noqa: SIM115

    def add(self, ids: Sequence[str], vectors: np.ndarray) -> None:
        """Put in vectors, shape (len(ids), dimensions)."""
        if len(ids):
            self._count += len(ids)
            self._ids.write(json.dumps(list(ids)) + "\n")
            self._rows.write(np.ascontiguousarray(vectors, dtype="<f4"))

    def drop(self, ids: Sequence[str]) -> None:
        """Take out what has come with these ids, now or in the earlier index."""
        self._gone.update(dict.fromkeys(ids, self._count))

    def finish(self, base: Path | None) -> None:
        """Write what ``Vectors`` reads, with what is left of the folder ``base``."""
        parts = []
        if base is not None and (base / "ids.json").exists():
            earlier = Vectors(base)
            kept = [i for i, clause_id in enumerate(earlier._ids) if clause_id not in self._gone]
            parts.append((earlier._ids, earlier._rows, kept))
        if self._count:
            self._rows.flush()
            self._ids.seek(0)
            ids = [clause_id for line in self._ids for clause_id in json.loads(line)]
            rows = np.memmap(self._folder / "vectors.part", dtype="<f4", mode="r").reshape(len(ids), -1)
            parts.append((ids, rows, [i for i, clause_id in enumerate(ids) if i >= self._gone.get(clause_id, 0)]))
        _write(self._folder, parts)
        self.close()

    def close(self) -> None:
        """Remove what was kept for the time being."""
        for file, name in ((self._rows, "vectors.part"), (self._ids, "ids.part")):
            file.close()
            (self._folder / name).unlink(missing_ok=True)


def _write(folder: Path, parts: Sequence[tuple[Sequence[str], np.ndarray, Sequence[int]]]) -> None:
    """Save rows of several arrays, each with its ids and the places to take, in the order of their ids."""
    places = [(part, place) for part, (_, _, kept) in enumerate(parts) for place in kept]
    places.sort(key=lambda p: parts[p[0]][0][p[1]])
    folder.mkdir(parents=True, exist_ok=True)
    if places:
        _gather(folder / "vectors.npy", [rows for _, rows, _ in parts], np.array(places, dtype=np.int64))
    (folder / "ids.json").write_text(json.dumps([parts[part][0][place] for part, place in places]), encoding="utf-8")


def _gather(target: Path, arrays: Sequence[np.ndarray], places: np.ndarray) -> None:
    """Write the rows at ``places``, shape (rows, 2): which array, and where in it. So many at a time."""
    dimensions = arrays[0].shape[1]
    with open(target, "wb") as file:
        head = {"descr": "<f4", "fortran_order": False, "shape": (len(places), dimensions)}
        np.lib.format.write_array_header_1_0(file, head)
        for start in range(0, len(places), _AT_A_TIME):
            chosen = places[start : start + _AT_A_TIME]
            rows = np.empty((len(chosen), dimensions), dtype="<f4")
            for part, array in enumerate(arrays):
                here = chosen[:, 0] == part
                rows[here] = array[chosen[here, 1]]
            file.write(rows)
