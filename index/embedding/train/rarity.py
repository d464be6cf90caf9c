"""How rare each piece is: the weight a question's token starts with."""

from __future__ import annotations

import numpy as np

from index.embedding.train.corpus import Corpus
from index.embedding.train.ragged import Ragged

SMALLEST_SOURCE = 1000  # texts; a smaller file says nothing of how common a word is
FLOOR = 1e-5


def rarity(corpus: Corpus, pieces: int) -> np.ndarray:
    """(pieces,) -log of the share of texts that hold the piece, in the file where it is commonest.

    The commonest, because "what" is rare in statutes and common in speech: in a question it
    says little.
    """
    share = np.zeros(pieces)
    for language, pair in corpus.pairs.items():
        numbers, counts = np.unique(corpus.sources[language], return_counts=True)
        used = numbers[counts >= SMALLEST_SOURCE] if (counts >= SMALLEST_SOURCE).any() else numbers
        for number in used:
            rows = np.flatnonzero(corpus.sources[language] == number)
            for side in pair.values():
                share = np.maximum(share, held(side.take(rows), pieces) / len(rows))
    return -np.log(np.minimum(share + FLOOR, 1)).astype(np.float32)


def held(texts: Ragged, pieces: int) -> np.ndarray:
    """(pieces,) how many of the texts hold each piece."""
    row = np.repeat(np.arange(len(texts)), texts.lengths())
    distinct = np.unique(texts.ids.astype(np.int64) * len(texts) + row) // max(1, len(texts))
    return np.bincount(distinct, minlength=pieces)
