import numpy as np
import pytest

from index import vectors
from index.vectors import Vectors, nearest, write

RNG = np.random.default_rng(3)
IDS = [f"c{i:03}" for i in range(200)]
ROWS = RNG.standard_normal((200, 8)).astype(np.float32)
ROWS /= np.linalg.norm(ROWS, axis=1, keepdims=True)
ROWS[150] = ROWS[20]  # a tie
QUESTION = ROWS[20]


@pytest.fixture
def held(tmp_path):
    order = RNG.permutation(200)
    write(tmp_path, [IDS[i] for i in order], ROWS[order])
    return Vectors(tmp_path)


def expected(places, k):
    cosines = {IDS[i]: float(np.round(ROWS[i] @ QUESTION, vectors.DECIMALS)) for i in places}
    return sorted(cosines.items(), key=lambda pair: (-pair[1], pair[0]))[:k]


def test_all_are_searched_exactly_and_ties_go_by_id(held):
    found = held.search(QUESTION, 10)
    assert found == [(i, pytest.approx(s, abs=2e-6)) for i, s in expected(range(200), 10)]
    assert [i for i, _ in found[:2]] == ["c020", "c150"]


@pytest.mark.parametrize("places", [[5], [1, 20, 150, 199], list(range(0, 200, 7)), list(range(0, 200, 2))])
def test_of_some_rows_the_best_are_found_whether_few_or_many(held, places):
    found = held.search(QUESTION, 3, np.array(places))
    assert found == [(i, pytest.approx(s, abs=2e-6)) for i, s in expected(places, 3)]


def test_given_clauses_are_scored_and_unknown_ones_left_out(held):
    found = held.score(QUESTION, ["c199", "unknown", "c000", "zzz", "c000"])
    assert sorted(i for i, _ in found) == ["c000", "c199"]
    assert dict(found)["c199"] == pytest.approx(float(ROWS[199] @ QUESTION), abs=2e-6)
    assert held.score(QUESTION, []) == []


@pytest.mark.parametrize("k", [1, 2, 3, 4, 9])
def test_the_nearest_of_equal_ones_are_the_first(k):
    cosines = np.array([0.5, 0.9, 0.5, 0.9, 0.5])
    assert [i for i, _ in nearest(cosines, k)] == [1, 3, 0, 2, 4][:k]


def test_nothing_is_nearest_to_nothing():
    assert nearest(np.zeros(0), 3) == nearest(np.ones(3), 0) == []
