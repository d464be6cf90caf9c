import numpy as np
import pytest

from index import store, vectors
from index.store import Store, StoreWriter
from index.vectors import DECIMALS
from tests.fakes import document

RNG = np.random.default_rng(7)


def unit(rows: int, dimensions: int = 16) -> np.ndarray:
    vectors = RNG.standard_normal((rows, dimensions)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def write(folder, clauses, vectors, order=None):
    writer = StoreWriter(folder)
    order = range(len(clauses)) if order is None else order
    writer.add("en", [clauses[i].id for i in order], vectors[list(order)], searched=True)
    writer.close()
    return Store(folder)


CLAUSES = document("W-2012-en", [f"clause {i}" for i in range(300)])[1]
VECTORS = unit(300)
QUESTION = unit(1)[0]


def expected(k):
    cosines = np.round(VECTORS @ QUESTION, DECIMALS)
    ranked = sorted(
        zip([c.id for c in CLAUSES], map(float, cosines), strict=True), key=lambda p: (-p[1], p[0])
    )
    return ranked[:k]


def test_search_is_exact_and_the_same_whatever_the_order(tmp_path):
    """Chroma's graph is asked for more than are wanted, and those are rescored."""
    forth = write(tmp_path / "a", CLAUSES, VECTORS).search(QUESTION, "en", 20, 200)
    back = write(tmp_path / "b", CLAUSES, VECTORS, range(299, -1, -1)).search(QUESTION, "en", 20, 200)
    assert forth == back == expected(20)


def test_ties_by_id_and_texts_without_a_known_word(tmp_path):
    vectors = np.zeros((4, 16), dtype=np.float32)
    vectors[:3] = unit(1)
    clauses = CLAUSES[:4]
    held = write(tmp_path, clauses, vectors, [2, 0, 3, 1])
    found = held.search(vectors[0], "en", 10, 10)
    assert [clause_id for clause_id, _ in found] == [clause.id for clause in clauses]
    assert [round(score, 4) for _, score in found] == [1.0, 1.0, 1.0, 0.0]


def test_all_rows_are_read_by_id(tmp_path):
    ids, vectors = write(tmp_path, CLAUSES, VECTORS, range(299, -1, -1)).read("en")
    order = sorted(range(300), key=lambda i: CLAUSES[i].id)
    assert ids == [CLAUSES[i].id for i in order]
    assert np.allclose(vectors, VECTORS[order])


def test_replacing_and_deleting_rows(tmp_path):
    writer = StoreWriter(tmp_path / "a")
    writer.add("en", [clause.id for clause in CLAUSES[:3]], VECTORS[:3], searched=True)
    writer.delete("en", [CLAUSES[0].id, CLAUSES[1].id])
    writer.add("en", [CLAUSES[0].id], VECTORS[1:2])
    writer.close()
    held = Store(tmp_path / "a")
    assert held.count("en") == 2 and held.ids("en") == {CLAUSES[0].id, CLAUSES[2].id}
    assert held.search(VECTORS[1], "en", 1, 10) == [(CLAUSES[0].id, pytest.approx(1.0))]


def test_more_rows_than_chroma_takes_at_once(tmp_path, monkeypatch):
    monkeypatch.setattr(store, "BATCH", 128)
    held = write(tmp_path, CLAUSES, VECTORS)
    assert held.count("en") == 300
    assert len(held.read("en")[0]) == 300


def test_batches_are_within_what_chroma_takes(tmp_path):
    assert StoreWriter(tmp_path)._client.get_max_batch_size() >= store.BATCH


def test_a_copy_is_made_while_readers_have_it_open(tmp_path):
    held = write(tmp_path / "a", CLAUSES, VECTORS)
    before = held.search(QUESTION, "en", 5, 50)
    (tmp_path / "b").mkdir()
    store.copy(tmp_path / "a", tmp_path / "b" / "chroma")
    copied = StoreWriter(tmp_path / "b" / "chroma")
    copied.delete("en", [clause.id for clause in CLAUSES[10:]])
    assert copied.count("en") == 10
    assert held.search(QUESTION, "en", 5, 50) == before == expected(5)


def test_an_unknown_language_is_an_error_here(tmp_path):
    held = write(tmp_path, CLAUSES[:1], VECTORS[:1])
    assert held.languages == ("en",)
    with pytest.raises(Exception, match="does not exist"):
        held.search(QUESTION, "fr", 1, 1)


def test_a_graph_that_nobody_searches_is_built_anew_where_one_will(tmp_path):
    ids = [clause.id for clause in CLAUSES]
    vectors.write(tmp_path / "vectors", ids[:250], VECTORS[:250])
    writer = StoreWriter(tmp_path / "a")
    writer.add("en", ids[:250], VECTORS[:250])
    assert not writer.searched("en") and writer.search(QUESTION, "en", 5, 50) is None
    for _ in range(2):  # the second time it has the graph
        writer.build_graph("en", str(tmp_path / "vectors"))
    writer.add("en", ids[250:], VECTORS[250:])  # it stays as it was built
    writer.close()
    held = Store(tmp_path / "a")
    assert held.searched("en") and held.count("en") == 300
    assert held.search(QUESTION, "en", 20, 200) == expected(20)
    kept, rows = held.read("en")
    assert kept == sorted(ids) and np.allclose(rows, VECTORS[[ids.index(i) for i in kept]])
