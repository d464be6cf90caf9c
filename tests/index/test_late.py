"""Late interaction by vectors small enough to work out by hand, and by the real words."""

from types import SimpleNamespace

import numpy as np
import pytest

from index import ragged
from index.embedding import load
from index.embedding.builtin import WORD
from index.late import late

X, Y, DIAGONAL, BACK = 1, 2, 3, 4  # rows of the table
VECTORS = {X: (1, 0), Y: (0, 1), DIAGONAL: (0.6, 0.8), BACK: (-1, 0)}


def word_vectors(rows):
    sums = np.array([np.sum([VECTORS[row] for row in rows[at].tolist()], axis=0) for at in range(len(rows))]).reshape(-1, 2)
    return sums / np.linalg.norm(sums, axis=1, keepdims=True)


def met(question, *passages):
    """``question``: rows of the table; each passage: words, a row or several each."""
    rows = [[n for word in passage for n in spelt(word)] for passage in passages]
    asked = np.array([VECTORS[row] for row in question], dtype=np.float32).reshape(-1, 2)
    return late(asked, ragged.of_rows(rows, np.uint32), SimpleNamespace(word_vectors=word_vectors))


def spelt(word):
    first, *more = word if isinstance(word, tuple) else (word,)
    return [first | int(WORD), *more]


def test_each_word_of_the_question_takes_its_best_match():
    found = met([X, Y], [DIAGONAL, BACK], [X, Y])
    np.testing.assert_allclose(found.best, [[0.6, 1], [0.8, 1]], atol=1e-6)
    assert found.places(0) == [0, 0] and found.places(1) == [0, 1]


def test_opposites_are_less_than_nothing():
    assert met([X], [BACK]).best.tolist() == [[-1]]


def test_of_equal_words_the_first():
    assert met([X], [Y, X, X]).places(0) == [1]


def test_a_word_of_several_pieces_is_their_sum():
    found = met([X, Y], [(X, Y), BACK], [(X, Y, X, Y, Y, X), (X, Y, X, Y, Y, X)], [X, Y])
    np.testing.assert_allclose(found.best, [[0.7071, 0.7071, 1]] * 2, atol=1e-3)
    assert found.lengths.tolist() == [2, 2, 2]


def test_a_passage_without_words_is_met_by_nothing():
    found = met([X], [], [X], [])
    assert found.best.tolist() == [[0, 1, 0]]
    assert (found.places(0), found.places(1)) == ([], [0])


def test_a_question_without_words():
    assert met([], [X], []).best.shape == (0, 2)


def test_what_a_passage_meets_does_not_depend_on_the_others():
    passages = [[DIAGONAL, Y], [X], [Y, (X, X), DIAGONAL]]
    together = met([X, DIAGONAL], *passages)
    for at, passage in enumerate(passages):
        np.testing.assert_allclose(together.best[:, at], met([X, DIAGONAL], passage).best[:, 0], atol=1e-6)


@pytest.mark.parametrize("question, word, clause, same", [
    ("Who elects the chair?", "chair", "Le comité élit son président pour deux ans.", "président"),
    ("Comment payer la licence ?", "payer", "A licence is granted against payment of a fee.", "payment"),
])  # fmt: skip
def test_words_meet_across_languages(question, word, clause, same):
    embedding = load("builtin")
    asked = embedding.tokens([question])[0]
    place = late(asked.vectors, embedding.pieces([clause]), embedding).places(0)
    spans = embedding.word_spans(clause)
    said = {question[a:b]: clause[slice(*spans[p])] for (a, b), p in zip(asked.spans, place, strict=True)}
    assert said[word] == same
