"""The measures of a run, over all its questions and over each language and kind."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from evals import metrics
from evals.judge import Judgement
from evals.runner import HITS


@dataclass(frozen=True)
class Measures:
    """Rates from 0 to 1; None where there is nothing to measure.

    Finding is measured over the answerable questions, whether the assistant declined or not.
    """

    questions: int  # question and language
    answerable: int
    errors: int  # questions whose asking raised: they found nothing, and neither answered nor declined
    hit_1: float | None
    hit_5: float | None
    mrr: float | None  # over the first 20 hits
    recall_10: float | None
    ndcg_10: float | None
    first_citation: float | None  # the first citation is of a right clause
    facts: float | None  # of the answerable questions that list facts
    citation_validity: float | None  # of all citations shown
    false_answers: float | None  # of the questions without an answer
    false_refusals: float | None  # of the answerable questions
    other_language: int  # answers in another language than the question's
    hit_length: float | None  # median characters
    seconds: float | None  # median of a question


def measure(judgements: tuple[Judgement, ...]) -> Measures:
    """The measures of ``judgements``."""
    found = [j for j in judgements if j.answerable]
    barred = [j for j in judgements if not j.answerable]
    gains = [j.gains[:HITS] for j in found]
    ranked = [(j.gains[:HITS], j.gold) for j in found]
    citations = sum(j.citations for j in judgements)
    faults = sum(len(j.faults) for j in judgements)
    return Measures(
        questions=len(judgements),
        answerable=len(found),
        errors=sum(bool(j.error) for j in judgements),
        hit_1=metrics.mean(metrics.hit_at(g, 1) for g in gains),
        hit_5=metrics.mean(metrics.hit_at(g, 5) for g in gains),
        mrr=metrics.mean(metrics.reciprocal_rank(g) for g in gains),
        recall_10=metrics.mean(metrics.recall_at(g, gold, 10) for g, gold in ranked),
        ndcg_10=metrics.mean(metrics.ndcg_at(g, gold, 10) for g, gold in ranked),
        first_citation=metrics.mean(float(j.cited_first) for j in found),
        facts=metrics.mean(float(j.facts_met) for j in found if j.facts_met is not None),
        citation_validity=1 - faults / citations if citations else None,
        false_answers=metrics.mean(float(not j.abstained) for j in barred if not j.error),
        false_refusals=metrics.mean(float(j.abstained) for j in found if not j.error),
        other_language=sum(bool(j.answered_in) and j.answered_in != j.language for j in judgements),
        hit_length=_median([n for j in judgements for n in j.hit_lengths]),
        seconds=_median([j.seconds for j in judgements]),
    )


def by(judgements: tuple[Judgement, ...], field: str) -> dict[str, Measures]:
    """The measures of each value of ``field`` ("language" or "kind"), in the order first met."""
    values = dict.fromkeys(getattr(j, field) for j in judgements)
    return {v: measure(tuple(j for j in judgements if getattr(j, field) == v)) for v in values}


def _median(values: list[float]) -> float | None:
    return median(values) if values else None
