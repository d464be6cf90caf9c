"""The results of an earlier run, read back from its folder."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from pathlib import Path

from errors import BadInput
from evals.gate import Inputs
from evals.judge import Judgement


@dataclass(frozen=True)
class Results:
    """What a results folder holds of a run."""

    judgements: tuple[Judgement, ...]
    inputs: Inputs


def load(folder: Path) -> Results:
    """Read judged.jsonl and measures.json. Raises BadInput naming the file that is missing or not in their form."""
    judged, measures = folder / "judged.jsonl", folder / "measures.json"
    try:
        lines = judged.read_text(encoding="utf-8").split("\n")
        judgements = tuple(_made(Judgement, json.loads(line)) for line in lines if line.strip())
        if not judgements:
            raise ValueError("it is empty")
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise _bad(judged, error) from None
    try:
        inputs = _made(Inputs, json.loads(measures.read_text(encoding="utf-8"))["inputs"])
    except (OSError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise _bad(measures, error) from None
    return Results(judgements, inputs)


def _made(kind: type, record: dict):
    """A dataclass of the fields that it has; lists become tuples, as they were before they were written."""
    known = {field.name for field in fields(kind)}
    return kind(**{k: tuple(v) if isinstance(v, list) else v for k, v in record.items() if k in known})


def _bad(path: Path, error: Exception) -> BadInput:
    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return BadInput(
        f"not the results of a run ({why.lower()})", where=str(path), do="Give a folder that python -m evals run wrote"
    )
