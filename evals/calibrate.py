"""Learns when to answer: a logistic model over the features of the best hit, from sets of questions.

Questions whose answer is among the first clauses found are the positive cases, those without an answer the negative
ones; a question whose answer was not found is neither. A question asked of all texts but the one that answers it is a negative case
too: of the same matters, and harder than any that is made up. The everyday talk of everyday.tsv is asked as well,
each question heard by the examples of all domains but its own. Each feature may count one way only (_SIGNS), so
that what chance made of a small set is not learned, and each language has its own bias, so that as many are refused
in each. Written to answer/abstention.toml with its curve.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from answer import abstain, question, retrieve
from answer.everyday import score
from errors import EmptyFilter
from evals.everyday import Study
from evals.folding import contains
from evals.judge import met
from evals.questions import Question
from index.filters import Filter, Selection
from schema import LANGUAGES

REFUSED = 0.2  # share of the answers found that may be refused: sets the threshold
FOUND = 5  # clauses, best first, among which the answer must be
LEFT_OUT = "not_held"  # the kind of a question whose text was left out
TALK = "off_topic"  # the kind of everyday talk
_WEIGHTS = {"off_topic": 8.0, "not_held": 4.0, "near_miss": 3.0}  # what the cases of a kind weigh together
# Set, not learned, over real texts: questions over invented ones sound less like ITU's, and would have it count less.
_SET = {"talk": -2.5}
_SIGNS = {
    "absent": -1, "names_missing": -1, "heaviest": -1, "brevity": -1, "dense": 1,
    "gap": 1, "dense_rank": 1, "type_missing": -1, "number": -1, "everyday": -1, "talk": -1,
    "technical_unnamed": -1, "technical_unmet": -1, "phrase_unnamed": -1,
}  # fmt: skip
_STEPS, _PENALTY = 3_000, 0.01


@dataclass(frozen=True)
class Case:
    """A question's features and whether the texts found answer it."""

    features: dict[str, float]
    answers: bool
    language: str = "en"  # of the question
    kind: str = LEFT_OUT  # why there is no answer, where there is none


@dataclass(frozen=True)
class Model:
    """The fitted model: confidence = 1 / (1 + exp(-(bias of the language + sum of weight × feature)))."""

    weights: dict[str, float]
    bias: dict[str, float]  # language -> bias
    threshold: float
    curve: tuple[tuple[float, float, float], ...]  # threshold, right answers refused, unanswerable answered


def of_texts(asked: Iterable[Question], unrelated: Iterable[Question], index, settings) -> list[Case]:
    """The cases of the texts of one language, English where there is a choice, asked in all languages: whoever asks,
    the texts are held in few."""
    texts = _one_language(index)
    found = cases([*asked, *unrelated], index, settings, texts)
    return found + cases([q for q in asked if q.answerable], index, settings, texts, without=True)


def of_talk(heard: Study, index, settings) -> list[Case]:
    """A case for each language of each example of everyday talk, asked of the texts of one language."""
    within, found = _within(index, _one_language(index), ()), []
    talk = [example for example in heard.examples if example.talk]
    others = {domain: heard.without(domain) for domain in {example.domain for example in talk}}
    for example in talk:
        for text in example.said.values():
            understood = question.understand(text)
            hits = () if understood.small_talk else retrieve.retrieve(understood, index, settings, within)
            if hits and abstain.decides(understood, hits):
                sounds = {"everyday": score(text, index.embedding, others[example.domain])}
                best = replace(hits[0], features=hits[0].features | sounds)
                features = abstain.features(understood, (best, *hits[1:]))
                found.append(Case(features, False, understood.language, TALK))
    return found


def _one_language(index) -> tuple[str, ...]:
    return ("en",) if "en" in index.languages else index.languages[:1]


def cases(questions: Iterable[Question], index, settings, texts: tuple[str, ...] = (), *, without=False) -> list[Case]:
    """A case for each question and language that the model decides on; conversations are left out.

    ``texts``: the languages of the texts that are asked, all by default. ``without``: each question is asked of the
    texts that do not hold its answer.
    """
    found = []
    for asked in questions:
        quotes = tuple(gold.quote for gold in asked.gold)
        within = _within(index, texts, quotes if without else ())
        for language in LANGUAGES if within else ():
            turns = asked.asked(language)
            if len(turns) != 1:
                continue
            understood = question.understand(turns[0])
            hits = retrieve.retrieve(understood, index, settings, within)
            if not hits or not abstain.decides(understood, hits):
                continue
            answerable = asked.answerable and not without
            right = answerable and any(met(hit.clause, quotes, index.catalogue) for hit in hits[:FOUND])
            if right or not answerable:
                kind = LEFT_OUT if without else asked.kind
                found.append(Case(abstain.features(understood, hits), right, understood.language, kind))
    return found


def _within(index, texts: tuple[str, ...], quotes: tuple[str, ...]) -> Selection | None:
    """The texts of these languages that hold none of the quotes, nor another revision of one that does; None when
    no text is left."""
    held, catalogue = index.catalogue.documents(), index.catalogue
    holding = {d.work_id for d in held if any(contains(c.text, q) for c in catalogue.clauses(d.id) for q in quotes)}
    left = tuple(d.id for d in held if d.work_id not in holding)
    if not left:  # a filter that names no text leaves all
        return None
    try:
        return index.select(Filter(languages=texts, documents=left))
    except EmptyFilter:
        return None


def fit(found: list[Case]) -> Model:
    """Logistic regression with an L2 penalty and signs, by accelerated projected gradient (Nesterov 1983); deterministic.

    Weights that are _SET stay. Right answers weigh as much as the questions without one. The features are taken from
    their middle in each language, half-way between the two, which comes to a bias for each.
    """
    names = sorted(found[0].features)
    x = np.array([[case.features[name] for name in names] for case in found])
    y = np.array([case.answers for case in found], dtype=float)
    spread = x.std(axis=0) + 1e-6
    middle = _middles(x / spread, y, found)
    z = x / spread - np.array([middle[case.language] for case in found])
    signs = np.array([_SIGNS[name] for name in names])
    learned = np.array([name not in _SET for name in names])
    weights = np.array([_SET.get(name, 0.0) for name in names]) * spread
    weights[learned], bias = _descend(z[:, learned], y, _shares(found), signs[learned], z @ weights)
    sure = 1 / (1 + np.exp(-(z @ weights + bias)))
    curve = tuple(
        (t, float((sure[y == 1] < t).mean()), float((sure[y == 0] >= t).mean()))
        for t in (round(0.05 * i, 2) for i in range(1, 20))
    )
    return Model(
        weights=dict(zip(names, (weights / spread).tolist(), strict=True)),
        bias={language: float(bias - middle[language] @ weights) for language in LANGUAGES},
        threshold=float(np.quantile(sure[y == 1], REFUSED)),
        curve=curve,
    )


def _middles(x: np.ndarray, y: np.ndarray, found: list[Case]) -> dict[str, np.ndarray]:
    """Language -> half-way between the means of both classes; of all languages for one that lacks a class."""
    spoken = np.array([case.language for case in found])
    middles = {}
    for language in LANGUAGES:
        among = [(spoken == language) & (y == value) for value in (0, 1)]
        among = among if all(rows.any() for rows in among) else [y == 0, y == 1]
        middles[language] = sum(x[rows].mean(axis=0) for rows in among) / 2
    return middles


def _shares(found: list[Case]) -> np.ndarray:
    """What each case weighs: one kind of miss as _WEIGHTS says, both classes a half."""
    kinds = ["" if case.answers else case.kind if case.kind in _WEIGHTS else LEFT_OUT for case in found]
    counts = Counter(kinds)
    missing = sum(weight for kind, weight in _WEIGHTS.items() if counts[kind])
    return np.array([0.5 / counts[k] if not k else 0.5 * _WEIGHTS[k] / missing / counts[k] for k in kinds])


def _descend(
    x: np.ndarray, y: np.ndarray, shares: np.ndarray, signs: np.ndarray, given: np.ndarray
) -> tuple[np.ndarray, float]:
    """The weights, each of its sign or 0, and the bias, with the least loss. ``given``: what the features whose weight
    is set add to each case."""
    rate = 1 / (0.25 * np.linalg.eigvalsh((x * shares[:, None]).T @ x)[-1] + _PENALTY + 0.25)
    weights, bias = np.zeros(x.shape[1]), 0.0
    last, last_bias = weights, bias
    for step in range(_STEPS):
        pace = step / (step + 3)
        ahead, ahead_bias = weights + pace * (weights - last), bias + pace * (bias - last_bias)
        last, last_bias = weights, bias
        error = (1 / (1 + np.exp(-(x @ ahead + given + ahead_bias))) - y) * shares
        moved = ahead - rate * (x.T @ error + _PENALTY * ahead)
        weights = np.where(moved * signs > 0, moved, 0.0)
        bias = ahead_bias - rate * float(error.sum())
    return weights, bias


def write(model: Model, path: Path, trained_on: str) -> None:
    """Write the model as answer/abstain.py reads it."""
    lines = [
        "# When to answer, learned by `python -m evals calibrate` from " + trained_on + ".",
        "# confidence = 1 / (1 + exp(-(bias + sum of weight x feature))), with the bias of the question's language;",
        "# under the threshold the answer is declined.",
        f"threshold = {model.threshold:.4f}",
        "# threshold, share of right answers refused, share of unanswerable questions answered",
        "curve = [",
        *(f"  [{t:.2f}, {refused:.3f}, {answered:.3f}]," for t, refused, answered in model.curve),
        "]",
        "",
        "[bias]",
        *(f"{language} = {bias:.4f}" for language, bias in model.bias.items()),
        "",
        "[weights]",
        *(f"{name} = {weight:.4f}" for name, weight in model.weights.items()),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
