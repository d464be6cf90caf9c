"""Slopes of both objectives against differences of the loss."""

import numpy as np
import pytest

from index.embedding.train.adagrad import Adagrad
from index.embedding.train.late import late_step
from index.embedding.train.means import means_step
from index.embedding.train.ragged import Ragged, from_lists, join, scatter_sums, segment_sums

LEFT = from_lists([[1, 2], [3, 3, 4], [5]])
RIGHT = from_lists([[6, 1, 7], [8, 9], [2, 7, 9, 6]])


class Recorder(Adagrad):
    """Keeps the slope and changes nothing."""

    def __init__(self, shape):
        self.slope = np.zeros(shape)

    def step(self, table, rows, slope):
        self.slope[rows] += slope


def means_loss(table, log_rarity, recorders):
    return means_step(table, LEFT, RIGHT, recorders[0], temperature=0.3)


def late_loss(table, log_rarity, recorders):
    return late_step(table, log_rarity, LEFT, RIGHT, recorders)


@pytest.mark.parametrize("loss", [means_loss, late_loss])
def test_slopes(loss):
    rng = np.random.default_rng(3)
    arrays = rng.standard_normal((10, 4)), 0.3 * rng.standard_normal((10, 1))
    recorders = Recorder((10, 4)), Recorder((10, 1))
    loss(*arrays, recorders)
    for array, recorder in zip(arrays, recorders, strict=True):
        expected = np.zeros_like(array)
        for place in np.ndindex(array.shape):
            for sign in (1, -1):
                array[place] += sign * 1e-4
                expected[place] += sign * loss(*arrays, (Recorder((10, 4)), Recorder((10, 1)))) / 2e-4
                array[place] -= sign * 1e-4
        np.testing.assert_allclose(recorder.slope, expected, atol=2e-3)
    assert np.abs(recorders[0].slope).max() > 0.01


def test_steps_bring_the_right_pairs_together():
    rng = np.random.default_rng(0)
    table, weights = rng.standard_normal((10, 4)).astype(np.float32), np.zeros((10, 1), np.float32)
    optimizers = Adagrad(table.shape, 0.1), Adagrad(weights.shape, 0.1)
    losses = [late_step(table, weights, LEFT, RIGHT, optimizers) for _ in range(30)]
    assert losses[-1] < 0.5 * losses[0]


def test_ragged():
    lists = [[1, 2, 3], [], [4]]
    texts = from_lists(lists)
    assert texts.lists() == lists
    assert texts.take(np.array([2, 0]), limit=2).lists() == [[4], [1, 2]]
    assert join([texts, from_lists([[5]])]).lists() == [*lists, [5]]
    assert texts.padded(fill=9).tolist() == [[1, 2, 3], [9, 9, 9], [4, 9, 9]]
    assert from_lists([]).lists() == []


def test_sums():
    values = np.arange(8, dtype=float).reshape(4, 2)
    texts = Ragged(np.array([7, 3, 7, 1]), np.array([0, 3, 3, 4]))
    assert segment_sums(values, texts.starts).tolist() == [[6, 9], [0, 0], [6, 7]]
    ids, sums = scatter_sums(texts.ids, values)
    assert ids.tolist() == [1, 3, 7]
    assert sums.tolist() == [[6, 7], [2, 3], [4, 6]]
