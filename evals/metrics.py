"""Measures of retrieval as the field defines them. Pure.

A ranking is given as its gains, best hit first: how many gold quotes each hit is the first to meet
(0 for a hit that meets none, or only ones already met, so that the same clause in a second language
version adds nothing). ``gold`` is the number of gold quotes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from math import log2


def hit_at(gains: Sequence[int], k: int) -> float:
    """1.0 when one of the first ``k`` hits is relevant, else 0.0 (success@k)."""
    return float(any(gains[:k]))


def reciprocal_rank(gains: Sequence[int]) -> float:
    """1 / the rank of the first relevant hit; 0.0 when there is none (Voorhees, TREC-8)."""
    return next((1 / rank for rank, gain in enumerate(gains, start=1) if gain), 0.0)


def recall_at(gains: Sequence[int], gold: int, k: int) -> float:
    """The share of the gold quotes that the first ``k`` hits meet."""
    return sum(gains[:k]) / gold


def ndcg_at(gains: Sequence[int], gold: int, k: int) -> float:
    """Discounted gain of the first ``k`` hits over that of the best order (Järvelin and Kekäläinen, 2002).

    In the best order the hits stand by falling gain, and each gold quote that was never met has a
    clause of its own after them.
    """
    unmet = gold - sum(gains)
    ideal = sorted((g for g in gains if g), reverse=True) + [1] * unmet
    return _dcg(gains[:k]) / _dcg(ideal[:k])


def risk_coverage(answers: Iterable[tuple[float, bool]]) -> tuple[tuple[float, float], ...]:
    """(coverage, risk) as the k surest of n answers are given, k = 1 … n (El-Yaniv and Wiener, 2010).

    ``answers`` are (confidence, right). Coverage is k / n, risk the share of wrong ones among the k. Answers of
    one confidence come in no order: each counts with the share of wrong ones among them.
    """
    ranked = sorted(answers, key=lambda answer: -answer[0])
    curve, wrong = [], 0.0
    for _, group in groupby(ranked, key=lambda answer: answer[0]):
        alike = [not right for _, right in group]
        for _ in alike:
            wrong += sum(alike) / len(alike)
            curve.append(((len(curve) + 1) / len(ranked), wrong / (len(curve) + 1)))
    return tuple(curve)


def risk_shares(answers: Sequence[tuple[float, bool]]) -> list[float]:
    """What each of ``answers`` adds to the area under risk-coverage: their mean is that area.

    A right one adds nothing. A wrong one at rank r adds 1/r + … + 1/n, as it is among the k surest for every k from
    r on; answers of one confidence each take the mean of their places.
    """
    ranked = sorted(range(len(answers)), key=lambda i: -answers[i][0])
    tail = [0.0]  # tail[i] = 1/(n - i + 1) + … + 1/n
    for k in range(len(answers), 0, -1):
        tail.append(tail[-1] + 1 / k)
    shares, place = [0.0] * len(answers), 0
    for _, group in groupby(ranked, key=lambda i: answers[i][0]):
        alike = list(group)
        share = sum(tail[len(answers) - at] for at in range(place, place + len(alike))) / len(alike)
        for i in alike:
            shares[i] = 0.0 if answers[i][1] else share
        place += len(alike)
    return shares


def percentile(values: Iterable[float], share: float) -> float | None:
    """The value below which ``share`` (0 to 1) of ``values`` lie, linear between two; None for no values."""
    ranked = sorted(values)
    if not ranked:
        return None
    place = share * (len(ranked) - 1)
    low = int(place)
    high = min(low + 1, len(ranked) - 1)
    return ranked[low] + (place - low) * (ranked[high] - ranked[low])


def mean(values: Iterable[float]) -> float | None:
    """The arithmetic mean; None for no values."""
    values = list(values)
    return sum(values) / len(values) if values else None


def _dcg(gains: Sequence[int]) -> float:
    return sum(gain / log2(rank + 1) for rank, gain in enumerate(gains, start=1))
