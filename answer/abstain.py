"""Whether the texts support an answer at all; when they don't, the assistant says so."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from math import exp
from pathlib import Path

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

NOT_PROVED = Reason("no_answer")


def reason(question: Question, hits: tuple[Hit, ...]) -> Reason | None:
    """Why ``hits`` (best first) do not support an answer, or None when they do."""
    if question.kind == "lookup":
        found = bool(hits) and "address" in hits[0].ranks
        return None if found else Reason("no_such_address", {"terms": question.text})
    if not hits:
        return Reason("no_answer")
    if question.kind in _OF_THE_TEXT and hits[0].clause.kind in ("title", "enacting"):
        # Its words are not the clause's ("when was it adopted?"), but its names and numbers must be.
        return Reason("no_answer", terms=hits[0].unmatched) if hits[0].features["names_missing"] else None
    if confidence(hits) >= _model()["threshold"]:
        return None
    return Reason("no_answer", terms=hits[0].unmatched)


def confidence(hits: tuple[Hit, ...]) -> float:
    """The probability, by a logistic model over the features of the best hit, that it answers."""
    model = _model()
    best = hits[0].features
    total = model["bias"] + sum(w * best.get(name, 0.0) for name, w in model["weights"].items())
    return 1 / (1 + exp(-total))


@cache
def _model() -> dict:
    return tomllib.loads(_MODEL.read_text(encoding="utf-8"))
