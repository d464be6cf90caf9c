"""The committed baseline: the figures under which a run of the project's own set must not fall."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from errors import BadInput
from evals.measures import Measures

HIGHER = ("hit_1", "hit_5", "mrr", "recall_10", "ndcg_10", "first_citation", "facts")  # more is better
LOWER = ("false_answers", "false_refusals")  # less is better
_SLACK = 0.006  # one question in 178 changing sides, as another processor's rounding may make it


@dataclass(frozen=True)
class Inputs:
    """What a run was made with; figures are compared only over the same corpus and questions."""

    corpus: str  # SHA-256 over the ingested files' names and hashes
    questions: str  # SHA-256 of the question set
    weights: str  # the embedding's id


def write(path: Path, inputs: Inputs, groups: dict[str, Measures]) -> None:
    """Write ``groups`` (name -> measures) as the baseline.

    Raises BadInput when a question failed or a citation did not hold: such a run is no standard.
    """
    for name, measures in groups.items():
        if measures.errors:
            raise BadInput(
                f"{measures.errors} questions could not be asked ({name})",
                where="baseline",
                do="Mend that first",
            )
        if (measures.citation_validity or 0) < 1:
            raise BadInput(f"not every citation holds ({name})", where="baseline", do="Mend that first")
    kept = {name: {key: _rounded(getattr(m, key)) for key in HIGHER + LOWER} for name, m in groups.items()}
    text = json.dumps({**asdict(inputs), "measures": kept}, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")


def failures(path: Path, inputs: Inputs, groups: dict[str, Measures]) -> tuple[str, ...]:
    """A sentence for each thing in which ``groups`` fall under the baseline at ``path``; () when none.

    A run with another embedding is compared like any other: it must not be worse. Raises BadInput
    when the file cannot be read.
    """
    if not path.exists():
        return ("There is no baseline yet: python -m evals bless writes one.",)
    baseline = _read(path)
    for key, what in (("corpus", "another corpus"), ("questions", "other questions")):
        if baseline[key] != getattr(inputs, key):
            return (f"The baseline was taken with {what}: python -m evals bless takes it anew.",)
    found = [_invalid(name, measures) for name, measures in groups.items()]
    for name, kept in baseline["measures"].items():
        if name not in groups:
            found.append(f"{name} was not measured, the baseline has it.")
            continue
        found += [_worse(name, key, kept.get(key), getattr(groups[name], key)) for key in HIGHER + LOWER]
    return tuple(filter(None, found))


def _read(path: Path) -> dict:
    try:
        baseline = json.loads(path.read_text(encoding="utf-8"))
        missing = {"corpus", "questions", "weights", "measures"} - set(baseline)
    except (OSError, ValueError) as error:
        raise BadInput(
            f"not a baseline ({error})", where=str(path), do="Take it from version control again"
        ) from None
    if missing:
        raise BadInput(
            f"lacks {', '.join(sorted(missing))}", where=str(path), do="Take it from version control again"
        )
    return baseline


def _invalid(name: str, measures: Measures) -> str:
    validity = measures.citation_validity
    return (
        f"{name}: citation validity is {validity:.4f}, it must be 1."
        if validity is not None and validity < 1
        else ""
    )


def _worse(name: str, key: str, was: float | None, now: float | None) -> str:
    if was is None:
        return ""
    if now is None:
        return f"{name}: {key} was not measured, the baseline has {was:.4f}."
    if key in HIGHER and now < was - _SLACK:
        return f"{name}: {key} is {now:.4f}, under the baseline's {was:.4f}."
    if key in LOWER and now > was + _SLACK:
        return f"{name}: {key} is {now:.4f}, over the baseline's {was:.4f}."
    return ""


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
