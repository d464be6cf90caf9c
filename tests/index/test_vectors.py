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


def spooled(folder, base, added, dropped=()):
    spool = vectors.Spool(folder)
    spool.drop([IDS[i] for i in dropped])
    for places in added:
        spool.add([IDS[i] for i in places], ROWS[places])
    spool.finish(base)
    return Vectors(folder)


@pytest.mark.parametrize("at_a_time", [7, 1000])
def test_spooled_vectors_stand_in_order_beside_those_of_the_earlier_index(tmp_path, monkeypatch, at_a_time):
    monkeypatch.setattr(vectors, "_AT_A_TIME", at_a_time)
    spooled(tmp_path / "a", None, [[9, 3, 50], [20, 1]])
    held = spooled(tmp_path / "b", tmp_path / "a", [[2, 60], [9]], dropped=[9, 50])
    kept = [1, 2, 3, 9, 20, 60]
    assert held._ids == [IDS[i] for i in kept] and np.array_equal(held._rows, ROWS[kept])
    assert sorted(path.name for path in (tmp_path / "b").iterdir()) == ["ids.json", "vectors.npy"]


def test_what_is_taken_out_again_while_spooling_is_not_written(tmp_path):
    spool = vectors.Spool(tmp_path)
    spool.add(IDS[:3], ROWS[:3])
    spool.drop(IDS[1:3])
    spool.add(IDS[2:3], ROWS[7:8])
    spool.finish(None)
    held = Vectors(tmp_path)
    assert held._ids == [IDS[0], IDS[2]] and np.array_equal(held._rows, ROWS[[0, 7]])
