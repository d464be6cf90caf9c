"""Chroma in another process: the same store as in this one, and what goes wrong there is said here."""

import subprocess
import sys

import numpy as np
import pytest

from errors import AssistantError
from index import store_beside, vectors
from index.store import Store, StoreWriter
from index.store_beside import StoreBeside
from settings import ROOT

RNG = np.random.default_rng(11)


def unit(rows: int, dimensions: int = 16) -> np.ndarray:
    vectors = RNG.standard_normal((rows, dimensions)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


IDS, VECTORS = [f"a#{i}" for i in range(300)], unit(300)


@pytest.fixture
def beside(tmp_path):
    held = StoreBeside(tmp_path / "chroma")
    yield held
    held.close()


def written(held) -> dict:
    """Three languages, one of which goes again, more calls than may wait, and an id that comes a second time."""
    for start in range(0, 300, 10):
        held.add("en", IDS[start : start + 10], VECTORS[start : start + 10])
    held.add("fr", IDS[:5], VECTORS[:5])
    held.add("ru", IDS[:3], VECTORS[:3])
    held.delete("en", IDS[:100])
    held.add("en", IDS[:2], VECTORS[2:4])
    held.drop("ru")
    counts = {language: held.count(language) for language in held.languages}
    held.close()
    return counts


def test_the_store_is_that_of_one_process(beside, tmp_path):
    assert written(beside) == written(StoreWriter(tmp_path / "plain")) == {"en": 202, "fr": 5}
    ours, plain = Store(tmp_path / "chroma"), Store(tmp_path / "plain")
    for language in ("en", "fr"):
        (ids, rows), (known, wanted) = ours.read(language), plain.read(language)
        assert ids == known and np.allclose(rows, wanted)
    assert ours.search(VECTORS[200], "en", 5, 50) == plain.search(VECTORS[200], "en", 5, 50)


def test_a_graph_to_be_searched(beside, tmp_path):
    vectors.write(tmp_path / "vectors", IDS, VECTORS)
    beside.add("en", IDS, VECTORS)
    beside.build_graph("en", str(tmp_path / "vectors"))
    assert beside.count("en") == 300
    beside.close()
    assert Store(tmp_path / "chroma").searched("en")


def test_what_goes_wrong_is_said_by_a_later_call(beside):
    beside.add("en", IDS[:4], VECTORS[:4])
    beside.add("en", IDS[4:6], unit(2, 8))
    with pytest.raises(AssistantError, match="Chroma does not take the vectors .*the index stays as it is"):
        beside.count("en")


def test_what_goes_wrong_stops_whoever_only_writes(beside):
    with pytest.raises(AssistantError, match="does not take"):
        for _ in range(3 * store_beside.WAITING):
            beside.add("en", IDS[:2], unit(2, 8))
            beside.add("en", IDS[2:4], unit(2, 4))


def test_a_process_that_dies_is_told(beside):
    beside.add("en", IDS, VECTORS)
    assert beside.count("en") == 300
    beside._process.kill()
    beside._process.wait()
    beside.add("en", ["b#1"], VECTORS[:1])
    with pytest.raises(AssistantError, match="has died"):
        beside.count("en")


def test_it_is_closed_at_once_and_twice(beside):
    for start in range(0, 300, 30):
        beside.add("en", IDS[start : start + 30], VECTORS[start : start + 30])
    beside.close()
    assert beside._process.poll() is not None
    beside.close()


def test_it_ends_with_whoever_started_it(tmp_path):
    command = [sys.executable, "-m", "index.store_beside", str(tmp_path / "chroma")]
    alone = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    alone.stdin.close()
    assert alone.wait(timeout=60) == 0 and alone.stdout.read() == b""
    alone.stdout.close()
