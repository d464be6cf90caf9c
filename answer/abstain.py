"""Whether the texts support an answer at all; when they don't, the assistant says so."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from math import exp
from pathlib import Path

from answer import spans
from answer.question import Question
from schema import Hit

_MODEL = Path(__file__).with_name("abstention.toml")


@dataclass(frozen=True)
class Reason:
    """Why no answer is given: a sentence of words.toml, its fields, and the question's words not found."""

    key: str
    fields: Mapping[str, object] = field(default_factory=dict)
    terms: tuple[str, ...] = ()


_OF_THE_TEXT = ("history", "enactment")
_TYPED = ("date", "number", "frequency")  # kinds whose answer must hold such words
_FEATURES = ("coverage", "names_missing", "absent", "dense")

NOT_PROVED = Reason("no_answer")


def reason(question: Question, hits: tuple[Hit, ...]) -> Reason | None:
    """Why ``hits`` (best first) do not support an answer, or None when they do."""
    if hits and "address" in hits[0].ranks:
        return None
    if question.kind == "lookup":
        held = hits and "near" in hits[0].ranks
        return Reason("no_such_clause", {"name": hits[0].document.name}) if held else Reason("no_such_address")
    if question.kind == "in_force":
        return Reason("in_force")
    if not hits:
        return Reason("no_answer")
    sure = confidence(question, hits) >= threshold(question, hits)
    return None if sure else Reason("no_answer", terms=hits[0].unmatched)


def rated(question: Question, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """``hits`` with ``confidence`` among the features of the first, for whoever measures the answers."""
    if not hits:
        return hits
    first = replace(hits[0], features={**hits[0].features, "confidence": confidence(question, hits)})
    return (first, *hits[1:])


def confidence(question: Question, hits: tuple[Hit, ...]) -> float:
    """How sure it is, 0 to 1, that the best hit answers: 1 or 0 where the model does not decide."""
    if "address" in hits[0].ranks:
        return 1.0
    if question.kind in ("lookup", "in_force"):
        return 0.0
    if decides(question, hits):
        return probability(features(question, hits))
    return float(not hits[0].features["names_missing"])


def threshold(question: Question, hits: tuple[Hit, ...]) -> float:
    """The least confidence at which an answer is given."""
    return _model()["threshold"] if decides(question, hits) else 1.0


def decides(question: Question, hits: tuple[Hit, ...]) -> bool:
    """Whether the model decides: not for a clause named by its address, nor for a text's own history.

    The words of "when was it adopted?" are not the title's, but the names and numbers in it must be.
    """
    return question.kind != "lookup" and not (
        question.kind in _OF_THE_TEXT and hits[0].clause.kind in ("title", "enacting")
    )


def features(question: Question, hits: tuple[Hit, ...]) -> dict[str, float]:
    """What tells whether the best hit answers, each about 0 to 1."""
    best = hits[0]
    typed = question.kind in _TYPED and not spans.answering(question.kind, best.clause.text, best.document.language)
    return {name: best.features[name] for name in _FEATURES} | {"type_missing": float(typed)}


def probability(values: Mapping[str, float]) -> float:
    """The probability, by the logistic model of abstention.toml, that the best hit answers."""
    model = _model()
    total = model["bias"] + sum(weight * values[name] for name, weight in model["weights"].items())
    return 1 / (1 + exp(-total))


@cache
def _model() -> dict:
    return tomllib.loads(_MODEL.read_text(encoding="utf-8"))
