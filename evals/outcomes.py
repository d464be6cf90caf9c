"""What each question scored on each gated measure, and two runs side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evals import measures, metrics, paired
from evals.judge import Judgement

HIGHER = (  # more is better
    "hit_1", "hit_5", "mrr", "recall_10", "ndcg_10", "first_citation", "facts", "citation_precision", "citation_recall",
    "fact_coverage", "span_precision", "span_recall", "addresses", "agreement",
)  # fmt: skip
LOWER = ("false_answers", "false_refusals", "aurc")  # less is better
MEASURES = HIGHER + LOWER
_BINARY = ("hit_1", "hit_5", "first_citation", "facts", "false_answers", "false_refusals")  # the others are graded
_WHOLE = {"aurc": None}  # what a question adds to it depends on the others: only taken over all of them
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
    found = {(j.id, j.language): {m: _value(r) for m, r in measures.ratios(j).items() if m in MEASURES} for j in judgements}
    agreed = measures.agreements(judgements)
    rated = [j for j in judgements if j.confidence is not None]
    shares = metrics.risk_shares([(j.confidence, measures.right(j)) for j in rated])
    risk = {(j.id, j.language): share for j, share in zip(rated, shares, strict=True)}
    return {
        key: {m: _rounded(v) for m, v in (row | {"agreement": _value(agreed.get(key, (0, 0))), "aurc": risk.get(key)}).items()}
        for key, row in found.items()
    }


def _value(ratio: measures.Ratio) -> float | None:
    return ratio[0] / ratio[1] if ratio[1] else None


def _rounded(value: float | None) -> float | None:
    """As the baseline holds it, so that a third is the same third on both sides."""
    return None if value is None else round(value, 6)


def groups(of: Scores) -> dict[str, Scores]:
    """Everything together ("all"), then each language with what can be taken over it alone."""
    languages = dict.fromkeys(language for _, language in of)
    return {"all": of} | {name: {k: {**v, **_WHOLE} for k, v in of.items() if k[1] == name} for name in languages}


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
    test = paired.sign_test if measure in _BINARY else paired.permutation_test
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
