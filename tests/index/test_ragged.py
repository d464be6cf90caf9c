"""Rows of different lengths in one array."""

import numpy as np

from index import ragged

ROWS = ragged.of_rows([[3, 1], [], [7], [2, 2, 9]], np.int64)


def test_rows_come_back():
    assert [ROWS[at].tolist() for at in range(len(ROWS))] == [[3, 1], [], [7], [2, 2, 9]]
    assert (ROWS.lengths.tolist(), ROWS.owners.tolist()) == ([2, 0, 1, 3], [0, 0, 2, 3, 3, 3])


def test_rows_are_taken_in_the_order_asked_for():
    taken = ROWS.take(np.array([3, 1, 0, 3]))
    assert [taken[at].tolist() for at in range(4)] == [[2, 2, 9], [], [3, 1], [2, 2, 9]]
    assert len(ROWS.take(np.array([], dtype=np.int64))) == 0


def test_the_greatest_of_each_row():
    assert ROWS.greatest(np.stack([ROWS.values, -ROWS.values])).tolist() == [[3, 0, 7, 9], [-1, 0, -7, -2]]


def test_one_after_the_other():
    both = ragged.joined([ROWS, ragged.of_rows([[5]], np.int64)])
    assert [both[at].tolist() for at in range(5)] == [[3, 1], [], [7], [2, 2, 9], [5]]
