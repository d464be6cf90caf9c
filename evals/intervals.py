"""95% intervals by bootstrap over the questions (Efron's percentile method), with a fixed seed.

A question is drawn with all its languages: they are not independent of each other.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from evals.judge import Judgement
from evals.measures import Ratio, agreements, ratios

DRAWS = 1_000
_TAILS = (2.5, 97.5)  # percent


def intervals(judgements: tuple[Judgement, ...], seed: int = 0) -> dict[str, tuple[float, float]]:
    """Measure -> its interval, for the measures that are rates; those with nothing to measure are left out."""
    ids = list(dict.fromkeys(j.id for j in judgements))
    if not ids:
        return {}
    drawn = np.random.default_rng(seed).multinomial(len(ids), np.full(len(ids), 1 / len(ids)), size=DRAWS)
    found = {}
    for name, of_question in _columns(judgements).items():
        sums = drawn @ np.array([of_question[id] for id in ids])  # (DRAWS, 2)
        measured = sums[sums[:, 1] > 0]
        if len(measured):
            low, high = np.percentile(measured[:, 0] / measured[:, 1], _TAILS)
            found[name] = (float(low), float(high))
    return found


def _columns(judgements: tuple[Judgement, ...]) -> dict[str, dict[str, Ratio]]:
    """Measure -> question id -> what the question adds to it in all its languages."""
    columns: dict[str, dict[str, Ratio]] = {}
    agreed = agreements(judgements)
    for j in judgements:
        of = ratios(j) | {"agreement": agreed.get((j.id, j.language), (0.0, 0.0))}
        for name, (counted, asked) in of.items():
            column = columns.setdefault(name, defaultdict(lambda: (0.0, 0.0)))
            column[j.id] = (column[j.id][0] + counted, column[j.id][1] + asked)
    return columns
