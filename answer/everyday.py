"""How far a question sounds like everyday talk and not like a matter of ITU texts, whatever the texts hold.

A linear discriminant (Fisher, 1936; the covariance shrunk towards a sphere, Friedman, 1989) over the embedding,
learned at first use from the questions of everyday.tsv, which are in six languages: so new weights need no new file.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

import numpy as np

from index.embedding import Embedding, embed_question
from schema import LANGUAGES

_DATA = Path(__file__).with_name("everyday.tsv")
_SHRUNK = 1.0  # of the mean variance, added to every dimension's
_SURE = 8.0  # log odds from which it cannot sound more so


def score(text: str, embedding: Embedding) -> float:
    """-1 (a matter of the texts) to 1 (everyday talk); 0 with another embedding than the built-in one, which
    would have to be sent all the examples."""
    if not embedding.id.startswith("builtin"):
        return 0.0
    direction, middle = _discriminant(embedding)
    return float(np.clip((embed_question(embedding, text) @ direction - middle) / _SURE, -1, 1))


@lru_cache(maxsize=2)
def _discriminant(embedding: Embedding) -> tuple[np.ndarray, float]:
    """The direction, shape (dimensions,), along which everyday questions lie higher, and where the two kinds part."""
    everyday, matters = (embedding.embed(_examples(kind)).astype(np.float64) for kind in ("everyday", "texts"))
    covariance = (np.cov(everyday.T, bias=True) + np.cov(matters.T, bias=True)) / 2
    covariance += _SHRUNK * np.trace(covariance) / len(covariance) * np.eye(len(covariance))
    above, below = everyday.mean(axis=0), matters.mean(axis=0)
    direction = np.linalg.solve(covariance, above - below)
    return direction, float(direction @ (above + below) / 2)


def _examples(kind: str) -> list[str]:
    with _DATA.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [row[language] for row in rows if row["kind"] == kind for language in LANGUAGES]
