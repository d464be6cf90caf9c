"""The measures of a run, over all its questions and over each group of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median

from evals import metrics
from evals.judge import Judgement
from evals.runner import HITS

NO_TEXT = "none"  # for a text's language where nothing was cited


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
    seconds_95: float | None = None  # the 95th percentile
    citation_precision: float | None = None  # of a question's citations, those of a right clause; where any is made
    citation_recall: float | None = None  # of a question's gold quotes, those that its citations meet
    fact_coverage: float | None = None  # of a question's groups of facts, those stated
    span_precision: float | None = None  # of the characters quoted, those of the gold quotes
    span_recall: float | None = None  # of the characters of the gold quotes, those quoted
    aurc: float | None = None  # area under the risk-coverage curve: less is better
    agreement: float | None = None  # of a question's other languages, those that cite the same clause first
    addresses: float | None = None  # of a question's gold quotes, those held at the address that the set gives
    repeatability: float | None = None  # of those asked again, those that cited the same


Ratio = tuple[float, float]  # what is counted, of how many


def ratios(j: Judgement) -> dict[str, Ratio]:
    """What a question adds to each rate, above and below the line; (0, 0) where it is not measured."""
    found, asked = j.answerable, not j.error
    gains = j.gains[:HITS]
    span = j.span if found and j.span else None
    facts = found and j.facts_met is not None
    return {
        "hit_1": _value(found, lambda: metrics.hit_at(gains, 1)),
        "hit_5": _value(found, lambda: metrics.hit_at(gains, 5)),
        "mrr": _value(found, lambda: metrics.reciprocal_rank(gains)),
        "recall_10": _value(found, lambda: metrics.recall_at(gains, j.gold, 10)),
        "ndcg_10": _value(found, lambda: metrics.ndcg_at(gains, j.gold, 10)),
        "first_citation": _value(found, lambda: j.cited_first),
        "citation_precision": _value(found and j.citations, lambda: j.cited_right / j.citations),
        "citation_recall": _value(found, lambda: j.cited_gold / j.gold),
        "facts": _value(facts, lambda: j.facts_met),
        "fact_coverage": _value(facts, lambda: j.facts_stated or 0.0),
        "span_precision": _value(span, lambda: span[0] / span[1]),
        "span_recall": _value(span, lambda: span[0] / span[2]),
        "citation_validity": (float(j.citations - len(j.faults)), float(j.citations)),
        "false_answers": _value(asked and not found, lambda: not j.abstained),
        "false_refusals": _value(asked and found, lambda: j.abstained),
        "addresses": _value(j.placed + j.misplaced, lambda: j.placed / (j.placed + j.misplaced)),
        "repeatability": _value(j.repeated is not None, lambda: j.repeated),
    }


def measure(judgements: tuple[Judgement, ...]) -> Measures:
    """The measures of ``judgements``."""
    rated = [(j.confidence, right(j)) for j in judgements if j.confidence is not None]
    return Measures(
        questions=len(judgements),
        answerable=sum(j.answerable for j in judgements),
        errors=sum(bool(j.error) for j in judgements),
        other_language=sum(bool(j.answered_in) and j.answered_in != j.language for j in judgements),
        hit_length=_median([n for j in judgements for n in j.hit_lengths]),
        seconds=_median([j.seconds for j in judgements]),
        seconds_95=metrics.percentile((j.seconds for j in judgements), 0.95),
        aurc=metrics.mean(risk for _, risk in metrics.risk_coverage(rated)),
        agreement=_share(agreements(judgements).values()),
        **_rates(judgements),
    )


def right(j: Judgement) -> bool:
    """Whether the first hit answers: what an answer given at any confidence rests on."""
    return j.answerable and any(j.gains[:1])


def agreements(judgements: Iterable[Judgement]) -> dict[tuple[str, str], Ratio]:
    """(question id, language) -> the share of the question's other languages that cite the same clause first, in any
    version; (0, 0) where there is none to compare with.

    Two languages of which neither cites anything are not compared; one that cites and one that declines disagree.
    """
    asked = defaultdict(list)
    for j in judgements:
        if not j.error:
            asked[j.id].append(j)
    found = {}
    for versions in asked.values():
        for j in versions:
            others = [other.place for other in versions if other is not j and (j.place or other.place)]
            found[j.id, j.language] = _value(others, lambda j=j, others=others: others.count(j.place) / len(others))
    return found


def by(judgements: tuple[Judgement, ...], field: str) -> dict[str, Measures]:
    """The measures of each value of ``field`` ("language" or "kind"), in the order first met."""
    return {value: measure(group) for value, group in groups(judgements, lambda j: getattr(j, field)).items()}


def groups(
    judgements: Iterable[Judgement], key: Callable[[Judgement], str]
) -> dict[str, tuple[Judgement, ...]]:
    """The judgements of each value of ``key``, in the order first met; those of "" are left out."""
    found: dict[str, list[Judgement]] = {}
    for j in judgements:
        if key(j):
            found.setdefault(key(j), []).append(j)
    return {value: tuple(group) for value, group in found.items()}


def pair(j: Judgement) -> str:
    """The question's language and that of the first cited text: "fr-en"; "fr-none" when nothing is cited."""
    return f"{j.language}-{j.text_language or NO_TEXT}"


def document(j: Judgement) -> str:
    """The text that holds the answer; "" for a question without one."""
    return j.work if j.answerable else ""


def _rates(judgements: Iterable[Judgement]) -> dict[str, float | None]:
    columns = defaultdict(list)
    for j in judgements:
        for name, ratio in ratios(j).items():
            columns[name].append(ratio)
    return {name: _share(column) for name, column in columns.items()}


def _value(measured: object, value: Callable[[], float]) -> Ratio:
    return (float(value()), 1.0) if measured else (0.0, 0.0)


def _share(column: Iterable[Ratio]) -> float | None:
    counted, of = map(sum, zip((0.0, 0.0), *column, strict=True))
    return counted / of if of else None


def _median(values: list[float]) -> float | None:
    return median(values) if values else None
