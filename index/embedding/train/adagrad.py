"""Adagrad on the rows that a batch touches (Duchi 2011, https://jmlr.org/papers/v12/duchi11a.html)."""

from __future__ import annotations

import numpy as np


class Adagrad:
    """Keeps the squared slopes of a table; ``step`` changes the given rows only."""

    def __init__(self, shape: tuple[int, ...], rate: float):
        self.rate = rate
        self.squares = np.zeros(shape, dtype=np.float32)

    def step(self, table: np.ndarray, rows: np.ndarray, slope: np.ndarray) -> None:
        """``rows`` are distinct; ``slope`` has one row for each."""
        squares = self.squares[rows] + slope**2
        self.squares[rows] = squares
        table[rows] -= self.rate * slope / (np.sqrt(squares) + 1e-10)
