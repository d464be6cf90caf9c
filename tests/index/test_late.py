"""Late interaction on vectors small enough to work out by hand."""

import numpy as np
import pytest

from index.embedding import TokenVectors, load
from index.late import LateScorer


def tokens(*vectors, weights=None):
    array = np.array(vectors, dtype=np.float32).reshape(-1, 2)
    spans = np.array([(n, n + 1) for n in range(len(array))], dtype=np.int64).reshape(-1, 2)
    return TokenVectors(spans, array, np.array(weights or [1.0] * len(array), dtype=np.float32))


X, Y, DIAGONAL = (1, 0), (0, 1), (0.6, 0.8)


def test_best_match_squared_weighted_and_shortened():
    question = tokens(X, Y, weights=[3, 1])
    match = LateScorer().score(question, [tokens(DIAGONAL, (-1, 0))])[0]
    matched = 3 * 0.6**2 + 1 * 0.8**2
    assert match.score == pytest.approx(matched / np.log(22))
    assert match.coverage == pytest.approx(matched / 4)
    assert [(m.clause_token, pytest.approx(m.cosine), m.weight) for m in match.best] == [(0, 0.6, 3), (0, 0.8, 1)]


def test_opposites_count_nothing():
    match = LateScorer().score(tokens(X), [tokens((-1, 0))])[0]
    assert (match.score, match.coverage) == (0, 0)
    assert match.best[0].cosine == pytest.approx(-1)


def test_first_of_equal_tokens():
    assert LateScorer().score(tokens(X), [tokens(Y, X, X)])[0].best[0].clause_token == 1


def test_order_is_kept_and_empty_clauses_score_zero():
    matches = LateScorer().score(tokens(X), [tokens(), tokens(X), tokens(), tokens(DIAGONAL), tokens()])
    assert [m.score > 0 for m in matches] == [False, True, False, True, False]
    assert matches[1].score > matches[3].score
    assert matches[0].best == ()


def test_question_without_tokens():
    assert [m.score for m in LateScorer().score(tokens(), [tokens(X), tokens()])] == [0, 0]
    assert LateScorer().score(tokens(X), []) == []


def test_a_longer_clause_with_the_same_match_scores_less():
    short, long = LateScorer().score(tokens(X), [tokens(X, Y), tokens(X, *[Y] * 50)])
    assert short.coverage == long.coverage
    assert short.score > long.score


def test_scores_do_not_depend_on_the_other_clauses():
    clauses = [tokens(DIAGONAL, Y), tokens(X), tokens(Y, X, DIAGONAL)]
    together = LateScorer().score(tokens(X, DIAGONAL), clauses)
    alone = [LateScorer().score(tokens(X, DIAGONAL), [clause])[0] for clause in clauses]
    assert [m.best for m in together] == [m.best for m in alone]


def test_shows_which_words_met_across_languages():
    embedding = load("builtin")
    question, clause = "Who elects the chair?", "Le comité élit son président pour deux ans."
    q, c = embedding.tokens([question])[0], embedding.tokens([clause])[0]
    met = {
        question[a:b]: clause[slice(*c.spans[m.clause_token])]
        for (a, b), m in zip(q.spans, LateScorer().score(q, [c])[0].best, strict=True)
    }
    assert met["chair"] == "président"
