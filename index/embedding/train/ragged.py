"""Many token lists of different lengths as one flat array, and sums over them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Ragged:
    """n lists: list i is ``ids[starts[i]:starts[i + 1]]``; starts has n + 1 entries."""

    ids: np.ndarray  # int32
    starts: np.ndarray  # int64

    def __len__(self) -> int:
        return len(self.starts) - 1

    def lengths(self) -> np.ndarray:
        return np.diff(self.starts)

    def lists(self) -> list[list[int]]:
        return [part.tolist() for part in np.split(self.ids, self.starts[1:-1])] if len(self) else []

    def take(self, rows: np.ndarray, limit: int | None = None) -> Ragged:
        """These rows in this order, each cut to ``limit`` tokens."""
        lengths = self.lengths()[rows]
        if limit is not None:
            lengths = np.minimum(lengths, limit)
        starts = np.concatenate([[0], np.cumsum(lengths)])
        places = np.arange(starts[-1]) + np.repeat(self.starts[rows] - starts[:-1], lengths)
        return Ragged(self.ids[places], starts)

    def padded(self, fill: int) -> np.ndarray:
        """(n, longest) ids, filled up with ``fill``."""
        lengths = self.lengths()
        grid = np.full((len(self), max(1, lengths.max(initial=1))), fill, dtype=np.int64)
        grid[np.arange(grid.shape[1]) < lengths[:, None]] = self.ids
        return grid


def from_lists(lists: list[list[int]]) -> Ragged:
    starts = np.concatenate([[0], np.cumsum([len(x) for x in lists], dtype=np.int64)])
    ids = np.fromiter((i for x in lists for i in x), dtype=np.int32, count=int(starts[-1]))
    return Ragged(ids, starts)


def join(parts: list[Ragged]) -> Ragged:
    lengths = np.concatenate([part.lengths() for part in parts])
    return Ragged(np.concatenate([part.ids for part in parts]), np.concatenate([[0], np.cumsum(lengths)]))


def segment_sums(values: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """(n, d) sums of the rows of ``values`` by segment; an empty segment sums to zero."""
    sums = np.zeros((len(starts) - 1, *values.shape[1:]), dtype=values.dtype)
    filled = np.diff(starts) > 0
    if filled.any():
        sums[filled] = np.add.reduceat(values, starts[:-1][filled], axis=0)
    return sums


def scatter_sums(ids: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The distinct ids, ascending, and the sum of the rows of ``values`` for each."""
    order = np.argsort(ids, kind="stable")
    ordered = ids[order]
    firsts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    return ordered[firsts], np.add.reduceat(values[order], firsts, axis=0)
