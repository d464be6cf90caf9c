"""What each question scored on each gated measure, and two runs side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evals import metrics, paired
from evals.judge import Judgement

HIGHER = ("hit_1", "hit_5", "mrr", "recall_10", "ndcg_10", "first_citation", "facts")  # more is better
LOWER = ("false_answers", "false_refusals")  # less is better
MEASURES = HIGHER + LOWER
_GRADED = ("mrr", "recall_10", "ndcg_10")  # between 0 and 1; the others are 0 or 1
Key = tuple[str, str]  # question id, language
Scores = Mapping[Key, Mapping[str, float | None]]  # None where the measure does not apply


@dataclass(frozen=True)
class Change:
    """One measure in two runs, over the questions that both have."""

    measure: str
    questions: int  # question and language
    was: float
    now: float
    p: float  # two-sided

    @property
    def worse(self) -> bool:
        """Whether it fell, and by more than chance would."""
        fell = self.now < self.was if self.measure in HIGHER else self.now > self.was
        return fell and self.p < paired.LEVEL


def scores(judgements: tuple[Judgement, ...]) -> dict[Key, dict[str, float | None]]:
    """Each question's own value of each measure; their means are those of measures.py."""
    return {(j.id, j.language): {m: _rounded(v) for m, v in _score(j).items()} for j in judgements}


def _rounded(value: float | None) -> float | None:
    """As the baseline holds it, so that a third is the same third on both sides."""
    return None if value is None else round(value, 6)


def _score(j: Judgement) -> dict[str, float | None]:
    if not j.answerable:
        return dict.fromkeys(MEASURES) | {"false_answers": None if j.error else float(not j.abstained)}
    return {
        "hit_1": metrics.hit_at(j.gains, 1),
        "hit_5": metrics.hit_at(j.gains, 5),
        "mrr": metrics.reciprocal_rank(j.gains[:20]),
        "recall_10": metrics.recall_at(j.gains, j.gold, 10),
        "ndcg_10": metrics.ndcg_at(j.gains[:20], j.gold, 10),
        "first_citation": float(j.cited_first),
        "facts": None if j.facts_met is None else float(j.facts_met),
        "false_answers": None,
        "false_refusals": None if j.error else float(j.abstained),
    }


def groups(of: Scores) -> dict[str, Scores]:
    """Everything together ("all"), then each language."""
    languages = dict.fromkeys(language for _, language in of)
    return {"all": of} | {name: {k: v for k, v in of.items() if k[1] == name} for name in languages}


def values(of: Scores, measure: str) -> dict[Key, float]:
    """The measure's value for each question it applies to."""
    return {key: row[measure] for key, row in of.items() if row.get(measure) is not None}


def change(was: Scores, now: Scores, measure: str) -> Change | None:
    """``measure`` over the questions that both runs have; None when they share none."""
    before, after = values(was, measure), values(now, measure)
    shared = sorted(before.keys() & after.keys())
    if not shared:
        return None
    by_question: dict[str, list[float]] = {}
    for key in shared:
        by_question.setdefault(key[0], []).append(after[key] - before[key])
    differences = [sum(d) / len(d) for d in by_question.values()]
    test = paired.permutation_test if measure in _GRADED else paired.sign_test
    means = (metrics.mean(side[key] for key in shared) for side in (before, after))
    return Change(measure, len(shared), *means, test(differences))


def p_text(p: float) -> str:
    """The p of a test for a line of text, never "0.0000"."""
    return "< 0.0001" if p < 0.0001 else f"= {p:.4f}"


def right(row: Mapping[str, float | None]) -> bool:
    """Whether a question came out right: its first citation is right, or it has no answer and was declined."""
    return row["first_citation"] == 1 or row["false_answers"] == 0


def turned(was: Scores, now: Scores) -> tuple[tuple[Key, ...], tuple[Key, ...]]:
    """The questions that were right and are not (newly broken), and the reverse (newly mended)."""
    shared = [key for key in was if key in now]
    broken = tuple(key for key in shared if right(was[key]) and not right(now[key]))
    return broken, tuple(key for key in shared if right(now[key]) and not right(was[key]))
