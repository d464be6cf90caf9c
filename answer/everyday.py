"""How far a question sounds like everyday talk and not like a matter of ITU texts, whatever the texts hold.

Kernel ridge regression (Saunders, Gammerman and Vovk, 1998) over the embedding, learned at first use from the questions
of everyday.tsv, which are in six languages: so new weights need no new file. Two questions are alike as their vectors
are and as their words are, each by a Gaussian kernel. The constants were chosen by leaving out each domain of the
file in turn: what a question sounds like is judged by others than those on its matter.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

from index.embedding import Embedding, embed_question
from schema import LANGUAGES

_DATA = Path(__file__).with_name("everyday.tsv")
_TALK = "everyday"  # the kind of the one side
_WORDS = "en"  # the language whose words stand for those of all: they share one space
_NARROW = 4.0  # how fast likeness falls with the cosine
_BY_WORDS = 0.4  # share of two questions' likeness that is their words'; the rest is that of their vectors
_RIDGE = 0.3  # for an example of average weight
_SURE = 0.5  # of the regression, which is 1 for everyday talk and -1 for a matter: it cannot sound more so


@dataclass(frozen=True)
class Example:
    """A question of everyday.tsv."""

    talk: bool  # everyday talk, or a matter of the texts
    domain: str  # what it is about; no domain has questions of both sides
    said: dict[str, str]  # language -> the question


@dataclass(frozen=True)
class _Compared:
    """The examples as questions are compared with them."""

    vectors: np.ndarray  # (examples, dimensions), of length 1: the mean of the languages
    words: np.ndarray  # (words, dimensions), of length 1
    holds: np.ndarray  # (examples, words), the weight of each word; an example's words are as like themselves as 1
    alike: np.ndarray  # (examples, examples)


def score(text: str, embedding: Embedding, without: str = "") -> float:
    """-1 (a matter of the texts) to 1 (everyday talk); 0 with another embedding than the built-in one, which
    would have to be sent all the examples. ``without``: a domain whose examples are left out."""
    if not embedding.id.startswith("builtin"):
        return 0.0
    compared, (weights, of_words) = _compared(embedding), _learned(embedding, without)
    total = (1 - _BY_WORDS) * _kernel(compared.vectors, embed_question(embedding, text)) @ weights
    tokens = embedding.tokens([text])[0]
    own = _norm(tokens.vectors, tokens.weights)
    if own > 0:
        total += _BY_WORDS * of_words @ (_kernel(compared.words, tokens.vectors.T) @ tokens.weights) / own
    return float(np.clip(total / _SURE, -1, 1))


@cache
def examples() -> tuple[Example, ...]:
    """The questions of everyday.tsv."""
    with _DATA.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return tuple(Example(row["kind"] == _TALK, row["domain"], {code: row[code] for code in LANGUAGES}) for row in rows)


@lru_cache(maxsize=64)
def _learned(embedding: Embedding, without: str) -> tuple[np.ndarray, np.ndarray]:
    """What each example adds, shape (examples,), and each of their words, (words,). Both sides weigh the same."""
    compared = _compared(embedding)
    used = np.array([example.domain != without for example in examples()])
    sides = np.array([1.0 if example.talk else -1.0 for example in examples()])[used]
    shares = np.where(sides > 0, 0.5 / (sides > 0).sum(), 0.5 / (sides < 0).sum()) * len(sides)
    weights = np.zeros(len(used))
    weights[used] = np.linalg.solve(compared.alike[np.ix_(used, used)] + np.diag(_RIDGE / shares), sides)
    return weights, weights @ compared.holds


@lru_cache(maxsize=2)
def _compared(embedding: Embedding) -> _Compared:
    said = [example.said[code] for example in examples() for code in LANGUAGES]
    means = embedding.embed(said).reshape(len(examples()), len(LANGUAGES), -1).mean(axis=1)
    vectors = means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9)
    words, holds = _words(embedding)
    likeness = holds @ _kernel(words, words.T)
    alike = (1 - _BY_WORDS) * _kernel(vectors, vectors.T) + _BY_WORDS * likeness @ holds.T
    return _Compared(vectors, words, holds, alike.astype(np.float64))


def _words(embedding: Embedding) -> tuple[np.ndarray, np.ndarray]:
    """``words`` and ``holds`` of _Compared."""
    texts = [example.said[_WORDS] for example in examples()]
    read = embedding.tokens(texts)
    place: dict[str, int] = {}
    vectors, found = [], []
    for at, (text, tokens) in enumerate(zip(texts, read, strict=True)):
        own = max(_norm(tokens.vectors, tokens.weights), 1e-9)
        for (start, end), vector, weight in zip(tokens.spans, tokens.vectors, tokens.weights, strict=True):
            word = text[start:end].casefold()
            if word not in place:
                place[word] = len(vectors)
                vectors.append(vector)
            found.append((at, place[word], weight / own))
    holds = np.zeros((len(texts), len(vectors)), dtype=np.float32)
    for at, word, weight in found:
        holds[at, word] += weight
    return np.array(vectors), holds


def _norm(vectors: np.ndarray, weights: np.ndarray) -> float:
    """The root of how like a text's weighted words are to themselves."""
    return float(weights @ _kernel(vectors, vectors.T) @ weights) ** 0.5


def _kernel(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """How alike unit vectors are, 0 to 1: rows of ``a`` and columns of ``b``."""
    return np.exp(_NARROW * (a @ b - 1))
