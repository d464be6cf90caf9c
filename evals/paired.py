"""Paired tests of two runs over the same questions. Pure; two-sided.

Each test takes one difference a question (candidate less baseline, over the languages both have), so that the
same question asked in two languages counts as one piece of evidence, not two.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import comb

LEVEL = 0.05  # a difference is significant when its p is under this
ROUNDS = 10_000  # sign flips drawn when there are too many to go through
_ALL = 12  # differences up to which every flip is gone through
_EQUAL = 1e-9


def sign_test(differences: Sequence[float]) -> float:
    """The exact sign test: p of as uneven a split of gains and losses (ties left out).

    With one right-or-wrong outcome a question this is McNemar's exact test (McNemar, 1947).
    """
    losses = sum(d < -_EQUAL for d in differences)
    gains = sum(d > _EQUAL for d in differences)
    changed = losses + gains
    tail = sum(comb(changed, k) for k in range(min(losses, gains) + 1)) / 2**changed
    return min(1.0, 2 * tail)


def permutation_test(differences: Sequence[float], seed: int = 0) -> float:
    """Fisher's paired randomization test on the mean: p of as large a mean when signs are drawn by chance.

    Exact for up to 12 differences that are not 0; else over ROUNDS draws with ``seed``, the observed
    one counted among them, so that p is never 0 (Smucker, Allan and Carterette, CIKM 2007).
    """
    import numpy as np

    changed = np.array([d for d in differences if abs(d) > _EQUAL])
    if not len(changed):
        return 1.0
    least = abs(changed.sum()) - _EQUAL
    if len(changed) <= _ALL:
        signs = np.array(list(product((-1, 1), repeat=len(changed))))
        return float((abs(signs @ changed) >= least).mean())
    signs = np.random.default_rng(seed).choice((-1, 1), size=(ROUNDS, len(changed)))
    return float(((abs(signs @ changed) >= least).sum() + 1) / (ROUNDS + 1))
