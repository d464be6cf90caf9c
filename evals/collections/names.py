"""The project's own collections that may be asked at any time. The test half of model-assembly is not one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from schema import LANGUAGES

_HERE = Path(__file__).resolve().parent
_EVALS = _HERE.parent


@dataclass(frozen=True)
class Collection:
    """A question set, the texts that it asks about, and the baseline that runs of it are held to."""

    name: str
    questions: Path
    texts: Path
    languages: tuple[str, ...]  # of the questions
    baseline: Path


COLLECTIONS = {
    c.name: c
    for c in (
        Collection(
            "resolution-57", _HERE / "resolution-57" / "questions.jsonl",
            _EVALS.parent / "corpus" / "T-RES-T.57-2012-F.txt",  # the text that ships, whatever else stands there
            ("en", "fr"), _EVALS / "baseline.json",
        ),
        Collection(
            "model-assembly", _HERE / "model-assembly" / "questions.dev.jsonl", _HERE / "model-assembly" / "texts" / "dev",
            LANGUAGES, _EVALS / "baseline-model-assembly.json",
        ),
    )
}  # fmt: skip
