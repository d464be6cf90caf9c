"""Many short rows of numbers in one array: the words of a hundred clauses are counted by a few calls and no loop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np


@dataclass(frozen=True, eq=False)
class Ragged:
    """Row i is ``values[ends[i]:ends[i + 1]]``; rows may be empty."""

    values: np.ndarray  # (all,)
    ends: np.ndarray  # (rows + 1,) int64, ascending from 0

    def __len__(self) -> int:
        return len(self.ends) - 1

    def __getitem__(self, row: int) -> np.ndarray:
        return self.values[self.ends[row] : self.ends[row + 1]]

    @cached_property
    def lengths(self) -> np.ndarray:
        """(rows,) int64."""
        return np.diff(self.ends)

    @cached_property
    def owners(self) -> np.ndarray:
        """(all,) the row of each value."""
        return np.repeat(np.arange(len(self)), self.lengths)

    def take(self, rows: np.ndarray) -> Ragged:
        """These rows, in the order asked for."""
        starts, lengths = self.ends[rows], self.ends[rows + 1] - self.ends[rows]
        ends = _ends(lengths)
        return Ragged(self.values[np.repeat(starts - ends[:-1], lengths) + np.arange(ends[-1])], ends)

    def greatest(self, columns: np.ndarray) -> np.ndarray:
        """(n, rows) the greatest of ``columns``, (n, all), in each row; 0 in an empty one."""
        found = np.zeros((len(columns), len(self)), dtype=columns.dtype)
        filled = np.flatnonzero(self.lengths)
        if len(filled):
            found[:, filled] = np.maximum.reduceat(columns, self.ends[filled], axis=1)
        return found


def of_rows(rows: Sequence[Sequence[int]], dtype) -> Ragged:
    """Rows of numbers as one array."""
    lengths = np.fromiter(map(len, rows), dtype=np.int64, count=len(rows))
    return Ragged(np.fromiter(chain.from_iterable(rows), dtype, count=int(lengths.sum())), _ends(lengths))


def joined(parts: Sequence[Ragged]) -> Ragged:
    """The rows of one after those of another."""
    values = np.concatenate([part.values for part in parts])
    return Ragged(values, _ends(np.concatenate([part.lengths for part in parts])))


def _ends(lengths: np.ndarray) -> np.ndarray:
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths, dtype=np.int64)])
