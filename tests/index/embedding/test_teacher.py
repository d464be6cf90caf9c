"""Lessons of a teacher, on made-up vectors."""

import numpy as np
import pytest

from errors import BadInput
from index.embedding.train.adagrad import Adagrad
from index.embedding.train.ragged import from_lists
from index.embedding.train.teacher import Lessons, lesson, lesson_step, read_lessons

TEXTS = from_lists([[1, 2], [3, 4], [5, 6], [7, 8]])
# The first text is like the second, the third like the fourth.
VECTORS = np.array([[1, 0], [0.96, 0.28], [0, 1], [0.28, 0.96]], dtype=np.float32)


def likenesses(table):
    unit = np.array([table[of].sum(axis=0) for of in TEXTS.lists()])
    unit /= np.linalg.norm(unit, axis=1, keepdims=True)
    return unit @ unit.T


def test_texts_come_to_be_alike_as_the_teacher_finds_them():
    table = np.random.default_rng(3).standard_normal((9, 8)).astype(np.float32)
    losses = [lesson_step(table, TEXTS, VECTORS, optimizer) for optimizer in [Adagrad(table.shape, 0.1)] * 60]
    assert losses[-1] < 0.2 * losses[0]
    cosines = likenesses(table)
    assert cosines[0, 1] > cosines[0, 2] + 0.2 and cosines[2, 3] > cosines[0, 3] + 0.2


def test_the_slope_against_differences_of_the_loss():
    class Recorder:
        def step(self, table, rows, slope):
            self.slope = np.zeros_like(table)
            self.slope[rows] = slope

    table, recorder = 1 + 0.3 * np.random.default_rng(4).standard_normal((9, 3)), Recorder()
    lesson_step(table, TEXTS, VECTORS, recorder)
    for place in ((1, 0), (5, 2)):
        moved = [table.copy(), table.copy()]
        moved[0][place] += 1e-4
        moved[1][place] -= 1e-4
        up, down = (lesson_step(of, TEXTS, VECTORS, Recorder()) for of in moved)
        assert recorder.slope[place] == pytest.approx((up - down) / 2e-4, rel=0.02, abs=1e-4)


def test_a_lesson_is_texts_and_those_near_them():
    chance = np.random.default_rng(5)
    vectors = chance.standard_normal((400, 5)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    texts, drawn = lesson(Lessons(from_lists([[n] for n in range(400)]), vectors), chance)
    assert np.array_equal(vectors[texts.ids], drawn)
    others = drawn @ drawn.T - 2 * np.eye(len(drawn))
    assert others.max(axis=1).mean() > (vectors @ vectors.T - 2 * np.eye(400))[:64, 64:128].max(axis=1).mean()


def encode(texts):
    return from_lists([[1] * len(text.split()) for text in texts])


def test_what_was_written_is_read(tmp_path):
    vectors = np.array([[1, 0], [0, 1], [0.6, 0.8], [0.8, -0.6]], dtype=np.float16)
    np.savez(tmp_path / "t.npz", texts=np.array("a text\nanother\nword\nverb"), vectors=vectors, sentences=2)
    sentences, words = read_lessons(tmp_path / "t.npz", encode)
    assert sentences.texts.lists() == [[1, 1], [1]] and sentences.vectors.tolist() == [[1, 0], [0, 1]]
    assert words.vectors @ words.vectors.T == pytest.approx(np.array([[1, -1], [-1, 1]]), abs=1e-3)


@pytest.mark.parametrize("content", [None, b"", b"PK no archive"])
def test_a_file_that_is_none_is_told(tmp_path, content):
    if content is not None:
        (tmp_path / "t.npz").write_bytes(content)
    with pytest.raises(BadInput, match="train.teacher"):
        read_lessons(tmp_path / "t.npz", encode)
