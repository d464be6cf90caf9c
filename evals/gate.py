"""The committed baseline: what each question scored, and the figures under which a run must not fall."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from errors import BadInput
from evals import metrics, outcomes
from evals.judge import Judgement
from evals.outcomes import HIGHER, MEASURES, Scores
from evals.steps import STEPS, lost

MARGIN = 0.02  # how far a measure may lie under the best ever blessed; one question's worth where that is more
_AGAIN = "Take it from version control again"
_KEPT = {"corpus", "questions", "weights", "settings", "measures", "best", "columns", "outcomes"}
Figures = dict[str, dict[str, float | None]]  # group -> measure -> mean


@dataclass(frozen=True)
class Inputs:
    """What a run was made with; figures are compared only over the same corpus and questions."""

    corpus: str  # SHA-256 over the ingested files' names and hashes
    questions: str  # SHA-256 of the question set
    weights: str  # the embedding's id
    settings: str = ""  # SHA-256 over the settings and tables that bear on answers


@dataclass(frozen=True)
class Baseline:
    """A blessed run."""

    inputs: Inputs
    measures: Figures
    best: Figures  # the best ever blessed
    scores: Scores
    steps: dict[str, int] | None = None  # step of steps.py -> questions that it lost


def failures(path: Path, inputs: Inputs, judgements: tuple[Judgement, ...]) -> tuple[str, ...]:
    """A sentence for each reason why the run must not pass; () when there is none.

    A run with other weights or settings is held to the same figures: it must not be worse. Raises
    BadInput when the baseline at ``path`` cannot be read.
    """
    found = faults(judgements)
    if not path.exists():
        return (*found, "There is no baseline yet: python -m evals bless writes one.")
    baseline = read(path)
    for key, what in (("corpus", "another corpus"), ("questions", "other questions")):
        if getattr(baseline.inputs, key) != getattr(inputs, key):
            return (*found, f"The baseline was taken with {what}: python -m evals bless takes it anew.")
    now = outcomes.scores(judgements)
    return (*found, *_missing(baseline.scores, now), *_fallen(baseline, now))


def faults(judgements: tuple[Judgement, ...]) -> tuple[str, ...]:
    """What no run may show, whatever the baseline: citations that do not hold, protected questions that are
    wrong, answers that a second asking changes."""
    found = []
    citations, invalid = sum(j.citations for j in judgements), sum(len(j.faults) for j in judgements)
    if invalid:
        found.append(f"Quote validity is {1 - invalid / citations:.4f}, it must be 1: {invalid} of {citations} do not hold.")
    again = [j for j in judgements if j.repeated is False and j.mode == "extractive"]
    if again:
        found.append(f"{len(again)} asked a second time cited otherwise, {again[0].id} ({again[0].language}) first.")
    scores = outcomes.scores(judgements)
    for j in judgements:
        row = scores[j.id, j.language]
        if j.protected and not (outcomes.right(row) and row["facts"] != 0):
            found.append(f"{j.id} ({j.language}) is protected and came out wrong: {_how(j)} (lost in {lost(j)[0]}).")
    return tuple(found)


def notes(path: Path, inputs: Inputs, judgements: tuple[Judgement, ...]) -> tuple[str, ...]:
    """What helps to read a failure: the steps that lost answers, and what else is not as it was in the baseline."""
    kept = read(path) if path.exists() else None
    told = [
        f"Lost in {step}: {count}" + (f", the baseline has {kept.steps.get(step, 0)}." if kept and kept.steps is not None else ".")
        for step, count in steps(judgements).items()
        if kept is None or kept.steps is None or count != kept.steps.get(step, 0)
    ]
    told += [
        f"The {key} are not those of the baseline." for key in ("weights", "settings")
        if kept and getattr(kept.inputs, key) != getattr(inputs, key)
    ]  # fmt: skip
    return tuple(told)


def steps(judgements: tuple[Judgement, ...]) -> dict[str, int]:
    """Step -> the questions and languages that it lost."""
    found = [lost(j)[0] for j in judgements]
    return {step: found.count(step) for step in STEPS if step in found}


def write(path: Path, inputs: Inputs, judgements: tuple[Judgement, ...]) -> None:
    """Make the run the baseline, and keep the best ever blessed.

    Raises BadInput, and writes nothing, when a question failed, a citation does not hold or a protected
    question is wrong: such a run is no standard.
    """
    wrong = [f"{j.id} ({j.language}) could not be asked" for j in judgements if j.error] + list(faults(judgements))
    if not sum(j.citations for j in judgements):
        wrong.append("no citation was shown")
    if wrong:
        raise BadInput(wrong[0].rstrip("."), where="baseline", do="Mend that first")
    now = outcomes.scores(judgements)
    best = _best(read(path), now) if path.exists() else figures(now)
    head = {**asdict(inputs), "measures": _rounded(figures(now)), "best": _rounded(best), "steps": steps(judgements), "columns": MEASURES}
    rows = [f"  {json.dumps(' '.join(key))}: {json.dumps([row[m] for m in MEASURES])}" for key, row in now.items()]
    text = json.dumps(head, indent=1)[:-2] + ',\n "outcomes": {\n' + ",\n".join(rows) + "\n }\n}\n"
    path.write_text(text, encoding="utf-8")


def read(path: Path) -> Baseline:
    """The baseline at ``path``. Raises BadInput when it is not one."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        missing = _KEPT - set(kept)
        if missing:
            raise ValueError(f"it lacks {', '.join(sorted(missing))}")
        inputs = Inputs(*(kept[key] for key in ("corpus", "questions", "weights", "settings")))
        rows = {tuple(key.rsplit(" ", 1)): row for key, row in kept["outcomes"].items()}
        scores = {key: dict(zip(kept["columns"], row, strict=True)) for key, row in rows.items()}
        return Baseline(inputs, kept["measures"], kept["best"], scores, kept.get("steps"))
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise BadInput(f"not a baseline ({error})", where=str(path), do=_AGAIN) from None


def figures(scores: Scores) -> Figures:
    """The mean of each measure, over everything and over each language."""
    return {
        name: {m: metrics.mean(outcomes.values(group, m).values()) for m in MEASURES}
        for name, group in outcomes.groups(scores).items()
    }


def _missing(was: Scores, now: Scores) -> tuple[str, ...]:
    lost = [key for key in was if key not in now]
    if not lost:
        return ()
    return (f"{len(lost)} of the baseline's questions were not asked, {lost[0][0]} ({lost[0][1]}) first.",)


def _fallen(baseline: Baseline, now: Scores) -> list[str]:
    """Measures that fell significantly, and those too far under the best."""
    found, before = [], outcomes.groups(baseline.scores)
    for name, group in outcomes.groups(now).items():
        for measure in MEASURES:
            change = outcomes.change(before.get(name, {}), group, measure)
            if change and change.worse:
                found.append(
                    f"{name}: {measure} is significantly worse, {change.now:.4f}; "
                    f"the baseline has {change.was:.4f} (p {outcomes.p_text(change.p)})."
                )
            found += _under(name, measure, baseline.best.get(name, {}).get(measure), outcomes.values(group, measure))
    return found


def _under(name: str, measure: str, best: float | None, now: dict) -> list[str]:
    """Whether the mean lies more than the margin under ``best``."""
    if best is None:
        return []
    if not now:
        return [f"{name}: {measure} was not measured, the best ever blessed is {best:.4f}."]
    mean = sum(now.values()) / len(now)
    loss = best - mean if measure in HIGHER else mean - best
    margin = max(MARGIN, 1 / len(now))
    if loss <= margin + 1e-4:  # figures are kept with four decimals
        return []
    return [f"{name}: {measure} is {mean:.4f}, more than {margin:.3f} worse than the best ever blessed, {best:.4f}."]


def _best(old: Baseline, now: Scores) -> Figures:
    """The best ever blessed, where the run takes the place of ``old``.

    Over the same questions it is the better of the two. Over others, what the answers lie under the
    best is carried along, as the questions that both sets have show it: a changed set wipes out no loss.
    """
    best, before = figures(now), outcomes.groups(old.scores)
    for name, group in outcomes.groups(now).items():
        for measure in MEASURES:
            change = outcomes.change(before.get(name, {}), group, measure)
            was, top = (side.get(name, {}).get(measure) for side in (old.measures, old.best))
            if change is None or was is None or top is None:
                continue
            sign = 1 if measure in HIGHER else -1
            debt = sign * (top - was + change.was - change.now)
            best[name][measure] = min(1.0, max(0.0, best[name][measure] + sign * max(0.0, debt)))
    return best


def _how(j: Judgement) -> str:
    if j.error:
        return f"could not be asked ({j.error})"
    if not j.answerable:
        return "it was answered, though it has no answer"
    if j.abstained:
        return "it was declined"
    return "its facts are not stated" if j.cited_first else "its first citation is not right"


def _rounded(of: Figures) -> Figures:
    return {name: {m: None if v is None else round(v, 4) for m, v in row.items()} for name, row in of.items()}
