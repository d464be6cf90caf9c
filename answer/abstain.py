"""Whether the texts support an answer at all; when they don't, the assistant says so."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from math import exp
from pathlib import Path

from answer import addressed, duties, matters, spans
from answer.priors import introduced, opens
from answer.question import Question
from itu import addresses, mandates
from schema import DocumentInfo, Hit

_MODEL = Path(__file__).with_name("abstention.toml")


@dataclass(frozen=True)
class Reason:
    """Why no answer is given: a sentence of words.toml, its fields, and the question's words not found."""

    key: str
    fields: Mapping[str, object] = field(default_factory=dict)
    terms: tuple[str, ...] = ()


_OF_THE_TEXT = ("history", "enactment")
# Of a hit. How well the clauses together meet the question is not among them: the more texts are held, the better they do.
_FEATURES = ("absent", "names_missing", "heaviest", "brevity", "dense", "everyday")
_GAP = 3.0  # standard deviations between the first hit and the second from which it stands out as far as can be
_GOES_ON = 0.4  # of the threshold is enough for a question that goes on from one that was answered
_ELSEWHERE = 0.5  # share of a question that no text speaks of from which it is about something else altogether
_FROM, _TO = 0.0, 0.8  # of everyday.score, between which a question goes from what may be asked to talk
_RULES = ("article", "numbered")  # kinds of clauses that say by themselves what a body must do
_UNMET = 0.15  # share of a question that its least met word may leave unmet where the clause calls on the body asked about
_TALK = 0.2  # of everyday.score, from which a question that is declined is everyday talk

NOT_PROVED = Reason("no_answer")


def reason(question: Question, hits: tuple[Hit, ...]) -> Reason | None:
    """Why ``hits`` (best first) do not support an answer, or None when they do."""
    if hits and "address" in hits[0].ranks:
        return None
    if question.kind == "lookup":
        held = hits and "near" in hits[0].ranks
        return _no_such_clause(question, hits[0].document) if held else Reason("no_such_address")
    if question.kind == "in_force":
        return Reason("in_force")
    if not hits:
        return Reason("no_answer")
    if confidence(question, hits) >= threshold(question, hits):
        return None
    elsewhere = hits[0].features["absent"] >= _ELSEWHERE or hits[0].features["everyday"] >= _TALK
    elsewhere = elsewhere and not _of_named(question, hits)
    return Reason("off_topic" if elsewhere else "no_answer", terms=tuple(term for term in hits[0].unmatched if not term.isdigit()))


def _of_named(question: Question, hits: tuple[Hit, ...]) -> bool:
    """Whether one of ``hits`` is of a text that the question names by its number, in whatever revision: then the texts
    held are what it is about."""
    named = [replace(address, year=None, place="") for address in question.addresses if address.document_number]
    return any(addresses.names_document(address, hit.document) for address in named for hit in hits)


def _no_such_clause(question: Question, document: DocumentInfo) -> Reason:
    return Reason("no_such_clause", {"name": document.name, "address": addressed.places(question, document)})


def rated(question: Question, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """``hits`` with ``confidence`` among the features of the first, for whoever measures the answers."""
    if not hits:
        return hits
    first = replace(hits[0], features={**hits[0].features, "confidence": confidence(question, hits)})
    return (first, *hits[1:])


def confidence(question: Question, hits: tuple[Hit, ...]) -> float:
    """How sure it is, 0 to 1, that the best hit answers: 1 or 0 where the model does not decide."""
    if "address" in hits[0].ranks or "defines" in hits[0].features:
        return 1.0
    if "confidence" in hits[0].features:
        return hits[0].features["confidence"]
    if question.kind in ("lookup", "in_force"):
        return 0.0
    if decides(question, hits):
        return probability(features(question, hits), question.language)
    return float(not hits[0].features["names_missing"])


def threshold(question: Question, hits: tuple[Hit, ...]) -> float:
    """The least confidence at which an answer is given. A question that goes on from another has few words of its
    own to be met, and a matter that the texts do speak of."""
    if not decides(question, hits):
        return 1.0
    return _model()["threshold"] * (_GOES_ON if question.before else 1.0)


def decides(question: Question, hits: tuple[Hit, ...]) -> bool:
    """Whether the model decides: not for a clause named by its address, a text's own history, an acronym that the
    clause introduces, or a term that it defines.

    The words of "when was it adopted?" are not the title's, but the names and numbers in it must be.
    """
    best = hits[0]
    if "defines" in best.features:
        return False
    if question.kind == "definition" and introduced(question, best.clause.text, best.document.language):
        return False
    if question.kind == "action" and _called_on(question, best):
        return False
    return question.kind != "lookup" and not (question.kind in _OF_THE_TEXT and best.clause.kind in ("title", "enacting"))


def _called_on(question: Question, hit: Hit) -> bool:
    """Whether the clause calls on a body that the question names, or begins with it ("The Council shall …"), and meets
    nearly all of the question's words, or the question asks for nothing but what that body must do."""
    clause, language, told = hit.clause, hit.document.language, hit.features
    unmet = told["absent"] or told["heaviest"] > _UNMET
    if told["names_missing"] or unmet and not duties.asked(question):
        return False
    if clause.kind != "operative":
        return clause.kind in _RULES and opens(question, clause, language)
    called = {m.key for call in mandates.calls(clause.heading, clause.text, language) for m in call.mentions}
    return any(mandates.called_with(key) & called for key in question.bodies)


def features(question: Question, hits: tuple[Hit, ...]) -> dict[str, float]:
    """What tells whether the best hit answers, each 0 to 1 or a little beyond."""
    best = hits[0]
    gap = best.score - hits[1].score if len(hits) > 1 else 0.0
    told = {name: best.features[name] for name in _FEATURES}
    if question.kind == "revision":  # the years and places that it names are of the other revision as well
        told["names_missing"] = 0.0
    return told | {
        "gap": min(max(gap / _GAP, 0.0), 1.0),
        "dense_rank": 1 / best.ranks["dense"] if "dense" in best.ranks else 0.0,
        "type_missing": float(spans.lacking(question.kind, best.clause.text, best.document.language)),
        "number": float(question.kind == "number"),
        "talk": min(max((best.features["everyday"] - _FROM) / (_TO - _FROM), 0.0), 1.0),
        **matters.missing(question.text, question.language, best),
    }


def probability(values: Mapping[str, float], language: str) -> float:
    """The probability, by the logistic model of abstention.toml, that the best hit answers.

    ``language``: of the question; each has its own bias, since words are matched better in some than in others.
    """
    model = _model()
    total = model["bias"][language] + sum(weight * values[name] for name, weight in model["weights"].items())
    return 1 / (1 + exp(-total))


@cache
def _model() -> dict:
    return tomllib.loads(_MODEL.read_text(encoding="utf-8"))
