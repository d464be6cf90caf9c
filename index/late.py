"""Late interaction: how well a clause's words meet a question's, word by word.

After ColBERT (Khattab 2020, https://arxiv.org/abs/2004.12832), over static vectors: each
question token takes its best match among the clause's tokens by cosine; the match is clipped
at 0, squared and weighted by the token's weight; the sum is divided by log(20 + clause
tokens), since a long clause has more chances to match.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from index.embedding import TokenVectors

LENGTH_OFFSET = 20


@dataclass(frozen=True)
class Match:
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
        """One LateMatch per clause, in their order."""
        lengths = np.array([len(clause) for clause in clauses], dtype=np.int64)
        if len(question) == 0 or lengths.sum() == 0:
            return [LateMatch(0.0, 0.0, ()) for _ in clauses]
        cosines = question.vectors @ np.concatenate([clause.vectors for clause in clauses]).T
        starts = np.concatenate([[0], np.cumsum(lengths)])
        return [
            self._match(question.weights, cosines[:, start:end])
            for start, end in zip(starts[:-1], starts[1:], strict=True)
        ]

    def _match(self, weights: np.ndarray, cosines: np.ndarray) -> LateMatch:
        """``cosines``: (question tokens, clause tokens)."""
        tokens = cosines.shape[1]
        if tokens == 0:
            return LateMatch(0.0, 0.0, ())
        places = cosines.argmax(axis=1)
        best = cosines[np.arange(len(places)), places]
        matched = float((weights * np.maximum(best, 0) ** 2).sum())
        return LateMatch(
            score=matched / float(np.log(LENGTH_OFFSET + tokens)),
            coverage=min(1.0, matched / max(float(weights.sum()), 1e-12)),
            best=tuple(map(Match, places.tolist(), best.tolist(), weights.tolist())),
        )
