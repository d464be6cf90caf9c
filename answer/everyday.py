"""How far a question sounds like everyday talk and not like a matter of ITU texts, whatever the texts hold.

Kernel ridge regression (Saunders, Gammerman and Vovk, 1998) over the embedding. `python -m evals calibrate` learns it
from questions of both sides (evals/everyday.py) and writes what is kept of them to everyday.npz: a question is compared
with each, as a whole and word by word, by a Gaussian kernel.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from index.embedding import Embedding, embed_question

LEARNED = Path(__file__).with_name("everyday.npz")
NARROW = 5.0  # how fast likeness falls with the cosine
BY_WORDS = 0.4  # share of two questions' likeness that is their words'; the rest is that of their vectors
_SURE = 0.5  # of the regression, which is 1 for everyday talk and -1 for a matter: it cannot sound more so
_STEPS = 127  # of a vector's number, as it is kept


@dataclass(frozen=True)
class Learned:
    """Questions and words to compare with, and how much each tells of everyday talk (below 0: of a matter)."""

    embedding: str  # id of the embedding that they were read with
    vectors: np.ndarray  # (questions, dimensions), of length 1
    weights: np.ndarray  # (questions,)
    words: np.ndarray  # (words, dimensions), of length 1
    of_words: np.ndarray  # (words,)


def score(text: str, embedding: Embedding, learned: Learned | None = None) -> float:
    """-1 (a matter of the texts) to 1 (everyday talk); 0 with an embedding that it was not learned with."""
    learned = learned or read()
    if learned.embedding != embedding.id:
        return 0.0
    total = (1 - BY_WORDS) * kernel(learned.vectors, embed_question(embedding, text)) @ learned.weights
    tokens = embedding.tokens([text])[0]
    own = norm(tokens.vectors, tokens.weights)
    if own > 0:
        total += BY_WORDS * learned.of_words @ (kernel(learned.words, tokens.vectors.T) @ tokens.weights) / own
    return float(np.clip(total / _SURE, -1, 1))


@cache
def read(path: Path = LEARNED) -> Learned:
    """What was learned and written to ``path``."""
    with np.load(path, allow_pickle=False) as held:
        unit = {name: units(held[name].astype(np.float32)) for name in ("vectors", "words")}
        return Learned(str(held["embedding"]), weights=held["weights"], of_words=held["of_words"], **unit)


def write(learned: Learned, path: Path = LEARNED) -> None:
    """Write it, the vectors in a byte a number."""
    kept = {name: _bytes(getattr(learned, name)) for name in ("vectors", "words")}
    told = {name: getattr(learned, name).astype(np.float32) for name in ("weights", "of_words")}
    np.savez_compressed(path, embedding=np.array(learned.embedding), **kept, **told)


def kernel(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """How alike unit vectors are, 0 to 1: rows of ``a`` and columns of ``b``."""
    return np.exp(NARROW * (a @ b - 1))


def norm(vectors: np.ndarray, weights: np.ndarray) -> float:
    """The root of how like a text's weighted words are to themselves."""
    return float(weights @ kernel(vectors, vectors.T) @ weights) ** 0.5


def units(vectors: np.ndarray) -> np.ndarray:
    """The rows at length 1."""
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def _bytes(vectors: np.ndarray) -> np.ndarray:
    most = np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-9)
    return np.round(vectors / most * _STEPS).astype(np.int8)
