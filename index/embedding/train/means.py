"""First objective: a sentence's translation is nearest to it by the cosine of mean vectors.

In-batch InfoNCE in both directions (van den Oord 2018, https://arxiv.org/abs/1807.03748).
"""

from __future__ import annotations

import numpy as np

from index.embedding.train.adagrad import Adagrad
from index.embedding.train.ragged import Ragged, join, scatter_sums, segment_sums


def means_step(table: np.ndarray, left: Ragged, right: Ragged, optimizer: Adagrad, temperature: float) -> float:
    """One step on aligned texts: left[i] and right[i] say the same. Changes ``table``; gives the loss."""
    texts = join([left, right])
    sums = segment_sums(table[texts.ids], texts.starts)
    norms = np.linalg.norm(sums, axis=1, keepdims=True) + 1e-8
    unit = sums / norms
    a, b = unit[: len(left)], unit[len(left) :]
    loss, slope = contrast(a @ b.T / temperature)
    slope /= temperature
    unit_slope = np.concatenate([slope @ b, slope.T @ a])
    sum_slope = (unit_slope - unit * (unit * unit_slope).sum(axis=1, keepdims=True)) / norms
    ids, row_slope = scatter_sums(texts.ids, np.repeat(sum_slope, texts.lengths(), axis=0))
    optimizer.step(table, ids, row_slope)
    return loss


def contrast(logits: np.ndarray) -> tuple[float, np.ndarray]:
    """Symmetric InfoNCE over (n, n) logits whose diagonal is right: the loss and its slope."""
    n = len(logits)
    rows, columns = softmax(logits, 1), softmax(logits, 0)
    right = np.arange(n)
    loss = -0.5 * float(np.mean(np.log(rows[right, right] + 1e-12) + np.log(columns[right, right] + 1e-12)))
    slope = (rows + columns) * (0.5 / n)
    slope[right, right] -= 1.0 / n
    return loss, slope


def softmax(logits: np.ndarray, axis: int) -> np.ndarray:
    shifted = np.exp(logits - logits.max(axis=axis, keepdims=True))
    return shifted / shifted.sum(axis=axis, keepdims=True)
