"""Learns when to answer: a logistic model over the features of the best hit, from sets of questions.

Right answers found first are the positive cases, questions without an answer the negative ones; a question whose
answer was not found first is neither. Both classes weigh the same. Written to answer/abstention.toml with its curve.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from answer import abstain, question, retrieve
from evals.judge import met
from evals.questions import Question

REFUSED = 0.06  # share of the rightly found answers that may be refused: sets the threshold
_STEPS, _RATE, _PENALTY = 20_000, 2.0, 1e-3


@dataclass(frozen=True)
class Case:
    """A question's features and whether its first hit answers it."""

    features: dict[str, float]
    answers: bool


@dataclass(frozen=True)
class Model:
    """The fitted model: confidence = 1 / (1 + exp(-(bias + sum of weight × feature)))."""

    weights: dict[str, float]
    bias: float
    threshold: float
    curve: tuple[tuple[float, float, float], ...]  # threshold, right answers refused, unanswerable answered


def cases(questions: tuple[Question, ...], languages: tuple[str, ...], index, settings) -> list[Case]:
    """A case for each question and language that the model decides on; conversations are left out."""
    found = []
    for asked in questions:
        for language in languages:
            turns = asked.asked(language)
            if len(turns or ()) != 1:
                continue
            understood = question.understand(turns[0])
            hits = retrieve.retrieve(understood, index, settings)
            if not hits or not abstain.decides(understood, hits):
                continue
            quotes = tuple(gold.quote for gold in asked.gold)
            right = asked.answerable and bool(met(hits[0].clause, quotes, index.catalogue))
            if right or not asked.answerable:
                found.append(Case(abstain.features(understood, hits), right))
    return found


def fit(found: list[Case]) -> Model:
    """Logistic regression by gradient descent with an L2 penalty; deterministic."""
    names = sorted(found[0].features)
    x = np.array([[case.features[name] for name in names] for case in found])
    y = np.array([case.answers for case in found], dtype=float)
    share = np.where(y == 1, 0.5 / y.sum(), 0.5 / (1 - y).sum())
    weights, bias = np.zeros(len(names)), 0.0
    for _ in range(_STEPS):
        error = (1 / (1 + np.exp(-(x @ weights + bias))) - y) * share
        weights -= _RATE * (x.T @ error + _PENALTY * weights)
        bias -= _RATE * error.sum()
    sure = 1 / (1 + np.exp(-(x @ weights + bias)))
    curve = tuple(
        (t, float((sure[y == 1] < t).mean()), float((sure[y == 0] >= t).mean()))
        for t in (round(0.05 * i, 2) for i in range(1, 20))
    )
    threshold = float(np.quantile(sure[y == 1], REFUSED))
    return Model(dict(zip(names, weights.tolist(), strict=True)), bias, threshold, curve)


def write(model: Model, path: Path, trained_on: str) -> None:
    """Write the model as answer/abstain.py reads it."""
    lines = [
        "# When to answer, learned by `python -m evals calibrate` from " + trained_on + ".",
        "# confidence = 1 / (1 + exp(-(bias + sum of weight x feature))); under the threshold the answer is declined.",
        f"threshold = {model.threshold:.4f}",
        f"bias = {model.bias:.4f}",
        "# threshold, share of right answers refused, share of unanswerable questions answered",
        "curve = [",
        *(f"  [{t:.2f}, {refused:.3f}, {answered:.3f}]," for t, refused, answered in model.curve),
        "]",
        "",
        "[weights]",
        *(f"{name} = {weight:.4f}" for name, weight in model.weights.items()),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
