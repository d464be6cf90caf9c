"""results.csv: a line per question and language, for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from evals.judge import Judgement
from evals.measures import ratios
from evals.runner import HITS
from evals.steps import lost

_RATES = (
    "hit_1", "hit_5", "mrr", "recall_10", "ndcg_10", "first_citation", "citation_precision", "citation_recall", "facts",
    "fact_coverage", "span_precision", "span_recall", "citation_validity", "false_answers", "false_refusals", "repeatability",
)  # fmt: skip
COLUMNS = (
    "id", "kind", "language", "text_language", "document", "answerable", "question", "lost_in", "how", "rank", "abstained",
    "confidence", "seconds", *_RATES,
)  # fmt: skip


def write(path: Path, judgements: Sequence[Judgement], records: Sequence[dict]) -> None:
    """Write ``judgements`` with the words of ``records`` (the lines of answers.jsonl, in the same order).

    UTF-8 with a byte order mark, by which spreadsheets know it. A measure that does not apply is left empty.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(_row(j, record) for j, record in zip(judgements, records, strict=True))


def rank(j: Judgement) -> int | None:
    """The rank, from 1, of the first right hit; None when none of the hits is right."""
    return next((rank for rank, gain in enumerate(j.gains[:HITS], 1) if gain), None)


def _row(j: Judgement, record: dict) -> list:
    step, how = lost(j)
    rates = ratios(j)
    return [
        j.id, j.kind, j.language, j.text_language, j.work, j.answerable, record["question"], step, how, rank(j),
        "" if j.error else j.abstained, _number(j.confidence), _number(j.seconds),
        *(_number(rates[name][0] / rates[name][1] if rates[name][1] else None) for name in _RATES),
    ]  # fmt: skip


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}".rstrip("0").rstrip(".")
