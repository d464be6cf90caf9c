"""Late interaction: how well a clause's words meet a question's, word by word.

After ColBERT (Khattab 2020, https://arxiv.org/abs/2004.12832), over static vectors: each
question token takes its best match among the clause's tokens by cosine; the match is clipped
at 0, squared and weighted by the token's weight; the sum is divided by log(20 + clause
tokens), since a long clause has more chances to match.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from index.embedding import TokenVectors

LENGTH_OFFSET = 20


class Match(NamedTuple):
    """One question token's best match in a clause."""

    clause_token: int  # index among the clause's tokens
    cosine: float
    weight: float  # of the question token


@dataclass(frozen=True)
class LateMatch:
    """How one clause meets the question."""

    score: float  # comparable between clauses for one question
    coverage: float  # 0 to 1: share of the question's weight that is matched
    best: tuple[Match, ...]  # one per question token, in its order; () for a clause without tokens


class LateScorer:
    """Scores clauses for a question by their tokens."""

    def score(self, question: TokenVectors, clauses: list[TokenVectors]) -> list[LateMatch]:
        """One LateMatch per clause, in their order; no tokens on either side scores 0."""
        matches = [LateMatch(0.0, 0.0, ())] * len(clauses)
        filled = [place for place, clause in enumerate(clauses) if len(clause)]
        if not len(question) or not filled:
            return matches
        lengths = np.array([len(clauses[place]) for place in filled])
        places, cosines = best_matches(question.vectors, [clauses[p].vectors for p in filled], lengths)
        matched = question.weights @ np.maximum(cosines, 0) ** 2
        scores = (matched / np.log(LENGTH_OFFSET + lengths)).tolist()
        coverage = np.clip(matched / max(float(question.weights.sum()), 1e-12), 0, 1).tolist()
        weights = question.weights.tolist()
        for n, place in enumerate(filled):
            best = tuple(map(Match, places[:, n].tolist(), cosines[:, n].tolist(), weights))
            matches[place] = LateMatch(scores[n], coverage[n], best)
        return matches


def best_matches(
    question: np.ndarray, clauses: list[np.ndarray], lengths: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Which token of each clause is nearest to each question token (the first of equals), and its cosine.

    ``question``: (q, d); ``clauses``: n arrays (lengths[n], d), none empty. Gives two (q, n) arrays.
    """
    cosines = question @ np.concatenate(clauses).T
    starts = np.cumsum(lengths) - lengths
    best = np.maximum.reduceat(cosines, starts, axis=1)
    rows, columns = np.nonzero(cosines == np.repeat(best, lengths, axis=1))
    owners = np.repeat(np.arange(len(lengths)), lengths)[columns]
    pair = rows * len(lengths) + owners  # ascending: every (question token, clause) at least once
    firsts = np.flatnonzero(np.diff(pair, prepend=-1))
    places = (columns - starts[owners])[firsts].reshape(best.shape)
    return places, best
