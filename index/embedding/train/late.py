"""Second objective: a question's passage comes first by late interaction (see ``index/late.py``).

In-batch InfoNCE on the very score that search uses. A token's weight is its rarity, which is
learned too: the slope goes through the matched share of the question's weight.
"""

from __future__ import annotations

import numpy as np

from index.embedding.train.adagrad import Adagrad
from index.embedding.train.means import contrast
from index.embedding.train.ragged import Ragged
from index.late import LENGTH_OFFSET

SCALE = 60.0  # from a matched share over a log to a logit


def late_step(
    table: np.ndarray,
    log_rarity: np.ndarray,
    questions: Ragged,
    passages: Ragged,
    optimizers: tuple[Adagrad, Adagrad],
) -> float:
    """One step on questions[i] with passage passages[i], every list non-empty; gives the loss.

    Changes ``table`` (pieces, dimensions) and ``log_rarity`` (pieces, 1). The work is done
    over the batch's distinct pieces: (distinct in questions) x (distinct in passages) cosines.
    """
    q_ids, q_of = np.unique(questions.ids, return_inverse=True)
    p_ids, p_of = np.unique(passages.ids, return_inverse=True)
    q_unit, q_norm = units(table[q_ids])
    p_unit, p_norm = units(table[p_ids])
    cosines = np.concatenate([q_unit @ p_unit.T, np.full((len(q_ids), 1), -1, np.float32)], axis=1)

    grid = Ragged(p_of, passages.starts).padded(fill=len(p_ids))  # (n, longest), -1 where padded
    best_place = np.empty((len(q_ids), len(passages)), dtype=np.int64)
    for n, row in enumerate(grid):  # a loop keeps the (questions, passages, tokens) block small
        best_place[:, n] = row[cosines[:, row].argmax(axis=1)]
    best = np.maximum(np.take_along_axis(cosines, best_place, axis=1), 0)  # (distinct, n)

    weights = np.exp(log_rarity[questions.ids, 0])
    counts = np.zeros((len(questions), len(q_ids)), dtype=np.float32)  # weight of each distinct piece
    row_of = np.repeat(np.arange(len(questions)), questions.lengths())
    np.add.at(counts, (row_of, q_of), weights)
    shares = counts / counts.sum(axis=1, keepdims=True)
    length_factor = SCALE / np.log(LENGTH_OFFSET + passages.lengths()).astype(np.float32)
    matched = shares @ best**2  # (n, n): share of question i that passage j matches
    loss, slope = contrast(matched * length_factor)

    slope *= length_factor
    cosine_slope = 2 * best * (shares.T @ slope)  # (distinct in questions, n)
    spread = np.zeros_like(cosines)
    np.add.at(spread, (np.arange(len(q_ids))[:, None], best_place), cosine_slope)
    spread = spread[:, :-1]
    optimizers[0].step(table, *merge(
        (q_ids, through_unit(spread @ p_unit, q_unit, q_norm)),
        (p_ids, through_unit(spread.T @ q_unit, p_unit, p_norm)),
    ))  # fmt: skip
    share_slope = slope @ (best**2).T  # (n, distinct)
    share_slope -= (share_slope * shares).sum(axis=1, keepdims=True)
    optimizers[1].step(log_rarity, q_ids, (share_slope * shares).sum(axis=0)[:, None])
    return loss


def units(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    norms = np.linalg.norm(rows, axis=1, keepdims=True) + 1e-8
    return rows / norms, norms


def through_unit(slope: np.ndarray, unit: np.ndarray, norm: np.ndarray) -> np.ndarray:
    """The slope of a row, from the slope of the row at length 1."""
    return (slope - unit * (unit * slope).sum(axis=1, keepdims=True)) / norm


def merge(*parts: tuple[np.ndarray, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Distinct ids with their summed slopes, from parts whose ids are each distinct."""
    ids, place = np.unique(np.concatenate([ids for ids, _ in parts]), return_inverse=True)
    total = np.zeros((len(ids), parts[0][1].shape[1]), dtype=np.float32)
    np.add.at(total, place, np.concatenate([slope for _, slope in parts]))
    return ids, total
