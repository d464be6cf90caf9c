"""Late interaction: how near each word of a question comes to a word of a passage.

After ColBERT (Khattab 2020, https://arxiv.org/abs/2004.12832), over static vectors: each word of the question
takes its best match among the passage's words by cosine. All passages are compared at once, and each word that
stands in them once, however often it does.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from index.ragged import Ragged

LENGTH_OFFSET = 20  # scores are divided by log(20 + words), since a long passage has more chances to match
_PACKED = 3  # pieces whose rows fit into one number of 64 bits
_BITS = 21


@dataclass(frozen=True)
class Late:
    """A question's words against those of some passages."""

    best: np.ndarray  # (question words, passages) float32, -1 to 1; 0 for a passage without words
    lengths: np.ndarray  # (passages,) words
    cosines: np.ndarray  # (question words, distinct words)
    words: Ragged  # of each passage its words, as places among the distinct ones

    def places(self, passage: int) -> list[int]:
        """Of each word of the question the place of its best match, the first of equals; [] without words."""
        held = self.words[passage]
        return self.cosines[:, held].argmax(axis=1).tolist() if len(held) else []


def late(question: np.ndarray, pieces: Ragged, embedding) -> Late:
    """``question``: (words, dimensions), rows of length 1; ``pieces`` of each passage as ``embedding``, a
    StaticEmbedding, gives them."""
    from index.embedding.builtin import WORD

    firsts = np.flatnonzero(pieces.values & WORD)
    rows = Ragged(pieces.values & ~WORD, np.append(firsts, len(pieces.values)))
    words = Ragged(_distinct(rows), np.searchsorted(firsts, pieces.ends))
    distinct, one_of, places = np.unique(words.values, return_index=True, return_inverse=True)
    cosines = question @ embedding.word_vectors(rows.take(one_of)).T
    words = Ragged(places, words.ends)
    return Late(words.greatest(cosines[:, places]), words.lengths, cosines, words)


def _distinct(rows: Ragged) -> np.ndarray:
    """(words,) uint64: equal for words of equal pieces, but that a word of many pieces equals none but itself."""
    key = np.zeros(len(rows), dtype=np.uint64)
    for nth in range(_PACKED):
        has = rows.lengths > nth
        key[has] |= rows.values[rows.ends[:-1][has] + nth].astype(np.uint64) << np.uint64(_BITS * nth)
    many = np.flatnonzero(rows.lengths > _PACKED)
    key[many] = np.uint64(1 << 63) + many.astype(np.uint64)
    return key
